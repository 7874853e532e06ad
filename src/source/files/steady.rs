//! Files that stay as they are while they are read.

use std::fs::{File, Metadata};
use std::path::Path;
use std::time::SystemTime;

use super::{SourceError, unreadable};

/// What tells a file from what it was before. Pipes and devices have none: what they hold is
/// made while it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    identity: Identity,
}

impl Stamp {
    /// The stamp of a file as it is.
    pub(in crate::source) fn of(metadata: &Metadata) -> Option<Self> {
        metadata.is_file().then(|| Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            identity: identity(metadata),
        })
    }
}

/// Device, inode and the last change of the latter.
#[cfg(unix)]
type Identity = (u64, u64, i64, i64);
#[cfg(not(unix))]
type Identity = ();

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (
        metadata.dev(),
        metadata.ino(),
        metadata.ctime(),
        metadata.ctime_nsec(),
    )
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {}

/// Reads a file that nobody writes to meanwhile.
///
/// # Errors
/// The file cannot be opened, changed or was replaced; what `read` finds.
pub(super) fn read<T>(
    path: &Path,
    read: impl FnOnce(&File) -> Result<T, SourceError>,
) -> Result<T, SourceError> {
    let error = |error| unreadable(path, &error);
    let file = File::open(path).map_err(error)?;
    let before = Stamp::of(&file.metadata().map_err(error)?);
    let content = read(&file);
    let after = path.metadata().ok();
    let after = after.and_then(|metadata| Stamp::of(&metadata));
    if before.is_some() && before != after {
        let path = path.display().to_string();
        return Err(SourceError::Changed { path });
    }
    content
}

/// Reads a file once more that has to be as it was.
///
/// # Errors
/// The file cannot be opened, or is not as it was; what `read` finds.
pub(in crate::source) fn read_again<T>(
    path: &Path,
    stamp: &Stamp,
    read: impl FnOnce(&File) -> Result<T, SourceError>,
) -> Result<T, SourceError> {
    self::read(path, |file| {
        let metadata = file.metadata().map_err(|error| unreadable(path, &error))?;
        match Stamp::of(&metadata).as_ref() == Some(stamp) {
            true => read(file),
            false => Err(SourceError::Changed {
                path: path.display().to_string(),
            }),
        }
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read;

    use super::*;

    /// Reads a file of `[]` while somebody does something to it.
    fn read_while(meddle: impl FnOnce(&Path)) -> Result<String, SourceError> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.json");
        fs::write(&path, "[]").unwrap();
        read(&path, |mut file| {
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            meddle(&path);
            Ok(text)
        })
    }

    #[test]
    fn a_file_that_stays_is_read() {
        assert_eq!(read_while(|_| {}).unwrap(), "[]");
    }

    #[test]
    fn a_file_that_changes_is_an_error() {
        let meddlers: [fn(&Path); 3] = [
            |path| fs::write(path, "[1]").unwrap(),
            |path| fs::remove_file(path).unwrap(),
            |path| {
                let other = path.with_file_name("other");
                fs::write(&other, "[]").unwrap();
                fs::rename(other, path).unwrap();
            },
        ];
        for meddle in meddlers {
            let error = read_while(meddle).unwrap_err();
            assert!(matches!(error, SourceError::Changed { .. }), "{error}");
        }
    }
}
