//! Which policies are believed: one that fells its workers is not, from the first scope on.

use std::collections::BTreeSet;

use super::Outcome;
use crate::recommendation::RecommendationId;
use crate::worker::{self, Judges};

/// Which policies are believed, while they may still lose that.
pub(super) struct Trust<'a> {
    judges: &'a Judges,
    distrusted: BTreeSet<RecommendationId>,
    /// Those whose answers were passed on.
    told: BTreeSet<RecommendationId>,
}

impl<'a> Trust<'a> {
    pub(super) fn new(judges: &'a Judges) -> Self {
        Self {
            judges,
            distrusted: judges.distrusted(),
            told: BTreeSet::new(),
        }
    }

    /// Whether all that was passed on still holds after a scope was judged. In that scope itself,
    /// what a policy said before it felled its workers counts no more than what it would say after.
    pub(super) fn outlasts(&mut self, outcomes: &mut [Outcome]) -> bool {
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
