//! `securescore new`.

mod control;
mod export;
mod home;
mod recommendation;

use clap::Subcommand;

use super::console::{Console, Exit, Failure};

/// Start something of your own.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    Recommendation(recommendation::Args),
}

/// Starts it.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    match &args.what {
        What::Recommendation(args) => recommendation::run(args, console),
    }
}
