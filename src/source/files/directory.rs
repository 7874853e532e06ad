//! The inventory files of a directory.

use std::ffi::OsStr;
use std::fs::{self, File, FileType};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{SourceError, unreadable};
use crate::source::compression;
use crate::text::Warning;

/// The ends of the names of inventory files, before `.gz` or `.zst`.
const ENDINGS: [&str; 3] = [".json", ".ndjson", ".jsonl"];
const YAML_ENDINGS: [&str; 2] = [".yaml", ".yml"];

/// How many bytes of a file in YAML tell what it holds.
const HEAD: u64 = 64 << 10;

/// What a directory holds: files by name, and what stands in the way of others.
pub(super) struct Listing {
    pub(super) files: Vec<Result<PathBuf, SourceError>>,
    pub(super) warnings: Vec<Warning>,
}

/// The inventory files of a directory. Nothing that may hold some is passed over in silence but
/// what is hidden.
pub(super) fn list(root: &Path, follow_links: bool) -> Listing {
    let entries = WalkDir::new(root)
        .follow_links(follow_links)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    let mut listing = Listing {
        files: Vec::new(),
        warnings: Vec::new(),
    };
    for entry in entries {
        match entry {
            Ok(entry) => listing.files.extend(inspect(entry)),
            Err(error) => listing.fault(root, &error),
        }
    }
    if listing.files.is_empty() {
        let path = root.display().to_string();
        listing.files.push(Err(SourceError::NoFiles { path }));
    }
    listing
}

impl Listing {
    /// What went wrong on the way. A link back to a directory on the way loses nothing, and what
    /// is hidden is not our business.
    fn fault(&mut self, root: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(root);
        if path.file_name().is_some_and(is_hidden) {
            return;
        }
        if let Some(ancestor) = error.loop_ancestor() {
            return self.warnings.push(back(path, ancestor));
        }
        self.files.push(Err(match error.io_error() {
            Some(error) => unreadable(path, error),
            None => SourceError::Unreadable {
                path: path.display().to_string(),
                reason: error.to_string(),
            },
        }));
    }
}

fn back(path: &Path, ancestor: &Path) -> Warning {
    Warning {
        code: "source::link_back",
        message: format!(
            "`{}` leads back to `{}`, which is read once",
            path.display(),
            ancestor.display()
        ),
        file: None,
        line: None,
    }
}

/// An entry that is an inventory file, or may hold one that cannot be read.
fn inspect(entry: DirEntry) -> Option<Result<PathBuf, SourceError>> {
    let kind = entry.file_type();
    let path = || entry.path().display().to_string();
    if kind.is_dir() {
        None
    } else if kind.is_symlink() {
        let is_other_file = fs::metadata(entry.path()).is_ok_and(|target| target.is_file())
            && !is_inventory(entry.path());
        (!is_other_file).then(|| Err(SourceError::Link { path: path() }))
    } else if kind.is_file() {
        is_inventory(entry.path()).then(|| Ok(entry.into_path()))
    } else {
        let kind = describe(kind);
        Some(Err(SourceError::Special { path: path(), kind }))
    }
}

/// What is neither a file nor a directory nor a link.
#[cfg(unix)]
fn describe(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn describe(_: FileType) -> &'static str {
    "no file"
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

/// Whether a file begins with a document that has an `apiVersion`, the first of its keys where a
/// program wrote it. One that cannot be read is kept, for the error that it will be.
fn is_of_kubernetes(path: &Path) -> bool {
    let head = File::open(path).and_then(|file| compression::head(file, HEAD));
    let Ok(head) = head else { return true };
    let text = String::from_utf8_lossy(&head);
    let lines = text.trim_start_matches('\u{feff}').lines();
    let mut keys = lines.filter_map(|line| line.split_once(':'));
    keys.any(|(key, _)| key.trim_matches(['"', '\'']) == "apiVersion")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// The files of a directory, and the messages of errors and warnings.
    fn found(root: &Path, follow_links: bool) -> Vec<String> {
        let listing = list(root, follow_links);
        let show = |file: Result<PathBuf, SourceError>| match file {
            Ok(path) => path.strip_prefix(root).unwrap().display().to_string(),
            Err(error) => error.to_string(),
        };
        let warnings = listing.warnings.into_iter();
        let warnings = warnings.map(|warning| warning.message);
        let root = format!("{}/", root.display());
        let shown = listing.files.into_iter().map(show).chain(warnings);
        shown.map(|line| line.replace(&root, "")).collect()
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
            found(root.path(), false),
            ["a.ndjson.gz", "b/x.jsonl.zst", "c.JSON"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_where_the_user_says_so() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name);
        fs::write(path("a.json"), "[]").unwrap();
        fs::write(path("notes.md"), "").unwrap();
        fs::write(elsewhere.path().join("b.json"), "[]").unwrap();
        symlink(path("a.json"), path("again.json")).unwrap();
        symlink(elsewhere.path(), path("more")).unwrap();
        symlink(path("notes.md"), path("readme")).unwrap();
        symlink(path("notes.md"), path(".hidden.json")).unwrap();
        let link = |name: &str| format!("`{name}` is a link, and links are not followed");
        assert_eq!(
            found(root.path(), false),
            ["a.json".to_owned(), link("again.json"), link("more")]
        );
        assert_eq!(
            found(root.path(), true),
            ["a.json", "again.json", "more/b.json"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_nowhere_or_back_are_named() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name);
        fs::create_dir(path("in")).unwrap();
        fs::write(path("in/a.json"), "[]").unwrap();
        symlink(path("in"), path("in/loop")).unwrap();
        symlink("nowhere", path("dangling")).unwrap();
        let link = |name: &str| format!("`{name}` is a link, and links are not followed");
        assert_eq!(
            found(root.path(), false),
            [link("dangling"), "in/a.json".to_owned(), link("in/loop")]
        );
        assert_eq!(
            found(root.path(), true),
            [
                "there is no `dangling`",
                "in/a.json",
                "`in/loop` leads back to `in`, which is read once"
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_named() {
        let root = tempfile::tempdir().unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(root.path().join("a.sock")).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(root.path().join("b.json"))
            .status();
        assert!(made.unwrap().success());
        assert_eq!(
            found(root.path(), false),
            [
                "`a.sock` is a socket, and no file",
                "`b.json` is a pipe, and no file"
            ]
        );
    }

    #[test]
    fn a_directory_without_inventories_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("readme.txt"), "").unwrap();
        let files = list(root.path(), false).files;
        assert!(matches!(files[..], [Err(SourceError::NoFiles { .. })]));
    }

    #[test]
    fn yaml_is_read_where_it_is_of_kubernetes() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(root.path().join(name), text).unwrap();
        write("catalog.yaml", "name: contoso\nscopes: [{kind: x}]\n");
        write("pods.yaml", "apiVersion: v1\nitems: []\nkind: List\n");
        let long = format!("# pods\n{}", "- a\n".repeat(1 << 20));
        write("long.yml", &long.replacen("- a", "apiVersion: v1", 1));
        write("late.yml", &format!("{long}apiVersion: v1\n"));
        let mut packed = zstd::Encoder::new(Vec::new(), 1).unwrap();
        packed.write_all(b"apiVersion: v1\n").unwrap();
        fs::write(
            root.path().join("packed.yaml.zst"),
            packed.finish().unwrap(),
        )
        .unwrap();
        assert_eq!(
            found(root.path(), false),
            ["long.yml", "packed.yaml.zst", "pods.yaml"]
        );
    }
}
