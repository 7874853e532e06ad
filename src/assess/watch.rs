//! How long the stages of a run take.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The time that all threads of a run together spent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// On loading scopes, and making documents of them.
    pub read: Duration,
    /// On reading policies, and asking them.
    pub evaluate: Duration,
    /// In the listener.
    pub score: Duration,
}

/// What time is spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Read,
    Evaluate,
    Score,
}

/// Takes the time of what is done.
pub(super) struct Watch<'a> {
    clock: &'a (dyn Fn() -> Duration + Sync),
    nanoseconds: [AtomicU64; 3],
}

impl<'a> Watch<'a> {
    pub(super) fn new(clock: &'a (dyn Fn() -> Duration + Sync)) -> Self {
        Self {
            clock,
            nanoseconds: Default::default(),
        }
    }

    /// Does something that belongs to a stage, and nothing else meanwhile.
    pub(super) fn during<T>(&self, stage: Stage, act: impl FnOnce() -> T) -> T {
        let began = (self.clock)();
        let done = act();
        let took = (self.clock)().saturating_sub(began);
        let took = u64::try_from(took.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds[stage as usize].fetch_add(took, Ordering::Relaxed);
        done
    }

    pub(super) fn spent(&self) -> Spent {
        let of = |stage: Stage| {
            let nanoseconds = &self.nanoseconds[stage as usize];
            Duration::from_nanos(nanoseconds.load(Ordering::Relaxed))
        };
        Spent {
            read: of(Stage::Read),
            evaluate: of(Stage::Evaluate),
            score: of(Stage::Score),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_has_the_time_of_what_was_done_in_it() {
        let seconds = AtomicU64::new(0);
        let clock = || Duration::from_secs(seconds.load(Ordering::Relaxed));
        let watch = Watch::new(&clock);
        for (stage, takes) in [(Stage::Read, 1), (Stage::Score, 20), (Stage::Read, 300)] {
            watch.during(stage, || seconds.fetch_add(takes, Ordering::Relaxed));
        }
        let spent = watch.spent();
        let spent = [spent.read, spent.evaluate, spent.score].map(|spent| spent.as_secs());
        assert_eq!(spent, [301, 0, 20]);
    }
}
