//! Every enabled recommendation x every resource of its types: in parallel, in order.

use std::collections::BTreeSet;

use jiff::Timestamp;
use miette::Diagnostic;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use thiserror::Error;

use crate::assessment::{Assessment, Standing, Verdict};
use crate::catalog::{Activity, Catalog, Settings};
use crate::exemption::{Exemptions, Holding};
use crate::inventory::{Inventory, LoadError, ScopeHandle, ScopeInventory};
use crate::recommendation::{Recommendation, RecommendationId, Recommendations, Severity};
use crate::rego::{Parameters, RegoError, Rows, Task};
use crate::resource::{ResourceType, Scope};
use crate::worker::{self, Judges, ScopeJudges};

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

/// An assessment with the exemptions that concern it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The assessment.
    pub assessment: Assessment,
    /// The exemptions that concern the pair.
    pub holding: Holding,
}

/// All recommendations of the catalog in one scope.
#[derive(Clone, Debug)]
pub struct ScopeOutcomes {
    /// The scope.
    pub scope: Scope,
    /// Its name for people.
    pub name: String,
    /// One a recommendation, in catalog order.
    pub outcomes: Vec<Outcome>,
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
}

/// Resources that one worker takes at a time.
const BATCH: usize = 64;

/// Policies recurse on the stack; 64 MiB a worker is room for any that ends.
const STACK: usize = 64 << 20;

/// Assesses an inventory on `threads` workers (0: one a core). `progress` hears how many
/// assessments were made since it was called last.
///
/// # Errors
/// The system refuses to start the workers, or regorus the documents of a scope; a scope cannot be
/// loaded.
pub fn assess(
    rules: Rules<'_>,
    inventory: &Inventory,
    threads: usize,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Vec<ScopeOutcomes>, AssessError> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK)
        .build()?;
    let above = inventory.above()?;
    let above = above.as_deref().map(Rows::of).unwrap_or_default();
    let scope = |handle: &ScopeHandle| {
        let scope = inventory.load(handle)?;
        assess_scope(rules, &scope, &above, &pool, progress)
    };
    let outcomes: Result<Vec<_>, _> = inventory.scopes().map(scope).collect();
    let mut outcomes = outcomes?;
    disbelieve(&rules.judges.distrusted(), &mut outcomes);
    Ok(outcomes)
}

/// What a policy said before it felled its workers counts no more than what it would say after.
fn disbelieve(distrusted: &BTreeSet<RecommendationId>, outcomes: &mut [ScopeOutcomes]) {
    let outcomes = outcomes.iter_mut().flat_map(|scope| &mut scope.outcomes);
    let disbelieved = outcomes.filter(|outcome| distrusted.contains(&outcome.recommendation));
    for answer in disbelieved.flat_map(|outcome| &mut outcome.answers) {
        answer.assessment.verdict = worker::distrusted();
    }
}

/// The same answers under other exemptions.
///
/// # Errors
/// A scope cannot be loaded.
pub fn exempted_anew(
    rules: Rules<'_>,
    inventory: &Inventory,
    mut outcomes: Vec<ScopeOutcomes>,
) -> Result<Vec<ScopeOutcomes>, LoadError> {
    let scopes = outcomes.iter_mut().flat_map(|scope| &mut scope.outcomes);
    for answer in scopes.flat_map(|outcome| &mut outcome.answers) {
        let assessment = &answer.assessment;
        if let Some(resource) = inventory.get(&assessment.resource)? {
            let id = &assessment.recommendation;
            answer.holding = rules.exemptions.holds(id, &resource, rules.as_of);
        }
    }
    Ok(outcomes)
}

/// How many assessments [`assess`] makes at most: what it was not given the means to judge is
/// known only once a scope is loaded.
pub fn estimate(rules: Rules<'_>, inventory: &Inventory) -> usize {
    let recommendations = rules.catalog.recommendations();
    let of_scope = |scope: &ScopeHandle| -> usize {
        let known = recommendations.iter();
        let known = known.filter_map(|id| rules.recommendations.get(id));
        known
            .filter(|known| is_enabled(rules, scope, known))
            .map(|known| scope.len_of(&known.resource_types))
            .sum()
    };
    inventory.scopes().map(of_scope).sum()
}

fn is_enabled(rules: Rules<'_>, scope: &ScopeHandle, recommendation: &Recommendation) -> bool {
    let settings = rules
        .catalog
        .settings(recommendation, scope.scope(), rules.as_of);
    !matches!(settings.activity, Activity::Disabled { .. })
}

fn assess_scope(
    rules: Rules<'_>,
    inventory: &ScopeInventory,
    above: &Rows,
    pool: &ThreadPool,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<ScopeOutcomes, AssessError> {
    let planned: Vec<Plan<'_>> = rules
        .catalog
        .recommendations()
        .iter()
        .filter_map(|id| rules.recommendations.get(id))
        .map(|recommendation| Plan::of(rules, inventory, recommendation))
        .collect();
    let mut answers = judge(rules, inventory, above, &planned, pool, progress)?.into_iter();
    let outcome = |plan: Plan<'_>| Outcome {
        recommendation: plan.recommendation.id.clone(),
        severity: plan.settings.severity,
        standing: plan.standing,
        answers: answers.by_ref().take(plan.positions.len()).collect(),
    };
    Ok(ScopeOutcomes {
        scope: inventory.scope().clone(),
        name: inventory.name().to_owned(),
        outcomes: planned.into_iter().map(outcome).collect(),
    })
}

/// What is to be asked of one recommendation in one scope.
struct Plan<'a> {
    recommendation: &'a Recommendation,
    settings: Settings,
    standing: Standing,
    positions: Vec<usize>,
}

impl<'a> Plan<'a> {
    fn of(
        rules: Rules<'_>,
        inventory: &ScopeInventory,
        recommendation: &'a Recommendation,
    ) -> Self {
        let settings = rules
            .catalog
            .settings(recommendation, inventory.scope(), rules.as_of);
        let candidates = positions(inventory, recommendation);
        let missing: Vec<_> = recommendation
            .requires
            .iter()
            .filter(|kind| !inventory.has_collected(kind))
            .filter(|kind| has_parents(inventory, recommendation, kind))
            .cloned()
            .collect();
        let standing = match &settings.activity {
            Activity::Disabled { reason } => Standing::Disabled(reason.clone()),
            // Where there is nothing to judge, nothing is missing either.
            _ if !missing.is_empty() && !candidates.is_empty() => Standing::NotCollected(missing),
            Activity::Preview { .. } => Standing::Preview,
            Activity::Enabled => Standing::Scored,
        };
        let assessed = matches!(standing, Standing::Scored | Standing::Preview);
        Self {
            recommendation,
            settings,
            standing,
            positions: if assessed { candidates } else { Vec::new() },
        }
    }
}

/// Whether children of a type may be needed: of a type that the recommendation assesses, and of
/// which there is no resource, none can be.
fn has_parents(
    inventory: &ScopeInventory,
    recommendation: &Recommendation,
    kind: &ResourceType,
) -> bool {
    let assessed = &recommendation.resource_types;
    let parent = assessed.iter().find(|parent| kind.is_child_of(parent));
    parent.is_none_or(|parent| !inventory.of_type(parent).is_empty())
}

/// The positions of the resources that a recommendation assesses, in the order of their ids.
fn positions(inventory: &ScopeInventory, recommendation: &Recommendation) -> Vec<usize> {
    let mut positions: Vec<usize> = recommendation
        .resource_types
        .iter()
        .flat_map(|kind| inventory.of_type(kind))
        .copied()
        .collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}

/// The answers to all plans, one after another.
fn judge(
    rules: Rules<'_>,
    inventory: &ScopeInventory,
    above: &Rows,
    planned: &[Plan<'_>],
    pool: &ThreadPool,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Vec<Answer>, AssessError> {
    let tasks: Vec<Task<'_>> = planned.iter().flat_map(Plan::tasks).collect();
    if tasks.is_empty() {
        return Ok(Vec::new());
    }
    let parameters: Parameters = planned
        .iter()
        .map(|plan| {
            (
                plan.recommendation.id.clone(),
                plan.settings.parameters.clone(),
            )
        })
        .collect();
    let judges = rules.judges.in_scope(inventory, above, &parameters)?;
    let batch = |judges: &mut ScopeJudges<'_>, tasks: &[Task<'_>]| {
        let verdicts = judges.judge(tasks);
        progress(tasks.len());
        let answers = tasks.iter().zip(verdicts);
        answers
            .map(|(task, verdict)| answer(rules, inventory, task, verdict))
            .collect::<Vec<_>>()
    };
    let batches: Vec<Vec<Answer>> = pool.install(|| {
        tasks
            .par_chunks(BATCH)
            .map_init(|| judges.clone(), batch)
            .collect()
    });
    Ok(batches.into_iter().flatten().collect())
}

impl<'a> Plan<'a> {
    fn tasks(&self) -> impl Iterator<Item = Task<'a>> {
        let recommendation = &self.recommendation.id;
        self.positions.iter().map(move |position| Task {
            resource: *position,
            recommendation,
        })
    }
}

fn answer(
    rules: Rules<'_>,
    inventory: &ScopeInventory,
    task: &Task<'_>,
    verdict: Verdict,
) -> Answer {
    let resource = &inventory.resources()[task.resource];
    Answer {
        holding: rules
            .exemptions
            .holds(task.recommendation, resource, rules.as_of),
        assessment: Assessment {
            recommendation: task.recommendation.clone(),
            resource: resource.id.clone(),
            scope: resource.scope.clone(),
            verdict,
        },
    }
}
