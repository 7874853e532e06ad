//! What policies look up, and verdicts over part of the documents.

use thiserror::Error;

use super::{By, ScopeProgram, Task, verdict};
use crate::assessment::Verdict;
use crate::rego::evaluator::Memory;
use crate::rego::{Lookups, failure};

/// A policy wanted what only part of the documents does not answer.
#[derive(Debug, Error)]
#[error("only part of the documents is there")]
pub(super) struct Beyond;

impl ScopeProgram {
    /// Notes from now on what policies look up.
    #[must_use]
    pub fn watched(self) -> Self {
        self.with(Memory::watched())
    }

    /// Refuses from now on what is not in `known`.
    pub(in crate::rego) fn within(self, known: Lookups) -> Self {
        self.with(Memory::within(known))
    }

    /// What was worked out while nobody watched is forgotten with what remembers it.
    fn with(self, memory: Memory) -> Self {
        Self {
            memory,
            at_hand: None,
            ..self
        }
    }

    /// What policies looked up since this was asked last, of a program that is watched. It holds
    /// [`Lookup::Everything`](crate::rego::Lookup::Everything) where nobody knows, as after
    /// regorus's interpreter was asked; of what [`Self::judge_in_part`] does not answer, only what
    /// was looked up until then, and the first thing that was not there.
    pub fn take_lookups(&mut self) -> Lookups {
        self.memory.take_lookups()
    }

    /// Asks about resources over the part of the documents that is there: what
    /// [`Self::judge`] answers over all of them, one verdict a task, in their order. Nothing where
    /// that cannot be known: where a policy looks up something else than is known, wants the
    /// interpreter, or runs into a limit.
    pub fn judge_in_part(&mut self, tasks: &[Task<'_>]) -> Vec<Option<Verdict>> {
        tasks
            .iter()
            .map(|task| self.verdict_in_part(task))
            .collect()
    }

    fn verdict_in_part(&mut self, task: &Task<'_>) -> Option<Verdict> {
        let input = self.turn_to(task);
        match self.ask_beside(task.recommendation, &input, By::Evaluator) {
            Err(error) if error.is::<Beyond>() || failure::limit(&error).is_some() => None,
            answer => Some(verdict(answer)),
        }
    }
}
