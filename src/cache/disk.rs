//! The file under a database: locked as long as it is open, and never waited for.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::ops::Bound;
use std::path::Path;

use redb::backends::FileBackend;
use redb::{BackendError, DatabaseError, StorageBackend};

use super::CacheError;

/// A file in which redb keeps its pages.
///
/// Nothing waits for the disk while a run goes on. What is written outlasts the program in the
/// order in which it was written, so a killed run leaves what redb can repair. After a power
/// failure parts may be missing: that is found when the file is opened next, for then all of it is
/// checked, and the cache is made anew.
#[derive(Debug)]
pub(super) struct Disk(FileBackend);

/// Opens a file, or makes it, and locks it: nobody else has it until all of its handles are closed.
pub(super) fn open(path: &Path) -> Result<File, CacheError> {
    let name = || path.display().to_string();
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(CacheError::NoFile { path: name() });
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    let refused = |error: io::Error| CacheError::unwritable(path, &error);
    let file = options.open(path).map_err(refused)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(CacheError::InUse { path: name() }),
        Err(TryLockError::Error(error)) => Err(refused(error)),
    }
}

impl Disk {
    /// A file that is locked.
    pub(super) fn of(file: &File) -> Result<Self, DatabaseError> {
        Ok(Self(FileBackend::new(file.try_clone()?)?))
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        self.0.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.0.read(offset, out)
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        self.0.set_len(length)
    }

    fn sync_data(&self) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.0.write(offset, data)
    }

    // All of the file is locked already, and stays so after a database of it is closed.

    fn try_lock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<bool, BackendError> {
        Ok(true)
    }

    fn unlock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<(), BackendError> {
        Ok(())
    }
}
