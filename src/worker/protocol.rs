//! What this program and its workers say to each other: a line of JSON each.
//!
//! A worker answers in the order of what it is asked, so an answer needs no number: the question
//! that a worker falls on is the first without one.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use jiff::Timestamp;
use miette::Diagnostic;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::assessment::{Health, Verdict};
use crate::policy::{PolicySet, PolicyText};
use crate::recommendation::RecommendationId;
use crate::rego::{Limits, Parameters, RegoError};
use crate::text::SourceText;

/// The bytes of the longest answer that is read.
pub const LONGEST_ANSWER: u64 = 4 << 20;

/// A row of an inventory.
pub type Row = Map<String, Value>;

/// What a worker is asked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request<'a> {
    /// To compile policies: [`Answer::Parsed`] for each text, then [`Answer::Done`] or
    /// [`Answer::Refused`].
    Load {
        /// Libraries and policies, in the order of [`PolicySet::sources`].
        texts: Vec<Text>,
        /// The instant of the run.
        as_of: Timestamp,
        /// What one evaluation may take.
        limits: Limits,
    },
    /// To ask each of these policies about nothing: [`Answer::Done`] or [`Answer::Refused`], then
    /// [`Answer::Probed`] for each.
    Probe {
        /// The policies.
        policies: Vec<RecommendationId>,
    },
    /// To keep what stands above the scopes to come: [`Answer::Done`].
    Above {
        /// Its resources.
        rows: Vec<Cow<'a, Row>>,
    },
    /// To bind the policies to a scope: [`Answer::Done`] or [`Answer::Refused`].
    Scope {
        /// Its resources.
        rows: Vec<Cow<'a, Row>>,
        /// Values of parameters, by recommendation and name.
        parameters: Cow<'a, Parameters>,
        /// Whether policies see from it what stands above.
        has_above: bool,
    },
    /// To judge: [`Answer::Judged`] for each task.
    Judge {
        /// Positions among the rows of the scope, and what is asked about them.
        tasks: Vec<(usize, RecommendationId)>,
    },
}

/// A policy text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    path: String,
    name: String,
    text: String,
}

impl From<&PolicyText> for Text {
    fn from(text: &PolicyText) -> Self {
        Self {
            path: text.path.clone(),
            name: text.source.name().to_owned(),
            text: text.source.text().to_owned(),
        }
    }
}

impl From<Text> for PolicyText {
    fn from(text: Text) -> Self {
        Self {
            path: text.path,
            source: SourceText::new(text.name, text.text),
        }
    }
}

/// What a worker says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// The next text is parsed, or wrong, which is said at the end.
    Parsed,
    /// It is done.
    Done,
    /// Something is wrong with the policies or with the documents of a scope.
    Refused {
        /// All that is wrong.
        faults: Vec<Fault>,
    },
    /// The next policy was asked about nothing.
    Probed {
        /// What it failed on, if it did.
        fault: Option<Fault>,
    },
    /// The next verdict.
    Judged {
        /// What the policy says.
        health: Health,
        /// What was found and what was wanted, or what went wrong.
        reasons: Vec<String>,
    },
}

impl Answer {
    /// An answer from its line.
    ///
    /// # Errors
    /// The line is none.
    pub fn read(line: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(line)
    }
}

impl From<Verdict> for Answer {
    fn from(verdict: Verdict) -> Self {
        Self::Judged {
            health: verdict.health,
            reasons: verdict.reasons,
        }
    }
}

/// A complaint about a policy.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    code: String,
    message: String,
    help: Option<String>,
    file: String,
    start: usize,
    length: usize,
}

impl From<&RegoError> for Fault {
    fn from(error: &RegoError) -> Self {
        let span = error.span();
        Self {
            code: error
                .code()
                .map(|code| code.to_string())
                .unwrap_or_default(),
            message: error.to_string(),
            help: error.advice().map(str::to_owned),
            file: error.source().name().to_owned(),
            start: span.offset(),
            length: span.len(),
        }
    }
}

impl Fault {
    /// The complaint, with its place in the text of the set.
    pub fn in_set(self, set: &PolicySet) -> RegoError {
        let mut sources = set.sources();
        let source = sources.find(|source| source.name() == self.file);
        let source = source.cloned().unwrap_or(SourceText::new(&self.file, ""));
        let span = place(source.text(), self.start, self.length).into();
        RegoError::new(self.code, &source, span, self.message, self.help)
    }
}

/// A stretch of a text, cut to what the text has.
fn place(text: &str, start: usize, length: usize) -> (usize, usize) {
    let end = start.saturating_add(length).min(text.len());
    let start = text.floor_char_boundary(start.min(text.len()));
    (start, text.ceil_char_boundary(end) - start)
}

/// The next line, without its end; none at the end of the input.
///
/// # Errors
/// The input fails, a line is longer than `longest`, or the last one is cut off.
pub fn next_line(input: &mut impl BufRead, longest: u64) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    input.take(longest).read_until(b'\n', &mut line)?;
    match line.pop() {
        None => Ok(None),
        Some(b'\n') => Ok(Some(line)),
        Some(_) => Err(io::ErrorKind::InvalidData.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_whole_and_no_longer_than_allowed() {
        let mut input = &b"one\ntwo\nthree"[..];
        assert_eq!(next_line(&mut input, 4).unwrap(), Some(b"one".to_vec()));
        assert!(next_line(&mut input, 3).is_err(), "longer than allowed");
        let mut input = &b"\ncut"[..];
        assert_eq!(next_line(&mut input, 9).unwrap(), Some(Vec::new()));
        assert!(next_line(&mut input, 9).is_err(), "cut off");
        assert_eq!(next_line(&mut &b""[..], 9).unwrap(), None);
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        assert!(matches!(
            Answer::read(br#"{"say":"done"}"#),
            Ok(Answer::Done)
        ));
        for wrong in [
            "",
            "{}",
            r#"{"say":"healthy"}"#,
            r#"{"say":"judged","health":"healthy"}"#,
            r#"{"say":"judged","health":"fine","reasons":[]}"#,
            r#"{"say":"judged","health":"healthy","reasons":[],"more":1}"#,
            r#"{"say":"done"} {"say":"done"}"#,
        ] {
            assert!(Answer::read(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_place_lies_inside_the_text() {
        assert_eq!(place("häuser", 2, 1), (1, 2));
        assert_eq!(place("ab", 1, usize::MAX), (1, 1));
        assert_eq!(place("ab", 9, 9), (2, 0));
    }
}
