//! The resources of one scope, indexed: by id, by type, by parent, with what was collected.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::resource::{Resource, ResourceId, ResourceType, SYNTHETIC, Scope};

/// What an inventory holds of one scope.
#[derive(Debug)]
pub struct ScopeInventory {
    scope: Scope,
    resources: Vec<Resource>,
    by_type: BTreeMap<ResourceType, Vec<usize>>,
    declared: BTreeSet<ResourceType>,
    above: Option<Arc<ScopeInventory>>,
}

impl ScopeInventory {
    /// A scope in which nothing is.
    pub fn empty() -> Self {
        Self::new(Scope::root(), Vec::new(), BTreeSet::new(), None)
    }

    /// An index over the resources of one scope, which come sorted by id. `declared` are types
    /// that are known to have been exported; `above` is what [`Self::above`] says.
    pub fn new(
        scope: Scope,
        resources: Vec<Resource>,
        declared: BTreeSet<ResourceType>,
        above: Option<Arc<Self>>,
    ) -> Self {
        let mut by_type: BTreeMap<ResourceType, Vec<usize>> = BTreeMap::new();
        for (position, resource) in resources.iter().enumerate() {
            by_type
                .entry(resource.resource_type.clone())
                .or_default()
                .push(position);
        }
        Self {
            scope,
            resources,
            by_type,
            declared,
            above,
        }
    }

    /// The scope.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Its name for people: the subscription's, else its id, which may begin with a host.
    pub fn name(&self) -> &str {
        let id = ResourceId::new(self.scope.as_str());
        let named = self.get(&id).filter(|row| !row.row.contains_key(SYNTHETIC));
        let id = self.scope.as_str();
        named.map_or(id.strip_prefix("//").unwrap_or(id), Resource::name)
    }

    /// The resources, in the order of their ids.
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// A resource by its id.
    pub fn get(&self, id: &ResourceId) -> Option<&Resource> {
        self.resources.get(self.position(id)?)
    }

    /// The position of a resource in [`Self::resources`].
    pub fn position(&self, id: &ResourceId) -> Option<usize> {
        let found = self
            .resources
            .binary_search_by(|resource| resource.id.cmp(id));
        found.ok()
    }

    /// The positions in [`Self::resources`] of all resources of a type, in order.
    pub fn of_type(&self, resource_type: &ResourceType) -> &[usize] {
        self.by_type.get(resource_type).map_or(&[], Vec::as_slice)
    }

    /// Each type that occurs, with the positions of its resources.
    pub fn types(&self) -> impl Iterator<Item = (&ResourceType, &[usize])> {
        self.by_type
            .iter()
            .map(|(kind, positions)| (kind, positions.as_slice()))
    }

    /// What stands above a subscription: the accounts, groups and settings of its tenant, role
    /// definitions, and what is assigned to management groups. Policies see it from each of the
    /// subscriptions; it is judged nowhere but in its own scope.
    pub fn above(&self) -> Option<&Self> {
        self.above.as_deref()
    }

    /// Whether resources of a type were exported for this scope: one is there, or the user
    /// said that they were exported and none was found. Of what belongs to a tenant as a whole,
    /// one above the scope is enough; of everything else, it says nothing of this scope.
    pub fn has_collected(&self, resource_type: &ResourceType) -> bool {
        let is_above = || {
            let above = self.above().filter(|_| resource_type.is_of_tenant());
            above.is_some_and(|above| above.by_type.contains_key(resource_type))
        };
        self.by_type.contains_key(resource_type)
            || self.declared.contains(resource_type)
            || is_above()
    }
}
