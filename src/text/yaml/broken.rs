//! Texts that are no YAML documents, or not one: what is wrong, and where.

use miette::SourceSpan;

use super::{YamlError, without_place};
use crate::text::SourceText;

/// What the parser says, at the place that it means.
pub(super) fn complaint(source: &SourceText, error: &serde_yaml::Error) -> YamlError {
    let message = without_place(&error.to_string());
    let offset = error
        .location()
        .map_or(0, |place| source.offset_of(place.line(), place.column()));
    if let Some(key) = duplicate_key(&message) {
        return duplicate(source, offset, key);
    }
    let several = message.contains("more than one document");
    let help = if several {
        Some("a file is one document: leave out what stands from `---` on")
    } else if message == "repetition limit exceeded" {
        Some("aliases such as `*name` repeat too much here; write the values out")
    } else if source.text()[offset..].starts_with('\t') {
        Some("this is a tab; YAML is indented with spaces")
    } else {
        None
    };
    let span = match second_document(source.text()) {
        Some(start) if several => (start, "---".len()).into(),
        _ => source.word_at(offset),
    };
    complain(source, message, span, help)
}

fn complain(
    source: &SourceText,
    message: String,
    span: SourceSpan,
    help: Option<&str>,
) -> YamlError {
    YamlError {
        message,
        source_code: source.clone(),
        span,
        help: help.map(str::to_owned),
    }
}

/// The key in `recommendations: duplicate entry with key "a"`.
fn duplicate_key(message: &str) -> Option<&str> {
    let (_, key) = message.split_once("duplicate entry with key \"")?;
    key.strip_suffix('"')
}

/// A complaint about the second of two equal keys in the mapping that starts at `offset`.
fn duplicate(source: &SourceText, offset: usize, key: &str) -> YamlError {
    let start = second_key(source.text(), offset, key);
    let span = start.map_or_else(|| source.word_at(offset), |start| (start, key.len()).into());
    let message = format!("the key `{key}` is a duplicate: it stands twice in one mapping");
    complain(source, message, span, Some("leave one of the two out"))
}

/// The second place where a key of the mapping stands that starts at `offset`: in the column of
/// its other keys, or anywhere after `{`. Parsing on could run into aliases that expand without
/// measure.
fn second_key(text: &str, offset: usize, key: &str) -> Option<usize> {
    let quotes = ['"', '\''];
    let column = |place: usize| {
        let line = &text[..place];
        let line = line.rsplit('\n').next().unwrap_or_default();
        line.trim_end_matches(quotes).len()
    };
    let is_flow = text[offset..].starts_with('{');
    let is_key = |place: usize| {
        let rest = text[place + key.len()..].trim_start_matches(quotes);
        let before = text[..place].chars().next_back();
        let is_word = before.is_some_and(|last| last.is_alphanumeric() || "_.-".contains(last));
        let is_aligned = is_flow || column(place) == column(offset);
        rest.trim_start_matches(' ').starts_with(':') && !is_word && is_aligned
    };
    let places = text[offset..].match_indices(key);
    let mut places = places.map(|(place, _)| offset + place);
    places.by_ref().find(|&place| is_key(place))?;
    places.find(|&place| is_key(place))
}

/// Where the `---` of a second document stands.
fn second_document(text: &str) -> Option<usize> {
    let is_content = |line: &str| !(line.trim().is_empty() || line.starts_with(['#', '%']));
    let mut offset = 0;
    let mut begun = false;
    for line in text.split_inclusive('\n') {
        if begun && line.starts_with("---") {
            return Some(offset);
        }
        begun = begun || is_content(line);
        offset += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::text::SourceText;
    use crate::text::yaml::parse;

    /// What is underlined, the line that it is in, and the message.
    fn fault(text: &str) -> (String, usize, String) {
        let source = SourceText::new("a.yaml", text);
        let error = parse(&source).unwrap_err();
        let (start, length) = (error.span.offset(), error.span.len());
        let underlined = text[start..start + length].to_owned();
        (underlined, source.line_at(start), error.to_string())
    }

    #[test]
    fn the_second_of_two_equal_keys_is_underlined() {
        let message = "the key `b` is a duplicate: it stands twice in one mapping".to_owned();
        for (text, line) in [
            ("a:\n  b: 1\n  c: 2\n  b: 2\n", 4),
            ("a:\n  c: {b: 1}\n  b: {b: 1}\n  'b' : 2\n", 4),
            ("a: {b: 1, ab: 2, b: 3}\nb: 1\n", 1),
            ("a: 1\nb: 1\nb: {x: &x [1], y: [*x]}\n", 3),
        ] {
            assert_eq!(
                fault(text),
                ("b".to_owned(), line, message.clone()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_second_document_is_underlined() {
        let (underlined, line, _) = fault("# first\n---\na: 1\n---\nb: 1\n");
        assert_eq!((&*underlined, line), ("---", 4));
    }
}
