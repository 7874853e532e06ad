//! From the paths that the user names to the texts of inventory files.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::{SourceError, compression, encoding};

/// The ends of the names of inventory files, before `.gz` or `.zst`.
const ENDINGS: [&str; 3] = [".json", ".ndjson", ".jsonl"];

/// The text of an inventory file.
pub(super) struct Text {
    /// The file as the user named it.
    pub(super) name: Arc<str>,
    /// Its text, which is not blank.
    pub(super) text: String,
}

/// Something to read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// Reads all of it.
    pub(super) fn read(&self, stdin: &mut dyn Read) -> Result<Text, SourceError> {
        let (name, bytes): (Arc<str>, _) = match self {
            Self::Stdin => {
                let name = Arc::from("-");
                (Arc::clone(&name), compression::read(&name, stdin)?)
            }
            Self::File(path) => {
                let file = File::open(path).map_err(|error| unreadable(path, &error))?;
                let name = Arc::from(path.display().to_string());
                (Arc::clone(&name), compression::read(&name, file)?)
            }
        };
        let text = encoding::decode(&name, bytes)?;
        if text.trim().is_empty() {
            return Err(SourceError::Empty { file: name });
        }
        Ok(Text { name, text })
    }
}

/// The inputs that paths stand for, each file once, and what is wrong with paths.
pub(super) fn inputs(paths: &[PathBuf]) -> Vec<Result<Input, SourceError>> {
    let mut found = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            _ if path == Path::new("-") => found.push(Ok(Input::Stdin)),
            Ok(metadata) if metadata.is_dir() => found.extend(directory(path)),
            Ok(_) => found.push(Ok(Input::File(path.clone()))),
            Err(error) => found.push(Err(unreadable(path, &error))),
        }
    }
    let mut seen = HashSet::new();
    found.retain(|input| match input {
        Ok(Input::Stdin) => seen.insert(PathBuf::from("-")),
        // Pipes have no path of their own: `/dev/fd/63` leads to none.
        Ok(Input::File(path)) => seen.insert(fs::canonicalize(path).unwrap_or(path.clone())),
        Err(_) => true,
    });
    found
}

/// The inventory files of a directory, by name.
fn directory(root: &Path) -> Vec<Result<Input, SourceError>> {
    let entries = WalkDir::new(root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    let mut found = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_inventory(entry.file_name()) => {
                found.push(Ok(Input::File(entry.into_path())));
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

fn is_inventory(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_ascii_lowercase();
    let name = name
        .strip_suffix(".gz")
        .or_else(|| name.strip_suffix(".zst"))
        .unwrap_or(&name);
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(root: &Path) -> Vec<String> {
        let inputs = inputs(&[root.to_path_buf()]);
        let path = |input: Result<Input, SourceError>| match input {
            Ok(Input::File(path)) => path.strip_prefix(root).unwrap().display().to_string(),
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
        let inputs = inputs(&[root.path().to_path_buf()]);
        assert!(matches!(inputs[..], [Err(SourceError::NoFiles { .. })]));
    }

    #[test]
    fn an_empty_file_is_an_error() {
        let error = Input::Stdin.read(&mut " \n".as_bytes()).err();
        assert_eq!(error.unwrap().to_string(), "`-` is empty");
    }
}
