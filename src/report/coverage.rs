//! What was looked at, and what was not.

use std::collections::{BTreeMap, BTreeSet};

use super::{Coverage, CoverageCounts, Covered, MissingExport};
use crate::assess::{Outcome, Rules};
use crate::assessment::Standing;
use crate::collect::{quoted, recipe_for};
use crate::inventory::ScopeInventory;
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

/// What was looked at in the scopes so far, and what was not.
pub(super) struct Seen {
    coverage: Coverage,
    waiting: BTreeMap<ResourceType, BTreeSet<RecommendationId>>,
    /// The types that some known recommendation judges, or some policy looks up.
    looked_at: BTreeSet<ResourceType>,
}

impl Seen {
    /// No scope was seen yet.
    pub(super) fn nothing(rules: Rules<'_>) -> Self {
        let known = rules.recommendations.values();
        let looked_at = known.flat_map(Recommendation::types_read);
        Self {
            coverage: Coverage::default(),
            waiting: BTreeMap::new(),
            looked_at: looked_at
                .chain(rules.judges.types_named())
                .cloned()
                .collect(),
        }
    }

    /// Adds what became of every recommendation of the catalog in one scope.
    pub(super) fn add(&mut self, rules: Rules<'_>, scope: &ScopeInventory, outcomes: &[Outcome]) {
        for outcome in outcomes {
            self.add_outcome(outcome, covered(rules, outcome));
        }
        for (kind, positions) in scope.types() {
            if !self.looked_at.contains(kind) {
                let unassessed = &mut self.coverage.unassessed_types;
                *unassessed.entry(kind.clone()).or_default() += positions.len();
            }
        }
    }

    fn add_outcome(&mut self, outcome: &Outcome, here: Covered) {
        let id = &outcome.recommendation;
        if let Standing::NotCollected(missing) = &outcome.standing {
            for kind in missing {
                let of_type = self.waiting.entry(kind.clone()).or_default();
                of_type.insert(id.clone());
            }
        }
        match self.coverage.recommendations.get_mut(id) {
            Some(best) if *best >= here => {}
            Some(best) => *best = here,
            None => {
                self.coverage.recommendations.insert(id.clone(), here);
            }
        }
    }

    /// All of it.
    pub(super) fn coverage(self) -> Coverage {
        let sorted = |(kind, ids): (ResourceType, BTreeSet<_>)| (kind, ids.into_iter().collect());
        Coverage {
            missing_types: self.waiting.into_iter().map(sorted).collect(),
            ..self.coverage
        }
    }
}
