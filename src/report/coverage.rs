//! What was looked at, and what was not.

use std::collections::{BTreeMap, BTreeSet};

use super::Coverage;
use crate::assess::{Outcome, Rules, ScopeOutcomes};
use crate::assessment::Standing;
use crate::inventory::Inventory;
use crate::recommendation::{Recommendation, RecommendationId};
use crate::resource::ResourceType;

/// What became of a recommendation in all scopes together; the best of them counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Best {
    Disabled,
    WithoutResources,
    NotCollected,
    Preview,
    Assessed,
}

impl Best {
    fn of(outcome: &Outcome) -> Self {
        match &outcome.standing {
            Standing::Disabled(_) => Self::Disabled,
            Standing::NotCollected(_) => Self::NotCollected,
            Standing::Preview => Self::Preview,
            Standing::Scored if outcome.answers.is_empty() => Self::WithoutResources,
            Standing::Scored => Self::Assessed,
        }
    }
}

/// Counts what became of every recommendation of the catalog.
pub(super) fn coverage(
    rules: Rules<'_>,
    inventory: &Inventory,
    outcomes: &[ScopeOutcomes],
) -> Coverage {
    let mut best: BTreeMap<&RecommendationId, Best> = BTreeMap::new();
    for outcome in outcomes.iter().flat_map(|scope| &scope.outcomes) {
        let here = Best::of(outcome);
        let entry = best.entry(&outcome.recommendation).or_insert(here);
        *entry = (*entry).max(here);
    }
    let count = |wanted| best.values().filter(|found| **found == wanted).count();
    Coverage {
        assessed: count(Best::Assessed),
        not_collected: count(Best::NotCollected),
        without_resources: count(Best::WithoutResources),
        disabled: count(Best::Disabled),
        preview: count(Best::Preview),
        missing_types: missing_types(outcomes),
        unassessed_types: unassessed_types(rules, inventory),
    }
}

/// The types that some scope lacks, with the recommendations that it could not be held against.
fn missing_types(outcomes: &[ScopeOutcomes]) -> BTreeMap<ResourceType, Vec<RecommendationId>> {
    let mut waiting: BTreeMap<ResourceType, BTreeSet<RecommendationId>> = BTreeMap::new();
    for outcome in outcomes.iter().flat_map(|scope| &scope.outcomes) {
        if let Standing::NotCollected(missing) = &outcome.standing {
            for kind in missing {
                let of_type = waiting.entry(kind.clone()).or_default();
                of_type.insert(outcome.recommendation.clone());
            }
        }
    }
    let sorted = |(kind, ids): (ResourceType, BTreeSet<_>)| (kind, ids.into_iter().collect());
    waiting.into_iter().map(sorted).collect()
}

/// The types of the inventory that no known recommendation judges or reads.
fn unassessed_types(rules: Rules<'_>, inventory: &Inventory) -> BTreeMap<ResourceType, usize> {
    let looked_at: BTreeSet<&ResourceType> = rules
        .recommendations
        .values()
        .flat_map(Recommendation::types_read)
        .collect();
    let mut unassessed = BTreeMap::new();
    for (kind, positions) in inventory.scopes().flat_map(|scope| scope.types()) {
        if !looked_at.contains(kind) {
            *unassessed.entry(kind.clone()).or_default() += positions.len();
        }
    }
    unassessed
}
