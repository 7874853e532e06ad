//! The documents that policies read: `data.inventory` and `data.parameters`.

mod convert;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use miette::Diagnostic;
use regorus::Value;
use serde_json::Value as Json;
use thiserror::Error;

use super::Parameters;
use crate::inventory::ScopeInventory;
use crate::recommendation::{Parameter, Recommendations};
use crate::resource::{Resource, ResourceId};
use convert::Converter;

pub(super) const INVENTORY: &str = "inventory";
pub(super) const PARAMETERS: &str = "parameters";
pub(super) const BY_ID: &str = "by_id";
pub(super) const BY_TYPE: &str = "by_type";
pub(super) const CHILDREN: &str = "children";

type Fields = BTreeMap<Value, Value>;

/// The documents of a scope as policies see them, made once and shared.
#[derive(Clone, Debug)]
pub struct Documents {
    /// The resources of the scope, in their order.
    pub(super) rows: Arc<Vec<Value>>,
    /// What stands under `data.inventory`.
    inventory: Value,
}

/// A record that was sound when it was looked through and is not now.
#[derive(Clone, Debug, Error, Diagnostic)]
#[error("{0} changed while it was read")]
#[diagnostic(
    code(rego::unreadable_record),
    help("the files of an inventory have to stay as they are during a run")
)]
pub struct UnreadableRecord(String);

impl Documents {
    /// The documents of a scope. `above` are those of what stands above it, which many scopes
    /// share.
    ///
    /// # Errors
    /// A record is no longer what it was.
    pub fn of(scope: &ScopeInventory, above: &Self) -> Result<Self, UnreadableRecord> {
        let mut converter = Converter::default();
        let row = |resource: &Resource| {
            let row = converter.row(&resource.row);
            row.map_err(|_| UnreadableRecord(resource.origin.to_string()))
        };
        let rows = scope.resources().iter().map(row);
        let rows = rows.collect::<Result<Vec<Value>, _>>()?;
        let of_above = scope.above().map(|above| above.resources());
        let of_above = of_above.unwrap_or_default().iter().zip(above.rows.iter());
        Ok(Self {
            inventory: inventory(scope.resources().iter().zip(&rows).chain(of_above)),
            rows: Arc::new(rows),
        })
    }

    /// What stands under `data`.
    pub(super) fn data(&self, parameters: &Parameters) -> Value {
        let documents = [
            (INVENTORY.into(), self.inventory.clone()),
            (PARAMETERS.into(), parameter_tree(parameters)),
        ];
        Fields::from(documents).into()
    }
}

impl Default for Documents {
    fn default() -> Self {
        Self {
            rows: Arc::default(),
            inventory: inventory(std::iter::empty()),
        }
    }
}

/// All rows of some resources, under each of the indexes, which share them.
fn inventory<'a>(resources: impl Iterator<Item = (&'a Resource, &'a Value)>) -> Value {
    let mut by_id = Vec::new();
    let mut by_type: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let mut children: BTreeMap<ResourceId, BTreeMap<&str, Vec<Value>>> = BTreeMap::new();
    for (resource, row) in resources {
        let kind = resource.resource_type.as_str();
        by_id.push((Value::from(resource.id.as_str()), row.clone()));
        by_type.entry(kind).or_default().push(row.clone());
        for parent in resource.id.parents() {
            let of_parent = children.entry(parent).or_default();
            of_parent.entry(kind).or_default().push(row.clone());
        }
    }
    let children = children
        .into_iter()
        .map(|(id, types)| (id.as_str().into(), lists(types).into()));
    Fields::from([
        (BY_ID.into(), Fields::from_iter(by_id).into()),
        (BY_TYPE.into(), lists(by_type).into()),
        (CHILDREN.into(), children.collect::<Fields>().into()),
    ])
    .into()
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

/// `data.parameters.<id>.<name>`: the dots of an id are steps.
fn parameter_tree(parameters: &Parameters) -> Value {
    let mut tree = serde_json::Map::new();
    for (id, values) in parameters.iter().filter(|(_, values)| !values.is_empty()) {
        let mut node = &mut tree;
        for word in id.as_str().split('.') {
            let entry = node
                .entry(word)
                .or_insert_with(|| serde_json::Map::new().into());
            let Json::Object(next) = entry else {
                return Value::Undefined;
            };
            node = next;
        }
        node.extend(values.clone());
    }
    Converter::default().object(&tree)
}
