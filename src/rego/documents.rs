//! The documents that policies read: `data.inventory` and `data.parameters`.

use std::collections::{BTreeMap, BTreeSet};

use regorus::Value;

use super::Parameters;
use crate::inventory::ScopeInventory;
use crate::recommendation::{Parameter, Recommendations};
use crate::resource::{Resource, ResourceId};

pub(super) const INVENTORY: &str = "inventory";
pub(super) const PARAMETERS: &str = "parameters";
pub(super) const BY_ID: &str = "by_id";
pub(super) const BY_TYPE: &str = "by_type";
pub(super) const CHILDREN: &str = "children";

type Fields = BTreeMap<Value, Value>;

/// A row as a policy sees it.
pub(super) fn row(resource: &Resource) -> Value {
    Value::from(serde_json::Value::Object(resource.row.clone()))
}

/// All documents of a scope and of what stands above it, each with its rows in order; the
/// indexes share them.
pub(super) fn scope(sources: &[(&ScopeInventory, &[Value])], parameters: &Parameters) -> Value {
    let mut by_id = Fields::new();
    let mut by_type: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let mut children: BTreeMap<ResourceId, BTreeMap<&str, Vec<Value>>> = BTreeMap::new();
    let resources = sources
        .iter()
        .flat_map(|(inventory, rows)| inventory.resources().iter().zip(*rows));
    for (resource, row) in resources {
        let kind = resource.resource_type.as_str();
        by_id.insert(resource.id.as_str().into(), row.clone());
        by_type.entry(kind).or_default().push(row.clone());
        for parent in resource.id.parents() {
            let of_parent = children.entry(parent).or_default();
            of_parent.entry(kind).or_default().push(row.clone());
        }
    }
    let children = children
        .into_iter()
        .map(|(id, types)| (id.as_str().into(), lists(types).into()));
    data(by_id, lists(by_type), children.collect(), parameters)
}

/// Rows of each type, as lists.
fn lists(types: BTreeMap<&str, Vec<Value>>) -> Fields {
    types
        .into_iter()
        .map(|(kind, rows)| (kind.into(), rows.into()))
        .collect()
}

/// The words below `data` that documents stand under.
pub(super) fn roots() -> BTreeSet<String> {
    [INVENTORY, PARAMETERS].map(str::to_owned).into()
}

/// Every parameter at its default.
pub(super) fn defaults(recommendations: &Recommendations) -> Parameters {
    let value =
        |(name, parameter): (&String, &Parameter)| (name.clone(), parameter.default.clone());
    let known = recommendations.iter();
    known
        .map(|(id, known)| (id.clone(), known.parameters.iter().map(value).collect()))
        .collect()
}

fn data(by_id: Fields, by_type: Fields, children: Fields, parameters: &Parameters) -> Value {
    let inventory = Fields::from([
        (BY_ID.into(), by_id.into()),
        (BY_TYPE.into(), by_type.into()),
        (CHILDREN.into(), children.into()),
    ]);
    Fields::from([
        (INVENTORY.into(), inventory.into()),
        (PARAMETERS.into(), parameter_tree(parameters)),
    ])
    .into()
}

/// `data.parameters.<id>.<name>`: the dots of an id are steps.
fn parameter_tree(parameters: &Parameters) -> Value {
    let mut tree = serde_json::Map::new();
    for (id, values) in parameters.iter().filter(|(_, values)| !values.is_empty()) {
        let mut node = &mut tree;
        for word in id.as_str().split('.') {
            let entry = node
                .entry(word)
                .or_insert_with(|| serde_json::Map::new().into());
            let serde_json::Value::Object(next) = entry else {
                return Value::Undefined;
            };
            node = next;
        }
        node.extend(values.clone());
    }
    Value::from(serde_json::Value::Object(tree))
}
