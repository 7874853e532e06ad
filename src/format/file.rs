//! A report in a file: there whole or not at all.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, TempPath};

/// The file that is being written beside another.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Writes beside the file, then renames; a link is followed to its file. What is no file, such
/// as a pipe, is written to.
///
/// # Errors
/// The system's own. What stood in the file before stands there still, unless only the last step
/// failed: then the new report is there, and may be gone after a power failure.
pub fn write(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(former) if former.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(former) if former.is_file() => replace(&fs::canonicalize(path)?, Some(&former), content),
        Ok(_) => fill(OpenOptions::new().write(true).open(path)?, content).map(drop),
        Err(error) if error.kind() == ErrorKind::NotFound && !path.is_symlink() => {
            replace(path, None, content)
        }
        Err(error) => Err(error),
    }
}

/// Writes a new file beside its place, then gives it its name: it is there whole or not at all.
///
/// # Errors
/// The system's own; one of the kind `AlreadyExists` where something stands there, which stays.
pub(super) fn create(path: &Path, text: &str) -> io::Result<()> {
    let folder = folder_of(path);
    let directory = open_directory(folder)?;
    let (file, beside) = Beside::create(folder)?;
    fill(file, |out| out.write_all(text.as_bytes()))?.sync_all()?;
    beside.settle(|unfinished| match unfinished.persist_noclobber(path) {
        Ok(()) => Ok(()),
        Err(failed) => Err(failed.error),
    })?;
    directory.map_or(Ok(()), |directory| sync_directory(&directory))
}

/// Removes a file for good.
///
/// # Errors
/// The system's own.
pub fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// Removes what is not finished, and holds up whoever writes: for a program that ends.
pub fn abandon() -> MutexGuard<'static, Option<PathBuf>> {
    let mut unfinished = lock();
    if let Some(path) = unfinished.take() {
        let _ = fs::remove_file(path);
    }
    unfinished
}

fn lock() -> MutexGuard<'static, Option<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn replace(
    path: &Path,
    former: Option<&Metadata>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let folder = folder_of(path);
    let directory = open_directory(folder)?;
    let (file, beside) = Beside::create(folder)?;
    if let Some(former) = former {
        resemble(&file, former)?;
    }
    fill(file, content)?.sync_all()?;
    beside.rename(path)?;
    directory.map_or(Ok(()), |directory| sync_directory(&directory))
}

/// The directory that a file is in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// How many bytes are written in one step.
pub(super) const AT_ONCE: usize = 256 << 10;

/// Writes all of the content, and says so only if it was.
fn fill(file: File, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut out = BufWriter::with_capacity(AT_ONCE, file);
    content(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

/// A file that is not finished. It is gone when this is, unless it was renamed.
struct Beside(Option<TempPath>);

impl Beside {
    /// The name is no report's: a run that is killed leaves one that nothing reads.
    fn create(folder: &Path) -> io::Result<(File, Self)> {
        let mut unfinished = lock();
        let mut builder = Builder::new();
        builder.prefix(".securescore-").suffix(".partial");
        for_others(&mut builder);
        let (file, path) = builder.tempfile_in(folder)?.into_parts();
        *unfinished = Some(path.to_path_buf());
        Ok((file, Self(Some(path))))
    }

    fn rename(self, target: &Path) -> io::Result<()> {
        self.settle(|mut path| {
            let renamed = fs::rename(&path, target);
            path.disable_cleanup(renamed.is_ok());
            renamed
        })
    }

    /// Gives the file its name, while nobody else removes it.
    fn settle(mut self, settle: impl FnOnce(TempPath) -> io::Result<()>) -> io::Result<()> {
        let mut unfinished = lock();
        let Some(path) = self.0.take() else {
            return Ok(());
        };
        let settled = settle(path);
        *unfinished = None;
        settled
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(path) = self.0.take() {
            let mut unfinished = lock();
            drop(path);
            *unfinished = None;
        }
    }
}

/// Lets others read the file as far as the user's mask allows: a report is for others, and a
/// rename keeps the mode.
#[cfg(unix)]
fn for_others(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn for_others(_: &mut Builder<'_, '_>) {}

/// Gives a file the mode of the one that it replaces, and its owner where that is allowed.
fn resemble(file: &File, former: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let _ = fchown(file, Some(former.uid()), Some(former.gid()));
    }
    file.set_permissions(former.permissions())
}

/// A directory that can be synced; none where the system has no such thing, or the user may only
/// write there.
fn open_directory(folder: &Path) -> io::Result<Option<File>> {
    if cfg!(not(unix)) {
        return Ok(None);
    }
    match File::open(folder) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(None),
        opened => opened.map(Some),
    }
}

/// Makes a rename last. Some network file systems cannot, and say so.
fn sync_directory(directory: &File) -> io::Result<()> {
    match directory.sync_all() {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        synced => synced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("report.json");
        write(&file, |out| out.write_all(b"first")).unwrap();
        let failed = write(&file, |out| {
            out.write_all(b"sec")?;
            Err(io::Error::other("the disk is full"))
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "first");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_a_mode_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "first").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("file", &link).unwrap();
        write(&link, |out| out.write_all(b"second")).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "second");
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);

        fs::remove_file(&file).unwrap();
        assert!(write(&link, |out| out.write_all(b"x")).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_a_report() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (report, plain) = (folder.path().join("report"), folder.path().join("plain"));
        write(&report, |out| out.write_all(b"{}")).unwrap();
        std::fs::write(&plain, "{}").unwrap();
        let mode = |path| std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(report), mode(plain));
    }
}
