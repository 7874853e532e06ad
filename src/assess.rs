//! Every enabled recommendation x every resource of its types: scope by scope, in parallel, in
//! order.

mod memo;
mod plan;

use std::collections::BTreeSet;
use std::io;
use std::sync::Mutex;

use jiff::Timestamp;
use miette::Diagnostic;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use thiserror::Error;

use crate::assessment::{Reasons, Standing, Verdict};
use crate::catalog::Catalog;
use crate::exemption::{Exemptions, Holding};
use crate::inventory::{Inventory, LoadError, ScopeInventory};
use crate::recommendation::{RecommendationId, Recommendations, Severity};
use crate::rego::{Parameters, RegoError, Rows, Task};
use crate::resource::Resource;
use crate::worker::{self, Judges, locked};
use plan::{Plan, plans};

pub use memo::{Digest, Memo, Memory, ResourceMemo};
pub use plan::estimate;

/// What decides a run, the inventory apart.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// What counts, and how much.
    pub catalog: &'a Catalog,
    /// What the policies decide.
    pub recommendations: &'a Recommendations,
    /// What is excepted.
    pub exemptions: &'a Exemptions,
    /// The compiled policies.
    pub judges: &'a Judges,
    /// The instant of the run.
    pub as_of: Timestamp,
}

/// How a run is made; none of it changes what comes of it.
#[derive(Clone, Copy)]
pub struct Effort<'a> {
    /// Workers; 0 for one a core.
    pub threads: usize,
    /// Which reasons are kept.
    pub reasons: Reasons,
    /// Hears how many assessments were made since it was called last.
    pub progress: &'a (dyn Fn(usize) + Sync),
}

/// What became of one recommendation in one scope.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The recommendation.
    pub recommendation: RecommendationId,
    /// Its severity there.
    pub severity: Severity,
    /// Whether it was assessed and counts.
    pub standing: Standing,
    /// Its answers, in the order of resource ids; none unless it was assessed.
    pub answers: Vec<Answer>,
}

/// What a recommendation says of one resource of a scope.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The position in [`ScopeInventory::resources`].
    pub resource: usize,
    /// The policy's answer, whatever exemptions say.
    pub verdict: Verdict,
    /// The exemptions that concern the pair, where there are some.
    pub holding: Option<Box<Holding>>,
}

impl Answer {
    /// The exemption that holds, by its place in the list.
    pub fn exemption(&self) -> Option<usize> {
        self.holding.as_ref()?.winner
    }
}

/// Who hears what comes of a run: of one scope after the other, in the order of their ids.
pub trait Listener {
    /// A run begins, or begins anew: what was heard before counts for nothing.
    ///
    /// # Errors
    /// The system's own, where what is heard goes to a file; they end the run.
    fn begin(&mut self) -> io::Result<()>;

    /// A scope is there and is about to be judged.
    ///
    /// # Errors
    /// As [`Self::begin`].
    fn enter(&mut self, scope: &ScopeInventory) -> io::Result<()>;

    /// A scope was judged, with one outcome a recommendation, in catalog order. Nobody else keeps
    /// them.
    ///
    /// # Errors
    /// As [`Self::begin`].
    fn hear(&mut self, scope: &ScopeInventory, outcomes: Vec<Outcome>) -> io::Result<()>;
}

/// Why nothing could be assessed.
#[derive(Debug, Error, Diagnostic)]
pub enum AssessError {
    /// The system refuses to start the workers.
    #[error("cannot start the workers: {0}")]
    #[diagnostic(code(assess::no_workers))]
    Workers(#[from] ThreadPoolBuildError),
    /// A scope cannot be loaded.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Inventory(#[from] LoadError),
    /// The documents of a scope are refused.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Documents(#[from] RegoError),
    /// What was assessed cannot be kept until the report is written.
    #[error("cannot keep the assessments for the report: {0}")]
    #[diagnostic(code(assess::not_kept))]
    Kept(#[from] io::Error),
}

/// Assessments that one worker makes at a time.
const BATCH: usize = 256;

/// Policies recurse on the stack; 64 MiB a worker is room for any that ends.
const STACK: usize = 64 << 20;

/// Assesses an inventory. A scope is loaded, judged, heard of and forgotten before the next one.
///
/// A policy that fells its workers is believed nowhere in a run, so where it was heard of before,
/// the run begins anew without it: at most once for each such policy.
///
/// # Errors
/// The system refuses to start the workers, or regorus the documents of a scope; a scope cannot be
/// loaded; the listener cannot go on.
pub fn assess(
    rules: Rules<'_>,
    inventory: &Inventory,
    effort: Effort<'_>,
    listener: &mut dyn Listener,
) -> Result<(), AssessError> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(effort.threads)
        .stack_size(STACK)
        .build()?;
    let above = inventory.above()?;
    let above = above.as_deref().map(Rows::of).unwrap_or_default();
    let run = Run {
        rules,
        effort,
        above,
        pool,
    };
    while !run.is_told(inventory, listener)? {}
    Ok(())
}

/// The same answers under other exemptions. `former` are those of each scope.
///
/// # Errors
/// A scope cannot be loaded; the listener cannot go on.
pub fn exempted_anew(
    rules: Rules<'_>,
    inventory: &Inventory,
    former: &[Vec<Outcome>],
    listener: &mut dyn Listener,
) -> Result<(), AssessError> {
    listener.begin()?;
    for (handle, outcomes) in inventory.scopes().zip(former) {
        let scope = inventory.load(handle)?;
        listener.enter(&scope)?;
        let mut outcomes = outcomes.clone();
        for Outcome {
            recommendation,
            answers,
            ..
        } in &mut outcomes
        {
            for answer in answers {
                let resource = &scope.resources()[answer.resource];
                answer.holding = holding(rules, recommendation, resource);
            }
        }
        listener.hear(&scope, outcomes)?;
    }
    Ok(())
}

/// What judges one scope after the other.
struct Run<'a> {
    rules: Rules<'a>,
    effort: Effort<'a>,
    above: Rows,
    pool: ThreadPool,
}

impl Run<'_> {
    /// Tells of every scope; false where a policy fell of which was told already.
    fn is_told(
        &self,
        inventory: &Inventory,
        listener: &mut dyn Listener,
    ) -> Result<bool, AssessError> {
        listener.begin()?;
        let mut trust = Trust::new(self.rules.judges);
        for handle in inventory.scopes() {
            let scope = inventory.load(handle)?;
            listener.enter(&scope)?;
            let mut outcomes = self.outcomes(&scope)?;
            if !trust.outlasts(&mut outcomes) {
                return Ok(false);
            }
            listener.hear(&scope, outcomes)?;
        }
        Ok(true)
    }

    fn outcomes(&self, scope: &ScopeInventory) -> Result<Vec<Outcome>, AssessError> {
        let planned = plans(self.rules, scope);
        let mut answers = self.judge(scope, &planned)?.into_iter();
        let outcome = |plan: Plan<'_>| Outcome {
            recommendation: plan.recommendation.id.clone(),
            severity: plan.settings.severity,
            standing: plan.standing,
            answers: answers.by_ref().take(plan.positions.len()).collect(),
        };
        Ok(planned.into_iter().map(outcome).collect())
    }

    /// The answers to all plans, one after another.
    fn judge(
        &self,
        scope: &ScopeInventory,
        planned: &[Plan<'_>],
    ) -> Result<Vec<Answer>, AssessError> {
        let tasks: Vec<Task<'_>> = planned.iter().flat_map(Plan::tasks).collect();
        if tasks.is_empty() {
            return Ok(Vec::new());
        }
        // What policies find out about a resource is shared while they are asked one by one.
        let mut order: Vec<usize> = (0..tasks.len()).collect();
        order.sort_by_key(|&place| tasks[place].resource);
        let parameters: Parameters = planned.iter().map(Plan::parameters).collect();
        let asked = planned.iter().filter(|plan| !plan.positions.is_empty());
        let asked: Vec<_> = asked.map(|plan| &plan.recommendation.id).collect();
        let judges = self.rules.judges;
        let judges = judges.in_scope(scope, &self.above, &parameters, &asked)?;
        let resting = Mutex::new(Vec::new());
        let batch = |places: &[usize]| {
            let tasks: Vec<Task<'_>> = places.iter().map(|&place| tasks[place].clone()).collect();
            let rested = locked(&resting).pop();
            let mut own = rested.unwrap_or_else(|| judges.clone());
            let verdicts = own.judge(&tasks);
            locked(&resting).push(own);
            (self.effort.progress)(tasks.len());
            let answers = tasks.iter().zip(verdicts);
            let answers = answers.map(|(task, verdict)| self.answer(scope, task, verdict));
            places.iter().copied().zip(answers).collect::<Vec<_>>()
        };
        let batches: Vec<_> = self
            .pool
            .install(|| order.par_chunks(BATCH).map(batch).collect());
        let mut answers: Vec<(usize, Answer)> = batches.into_iter().flatten().collect();
        answers.sort_unstable_by_key(|(place, _)| *place);
        Ok(answers.into_iter().map(|(_, answer)| answer).collect())
    }

    fn answer(&self, scope: &ScopeInventory, task: &Task<'_>, mut verdict: Verdict) -> Answer {
        if !self.effort.reasons.are_read(verdict.health) {
            verdict.reasons = Vec::new();
        }
        let resource = &scope.resources()[task.resource];
        Answer {
            resource: task.resource,
            verdict,
            holding: holding(self.rules, task.recommendation, resource),
        }
    }
}

fn holding(
    rules: Rules<'_>,
    recommendation: &RecommendationId,
    resource: &Resource,
) -> Option<Box<Holding>> {
    let holding = rules
        .exemptions
        .holds(recommendation, resource, rules.as_of);
    (holding != Holding::default()).then(|| Box::new(holding))
}

/// Which policies are believed, while they may still lose that.
struct Trust<'a> {
    judges: &'a Judges,
    distrusted: BTreeSet<RecommendationId>,
    /// Those whose answers were passed on.
    told: BTreeSet<RecommendationId>,
}

impl<'a> Trust<'a> {
    fn new(judges: &'a Judges) -> Self {
        Self {
            judges,
            distrusted: judges.distrusted(),
            told: BTreeSet::new(),
        }
    }

    /// Whether all that was passed on still holds after a scope was judged. In that scope itself,
    /// what a policy said before it felled its workers counts no more than what it would say after.
    fn outlasts(&mut self, outcomes: &mut [Outcome]) -> bool {
        let distrusted = self.judges.distrusted();
        let mut fallen = distrusted.difference(&self.distrusted);
        if fallen.any(|policy| self.told.contains(policy)) {
            return false;
        }
        for outcome in outcomes {
            if outcome.answers.is_empty() {
                continue;
            }
            if distrusted.contains(&outcome.recommendation) {
                let answers = &mut outcome.answers;
                answers
                    .iter_mut()
                    .for_each(|answer| answer.verdict = worker::distrusted());
            }
            self.told.insert(outcome.recommendation.clone());
        }
        self.distrusted = distrusted;
        true
    }
}
