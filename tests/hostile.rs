//! Policies that want to break the program, or to raise a score by breaking.
//!
//! A case is a folder of `tests/hostile` and no code: `policies` beside an `expected.yaml` that
//! says what has to come of them, and `inventory.json` where the data are what is hostile. What a
//! case has not is shared: two vaults for the hostile policy `contoso.hostile`, three storage
//! accounts for its neighbour `contoso.neighbour`, and a catalog with a control for each.
//!
//! Whatever the policy does, the run ends by itself, its neighbour's verdicts stay, the score is
//! never above that of a policy that calls everything unhealthy, and what is printed steers
//! neither a terminal nor a CI log.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "hostile/case.rs"]
mod case;
#[path = "hostile/outcome.rs"]
mod outcome;
#[path = "hostile/process.rs"]
mod process;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use case::Case;
use outcome::Complaints;

/// Milliseconds that a policy may take for one resource.
const TIME_LIMIT: u64 = 1000;

#[test]
fn no_hostile_policy_breaks_a_run_or_raises_a_score() {
    let cases = Case::all();
    assert!(!cases.is_empty(), "there are no cases");
    let quick = cases.iter().filter(|case| !case.expected.long);
    complain(&in_parallel(&quick.collect::<Vec<_>>()));
}

/// One after another, each measured: a worker has the time limit and a second for an answer. It is
/// asked once when a policy is loaded and twice about a resource that it falls on, and the run ends
/// within a second of that.
#[test]
#[ignore = "takes minutes, and measures time"]
fn every_hostile_policy_ends_within_its_deadline_and_a_second() {
    let mut complaints = Vec::new();
    for case in &Case::all() {
        let (mut found, took) = outcome::of(case);
        let second = Duration::from_secs(1);
        let most = 3 * (Duration::from_millis(TIME_LIMIT) + second) + second;
        if took > most {
            found.add(format!("took {took:?}, and may take {most:?}"));
        }
        complaints.push(found);
    }
    complain(&complaints);
}

/// Runs cases on as many threads as there are cores.
fn in_parallel(cases: &[&Case]) -> Vec<Complaints> {
    let next = AtomicUsize::new(0);
    let complaints = Mutex::new(Vec::new());
    let work = || {
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (found, _) = outcome::of(case);
            complaints.lock().unwrap().push(found);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    complaints.into_inner().unwrap()
}

fn complain(complaints: &[Complaints]) {
    let mut texts: Vec<String> = complaints.iter().filter_map(Complaints::text).collect();
    texts.sort();
    let (failed, all) = (texts.len(), complaints.len());
    assert!(
        texts.is_empty(),
        "{failed} of {all} cases do not hold:\n{}",
        texts.join("\n")
    );
}
