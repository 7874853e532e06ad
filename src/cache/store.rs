//! The database: what is kept under the id of each scope, as bytes.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use redb::{Builder, Database, Error, ReadableDatabase, TableDefinition, TableError};

use super::disk::{self, Disk};
use super::{CacheError, FORMAT};
use crate::text::Warning;

/// What is kept, by the ids of scopes.
const MEMOS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("memos");

/// What the file is: under [`VERSION`], the version of what stands in it.
const ABOUT: TableDefinition<'_, &str, u64> = TableDefinition::new("about");
const VERSION: &str = "version";

/// The most bytes of the file that are held in memory.
const HELD: usize = 16 << 20;

/// A file that is open, and that nobody else has.
#[derive(Debug)]
pub(super) struct Store {
    database: Database,
    file: File,
    name: String,
    is_changed: AtomicBool,
}

impl Store {
    /// Opens a file, or makes it. One that cannot be used is emptied, with a warning.
    pub(super) fn open(path: &Path) -> Result<(Self, Option<Warning>), CacheError> {
        let refused = |error: Error| CacheError::unwritable(path, &error);
        let name = path.display().to_string();
        let file = disk::open(path)?;
        let (database, why) = usable(&file).map_err(refused)?;
        let warning = why.map(|why| Warning {
            code: "cache::rebuilt",
            message: format!("the cache {why}: it was emptied, and is filled anew"),
            file: Some(name.clone()),
            line: None,
        });
        let store = Self {
            database,
            file,
            name,
            is_changed: AtomicBool::new(false),
        };
        Ok((store, warning))
    }

    /// The file as the user named it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether something was written since it was opened.
    #[cfg(test)]
    pub(super) fn is_changed(&self) -> bool {
        self.is_changed.load(Ordering::Relaxed)
    }

    /// What somebody makes of the bytes that are kept under a key.
    pub(super) fn read<T>(
        &self,
        key: &str,
        take: impl FnOnce(&[u8]) -> T,
    ) -> Result<Option<T>, Error> {
        let memos = self.database.begin_read()?.open_table(MEMOS)?;
        let kept = memos.get(key)?;
        Ok(kept.map(|kept| take(kept.value())))
    }

    /// Keeps bytes under a key, in place of what is kept there.
    pub(super) fn write(&self, key: &str, bytes: &[u8]) -> io::Result<()> {
        self.is_changed.store(true, Ordering::Relaxed);
        self.commit(key, bytes).map_err(|error| match error {
            Error::Io(error) => error,
            other => io::Error::other(other),
        })
    }

    fn commit(&self, key: &str, bytes: &[u8]) -> Result<(), Error> {
        let change = self.database.begin_write()?;
        change.open_table(MEMOS)?.insert(key, bytes)?;
        Ok(change.commit()?)
    }

    /// Closes the file, and waits for the disk if something was written.
    pub(super) fn close(self) -> Result<(), CacheError> {
        let path = Path::new(&self.name);
        let closed = self.database.close();
        closed.map_err(|error| CacheError::unwritable(path, &error))?;
        if self.is_changed.into_inner() {
            let synced = self.file.sync_data();
            synced.map_err(|error| CacheError::unwritable(path, &error))?;
        }
        Ok(())
    }
}

/// The database in a file, and why that was emptied before, if it was.
fn usable(file: &File) -> Result<(Database, Option<&'static str>), Error> {
    let why = match database(file) {
        Ok((database, Some(FORMAT))) => return Ok((database, None)),
        Ok((_, Some(_))) => "was written by another version of securescore",
        Ok((_, None)) => "is none of securescore",
        Err(error) if is_damage(&error) => "is damaged or no cache",
        Err(error) => return Err(error),
    };
    file.set_len(0)?;
    let (database, _) = database(file)?;
    Ok((database, Some(why)))
}

/// The database in a file, and its version if it says one. In an empty file, or one whose making
/// was cut short, it becomes one of this version.
///
/// All of the file is checked, for redb may panic on pages that are not what it wrote.
fn database(file: &File) -> Result<(Database, Option<u64>), Error> {
    let mut builder = Builder::new();
    builder.set_cache_size(HELD);
    builder.set_check_integrity_on_open(true);
    let database = builder.create_with_backend(Disk::of(file)?)?;
    let is_bare = database.begin_read()?.list_tables()?.next().is_none();
    if is_bare {
        let change = database.begin_write()?;
        change.open_table(MEMOS)?;
        change.open_table(ABOUT)?.insert(VERSION, FORMAT)?;
        change.commit()?;
    }
    let version = version(&database)?;
    Ok((database, version))
}

fn version(database: &Database) -> Result<Option<u64>, Error> {
    let about = match database.begin_read()?.open_table(ABOUT) {
        Err(TableError::Storage(error)) => return Err(error.into()),
        Err(_) => return Ok(None),
        Ok(about) => about,
    };
    Ok(about.get(VERSION)?.map(|version| version.value()))
}

/// Whether an error is about what stands in the file, and not about the system.
fn is_damage(error: &Error) -> bool {
    match error {
        Error::Corrupted(_) | Error::UpgradeRequired(_) | Error::RepairAborted => true,
        Error::Io(error) => matches!(
            error.kind(),
            ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof
        ),
        _ => false,
    }
}
