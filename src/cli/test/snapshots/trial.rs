//! Fixtures evaluated, each with what holds for it.

use std::collections::BTreeMap;

use super::ready::{Origins, Ready, snapshot_file};
use crate::assessment::Reasons;
use crate::cli::args::DecisionArgs;
use crate::cli::console::{Console, Exit, Failure};
use crate::cli::load::{Decisions, Policies};
use crate::cli::run::Run;
use crate::project::{Case, Project};
use crate::report::Held;
use crate::snapshot::{Change, Snapshot};
use crate::text::Warning;
use crate::worker::Judges;

/// A fixture and how it fared.
pub(super) struct Trial {
    pub(super) case: Case,
    pub(super) outcome: Outcome,
}

/// How a fixture fared.
pub(super) enum Outcome {
    /// It was evaluated.
    Judged(Box<Judged>),
    /// It could not be, as was said; what the run would end with for it alone.
    Failed(Exit),
    /// There is nothing to evaluate.
    WithoutInventory,
}

/// What a fixture was accepted to mean, and what it means.
pub(in crate::cli::test) struct Judged {
    pub(in crate::cli::test) accepted: Option<Snapshot>,
    pub(in crate::cli::test) found: Snapshot,
}

impl Trial {
    /// What waits for somebody to accept it.
    pub(super) fn pending(&self) -> Option<(&Case, &Judged)> {
        match &self.outcome {
            Outcome::Judged(judged) if !judged.is_same() => Some((&self.case, judged)),
            _ => None,
        }
    }

    /// Whether it is a snapshot of nothing.
    pub(super) fn is_orphaned(&self) -> bool {
        matches!(self.outcome, Outcome::WithoutInventory) && snapshot_file(&self.case).exists()
    }
}

impl Judged {
    pub(in crate::cli::test) fn is_same(&self) -> bool {
        self.accepted.as_ref() == Some(&self.found)
    }

    /// What differs from what was accepted, or from nothing.
    pub(in crate::cli::test) fn changes(&self) -> Vec<Change> {
        let nothing = Snapshot::nothing(self.found.as_of);
        let accepted = self.accepted.as_ref().unwrap_or(&nothing);
        accepted.changes(&self.found)
    }

    /// Whether a policy failed on something where nobody accepted that it does.
    pub(in crate::cli::test) fn is_doubtful(&self) -> bool {
        let is_accepted = |id, resource, ruling| {
            let accepted = self.accepted.as_ref();
            let rulings = accepted.and_then(|accepted| accepted.verdicts.get(id));
            rulings.and_then(|rulings| rulings.get(resource)) == Some(ruling)
        };
        let mut rulings = self.found.rulings();
        rulings.any(|(id, resource, ruling)| {
            ruling.is_doubtful() && !is_accepted(id, resource, ruling)
        })
    }
}

/// Evaluates fixtures, and says why some cannot be. They come back by name.
pub(super) fn hold(
    cases: Vec<Case>,
    project: &Project,
    args: &DecisionArgs,
    console: &mut Console,
) -> Vec<Trial> {
    let mut trials = Vec::with_capacity(cases.len());
    let mut ready = Vec::new();
    for case in cases {
        if case.is_without_inventory() {
            let outcome = Outcome::WithoutInventory;
            trials.push(Trial { case, outcome });
            continue;
        }
        match Ready::of(&case, project, args) {
            Ok(found) => ready.push((case, found)),
            Err(failure) => trials.push(failed(case, &failure, console)),
        }
    }
    // What shares policies and an instant shares what is compiled.
    ready.sort_by_key(|(_, ready)| ready.bench());
    let mut shelf = BTreeMap::new();
    for group in ready.chunk_by(|(_, a), (_, b)| a.bench() == b.bench()) {
        trials.extend(judge_all(group, &mut shelf, console));
    }
    trials.sort_by(|a, b| a.case.name.cmp(&b.case.name));
    trials
}

fn failed(case: Case, failure: &Failure, console: &mut Console) -> Trial {
    console.say(&format!("the fixture `{}` cannot be evaluated:", case.name));
    let outcome = Outcome::Failed(console.complain(failure));
    Trial { case, outcome }
}

/// Evaluates fixtures that share what is compiled. Where it cannot be, the first of them says why.
fn judge_all(
    group: &[(Case, Ready)],
    shelf: &mut BTreeMap<Origins, Policies>,
    console: &mut Console,
) -> Vec<Trial> {
    let mut bench = Bench::default();
    let mut broken: Option<&str> = None;
    let mut trials = Vec::with_capacity(group.len());
    for (case, ready) in group {
        if let Some(first) = broken {
            let failure = format!("its policies are those of `{first}`, and they are in error");
            trials.push(failed(case.clone(), &Failure::input(failure), console));
            continue;
        }
        if let Err(failure) = bench.prepare(ready, shelf, console) {
            broken = Some(&case.name);
            trials.push(failed(case.clone(), &failure, console));
            continue;
        }
        trials.push(match bench.judge(ready, console) {
            Ok(found) => judged(case.clone(), ready.accepted.clone(), found),
            Err(failure) => failed(case.clone(), &failure, console),
        });
    }
    trials
}

fn judged(case: Case, accepted: Option<Snapshot>, found: Snapshot) -> Trial {
    let outcome = Outcome::Judged(Box::new(Judged { accepted, found }));
    Trial { case, outcome }
}

/// Policies, read and compiled.
#[derive(Default)]
struct Bench(Option<(Policies, Judges)>);

impl Bench {
    /// Compiles the policies, unless they are.
    fn prepare(
        &mut self,
        ready: &Ready,
        shelf: &mut BTreeMap<Origins, Policies>,
        console: &Console,
    ) -> Result<(), Failure> {
        if self.0.is_some() {
            return Ok(());
        }
        let (origins, as_of) = ready.bench();
        let policies = match shelf.get(&origins) {
            Some(policies) => policies.clone(),
            None => Policies::load(&ready.decisions, &ready.project)?,
        };
        shelf.insert(origins, policies.clone());
        let judges = policies.compile(as_of, &ready.decisions, console.program.as_deref())?;
        self.0 = Some((policies, judges));
        Ok(())
    }

    fn judge(&mut self, ready: &Ready, console: &mut Console) -> Result<Snapshot, Failure> {
        let Some((policies, judges)) = &self.0 else {
            return Err(Failure::fault("the policies of a fixture are not compiled"));
        };
        let project = ready.project.clone();
        let decisions = Decisions::of(&ready.decisions, project, policies.clone())?;
        let mut held = Held::with(Reasons::All);
        let run = Run::new(&decisions, judges, &ready.inventory, &mut held, console)?;
        // What a policy did to its workers in one fixture counts for nothing in the next.
        if !judges.distrusted().is_empty() {
            self.0 = None;
        }
        for warning in run
            .report
            .warnings
            .iter()
            .filter(|warning| is_of_records(warning))
        {
            console.say(&format!("warning: {warning}"));
        }
        let found = Snapshot::of(&run.report, &held.assessments);
        Ok(match ready.project.root.as_os_str().is_empty() {
            true => found,
            false => {
                let root = format!("{}/", ready.project.root.display());
                found.without_path(&root)
            }
        })
    }
}

/// Whether a warning is about the fixture itself. What catalogs leave out is no matter of it.
fn is_of_records(warning: &Warning) -> bool {
    warning.code.starts_with("source::")
}
