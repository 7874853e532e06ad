//! Many answers about one resource become its one vote in a control.

use std::collections::{BTreeMap, HashMap};

use super::{Ballot, Tally};
use crate::assessment::Health;
use crate::catalog::ExemptionMode;
use crate::recommendation::RecommendationId;
use crate::resource::ResourceId;

/// The votes of a control's resources.
#[derive(Debug)]
pub(super) struct Fold<'a> {
    votes: HashMap<&'a ResourceId, Vote<'a>>,
}

#[derive(Debug)]
struct Vote<'a> {
    health: Health,
    failing: u32,
    last_failing: Option<&'a RecommendationId>,
}

impl<'a> Fold<'a> {
    /// Folds answers, each with the health that it counts for.
    pub(super) fn of(answers: impl Iterator<Item = (&'a Ballot<'a>, Health)>) -> Self {
        let mut votes = HashMap::new();
        for (ballot, health) in answers {
            let vote = votes.entry(ballot.resource).or_insert(Vote {
                health,
                failing: 0,
                last_failing: None,
            });
            vote.health = stronger(vote.health, health);
            if health.is_failing() {
                vote.failing += 1;
                vote.last_failing = Some(ballot.recommendation);
            }
        }
        Self { votes }
    }

    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for vote in self.votes.values() {
            tally.add(vote.health);
        }
        tally
    }

    /// For each recommendation, how many resources fail by it alone.
    pub(super) fn alone(&self) -> BTreeMap<RecommendationId, u64> {
        let mut alone = BTreeMap::new();
        for vote in self.votes.values().filter(|vote| vote.failing == 1) {
            if let Some(recommendation) = vote.last_failing {
                *alone.entry(recommendation.clone()).or_default() += 1;
            }
        }
        alone
    }
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

/// For each exemption, the tally as it would be if that one alone were withdrawn: its pairs
/// count with their raw health, all others as they do.
pub(super) fn without_each<'a>(
    ballots: impl Iterator<Item = &'a Ballot<'a>> + Clone,
    mode: ExemptionMode,
    tally: Tally,
) -> BTreeMap<usize, Tally> {
    let mut touched: BTreeMap<&ResourceId, Vec<&Ballot<'_>>> = BTreeMap::new();
    for ballot in ballots.clone().filter(|ballot| ballot.exemption.is_some()) {
        touched.entry(ballot.resource).or_default();
    }
    if touched.is_empty() {
        return BTreeMap::new();
    }
    for ballot in ballots {
        if let Some(of_resource) = touched.get_mut(ballot.resource) {
            of_resource.push(ballot);
        }
    }
    let mut without = BTreeMap::new();
    for of_resource in touched.values() {
        let vote = folded(of_resource, |ballot| ballot.effective(mode));
        let mut numbers: Vec<usize> = of_resource
            .iter()
            .filter_map(|ballot| number(ballot))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        for withdrawn in numbers {
            let health = |ballot: &Ballot<'_>| match number(ballot) {
                Some(number) if number == withdrawn => ballot.health,
                _ => ballot.effective(mode),
            };
            let entry = without.entry(withdrawn).or_insert(tally);
            entry.remove(vote);
            entry.add(folded(of_resource, health));
        }
    }
    without
}

fn number(ballot: &Ballot<'_>) -> Option<usize> {
    ballot.exemption.map(|(number, _)| number)
}

fn folded(ballots: &[&Ballot<'_>], health: impl Fn(&Ballot<'_>) -> Health) -> Health {
    let healths = ballots.iter().map(|ballot| health(ballot));
    healths.reduce(stronger).unwrap_or(Health::NotApplicable)
}
