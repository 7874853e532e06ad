//! The way from the base to the head: one thing exchanged at a time, each stage a run of its own.

use std::collections::BTreeSet;
use std::io;

use jiff::Timestamp;

use super::super::args::{DecisionArgs, InventoryArgs};
use super::super::console::{Console, Failure};
use super::super::load::{Decisions, Judged};
use super::super::run::{Manner, assessed};
use super::side::Reading;
use crate::assess::{self, Listener, Outcome};
use crate::assessment::Reasons;
use crate::impact::{Axis, Stage};
use crate::inventory::ScopeInventory;
use crate::report::{Arrangement, AssessmentReport, Held, Ledger, Report, Sink};
use crate::worker::Judges;

/// The base and the head as they were read.
pub(super) struct Sides<'a> {
    pub(super) base: &'a Reading<'a>,
    pub(super) head: &'a Reading<'a>,
    pub(super) base_as_of: Timestamp,
    pub(super) head_as_of: Timestamp,
}

/// What every stage has in common.
pub(super) struct Ground<'a> {
    pub(super) decisions: &'a DecisionArgs,
    pub(super) inventory: &'a InventoryArgs,
    pub(super) judged: &'a Judged,
    pub(super) skip_empty: bool,
}

/// One run on the way.
pub(super) struct Trial {
    moved: Vec<Axis>,
    decisions: Decisions,
    /// One list a scope.
    outcomes: Vec<Vec<Outcome>>,
    assessments: Vec<AssessmentReport>,
    pub(super) report: Report,
}

/// Which of the things that decide are the head's already.
type Exchanged = BTreeSet<Axis>;

/// Policies that are compiled, with what was exchanged when they were.
struct Compiled {
    exchanged: Exchanged,
    judges: Judges,
}

impl Sides<'_> {
    /// What decides where some things are the head's.
    pub(super) fn decisions(&self, exchanged: &Exchanged) -> Result<Decisions, Failure> {
        let side = |axis| match exchanged.contains(&axis) {
            true => self.head,
            false => self.base,
        };
        let axes = [Axis::Policies, Axis::Catalog, Axis::Exemptions];
        let texts = axes.map(|axis| &side(axis).texts);
        let as_of = match exchanged.contains(&Axis::AsOf) {
            true => self.head_as_of,
            false => self.base_as_of,
        };
        Decisions::read(self.head.project.clone(), texts, as_of)
    }

    /// Whether both sides are the same in one thing.
    fn is_same(&self, axis: Axis) -> bool {
        let (base, head) = (&self.base.texts, &self.head.texts);
        match axis {
            Axis::Policies => base.has_policies_of(head),
            Axis::Catalog => base.has_catalog_of(head),
            Axis::Exemptions => base.has_exemptions_of(head),
            Axis::AsOf => self.base_as_of == self.head_as_of,
        }
    }

    /// What is the same, and what is to be exchanged, in order.
    fn compared(&self) -> (Exchanged, Vec<Axis>) {
        let axes = Axis::ALL.into_iter();
        let (same, differing): (Vec<Axis>, Vec<Axis>) = axes.partition(|axis| self.is_same(*axis));
        (same.into_iter().collect(), differing)
    }
}

/// Runs every stage from the base to the head. What cannot be exchanged by itself, since the rest
/// does not go with it, is exchanged together with what comes next.
pub(super) fn trials(
    sides: &Sides<'_>,
    ground: &Ground<'_>,
    console: &mut Console,
) -> Result<Vec<Trial>, Failure> {
    let (mut exchanged, differing) = sides.compared();
    let mut compiled = None;
    let base = sides.decisions(&exchanged)?;
    let first = trial(base, &exchanged, None, &mut compiled, ground, console)
        .map_err(|(_, failure)| failure.of("base", console))?;
    let mut trials = vec![first];
    let mut moved = Vec::new();
    for (number, axis) in differing.iter().enumerate() {
        exchanged.insert(*axis);
        moved.push(*axis);
        let is_last = number + 1 == differing.len();
        let tried = sides.decisions(&exchanged);
        let tried = tried
            .map_err(|failure| (Fault::OfDecisions, failure))
            .and_then(|decisions| {
                let former = trials.last().filter(|_| moved == [Axis::Exemptions]);
                trial(
                    decisions,
                    &exchanged,
                    former,
                    &mut compiled,
                    ground,
                    console,
                )
            });
        match tried {
            Ok(trial) => push(&mut trials, trial, std::mem::take(&mut moved)),
            Err((Fault::OfDecisions, _)) if !is_last => {}
            Err((_, failure)) => return Err(failure.of("head", console)),
        }
    }
    Ok(trials)
}

/// Only the last outcomes are looked at again.
fn push(trials: &mut Vec<Trial>, trial: Trial, moved: Vec<Axis>) {
    if let Some(former) = trials.last_mut() {
        former.outcomes = Vec::new();
    }
    trials.push(Trial { moved, ..trial });
}

/// Whose fault it is that a stage cannot be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// The decisions do not go together.
    OfDecisions,
    /// The program's or the system's.
    OfRun,
}

/// Runs one stage. `former` is the stage before, where only exemptions differ from it.
fn trial(
    decisions: Decisions,
    exchanged: &Exchanged,
    former: Option<&Trial>,
    compiled: &mut Option<Compiled>,
    ground: &Ground<'_>,
    console: &mut Console,
) -> Result<Trial, (Fault, Failure)> {
    let judges = judges(&decisions, exchanged, compiled, ground, console)?;
    let rules = decisions.rules(judges);
    let inventory = &ground.judged.inventory;
    let arrangement = Arrangement {
        skip_empty: ground.skip_empty,
        group_by: None,
    };
    let mut held = Held::with(Reasons::Indeterminate);
    let reasons = held.reasons();
    let mut kept = Kept {
        ledger: Ledger::new(rules, &arrangement, &mut held),
        outcomes: Vec::new(),
    };
    match former {
        Some(former) => assess::exempted_anew(rules, inventory, &former.outcomes, &mut kept)
            .map_err(Failure::from),
        None => {
            let manner = Manner {
                threads: ground.inventory.threads,
                reasons,
                memory: None,
            };
            assessed(rules, inventory, manner, &mut kept, console).map(drop)
        }
    }
    .map_err(|failure| (Fault::OfRun, failure))?;
    let warnings = ground.judged.warnings.iter();
    let warnings = warnings.chain(&decisions.warnings).cloned().collect();
    let Kept { ledger, outcomes } = kept;
    let report = ledger
        .close(warnings, ground.judged.skipped)
        .map_err(|errors| (Fault::OfDecisions, errors.into()))?;
    Ok(Trial {
        moved: Vec::new(),
        decisions,
        outcomes,
        assessments: held.assessments,
        report,
    })
}

/// A ledger, with the outcomes that it takes down: the next stage may differ in exemptions only.
struct Kept<'a> {
    ledger: Ledger<'a>,
    outcomes: Vec<Vec<Outcome>>,
}

impl Listener for Kept<'_> {
    fn begin(&mut self) -> io::Result<()> {
        self.outcomes.clear();
        self.ledger.begin()
    }

    fn hear(&mut self, scope: &ScopeInventory, outcomes: Vec<Outcome>) -> io::Result<()> {
        self.ledger.add(scope, &outcomes)?;
        self.outcomes.push(outcomes);
        Ok(())
    }
}

/// The policies of a stage: those compiled before where nothing that they depend on changed.
fn judges<'a>(
    decisions: &Decisions,
    exchanged: &Exchanged,
    compiled: &'a mut Option<Compiled>,
    ground: &Ground<'_>,
    console: &Console,
) -> Result<&'a Judges, (Fault, Failure)> {
    let matter = |axis: &&Axis| matches!(axis, Axis::Policies | Axis::AsOf);
    let exchanged: Exchanged = exchanged.iter().filter(matter).copied().collect();
    let known = compiled.take().filter(|known| known.exchanged == exchanged);
    let known = match known {
        Some(known) => known,
        None => {
            let compile = || decisions.compile(ground.decisions, console.program.as_deref());
            let judges = compile().map_err(|failure| match failure.is_of_input() {
                true => (Fault::OfDecisions, failure),
                false => (Fault::OfRun, failure),
            })?;
            Compiled { exchanged, judges }
        }
    };
    Ok(&compiled.insert(known).judges)
}

impl Trial {
    /// What the arithmetic sees of it.
    pub(super) fn stage(&self) -> Stage<'_> {
        Stage {
            moved: &self.moved,
            policies: &self.decisions.policies,
            recommendations: &self.decisions.recommendations,
            catalog: &self.decisions.catalog,
            exemptions: &self.decisions.exemptions,
            as_of: self.decisions.as_of,
            report: &self.report,
            assessments: &self.assessments,
        }
    }
}
