//! A diagnostic made fit to be shown: its words and the lines that it quotes hold values of others.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use miette::{Diagnostic, LabeledSpan, Severity, SourceCode};

use crate::text::escape::{LONGEST, excerpt, shown};

/// A diagnostic, escaped throughout. Lines that hold what cannot be seen are not drawn, for
/// their widths are anyone's guess; they are quoted with their places.
pub(super) struct Shown<'a> {
    message: String,
    code: Option<String>,
    severity: Option<Severity>,
    help: Option<String>,
    drawn: Option<(&'a dyn SourceCode, Vec<LabeledSpan>)>,
}

impl<'a> Shown<'a> {
    /// What is shown of a diagnostic.
    pub(super) fn of(diagnostic: &'a dyn Diagnostic) -> Self {
        let labels: Vec<LabeledSpan> = diagnostic.labels().into_iter().flatten().collect();
        let source = diagnostic.source_code().filter(|_| !labels.is_empty());
        let is_plain = source.is_some_and(|source| is_plain(source, &labels));
        let help = diagnostic.help().map(|help| escaped(&help));
        let quoted = source.filter(|_| !is_plain);
        let quoted = quoted.map(|source| labels.iter().map(|label| quotation(source, label)));
        let help: Vec<String> = help
            .into_iter()
            .chain(quoted.into_iter().flatten())
            .collect();
        Self {
            message: escaped(&diagnostic),
            code: diagnostic.code().map(|code| escaped(&code)),
            severity: diagnostic.severity(),
            help: (!help.is_empty()).then(|| help.join("\n")),
            drawn: source.filter(|_| is_plain).map(|source| (source, labels)),
        }
    }
}

fn escaped(text: &dyn ToString) -> String {
    shown(&text.to_string()).into_owned()
}

/// Whether everything that is drawn for these labels can be seen, and no line is too long.
fn is_plain(source: &dyn SourceCode, labels: &[LabeledSpan]) -> bool {
    let texts = labels.iter().filter_map(LabeledSpan::label);
    let first = labels.iter().map(LabeledSpan::offset).min();
    let last = labels
        .iter()
        .map(|label| label.offset() + label.len())
        .max();
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    let Ok(contents) = source.read_span(&(first, last - first).into(), 1, 1) else {
        return false;
    };
    let Ok(lines) = std::str::from_utf8(contents.data()) else {
        return false;
    };
    let is_short = |line: &str| line.chars().nth(LONGEST).is_none();
    let name = contents.name().unwrap_or_default();
    texts.chain([name]).all(|text| shown(text) == text)
        && excerpt(lines) == lines.replace("\r\n", "\n")
        && lines.lines().all(is_short)
}

/// The line in which a label begins, with its place.
fn quotation(source: &dyn SourceCode, label: &LabeledSpan) -> String {
    let read = |around| source.read_span(label.inner(), around, around);
    let (Ok(here), Ok(around)) = (read(0), read(1)) else {
        return "its place is not in its file".to_owned();
    };
    let name = here.name().unwrap_or_default();
    let place = format!("{name}:{}:{}", here.line() + 1, here.column() + 1);
    let line = line_at(around.data(), label.offset() - around.span().offset());
    let label = label.label().map(|label| format!(" ({label})"));
    let label = label.unwrap_or_default();
    escaped(&format!("at {place}{label}: `{}`", line.trim()))
}

/// The line that holds a byte.
fn line_at(lines: &[u8], at: usize) -> Cow<'_, str> {
    let (before, after) = lines.split_at(at.min(lines.len()));
    let is_end = |byte: &u8| *byte == b'\n';
    let start = before.iter().rposition(is_end).map_or(0, |end| end + 1);
    let length = after.iter().position(is_end).unwrap_or(after.len());
    String::from_utf8_lossy(&lines[start..before.len() + length])
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<_>)
    }

    fn severity(&self) -> Option<Severity> {
        self.severity
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<_>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.drawn.as_ref().map(|(source, _)| *source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (_, labels) = self.drawn.as_ref()?;
        Some(Box::new(labels.iter().cloned()))
    }
}

#[cfg(test)]
mod tests {
    use miette::{MietteDiagnostic, NamedSource};

    use super::*;

    fn help(text: &str, offset: usize) -> Option<String> {
        let diagnostic = MietteDiagnostic::new("wrong\nhere").with_label(LabeledSpan::new(
            Some("this".to_owned()),
            offset,
            1,
        ));
        let source = NamedSource::new("a.yaml", text.to_owned());
        let report = miette::Report::new(diagnostic).with_source_code(source);
        let shown = Shown::of(report.as_ref());
        assert_eq!(shown.to_string(), "wrong\\u{a}here");
        shown.help
    }

    #[test]
    fn lines_that_can_be_seen_are_drawn() {
        assert_eq!(help("a: 1\r\n\tb: ä\n", 8), None);
    }

    #[test]
    fn lines_that_cannot_be_seen_are_quoted() {
        let quoted = "at a.yaml:2:1 (this): `b\\u{1b}[2J: 2`";
        assert_eq!(help("a: 1\nb\u{1b}[2J: 2\n", 5).as_deref(), Some(quoted));
        assert!(help(&"x".repeat(LONGEST + 1), 5).unwrap().contains('…'));
    }
}
