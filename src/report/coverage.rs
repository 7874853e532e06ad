//! What was looked at, and what was not.

use std::collections::{BTreeMap, BTreeSet};

use super::{Coverage, CoverageCounts, Covered, MissingExport};
use crate::assess::{Outcome, Rules, ScopeOutcomes};
use crate::assessment::Standing;
use crate::collect::{quoted, recipe_for};
use crate::inventory::Inventory;
use crate::recommendation::{Recommendation, RecommendationId};
use crate::resource::ResourceType;

impl Coverage {
    /// How many recommendations there are of each kind.
    pub fn counts(&self) -> CoverageCounts {
        let mut counts = CoverageCounts::default();
        for covered in self.recommendations.values() {
            *match covered {
                Covered::Assessed => &mut counts.assessed,
                Covered::Preview => &mut counts.preview,
                Covered::NotCollected(_) => &mut counts.not_collected,
                Covered::WithoutResources(_) => &mut counts.without_resources,
                Covered::Disabled(_) => &mut counts.disabled,
            } += 1;
        }
        counts
    }

    /// The exports that are missing in some scope, types that one command exports together.
    pub fn missing_exports(&self) -> Vec<MissingExport> {
        let mut exports: BTreeMap<Option<String>, MissingExport> = BTreeMap::new();
        for (kind, waiting) in &self.missing_types {
            let command = recipe_for(kind).map(quoted);
            let export = exports.entry(command.clone()).or_default();
            export.command = command;
            export.types.push(kind.clone());
            export.waiting.extend(waiting.iter().cloned());
        }
        exports.into_values().collect()
    }
}

/// What became of a recommendation in one scope.
fn covered(rules: Rules<'_>, outcome: &Outcome) -> Covered {
    match &outcome.standing {
        Standing::Disabled(reason) => Covered::Disabled(reason.clone()),
        Standing::NotCollected(missing) => Covered::NotCollected(missing.clone()),
        Standing::Preview => Covered::Preview,
        Standing::Scored if outcome.answers.is_empty() => {
            let known = rules.recommendations.get(&outcome.recommendation);
            let types = known.map(|known| known.resource_types.clone());
            Covered::WithoutResources(types.unwrap_or_default())
        }
        Standing::Scored => Covered::Assessed,
    }
}

/// Finds out what became of every recommendation of the catalog.
pub(super) fn coverage(
    rules: Rules<'_>,
    inventory: &Inventory,
    outcomes: &[ScopeOutcomes],
) -> Coverage {
    let mut recommendations: BTreeMap<RecommendationId, Covered> = BTreeMap::new();
    for outcome in outcomes.iter().flat_map(|scope| &scope.outcomes) {
        let here = covered(rules, outcome);
        match recommendations.get_mut(&outcome.recommendation) {
            Some(best) if *best >= here => {}
            Some(best) => *best = here,
            None => {
                recommendations.insert(outcome.recommendation.clone(), here);
            }
        }
    }
    Coverage {
        recommendations,
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

/// The types of the inventory that no known recommendation judges, and no policy looks up.
fn unassessed_types(rules: Rules<'_>, inventory: &Inventory) -> BTreeMap<ResourceType, usize> {
    let looked_at: BTreeSet<&ResourceType> = rules
        .recommendations
        .values()
        .flat_map(Recommendation::types_read)
        .chain(rules.judges.types_named())
        .collect();
    let mut unassessed = BTreeMap::new();
    for (kind, count) in inventory.scopes().flat_map(|scope| scope.types()) {
        if !looked_at.contains(kind) {
            *unassessed.entry(kind.clone()).or_default() += count;
        }
    }
    unassessed
}
