//! The estate of Contoso, as it is and with values that nobody would expect in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Duration;

use securescore::bundle::built_in_policies;
use securescore::inventory::{Inventory, OnDuplicate, ScopeInventory};
use securescore::policy::PolicySet;
use securescore::recommendation::Recommendation;
use securescore::rego::{Documents, Limits, Parameters, Program};
use securescore::resource::{Origin, Resource, ResourceId, ResourceType};
use serde_json::{Map, Value, json};
use walkdir::WalkDir;

/// The rows of all files of an inventory, whatever stands around them.
pub(crate) fn rows(directory: &str) -> Vec<Map<String, Value>> {
    let mut rows = Vec::new();
    for entry in WalkDir::new(directory).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path
            .extension()
            .is_some_and(|end| end == "json" || end == "ndjson")
        {
            collect(&documents(&path), &mut rows);
        }
    }
    rows
}

fn documents(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap();
    let documents = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    documents.map(Result::unwrap).collect()
}

fn collect(value: &Value, rows: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, rows)),
        Value::Object(object) => {
            let text = |key| object.get(key).and_then(Value::as_str);
            match (text("id"), text("type")) {
                (Some(id), Some(_)) if id.starts_with('/') => rows.push(object.clone()),
                _ => ["data", "value", "content"]
                    .iter()
                    .filter_map(|key| object.get(*key))
                    .for_each(|inner| collect(inner, rows)),
            }
        }
        _ => {}
    }
}

pub(crate) fn inventory(rows: &[Map<String, Value>]) -> Inventory {
    let resource = |row: &Map<String, Value>| {
        let text = |key: &str| row[key].as_str().unwrap_or("");
        let (id, kind) = (ResourceId::new(text("id")), ResourceType::new(text("type")));
        Resource::new(id, kind, row.clone(), Origin::synthetic())
    };
    let resources = rows.iter().map(resource).collect();
    let none = Vec::new();
    Inventory::build(resources, none, OnDuplicate::First, &BTreeSet::new()).unwrap()
}

/// Numbers that look random and are the same each time.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }
}

/// Values that stand in for others.
fn odd() -> Vec<Value> {
    vec![
        Value::Null,
        json!(""),
        json!("Disabled"),
        json!("*"),
        json!(0),
        json!(-1.5),
        json!(true),
        json!(false),
        json!([]),
        json!([null, "x", 3]),
        json!({}),
        json!({"properties": {"a": 1}}),
        json!([{"properties": {}}]),
    ]
}

/// Exchanges a value somewhere in another one.
fn exchange(value: &mut Value, numbers: &mut Numbers) {
    let goes_on = numbers.below(5) > 0;
    match value {
        Value::Array(items) if goes_on && !items.is_empty() => {
            let place = numbers.below(items.len());
            exchange(&mut items[place], numbers);
        }
        Value::Object(fields) if goes_on && !fields.is_empty() => {
            let place = numbers.below(fields.len());
            exchange(fields.values_mut().nth(place).unwrap(), numbers);
        }
        other => {
            let mut odd = odd();
            *other = odd.swap_remove(numbers.below(odd.len()));
        }
    }
}

/// The same rows with a value exchanged in most of them.
pub(crate) fn spoiled(
    rows: &[Map<String, Value>],
    numbers: &mut Numbers,
) -> Vec<Map<String, Value>> {
    let mut rows = rows.to_vec();
    rows.iter_mut().for_each(|row| spoil(row, numbers));
    rows
}

/// Exchanges a value in a row, if it has more than its id and type.
pub(crate) fn spoil(row: &mut Map<String, Value>, numbers: &mut Numbers) {
    let fields = row
        .iter_mut()
        .filter(|(key, _)| *key != "id" && *key != "type");
    let mut fields: Vec<&mut Value> = fields.map(|(_, value)| value).collect();
    if !fields.is_empty() {
        let place = numbers.below(fields.len());
        exchange(fields[place], numbers);
    }
}

/// Every parameter at its default.
pub(crate) fn parameters(set: &PolicySet) -> Parameters {
    let defaults = |known: &Recommendation| -> BTreeMap<String, Value> {
        let parameters = known.parameters.iter();
        parameters
            .map(|(name, parameter)| (name.clone(), parameter.default.clone()))
            .collect()
    };
    let known = set.policies.values().map(|policy| &policy.recommendation);
    known
        .map(|known| (known.id.clone(), defaults(known)))
        .collect()
}

/// The built-in policies.
pub(crate) fn built_in() -> PolicySet {
    PolicySet::read(built_in_policies()).unwrap()
}

/// The built-in policies, compiled, with all the time that they want.
pub(crate) fn program(set: &PolicySet) -> Program {
    let limits = Limits {
        time: Duration::from_secs(600),
        ..Limits::default()
    };
    Program::shipped(set, "2026-11-24T00:00:00Z".parse().unwrap(), limits)
}

/// Visits the scopes of Contoso, once as they are, and then with values exchanged; says how many
/// times.
pub(crate) fn for_each_scope(
    seed: u64,
    mut visit: impl FnMut(&ScopeInventory, &Documents, &mut Numbers),
) -> usize {
    let rounds = std::env::var("SECURESCORE_ROUNDS").ok();
    let rounds: usize = rounds.map_or(6, |rounds| rounds.parse().unwrap());
    let plain = rows("fixtures/contoso/inventory");
    let mut numbers = Numbers(seed);
    for round in 0..rounds {
        let rows = match round {
            0 => plain.clone(),
            _ => spoiled(&plain, &mut numbers),
        };
        let inventory = inventory(&rows);
        let above = inventory.above().unwrap();
        let of = |above: &ScopeInventory| Documents::of(above, &Documents::default()).unwrap();
        let above = above.as_deref().map(of).unwrap_or_default();
        for scope in inventory.loaded().map(Result::unwrap) {
            visit(&scope, &above, &mut numbers);
        }
    }
    rounds
}
