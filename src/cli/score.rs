//! `securescore score`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::ValueEnum;

use super::args::{DecisionArgs, Format, InventoryArgs};
use super::cache::Kept;
use super::console::{Console, Exit, Failure};
use super::gate::GateArgs;
use super::load::Decisions;
use super::outlet::{deliver, folder_of};
use super::run::{Order, Run};
use super::timings::{Stage, Timings};
use crate::format::json::{Assessments, Spool};
use crate::format::table::Look;
use crate::format::{json, table};
use crate::report::{Arrangement, GroupBy, Report};

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
    /// Remember in this directory what policies said, and ask them the next time only about what
    /// has changed since; the report is the same (see docs/cache.md)
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Say on standard error how long each stage took, in seconds, and over how much
    #[arg(long)]
    timings: bool,
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
    let mut timings = Timings::start();
    let decisions = Decisions::load(&args.decisions, &args.inventory.paths)?;
    let judges = decisions.compile(&args.decisions, console.program.as_deref())?;
    timings.lap(Stage::Start);
    let arrangement = Arrangement {
        group_by: args.group_by.clone(),
        skip_empty: args.skip_empty_scopes,
    };
    let mut rows = rows(args);
    let cache = Kept::open(args.cache.as_deref(), console)?;
    let order = Order {
        arrangement: &arrangement,
        sink: &mut rows,
        memory: cache.memory(),
    };
    let run = Run::of(&decisions, &judges, &args.inventory, order, console)?;
    timings.include(&run.timings);
    cache.close(console);
    let gates = args.gates.resolve(&decisions.project.gate)?;
    run.warn(console);
    deliver(args.output.as_deref(), console, |look, out| {
        format(args, &run.report, &mut rows, look, out)
    })?;
    timings.lap(Stage::Write);
    if args.timings {
        timings.say(&run, console);
    }
    judges.leave();
    Ok(gates.hold(&run.report, run.left_out, console))
}

/// The rows that the report lists. Where it goes, there is room for them.
fn rows(args: &Args) -> Spool {
    let which = match (args.format, args.assessments) {
        (Format::Table, _) | (_, Which::None) => Assessments::None,
        (_, Which::All) => Assessments::All,
        (_, Which::Unhealthy) => Assessments::Unhealthy,
    };
    Spool::new(which, args.output.as_deref().and_then(folder_of))
}

fn format(
    args: &Args,
    report: &Report,
    rows: &mut Spool,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match args.format {
        Format::Table => table::write(report, look, out),
        Format::Json => json::write(report, rows, out),
    }
}
