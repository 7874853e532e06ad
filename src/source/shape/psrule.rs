//! Objects of Azure PowerShell, as PSRule's `Export-AzRuleData` writes them: keys in
//! PascalCase, and child resources under `resources`, sometimes without ids of their own.

use serde_json::{Map, Value};

use super::{Content, plain};
use crate::resource::{ResourceId, ResourceType};

/// The keys of Azure PowerShell and those of Azure Resource Graph; of two that mean the same,
/// the first wins.
const KEYS: [(&str, &str); 20] = [
    ("ResourceId", "id"),
    ("Id", "id"),
    ("ResourceType", "type"),
    ("Type", "type"),
    ("ResourceName", "name"),
    ("Name", "name"),
    ("Kind", "kind"),
    ("Location", "location"),
    ("ResourceGroupName", "resourceGroup"),
    ("SubscriptionId", "subscriptionId"),
    ("TenantId", "tenantId"),
    ("Tags", "tags"),
    ("Tag", "tags"),
    ("Properties", "properties"),
    ("Sku", "sku"),
    ("Identity", "identity"),
    ("Plan", "plan"),
    ("ManagedBy", "managedBy"),
    ("Zones", "zones"),
    ("Resources", "resources"),
];

/// The objects of Azure itself, whose keys are PowerShell's too; what is in `properties` comes
/// from Azure as it is.
const OBJECTS: [&str; 3] = ["sku", "identity", "plan"];

/// One object of an export.
pub(super) fn resource(document: Value) -> Result<Content, Value> {
    let identifying = &KEYS[..4];
    if identifying
        .iter()
        .any(|(key, _)| document.get(key).is_some())
    {
        plain::list(Value::Array(vec![document]))
    } else {
        Err(document)
    }
}

/// Gives a record of Azure PowerShell the keys of Azure Resource Graph; other records stay.
pub(in crate::source) fn rename_keys(row: &mut Map<String, Value>) {
    if row.contains_key("id") && row.contains_key("type") {
        return;
    }
    for (theirs, ours) in KEYS {
        if let Some(value) = row.remove(theirs) {
            row.entry(ours).or_insert(value);
        }
    }
    for key in OBJECTS {
        if let Some(Value::Object(object)) = row.get_mut(key) {
            *object = camel_cased(std::mem::take(object));
        }
    }
}

/// An object with its keys in camelCase.
pub(in crate::source) fn camel_cased(object: Map<String, Value>) -> Map<String, Value> {
    let entries = object.into_iter();
    entries
        .map(|(key, value)| (camel_case(&key), value))
        .collect()
}

fn camel_case(key: &str) -> String {
    let mut letters = key.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// The id and type of a child that has only a name and a type, both of which may start at its
/// parent or say everything: `parent/child` or `child`, `Microsoft.Sql/servers/databases` or
/// `databases`. A type of another namespace is that of an extension.
pub(in crate::source) fn child_id(
    parent: (&ResourceId, &ResourceType),
    name: &str,
    kind: &str,
) -> Option<(ResourceId, ResourceType)> {
    let (parent_id, parent_kind) = parent;
    let kind = whole_type(parent_kind, kind);
    let own = kind.as_str().strip_prefix(parent_kind.as_str());
    let (base, kinds) = match own.and_then(|rest| rest.strip_prefix('/')) {
        Some(kinds) => (parent_id.to_string(), kinds),
        None => {
            let (space, kinds) = kind.as_str().split_once('/')?;
            (format!("{parent_id}/providers/{space}"), kinds)
        }
    };
    let path = path(kinds, name)?;
    Some((ResourceId::new(&(base + &path)), kind))
}

fn whole_type(parent: &ResourceType, kind: &str) -> ResourceType {
    match kind.split_once('/') {
        Some((space, _)) if space.contains('.') => ResourceType::new(kind),
        _ => ResourceType::new(&format!("{parent}/{kind}")),
    }
}

/// `/type/name/type/name`, with the last names of `name`, as many as there are types.
fn path(kinds: &str, name: &str) -> Option<String> {
    let names: Vec<&str> = name.split('/').collect();
    let first = names.len().checked_sub(kinds.split('/').count())?;
    let steps = kinds.split('/').zip(&names[first..]);
    steps
        .map(|(kind, name)| {
            let is_filled = !kind.is_empty() && !name.is_empty();
            is_filled.then(|| format!("/{kind}/{name}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn renamed(row: Value) -> Value {
        let Value::Object(mut row) = row else {
            unreachable!("rows are objects")
        };
        rename_keys(&mut row);
        Value::Object(row)
    }

    #[test]
    fn the_keys_of_a_record_become_those_of_resource_graph() {
        let row = renamed(json!({
            "ResourceId": "/a", "Id": "/b", "ResourceName": "n", "ResourceType": "X.Y/z",
            "Kind": "k", "Location": "l", "ResourceGroupName": "g", "SubscriptionId": "s",
            "Tags": {"Team": "t"}, "Properties": {"Inner": {"Deep": 1}},
            "Sku": {"Name": "S1"}, "Identity": {"PrincipalId": "p"}, "Zones": ["1"]
        }));
        let expected = json!({
            "id": "/a", "name": "n", "type": "X.Y/z",
            "kind": "k", "location": "l", "resourceGroup": "g", "subscriptionId": "s",
            "tags": {"Team": "t"}, "properties": {"Inner": {"Deep": 1}},
            "sku": {"name": "S1"}, "identity": {"principalId": "p"}, "zones": ["1"]
        });
        assert_eq!(row, expected);
    }

    #[test]
    fn other_records_stay() {
        let row = json!({"id": "/a", "type": "x.y/z", "Name": "a column", "sku": {"Name": "S1"}});
        assert_eq!(renamed(row.clone()), row);
        assert_eq!(resource(json!({"name": "n"})), Err(json!({"name": "n"})));
        assert!(resource(json!({"Id": "/a"})).is_ok());
    }

    fn child(name: &str, kind: &str) -> Option<String> {
        let parent = ResourceId::new("/p/servers/s");
        let parent_kind = ResourceType::new("Microsoft.Sql/servers");
        let (id, kind) = child_id((&parent, &parent_kind), name, kind)?;
        Some(format!("{id} {kind}"))
    }

    #[test]
    fn a_child_is_named_from_its_parent() {
        let database = "/p/servers/s/databases/d microsoft.sql/servers/databases";
        assert_eq!(child("d", "databases").unwrap(), database);
        let whole = "Microsoft.Sql/servers/databases";
        assert_eq!(child("s/d", whole).unwrap(), database);
        assert_eq!(
            child("d/k", "databases/keys").unwrap(),
            "/p/servers/s/databases/d/keys/k microsoft.sql/servers/databases/keys"
        );
        assert_eq!(
            child("x", "Microsoft.Insights/diagnosticSettings").unwrap(),
            "/p/servers/s/providers/microsoft.insights/diagnosticsettings/x \
             microsoft.insights/diagnosticsettings"
        );
        assert_eq!(child("k", "databases/keys"), None);
        assert_eq!(child("", "databases"), None);
    }
}
