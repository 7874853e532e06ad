//! The cache of a run, if there is one.

use std::path::Path;

use super::console::{Console, Failure};
use crate::assess::Memory;
use crate::cache::{Cache, CacheError};

/// A cache that is open for a run; none where nobody wants one, or another run has it.
pub(super) struct Kept(Option<Cache>);

impl Kept {
    /// Opens the cache in a directory, if there is one. What a user should know of it is said on
    /// standard error.
    pub(super) fn open(directory: Option<&Path>, console: &mut Console) -> Result<Self, Failure> {
        let Some(directory) = directory else {
            return Ok(Self(None));
        };
        match Cache::open(directory) {
            Ok((cache, warning)) => {
                if let Some(warning) = warning {
                    console.say(&format!("warning: {warning}"));
                }
                Ok(Self(Some(cache)))
            }
            Err(error @ CacheError::InUse { .. }) => {
                console.say(&format!("warning: {error}; this run does without"));
                Ok(Self(None))
            }
            Err(error) => Err(Failure::one(error)),
        }
    }

    /// What is remembered of earlier runs.
    pub(super) fn memory(&self) -> Option<&dyn Memory> {
        self.0.as_ref().map(|cache| cache as &dyn Memory)
    }

    /// Closes the cache. What was not kept costs the next run time, and this one nothing.
    pub(super) fn close(self, console: &mut Console) {
        let Some(cache) = self.0 else { return };
        for warning in cache.warnings() {
            console.say(&format!("warning: {warning}"));
        }
        if let Err(error) = cache.close() {
            console.say(&format!("warning: {error}"));
        }
    }
}
