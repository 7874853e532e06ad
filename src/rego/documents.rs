//! The documents that policies read: `data.inventory` and `data.parameters`.

use std::collections::BTreeMap;

use regorus::Value;

use super::Parameters;
use crate::inventory::ScopeInventory;
use crate::recommendation::{Parameter, Recommendations};
use crate::resource::Resource;

type Fields = BTreeMap<Value, Value>;

/// A row as a policy sees it.
pub(super) fn row(resource: &Resource) -> Value {
    Value::from(serde_json::Value::Object(resource.row.clone()))
}

/// All documents of a scope. `rows` are its resources, in order; the indexes share them.
pub(super) fn scope(inventory: &ScopeInventory, rows: &[Value], parameters: &Parameters) -> Value {
    let row = |position: usize| rows.get(position).cloned().unwrap_or(Value::Undefined);
    let by_id: Fields = inventory
        .resources()
        .iter()
        .zip(rows)
        .map(|(resource, row)| (resource.id.as_str().into(), row.clone()))
        .collect();
    let by_type: Fields = inventory
        .types()
        .map(|(kind, positions)| {
            let rows: Vec<Value> = positions.iter().map(|position| row(*position)).collect();
            (kind.as_str().into(), rows.into())
        })
        .collect();
    data(by_id, by_type, children(inventory, rows), parameters)
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
        ("by_id".into(), by_id.into()),
        ("by_type".into(), by_type.into()),
        ("children".into(), children.into()),
    ]);
    Fields::from([
        ("inventory".into(), inventory.into()),
        ("parameters".into(), parameter_tree(parameters)),
    ])
    .into()
}

/// Parent id -> type -> rows, each in the order of their ids.
fn children(inventory: &ScopeInventory, rows: &[Value]) -> Fields {
    let mut children: BTreeMap<String, BTreeMap<&str, Vec<Value>>> = BTreeMap::new();
    for (resource, row) in inventory.resources().iter().zip(rows) {
        for parent in resource.id.parents() {
            let of_parent = children.entry(parent.as_str().to_owned()).or_default();
            let of_type = of_parent
                .entry(resource.resource_type.as_str())
                .or_default();
            of_type.push(row.clone());
        }
    }
    let by_type = |types: BTreeMap<&str, Vec<Value>>| -> Value {
        let fields: Fields = types
            .into_iter()
            .map(|(kind, rows)| (kind.into(), rows.into()))
            .collect();
        fields.into()
    };
    children
        .into_iter()
        .map(|(id, types)| (id.as_str().into(), by_type(types)))
        .collect()
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
