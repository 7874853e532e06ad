//! What an inventory is made of: resources, their ids and types, and the scopes they live in.

mod export;
mod id;
mod pattern;
mod row;

use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};

pub use export::{Export, Owner};
pub use id::{Environment, ResourceId, ResourceType, Scope};
pub use pattern::{IdPattern, Narrowness, PatternError};
pub use row::{Fields, Row, Written};

/// One row of an inventory, in the shape of an Azure Resource Graph row.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// The id, in lower case.
    pub id: ResourceId,
    /// The type, in lower case.
    pub resource_type: ResourceType,
    /// The scope that the id belongs to.
    pub scope: Scope,
    /// The whole row.
    pub row: Row,
    /// Where the record stands.
    pub origin: Origin,
}

/// The marker of a row that stands in no export: a subscription known only from ids.
pub const SYNTHETIC: &str = "synthetic";

impl Resource {
    /// A resource with the fields of its record.
    pub fn new(
        id: ResourceId,
        resource_type: ResourceType,
        fields: Map<String, Value>,
        origin: Origin,
    ) -> Self {
        Self {
            scope: id.scope(),
            row: Row::of(fields, &id, &resource_type),
            id,
            resource_type,
            origin,
        }
    }

    /// A resource whose record is an object of JSON that is known to be sound.
    pub fn written(
        id: ResourceId,
        resource_type: ResourceType,
        scope: Scope,
        text: &str,
        origin: Origin,
    ) -> Self {
        Self {
            row: Row::written(text, &id, &resource_type),
            id,
            resource_type,
            scope,
            origin,
        }
    }

    /// A subscription that no record describes but some id names.
    pub fn synthetic_subscription(scope: &Scope) -> Self {
        let id = ResourceId::new(scope.as_str());
        let row = Map::from_iter([
            (SYNTHETIC.to_owned(), Value::Bool(true)),
            ("properties".to_owned(), Value::Object(Map::new())),
        ]);
        Self::new(id, ResourceType::subscription(), row, Origin::synthetic())
    }

    /// The name that people gave it.
    pub fn name(&self) -> &str {
        self.row
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// The value of a tag. Azure compares tag names without regard to case.
    pub fn tag(&self, name: &str) -> Option<&str> {
        let tags = self.row.get("tags")?.as_object()?;
        let (_, value) = tags
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        value.as_str()
    }
}

/// Where a record stands: for messages, never for decisions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The file as the user named it; `-` for standard input.
    pub file: Arc<str>,
    /// The place in it.
    pub place: Place,
}

impl Origin {
    /// No file: the engine made the row.
    pub fn synthetic() -> Self {
        Self {
            file: Arc::from(""),
            place: Place::Whole,
        }
    }
}

/// A place in an inventory file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// A record of a list, counted from 0.
    Record(usize),
    /// A line, counted from 1.
    Line(usize),
    /// A line and a column, both counted from 1.
    LineColumn(usize, usize),
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = &self.file;
        match self.place {
            Place::Whole => write!(formatter, "{file}"),
            Place::Record(index) => write!(formatter, "{file}, record {index}"),
            Place::Line(line) => write!(formatter, "{file}, line {line}"),
            Place::LineColumn(line, column) => write!(formatter, "{file}:{line}:{column}"),
        }
    }
}

impl Serialize for ResourceId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn resource(id: &str, row: Value) -> Resource {
        let Value::Object(row) = row else {
            unreachable!("rows are objects")
        };
        let kind = ResourceType::new("Microsoft.Web/sites");
        Resource::new(ResourceId::new(id), kind, row, Origin::synthetic())
    }

    #[test]
    fn a_row_is_completed_from_its_id() {
        let id = "/subscriptions/ABC/resourceGroups/Shop/providers/Microsoft.Web/sites/Front";
        let site = resource(
            id,
            json!({"location": "West Europe", "tags": {"Team": "shop"}}),
        );
        assert_eq!(site.row["resourceGroup"], "shop");
        assert_eq!(site.row["subscriptionId"], "abc");
        assert_eq!(site.row["type"], "microsoft.web/sites");
        assert_eq!(site.row["location"], "westeurope");
        assert_eq!(site.name(), "front");
        assert_eq!(site.tag("team"), Some("shop"));
    }
}
