//! The unit tests of policies: what is tested, how it went, how it is written.

mod json;
mod junit;
mod lcov;
mod outcome;
mod selection;
mod table;
mod watching;

use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;
use jiff::Timestamp;

use super::snapshots::Told;
use crate::cli::args::DecisionArgs;
use crate::cli::console::{Console, Exit, Failure, unwritten};
use crate::cli::gate::ratio;
use crate::cli::progress::Progress;
use crate::points::Exact;
use crate::rego::{Limits, RegoError, Suite, Suites};
use crate::trial;
use outcome::{Outcomes, Tried};
use selection::Selection;

pub(super) use watching::watch;

/// The instant of tests.
const AS_OF: Timestamp = Timestamp::constant(1_767_225_600, 0);
/// How much longer a test may run than a policy on one resource: it may ask often.
const PATIENCE: u32 = 10;

/// What is tested, and how.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Unit tests")]
pub(super) struct UnitArgs {
    /// What is tested: a directory of policies, or something below one of the project's
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Test the built-in policies
    #[arg(long, conflicts_with_all = ["paths", "no_builtin_policies"])]
    builtin: bool,
    /// Run the tests with this text in their names, `package.rule`
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// How the results are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Fail where a policy has no tests or none of a kind, where tests have no policy, on
    /// snapshots without an inventory, and on fixtures that no policy looks at
    #[arg(long)]
    pub(super) strict: bool,
    /// Say which lines of the policies no test reaches. A line counts as a whole, of several
    /// conditions the first will do; a test that asks for one rule of a policy reaches all of its
    /// rules; what stands behind `with` and `else :=` is not seen. `--mutate` sees more
    #[arg(long)]
    coverage: bool,
    /// Fail where the tests reach a smaller share of all lines
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    coverage_fail_under: Option<Exact>,
    /// A file for the lines that were reached, in the format of lcov
    #[arg(long, value_name = "FILE")]
    lcov: Option<PathBuf>,
    /// Change the policies in small ways, one at a time, and show the changes that no test
    /// notices
    #[arg(long)]
    mutate: bool,
    /// Fail where the tests notice a smaller share of all changes
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    mutate_fail_under: Option<Exact>,
    /// Say how long the tests ran; without this, results are the same on any machine
    #[arg(long)]
    timings: bool,
    /// Workers; 0 for one a core
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for a person.
    Table,
    /// JSON for a program.
    Json,
    /// JUnit's XML for a build server.
    Junit,
}

impl UnitArgs {
    /// Whether the user asks for unit tests only.
    pub(super) fn is_asked(&self) -> bool {
        let is_selected = !self.paths.is_empty() || self.builtin || self.filter.is_some();
        is_selected || self.has_coverage() || self.has_mutants()
    }

    /// Whether a program reads the results.
    pub(super) fn is_for_programs(&self) -> bool {
        self.format != Format::Table
    }

    fn has_coverage(&self) -> bool {
        self.coverage || self.coverage_fail_under.is_some() || self.lcov.is_some()
    }

    fn has_mutants(&self) -> bool {
        self.mutate || self.mutate_fail_under.is_some()
    }

    fn is_wanted(&self, test: &str) -> bool {
        let filter = self.filter.as_deref();
        filter.is_none_or(|filter| test.contains(filter))
    }
}

/// A share of a hundred, with or without its sign.
fn percent(text: &str) -> Result<Exact, String> {
    let number = text.strip_suffix('%').unwrap_or(text);
    ratio(&format!("{number}%")).map_err(|_| "this is a share, as in 80 or 80%".to_owned())
}

/// Writes how fixtures fared, and nothing of unit tests, for a program.
pub(super) fn tell(
    args: &UnitArgs,
    fixtures: Vec<Told>,
    console: &mut Console,
) -> Result<(), Failure> {
    write(&Outcomes::of(Vec::new(), fixtures), args, console)
}

/// Runs the unit tests, and writes how they and the fixtures fared.
pub(super) fn run(
    args: &UnitArgs,
    fixtures: Vec<Told>,
    is_strict: bool,
    decisions: &DecisionArgs,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let selection = Selection::load(args, decisions)?;
    let limits = decisions.limits();
    let limits = Limits {
        time: limits.time.saturating_mul(PATIENCE),
        ..limits
    };
    let as_of = decisions.as_of.unwrap_or(AS_OF);
    let suites = Suites::of(selection.set(), as_of, limits);
    let chosen = selection.choose(&suites, args)?;
    complain(&chosen, args)?;
    let tried = attempt(&chosen, args, console)?;
    let outcomes = Outcomes::of(tried, fixtures);
    write(&outcomes, args, console)?;
    judge(outcomes, args, is_strict, console)
}

/// Says what is wrong with policies and tests before any of them runs.
fn complain(chosen: &[Suite<'_>], args: &UnitArgs) -> Result<(), Failure> {
    let complaints = trial::each(chosen, args.threads, Suite::complaints, &|| ());
    refuse(complaints.map_err(Failure::fault)?.into_iter().flatten())
}

/// Runs the tests of each package.
fn attempt(
    chosen: &[Suite<'_>],
    args: &UnitArgs,
    console: &Console,
) -> Result<Vec<Tried>, Failure> {
    let progress = Progress::over(chosen.len(), "packages", console.is_error_terminal);
    let tried = trial::each(
        chosen,
        args.threads,
        |suite| Tried::new(suite, args),
        &|| progress.advance(1),
    );
    progress.finish();
    let (mut all, mut complaints) = (Vec::new(), Vec::new());
    for tried in tried.map_err(Failure::fault)? {
        match tried {
            Ok(tried) => all.push(tried),
            Err(refused) => complaints.extend(refused),
        }
    }
    refuse(complaints).map(|()| all)
}

/// Ends a run with complaints, if there are any; libraries are compiled often, and what is wrong
/// with one is said once.
fn refuse(complaints: impl IntoIterator<Item = RegoError>) -> Result<(), Failure> {
    let mut told: Vec<RegoError> = Vec::new();
    for complaint in complaints {
        let is_told = |other: &RegoError| {
            let same = other.source().name() == complaint.source().name();
            same && other.span() == complaint.span() && other.to_string() == complaint.to_string()
        };
        if !told.iter().any(is_told) {
            told.push(complaint);
        }
    }
    match told.is_empty() {
        true => Ok(()),
        false => Err(told.into()),
    }
}

fn write(outcomes: &Outcomes, args: &UnitArgs, console: &mut Console) -> Result<(), Failure> {
    let look = console.look();
    let out = &mut console.output;
    let written = match args.format {
        Format::Table => table::write(outcomes, args.timings, look, out),
        Format::Json => json::write(outcomes, args.timings, out),
        Format::Junit => junit::write(outcomes, args.timings, out),
    };
    written.map_err(unwritten)?;
    match &args.lcov {
        Some(file) => lcov::write(outcomes.coverage(), file),
        None => Ok(()),
    }
}

/// What the run ends with, and why.
fn judge(
    outcomes: Outcomes,
    args: &UnitArgs,
    is_strict: bool,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let reasons = outcomes.reasons(args);
    for reason in &reasons {
        console.say(&format!("failed: {reason}"));
    }
    if is_strict && !outcomes.notes.is_empty() {
        return Err(outcomes.notes.into());
    }
    for note in &outcomes.notes {
        let source = note.source();
        let line = source.line_at(note.span().offset());
        console.say(&format!("warning: {note} ({}:{line})", source.name()));
    }
    match reasons.is_empty() {
        true => Ok(Exit::Done),
        false => Ok(Exit::Gate),
    }
}

/// A duration as people read it.
fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
