//! What is remembered of one run for the next one, in a directory of the user's: a file that any
//! run may lose, and in which no damage becomes a verdict.

mod directory;
mod disk;
mod error;
mod pack;
mod seal;
mod store;
mod unpack;
mod words;

use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::assess::{Memo, Memory};
use crate::resource::Scope;
use crate::text::Warning;
use store::Store;

pub use error::CacheError;

/// The version of what stands in the file. It rises with every change of how memos are written.
const FORMAT: u64 = 1;

/// The file in the directory of a cache.
const FILE: &str = "securescore.redb";

/// Memos in a file, for one run at a time.
#[derive(Debug)]
pub struct Cache {
    store: Store,
    unread: Mutex<Unread>,
}

/// The scopes of which something is kept that is not believed.
#[derive(Debug, Default)]
struct Unread {
    number: usize,
    /// The first in the order of their ids, whatever the order in which they were asked for.
    first: Option<Scope>,
}

impl Cache {
    /// The cache in a directory, which is made if it is not there. A file that is damaged, of
    /// another version or no cache is emptied, and a warning says so.
    ///
    /// # Errors
    /// Another run has it open; something that is no file stands in its place; the system refuses
    /// to make, read or write it.
    pub fn open(directory: &Path) -> Result<(Self, Option<Warning>), CacheError> {
        directory::prepare(directory)?;
        let (store, warning) = Store::open(&directory.join(FILE))?;
        let unread = Mutex::default();
        Ok((Self { store, unread }, warning))
    }

    /// What a user should know of the memos that were asked for until now.
    pub fn warnings(&self) -> Vec<Warning> {
        let unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        let warning = unread.first.as_ref().map(|first| Warning {
            code: "cache::unreadable",
            message: format!(
                "what the cache holds of {} of the scopes is damaged and was not used; the first \
                 is `{}`",
                unread.number,
                first.as_str()
            ),
            file: Some(self.store.name().to_owned()),
            line: None,
        });
        warning.into_iter().collect()
    }

    /// Makes what was remembered outlast a power failure. Without it, it outlasts the program.
    ///
    /// # Errors
    /// The system's own.
    pub fn close(self) -> Result<(), CacheError> {
        self.store.close()
    }

    fn note_unread(&self, scope: &Scope) {
        let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        unread.number += 1;
        if unread.first.as_ref().is_none_or(|first| scope < first) {
            unread.first = Some(scope.clone());
        }
    }
}

impl Memory for Cache {
    fn recall(&self, scope: &Scope) -> Option<Memo> {
        let believed = |kept: &[u8]| unpack::unpack(&seal::opened(scope, kept)?);
        match self.store.read(scope.as_str(), believed) {
            Ok(None) => None,
            Ok(Some(Some(memo))) => Some(memo),
            Ok(Some(None)) | Err(_) => {
                self.note_unread(scope);
                None
            }
        }
    }

    fn remember(&self, scope: &Scope, memo: &Memo) -> io::Result<()> {
        let packed = pack::pack(memo).map_err(io::Error::other)?;
        let sealed = seal::sealed(scope, &packed)?;
        let is_kept = self.store.read(scope.as_str(), |kept| kept == sealed);
        if let Ok(Some(true)) = is_kept {
            return Ok(());
        }
        self.store.write(scope.as_str(), &sealed)
    }
}

#[cfg(test)]
mod tests;
