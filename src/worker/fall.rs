//! How a worker fell.

use std::fmt;
use std::process::ExitStatus;

/// How a worker fell.
#[derive(Debug)]
pub(super) enum Fall {
    /// It did not answer in time.
    Late,
    /// It ended, or closed its output; the last that it said on standard error is kept.
    Ended {
        /// What the system says of its end.
        status: Option<ExitStatus>,
        /// Its last words.
        last_words: String,
    },
    /// It said something that is no answer to the question.
    Garbled,
}

impl fmt::Display for Fall {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Late => formatter.write_str("it did not answer in time"),
            Self::Garbled => formatter.write_str("it gave an answer that is none"),
            Self::Ended { status, last_words } => {
                match status {
                    Some(status) => write!(formatter, "it ended ({status})")?,
                    None => formatter.write_str("it ended")?,
                }
                match last_words.as_str() {
                    "" => Ok(()),
                    words => write!(formatter, ": {words}"),
                }
            }
        }
    }
}
