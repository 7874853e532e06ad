//! Every enabled recommendation x every resource of its types: scope by scope, in parallel, in
//! order.

mod memo;
mod past;
mod plan;
mod run;
mod trust;
mod watch;

use std::io;
use std::time::Duration;

use jiff::Timestamp;
use miette::Diagnostic;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use thiserror::Error;

use crate::assessment::{Reasons, Standing, Verdict};
use crate::catalog::Catalog;
use crate::exemption::{Exemptions, Holding};
use crate::inventory::{Inventory, LoadError, ScopeInventory};
use crate::recommendation::{RecommendationId, Recommendations, Severity};
use crate::rego::{RegoError, UnreadableRecord};
use crate::resource::Resource;
use crate::worker::Judges;
use run::Run;

pub use memo::{Memo, Memory, ResourceMemo, VerdictMemo};
pub use plan::estimate;
pub use watch::Spent;

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
    /// The time since some instant, for [`Spent`].
    pub clock: &'a (dyn Fn() -> Duration + Sync),
    /// What is remembered of earlier runs, and of this one for the next.
    pub memory: Option<&'a dyn Memory>,
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

/// Who hears what comes of a run: of one scope after the other, in the order of their ids. It hears
/// of one while the next one is judged.
pub trait Listener: Send {
    /// A run begins, or begins anew: what was heard before counts for nothing.
    ///
    /// # Errors
    /// The system's own, where what is heard goes to a file; they end the run.
    fn begin(&mut self) -> io::Result<()>;

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
    /// A scope is not what it was.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Record(#[from] UnreadableRecord),
    /// A policy cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Policy(#[from] RegoError),
    /// What was assessed cannot be kept until the report is written.
    #[error("cannot keep the assessments for the report: {0}")]
    #[diagnostic(code(assess::not_kept))]
    Kept(#[from] io::Error),
}

/// Policies recurse on the stack; 64 MiB a worker is room for any that ends.
const STACK: usize = 64 << 20;

/// Assesses an inventory. While a scope is judged the next one is loaded, where there is room for
/// both, and what came of the one before is told; then that one is forgotten.
///
/// What a memory recalls of an earlier run is not asked again where it still holds: it has no
/// influence on what comes of a run. Of resources that have not changed since, a listener sees the
/// labels alone then ([`crate::resource::Row::labels`]).
///
/// A policy that fells its workers is believed nowhere in a run, so where it was heard of before,
/// the run begins anew without it: at most once for each such policy.
///
/// # Errors
/// The system refuses to start the workers; a policy cannot be read, or a scope be loaded; the
/// listener cannot go on.
pub fn assess(
    rules: Rules<'_>,
    inventory: &Inventory,
    effort: Effort<'_>,
    listener: &mut dyn Listener,
) -> Result<Spent, AssessError> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(effort.threads)
        .stack_size(STACK)
        .build()?;
    pool.install(|| {
        let run = Run::new(rules, inventory, effort)?;
        while !run.is_told(listener)? {}
        Ok(run.spent())
    })
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
