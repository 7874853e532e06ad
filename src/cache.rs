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
use std::sync::Mutex;

use crate::assess::{Memo, Memory};
use crate::resource::Scope;
use crate::text::Warning;
use crate::worker::locked;
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
    unread: Mutex<Trouble>,
    unkept: Mutex<Trouble>,
}

/// The scopes with which something is the matter.
#[derive(Debug, Default)]
struct Trouble {
    number: usize,
    /// The first in the order of their ids, whatever the order in which they were asked for, and
    /// what is said of it.
    first: Option<(Scope, String)>,
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
        let cache = Self {
            store,
            unread: Mutex::default(),
            unkept: Mutex::default(),
        };
        Ok((cache, warning))
    }

    /// What a user should know of the memos until now.
    pub fn warnings(&self) -> Vec<Warning> {
        let warning = |code, message| Warning {
            code,
            message,
            file: Some(self.store.name().to_owned()),
            line: None,
        };
        let unread = locked(&self.unread).told(|number, scope, _| {
            let message = format!(
                "what the cache holds of {number} of the scopes is damaged and was not used; the \
                 first is `{scope}`"
            );
            warning("cache::unreadable", message)
        });
        let unkept = locked(&self.unkept).told(|number, scope, why| {
            let message =
                format!("{number} of the scopes could not be kept; the first is `{scope}`: {why}");
            warning("cache::not_kept", message)
        });
        unread.into_iter().chain(unkept).collect()
    }

    /// Makes what was remembered outlast a power failure. Without it, it outlasts the program.
    ///
    /// # Errors
    /// The system's own.
    pub fn close(self) -> Result<(), CacheError> {
        self.store.close()
    }

    fn keep(&self, scope: &Scope, memo: &Memo) -> io::Result<()> {
        let packed = pack::pack(memo).map_err(io::Error::other)?;
        let sealed = seal::sealed(scope, &packed)?;
        let is_kept = self.store.read(scope.as_str(), |kept| kept == sealed);
        if let Ok(Some(true)) = is_kept {
            return Ok(());
        }
        self.store.write(scope.as_str(), &sealed)
    }
}

impl Trouble {
    fn note(&mut self, scope: &Scope, why: String) {
        self.number += 1;
        if self.first.as_ref().is_none_or(|(first, _)| scope < first) {
            self.first = Some((scope.clone(), why));
        }
    }

    fn told(&self, tell: impl FnOnce(usize, &str, &str) -> Warning) -> Option<Warning> {
        let (first, why) = self.first.as_ref()?;
        Some(tell(self.number, first.as_str(), why))
    }
}

impl Memory for Cache {
    fn recall(&self, scope: &Scope) -> Option<Memo> {
        let believed = |kept: &[u8]| unpack::unpack(&seal::opened(scope, kept)?);
        match self.store.read(scope.as_str(), believed) {
            Ok(None) => None,
            Ok(Some(Some(memo))) => Some(memo),
            Ok(Some(None)) | Err(_) => {
                locked(&self.unread).note(scope, String::new());
                None
            }
        }
    }

    fn remember(&self, scope: &Scope, memo: &Memo) {
        if let Err(error) = self.keep(scope, memo) {
            locked(&self.unkept).note(scope, error.to_string());
        }
    }
}

#[cfg(test)]
mod tests;
