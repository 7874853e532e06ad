//! From the paths that the user names to the texts of inventory files.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::{SourceError, compression, encoding};
use crate::resource::{Export, Owner};

/// The ends of the names of inventory files, before `.gz` or `.zst`.
const ENDINGS: [&str; 3] = [".json", ".ndjson", ".jsonl"];
const YAML_ENDINGS: [&str; 2] = [".yaml", ".yml"];

/// The text of an inventory file.
pub(super) struct Text {
    /// The file as the user named it.
    pub(super) name: Arc<str>,
    /// Its text, which is not blank.
    pub(super) text: String,
}

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
    /// Reads all of it.
    pub(super) fn read(&self, stdin: &mut dyn Read) -> Result<Text, SourceError> {
        let name: Arc<str> = self.origin.name().into();
        let bytes = match &self.origin {
            Origin::Stdin => compression::read(&name, stdin)?,
            Origin::File(path) => {
                let file = File::open(path).map_err(|error| unreadable(path, &error))?;
                compression::read(&name, file)?
            }
        };
        let text = encoding::decode(&name, bytes)?;
        if text.trim().is_empty() {
            return Err(SourceError::Empty { file: name });
        }
        Ok(Text { name, text })
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

/// The inputs that exports stand for, each file once, and what is wrong with paths.
pub(super) fn inputs(exports: &[Export]) -> Vec<Result<Input, SourceError>> {
    let mut found = Vec::new();
    for Export { path, of } in exports {
        let origins = match fs::metadata(path) {
            _ if path == Path::new("-") => vec![Ok(Origin::Stdin)],
            Ok(metadata) if metadata.is_dir() => directory(path),
            Ok(_) => vec![Ok(Origin::File(path.clone()))],
            Err(error) => vec![Err(unreadable(path, &error))],
        };
        let input = |origin| Input {
            origin,
            of: of.clone(),
        };
        found.extend(origins.into_iter().map(|origin| origin.map(input)));
    }
    each_once(found)
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

/// The inventory files of a directory, by name.
fn directory(root: &Path) -> Vec<Result<Origin, SourceError>> {
    let entries = WalkDir::new(root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    let mut found = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_inventory(entry.path()) => {
                found.push(Ok(Origin::File(entry.into_path())));
            }
            Ok(_) => {}
            Err(error) => found.extend(walk_error(root, &error).map(Err)),
        }
    }
    if found.is_empty() {
        let path = root.display().to_string();
        found.push(Err(SourceError::NoFiles { path }));
    }
    found
}

/// What went wrong on the way through a directory. Loops end there, and what is hidden is not
/// our business.
fn walk_error(root: &Path, error: &walkdir::Error) -> Option<SourceError> {
    let path = error.path().unwrap_or(root);
    if error.loop_ancestor().is_some() || path.file_name().is_some_and(is_hidden) {
        return None;
    }
    let reason = error.io_error().map(ToString::to_string);
    Some(SourceError::Unreadable {
        path: path.display().to_string(),
        reason: reason.unwrap_or_else(|| error.to_string()),
    })
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

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Told by its name; of files in YAML, which may be anything, those count that hold objects of
/// Kubernetes.
fn is_inventory(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_ascii_lowercase();
    let plain = name
        .strip_suffix(".gz")
        .or_else(|| name.strip_suffix(".zst"))
        .unwrap_or(&name);
    let ends_in = |endings: &[&str]| endings.iter().any(|ending| plain.ends_with(ending));
    ends_in(&ENDINGS) || (ends_in(&YAML_ENDINGS) && is_of_kubernetes(path))
}

/// Whether a file holds a document with an `apiVersion` and a `kind`; one that cannot be read
/// is kept, for the error that it will be.
fn is_of_kubernetes(path: &Path) -> bool {
    let name = Arc::from(path.display().to_string());
    let bytes = File::open(path).map(|file| compression::read(&name, file));
    let Ok(Ok(bytes)) = bytes else {
        return true;
    };
    let text = String::from_utf8_lossy(&bytes);
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    has("apiVersion:") && has("kind:")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(root: &Path) -> Vec<String> {
        let inputs = inputs(&[root.to_path_buf().into()]);
        let path = |input: Result<Input, SourceError>| match input.map(|input| input.origin) {
            Ok(Origin::File(path)) => path.strip_prefix(root).unwrap().display().to_string(),
            other => panic!("{other:?}"),
        };
        inputs.into_iter().map(path).collect()
    }

    #[test]
    fn a_directory_gives_its_inventory_files_by_name() {
        let root = tempfile::tempdir().unwrap();
        for directory in ["b", ".hidden"] {
            fs::create_dir(root.path().join(directory)).unwrap();
        }
        let names = [
            "c.JSON",
            "a.ndjson.gz",
            "b/x.jsonl.zst",
            ".d.json",
            ".hidden/e.json",
            "notes.md",
        ];
        for name in names {
            fs::write(root.path().join(name), "[]").unwrap();
        }
        assert_eq!(
            found(root.path()),
            ["a.ndjson.gz", "b/x.jsonl.zst", "c.JSON"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_loops_are_not() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name);
        fs::write(path("a.json"), "[]").unwrap();
        symlink(path("a.json"), path("again.json")).unwrap();
        symlink(root.path(), path("loop")).unwrap();
        assert_eq!(found(root.path()), ["a.json"]);
    }

    #[test]
    fn a_directory_without_inventories_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("readme.txt"), "").unwrap();
        let inputs = inputs(&[root.path().to_path_buf().into()]);
        assert!(matches!(inputs[..], [Err(SourceError::NoFiles { .. })]));
    }

    #[test]
    fn an_empty_file_is_an_error() {
        let input = Input {
            origin: Origin::Stdin,
            of: None,
        };
        let error = input.read(&mut " \n".as_bytes()).err();
        assert_eq!(error.unwrap().to_string(), "`-` is empty");
    }

    #[test]
    fn yaml_is_read_where_it_is_of_kubernetes() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(root.path().join(name), text).unwrap();
        write("catalog.yaml", "name: contoso\n");
        write("pods.yaml", "apiVersion: v1\nitems: []\nkind: List\n");
        assert_eq!(found(root.path()), ["pods.yaml"]);
    }

    #[test]
    fn a_file_has_one_owner() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("a.json");
        fs::write(&file, "[]").unwrap();
        let export = |path: &Path, of: Option<&str>| Export {
            path: path.to_owned(),
            of: of.map(|of| Owner::new(of).unwrap()),
        };
        let owned = inputs(&[export(root.path(), None), export(&file, Some("tenant"))]);
        let owners: Vec<_> = owned.into_iter().map(|input| input.unwrap().of).collect();
        assert_eq!(owners, [Some(Owner::Tenant)]);
        let torn = inputs(&[export(&file, Some("tenant")), export(&file, Some("/x"))]);
        assert!(matches!(torn[..], [Err(SourceError::TwoOwners { .. })]));
    }
}
