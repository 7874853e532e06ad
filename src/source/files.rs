//! From the paths that the user names to the texts of inventory files.

mod directory;
pub(super) mod steady;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::SourceError;
use super::body::{Body, Open, Spool};
use crate::resource::{Export, Owner};
use crate::text::Warning;

/// Something to read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Input {
    /// Where it is read from.
    origin: Origin,
    /// What its objects belong to, if somebody said so.
    pub(super) of: Option<Owner>,
}

#[derive(Debug, PartialEq, Eq)]
enum Origin {
    Stdin,
    File(PathBuf),
}

impl Origin {
    /// As the user named it.
    fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

impl Input {
    /// Opens its text, which is no more than `most` bytes, and has it read. The text stays as it
    /// is meanwhile, or it is an error.
    pub(super) fn read<T>(
        &self,
        stdin: &mut dyn Read,
        most: Option<u64>,
        spool: &Spool,
        read: impl FnOnce(Open<'_>) -> Result<T, SourceError>,
    ) -> Result<(Body, T), SourceError> {
        let name: Arc<str> = self.origin.name().into();
        let path = match &self.origin {
            Origin::Stdin => return Body::spool(&name, stdin, most, spool)?.read(spool, read),
            Origin::File(path) => path,
        };
        steady::read(path, |file| match Body::lying(&name, path, file, most)? {
            None => Body::spool(&name, file, most, spool)?.read(spool, read),
            Some(body) => {
                let found = read(body.opened(file))?;
                Ok((body, found))
            }
        })
    }

    /// What tells two inputs apart. Pipes have no path of their own: `/dev/fd/63` leads to none.
    fn key(&self) -> PathBuf {
        match &self.origin {
            Origin::Stdin => PathBuf::from("-"),
            Origin::File(path) => fs::canonicalize(path).unwrap_or(path.clone()),
        }
    }

    /// The same input, named again.
    fn merge(&mut self, of: Option<Owner>) -> Result<(), SourceError> {
        match (&self.of, of) {
            (Some(first), Some(second)) if *first != second => Err(SourceError::TwoOwners {
                path: self.origin.name(),
                first: first.clone(),
                second,
            }),
            (_, None) => Ok(()),
            (_, of) => {
                self.of = of;
                Ok(())
            }
        }
    }
}

/// What exports stand for.
pub(super) struct Inputs {
    /// Each file once, and what is wrong with paths.
    pub(super) inputs: Vec<Result<Input, SourceError>>,
    /// What the user should know of the paths.
    pub(super) warnings: Vec<Warning>,
}

/// Finds the inputs that exports stand for. Links in directories are followed if the user says
/// so; what the user names may be a link, or a pipe, anyhow.
pub(super) fn inputs(exports: &[Export], follow_links: bool) -> Inputs {
    let mut found = Vec::new();
    let mut warnings = Vec::new();
    for Export { path, of } in exports {
        let origins = match fs::metadata(path) {
            _ if path == Path::new("-") => vec![Ok(Origin::Stdin)],
            Ok(metadata) if metadata.is_dir() => {
                let listing = directory::list(path, follow_links);
                warnings.extend(listing.warnings);
                let files = listing.files.into_iter();
                files.map(|file| file.map(Origin::File)).collect()
            }
            Ok(_) => vec![Ok(Origin::File(path.clone()))],
            Err(error) => vec![Err(unreadable(path, &error))],
        };
        let input = |origin| Input {
            origin,
            of: of.clone(),
        };
        found.extend(origins.into_iter().map(|origin| origin.map(input)));
    }
    Inputs {
        inputs: each_once(found),
        warnings,
    }
}

/// A file that is reached twice stands where it was reached first, with the owner that was named.
fn each_once(found: Vec<Result<Input, SourceError>>) -> Vec<Result<Input, SourceError>> {
    let mut inputs: Vec<Result<Input, SourceError>> = Vec::new();
    let mut seen: HashMap<PathBuf, usize> = HashMap::new();
    for input in found {
        let Ok(input) = input else {
            inputs.push(input);
            continue;
        };
        match seen.entry(input.key()) {
            Entry::Vacant(vacant) => {
                vacant.insert(inputs.len());
                inputs.push(Ok(input));
            }
            Entry::Occupied(occupied) => {
                let first = &mut inputs[*occupied.get()];
                if let Ok(same) = first
                    && let Err(error) = same.merge(input.of)
                {
                    *first = Err(error);
                }
            }
        }
    }
    inputs
}

fn unreadable(path: &Path, error: &io::Error) -> SourceError {
    let path = path.display().to_string();
    match error.kind() {
        io::ErrorKind::NotFound => SourceError::Missing { path },
        _ => SourceError::Unreadable {
            path,
            reason: error.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_owner() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("a.json");
        fs::write(&file, "[]").unwrap();
        let export = |path: &Path, of: Option<&str>| Export {
            path: path.to_owned(),
            of: of.map(|of| Owner::new(of).unwrap()),
        };
        let inputs = |exports: &[Export]| inputs(exports, false).inputs;
        let owned = inputs(&[export(root.path(), None), export(&file, Some("tenant"))]);
        let owners = |inputs: Vec<Result<Input, _>>| -> Vec<Option<Owner>> {
            inputs.into_iter().map(|input| input.unwrap().of).collect()
        };
        assert_eq!(owners(owned), [Some(Owner::Tenant)]);
        for again in [None, Some("tenant")] {
            let named = inputs(&[export(&file, Some("tenant")), export(&file, again)]);
            assert_eq!(owners(named), [Some(Owner::Tenant)], "{again:?}");
        }
        let torn = inputs(&[export(&file, Some("tenant")), export(&file, Some("/x"))]);
        assert!(matches!(torn[..], [Err(SourceError::TwoOwners { .. })]));
    }
}
