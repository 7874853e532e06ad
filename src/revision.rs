//! Files as a commit of a git repository has them: the only user of git2.
//!
//! Objects are read as they were committed: nothing is checked out, so no filter, hook or line-end
//! conversion of anybody's configuration runs. Links are followed within the commit, never out of
//! it; submodules are other repositories and are passed over, which [`Revision::submodules`] tells.

mod error;
mod walk;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use git2::{ErrorCode, Oid, Repository};

use crate::text::{SourceText, did_you_mean};

pub use error::RevisionError;
use walk::Kind;

/// One commit of the repository that holds a directory.
pub struct Revision {
    repository: Repository,
    /// As the user named it.
    spec: String,
    commit: Oid,
    tree: Oid,
    /// The directory that is checked out, without links.
    root: PathBuf,
    submodules: RefCell<BTreeSet<PathBuf>>,
}

impl Revision {
    /// The commit that `spec` names in the repository that holds the directory `inside`.
    ///
    /// # Errors
    /// There is no repository, it is somebody else's, it is bare, or it has no such commit.
    pub fn open(spec: &str, inside: &Path) -> Result<Self, RevisionError> {
        let repository = repository(spec, inside)?;
        let root = repository
            .workdir()
            .and_then(|root| root.canonicalize().ok());
        let root = root.ok_or_else(|| RevisionError::Bare {
            path: repository.path().display().to_string(),
        })?;
        let commit = commit(&repository, spec)?;
        let tree = repository.find_commit(commit)?.tree_id();
        Ok(Self {
            repository,
            spec: spec.to_owned(),
            commit,
            tree,
            root,
            submodules: RefCell::default(),
        })
    }

    /// The name by which the user knows it.
    pub fn name(&self) -> &str {
        &self.spec
    }

    /// The id of the commit, in full.
    pub fn commit(&self) -> String {
        self.commit.to_string()
    }

    /// The submodules that were passed over so far, by their paths in the commit.
    pub fn submodules(&self) -> Vec<PathBuf> {
        self.submodules.borrow().iter().cloned().collect()
    }

    /// The path in the commit that stands for one on the disk, which need not be there.
    ///
    /// # Errors
    /// It lies outside the repository.
    pub fn locate(&self, path: &Path) -> Result<PathBuf, RevisionError> {
        let outside = || RevisionError::Outside {
            path: path.display().to_string(),
            root: self.root.display().to_string(),
        };
        let absolute = std::path::absolute(path).map_err(|_| outside())?;
        let real = real(&absolute).ok_or_else(outside)?;
        let within = real.strip_prefix(&self.root).map_err(|_| outside())?;
        Ok(within.to_owned())
    }

    /// Whether the commit has a file at a path, links followed.
    ///
    /// # Errors
    /// The repository is damaged, or a link leads out of it.
    pub fn has_file(&self, path: &Path) -> Result<bool, RevisionError> {
        let found = self.find(path)?;
        Ok(found.is_some_and(|found| found.kind == Kind::File))
    }

    /// Reads a text file.
    ///
    /// # Errors
    /// It is not there, is no file, or is not UTF-8.
    pub fn text(&self, path: &Path) -> Result<SourceText, RevisionError> {
        let name = self.display(path);
        let unreadable = |reason: &str| RevisionError::Unreadable {
            path: name.clone(),
            reason: reason.to_owned(),
        };
        let found = self.existing(path)?;
        if found.kind != Kind::File {
            return Err(unreadable("it is no file"));
        }
        let blob = self.repository.find_blob(found.id)?;
        let text = std::str::from_utf8(blob.content());
        let text = text.map_err(|error| unreadable(&error.to_string()))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Ok(SourceText::new(&name, text))
    }

    /// The directory of a text that [`Self::text`] read.
    pub fn directory_of(&self, text: &SourceText) -> PathBuf {
        let path = text.name().strip_prefix(&self.display(Path::new("")));
        let path = Path::new(path.unwrap_or_default());
        path.parent().unwrap_or(Path::new("")).to_owned()
    }

    /// `main:policies/x.rego`, as git writes it.
    fn display(&self, path: &Path) -> String {
        format!("{}:{}", self.spec, slashed(path))
    }

    fn pass_over(&self, path: &Path) {
        self.submodules.borrow_mut().insert(path.to_owned());
    }
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn repository(spec: &str, inside: &Path) -> Result<Repository, RevisionError> {
    Repository::discover(inside).map_err(|error| match error.code() {
        ErrorCode::NotFound => RevisionError::NoRepository {
            spec: spec.to_owned(),
            inside: inside.display().to_string(),
        },
        ErrorCode::Owner => RevisionError::Foreign {
            inside: inside.display().to_string(),
        },
        _ => error.into(),
    })
}

fn commit(repository: &Repository, spec: &str) -> Result<Oid, RevisionError> {
    let found = repository
        .revparse_single(spec)
        .map_err(|error| match error.code() {
            ErrorCode::NotFound | ErrorCode::InvalidSpec => unknown(repository, spec),
            ErrorCode::Ambiguous => RevisionError::Ambiguous {
                spec: spec.to_owned(),
            },
            _ => error.into(),
        })?;
    let commit = found.peel_to_commit();
    let commit = commit.map_err(|_| RevisionError::NoCommit {
        spec: spec.to_owned(),
    })?;
    Ok(commit.id())
}

fn unknown(repository: &Repository, spec: &str) -> RevisionError {
    let branches = repository.branches(None).into_iter().flatten().flatten();
    let names = branches.filter_map(|(branch, _)| Some(branch.name().ok()??.to_owned()));
    let tags = repository.tag_names(None);
    let tags = tags.iter().flat_map(|tags| tags.iter());
    let tags = tags.flatten().flatten().map(str::to_owned);
    let names: Vec<String> = names.chain(tags).collect();
    let shallow = "this is a shallow clone: fetch it first, as `git fetch origin BRANCH` does";
    let absent =
        "`git branch --all` names what there is; one of another repository has to be fetched";
    let fallback = if repository.is_shallow() {
        shallow
    } else {
        absent
    };
    let advice = did_you_mean(spec, names.iter().map(String::as_str));
    RevisionError::Unknown {
        spec: spec.to_owned(),
        advice: advice.unwrap_or_else(|| fallback.to_owned()),
    }
}

/// A path without links, but for its last part, and for what is not there.
fn real(absolute: &Path) -> Option<PathBuf> {
    let last = absolute.components().next_back()?;
    let (Component::Normal(name), Some(parent)) = (last, absolute.parent()) else {
        return absolute.canonicalize().ok();
    };
    match parent.canonicalize() {
        Ok(parent) => Some(parent.join(name)),
        Err(_) => Some(real(parent)?.join(name)),
    }
}

#[cfg(test)]
mod tests;
