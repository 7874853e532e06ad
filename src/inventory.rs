//! Resources of each scope, indexed: by id, by type, by parent, with what was collected.

mod error;
mod merge;
mod tenants;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use error::InventoryError;
use merge::{add_inline, add_subscriptions, unique};
use tenants::check_tenants;

use crate::resource::{Resource, ResourceId, ResourceType, SYNTHETIC, Scope};

/// All scopes of an inventory.
#[derive(Debug, Default)]
pub struct Inventory {
    scopes: BTreeMap<Scope, Arc<ScopeInventory>>,
    overruled: Vec<InventoryError>,
}

/// What an inventory holds of one scope.
#[derive(Debug)]
pub struct ScopeInventory {
    scope: Scope,
    resources: Vec<Resource>,
    by_type: BTreeMap<ResourceType, Vec<usize>>,
    declared: BTreeSet<ResourceType>,
    above: Option<Arc<ScopeInventory>>,
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
        Ok(Self { scopes, overruled })
    }

    /// The scopes, in the order of their ids.
    pub fn scopes(&self) -> impl Iterator<Item = &ScopeInventory> {
        self.scopes.values().map(AsRef::as_ref)
    }

    /// The records that differ from others of their id, where the user chose which one counts.
    pub fn overruled(&self) -> &[InventoryError] {
        &self.overruled
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
    ) -> Result<Inventory, Vec<InventoryError>> {
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
            inventory
                .scopes()
                .find(|found| found.scope().as_str() == id)
                .unwrap()
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
