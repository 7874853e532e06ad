//! Scope after scope: each is loaded while the one before is judged, and told of while the one
//! after it is.

use std::iter::Peekable;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use super::plan::{Plan, plans};
use super::trust::Trust;
use super::watch::{Spent, Stage, Watch};
use super::{Answer, AssessError, Effort, Listener, Outcome, Rules, holding};
use crate::assessment::Verdict;
use crate::inventory::{Inventory, ScopeHandle, ScopeInventory};
use crate::rego::{Documents, Parameters, Task};
use crate::worker::{ScopeJudges, locked};

/// What judges one scope after the other.
pub(super) struct Run<'a> {
    rules: Rules<'a>,
    inventory: &'a Inventory,
    effort: Effort<'a>,
    above: Documents,
    watch: Watch<'a>,
}

/// A scope that is loaded.
struct Ready<'a> {
    handle: &'a ScopeHandle,
    scope: Arc<ScopeInventory>,
    plans: Vec<Plan<'a>>,
    parameters: Parameters,
    documents: Documents,
}

/// Assessments that one worker makes at a time.
const BATCH: usize = 256;

impl<'a> Run<'a> {
    pub(super) fn new(
        rules: Rules<'a>,
        inventory: &'a Inventory,
        effort: Effort<'a>,
    ) -> Result<Self, AssessError> {
        let watch = Watch::new(effort.clock);
        let above = watch.during(Stage::Read, || {
            let above = inventory.above()?;
            let documents = |above: Arc<_>| Documents::of(&above, &Documents::default());
            Ok::<_, AssessError>(above.map(documents).transpose()?.unwrap_or_default())
        })?;
        Ok(Self {
            rules,
            inventory,
            effort,
            above,
            watch,
        })
    }

    /// The time that was spent so far.
    pub(super) fn spent(&self) -> Spent {
        self.watch.spent()
    }

    /// Tells of every scope; false where a policy fell of which was told already.
    pub(super) fn is_told(&self, listener: &mut dyn Listener) -> Result<bool, AssessError> {
        listener.begin()?;
        let mut trust = Trust::new(self.rules.judges);
        let mut handles = self.inventory.scopes().peekable();
        let (mut ready, mut judged) = (None, None);
        loop {
            let next = self.next(&mut handles, ready.as_ref());
            if ready.is_none() && judged.is_none() && next.is_none() {
                return Ok(true);
            }
            let bound = ready.as_ref().map(|ready| self.bound(ready)).transpose()?;
            let (told, (answers, following)) = rayon::join(
                || {
                    let judged = judged.take();
                    judged.map(|(ready, outcomes)| self.tell(ready, outcomes, listener))
                },
                || {
                    rayon::join(
                        || bound.as_ref().map(Bound::answers),
                        || next.map(|next| self.ready(next)),
                    )
                },
            );
            told.transpose()?;
            let outcomes = bound.zip(answers);
            let outcomes = outcomes.map(|(bound, answers)| bound.outcomes(answers));
            judged = ready.take().zip(outcomes);
            if let Some((_, outcomes)) = &mut judged
                && !trust.outlasts(outcomes)
            {
                return Ok(false);
            }
            ready = following.transpose()?;
        }
    }

    /// The scope to be loaded while one that is ready is judged, if there is room for both.
    fn next(
        &self,
        handles: &mut Peekable<impl Iterator<Item = &'a ScopeHandle>>,
        ready: Option<&Ready<'a>>,
    ) -> Option<&'a ScopeHandle> {
        match ready {
            Some(ready) => handles.next_if(|next| self.inventory.holds_both(ready.handle, next)),
            None => handles.next(),
        }
    }

    fn ready(&self, handle: &'a ScopeHandle) -> Result<Ready<'a>, AssessError> {
        self.watch.during(Stage::Read, || {
            let scope = self.inventory.load(handle)?;
            let plans = plans(self.rules, &scope);
            let is_asked = plans.iter().any(|plan| !plan.positions.is_empty());
            let documents = is_asked.then(|| Documents::of(&scope, &self.above));
            Ok(Ready {
                handle,
                parameters: plans.iter().map(Plan::parameters).collect(),
                documents: documents.transpose()?.unwrap_or_default(),
                plans,
                scope,
            })
        })
    }

    fn bound<'r>(&'r self, ready: &'r Ready<'a>) -> Result<Bound<'r, 'a>, AssessError> {
        self.watch.during(Stage::Evaluate, || {
            let asked = ready.plans.iter();
            let asked = asked.filter(|plan| !plan.positions.is_empty());
            let asked: Vec<_> = asked.map(|plan| &plan.recommendation.id).collect();
            let judges = self.rules.judges;
            asked.par_iter().for_each(|id| judges.read(id));
            let (documents, parameters) = (&ready.documents, &ready.parameters);
            Ok(Bound {
                run: self,
                ready,
                tasks: ready.plans.iter().flat_map(Plan::tasks).collect(),
                judges: judges.in_scope(&ready.scope, documents, parameters, &asked)?,
            })
        })
    }

    fn tell(
        &self,
        ready: Ready<'_>,
        outcomes: Vec<Outcome>,
        listener: &mut dyn Listener,
    ) -> Result<(), AssessError> {
        // What is large makes room for the scope that is loaded meanwhile.
        drop(ready.documents);
        self.watch
            .during(Stage::Score, || Ok(listener.hear(&ready.scope, outcomes)?))
    }
}

/// A scope that is loaded, and who judges it.
struct Bound<'r, 'a> {
    run: &'r Run<'a>,
    ready: &'r Ready<'a>,
    /// All that is asked, plan after plan.
    tasks: Vec<Task<'a>>,
    judges: ScopeJudges<'r>,
}

impl Bound<'_, '_> {
    /// The answers to all tasks; nothing where memory was short while others took some as well.
    fn answers(&self) -> Vec<Option<Answer>> {
        // What policies find out about a resource is shared while they are asked one by one.
        let mut order: Vec<usize> = (0..self.tasks.len()).collect();
        order.sort_by_key(|&place| self.tasks[place].resource);
        let resting = Mutex::new(Vec::new());
        let batches = order.par_chunks(BATCH);
        let batches: Vec<_> = batches.map(|places| self.batch(places, &resting)).collect();
        let mut answers = vec![None; self.tasks.len()];
        let found = order.into_iter().zip(batches.into_iter().flatten());
        found.for_each(|(place, answer)| answers[place] = answer);
        answers
    }

    /// The answers to some tasks, by judges who rest meanwhile for the next ones.
    fn batch<'j>(
        &'j self,
        places: &[usize],
        resting: &Mutex<Vec<ScopeJudges<'j>>>,
    ) -> Vec<Option<Answer>> {
        self.run.watch.during(Stage::Evaluate, || {
            let tasks = places.iter().map(|&place| self.tasks[place].clone());
            let tasks: Vec<Task<'_>> = tasks.collect();
            let rested = locked(resting).pop();
            let mut judges = rested.unwrap_or_else(|| self.judges.clone());
            let verdicts = judges.judge_beside(&tasks);
            locked(resting).push(judges);
            (self.run.effort.progress)(tasks.len());
            let answers = tasks.iter().zip(verdicts);
            let answers = answers.map(|(task, verdict)| Some(self.answer(task, verdict?)));
            answers.collect()
        })
    }

    fn answer(&self, task: &Task<'_>, mut verdict: Verdict) -> Answer {
        if !self.run.effort.reasons.are_read(verdict.health) {
            verdict.reasons = Vec::new();
        }
        let resource = &self.ready.scope.resources()[task.resource];
        Answer {
            resource: task.resource,
            verdict,
            holding: holding(self.run.rules, task.recommendation, resource),
        }
    }

    /// What came of the scope. What memory was short for is asked once more: now nobody else takes
    /// any.
    fn outcomes(mut self, answers: Vec<Option<Answer>>) -> Vec<Outcome> {
        let tasks = std::mem::take(&mut self.tasks);
        let answers = tasks.iter().zip(answers);
        let answers = answers.map(|(task, answer)| answer.unwrap_or_else(|| self.alone(task)));
        let mut answers = answers.collect::<Vec<_>>().into_iter();
        let outcome = |plan: &Plan<'_>| Outcome {
            recommendation: plan.recommendation.id.clone(),
            severity: plan.settings.severity,
            standing: plan.standing.clone(),
            answers: answers.by_ref().take(plan.positions.len()).collect(),
        };
        self.ready.plans.iter().map(outcome).collect()
    }

    fn alone(&mut self, task: &Task<'_>) -> Answer {
        let verdict = self.judges.judge(std::slice::from_ref(task)).remove(0);
        self.answer(task, verdict)
    }
}
