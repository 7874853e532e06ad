//! A scope with all that it takes to judge it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Run;
use crate::assess::AssessError;
use crate::assess::past::{Known, Past, Recalled};
use crate::assess::plan::{Plan, plans};
use crate::digest::Digest;
use crate::inventory::{ScopeHandle, ScopeInventory};
use crate::rego::{Documents, Lookups, Parameters, Task};

/// A scope that is ready to be judged.
pub(super) struct Ready<'a> {
    pub(super) handle: &'a ScopeHandle,
    pub(super) scope: Arc<ScopeInventory>,
    pub(super) plans: Vec<Plan<'a>>,
    pub(super) parameters: Parameters,
    /// All that is to be known, plan after plan.
    pub(super) tasks: Vec<Task<'a>>,
    /// What is known already.
    pub(super) known: Vec<Option<Known>>,
    /// What policies are asked over.
    pub(super) view: View,
    pub(super) recalled: Option<Recalled>,
    /// For each plan, a digest of all that decides what its policy says, the documents apart.
    pub(super) keys: Vec<Option<Digest>>,
}

/// What policies are asked over.
pub(super) struct View {
    pub(super) scope: Arc<ScopeInventory>,
    pub(super) documents: Documents,
    /// Where it is part of a scope only: what can be looked up there.
    pub(super) part: Option<Lookups>,
}

impl<'a> Ready<'a> {
    pub(super) fn of(run: &Run<'a>, handle: &'a ScopeHandle) -> Result<Self, AssessError> {
        if let Some(past) = &run.past {
            return Self::recalled(run, handle, past, past.recalled(handle)?);
        }
        let scope = run.inventory.load(handle)?;
        let plans = plans(run.rules, &scope);
        let tasks: Vec<Task<'a>> = plans.iter().flat_map(Plan::tasks).collect();
        let view = match tasks.is_empty() {
            true => View::nothing(&scope),
            false => View::whole(run, &scope)?,
        };
        Ok(Self {
            handle,
            scope,
            parameters: plans.iter().map(Plan::parameters).collect(),
            plans,
            known: vec![None; tasks.len()],
            tasks,
            view,
            recalled: None,
            keys: Vec::new(),
        })
    }

    fn recalled(
        run: &Run<'a>,
        handle: &'a ScopeHandle,
        past: &Past<'_>,
        recalled: Recalled,
    ) -> Result<Self, AssessError> {
        let scope = Arc::clone(&recalled.scope);
        let plans = plans(run.rules, &scope);
        let parameters: Parameters = plans.iter().map(Plan::parameters).collect();
        let keys = plans.iter().map(|plan| past.key(plan, &parameters));
        let keys: Vec<Option<Digest>> = keys.collect();
        let mut known = Vec::new();
        let distrusted = run.rules.judges.distrusted();
        for (plan, key) in plans.iter().zip(&keys) {
            let policy = &plan.recommendation.id;
            let is_known = recalled.knows(policy, *key) && !distrusted.contains(policy);
            let verdict = |position: &usize| match is_known {
                true => recalled.verdict(*position, policy),
                false => None,
            };
            known.extend(plan.positions.iter().map(verdict));
        }
        let mut ready = Self {
            handle,
            parameters,
            tasks: plans.iter().flat_map(Plan::tasks).collect(),
            plans,
            known,
            view: View::nothing(&scope),
            recalled: Some(recalled),
            keys,
            scope,
        };
        ready.view = ready.view_of(run, &ready.asked())?;
        Ok(ready)
    }

    /// The places of the tasks that policies are asked, by resource.
    pub(super) fn asked(&self) -> Vec<usize> {
        let places = 0..self.tasks.len();
        let mut places: Vec<usize> = places
            .filter(|&place| self.known[place].is_none())
            .collect();
        // What policies find out about a resource is shared while they are asked one by one.
        places.sort_by_key(|&place| self.tasks[place].resource);
        places
    }

    /// What policies are asked over: what they will look up, as far as that can be told.
    fn view_of(&self, run: &Run<'_>, asked: &[usize]) -> Result<View, AssessError> {
        if asked.is_empty() {
            return Ok(View::nothing(&self.scope));
        }
        if self.recalled.as_ref().is_some_and(Recalled::is_whole) {
            return View::whole(run, &self.scope);
        }
        match self.part(run, asked, &Lookups::new())? {
            Some(part) => Ok(part),
            None => View::whole(run, &run.inventory.load(self.handle)?),
        }
    }

    /// The part of the scope that has what policies looked up the last time, and `more`; nothing
    /// where all of it may be needed.
    pub(super) fn part(
        &self,
        run: &Run<'_>,
        asked: &[usize],
        more: &Lookups,
    ) -> Result<Option<View>, AssessError> {
        let judges = run.rules.judges;
        let tasks = asked.iter().map(|&place| &self.tasks[place]);
        // Workers are given all documents.
        let is_here = tasks
            .clone()
            .all(|task| !judges.is_apart(task.recommendation));
        let recalled = self.recalled.as_ref().filter(|_| is_here);
        let Some(wanted) = recalled.and_then(|recalled| recalled.wanted(tasks, more)) else {
            return Ok(None);
        };
        let ids = wanted.resources.iter();
        let ids: BTreeSet<u64> = ids.map(|id| run.inventory.digest(id)).collect();
        let resources = run.inventory.some(self.handle, &ids)?;
        let scope = run.inventory.assembled(self.handle, resources)?;
        Ok(Some(View {
            part: Some(wanted.known),
            ..View::whole(run, &scope)?
        }))
    }
}

impl View {
    /// All of a scope.
    pub(super) fn whole(run: &Run<'_>, scope: &Arc<ScopeInventory>) -> Result<Self, AssessError> {
        Ok(Self {
            documents: Documents::of(scope, run.above()?)?,
            scope: Arc::clone(scope),
            part: None,
        })
    }

    /// Nobody is asked.
    fn nothing(scope: &Arc<ScopeInventory>) -> Self {
        Self {
            scope: Arc::clone(scope),
            documents: Documents::default(),
            part: None,
        }
    }
}
