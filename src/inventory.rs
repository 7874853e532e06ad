//! Resources of each scope: named, counted, and loaded when their turn comes.

mod error;
mod fingerprint;
mod handle;
mod listing;
mod merge;
mod scope;
mod settle;
mod stock;
mod tenants;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use error::{InventoryError, LoadError};
pub use fingerprint::Fingerprint;
pub use handle::{Found, ScopeHandle};
pub use listing::{Fact, Kin, Listing, Name, Records};
use merge::{add_inline, add_subscriptions, unique};
pub use scope::ScopeInventory;
use stock::Stock;
use tenants::check_tenants;

use crate::resource::{Resource, ResourceId, ResourceType, Scope};

/// All scopes of an inventory, each of which is loaded by itself.
#[derive(Debug, Default)]
pub struct Inventory {
    handles: Vec<ScopeHandle>,
    stock: Stock,
    overruled: Vec<InventoryError>,
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

impl Inventory {
    /// Sorts records into scopes. `records` are the exported ones, in reading order; `inline`
    /// are children found inside their parents, which give way to a record of their own.
    /// `collected` are types that are known to have been exported, even where none was found.
    ///
    /// # Errors
    /// Records of one id that differ, unless `on_duplicate` says which one counts; objects of a
    /// directory beside subscriptions of several tenants.
    pub fn build(
        records: Vec<Resource>,
        inline: Vec<Resource>,
        on_duplicate: OnDuplicate,
        collected: &BTreeSet<ResourceType>,
    ) -> Result<Self, Vec<InventoryError>> {
        let (mut resources, overruled) = unique(records, on_duplicate)?;
        add_inline(&mut resources, inline);
        add_subscriptions(&mut resources);
        let mut scopes: BTreeMap<Scope, Vec<Resource>> = BTreeMap::new();
        for resource in resources.into_values() {
            scopes
                .entry(resource.scope.clone())
                .or_default()
                .push(resource);
        }
        check_tenants(&scopes)?;
        let declared = collected.clone();
        let above = scopes.remove(&Scope::root());
        let above = above.map(|resources| {
            Arc::new(ScopeInventory::new(
                Scope::root(),
                resources,
                declared,
                None,
            ))
        });
        let index = |(scope, resources): (Scope, Vec<Resource>)| {
            let above = above.clone().filter(|_| scope.is_subscription());
            let inventory = ScopeInventory::new(scope.clone(), resources, collected.clone(), above);
            (scope, Arc::new(inventory))
        };
        let mut scopes: BTreeMap<_, _> = scopes.into_iter().map(index).collect();
        scopes.extend(above.map(|above| (Scope::root(), above)));
        Ok(Self {
            handles: scopes
                .values()
                .map(|scope| ScopeHandle::of(scope))
                .collect(),
            stock: Stock::of(scopes),
            overruled,
        })
    }

    /// Sorts records into scopes that are not in memory, and are loaded when somebody asks.
    ///
    /// # Errors
    /// Those of [`Self::build`]; records that cannot be read anew; a scope that does not fit into
    /// memory.
    pub fn of(
        mut listing: Listing,
        on_duplicate: OnDuplicate,
        collected: &BTreeSet<ResourceType>,
    ) -> Result<Self, Vec<InventoryError>> {
        let facts = std::mem::take(&mut listing.facts);
        let settled = settle::scopes(facts, &listing, on_duplicate);
        let mut settled = settled.map_err(|error| vec![error.into()])?;
        let conflicts = conflicts(&mut settled);
        if !conflicts.is_empty() && on_duplicate == OnDuplicate::Error {
            return Err(conflicts);
        }
        let subscriptions = settled.iter();
        let subscriptions =
            subscriptions.filter(|settled| settled.handle.scope().is_subscription());
        let tenants = subscriptions.flat_map(|settled| settled.tenants.iter().cloned());
        let tenants: BTreeSet<String> = tenants.collect();
        let handles = settled.iter().map(|settled| settled.handle.clone());
        let inventory = Self {
            handles: handles.collect(),
            stock: Stock::stored(settled, listing, on_duplicate, collected),
            overruled: conflicts,
        };
        inventory.check(&tenants)?;
        Ok(inventory)
    }

    /// Checks what can be known only of all scopes together.
    fn check(&self, tenants: &BTreeSet<String>) -> Result<(), Vec<InventoryError>> {
        let large: Vec<InventoryError> = self.stock.too_large(&self.handles);
        if !large.is_empty() {
            return Err(large);
        }
        let root = self.scope(&Scope::root());
        let root = root.filter(|_| tenants.len() > 1);
        let Some(root) = root.filter(|root| root.types().keys().any(ResourceType::is_of_directory))
        else {
            return Ok(());
        };
        let above = self.load(root).map_err(|error| vec![error.into()])?;
        tenants::check(tenants, above.resources())
    }

    /// The scopes, in the order of their ids.
    pub fn scopes(&self) -> impl Iterator<Item = &ScopeHandle> {
        self.handles.iter()
    }

    /// A scope by its id.
    pub fn scope(&self, scope: &Scope) -> Option<&ScopeHandle> {
        let found = self
            .handles
            .binary_search_by(|handle| handle.scope().cmp(scope));
        self.handles.get(found.ok()?)
    }

    /// Loads the resources of one scope.
    ///
    /// # Errors
    /// What they were exported to is not as it was, or cannot be read.
    pub fn load(&self, handle: &ScopeHandle) -> Result<Arc<ScopeInventory>, LoadError> {
        self.stock.load(handle.scope())
    }

    /// Whether scopes have fingerprints: those that are in memory have none.
    pub fn has_fingerprints(&self) -> bool {
        self.stock.has_fingerprints()
    }

    /// Digests of what the resources of a scope are made of.
    ///
    /// # Errors
    /// Those of [`Self::load`]; there are none.
    pub fn fingerprint(&self, handle: &ScopeHandle) -> Result<Fingerprint, LoadError> {
        self.stock.fingerprint(handle.scope())
    }

    /// The digest of an id, by which a [`Fingerprint`] knows it.
    pub fn digest(&self, id: &ResourceId) -> u64 {
        self.stock.digest(id)
    }

    /// Loads some of the resources of one scope, by the digests of their ids.
    ///
    /// # Errors
    /// Those of [`Self::load`].
    pub fn some(
        &self,
        handle: &ScopeHandle,
        wanted: &BTreeSet<u64>,
    ) -> Result<Vec<Resource>, LoadError> {
        self.stock.some(handle.scope(), wanted)
    }

    /// One scope with these resources, which are sorted by id, whatever it holds.
    ///
    /// # Errors
    /// Those of [`Self::load`].
    pub fn assembled(
        &self,
        handle: &ScopeHandle,
        resources: Vec<Resource>,
    ) -> Result<Arc<ScopeInventory>, LoadError> {
        let scope = self.stock.assembled(handle.scope(), resources)?;
        Ok(Arc::new(scope))
    }

    /// Whether there is room for two loaded scopes at once, as far as somebody knows.
    pub fn holds_both(&self, one: &ScopeHandle, other: &ScopeHandle) -> bool {
        self.stock.holds_both(one, other)
    }

    /// The scopes, in the order of their ids, each loaded when its turn comes.
    pub fn loaded(&self) -> impl Iterator<Item = Result<Arc<ScopeInventory>, LoadError>> {
        self.handles.iter().map(|handle| self.load(handle))
    }

    /// What stands above the subscriptions, if there are some and it holds something.
    ///
    /// # Errors
    /// Those of [`Self::load`].
    pub fn above(&self) -> Result<Option<Arc<ScopeInventory>>, LoadError> {
        let mut scopes = self.scopes();
        let is_needed = scopes.any(|handle| handle.scope().is_subscription());
        let above = self.scope(&Scope::root()).filter(|_| is_needed);
        above.map(|handle| self.load(handle)).transpose()
    }

    /// The records that differ from others of their id, where the user chose which one counts.
    pub fn overruled(&self) -> &[InventoryError] {
        &self.overruled
    }

    /// How many resources it holds.
    pub fn len(&self) -> usize {
        self.handles.iter().map(ScopeHandle::len).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.handles.is_empty()
    }

    /// A resource by its id. The scope that it belongs to is loaded.
    ///
    /// # Errors
    /// Those of [`Self::load`].
    pub fn get(&self, id: &ResourceId) -> Result<Option<Found>, LoadError> {
        match self.scope(&id.scope()) {
            Some(handle) => Ok(Found::new(self.load(handle)?, id)),
            None => Ok(None),
        }
    }
}

/// The conflicts of all scopes, in the order in which they were read.
fn conflicts(settled: &mut [settle::Settled]) -> Vec<InventoryError> {
    let conflicts = settled.iter_mut();
    let conflicts = conflicts.flat_map(|settled| std::mem::take(&mut settled.conflicts));
    let mut conflicts: Vec<(u32, InventoryError)> = conflicts.collect();
    conflicts.sort_by_key(|(record, _)| *record);
    conflicts
        .into_iter()
        .map(|(_, conflict)| conflict)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::*;
    use crate::resource::{Origin, Place, SYNTHETIC};

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
    ) -> Result<Inventory, Vec<InventoryError>> {
        Inventory::build(records, Vec::new(), on_duplicate, &BTreeSet::new())
    }

    fn found(inventory: &Inventory, id: &str) -> Found {
        inventory.get(&ResourceId::new(id)).unwrap().unwrap()
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
            assert_eq!(found(&inventory, ID).row["a"], kept);
            assert_eq!(inventory.overruled().len(), 1);
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
        assert_eq!(found(&inventory, ID).row["full"], true);
        let other = found(&inventory, "/subscriptions/s/providers/m.x/y/a");
        assert_eq!(other.row["more"], 1);
    }

    #[test]
    fn a_subscription_seen_only_in_ids_is_added_and_marked() {
        let inventory = build(vec![record(ID, json!({}), 0)], OnDuplicate::Error).unwrap();
        let subscription = found(&inventory, "/subscriptions/s");
        assert_eq!(subscription.row[SYNTHETIC], true);
        let scope = inventory.loaded().next().unwrap().unwrap();
        assert_eq!(scope.name(), "/subscriptions/s");
    }

    #[test]
    fn collected_is_there_or_declared() {
        let declared = BTreeSet::from([ResourceType::new("m.x/declared")]);
        let records = vec![record(ID, json!({}), 0)];
        let inventory =
            Inventory::build(records, Vec::new(), OnDuplicate::Error, &declared).unwrap();
        let scope = inventory.loaded().next().unwrap().unwrap();
        assert!(scope.has_collected(&ResourceType::new("M.X/Y")));
        assert!(scope.has_collected(&ResourceType::new("m.x/declared")));
        assert!(!scope.has_collected(&ResourceType::new("m.x/other")));
    }

    fn inventory_of(records: &[(&str, &str, Value)]) -> Result<Inventory, Vec<InventoryError>> {
        let resource = |(id, kind, row): &(&str, &str, Value)| {
            let Value::Object(row) = row.clone() else {
                unreachable!("rows are objects")
            };
            let kind = ResourceType::new(kind);
            Resource::new(ResourceId::new(id), kind, row, Origin::synthetic())
        };
        build(records.iter().map(resource).collect(), OnDuplicate::Error)
    }

    fn user() -> (&'static str, &'static str, Value) {
        let id = "/providers/microsoft.graph/users/u";
        (id, "microsoft.graph/users", json!({}))
    }

    #[test]
    fn the_tenant_stands_above_each_subscription() {
        let assignment = "microsoft.authorization/roleassignments";
        let above =
            format!("/providers/microsoft.management/managementgroups/m/providers/{assignment}/r");
        let inventory = inventory_of(&[
            user(),
            (&above, assignment, json!({})),
            (ID, "m.x/y", json!({})),
            ("//github.com/o/r", "m.x/repos", json!({})),
        ])
        .unwrap();
        let scope = |id: &str| {
            let handle = inventory.scope(&Scope::new(id)).unwrap();
            inventory.load(handle).unwrap()
        };
        let subscription = scope("/subscriptions/s");
        assert_eq!(subscription.above().unwrap().resources().len(), 2);
        assert!(subscription.has_collected(&ResourceType::new(user().1)));
        assert!(!subscription.has_collected(&ResourceType::new(assignment)));
        assert!(scope("/").above().is_none());
        assert!(scope("//github.com/o").above().is_none());
    }

    #[test]
    fn the_directory_of_one_tenant_stands_above_no_other() {
        let other = "/subscriptions/t/providers/m.x/y/z";
        let two = |tenant: &str| {
            inventory_of(&[
                user(),
                (ID, "m.x/y", json!({"tenantId": "A"})),
                (other, "m.x/y", json!({"tenantId": tenant})),
            ])
        };
        assert!(two("a").is_ok());
        let errors = two("b").unwrap_err();
        assert!(matches!(
            errors[..],
            [InventoryError::SeveralTenants { count: 2, .. }]
        ));
        assert!(
            inventory_of(&[
                (ID, "m.x/y", json!({"tenantId": "A"})),
                (other, "m.x/y", json!({"tenantId": "b"})),
            ])
            .is_ok()
        );
    }
}
