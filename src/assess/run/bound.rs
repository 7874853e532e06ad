//! Policies that are bound to the documents of a scope, and what they say.

mod conclusion;

use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use super::Run;
use super::ready::{Ready, View};
use crate::assess::AssessError;
use crate::assess::watch::Stage;
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

/// What a policy said.
pub(super) struct Said {
    /// The place of the task.
    place: usize,
    /// Nothing where memory was short while others took some as well, and where part of a scope
    /// did not tell enough.
    verdict: Option<Verdict>,
    /// What was looked up for it, where somebody wants to remember that.
    lookups: Option<Arc<Lookups>>,
}

/// What nothing was said about.
#[derive(Default)]
struct Open {
    /// The places of the tasks.
    places: Vec<usize>,
    /// What policies looked up before they gave up.
    lookups: Lookups,
}

/// Assessments that one worker makes at a time.
const BATCH: usize = 64;

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
    pub(super) fn heard(&self) -> Vec<Said> {
        let Some(judges) = &self.judges else {
            return Vec::new();
        };
        let resting = Mutex::new(Vec::new());
        let batch = |places: &[usize]| {
            self.run.watch.during(Stage::Evaluate, || {
                let rested = locked(&resting).pop();
                let mut judges = rested.unwrap_or_else(|| judges.clone());
                let said = self.batch(&mut judges, places);
                locked(&resting).push(judges);
                let decided = said.iter().filter(|said| said.verdict.is_some());
                (self.run.effort.progress)(decided.count());
                said
            })
        };
        let batches: Vec<Vec<Said>> = self.asked.par_chunks(BATCH).map(batch).collect();
        batches.into_iter().flatten().collect()
    }

    fn batch(&self, judges: &mut Judging<'_>, places: &[usize]) -> Vec<Said> {
        if self.run.past.is_some() {
            let said = places.iter().map(|&place| self.watched(judges, place));
            return said.collect();
        }
        let tasks: Option<Vec<_>> = places.iter().map(|&place| self.task(place)).collect();
        let verdicts = tasks.map(|tasks| judges.judge_beside(&tasks));
        let verdicts = verdicts.unwrap_or_else(|| vec![None; places.len()]);
        let said = places.iter().zip(verdicts).map(|(&place, verdict)| Said {
            place,
            verdict,
            lookups: None,
        });
        said.collect()
    }

    /// What a policy says, and what it looks up for that.
    fn watched(&self, judges: &mut Judging<'_>, place: usize) -> Said {
        let task = self.task(place);
        let verdict = task.and_then(|task| judges.judge_beside(&[task]).pop().flatten());
        Said {
            place,
            verdict,
            lookups: Some(Arc::new(judges.take_lookups())),
        }
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

    /// What policies say that are asked over more of the scope, or while nobody else takes memory.
    fn asked_again(&self, open: Open) -> Result<Vec<Said>, AssessError> {
        if self.view.part.is_none() {
            return Ok(self.alone(open.places));
        }
        let (mut said, open) = self.asked_over_more(open)?;
        if !open.places.is_empty() {
            let scope = self.run.inventory.load(self.ready.handle)?;
            let view = View::whole(self.run, &scope)?;
            let whole = Bound::over(self.run, self.ready, &view, open.places)?;
            said.extend(whole.heard());
            let open = Open::of(&mut said);
            said.extend(whole.alone(open.places));
        }
        Ok(said)
    }

    /// What policies say over the part of the scope that has what they looked for in vain as well,
    /// and what is open then. What they find there may lead them further.
    fn asked_over_more(&self, open: Open) -> Result<(Vec<Said>, Open), AssessError> {
        const STEPS: usize = 8;
        let mut all = Vec::new();
        let mut open = open;
        for _ in 0..STEPS {
            if open.places.is_empty() {
                break;
            }
            let part = self.ready.part(self.run, &open.places, &open.lookups)?;
            let Some(part) = part else { break };
            let places = std::mem::take(&mut open.places);
            let mut said = Bound::over(self.run, self.ready, &part, places)?.heard();
            let left = Open::of(&mut said);
            all.extend(said);
            open.places = left.places;
            open.lookups.extend(left.lookups);
        }
        Ok((all, open))
    }

    /// What policies say while nobody else takes memory.
    fn alone(&self, places: Vec<usize>) -> Vec<Said> {
        let Some(Judging::Whole(judges)) = &self.judges else {
            return Vec::new();
        };
        let mut judges = judges.clone();
        let said = places.into_iter().filter_map(|place| {
            let verdict = judges.judge(&[self.task(place)?]).pop();
            (self.run.effort.progress)(1);
            Some(Said {
                place,
                verdict,
                lookups: Some(Arc::new(judges.take_lookups())),
            })
        });
        said.collect()
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

impl Open {
    /// Takes out what says nothing.
    fn of(said: &mut Vec<Said>) -> Self {
        let mut open = Self::default();
        for said in said.extract_if(.., |said| said.verdict.is_none()) {
            open.places.push(said.place);
            let lookups = said.lookups.iter().flat_map(|lookups| lookups.iter());
            open.lookups.extend(lookups.cloned());
        }
        open
    }
}
