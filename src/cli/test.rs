//! `securescore test`.

mod units;

use super::args::DecisionArgs;
use super::console::{Console, Exit, Failure};
use units::UnitArgs;

/// Run the unit tests of policies.
///
/// Tests are rules whose names start with `test_`, in files that end in `_test.rego`; those that
/// start with `todo_test_` are skipped and counted. Without a PATH the policies of the project
/// are tested, or the built-in ones where it has none. `time.now_ns` is 2026-01-01T00:00:00Z
/// unless `--as-of` says something else, and a test may run ten times as long as
/// `--time-limit` allows for one resource.
///
/// Tests run inside this process: a policy that brings it down brings down the run.
#[derive(Clone, Debug, clap::Args)]
#[command(
    after_long_help = "Ends with 0 where all tests passed, with 1 where one failed or a share is too low, \
                       with 2 where the input is wrong, a name selects no test included."
)]
pub(super) struct Args {
    #[command(flatten)]
    units: UnitArgs,
    /// Test again whenever a file changes, until interrupted
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    decisions: DecisionArgs,
}

/// Runs tests.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    match args.watch {
        true => {
            let once = &mut |console: &mut Console| once(args, console);
            units::watch(&args.units, &args.decisions, &[], console, once)
        }
        false => once(args, console),
    }
}

/// Runs every part of the verb once. Each part writes what it found, and the worst decides how
/// the run ends.
fn once(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let parts = [units::run(&args.units, &args.decisions, console)?];
    let worst = parts.into_iter().max_by_key(|exit| exit.code());
    Ok(worst.unwrap_or(Exit::Done))
}
