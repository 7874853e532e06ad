//! Why there is no cache.

use std::path::Path;

use miette::Diagnostic;
use thiserror::Error;

/// Why there is no cache.
#[derive(Clone, Debug, PartialEq, Eq, Error, Diagnostic)]
pub enum CacheError {
    /// Another run has it open.
    #[error("the cache `{path}` is in use by another run")]
    #[diagnostic(
        code(cache::in_use),
        help("runs at the same time need a directory each")
    )]
    InUse {
        /// The file.
        path: String,
    },

    /// Something else stands in its place: a directory, a link, a pipe.
    #[error("`{path}` is no file, and the cache belongs there")]
    #[diagnostic(code(cache::no_file), help("take it away, or name another directory"))]
    NoFile {
        /// The place of the file.
        path: String,
    },

    /// The system refuses to make, read or write it.
    #[error("the cache `{path}` cannot be written: {reason}")]
    #[diagnostic(code(cache::unwritable))]
    Unwritable {
        /// The file or directory that is refused.
        path: String,
        /// What the system says.
        reason: String,
    },
}

impl CacheError {
    /// The system refuses a file or directory, for this reason.
    pub(super) fn unwritable(path: &Path, reason: &dyn std::error::Error) -> Self {
        Self::Unwritable {
            path: path.display().to_string(),
            reason: reason.to_string(),
        }
    }
}
