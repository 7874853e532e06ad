//! Fixtures of a project, held against their snapshots.

mod listing;
mod ready;
mod trial;

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::Args;

use super::review;
use crate::cli::args::DecisionArgs;
use crate::cli::console::{Console, Exit, Failure};
use crate::cli::load;
use crate::cli::outlet::unwritten_file;
use crate::format::file;
use crate::format::number::counted;
use crate::project::{Case, Project, cases};
use crate::snapshot::Snapshot;
use crate::text::did_you_mean;
use ready::snapshot_file;
use trial::{Outcome, Trial};

pub(super) use listing::{Colour, Told, painted, show_changes};
pub(super) use trial::Judged;

/// Where fixtures stand if nothing says otherwise.
const DIRECTORY: &str = "fixtures";

/// Which fixtures are tested, and what becomes of their snapshots.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Fixtures and their snapshots")]
pub(super) struct SnapshotArgs {
    /// The directory of fixtures, a folder each [default: `fixtures` of the project file, else
    /// the directory of this name beside it]
    #[arg(long, value_name = "DIR")]
    fixtures: Option<PathBuf>,
    /// Only the fixture of this name (repeatable)
    #[arg(long = "case", value_name = "NAME")]
    cases: Vec<String>,
    /// Accept all that is changed or new: write it to the snapshots
    #[arg(long, conflicts_with_all = ["review", "check", "format"])]
    accept: bool,
    /// Go through all that is changed or new, and accept or reject it by a key
    #[arg(long, conflicts_with_all = ["check", "format"])]
    review: bool,
    /// For CI: nothing is written, --strict holds, and a --fixtures directory has to hold some
    #[arg(long)]
    pub(super) check: bool,
    /// Remove snapshots that have no inventory
    #[arg(long, requires = "accept")]
    remove_orphans: bool,
}

impl SnapshotArgs {
    /// Whether the user asks for fixtures only.
    pub(super) fn is_asked(&self) -> bool {
        let is_selected = self.fixtures.is_some() || !self.cases.is_empty();
        is_selected || self.accept || self.review
    }
}

/// How fixtures fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// They mean what was accepted.
    pub(super) passed: usize,
    /// They mean something else.
    pub(super) changed: usize,
    /// Nothing was accepted of them yet.
    pub(super) new: usize,
    /// They were changed or new, and were accepted now.
    pub(super) accepted: usize,
    /// Folders without an inventory, perhaps with a snapshot.
    pub(super) orphaned: usize,
    /// Those of all others that no policy looks at.
    pub(super) blank: usize,
    /// They could not be evaluated.
    pub(super) failed: usize,
    /// Whether orphaned and blank ones fail the run.
    is_strict: bool,
    /// Whether the program or the system is what failed.
    is_fault: bool,
}

impl Tally {
    /// What the run ends with.
    pub(super) fn exit(&self) -> Exit {
        let loose = if self.is_strict {
            self.orphaned + self.blank
        } else {
            0
        };
        match self {
            Self { is_fault: true, .. } => Exit::Fault,
            Self { failed: 1.., .. } => Exit::Input,
            Self { changed: 1.., .. } | Self { new: 1.., .. } => Exit::Gate,
            _ if loose > 0 => Exit::Gate,
            _ => Exit::Done,
        }
    }

    fn add(&mut self, trial: &Trial) {
        match &trial.outcome {
            Outcome::WithoutInventory => self.orphaned += 1,
            Outcome::Failed(exit) => {
                self.failed += 1;
                self.is_fault |= *exit == Exit::Fault;
            }
            Outcome::Judged(judged) => {
                self.blank += usize::from(judged.found.is_blank());
                *self.of(judged) += 1;
            }
        }
    }

    fn of(&mut self, judged: &Judged) -> &mut usize {
        match judged {
            judged if judged.is_doubtful() => &mut self.failed,
            Judged { accepted: None, .. } => &mut self.new,
            judged if judged.is_same() => &mut self.passed,
            _ => &mut self.changed,
        }
    }

    /// Something that was changed, new or in doubt was accepted.
    fn accept(&mut self, judged: &Judged) {
        *self.of(judged) -= 1;
        self.accepted += 1;
    }
}

/// Holds the fixtures of a project against their snapshots.
pub(super) fn run(
    args: &SnapshotArgs,
    is_strict: bool,
    decisions: &DecisionArgs,
    console: &mut Console,
) -> Result<Tally, Failure> {
    if args.review && !(console.is_output_terminal && io::stdin().is_terminal()) {
        return Err(Failure::advised(
            "a review needs a terminal: keys decide it",
            "`--accept` accepts all that is changed or new, `--check` only tells",
        ));
    }
    let (trials, mut tally) = hold(args, is_strict, decisions, console)?;
    settle(args, &trials, &mut tally, console)?;
    if args.is_asked() || !trials.is_empty() {
        listing::sum_up(&tally, trials.len(), console)?;
    }
    Ok(tally)
}

/// Holds the fixtures of a project against their snapshots for a program: writes nothing.
pub(super) fn told(
    args: &SnapshotArgs,
    is_strict: bool,
    decisions: &DecisionArgs,
    console: &mut Console,
) -> Result<(Vec<Told>, Exit), Failure> {
    let (trials, tally) = hold(args, is_strict, decisions, console)?;
    for reason in listing::reasons(&tally) {
        console.say(&reason);
    }
    let told = trials.iter().map(|trial| listing::told(trial, is_strict));
    Ok((told.collect(), tally.exit()))
}

fn hold(
    args: &SnapshotArgs,
    is_strict: bool,
    decisions: &DecisionArgs,
    console: &mut Console,
) -> Result<(Vec<Trial>, Tally), Failure> {
    let project = load::project(decisions, &[])?;
    let cases = selected(args, decisions, &project)?;
    let trials = trial::hold(cases, &project, decisions, console);
    let mut tally = Tally {
        is_strict,
        ..Tally::default()
    };
    trials.iter().for_each(|trial| tally.add(trial));
    Ok((trials, tally))
}

/// Shows the trials and accepts what is to be accepted.
fn settle(
    args: &SnapshotArgs,
    trials: &[Trial],
    tally: &mut Tally,
    console: &mut Console,
) -> Result<(), Failure> {
    for trial in trials {
        let is_walked = args.review && trial.pending().is_some();
        if !is_walked {
            listing::show(trial, console)?;
        }
    }
    if args.review {
        let pending: Vec<_> = trials.iter().filter_map(Trial::pending).collect();
        let mut key = review::keys();
        return review::walk(&pending, &mut key, console, &mut |case, judged| {
            write(case, &judged.found)?;
            tally.accept(judged);
            Ok(())
        });
    }
    for (case, judged) in trials.iter().filter_map(Trial::pending) {
        if args.accept && !judged.is_doubtful() {
            write(case, &judged.found)?;
            tally.accept(judged);
        }
    }
    if args.remove_orphans {
        remove_orphans(trials, tally, console)?;
    }
    Ok(())
}

/// Where the fixtures stand, if there are any.
pub(super) fn directory(
    args: &SnapshotArgs,
    decisions: &DecisionArgs,
) -> Result<Option<PathBuf>, Failure> {
    let project = load::project(decisions, &[])?;
    Ok(directory_of(args, decisions, &project))
}

/// Without a project file nothing stands beside it: whoever tests a directory of policies did not
/// mean what the working directory happens to hold.
fn directory_of(
    args: &SnapshotArgs,
    decisions: &DecisionArgs,
    project: &Project,
) -> Option<PathBuf> {
    let named = args.fixtures.as_ref().or(project.fixtures.as_ref());
    let usual = || {
        load::project_file(decisions, &[])?;
        Some(project.root.join(DIRECTORY)).filter(|usual| usual.is_dir())
    };
    named.cloned().or_else(usual)
}

/// The fixtures that are to be tested.
fn selected(
    args: &SnapshotArgs,
    decisions: &DecisionArgs,
    project: &Project,
) -> Result<Vec<Case>, Failure> {
    let all = match directory_of(args, decisions, project) {
        Some(directory) => cases(&directory).map_err(Failure::one)?,
        None => Vec::new(),
    };
    if all.is_empty() && args.check && args.is_asked() {
        return Err(Failure::advised(
            "there is no fixture to test",
            "a fixture is a folder with an inventory, below `fixtures` or the `--fixtures` directory",
        ));
    }
    if args.cases.is_empty() {
        return Ok(all);
    }
    let find = |name: &String| chosen(&all, name);
    let mut chosen: Vec<Case> = args.cases.iter().map(find).collect::<Result<_, _>>()?;
    chosen.sort_by(|a, b| a.name.cmp(&b.name));
    chosen.dedup();
    Ok(chosen)
}

fn chosen(all: &[Case], name: &str) -> Result<Case, Failure> {
    let known = || all.iter().map(|case| case.name.as_str());
    let Some(case) = all.iter().find(|case| case.name == name) else {
        let advice = did_you_mean(name, known()).unwrap_or_else(|| {
            let names: Vec<&str> = known().collect();
            format!("there are: {}", names.join(", "))
        });
        return Err(Failure::advised(
            format!("there is no fixture `{name}`"),
            advice,
        ));
    };
    if case.is_without_inventory() {
        let folder = case.folder.display();
        return Err(Failure::advised(
            format!("the fixture `{name}` has no inventory"),
            format!("put one there: `{folder}/inventory.json`, or a directory `inventory`"),
        ));
    }
    Ok(case.clone())
}

fn write(case: &Case, snapshot: &Snapshot) -> Result<(), Failure> {
    let path = snapshot_file(case);
    file::write(&path, |out| snapshot.write(out))
        .map_err(|error| unwritten_file("write", &path, &error))
}

fn remove_orphans(
    trials: &[Trial],
    tally: &mut Tally,
    console: &mut Console,
) -> Result<(), Failure> {
    let orphaned = trials.iter().filter(|trial| trial.is_orphaned());
    for trial in orphaned {
        let path = snapshot_file(&trial.case);
        file::remove(&path).map_err(|error| unwritten_file("remove", &path, &error))?;
        tally.orphaned -= 1;
        console.say(&format!("removed {}", path.display()));
    }
    Ok(())
}

/// `2 fixtures`, `1 fixture`.
fn fixtures(count: usize) -> String {
    counted(count, "fixture")
}
