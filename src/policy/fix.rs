//! The `fix` of a policy, and what is wrong with it.

use miette::SourceSpan;

use super::PolicyError;
use crate::recommendation::{Fix, FixFlaw, FlawKind, Placeholder};
use crate::text::escape::excerpt;
use crate::text::yaml::{self, Path};
use crate::text::{SourceText, did_you_mean};

/// Reads a fix that stands in `metadata`, whose places are those of `source`.
///
/// # Errors
/// Every flaw of it, with its place.
pub(super) fn read(
    source: &SourceText,
    metadata: &SourceText,
    text: &str,
) -> Result<Fix, Vec<PolicyError>> {
    let complaint = |flaw: &FixFlaw| {
        let (code, message, help) = described(flaw);
        PolicyError::contract(code, source, span(metadata, text, flaw), message, help)
    };
    if !is_plain(text) {
        let place = yaml::span(metadata, &Path::root().then("custom").then("fix"));
        return Err(vec![PolicyError::contract(
            "policy::fix_hidden",
            source,
            place,
            "the fix holds what nobody can see, or what build servers take for a command",
            "scripts of fixes are printed: leave out control characters, `##word[` and `::word::`"
                .to_owned(),
        )]);
    }
    Fix::parse(text).map_err(|flaws| flaws.iter().map(complaint).collect())
}

/// Whether a person sees all of a fix and no build server obeys a line of it.
fn is_plain(text: &str) -> bool {
    let is_command = |line: &str| line.trim_start().starts_with("::");
    excerpt(text) == text && !text.lines().any(is_command)
}

/// The code, the sentence and the advice for a flaw.
fn described(flaw: &FixFlaw) -> (&'static str, String, String) {
    let words = &flaw.words;
    match flaw.kind {
        FlawKind::Unknown => (
            "policy::unknown_placeholder",
            format!("`{words}` is no placeholder of a fix"),
            known_placeholders(words),
        ),
        FlawKind::Quoted => (
            "policy::quoted_placeholder",
            format!("the placeholder `{words}` stands between quotes"),
            "write it without them: values are quoted as they are put in".to_owned(),
        ),
        FlawKind::NotPlain => (
            "policy::fix_not_plain",
            format!("`{words}` hides where quotes begin and end in a fix"),
            "write a plain command: words, quotes, `$NAME` and placeholders".to_owned(),
        ),
        FlawKind::Open => (
            "policy::open_quote",
            format!("the fix ends before its `{words}` does"),
            "close it, or what follows in a script is read as part of it".to_owned(),
        ),
    }
}

fn known_placeholders(words: &str) -> String {
    let known = Placeholder::ALL.map(|placeholder| format!("{{{}}}", placeholder.as_str()));
    let nearest = did_you_mean(words, known.iter().map(String::as_str));
    let all = format!("there are `{}`", known.join("`, `"));
    nearest.map_or(all.clone(), |nearest| format!("{nearest} {all}"))
}

/// Where the words of a flaw stand: as often before them in the document as in the fix.
fn span(metadata: &SourceText, text: &str, flaw: &FixFlaw) -> SourceSpan {
    let whole = yaml::span(metadata, &Path::root().then("custom").then("fix"));
    let before = &text.trim()[..flaw.offset];
    let rest = &metadata.text()[whole.offset()..];
    let found = rest
        .match_indices(flaw.words.as_str())
        .nth(before.matches(flaw.words.as_str()).count());
    found.map_or(whole, |(at, words)| {
        (whole.offset() + at, words.len()).into()
    })
}

#[cfg(test)]
mod tests {
    use miette::Diagnostic;

    use super::*;

    /// The code, the line and the words that a fix is complained of with.
    fn complaint(fix: &str) -> (String, usize, String) {
        let source = SourceText::new("p", format!("title: T\ncustom:\n  fix: {fix}\n"));
        let value = yaml::parse(&source).unwrap();
        let text = value["custom"]["fix"].as_str().unwrap();
        let error = read(&source, &source, text).unwrap_err().remove(0);
        let label = error.labels().unwrap().next().unwrap();
        let words = &source.text()[label.offset()..label.offset() + label.len()];
        (
            error.code().unwrap().to_string(),
            source.line_at(label.offset()),
            words.to_owned(),
        )
    }

    #[test]
    fn the_flaw_itself_is_underlined() {
        let (code, line, words) = complaint("az x {id} {nmae}");
        assert_eq!(code, "policy::unknown_placeholder");
        assert_eq!((line, words.as_str()), (3, "{nmae}"));
        let (code, line, words) = complaint("|\n    az x {id}\n    az y '{id}'");
        assert_eq!(code, "policy::quoted_placeholder");
        assert_eq!((line, words.as_str()), (5, "{id}"));
        assert_eq!(complaint("az x $(y)").0, "policy::fix_not_plain");
        assert_eq!(complaint("az x 'y").0, "policy::open_quote");
        for hidden in ["\"az\\e[2J\"", "'az ##vso[x]'", "|\n    az\n    ::error::x"] {
            assert_eq!(complaint(hidden).0, "policy::fix_hidden");
        }
    }

    #[test]
    fn a_near_placeholder_is_offered_and_all_are_named() {
        let help = known_placeholders("{nmae}");
        assert!(
            help.starts_with("did you mean `{name}`? there are `{id}`"),
            "{help}"
        );
    }
}
