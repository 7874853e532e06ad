//! Resources of each scope, indexed: by id, by type, by parent, with what was collected.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use miette::Diagnostic;
use thiserror::Error;

use crate::resource::{Resource, ResourceId, ResourceType, SYNTHETIC, Scope};

/// All scopes of an inventory.
#[derive(Debug, Default)]
pub struct Inventory {
    scopes: BTreeMap<Scope, ScopeInventory>,
}

/// What an inventory holds of one scope.
#[derive(Debug)]
pub struct ScopeInventory {
    scope: Scope,
    resources: Vec<Resource>,
    by_type: BTreeMap<ResourceType, Vec<usize>>,
    declared: BTreeSet<ResourceType>,
}

/// What to do with two records of one id that differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnDuplicate {
    /// Refuse them.
    #[default]
    Error,
    /// Keep the one read first.
    First,
    /// Keep the one read last.
    Last,
}

/// Two records that claim one id and disagree.
#[derive(Debug, Error, Diagnostic)]
#[error("`{id}` stands twice with different content: {first} and {second}")]
#[diagnostic(
    code(inventory::conflicting_records),
    help("export the resource once, or say which record counts with `--on-duplicate first|last`")
)]
pub struct ConflictingRecords {
    id: ResourceId,
    first: String,
    second: String,
}

impl Inventory {
    /// Sorts records into scopes. `records` are the exported ones, in reading order; `inline`
    /// are children found inside their parents, which give way to a record of their own.
    /// `collected` are types that are known to have been exported, even where none was found.
    ///
    /// # Errors
    /// Records of one id that differ, unless `on_duplicate` says which one counts.
    pub fn build(
        records: Vec<Resource>,
        inline: Vec<Resource>,
        on_duplicate: OnDuplicate,
        collected: &BTreeSet<ResourceType>,
    ) -> Result<Self, Vec<ConflictingRecords>> {
        let mut resources = unique(records, on_duplicate)?;
        add_inline(&mut resources, inline);
        add_subscriptions(&mut resources);
        let mut scopes: BTreeMap<Scope, Vec<Resource>> = BTreeMap::new();
        for resource in resources.into_values() {
            scopes
                .entry(resource.scope.clone())
                .or_default()
                .push(resource);
        }
        let index = |(scope, resources): (Scope, Vec<Resource>)| {
            let inventory = ScopeInventory::new(scope.clone(), resources, collected.clone());
            (scope, inventory)
        };
        Ok(Self {
            scopes: scopes.into_iter().map(index).collect(),
        })
    }

    /// The scopes, in the order of their ids.
    pub fn scopes(&self) -> impl Iterator<Item = &ScopeInventory> {
        self.scopes.values()
    }

    /// How many resources it holds.
    pub fn len(&self) -> usize {
        self.scopes().map(|scope| scope.resources.len()).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.scopes.is_empty()
    }

    /// A resource by its id.
    pub fn get(&self, id: &ResourceId) -> Option<&Resource> {
        self.scopes.get(&id.scope())?.get(id)
    }
}

impl ScopeInventory {
    /// A scope in which nothing is.
    pub fn empty() -> Self {
        Self::new(Scope::root(), Vec::new(), BTreeSet::new())
    }

    /// An index over the resources of one scope, which come sorted by id.
    fn new(scope: Scope, resources: Vec<Resource>, declared: BTreeSet<ResourceType>) -> Self {
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
        }
    }

    /// The scope.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Its name for people: the subscription's, else its id.
    pub fn name(&self) -> &str {
        let id = ResourceId::new(self.scope.as_str());
        let named = self.get(&id).filter(|row| !row.row.contains_key(SYNTHETIC));
        named.map_or(self.scope.as_str(), Resource::name)
    }

    /// The resources, in the order of their ids.
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// A resource by its id.
    pub fn get(&self, id: &ResourceId) -> Option<&Resource> {
        let found = self
            .resources
            .binary_search_by(|resource| resource.id.cmp(id));
        self.resources.get(found.ok()?)
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

    /// Whether resources of a type were exported for this scope: one is there, or the user
    /// said that they were exported and none was found.
    pub fn has_collected(&self, resource_type: &ResourceType) -> bool {
        self.by_type.contains_key(resource_type) || self.declared.contains(resource_type)
    }
}

fn unique(
    records: Vec<Resource>,
    on_duplicate: OnDuplicate,
) -> Result<BTreeMap<ResourceId, Resource>, Vec<ConflictingRecords>> {
    let mut resources = BTreeMap::new();
    let mut conflicts = Vec::new();
    for record in records {
        match resources.entry(record.id.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(record);
            }
            Entry::Occupied(mut occupied) => match on_duplicate {
                _ if occupied.get().row == record.row => {}
                OnDuplicate::First => {}
                OnDuplicate::Last => {
                    occupied.insert(record);
                }
                OnDuplicate::Error => conflicts.push(conflict(occupied.get(), &record)),
            },
        }
    }
    if conflicts.is_empty() {
        Ok(resources)
    } else {
        Err(conflicts)
    }
}

fn conflict(first: &Resource, second: &Resource) -> ConflictingRecords {
    ConflictingRecords {
        id: first.id.clone(),
        first: first.origin.to_string(),
        second: second.origin.to_string(),
    }
}

/// Of several inline copies the fullest counts, whatever order they come in.
fn add_inline(resources: &mut BTreeMap<ResourceId, Resource>, inline: Vec<Resource>) {
    let mut copies: BTreeMap<ResourceId, (usize, String, Resource)> = BTreeMap::new();
    for child in inline {
        if resources.contains_key(&child.id) {
            continue;
        }
        let text = serde_json::to_string(&child.row).unwrap_or_default();
        let copy = (text.len(), text, child);
        match copies.entry(copy.2.id.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(copy);
            }
            Entry::Occupied(mut occupied) => {
                let kept = occupied.get();
                if (copy.0, &copy.1) > (kept.0, &kept.1) {
                    occupied.insert(copy);
                }
            }
        }
    }
    resources.extend(copies.into_iter().map(|(id, (_, _, child))| (id, child)));
}

fn add_subscriptions(resources: &mut BTreeMap<ResourceId, Resource>) {
    let scopes: BTreeSet<Scope> = resources.keys().map(ResourceId::scope).collect();
    for scope in scopes.iter().filter(|scope| scope.is_subscription()) {
        resources
            .entry(ResourceId::new(scope.as_str()))
            .or_insert_with(|| Resource::synthetic_subscription(scope));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::*;
    use crate::resource::{Origin, Place};

    fn record(id: &str, row: Value, index: usize) -> Resource {
        let Value::Object(row) = row else {
            unreachable!("rows are objects")
        };
        let origin = Origin {
            file: Arc::from("a.json"),
            place: Place::Record(index),
        };
        Resource::new(ResourceId::new(id), ResourceType::new("m.x/y"), row, origin)
    }

    fn build(
        records: Vec<Resource>,
        on_duplicate: OnDuplicate,
    ) -> Result<Inventory, Vec<ConflictingRecords>> {
        Inventory::build(records, Vec::new(), on_duplicate, &BTreeSet::new())
    }

    const ID: &str = "/subscriptions/s/providers/m.x/y/z";

    #[test]
    fn the_same_record_twice_is_one_resource() {
        let twice = vec![
            record(ID, json!({"a": 1}), 0),
            record(ID, json!({"a": 1}), 1),
        ];
        assert_eq!(
            build(twice, OnDuplicate::Error).unwrap().len(),
            2,
            "with its subscription"
        );
    }

    #[test]
    fn records_that_disagree_are_named_with_both_places() {
        let twice = || {
            vec![
                record(ID, json!({"a": 1}), 0),
                record(ID, json!({"a": 2}), 7),
            ]
        };
        let conflicts = build(twice(), OnDuplicate::Error).unwrap_err();
        let message = conflicts[0].to_string();
        assert!(
            message.contains("a.json, record 0 and a.json, record 7"),
            "{message}"
        );
        for (choice, kept) in [(OnDuplicate::First, 1), (OnDuplicate::Last, 2)] {
            let inventory = build(twice(), choice).unwrap();
            assert_eq!(inventory.get(&ResourceId::new(ID)).unwrap().row["a"], kept);
        }
    }

    #[test]
    fn a_record_of_its_own_wins_over_an_inline_copy() {
        let records = vec![record(ID, json!({"full": true}), 0)];
        let inline = vec![
            record(ID, json!({}), 1),
            record("/subscriptions/s/providers/m.x/y/a", json!({}), 2),
            record("/subscriptions/s/providers/m.x/y/a", json!({"more": 1}), 3),
        ];
        let inventory =
            Inventory::build(records, inline, OnDuplicate::Error, &BTreeSet::new()).unwrap();
        assert_eq!(
            inventory.get(&ResourceId::new(ID)).unwrap().row["full"],
            true
        );
        let other = ResourceId::new("/subscriptions/s/providers/m.x/y/a");
        assert_eq!(inventory.get(&other).unwrap().row["more"], 1);
    }

    #[test]
    fn a_subscription_seen_only_in_ids_is_added_and_marked() {
        let inventory = build(vec![record(ID, json!({}), 0)], OnDuplicate::Error).unwrap();
        let subscription = inventory.get(&ResourceId::new("/subscriptions/s")).unwrap();
        assert_eq!(subscription.row[SYNTHETIC], true);
        assert_eq!(
            inventory.scopes().next().unwrap().name(),
            "/subscriptions/s"
        );
    }

    #[test]
    fn collected_is_there_or_declared() {
        let declared = BTreeSet::from([ResourceType::new("m.x/declared")]);
        let records = vec![record(ID, json!({}), 0)];
        let inventory =
            Inventory::build(records, Vec::new(), OnDuplicate::Error, &declared).unwrap();
        let scope = inventory.scopes().next().unwrap();
        assert!(scope.has_collected(&ResourceType::new("M.X/Y")));
        assert!(scope.has_collected(&ResourceType::new("m.x/declared")));
        assert!(!scope.has_collected(&ResourceType::new("m.x/other")));
    }
}
