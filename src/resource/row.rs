//! What an export says of a resource.

use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{ResourceId, ResourceType, SYNTHETIC};

/// The row of a resource: `id` and `type` in lower case, everything else as it was exported.
///
/// It is as it was written until somebody looks into it: most rows are looked into by policies
/// alone, which see them in a form of their own.
#[derive(Clone, Debug)]
pub struct Row {
    written: Option<Written>,
    fields: OnceLock<Map<String, Value>>,
}

/// A row as it was written, and what completes it.
#[derive(Clone, Debug)]
pub struct Written {
    text: Box<str>,
    id: ResourceId,
    resource_type: ResourceType,
}

/// The fields that people are shown, that exemptions select by and that groups are made of.
#[derive(Default, Serialize, Deserialize)]
struct Labels {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    synthetic: Option<Value>,
}

impl Labels {
    fn of(fields: &Map<String, Value>) -> Self {
        let field = |key: &str| fields.get(key).cloned();
        Self {
            name: field("name"),
            location: field("location"),
            tags: field("tags"),
            synthetic: field(SYNTHETIC),
        }
    }
}

/// The fields of an object, however they are held.
pub trait Fields {
    /// The text under a key, if it is one.
    fn text(&self, key: &str) -> Option<&str>;

    /// Puts a text under a key, in place of what stands there.
    fn put(&mut self, key: &str, text: &str);
}

impl Row {
    /// The row of these fields, completed.
    pub(super) fn of(
        mut fields: Map<String, Value>,
        id: &ResourceId,
        resource_type: &ResourceType,
    ) -> Self {
        complete(&mut fields, id, resource_type);
        Self {
            written: None,
            fields: OnceLock::from(fields),
        }
    }

    /// The row of an object of JSON that is known to be sound.
    pub(super) fn written(text: &str, id: &ResourceId, resource_type: &ResourceType) -> Self {
        Self {
            written: Some(Written {
                text: text.into(),
                id: id.clone(),
                resource_type: resource_type.clone(),
            }),
            fields: OnceLock::new(),
        }
    }

    /// What is read of the row where no policy is asked, as a row of its own.
    pub fn labels(&self) -> String {
        let labels = match self.unread() {
            Some(written) => serde_json::from_str(written.text()).unwrap_or_default(),
            None => Labels::of(self),
        };
        serde_json::to_string(&labels).unwrap_or_default()
    }

    /// The row as it was written, if nobody has looked into it.
    pub fn unread(&self) -> Option<&Written> {
        let written = self.written.as_ref();
        written.filter(|_| self.fields.get().is_none())
    }
}

impl Written {
    /// The text, an object.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Completes the fields that the text has.
    pub fn complete(&self, fields: &mut impl Fields) {
        complete(fields, &self.id, &self.resource_type);
    }

    fn fields(&self) -> Map<String, Value> {
        let mut fields = serde_json::from_str(&self.text).unwrap_or_default();
        self.complete(&mut fields);
        fields
    }
}

impl Deref for Row {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Map<String, Value> {
        let read = || self.written.as_ref().map(Written::fields);
        self.fields.get_or_init(|| read().unwrap_or_default())
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Fields for Map<String, Value> {
    fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Value::as_str)
    }

    fn put(&mut self, key: &str, text: &str) {
        self.insert(key.to_owned(), text.into());
    }
}

/// Completes a row from the id of its resource: type and id in lower case, `name`,
/// `resourceGroup` and `subscriptionId` as the id has them, `location` in its short form.
fn complete(fields: &mut impl Fields, id: &ResourceId, resource_type: &ResourceType) {
    fields.put("id", id.as_str());
    fields.put("type", resource_type.as_str());
    if fields.text("name").is_none() {
        fields.put("name", id.name());
    }
    if let Some(group) = id.resource_group() {
        fields.put("resourceGroup", group);
    }
    if let Some(subscription) = id.subscription() {
        fields.put("subscriptionId", subscription);
    }
    if let Some(location) = fields.text("location").map(short_location) {
        fields.put("location", &location);
    }
}

/// `West Europe` and `westeurope` are one place; Resource Graph writes the second.
fn short_location(location: &str) -> String {
    location
        .chars()
        .filter(|character| *character != ' ')
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn labels_are_the_same_read_or_not() {
        let id = ResourceId::new("/subscriptions/s/providers/m.x/y/z");
        let kind = ResourceType::new("m.x/y");
        let row = json!({
            "name": "Z", "location": "West Europe", "tags": {"a": "b"}, "properties": {"c": 1}
        });
        let written = Row::written(&row.to_string(), &id, &kind);
        let labels = written.labels();
        assert_eq!(
            labels,
            r#"{"name":"Z","location":"West Europe","tags":{"a":"b"}}"#
        );
        let again = Row::written(&labels, &id, &kind);
        for key in [
            "id",
            "type",
            "name",
            "location",
            "tags",
            "subscriptionId",
            SYNTHETIC,
        ] {
            assert_eq!(again.get(key), written.get(key), "{key}");
        }
        assert!(again.get("properties").is_none());
        let read = Row::written(&written.labels(), &id, &kind);
        assert_eq!(*read, *again);
    }

    #[test]
    fn a_row_that_was_written_is_the_one_of_its_fields() {
        let id = ResourceId::new("/subscriptions/S/resourceGroups/G/providers/M.X/y/Z");
        let kind = ResourceType::new("M.X/y");
        for row in [
            json!({"id": "/odd", "location": "West Europe", "tags": {"a": "\u{e4}\n"}}),
            json!({"name": 7, "location": null, "properties": {"list": [1, -1, 0.5, {}]}}),
        ] {
            let written = Row::written(&row.to_string(), &id, &kind);
            assert!(written.unread().is_some());
            let fields = row.as_object().unwrap().clone();
            assert_eq!(written, Row::of(fields, &id, &kind));
            assert!(written.unread().is_none());
        }
    }
}
