//! `securescore fix`.

use std::collections::BTreeSet;

use super::args::{DecisionArgs, InventoryArgs};
use super::console::{Console, Exit, Failure, unwritten};
use super::gate::Gates;
use super::load::Decisions;
use super::run::Run;
use crate::format::script::{Script, Wanted};
use crate::recommendation::RecommendationId;
use crate::resource::IdPattern;

/// Print the commands that repair what is unhealthy.
///
/// Writes a script for bash with the command of each unhealthy resource, and in comments what no
/// command repairs. Nothing is run: read the script, set the variables that it asks for, and run
/// it yourself. What an exemption covers, and what does not count, is left out.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "Examples:\n  \
    securescore fix --print exports/ > repair.sh\n  \
    securescore fix --print exports/ --recommendation azure.storage.secure_transfer\n  \
    securescore fix --print exports/ --resource '/subscriptions/*/resourcegroups/test/**'")]
#[command(next_help_heading = "The script")]
pub(super) struct Args {
    /// Print the script; it is never run
    #[arg(long, required = true)]
    print: bool,
    /// Only what this recommendation finds (repeatable)
    #[arg(long, value_name = "ID")]
    recommendation: Vec<String>,
    /// Only resources whose whole id matches: `*` within a segment, `**` across (repeatable)
    #[arg(long, value_name = "GLOB", value_parser = IdPattern::new)]
    resource: Vec<IdPattern>,
    #[command(flatten)]
    inventory: InventoryArgs,
    #[command(flatten)]
    decisions: DecisionArgs,
}

/// Prints the script.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let decisions = Decisions::load(&args.decisions, &args.inventory.paths)?;
    let judges = decisions.compile(&args.decisions, console.program.as_deref())?;
    let named = named(args, &decisions)?;
    let mut script = Script::new(Wanted {
        recommendations: &decisions.recommendations,
        named: &named,
        resources: &args.resource,
    });
    let run = Run::new(&decisions, &judges, &args.inventory, &mut script, console)?;
    refuse_idle_pattern(&script)?;
    run.warn(console);
    let written = script.write(&run.report, &mut console.output);
    written.map_err(unwritten)?;
    Ok(Gates::default().hold(&run.report, run.left_out, console))
}

fn named(args: &Args, decisions: &Decisions) -> Result<BTreeSet<RecommendationId>, Failure> {
    let names = args.recommendation.iter();
    names
        .map(|name| Ok(decisions.recommendation(name)?.id.clone()))
        .collect()
}

/// A pattern without a resource is a mistake in the pattern, not a clean estate.
fn refuse_idle_pattern(script: &Script<'_>) -> Result<(), Failure> {
    match script.idle() {
        None => Ok(()),
        Some(pattern) => Err(Failure::advised(
            format!("no resource of the inventory matches `{pattern}`"),
            "patterns are held against whole ids: `*` stays within a segment, `**` crosses segments",
        )),
    }
}
