//! `securescore score`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::ValueEnum;

use super::args::{DecisionArgs, Format, InventoryArgs};
use super::console::{Console, Exit, Failure};
use super::gate::GateArgs;
use super::outlet::deliver;
use super::run::{Arrangement, Run};
use crate::format::json::Assessments;
use crate::format::table::Look;
use crate::format::{json, table};
use crate::report::{GroupBy, Report};

/// Score an inventory.
///
/// Reads exported resources in every shape that az, Resource Graph, the REST API and PSRule
/// write, gzip or zstd around them, and prints the secure score: overall, by scope, by control,
/// and what would raise it most.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "Examples:\n  \
    az graph query -q resources --first 1000 -o json > vms.json && securescore score vms.json\n  \
    securescore score exports/ --format json --assessments all --output report.json\n  \
    securescore score exports/ --fail-under 70% --fail-on high\n  \
    zstdcat all.ndjson.zst | securescore score -")]
#[command(next_help_heading = "The report")]
pub(super) struct Args {
    /// How the report is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Write the report to a file rather than to standard output (`-`)
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Which assessments a JSON report lists
    #[arg(long, value_name = "WHICH", default_value = "unhealthy")]
    assessments: Which,
    /// Score parts by themselves: environment, resource-group or tag:NAME
    #[arg(long, value_name = "KEY")]
    group_by: Option<GroupBy>,
    /// Leave scopes in which nothing counts out of the overall score
    #[arg(long)]
    skip_empty_scopes: bool,
    #[command(flatten)]
    inventory: InventoryArgs,
    #[command(flatten)]
    gates: GateArgs,
    #[command(flatten)]
    decisions: DecisionArgs,
}

/// Which assessments a JSON report lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Which {
    /// Every one
    All,
    /// Those that are unhealthy or indeterminate, before or after exemptions
    Unhealthy,
    /// None
    None,
}

/// Scores an inventory.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let arrangement = Arrangement {
        group_by: args.group_by.clone(),
        skip_empty: args.skip_empty_scopes,
    };
    let run = Run::new(&args.decisions, &args.inventory, &arrangement, console)?;
    let gates = args.gates.resolve(&run.decisions.project.gate)?;
    run.warn(console);
    deliver(args.output.as_deref(), console, |look, out| {
        format(args, &run.report, look, out)
    })?;
    Ok(gates.hold(&run.report, run.left_out, console))
}

fn format(args: &Args, report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let assessments = match args.assessments {
        Which::All => Assessments::All,
        Which::Unhealthy => Assessments::Unhealthy,
        Which::None => Assessments::None,
    };
    match args.format {
        Format::Table => table::write(report, look, out),
        Format::Json => json::write(report, assessments, out),
    }
}
