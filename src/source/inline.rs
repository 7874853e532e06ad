//! The resources that stand inside the record of another one.
//!
//! A virtual network lists its subnets, with ids and types of their own; PSRule nests children
//! under `resources`, sometimes with no more than a name and a type.

use serde_json::{Map, Value};

use super::SourceError;
use super::shape::psrule;
use crate::resource::{Origin, Resource, ResourceId, ResourceType};

/// The key of the nested resources of a resource.
const NESTED: &str = "resources";

/// The children inside a resource's own record, each before its own children.
pub(super) fn children(parent: &Resource) -> Vec<Result<Resource, SourceError>> {
    let mut search = Search {
        beginning: format!("{}/", parent.id),
        origin: &parent.origin,
        found: Vec::new(),
    };
    if let Some(properties) = parent.row.get("properties") {
        search.walk(properties);
    }
    if let Some(nested) = parent.row.get(NESTED) {
        search.nested(nested, (&parent.id, &parent.resource_type));
    }
    search.found
}

struct Search<'a> {
    /// What the ids of all children begin with.
    beginning: String,
    origin: &'a Origin,
    found: Vec<Result<Resource, SourceError>>,
}

impl Search<'_> {
    fn walk(&mut self, value: &Value) {
        match value {
            Value::Array(elements) => elements.iter().for_each(|element| self.walk(element)),
            Value::Object(object) => self.object(object),
            _ => {}
        }
    }

    /// An object that may be a child.
    fn object(&mut self, object: &Map<String, Value>) {
        let Some((id, kind)) = self.identity(object) else {
            object.values().for_each(|value| self.walk(value));
            return;
        };
        let (row, origin) = (object.clone(), self.origin.clone());
        let child = Resource::new(id.clone(), kind.clone(), row, origin);
        self.found.push(Ok(child));
        for (key, value) in object {
            if key == NESTED {
                self.nested(value, (&id, &kind));
            } else {
                self.walk(value);
            }
        }
    }

    /// The id and type of an object that is a child.
    fn identity(&self, object: &Map<String, Value>) -> Option<(ResourceId, ResourceType)> {
        let text = |key| object.get(key).and_then(Value::as_str);
        let id = ResourceId::new(text("id")?);
        let kind = text("type").filter(|kind| is_whole_type(kind.as_bytes()))?;
        let is_inside = id.as_str().starts_with(&self.beginning);
        is_inside.then(|| (id, ResourceType::new(kind)))
    }

    /// The nested resources of a resource.
    fn nested(&mut self, value: &Value, parent: (&ResourceId, &ResourceType)) {
        let Value::Array(elements) = value else {
            return self.walk(value);
        };
        for element in elements {
            match element {
                Value::Object(object) => match completed(object.clone(), parent) {
                    Ok(object) => self.object(&object),
                    Err(reason) => self.complain(reason),
                },
                other => self.walk(other),
            }
        }
    }

    fn complain(&mut self, reason: String) {
        self.found.push(Err(SourceError::NotAResource {
            origin: self.origin.clone(),
            reason,
            help: "its type has more parts than its name; give it an `id`".to_owned(),
        }));
    }
}

/// A nested resource with the id that follows from its parent's, if it has none but a name.
fn completed(
    mut object: Map<String, Value>,
    parent: (&ResourceId, &ResourceType),
) -> Result<Map<String, Value>, String> {
    psrule::rename_keys(&mut object);
    let text = |key| object.get(key).and_then(Value::as_str);
    if let (None, Some(name), Some(kind)) = (text("id"), text("name"), text("type")) {
        let (id, kind) = psrule::child_id(parent, name, kind)
            .ok_or_else(|| format!("the nested resource `{name}` of type `{kind}` has no `id`"))?;
        object.insert("id".to_owned(), id.as_str().into());
        object.insert("type".to_owned(), kind.as_str().into());
    }
    Ok(object)
}

/// `namespace/type`, perhaps with child types.
pub(super) fn is_whole_type(kind: &[u8]) -> bool {
    let mut parts = kind.split(|sign| *sign == b'/');
    let has_namespace = parts.next().is_some_and(|space| space.contains(&b'.'));
    has_namespace && kind.contains(&b'/') && parts.all(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::source::record;

    const NETWORK: &str =
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n";

    /// The ids of the children, from the parent's on, and the messages of errors.
    fn found(mut record: Value) -> Vec<String> {
        record["id"] = NETWORK.into();
        record["type"] = "Microsoft.Network/virtualNetworks".into();
        let parent = record::resource(record, None, Origin::synthetic()).unwrap();
        let show = |child: Result<Resource, SourceError>| match child {
            Ok(child) => child.id.as_str()[NETWORK.len()..].to_owned(),
            Err(error) => error.to_string(),
        };
        children(&parent).into_iter().map(show).collect()
    }

    #[test]
    fn what_has_an_id_under_the_parents_and_a_type_is_a_child() {
        let subnet = json!({
            "id": NETWORK.to_uppercase() + "/subnets/a",
            "type": "Microsoft.Network/virtualNetworks/subnets",
            "properties": {"deep": [{
                "id": format!("{NETWORK}/subnets/a/links/b"),
                "type": "Microsoft.Network/virtualNetworks/subnets/links"
            }]}
        });
        let children = found(json!({"properties": {"x": {"subnets": [subnet]}}}));
        assert_eq!(children, ["/subnets/a", "/subnets/a/links/b"]);
    }

    #[test]
    fn references_are_no_children() {
        let kind = "Microsoft.Network/virtualNetworks/subnets";
        let references = json!([
            {"id": format!("{NETWORK}/subnets/a")},
            {"id": format!("{NETWORK}/subnets/a"), "type": "subnets"},
            {"id": format!("{NETWORK}/subnets/a"), "type": "subnets/links"},
            {"id": format!("{NETWORK}/subnets/a"), "type": "Microsoft.Network"},
            {"id": format!("{NETWORK}/subnets/a"), "type": "Microsoft.Network//subnets"},
            {"id": NETWORK, "type": kind},
            {"id": format!("{NETWORK}2/subnets/a"), "type": kind},
            {"id": "/subscriptions/s", "type": kind},
        ]);
        assert!(found(json!({"properties": {"x": references}})).is_empty());
    }

    #[test]
    fn nested_resources_are_children_with_derived_ids() {
        let children = found(json!({"resources": [
            {"Name": "n/a", "ResourceType": "Microsoft.Network/virtualNetworks/subnets",
             "resources": [{"name": "b", "type": "links"}]},
            {"name": "d", "type": "Microsoft.Insights/diagnosticSettings", "properties": {}},
            {"Id": format!("{NETWORK}/subnets/c"), "type": "Microsoft.Network/virtualNetworks/subnets"},
            {"name": "x", "type": "subnets/links"},
        ]}));
        let expected = [
            "/subnets/a",
            "/subnets/a/links/b",
            "/providers/microsoft.insights/diagnosticsettings/d",
            "/subnets/c",
            "``: the nested resource `x` of type `subnets/links` has no `id`",
        ];
        assert_eq!(children, expected);
    }

    #[test]
    fn a_child_is_a_row_like_others() {
        let parent = json!({"ResourceId": "/a", "ResourceType": "X.Y/z", "resources": [
            {"Name": "b", "Type": "boxes", "Properties": {"Inner": 1}, "Location": "West Europe"}
        ]});
        let origin = Origin {
            file: "f".into(),
            ..Origin::synthetic()
        };
        let parent = record::resource(parent, None, origin.clone()).unwrap();
        let child = children(&parent).remove(0).unwrap();
        assert_eq!(child.resource_type.as_str(), "x.y/z/boxes");
        assert_eq!(child.row["properties"], json!({"Inner": 1}));
        assert_eq!(child.row["location"], "westeurope");
        assert_eq!(child.origin, origin);
    }
}
