//! Many answers about one resource become its one vote in a control.

use std::collections::BTreeMap;

use super::{Ballot, Tally};
use crate::assessment::Health;
use crate::catalog::ExemptionMode;

/// The ballots of one control, those of each resource side by side.
#[derive(Debug)]
pub(super) struct Fold<'a> {
    mode: ExemptionMode,
    ballots: Vec<Cast<'a>>,
}

/// A ballot, and which of the control's recommendations cast it.
type Cast<'a> = (usize, &'a Ballot);

/// What the ballots of a control come to.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) effective: Tally,
    pub(super) raw: Tally,
    /// For each recommendation, how many resources fail by it alone.
    pub(super) alone: BTreeMap<usize, u64>,
    /// For each exemption, the votes as they would be if that one alone were withdrawn.
    pub(super) without: BTreeMap<usize, Tally>,
}

impl<'a> Fold<'a> {
    /// The ballots of a control's recommendations, in their order.
    pub(super) fn of(ballots: impl Iterator<Item = &'a [Ballot]>, mode: ExemptionMode) -> Self {
        let numbered = ballots.enumerate();
        let mut ballots: Vec<Cast<'_>> = numbered
            .flat_map(|(number, ballots)| ballots.iter().map(move |ballot| (number, ballot)))
            .collect();
        // Few sorted runs one after another, which a stable sort only merges.
        ballots.sort_by_key(|(_, ballot)| ballot.resource);
        Self { mode, ballots }
    }

    pub(super) fn folded(&self) -> Folded {
        let mut folded = Folded::default();
        for of_resource in self.of_resources() {
            let vote = self.vote(of_resource);
            folded.effective.add(vote);
            let raw = of_resource.iter().map(|(_, ballot)| ballot.health);
            folded.raw.add(strongest(raw));
            if let Some(number) = self.only_failing(of_resource) {
                *folded.alone.entry(number).or_default() += 1;
            }
        }
        folded.without = self.without_each(folded.effective);
        folded
    }

    fn of_resources(&self) -> impl Iterator<Item = &[Cast<'a>]> {
        let is_same = |(_, a): &Cast<'_>, (_, b): &Cast<'_>| a.resource == b.resource;
        self.ballots.chunk_by(is_same)
    }

    /// The vote of a resource, exemptions applied.
    fn vote(&self, of_resource: &[Cast<'_>]) -> Health {
        let healths = of_resource.iter();
        strongest(healths.map(|(_, ballot)| ballot.effective(self.mode)))
    }

    /// The recommendation that alone keeps a resource from being healthy.
    fn only_failing(&self, of_resource: &[Cast<'_>]) -> Option<usize> {
        let ballots = of_resource.iter();
        let mut failing = ballots.filter(|(_, ballot)| ballot.effective(self.mode).is_failing());
        let (number, _) = failing.next()?;
        failing.next().is_none().then_some(*number)
    }

    /// For each exemption, the tally as it would be if that one alone were withdrawn: its pairs
    /// count with their raw health, all others as they do.
    fn without_each(&self, tally: Tally) -> BTreeMap<usize, Tally> {
        let mut without = BTreeMap::new();
        for of_resource in self.of_resources() {
            let mut numbers: Vec<usize> = of_resource.iter().filter_map(number).collect();
            numbers.sort_unstable();
            numbers.dedup();
            for withdrawn in numbers {
                let health = |cast: &Cast<'_>| match number(cast) {
                    Some(number) if number == withdrawn => cast.1.health,
                    _ => cast.1.effective(self.mode),
                };
                let entry = without.entry(withdrawn).or_insert(tally);
                entry.remove(self.vote(of_resource));
                entry.add(strongest(of_resource.iter().map(health)));
            }
        }
        without
    }
}

/// The exemption that holds for a ballot.
fn number((_, ballot): &Cast<'_>) -> Option<usize> {
    ballot.exemption.map(|(number, _)| number)
}

/// The one vote of several answers.
fn strongest(healths: impl Iterator<Item = Health>) -> Health {
    healths.reduce(stronger).unwrap_or(Health::NotApplicable)
}

/// Unhealthy outweighs indeterminate, which outweighs healthy; not applicable weighs nothing.
fn stronger(one: Health, other: Health) -> Health {
    let weight = |health| match health {
        Health::Unhealthy => 3,
        Health::Indeterminate => 2,
        Health::Healthy => 1,
        Health::NotApplicable => 0,
    };
    if weight(other) > weight(one) {
        other
    } else {
        one
    }
}

impl Tally {
    fn add(&mut self, health: Health) {
        *self.count(health) += 1;
        if health == Health::Indeterminate {
            self.unhealthy += 1;
        }
    }

    fn remove(&mut self, health: Health) {
        *self.count(health) -= 1;
        if health == Health::Indeterminate {
            self.unhealthy -= 1;
        }
    }

    fn count(&mut self, health: Health) -> &mut u64 {
        match health {
            Health::Healthy => &mut self.healthy,
            Health::Unhealthy => &mut self.unhealthy,
            Health::NotApplicable => &mut self.not_applicable,
            Health::Indeterminate => &mut self.indeterminate,
        }
    }
}
