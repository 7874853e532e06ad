//! The resource that tests and a fixture are about.

use serde_json::{Map, Value, json};

use crate::resource::ResourceType;

/// A resource, the attribute of it that is judged, and two values of that.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    resource: Map<String, Value>,
    attribute: Vec<String>,
    right: Value,
    wrong: Value,
}

/// An id of something that has no name.
const GUID: &str = "00000000-0000-4000-8000-000000000001";

impl Sample {
    /// An invented resource of a type.
    pub fn invented(kind: &ResourceType, attribute: Vec<String>) -> Self {
        let id = invented_id(kind);
        let name = id.rsplit('/').next().unwrap_or_default().to_owned();
        let row = json!({"id": id, "type": kind.as_str(), "name": name, "properties": {}});
        let Value::Object(row) = row else {
            return Self::new(Map::new(), attribute);
        };
        Self::new(row, attribute)
    }

    /// A resource of which an attribute is judged. The value that it has is taken to be right.
    pub fn new(mut resource: Map<String, Value>, attribute: Vec<String>) -> Self {
        let found = take(&mut resource, &attribute);
        let right = found
            .filter(|value| !value.is_null())
            .unwrap_or(Value::Bool(true));
        let wrong = match &right {
            Value::Bool(right) => Value::Bool(!right),
            Value::String(_) => Value::from("other"),
            _ => Value::Null,
        };
        Self {
            resource,
            attribute,
            right,
            wrong,
        }
    }

    /// The keys that lead to what is judged.
    pub fn attribute(&self) -> &[String] {
        &self.attribute
    }

    /// The keys with dots between them.
    pub fn path(&self) -> String {
        self.attribute.join(".")
    }

    /// The value that is taken to be right.
    pub fn right(&self) -> &Value {
        &self.right
    }

    /// A value that is not right.
    pub fn wrong(&self) -> &Value {
        &self.wrong
    }

    /// The resource without what is judged.
    pub fn without(&self) -> &Map<String, Value> {
        &self.resource
    }

    /// The resource with a value of what is judged.
    pub fn with(&self, value: &Value) -> Map<String, Value> {
        let mut resource = self.resource.clone();
        let Some((last, way)) = self.attribute.split_last() else {
            return resource;
        };
        let mut row = &mut resource;
        for key in way {
            let inner = row.entry(key).or_insert_with(|| json!({}));
            if !inner.is_object() {
                *inner = json!({});
            }
            let Value::Object(inner) = inner else {
                return Map::new();
            };
            row = inner;
        }
        row.insert(last.clone(), value.clone());
        resource
    }

    /// A row with a name of its own: the resource and its likes stand in one inventory.
    pub fn named(&self, number: usize, mut row: Map<String, Value>) -> Map<String, Value> {
        let id = row.get("id").and_then(Value::as_str).unwrap_or_default();
        let (before, last) = id.rsplit_once('/').unwrap_or(("", id));
        let name = numbered(last, number);
        let id = format!("{before}/{name}");
        row.insert("id".to_owned(), id.into());
        row.insert("name".to_owned(), name.into());
        row
    }
}

/// `name2-3`; of a GUID the last digits.
fn numbered(name: &str, number: usize) -> String {
    let is_guid = name.len() == GUID.len() && name.matches('-').count() == 4;
    match is_guid {
        true => format!("{}{:04}", &name[..name.len() - 4], number * 1000),
        false => format!("{name}-{number}"),
    }
}

/// Takes a value out of a resource.
fn take(resource: &mut Map<String, Value>, attribute: &[String]) -> Option<Value> {
    match attribute {
        [] => None,
        [last] => resource.remove(last),
        [first, rest @ ..] => take(resource.get_mut(first)?.as_object_mut()?, rest),
    }
}

/// An id of the form that the ids of a type have.
fn invented_id(kind: &ResourceType) -> String {
    let kind = kind.as_str();
    let (namespace, types) = kind.split_once('/').unwrap_or((kind, "things"));
    // Short ones, for a line of a test has an end.
    let subscription = "/subscriptions/s1".to_owned();
    let group = format!("{subscription}/resourcegroups/g1");
    match namespace {
        _ if kind == "microsoft.resources/subscriptions" => subscription,
        _ if kind == "microsoft.resources/subscriptions/resourcegroups" => group,
        "microsoft.graph" => format!("/providers/{kind}/{GUID}"),
        "github" => format!("//github.com/name1/{types}/name2"),
        "kubernetes" => {
            let cluster = "microsoft.containerservice/managedclusters/name1";
            format!(
                "{group}/providers/{cluster}/providers/kubernetes/namespace/name2/{types}/name3"
            )
        }
        _ => {
            let types = types.split('/').zip(1..);
            let path: String = types
                .map(|(kind, number)| format!("/{kind}/name{number}"))
                .collect();
            format!("{group}/providers/{namespace}{path}")
        }
    }
}
