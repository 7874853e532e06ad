//! The memory limit. regorus counts memory for the whole process, so the limit is the
//! process's too: evaluations share it, and whoever moves it is alone meanwhile.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use regorus::LimitError;

static LIMIT: RwLock<()> = RwLock::new(());

/// Leave to evaluate beside others.
pub(super) fn shared() -> RwLockReadGuard<'static, ()> {
    LIMIT.read().unwrap_or_else(PoisonError::into_inner)
}

/// Leave to move the limit, or to evaluate where no neighbour's memory counts.
pub(super) fn alone() -> Alone {
    Alone(LIMIT.write().unwrap_or_else(PoisonError::into_inner))
}

/// Nothing else evaluates while this lives.
#[must_use]
pub(super) struct Alone(
    #[expect(dead_code, reason = "held for as long as it lives")] RwLockWriteGuard<'static, ()>,
);

impl Alone {
    /// Takes the limit away.
    pub(super) fn lift(&self) {
        regorus::set_global_memory_limit(None);
    }

    /// Allows `extra` bytes beyond what the process holds now.
    pub(super) fn limit(&self, extra: u64) {
        regorus::flush_thread_memory_counters();
        // What is held is said only by the error of a limit that is too low.
        regorus::set_global_memory_limit(Some(1));
        let held = match regorus::check_global_memory_limit() {
            Err(LimitError::MemoryLimitExceeded { usage, .. }) => usage,
            _ => 0,
        };
        regorus::set_global_memory_limit(Some(held.saturating_add(extra)));
    }
}
