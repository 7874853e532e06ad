//! The documents of a file: of JSON one, one a line, or several one after the other; of YAML
//! those between its marks.

use std::sync::Arc;

use serde::de::IgnoredAny;
use serde_json::Value;

use super::files::Text;
use super::{SourceError, json, yaml};
use crate::resource::{Origin, Place};

/// The longest line, in bytes, of a file in which each line is a document.
const LONGEST_LINE: usize = 16 << 20;

/// A document in a file.
#[derive(Debug, PartialEq)]
pub(super) struct Document {
    /// The line, counted from 1, if each line of the file is a document.
    pub(super) line: Option<usize>,
    /// The document.
    pub(super) value: Value,
}

type Documents = Vec<Result<Document, SourceError>>;

/// The documents of a file. A broken line does not stop the lines after it; where documents
/// follow each other freely, nobody knows where the one after a broken one starts.
///
/// Documents that only begin like lines, a page in one line before a page in several, are read
/// as what they are.
pub(super) fn of(text: &Text) -> Documents {
    if yaml::is_yaml(&text.text) {
        let whole = |value| Document { line: None, value };
        let documents = yaml::documents(text).into_iter();
        return documents.map(|document| document.map(whole)).collect();
    }
    if !begins_like_lines(&text.text) {
        return concatenated(text);
    }
    let lines = by_line(text);
    let is_line = |line: &Result<_, _>| matches!(line, Ok(_) | Err(SourceError::LongLine { .. }));
    if lines.iter().all(is_line) {
        return lines;
    }
    let documents = concatenated(text);
    if documents.iter().all(Result::is_ok) {
        documents
    } else {
        lines
    }
}

/// Whether the first of several lines is a document by itself, or is broken and the second is:
/// an object that stands in no list.
fn begins_like_lines(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else {
        return false;
    };
    let starts = |line: &str, sign| line.trim_start().starts_with(sign);
    is_document(first) || (!starts(first, '[') && starts(second, '{') && is_document(second))
}

fn is_document(line: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(line).is_ok()
}

fn by_line(text: &Text) -> Documents {
    let lines = (1..).zip(text.text.lines());
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            if line.len() > LONGEST_LINE {
                return Err(long_line(text, number, line));
            }
            let value = json::document(&text.name, line, number)?;
            let line = Some(number);
            Ok(Document { line, value })
        })
        .collect()
}

fn long_line(text: &Text, number: usize, line: &str) -> SourceError {
    SourceError::LongLine {
        origin: Origin {
            file: Arc::clone(&text.name),
            place: Place::Line(number),
        },
        length: line.len(),
    }
}

fn concatenated(text: &Text) -> Documents {
    let whole = |value| Document { line: None, value };
    let documents = json::stream(&text.name, &text.text).into_iter();
    documents.map(|document| document.map(whole)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line and content of each document, and the message of each error.
    fn documents(text: &str) -> Vec<String> {
        let text = Text {
            name: "a".into(),
            text: text.to_owned(),
        };
        let show = |document: Result<Document, SourceError>| match document {
            Ok(Document { line: None, value }) => value.to_string(),
            Ok(Document {
                line: Some(line),
                value,
            }) => format!("{line} {value}"),
            Err(error) => error.to_string(),
        };
        of(&text).into_iter().map(show).collect()
    }

    #[test]
    fn a_document_may_have_many_lines() {
        assert_eq!(documents("{\n  \"a\": 1\n}\n"), ["{\"a\":1}"]);
        assert_eq!(documents("[\n[1],\n[2]\n]"), ["[[1],[2]]"]);
    }

    #[test]
    fn lines_are_numbered_with_blank_ones() {
        assert_eq!(documents("\n{}\r\n\n[1]\n"), ["2 {}", "4 [1]"]);
    }

    #[test]
    fn a_broken_line_does_not_stop_the_others() {
        let lines = documents("{}\n{\"a\":}\n{}\n{}}");
        assert_eq!(lines[0], "1 {}");
        assert_eq!(lines[1], "`a:2:6` is not valid JSON: expected value");
        assert_eq!(lines[2], "3 {}");
        assert_eq!(lines[3], "`a:4:3` is not valid JSON: trailing characters");
        for first in ["{\"a", "\"a\": 1}", "WARNING: a"] {
            let lines = documents(&format!("{first}\n{{}}\n{{}}"));
            assert_eq!(lines[1..], ["2 {}", "3 {}"], "{first}");
        }
    }

    #[test]
    fn the_longest_line_is_read() {
        let line = |length: usize| format!("\"{}\"", " ".repeat(length - 2));
        let lines = documents(&format!("{{}}\n{}\n{{}}", line(LONGEST_LINE)));
        assert_eq!(lines[1].len(), "2 ".len() + LONGEST_LINE);
        let lines = documents(&format!("{{}}\n{}\n{{}}", line(LONGEST_LINE + 1)));
        assert!(lines[1].starts_with("`a`, line 2"), "{}", &lines[1][..99]);
        assert_eq!(lines[2], "3 {}");
    }

    #[test]
    fn documents_may_follow_each_other() {
        assert_eq!(documents("[1][2]\n{\n}"), ["[1]", "[2]", "{}"]);
        assert_eq!(documents("[1]\n[\n2\n]"), ["[1]", "[2]"]);
    }

    #[test]
    fn a_broken_document_ends_its_file() {
        let message = "`a:2:1` is not valid JSON: expected value";
        assert_eq!(
            documents("[\n1][2]\n{"),
            [
                "[1]",
                "[2]",
                "`a:3:1` is not valid JSON: EOF while parsing an object"
            ]
        );
        assert_eq!(documents("[1] [2]\n] [3]"), ["[1]", "[2]", message]);
    }
}
