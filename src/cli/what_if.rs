//! `securescore what-if`.

mod gate;
mod side;
mod trial;

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::Timestamp;

use super::args::{DecisionArgs, InventoryArgs, instant};
use super::console::{Console, Exit, Failure};
use super::gate::LeftOut;
use super::load::{project_file, project_of};
use super::outlet::deliver;
use super::run::{name_failures, warn};
use crate::format::impact::{self, Comparison};
use crate::impact::{Axis, Impact, Stage};
use crate::report::Report;
use gate::GateArgs;
use side::Side;
use trial::{Ground, Sides, Trial, trials};

/// Show what a change of policies, catalog or exemptions does to an inventory.
///
/// Judges one inventory twice, by the decisions of a base and by those of a head, and prints every
/// verdict that flips with its cause, what the scores change by, and which part of that the
/// policies, the catalog, the exemptions and the time have.
///
/// Only decisions are compared: the inventory, and what the project says of it, is the working
/// tree's on both sides, and so are the built-in policies, which are this program's. A base from
/// git is judged as policies of strangers are, in processes of their own, unless --trusted says
/// otherwise.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "Examples:\n  \
    securescore what-if --base main exports/\n  \
    securescore what-if --base ../old-checkout exports/ --format json --output impact.json\n  \
    securescore what-if --base origin/main exports/ --format markdown --max-score-drop 0.5\n  \
    securescore what-if --base HEAD exports/ --base-as-of 2026-11-27 --as-of 2027-03-31")]
#[command(next_help_heading = "The report")]
pub(super) struct Args {
    /// What to start from: a commit of the repository that holds the project, by any name that git
    /// knows, else a directory
    #[arg(long, value_name = "COMMIT|DIR")]
    base: String,
    /// What to end with, as --base [default: the working tree]
    #[arg(long, value_name = "COMMIT|DIR")]
    head: Option<String>,
    /// The instant of the base, as --as-of is that of the head [default: that of the head]
    #[arg(long, value_name = "TIME", value_parser = instant)]
    base_as_of: Option<Timestamp>,
    /// How the report is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Form,
    /// Write the report to a file rather than to standard output (`-`)
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
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

/// How a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Tables for a person
    Table,
    /// JSON for a program
    Json,
    /// Markdown for a comment on a pull request
    Markdown,
}

/// Compares two sides.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let paths = &args.inventory.paths;
    let file = project_file(&args.decisions, paths);
    let base = Side::named(&args.base, file.as_deref(), console)?;
    let head = match &args.head {
        Some(name) => Side::named(name, file.as_deref(), console)?,
        None => Side::WorkingTree,
    };
    let base_read = base.read(&args.decisions, paths, console);
    let base_read = base_read.map_err(|failure| failure.of("base", console))?;
    let mut head_read = head.read(&args.decisions, paths, console)?;
    if args.head.is_some() {
        // What is judged is the working tree's, and so is what its project says of that.
        head_read.project = project_of(file.as_deref())?;
    }
    let head_as_of = args.decisions.as_of();
    let sides = Sides {
        base: &base_read,
        head: &head_read,
        base_as_of: args.base_as_of.unwrap_or(head_as_of),
        head_as_of,
    };
    let compared = compare(args, &sides, console)?;
    let comparison = Comparison {
        impact: &compared.impact,
        base: base.origin(),
        head: head.origin(),
    };
    write(args, &comparison, console)?;
    let (impact, left_out) = (&compared.impact, compared.left_out);
    Ok(args.gates.hold(impact, &compared.ends(), left_out, console))
}

/// What came of both sides.
struct Compared {
    impact: Impact,
    trials: Vec<Trial>,
    left_out: LeftOut,
}

impl Compared {
    /// What came of the base and of the head, which are one where nothing differs.
    fn ends(&self) -> Vec<(&'static str, &Report)> {
        let ends = [("base", self.trials.first()), ("head", self.trials.last())];
        let ends = ends.into_iter();
        ends.filter_map(|(side, trial)| Some((side, &trial?.report)))
            .collect()
    }
}

/// Understands both sides, then runs every stage between them.
fn compare(args: &Args, sides: &Sides<'_>, console: &mut Console) -> Result<Compared, Failure> {
    let decisions = |axes: &[Axis]| sides.decisions(&axes.iter().copied().collect());
    let base = decisions(&[]).map_err(|failure| failure.of("base", console))?;
    let head = decisions(&Axis::ALL).map_err(|failure| failure.of("head", console))?;
    let allowed = args.gates.allowed(&base, &head)?;
    let read_types = &base.read_types() | &head.read_types();
    let judged = head.inventory_for(&args.inventory, read_types, console)?;
    let ground = Ground {
        decisions: &args.decisions,
        inventory: &args.inventory,
        judged: &judged,
        skip_empty: args.skip_empty_scopes,
    };
    let trials = trials(sides, &ground, console)?;
    let stages: Vec<Stage<'_>> = trials.iter().map(Trial::stage).collect();
    let impact = Impact::of(&stages, &allowed, args.skip_empty_scopes);
    let impact = impact.ok_or_else(|| Failure::fault("there is nothing to compare"))?;
    let compared = Compared {
        impact,
        trials,
        left_out: judged.left_out,
    };
    if let [(_, base), (_, head)] = compared.ends()[..] {
        name_failures(base, "indeterminate at the base", console);
        warn(head, console);
    }
    Ok(compared)
}

fn write(args: &Args, comparison: &Comparison<'_>, console: &mut Console) -> Result<(), Failure> {
    deliver(args.output.as_deref(), console, |look, out| {
        match args.format {
            Form::Table => impact::table::write(comparison, look, out),
            Form::Json => impact::json::write(comparison, out),
            Form::Markdown => impact::markdown::write(comparison, out),
        }
    })
}
