//! `securescore preview`.

use std::path::PathBuf;

use super::args::{DecisionArgs, Format, InventoryArgs};
use super::console::{Console, Exit, Failure};
use super::gate::Gates;
use super::load::Decisions;
use super::outlet::deliver;
use super::run::{Order, Run};
use crate::assessment::Reasons;
use crate::format::impact::preview;
use crate::impact::promotions;
use crate::report::{Arrangement, Held};

/// Show what counting the preview recommendations today would do.
///
/// Judges an inventory once and, for each recommendation that is a preview, scores it again as if
/// that one counted: what becomes of the overall score and of each scope, which resources it would
/// hit, and when its preview ends by itself.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "The report")]
pub(super) struct Args {
    /// How the report is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Write the report to a file rather than to standard output (`-`)
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leave scopes in which nothing counts out of the overall score
    #[arg(long)]
    skip_empty_scopes: bool,
    #[command(flatten)]
    inventory: InventoryArgs,
    #[command(flatten)]
    decisions: DecisionArgs,
}

/// Promotes each preview by itself.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let decisions = Decisions::load(&args.decisions, &args.inventory.paths)?;
    let judges = decisions.compile(&args.decisions, console.program.as_deref())?;
    let arrangement = Arrangement {
        skip_empty: args.skip_empty_scopes,
        ..Arrangement::default()
    };
    let mut held = Held::with(Reasons::Indeterminate);
    let order = Order {
        arrangement: &arrangement,
        sink: &mut held,
        memory: None,
    };
    let run = Run::of(&decisions, &judges, &args.inventory, order, console)?;
    run.warn(console);
    let (rules, rows) = (decisions.rules(&judges), &held.assessments);
    let promotions = promotions(rules, &run.report, rows, args.skip_empty_scopes);
    deliver(args.output.as_deref(), console, |look, out| {
        match args.format {
            Format::Table => preview::write(&promotions, look, out),
            Format::Json => preview::write_json(&promotions, out),
        }
    })?;
    Ok(Gates::default().hold(&run.report, run.left_out, console))
}
