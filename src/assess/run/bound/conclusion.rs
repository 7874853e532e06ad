//! What comes of a scope of which all was said: outcomes, and what is to be remembered.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{BATCH, Bound, Open, Said};
use crate::assess::past::{Known, Recalled};
use crate::assess::plan::Plan;
use crate::assess::watch::Stage;
use crate::assess::{Answer, AssessError, Memo, Outcome, ResourceMemo, VerdictMemo, holding};
use crate::assessment::Verdict;
use crate::digest::Digest;
use crate::recommendation::RecommendationId;
use crate::rego::Task;

impl Bound<'_, '_> {
    /// What came of the scope, and what is to be remembered of it. What was not said yet is asked
    /// once more: now nobody else takes memory.
    pub(in crate::assess::run) fn concluded(
        self,
        mut said: Vec<Said>,
    ) -> Result<(Vec<Outcome>, Option<Memo>), AssessError> {
        let open = Open::of(&mut said);
        if !open.places.is_empty() {
            said.extend(self.asked_again(open)?);
        }
        self.run.watch.during(Stage::Evaluate, || {
            let memo = self.memo(&said);
            let mut verdicts = self.known();
            for said in said {
                verdicts[said.place] = said.verdict;
            }
            let silence = || Verdict::indeterminate("the resource is not where it was");
            let verdicts = verdicts.into_iter();
            let verdicts = verdicts.map(|verdict| verdict.unwrap_or_else(silence));
            Ok((self.outcomes(verdicts.collect()), memo))
        })
    }

    /// The verdicts that are known without asking.
    fn known(&self) -> Vec<Option<Verdict>> {
        let recalled = self.ready.recalled.as_ref();
        let known = self.ready.known.iter();
        known
            .map(|known| Some(recalled?.at((*known)?).verdict.clone()))
            .collect()
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
    fn memo(&self, said: &[Said]) -> Option<Memo> {
        let past = self.run.past.as_ref()?;
        let recalled = self.ready.recalled.as_ref()?;
        let policies = self.policies();
        let is_known =
            self.asked.is_empty() && !recalled.is_changed() && *recalled.policies() == policies;
        (!is_known).then(|| Memo {
            above: past.above(self.ready.scope.scope()),
            policies,
            resources: self.memos(recalled, said),
        })
    }

    fn policies(&self) -> BTreeMap<RecommendationId, Digest> {
        let plans = self.ready.plans.iter().zip(&self.ready.keys);
        let plans = plans.filter(|(plan, _)| !plan.positions.is_empty());
        let plans = plans.filter_map(|(plan, key)| Some((plan.recommendation.id.clone(), (*key)?)));
        plans.collect()
    }

    fn memos(&self, recalled: &Recalled, said: &[Said]) -> Vec<Arc<ResourceMemo>> {
        let tasks = &self.ready.tasks;
        let distrusted = self.run.rules.judges.distrusted();
        let is_trusted = |place: usize| !distrusted.contains(tasks[place].recommendation);
        let resources = 0..self.ready.scope.resources().len();
        let known = || self.known_places().filter(|(place, _)| is_trusted(*place));
        let mut counts = vec![0; resources.len()];
        for (place, _) in known() {
            counts[tasks[place].resource] += 1;
        }
        let mut changed = vec![false; resources.len()];
        said.iter()
            .for_each(|said| changed[tasks[said.place].resource] = true);
        let same = |resource: usize| {
            let same = recalled.same(resource, counts[resource]);
            same.filter(|_| !changed[resource])
        };
        let mut verdicts = vec![Vec::new(); resources.len()];
        for (place, known) in known() {
            let resource = tasks[place].resource;
            if same(resource).is_none() {
                verdicts[resource].push(recalled.at(known).clone());
            }
        }
        for said in said.iter().filter(|said| is_trusted(said.place)) {
            let task = &tasks[said.place];
            verdicts[task.resource].extend(said.memo(task.recommendation));
        }
        let memos = resources.zip(verdicts).map(|(resource, verdicts)| {
            let memo = || Arc::new(recalled.memo_of(resource, verdicts));
            same(resource).cloned().unwrap_or_else(memo)
        });
        memos.collect()
    }

    /// The places of the tasks of which the verdicts are known.
    fn known_places(&self) -> impl Iterator<Item = (usize, Known)> {
        let known = self.ready.known.iter().enumerate();
        known.filter_map(|(place, known)| Some((place, (*known)?)))
    }
}

impl Said {
    /// What is to be remembered of it.
    fn memo(&self, policy: &RecommendationId) -> Option<VerdictMemo> {
        Some(VerdictMemo {
            policy: policy.clone(),
            verdict: self.verdict.clone()?,
            lookups: Arc::clone(self.lookups.as_ref()?),
        })
    }
}
