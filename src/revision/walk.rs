//! Ways through the tree of a commit, along its links.

use std::collections::VecDeque;
use std::path::{Component, Path, PathBuf};

use git2::{ErrorCode, Oid};

use super::{Revision, RevisionError};

/// Links on one way, as many as the system allows.
const MOST_LINKS: usize = 40;

/// The mode of a link.
const LINK: i32 = 0o120_000;
/// The mode of a directory.
const DIRECTORY: i32 = 0o040_000;
/// The mode of a submodule.
const SUBMODULE: i32 = 0o160_000;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Directory,
    Submodule,
}

/// What a path leads to.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Where it stands, without links.
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
    pub(super) id: Oid,
}

/// A part of a path that is still to be gone.
enum Step {
    Up,
    Into(PathBuf),
}

impl Revision {
    /// The files below a path that are wanted, in the order of their names; a file itself. Hidden
    /// ones are passed over, and links back to a directory on the way.
    ///
    /// # Errors
    /// It is not there, a link leads nowhere, or the repository is damaged.
    pub fn files(
        &self,
        root: &Path,
        is_wanted: &dyn Fn(&Path) -> bool,
    ) -> Result<Vec<PathBuf>, RevisionError> {
        let found = self.existing(root)?;
        let mut files = Vec::new();
        match found.kind {
            Kind::File => files.push(root.to_owned()),
            Kind::Submodule => self.pass_over(root),
            Kind::Directory => self.gather(root, &found, &mut Vec::new(), is_wanted, &mut files)?,
        }
        Ok(files)
    }

    fn gather(
        &self,
        shown: &Path,
        directory: &Found,
        above: &mut Vec<PathBuf>,
        is_wanted: &dyn Fn(&Path) -> bool,
        files: &mut Vec<PathBuf>,
    ) -> Result<(), RevisionError> {
        above.push(directory.path.clone());
        for name in self.names(directory.id)? {
            let path = shown.join(&name);
            let found = self.existing(&directory.path.join(&name))?;
            match found.kind {
                Kind::File if is_wanted(&path) => files.push(path),
                Kind::File => {}
                Kind::Submodule => self.pass_over(&path),
                Kind::Directory if above.contains(&found.path) => {}
                Kind::Directory => self.gather(&path, &found, above, is_wanted, files)?,
            }
        }
        above.pop();
        Ok(())
    }

    /// The names in a directory that are not hidden, in order.
    fn names(&self, directory: Oid) -> Result<Vec<String>, RevisionError> {
        let tree = self.repository.find_tree(directory)?;
        let mut names = Vec::with_capacity(tree.len());
        for entry in &tree {
            names.push(entry.name()?.to_owned());
        }
        names.retain(|name| !name.starts_with('.'));
        names.sort_unstable();
        Ok(names)
    }

    /// What a path leads to, which has to be there.
    pub(super) fn existing(&self, path: &Path) -> Result<Found, RevisionError> {
        self.find(path)?.ok_or_else(|| RevisionError::Missing {
            path: self.display(path),
        })
    }

    /// What a path leads to, if it leads to anything.
    pub(super) fn find(&self, path: &Path) -> Result<Option<Found>, RevisionError> {
        let mut ahead: VecDeque<Step> = self.steps(path)?.into();
        let mut found = self.root();
        let mut links = 0;
        while let Some(step) = ahead.pop_front() {
            let name = match step {
                Step::Up => {
                    found = self.parent(&found, path)?;
                    continue;
                }
                Step::Into(name) => name,
            };
            if found.kind != Kind::Directory {
                return Ok(None);
            }
            let here = found.path.join(name);
            let Some((mode, id)) = self.entry(&here)? else {
                return Ok(None);
            };
            let kind = match mode {
                LINK => {
                    links += 1;
                    self.follow(id, path, links, &mut ahead)?;
                    continue;
                }
                DIRECTORY => Kind::Directory,
                SUBMODULE => Kind::Submodule,
                _ => Kind::File,
            };
            found = Found {
                path: here,
                kind,
                id,
            };
        }
        Ok(Some(found))
    }

    fn root(&self) -> Found {
        Found {
            path: PathBuf::new(),
            kind: Kind::Directory,
            id: self.tree,
        }
    }

    /// The directory above; `path` is what was asked for.
    fn parent(&self, found: &Found, path: &Path) -> Result<Found, RevisionError> {
        let above = found.path.parent().ok_or_else(|| self.outside(path))?;
        if above.as_os_str().is_empty() {
            return Ok(self.root());
        }
        let (_, id) = self.entry(above)?.ok_or_else(|| self.outside(path))?;
        Ok(Found {
            path: above.to_owned(),
            kind: Kind::Directory,
            id,
        })
    }

    /// Puts the way of a link before the rest of the way.
    fn follow(
        &self,
        link: Oid,
        path: &Path,
        links: usize,
        ahead: &mut VecDeque<Step>,
    ) -> Result<(), RevisionError> {
        let unreadable = |reason: &str| RevisionError::Unreadable {
            path: self.display(path),
            reason: reason.to_owned(),
        };
        if links > MOST_LINKS {
            return Err(unreadable("too many links lead to one another"));
        }
        let blob = self.repository.find_blob(link)?;
        let target = std::str::from_utf8(blob.content());
        let target = target.map_err(|_| unreadable("a link is not UTF-8"))?;
        for step in self.steps(Path::new(target))?.into_iter().rev() {
            ahead.push_front(step);
        }
        Ok(())
    }

    fn steps(&self, path: &Path) -> Result<Vec<Step>, RevisionError> {
        let mut steps = Vec::new();
        for part in path.components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => steps.push(Step::Up),
                Component::Normal(name) => steps.push(Step::Into(name.into())),
                Component::RootDir | Component::Prefix(_) => return Err(self.outside(path)),
            }
        }
        Ok(steps)
    }

    fn outside(&self, path: &Path) -> RevisionError {
        RevisionError::Outside {
            path: self.display(path),
            root: self.root.display().to_string(),
        }
    }

    /// The mode and the object of a path without links.
    fn entry(&self, path: &Path) -> Result<Option<(i32, Oid)>, RevisionError> {
        let tree = self.repository.find_tree(self.tree)?;
        match tree.get_path(path) {
            Ok(entry) => Ok(Some((entry.filemode(), entry.id()))),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
