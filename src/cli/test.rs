//! `securescore test`.

mod review;
mod snapshots;
mod units;

use super::args::DecisionArgs;
use super::console::{Console, Exit, Failure};
use snapshots::SnapshotArgs;
use units::UnitArgs;

/// Test policies: their unit tests, and what they say of fixtures.
///
/// Unit tests are rules whose names start with `test_`, in files that end in `_test.rego`; those
/// that start with `todo_test_` are skipped and counted. Without a PATH the policies of the
/// project are tested, or the built-in ones where it has none. `time.now_ns` is
/// 2026-01-01T00:00:00Z unless `--as-of` says something else, and a test may run ten times as long
/// as `--time-limit` allows for one resource. Tests run inside this process: a policy that brings
/// it down brings down the run.
///
/// A fixture is a folder with an inventory. What the policies say of it stands beside it, in
/// expected.yaml, once somebody has accepted it; a test shows what has changed since, verdict by
/// verdict.
///
/// Options that are about one of the two run only that one.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "Examples:\n  \
    securescore test                       everything: what fails, what has changed, what is new\n  \
    securescore test --filter web          unit tests whose names hold this word\n  \
    securescore test --review              go through the fixtures, and accept or reject\n  \
    securescore test --check               for CI: what should not lie about is an error as well\n\n\
    Ends with 0 where all is as it should be, with 1 where a test failed, a fixture has changed or \
    is new, or a share is too low, with 2 where the input is wrong, a name that selects nothing \
    included.")]
pub(super) struct Args {
    #[command(flatten)]
    units: UnitArgs,
    #[command(flatten)]
    snapshots: SnapshotArgs,
    /// Test again whenever a file changes, until interrupted
    #[arg(long, conflicts_with = "review")]
    watch: bool,
    #[command(flatten)]
    decisions: DecisionArgs,
}

impl Args {
    /// For CI what should not lie about is an error as well.
    fn is_strict(&self) -> bool {
        self.units.strict || self.snapshots.check
    }
}

/// Tests policies.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    match args.watch {
        true => {
            let fixtures = snapshots::directory(&args.snapshots, &args.decisions)?;
            let once = &mut |console: &mut Console| once(args, console);
            let more: Vec<_> = fixtures.into_iter().collect();
            units::watch(&args.units, &args.decisions, &more, console, once)
        }
        false => once(args, console),
    }
}

/// Runs what is asked for once. For a person each part writes what it found, for a program one
/// document holds all; the worst decides how the run ends.
fn once(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let (units, snapshots) = (&args.units, &args.snapshots);
    let (is_strict, decisions) = (args.is_strict(), &args.decisions);
    let (with_units, with_fixtures) = (!snapshots.is_asked(), !units.is_asked());
    if !units.is_for_programs() {
        let tested = match with_units {
            true => units::run(units, Vec::new(), is_strict, decisions, console)?,
            false => Exit::Done,
        };
        let held = match with_fixtures {
            true => snapshots::run(snapshots, is_strict, decisions, console)?.exit(),
            false => Exit::Done,
        };
        return Ok(worse(tested, held));
    }
    let (told, held) = match with_fixtures {
        true => snapshots::told(snapshots, is_strict, decisions, console)?,
        false => (Vec::new(), Exit::Done),
    };
    let tested = match with_units {
        true => units::run(units, told, is_strict, decisions, console)?,
        false => {
            units::tell(units, told, console)?;
            Exit::Done
        }
    };
    Ok(worse(tested, held))
}

fn worse(one: Exit, other: Exit) -> Exit {
    match one.code() < other.code() {
        true => other,
        false => one,
    }
}
