//! Errors of regorus in our words: the sentence, and the place in the policy.

use std::borrow::Cow;
use std::time::Duration;

use miette::SourceSpan;
use regorus::LimitError;

use super::RegoError;
use crate::policy::PolicySet;
use crate::text::SourceText;
use crate::text::escape::{cut, visible};

/// A failure's place, as regorus writes it: `--> file:line:column`, then `error: sentence`.
struct Parts {
    place: Option<(String, usize, usize)>,
    sentence: String,
}

/// An error of regorus as a diagnostic in the text where it happened; `source` is where the
/// error surfaced, which may have called into another text.
pub(super) fn complaint(error: &anyhow::Error, source: &SourceText, set: &PolicySet) -> RegoError {
    complain(error, source, set, |source, line, column| {
        source.word_at(source.offset_of(line, column))
    })
}

/// An error of evaluation as a diagnostic. What regorus runs has the lines of what was written, but
/// not its columns.
pub(super) fn complaint_of_line(
    error: &anyhow::Error,
    source: &SourceText,
    set: &PolicySet,
) -> RegoError {
    complain(error, source, set, |source, line, _| {
        line_of(source, source.offset_of(line, 1))
    })
}

fn complain(
    error: &anyhow::Error,
    source: &SourceText,
    set: &PolicySet,
    place: impl Fn(&SourceText, usize, usize) -> SourceSpan,
) -> RegoError {
    let parts = parts(error);
    let (file, line, column) = parts.place.unwrap_or_default();
    let mut sources = set.sources().chain(&set.tests);
    let found = sources.find(|source| source.name() == file);
    let source = found.unwrap_or(source);
    let span = match line {
        0 => source.word_at(package_line(source)),
        line => place(source, line, column),
    };
    RegoError::new("rego::invalid", source, span, parts.sentence, None)
}

/// The line that begins at an offset, without the blanks around it.
fn line_of(source: &SourceText, start: usize) -> SourceSpan {
    let line = source.text()[start..].lines().next().unwrap_or_default();
    let indent = line.len() - line.trim_start().len();
    (start + indent, line.trim().len()).into()
}

/// An error of regorus about a text that belongs to no set.
pub(super) fn plain(error: &anyhow::Error, source: &SourceText) -> RegoError {
    complaint(error, source, &PolicySet::default())
}

/// The name of the package: what an error is about that has no place of its own.
fn package_line(source: &SourceText) -> usize {
    const KEYWORD: &str = "package ";
    let mut offset = 0;
    for line in source.text().split_inclusive('\n') {
        if line.starts_with(KEYWORD) {
            return offset + KEYWORD.len();
        }
        offset += line.len();
    }
    0
}

/// A fault that is not the policy author's.
pub(super) fn internal(error: &anyhow::Error) -> RegoError {
    let source = SourceText::new("engine", "");
    RegoError::new(
        "rego::internal",
        &source,
        (0, 0).into(),
        error.to_string(),
        None,
    )
}

/// A limit that an evaluation reached. How long it ran or how much it held differs from run to
/// run: only that it was too much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// Of time.
    Time,
    /// Of memory.
    Memory,
}

/// An evaluation took longer than it may.
pub(super) fn out_of_time(limit: Duration) -> anyhow::Error {
    LimitError::TimeLimitExceeded {
        elapsed: limit,
        limit,
    }
    .into()
}

/// The limit that an error is about. Out of a function or a built-in regorus hands nothing but
/// the words of an error.
pub(super) fn limit(error: &anyhow::Error) -> Option<Limit> {
    let says = |words: &str| error.to_string().contains(words);
    match error.downcast_ref::<LimitError>() {
        Some(LimitError::TimeLimitExceeded { .. }) => Some(Limit::Time),
        Some(LimitError::MemoryLimitExceeded { .. }) => Some(Limit::Memory),
        _ if says("execution exceeded time limit") => Some(Limit::Time),
        _ if says("execution exceeded memory limit") => Some(Limit::Memory),
        _ => None,
    }
}

/// The reason of an indeterminate verdict: what went wrong and where, on one line.
pub(super) fn reason(error: &anyhow::Error) -> String {
    match limit(error) {
        Some(Limit::Time) => return "the policy ran longer than it may".to_owned(),
        Some(Limit::Memory) => return "the policy took more memory than it may".to_owned(),
        None => {}
    }
    let parts = parts(error);
    let sentence = shortened(&parts.sentence);
    match parts.place {
        Some((file, line, _)) => format!("{sentence} ({file}:{line})"),
        None => sentence,
    }
}

/// A sentence without values of the input, which may be secrets, and of which no end is known.
fn shortened(sentence: &str) -> String {
    const LONGEST: usize = 200;
    visible(&cut(&without_values(sentence), LONGEST)).into_owned()
}

/// What stands before a value in the sentences of regorus.
const BEFORE_VALUES: [&str; 11] = [
    "Got `",
    "got `",
    "value for key `",
    "multiple outputs ",
    "for node `",
    "found value: ",
    "set key ",
    "Expected: ",
    "regex parse error:",
    "Error parsing ",
    "invalid duration: ",
];

/// A sentence up to the first value, with the value's kind in its place.
fn without_values(sentence: &str) -> Cow<'_, str> {
    let ends = BEFORE_VALUES.iter().filter_map(|before| {
        let start = sentence.find(before)?;
        Some(start + before.len())
    });
    match ends.min() {
        Some(end) => {
            let (before, value) = sentence.split_at(end);
            Cow::Owned(format!("{}{}", before.trim_end_matches('`'), kind(value)))
        }
        None => Cow::Borrowed(sentence),
    }
}

/// What a value is, by its first character.
fn kind(value: &str) -> &'static str {
    match value.chars().next() {
        Some('"') => "a string",
        Some('[') => "an array",
        Some('{') => "an object or a set",
        Some('-' | '0'..='9') => "a number",
        Some('t' | 'f') => "a boolean",
        Some('n') => "null",
        _ => "a value",
    }
}

fn parts(error: &anyhow::Error) -> Parts {
    let message = error.to_string();
    let place = message.lines().find_map(|line| {
        let mut fields = line.strip_prefix("--> ")?.rsplitn(3, ':');
        let column = fields.next()?.parse().ok()?;
        let row = fields.next()?.parse().ok()?;
        Some((fields.next()?.to_owned(), row, column))
    });
    let sentence = message
        .split_once("\nerror: ")
        .map_or(message.as_str(), |(_, sentence)| sentence);
    Parts {
        place,
        sentence: on_one_line(sentence),
    }
}

/// A sentence without the excerpts of policies that regorus puts in; their places stay.
fn on_one_line(sentence: &str) -> String {
    let is_excerpt = |line: &str| {
        let line = line.trim_start_matches([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        line.starts_with('|')
    };
    let lines = sentence.trim().lines().filter(|line| !is_excerpt(line));
    let lines: Vec<&str> = lines
        .map(|line| line.trim().trim_start_matches("--> "))
        .collect();
    lines.join(" ")
}
