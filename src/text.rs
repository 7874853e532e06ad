//! A named source text and the places in it, for diagnostics.

pub mod escape;
mod place;
pub mod schema;
pub mod yaml;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use miette::{
    Diagnostic, LabeledSpan, MietteError, NamedSource, SourceCode, SourceSpan, SpanContents,
};

pub use place::{Place, Placed};

/// A text with the name under which its user knows it, usually a path.
///
/// Cloning is cheap: errors carry one to show the lines they speak of.
#[derive(Clone, Debug)]
pub struct SourceText {
    named: Arc<NamedSource<Arc<str>>>,
}

impl SourceText {
    /// A text called `name`.
    pub fn new(name: impl AsRef<str>, text: impl Into<Arc<str>>) -> Self {
        Self {
            named: Arc::new(NamedSource::new(name, text.into())),
        }
    }

    /// The name under which the user knows the text.
    pub fn name(&self) -> &str {
        self.named.name()
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        self.named.inner()
    }

    /// The line, counted from 1, in which the byte `offset` stands.
    pub fn line_at(&self, offset: usize) -> usize {
        let end = offset.min(self.text().len());
        1 + self.text().as_bytes()[..end]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count()
    }

    /// The byte offset of a line and column, both counted from 1, the column in characters.
    /// Places past the end are the end.
    pub fn offset_of(&self, line: usize, column: usize) -> usize {
        let start: usize = self
            .text()
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let width: usize = self.text()[start..]
            .chars()
            .take(column.saturating_sub(1))
            .take_while(|&character| character != '\n')
            .map(char::len_utf8)
            .sum();
        start + width
    }

    /// The rest of the word or line that starts at `offset`: something to underline
    /// where only a starting place is known. The end of a text is its last character.
    pub fn word_at(&self, offset: usize) -> SourceSpan {
        let last = self.text().trim_end().char_indices().next_back();
        let offset = offset.min(last.map_or(0, |(last, _)| last));
        let rest = self.text().get(offset..).unwrap_or_default();
        let length = rest
            .find(|character: char| !character.is_alphanumeric() && !"_.-".contains(character))
            .unwrap_or(rest.len());
        (offset, length).into()
    }
}

impl SourceCode for SourceText {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_lines_before: usize,
        context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        self.named
            .read_span(span, context_lines_before, context_lines_after)
    }
}

/// What is wrong at one place of a text, under a stable code such as `policy::no_package`.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub struct Complaint {
    code: Cow<'static, str>,
    message: String,
    source_code: SourceText,
    span: SourceSpan,
    help: Option<String>,
}

impl Complaint {
    /// A complaint about the place `span` of `source`.
    pub fn new(
        code: impl Into<Cow<'static, str>>,
        source: &SourceText,
        span: SourceSpan,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            source_code: source.clone(),
            span,
            help: help.into(),
        }
    }

    /// The text that it is about.
    pub fn source(&self) -> &SourceText {
        &self.source_code
    }

    /// The place in that text.
    pub fn span(&self) -> SourceSpan {
        self.span
    }

    /// The advice, where there is some.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl Diagnostic for Complaint {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<_>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source_code)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(LabeledSpan::underline(self.span))))
    }
}

/// Something a user should know that stops nothing, with its place where it has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// A stable code such as `exemption::unused`.
    pub code: &'static str,
    /// A lower-case sentence.
    pub message: String,
    /// The file that it is about.
    pub file: Option<String>,
    /// The line in that file, counted from 1.
    pub line: Option<usize>,
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)?;
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(formatter, " ({file}:{line})"),
            (Some(file), None) => write!(formatter, " ({file})"),
            _ => Ok(()),
        }
    }
}

/// The candidate that looks most like `word`, if one is near enough to be what was meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::normalized_damerau_levenshtein(word, candidate),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// `did you mean …?` for the nearest candidate, ready to stand as a diagnostic's help.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_offsets_agree() {
        let source = SourceText::new("a", "one\ntwö three\nfour");
        assert_eq!(source.offset_of(2, 5), 9);
        assert_eq!(source.line_at(9), 2);
        assert_eq!(source.word_at(9), (9, 5).into());
        assert_eq!(SourceText::new("a", "[ä\n").word_at(9), (1, 2).into());
        assert_eq!(SourceText::new("a", "").word_at(0), (0, 0).into());
        assert_eq!(source.offset_of(9, 1), source.text().len());
    }

    #[test]
    fn only_a_near_candidate_is_offered() {
        let known = ["azure.storage.secure_transfer", "azure.sql.minimum_tls"];
        assert_eq!(
            nearest("azure.storage.secure_transfr", known),
            Some("azure.storage.secure_transfer")
        );
        assert_eq!(nearest("contoso.naming", known), None);
    }
}
