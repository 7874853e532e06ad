//! How long the stages of a run take: for who waits, and for who measures.

use std::time::{Duration, Instant};

use super::console::Console;
use super::run::Run;
use crate::assess::Spent;

/// What a run spends its time on, in the order in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The policies, the catalog and the exemptions are read and understood.
    Start,
    /// The inventory is looked through.
    Scan,
    /// Scopes are loaded.
    Read,
    /// Policies are asked.
    Evaluate,
    /// Answers become scores.
    Score,
    /// The report is written.
    Write,
}

/// The words for the stages, in their order.
const STAGES: [&str; 6] = ["start", "scan", "read", "evaluate", "score", "write"];

/// The time that was spent on each stage. While scopes are assessed stages go on side by side: it is
/// the time of all threads together.
#[derive(Debug)]
pub(super) struct Timings {
    last: Instant,
    spent: [Duration; STAGES.len()],
}

impl Timings {
    /// No time was spent yet.
    pub(super) fn start() -> Self {
        Self {
            last: now(),
            spent: Default::default(),
        }
    }

    /// A stage took what has passed since the last one ended.
    pub(super) fn lap(&mut self, stage: Stage) {
        let now = now();
        self.spent[stage as usize] += now - self.last;
        self.last = now;
    }

    /// The stages of assessing scopes took all that has passed since the last one ended.
    pub(super) fn add(&mut self, spent: Spent) {
        self.spent[Stage::Read as usize] += spent.read;
        self.spent[Stage::Evaluate as usize] += spent.evaluate;
        self.spent[Stage::Score as usize] += spent.score;
        self.last = now();
    }

    /// These stages took what others say as well.
    pub(super) fn include(&mut self, others: &Self) {
        let spent = self.spent.iter_mut().zip(others.spent);
        spent.for_each(|(spent, other)| *spent += other);
        self.last = now();
    }

    /// Says how long the stages of a run took, and over how much.
    pub(super) fn say(&self, run: &Run, console: &mut Console) {
        for (stage, spent) in STAGES.iter().zip(self.spent) {
            console.say(&format!("time: {stage} {:.3} s", spent.as_secs_f64()));
        }
        if let Some(spent) = processor() {
            console.say(&format!("time: cpu {:.3} s", spent.as_secs_f64()));
        }
        console.say(&format!("time: resources {}", run.resources));
        console.say(&format!("time: decisions {}", run.report.assessments));
    }
}

/// The time since now.
pub(super) fn clock() -> impl Fn() -> Duration + Sync {
    let began = now();
    move || began.elapsed()
}

fn now() -> Instant {
    #[allow(
        clippy::disallowed_methods,
        reason = "what is measured goes to a person, and decides nothing"
    )]
    Instant::now()
}

/// What the threads of this process have computed, for the program and for the system.
fn processor() -> Option<Duration> {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        let nanoseconds = u32::try_from(time.tv_nsec).ok()?;
        Some(Duration::new(time.tv_sec.try_into().ok()?, nanoseconds))
    }
    #[cfg(not(unix))]
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_the_time_of_its_laps() {
        let mut timings = Timings::start();
        for stage in [Stage::Start, Stage::Write, Stage::Start] {
            timings.last = now() - Duration::from_secs(5);
            timings.lap(stage);
        }
        let seconds = timings.spent.map(|spent| spent.as_secs() / 5);
        assert_eq!(seconds, [2, 0, 0, 0, 0, 1]);
        assert_eq!(STAGES[Stage::Evaluate as usize], "evaluate");
    }
}
