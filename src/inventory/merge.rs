//! Many records into one resource an id, and the subscriptions that only ids name.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::{InventoryError, OnDuplicate};
use crate::resource::{Resource, ResourceId, Scope};

/// Resources by their ids.
pub(super) type ById = BTreeMap<ResourceId, Resource>;

/// Records, of which each id counts once.
pub(super) struct Unique {
    pub(super) resources: ById,
    on_duplicate: OnDuplicate,
}

impl Unique {
    pub(super) fn new(on_duplicate: OnDuplicate) -> Self {
        Self {
            resources: ById::new(),
            on_duplicate,
        }
    }

    /// Adds a record; and the conflict that it is in, if another one was read before.
    pub(super) fn add(&mut self, record: Resource) -> Option<InventoryError> {
        match self.resources.entry(record.id.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(record);
                None
            }
            Entry::Occupied(occupied) if occupied.get().row == record.row => None,
            Entry::Occupied(mut occupied) => {
                let conflict = conflict(occupied.get(), &record);
                if self.on_duplicate == OnDuplicate::Last {
                    occupied.insert(record);
                }
                Some(conflict)
            }
        }
    }
}

/// One resource an id, and the conflicts that `on_duplicate` decided.
pub(super) fn unique(
    records: Vec<Resource>,
    on_duplicate: OnDuplicate,
) -> Result<(ById, Vec<InventoryError>), Vec<InventoryError>> {
    let mut unique = Unique::new(on_duplicate);
    let conflicts = records.into_iter().filter_map(|record| unique.add(record));
    let conflicts: Vec<InventoryError> = conflicts.collect();
    if conflicts.is_empty() || on_duplicate != OnDuplicate::Error {
        Ok((unique.resources, conflicts))
    } else {
        Err(conflicts)
    }
}

fn conflict(first: &Resource, second: &Resource) -> InventoryError {
    InventoryError::ConflictingRecords {
        id: first.id.clone(),
        first: first.origin.to_string(),
        second: second.origin.to_string(),
    }
}

/// Of several inline copies the fullest counts, whatever order they come in.
pub(super) fn add_inline(resources: &mut ById, inline: Vec<Resource>) {
    let mut copies = ById::new();
    for child in inline {
        if resources.contains_key(&child.id) {
            continue;
        }
        match copies.entry(child.id.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(child);
            }
            Entry::Occupied(mut occupied) => {
                if fullness(&child) > fullness(occupied.get()) {
                    occupied.insert(child);
                }
            }
        }
    }
    resources.append(&mut copies);
}

/// How full a copy is: how long its text is, then the text.
fn fullness(copy: &Resource) -> (usize, String) {
    let text = serde_json::to_string(&*copy.row).unwrap_or_default();
    (text.len(), text)
}

/// A subscription is a resource of itself, exported or not.
pub(super) fn add_subscriptions(resources: &mut ById) {
    let scopes: BTreeSet<Scope> = resources.keys().map(ResourceId::scope).collect();
    for scope in scopes.iter().filter(|scope| scope.is_subscription()) {
        resources
            .entry(ResourceId::new(scope.as_str()))
            .or_insert_with(|| Resource::synthetic_subscription(scope));
    }
}
