//! Policies that are bound to the documents of a scope, and what they say.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use super::Run;
use super::ready::{Ready, View};
use crate::assess::past::Recalled;
use crate::assess::plan::Plan;
use crate::assess::watch::Stage;
use crate::assess::{Answer, AssessError, Memo, Outcome, ResourceMemo, VerdictMemo, holding};
use crate::assessment::Verdict;
use crate::digest::Digest;
use crate::recommendation::RecommendationId;
use crate::rego::{Lookups, ScopeProgram, Task};
use crate::worker::{ScopeJudges, locked};

/// A scope that is ready, and who judges it.
pub(super) struct Bound<'r, 'a> {
    run: &'r Run<'a>,
    ready: &'r Ready<'a>,
    view: &'r View,
    /// The places of the tasks that are asked, by resource.
    asked: Vec<usize>,
    judges: Option<Judging<'r>>,
}

/// Who judges.
#[derive(Clone)]
enum Judging<'r> {
    Whole(ScopeJudges<'r>),
    /// Over part of a scope.
    Part(ScopeProgram),
}

/// What policies said.
#[derive(Default)]
pub(super) struct Heard {
    /// The places of tasks, with what was said. Nothing where memory was short while others took
    /// some as well, and where part of a scope did not tell enough.
    verdicts: Vec<(usize, Option<Verdict>)>,
    /// What was looked up for them, where somebody wants to remember that.
    lookups: BTreeMap<usize, Lookups>,
}

/// Assessments that one worker makes at a time.
const BATCH: usize = 256;

impl<'r, 'a> Bound<'r, 'a> {
    /// Binds policies to what they are asked over. Nothing may be judged meanwhile.
    pub(super) fn of(run: &'r Run<'a>, ready: &'r Ready<'a>) -> Result<Self, AssessError> {
        Self::over(run, ready, &ready.view, ready.asked())
    }

    fn over(
        run: &'r Run<'a>,
        ready: &'r Ready<'a>,
        view: &'r View,
        asked: Vec<usize>,
    ) -> Result<Self, AssessError> {
        let mut bound = Self {
            run,
            ready,
            view,
            asked,
            judges: None,
        };
        if !bound.asked.is_empty() {
            let judges = run.watch.during(Stage::Evaluate, || bound.judging())?;
            bound.judges = Some(judges);
        }
        Ok(bound)
    }

    fn judging(&self) -> Result<Judging<'r>, AssessError> {
        let judges = self.run.rules.judges;
        let mut policies: Vec<&RecommendationId> = self
            .asked
            .iter()
            .map(|&place| self.ready.tasks[place].recommendation)
            .collect();
        policies.sort();
        policies.dedup();
        policies.par_iter().for_each(|id| judges.read(id));
        let (view, parameters) = (self.view, &self.ready.parameters);
        if let Some(known) = &view.part {
            let known = known.clone();
            let program = judges.in_part(&view.documents, parameters, &policies, known)?;
            return Ok(Judging::Part(program));
        }
        let bound = judges.in_scope(&view.scope, &view.documents, parameters, &policies)?;
        Ok(Judging::Whole(match self.run.past {
            Some(_) => bound.watched(),
            None => bound,
        }))
    }

    /// What policies say of all that they are asked.
    pub(super) fn heard(&self) -> Heard {
        let Some(judges) = &self.judges else {
            return Heard::default();
        };
        let resting = Mutex::new(Vec::new());
        let batch = |places: &[usize]| {
            self.run.watch.during(Stage::Evaluate, || {
                let rested = locked(&resting).pop();
                let mut judges = rested.unwrap_or_else(|| judges.clone());
                let heard = self.batch(&mut judges, places);
                locked(&resting).push(judges);
                (self.run.effort.progress)(places.len());
                heard
            })
        };
        let batches: Vec<Heard> = self.asked.par_chunks(BATCH).map(batch).collect();
        let mut all = Heard::default();
        batches.into_iter().for_each(|heard| all.extend(heard));
        all
    }

    fn batch(&self, judges: &mut Judging<'_>, places: &[usize]) -> Heard {
        let mut heard = Heard::default();
        // What was looked up is told of all that was asked since it was told last.
        let at_once = match self.run.past {
            Some(_) => 1,
            None => places.len(),
        };
        for places in places.chunks(at_once) {
            let tasks: Option<Vec<_>> = places.iter().map(|&place| self.task(place)).collect();
            let said = tasks.map(|tasks| judges.judge_beside(&tasks));
            let said = said.unwrap_or_else(|| vec![None; places.len()]);
            heard.verdicts.extend(places.iter().copied().zip(said));
            if self.run.past.is_some() {
                heard.lookups.insert(places[0], judges.take_lookups());
            }
        }
        heard
    }

    /// A task as it is asked over the view.
    fn task(&self, place: usize) -> Option<Task<'a>> {
        let task = self.ready.tasks[place].clone();
        let resource = self.position(task.resource)?;
        Some(Task { resource, ..task })
    }

    /// The position in the view of a resource of the scope.
    fn position(&self, resource: usize) -> Option<usize> {
        if Arc::ptr_eq(&self.view.scope, &self.ready.scope) {
            return Some(resource);
        }
        let resource = &self.ready.scope.resources()[resource];
        self.view.scope.position(&resource.id)
    }

    /// What came of the scope, and what is to be remembered of it. What was not said yet is asked
    /// once more: now nobody else takes memory.
    pub(super) fn concluded(
        self,
        mut heard: Heard,
    ) -> Result<(Vec<Outcome>, Option<Memo>), AssessError> {
        let open = heard.open();
        if !open.is_empty() {
            heard.extend(self.asked_again(open)?);
        }
        let memo = self.memo(&heard);
        let mut verdicts = self.known();
        for (place, verdict) in heard.verdicts {
            verdicts[place] = verdict;
        }
        let silence = || Verdict::indeterminate("the resource is not where it was");
        let verdicts = verdicts.into_iter();
        let verdicts = verdicts.map(|verdict| verdict.unwrap_or_else(silence));
        Ok((self.outcomes(verdicts.collect()), memo))
    }

    /// The verdicts that are known without asking.
    fn known(&self) -> Vec<Option<Verdict>> {
        let recalled = self.ready.recalled.as_ref();
        let known = self.ready.known.iter();
        known
            .map(|known| Some(recalled?.at((*known)?).verdict.clone()))
            .collect()
    }

    fn asked_again(&self, places: Vec<usize>) -> Result<Heard, AssessError> {
        if self.view.part.is_some() {
            let scope = self.run.inventory.load(self.ready.handle)?;
            let view = View::whole(self.run, &scope)?;
            let whole = Bound::over(self.run, self.ready, &view, places)?;
            let mut heard = whole.heard();
            let open = heard.open();
            heard.extend(whole.alone(open));
            return Ok(heard);
        }
        Ok(self.alone(places))
    }

    /// What policies say while nobody else takes memory.
    fn alone(&self, places: Vec<usize>) -> Heard {
        let mut heard = Heard::default();
        let Some(Judging::Whole(judges)) = &self.judges else {
            return heard;
        };
        let mut judges = judges.clone();
        for place in places {
            let Some(task) = self.task(place) else {
                continue;
            };
            heard.verdicts.push((place, judges.judge(&[task]).pop()));
            heard.lookups.insert(place, judges.take_lookups());
        }
        heard
    }

    fn outcomes(&self, verdicts: Vec<Verdict>) -> Vec<Outcome> {
        let tasks = self.ready.tasks.par_iter().zip(verdicts);
        let answers = tasks
            .with_min_len(BATCH)
            .map(|(task, verdict)| self.answer(task, verdict));
        let mut answers = answers.collect::<Vec<_>>().into_iter();
        let outcome = |plan: &Plan<'_>| Outcome {
            recommendation: plan.recommendation.id.clone(),
            severity: plan.settings.severity,
            standing: plan.standing.clone(),
            answers: answers.by_ref().take(plan.positions.len()).collect(),
        };
        self.ready.plans.iter().map(outcome).collect()
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

    /// What is to be remembered of the scope, if it is not remembered so already.
    fn memo(&self, heard: &Heard) -> Option<Memo> {
        let recalled = self.ready.recalled.as_ref()?;
        let policies = self.policies();
        let is_known =
            self.asked.is_empty() && !recalled.is_changed() && *recalled.policies() == policies;
        (!is_known).then(|| Memo {
            above: recalled.above(),
            policies,
            resources: self.memos(recalled, heard),
        })
    }

    fn policies(&self) -> BTreeMap<RecommendationId, Digest> {
        let plans = self.ready.plans.iter().zip(&self.ready.keys);
        let plans = plans.filter(|(plan, _)| !plan.positions.is_empty());
        let plans = plans.filter_map(|(plan, key)| Some((plan.recommendation.id.clone(), (*key)?)));
        plans.collect()
    }

    fn memos(&self, recalled: &Recalled, heard: &Heard) -> Vec<Arc<ResourceMemo>> {
        let resources = self.ready.scope.resources().len();
        let distrusted = self.run.rules.judges.distrusted();
        let is_trusted = |place: usize| {
            let task = &self.ready.tasks[place];
            (!distrusted.contains(task.recommendation)).then_some(task)
        };
        let mut known = vec![Vec::new(); resources];
        for (place, verdict) in self.ready.known.iter().enumerate() {
            if let (Some(verdict), Some(task)) = (verdict, is_trusted(place)) {
                known[task.resource].push(*verdict);
            }
        }
        let mut new = vec![Vec::new(); resources];
        for (place, verdict) in &heard.verdicts {
            if let Some(verdict) = verdict
                && let Some(lookups) = heard.lookups.get(place)
                && let Some(task) = is_trusted(*place)
            {
                new[task.resource].push(VerdictMemo {
                    policy: task.recommendation.clone(),
                    verdict: verdict.clone(),
                    lookups: lookups.clone(),
                });
            }
        }
        let memos = known.into_iter().zip(new).enumerate();
        memos
            .map(|(resource, (known, new))| recalled.memo_of(resource, &known, new))
            .collect()
    }
}

impl Judging<'_> {
    fn judge_beside(&mut self, tasks: &[Task<'_>]) -> Vec<Option<Verdict>> {
        match self {
            Self::Whole(judges) => judges.judge_beside(tasks),
            Self::Part(program) => program.judge_in_part(tasks),
        }
    }

    fn take_lookups(&mut self) -> Lookups {
        match self {
            Self::Whole(judges) => judges.take_lookups(),
            Self::Part(program) => program.take_lookups(),
        }
    }
}

impl Heard {
    fn extend(&mut self, other: Self) {
        self.verdicts.extend(other.verdicts);
        for (resource, lookups) in other.lookups {
            self.lookups.entry(resource).or_default().extend(lookups);
        }
    }

    /// The places of tasks to which nothing was said.
    fn open(&mut self) -> Vec<usize> {
        let open = self
            .verdicts
            .extract_if(.., |(_, verdict)| verdict.is_none());
        open.map(|(place, _)| place).collect()
    }
}
