//! Several files at once: all of them are written, or none.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::file;

/// A text on its way into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileText {
    /// The file.
    pub path: PathBuf,
    /// What it is to hold.
    pub text: String,
    /// What it has to hold until then; nothing where there is to be no such file yet.
    pub former: Option<String>,
}

/// Why nothing was written.
#[derive(Debug)]
pub struct Unwritten {
    /// The file that could not be.
    pub path: PathBuf,
    /// As the system says it.
    pub error: io::Error,
}

/// Writes all texts, with the directories that they need. On a failure what was made is removed
/// again, and what was changed holds what it held before.
///
/// # Errors
/// The first file that cannot be written: because it is there already, because it has changed
/// since it was read, or because the system says so.
pub fn write_all(texts: &[FileText]) -> Result<(), Unwritten> {
    let mut made = Made::default();
    for text in texts {
        if let Err(error) = made.write(text) {
            made.undo();
            let path = text.path.clone();
            return Err(Unwritten { path, error });
        }
    }
    Ok(())
}

/// Makes the directories that lead to a file.
///
/// # Errors
/// The system's own.
pub fn folder_for(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// What was made so far, in order.
#[derive(Default)]
struct Made<'a> {
    directories: Vec<PathBuf>,
    files: Vec<&'a FileText>,
}

impl<'a> Made<'a> {
    fn write(&mut self, text: &'a FileText) -> io::Result<()> {
        match &text.former {
            None => {
                self.directories_of(&text.path)?;
                file::create(&text.path, &text.text)?;
            }
            Some(former) => {
                hold_against(&text.path, former)?;
                replace(&text.path, &text.text)?;
            }
        }
        self.files.push(text);
        Ok(())
    }

    /// Makes the directories that lead to a file, each by itself, so that each can be taken back.
    fn directories_of(&mut self, path: &Path) -> io::Result<()> {
        let above = path.ancestors().skip(1);
        let missing = above.take_while(|folder| *folder != Path::new("") && !folder.exists());
        let missing: Vec<&Path> = missing.collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.directories.push(folder.to_owned()),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// What fails here stays: the failure that led here is the one to be told.
    fn undo(self) {
        for text in self.files.into_iter().rev() {
            let _ = match &text.former {
                None => fs::remove_file(&text.path),
                Some(former) => replace(&text.path, former),
            };
        }
        for directory in self.directories.into_iter().rev() {
            let _ = fs::remove_dir(directory);
        }
    }
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    file::write(path, |out| out.write_all(text.as_bytes()))
}

/// A file that somebody changed meanwhile is not the one that the change was made for.
fn hold_against(path: &Path, former: &str) -> io::Result<()> {
    let now = fs::read_to_string(path)?;
    let now = now.strip_prefix('\u{feff}').unwrap_or(&now);
    match now == former {
        true => Ok(()),
        false => Err(io::Error::other("it has changed since it was read")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: PathBuf, former: Option<&str>) -> FileText {
        FileText {
            path,
            text: "new".to_owned(),
            former: former.map(str::to_owned),
        }
    }

    #[test]
    fn all_are_written_with_their_directories() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("old"), "old").unwrap();
        write_all(&[text(path("a/b/c"), None), text(path("old"), Some("old"))]).unwrap();
        assert_eq!(fs::read_to_string(path("a/b/c")).unwrap(), "new");
        assert_eq!(fs::read_to_string(path("old")).unwrap(), "new");
    }

    #[test]
    fn a_failure_takes_everything_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("a")).unwrap();
        fs::write(path("old"), "old").unwrap();
        fs::write(path("there"), "mine").unwrap();
        let failing = [text(path("there"), None), text(path("old"), Some("other"))];
        for last in failing {
            let before = [text(path("a/b/c"), None), text(path("old"), Some("old"))];
            let failed =
                write_all(&[&before[..], std::slice::from_ref(&last)].concat()).unwrap_err();
            assert_eq!(failed.path, last.path);
            let left: Vec<_> = fs::read_dir(path("a")).unwrap().collect();
            assert!(left.is_empty(), "{left:?}");
            assert_eq!(fs::read_to_string(path("old")).unwrap(), "old");
            assert_eq!(fs::read_to_string(path("there")).unwrap(), "mine");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
