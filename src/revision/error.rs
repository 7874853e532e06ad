//! Why a commit cannot be read.

use miette::Diagnostic;
use thiserror::Error;

/// Why a commit, or a file of one, cannot be read.
#[derive(Debug, Error, Diagnostic)]
pub enum RevisionError {
    /// No repository holds the directory.
    #[error("`{spec}` cannot be looked up: `{inside}` is in no git repository")]
    #[diagnostic(
        code(revision::no_repository),
        help("name a directory, such as another checkout")
    )]
    NoRepository {
        /// What the user named.
        spec: String,
        /// Where a repository was looked for.
        inside: String,
    },
    /// The repository belongs to another user of the system.
    #[error("the git repository of `{inside}` belongs to somebody else")]
    #[diagnostic(
        code(revision::foreign_repository),
        help("if you trust it: `git config --global --add safe.directory` and its path")
    )]
    Foreign {
        /// Where the repository was found.
        inside: String,
    },
    /// The repository has no files beside it.
    #[error("the git repository `{path}` is bare: it has no files to set a commit against")]
    #[diagnostic(code(revision::bare_repository), help("clone it, and ask there"))]
    Bare {
        /// The repository.
        path: String,
    },
    /// Nothing is called that.
    #[error("the git repository knows no `{spec}`")]
    #[diagnostic(code(revision::unknown), help("{advice}"))]
    Unknown {
        /// What the user named.
        spec: String,
        /// What to do about it.
        advice: String,
    },
    /// Several things are called that.
    #[error("`{spec}` may be more than one thing in the git repository")]
    #[diagnostic(
        code(revision::ambiguous),
        help("write more of its id, or `refs/heads/NAME`")
    )]
    Ambiguous {
        /// What the user named.
        spec: String,
    },
    /// A tree, a file or a tag of one.
    #[error("`{spec}` is no commit")]
    #[diagnostic(
        code(revision::no_commit),
        help("name a branch, a tag or a commit, without a path behind it")
    )]
    NoCommit {
        /// What the user named.
        spec: String,
    },
    /// A path that no commit of the repository can have.
    #[error("`{path}` lies outside the git repository `{root}`")]
    #[diagnostic(
        code(revision::outside),
        help(
            "what decides has to be in the repository on both sides, or name a directory as the base"
        )
    )]
    Outside {
        /// The path.
        path: String,
        /// The repository.
        root: String,
    },
    /// The commit has nothing there.
    #[error("there is no `{path}`")]
    #[diagnostic(
        code(revision::missing),
        help("options hold for both sides; a securescore.yaml is read on each side for itself")
    )]
    Missing {
        /// The path with its commit.
        path: String,
    },
    /// It is there and cannot be read.
    #[error("cannot read `{path}`: {reason}")]
    #[diagnostic(code(revision::unreadable))]
    Unreadable {
        /// The path with its commit.
        path: String,
        /// Why.
        reason: String,
    },
    /// git2 has another complaint.
    #[error("the git repository cannot be read: {0}")]
    #[diagnostic(code(revision::damaged))]
    Git(String),
}

impl From<git2::Error> for RevisionError {
    fn from(error: git2::Error) -> Self {
        Self::Git(error.message().to_owned())
    }
}
