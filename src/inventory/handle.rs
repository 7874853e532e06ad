//! What is known of a scope before its resources are loaded, and a resource of a loaded one.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use super::ScopeInventory;
use crate::resource::{Resource, ResourceId, ResourceType, Scope};

/// A scope of an inventory: what it is, and how much it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeHandle {
    scope: Scope,
    types: BTreeMap<ResourceType, usize>,
    bytes: u64,
}

impl ScopeHandle {
    pub(super) fn new(scope: Scope, types: BTreeMap<ResourceType, usize>, bytes: u64) -> Self {
        Self {
            scope,
            types,
            bytes,
        }
    }

    /// The handle of a scope that is loaded.
    pub(super) fn of(scope: &ScopeInventory) -> Self {
        let counted =
            |(kind, positions): (&ResourceType, &[usize])| (kind.clone(), positions.len());
        let types = scope.types().map(counted).collect();
        Self::new(scope.scope().clone(), types, 0)
    }

    /// The scope.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// How many resources it holds.
    pub fn len(&self) -> usize {
        self.types.values().sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// How many bytes the records take from which it is loaded; none where it is in memory.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// How many resources of some types it holds.
    pub fn len_of(&self, types: &[ResourceType]) -> usize {
        let counted = self.types.iter();
        let counted = counted.filter(|(kind, _)| types.contains(kind));
        counted.map(|(_, count)| count).sum()
    }

    /// Each type that occurs, with the number of its resources.
    pub fn types(&self) -> &BTreeMap<ResourceType, usize> {
        &self.types
    }
}

/// A resource, and the scope that holds it.
#[derive(Clone, Debug)]
pub struct Found {
    scope: Arc<ScopeInventory>,
    position: usize,
}

impl Found {
    pub(super) fn new(scope: Arc<ScopeInventory>, id: &ResourceId) -> Option<Self> {
        let position = scope.position(id)?;
        Some(Self { scope, position })
    }
}

impl Deref for Found {
    type Target = Resource;

    fn deref(&self) -> &Resource {
        &self.scope.resources()[self.position]
    }
}
