//! `securescore docs`.

use std::path::{Path, PathBuf};

use super::args::DecisionArgs;
use super::console::{Console, Exit, Failure};
use super::load::Decisions;
use crate::bundle;
use crate::format::number::counted;
use crate::format::reference::{self, MARK, Page};
use crate::format::{file, files};
use crate::policy::Policy;

/// Write the reference of the recommendations, as pages of Markdown.
///
/// A page for each folder of policies says of each recommendation what should hold and why, what
/// it assesses and requires, its parameters, where it counts, how to repair it, and the policy
/// itself; an index lists them by control and by type. It is about the project's own policies, or
/// about the built-in ones where there are no others. Pages of an earlier run that have nothing to
/// say any more are removed; files that somebody else wrote are never touched.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    /// The directory of the pages
    #[arg(long, value_name = "DIR", default_value = "docs/recommendations")]
    output: PathBuf,
    /// Write nothing; end with 1 where the pages are not those that would be written
    #[arg(long)]
    check: bool,
    /// The built-in recommendations as well
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    decisions: DecisionArgs,
}

/// What differs between the pages that are there and those that should be.
#[derive(Default)]
struct Drift {
    stale: Vec<(PathBuf, String)>,
    left: Vec<PathBuf>,
    foreign: Vec<PathBuf>,
}

/// Writes or compares the pages.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let decisions = Decisions::load(&args.decisions, &[])?;
    let pages = pages(args, &decisions);
    let drift = Drift::of(&args.output, &pages)?;
    if let Some(foreign) = drift.foreign.first() {
        let message = format!(
            "`{}` was not written by `securescore docs`",
            foreign.display()
        );
        let advice = "move it, or name another directory with `--output`";
        return Err(Failure::advised(message, advice));
    }
    let pages = counted(pages.len(), "page");
    if args.check {
        return Ok(drift.report(&pages, console));
    }
    let changed = drift.stale.len() + drift.left.len();
    drift.mend()?;
    console.say(&format!(
        "{pages} in {}, {changed} changed",
        args.output.display()
    ));
    Ok(Exit::Done)
}

fn pages(args: &Args, decisions: &Decisions) -> Vec<Page> {
    let own: Vec<&Policy> = decisions.own_policies().collect();
    let policies = match own.is_empty() || args.all {
        true => decisions.policies.policies.values().collect(),
        false => own,
    };
    reference::pages(reference::Input {
        policies: &policies,
        catalog: &decisions.catalog,
    })
}

impl Drift {
    fn of(directory: &Path, pages: &[Page]) -> Result<Self, Failure> {
        let mut drift = Self::default();
        let wanted = pages
            .iter()
            .map(|page| (directory.join(&page.path), &page.text));
        let wanted: Vec<(PathBuf, &String)> = wanted.collect();
        for (path, text) in &wanted {
            match there(path)? {
                Some(found) if found == **text => {}
                Some(found) if !found.starts_with(MARK) => drift.foreign.push(path.clone()),
                _ => drift.stale.push((path.clone(), (*text).clone())),
            }
        }
        for path in bundle::markdown_files(directory).map_err(Failure::one)? {
            let is_wanted = wanted.iter().any(|(wanted, _)| *wanted == path);
            if !is_wanted && there(&path)?.is_some_and(|text| text.starts_with(MARK)) {
                drift.left.push(path);
            }
        }
        Ok(drift)
    }

    /// Names what differs.
    fn report(&self, pages: &str, console: &mut Console) -> Exit {
        for (path, _) in &self.stale {
            console.say(&format!("stale: {}", path.display()));
        }
        for path in &self.left {
            console.say(&format!("left over: {}", path.display()));
        }
        if self.stale.is_empty() && self.left.is_empty() {
            console.say(&format!("{pages}, all as they should be"));
            return Exit::Done;
        }
        console.say("`securescore docs` writes them anew");
        Exit::Gate
    }

    fn mend(self) -> Result<(), Failure> {
        for (path, text) in self.stale {
            let written = files::folder_for(&path)
                .and_then(|()| file::write(&path, |out| out.write_all(text.as_bytes())));
            written.map_err(|error| unwritten(&path, &error))?;
        }
        for path in self.left {
            file::remove(&path).map_err(|error| unwritten(&path, &error))?;
        }
        Ok(())
    }
}

fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    Failure::fault(format!("cannot write `{}`: {error}", path.display()))
}

/// The text of a page that is there.
fn there(path: &Path) -> Result<Option<String>, Failure> {
    if !path.exists() {
        return Ok(None);
    }
    let text = bundle::read_text(path).map_err(Failure::one)?;
    Ok(Some(text.text().to_owned()))
}
