//! What is to be asked in one scope.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Rules;
use crate::assessment::Standing;
use crate::catalog::{Activity, Settings};
use crate::inventory::{Inventory, ScopeHandle, ScopeInventory};
use crate::recommendation::{Recommendation, RecommendationId};
use crate::rego::Task;
use crate::resource::ResourceType;

/// What is to be asked of one recommendation in one scope.
pub(super) struct Plan<'a> {
    pub(super) recommendation: &'a Recommendation,
    pub(super) settings: Settings,
    pub(super) standing: Standing,
    pub(super) positions: Vec<usize>,
}

/// One plan a recommendation of the catalog, in its order.
pub(super) fn plans<'a>(rules: Rules<'a>, scope: &ScopeInventory) -> Vec<Plan<'a>> {
    let known = known(rules);
    known.map(|known| Plan::of(rules, scope, known)).collect()
}

/// How many assessments a run makes at most: what it was not given the means to judge is known
/// only once a scope is loaded.
pub fn estimate(rules: Rules<'_>, inventory: &Inventory) -> usize {
    let of_scope = |scope: &ScopeHandle| -> usize {
        known(rules)
            .filter(|known| is_enabled(rules, scope, known))
            .map(|known| scope.len_of(&known.resource_types))
            .sum()
    };
    inventory.scopes().map(of_scope).sum()
}

fn known<'a>(rules: Rules<'a>) -> impl Iterator<Item = &'a Recommendation> {
    let ids = rules.catalog.recommendations().into_iter();
    ids.filter_map(move |id| rules.recommendations.get(id))
}

fn is_enabled(rules: Rules<'_>, scope: &ScopeHandle, recommendation: &Recommendation) -> bool {
    let settings = rules
        .catalog
        .settings(recommendation, scope.scope(), rules.as_of);
    !matches!(settings.activity, Activity::Disabled { .. })
}

impl<'a> Plan<'a> {
    fn of(
        rules: Rules<'_>,
        inventory: &ScopeInventory,
        recommendation: &'a Recommendation,
    ) -> Self {
        let settings = rules
            .catalog
            .settings(recommendation, inventory.scope(), rules.as_of);
        let candidates = positions(inventory, recommendation);
        let missing: Vec<_> = recommendation
            .requires
            .iter()
            .filter(|kind| !inventory.has_collected(kind))
            .filter(|kind| has_parents(inventory, recommendation, kind))
            .cloned()
            .collect();
        let standing = match &settings.activity {
            Activity::Disabled { reason } => Standing::Disabled(reason.clone()),
            // Where there is nothing to judge, nothing is missing either.
            _ if !missing.is_empty() && !candidates.is_empty() => Standing::NotCollected(missing),
            Activity::Preview { .. } => Standing::Preview,
            Activity::Enabled => Standing::Scored,
        };
        let assessed = matches!(standing, Standing::Scored | Standing::Preview);
        Self {
            recommendation,
            settings,
            standing,
            positions: if assessed { candidates } else { Vec::new() },
        }
    }

    pub(super) fn tasks(&self) -> impl Iterator<Item = Task<'a>> {
        let recommendation = &self.recommendation.id;
        self.positions.iter().map(move |position| Task {
            resource: *position,
            recommendation,
        })
    }

    pub(super) fn parameters(&self) -> (RecommendationId, BTreeMap<String, Value>) {
        let id = self.recommendation.id.clone();
        (id, self.settings.parameters.clone())
    }
}

/// Whether children of a type may be needed: of a type that the recommendation assesses, and of
/// which there is no resource, none can be.
fn has_parents(
    inventory: &ScopeInventory,
    recommendation: &Recommendation,
    kind: &ResourceType,
) -> bool {
    let assessed = &recommendation.resource_types;
    let parent = assessed.iter().find(|parent| kind.is_child_of(parent));
    parent.is_none_or(|parent| !inventory.of_type(parent).is_empty())
}

/// The positions of the resources that a recommendation assesses, in the order of their ids.
fn positions(inventory: &ScopeInventory, recommendation: &Recommendation) -> Vec<usize> {
    let mut positions: Vec<usize> = recommendation
        .resource_types
        .iter()
        .flat_map(|kind| inventory.of_type(kind))
        .copied()
        .collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}
