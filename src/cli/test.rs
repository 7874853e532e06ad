//! `securescore test`.

mod review;
mod snapshots;

use super::args::DecisionArgs;
use super::console::{Console, Exit, Failure};
use snapshots::SnapshotArgs;

/// Test a project: hold what its policies say of fixtures against what was accepted.
///
/// A fixture is a folder with an inventory. What the policies say of it stands beside it, in
/// expected.yaml, once somebody has accepted it; a test shows what has changed since, verdict by
/// verdict. Ends with 1 where something has changed or is new.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "Examples:\n  \
    securescore test                       what has changed, and what is new\n  \
    securescore test --review              look at it case by case, and accept or reject\n  \
    securescore test --check               for CI: what should not lie about is an error as well")]
pub(super) struct Args {
    #[command(flatten)]
    snapshots: SnapshotArgs,
    #[command(flatten)]
    decisions: DecisionArgs,
}

/// Tests a project.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let tally = snapshots::run(&args.snapshots, &args.decisions, console)?;
    Ok(tally.exit())
}
