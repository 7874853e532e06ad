//! Policies that are bound to the documents of a scope, and what they say.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;

use super::Run;
use super::ready::{Ready, View};
use crate::assess::past::Recalled;
use crate::assess::plan::Plan;
use crate::assess::watch::Stage;
use crate::assess::{Answer, AssessError, Memo, Outcome, holding};
use crate::assessment::Verdict;
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
    /// What was looked up about resources, where somebody wants to remember that.
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
        let resource = |place: &usize| self.ready.tasks[*place].resource;
        let is_same = |one: &usize, other: &usize| resource(one) == resource(other);
        for places in places.chunk_by(is_same) {
            let resource = resource(&places[0]);
            let verdicts = self.about(judges, resource, places);
            heard.verdicts.extend(places.iter().copied().zip(verdicts));
            if let Some(lookups) = self.run.past.as_ref().map(|_| judges.take_lookups()) {
                heard.lookups.insert(resource, lookups);
            }
        }
        heard
    }

    /// What policies say of one resource.
    fn about(
        &self,
        judges: &mut Judging<'_>,
        resource: usize,
        places: &[usize],
    ) -> Vec<Option<Verdict>> {
        let Some(resource) = self.position(resource) else {
            return vec![None; places.len()];
        };
        let tasks = places.iter().map(|&place| Task {
            resource,
            ..self.ready.tasks[place].clone()
        });
        judges.judge_beside(&tasks.collect::<Vec<_>>())
    }

    /// The position in the view of a resource of the scope.
    fn position(&self, resource: usize) -> Option<usize> {
        if std::sync::Arc::ptr_eq(&self.view.scope, &self.ready.scope) {
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
        let mut verdicts = self.ready.known.clone();
        for (place, verdict) in heard.verdicts {
            verdicts[place] = verdict;
        }
        let silence = || Verdict::indeterminate("the resource is not where it was");
        let verdicts = verdicts.into_iter();
        let verdicts: Vec<Verdict> = verdicts
            .map(|verdict| verdict.unwrap_or_else(silence))
            .collect();
        let memo = self.memo(&verdicts, &heard.lookups);
        Ok((self.outcomes(verdicts), memo))
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
            let task = &self.ready.tasks[place];
            let Some(resource) = self.position(task.resource) else {
                continue;
            };
            let asked = Task {
                resource,
                ..task.clone()
            };
            let verdict = judges.judge(&[asked]).pop();
            heard.verdicts.push((place, verdict));
            let lookups = heard.lookups.entry(task.resource).or_default();
            lookups.extend(judges.take_lookups());
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
    fn memo(&self, verdicts: &[Verdict], lookups: &BTreeMap<usize, Lookups>) -> Option<Memo> {
        let recalled = self.ready.recalled.as_ref()?;
        let policies = self.policies();
        let is_known =
            self.asked.is_empty() && !recalled.is_changed() && *recalled.policies() == policies;
        (!is_known).then(|| Memo {
            above: recalled.above(),
            policies,
            resources: self.memos(recalled, verdicts, lookups),
        })
    }

    fn policies(&self) -> BTreeMap<RecommendationId, crate::inventory::Digest> {
        let plans = self.ready.plans.iter().zip(&self.ready.keys);
        let plans = plans.filter(|(plan, _)| !plan.positions.is_empty());
        let plans = plans.filter_map(|(plan, key)| Some((plan.recommendation.id.clone(), (*key)?)));
        plans.collect()
    }

    fn memos(
        &self,
        recalled: &Recalled,
        verdicts: &[Verdict],
        lookups: &BTreeMap<usize, Lookups>,
    ) -> Vec<crate::assess::ResourceMemo> {
        let mut of_resources = vec![Vec::new(); self.ready.scope.resources().len()];
        let distrusted = self.run.rules.judges.distrusted();
        let said = self.ready.tasks.iter().zip(verdicts);
        for (task, verdict) in said.filter(|(task, _)| !distrusted.contains(task.recommendation)) {
            let said = (task.recommendation.clone(), verdict.clone());
            of_resources[task.resource].push(said);
        }
        let memos = of_resources.into_iter().enumerate();
        memos
            .map(|(resource, said)| recalled.memo_of(resource, lookups.get(&resource), said))
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
