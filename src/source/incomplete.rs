//! Rows that look whole and are not: exported by a command that leaves values out.

use std::collections::BTreeSet;

use serde_json::Value;

use super::SourceError;
use super::foreign::CONTEXT;
use crate::resource::{Resource, ResourceType};

/// What PowerShell writes in place of a list or object that is too deep.
const STAND_INS: [&str; 2] = ["System.Object[]", "System.Collections.Hashtable"];

/// What is missing in a row that some policy would read.
pub(super) fn complaint(
    resource: &Resource,
    read_types: &BTreeSet<ResourceType>,
) -> Option<SourceError> {
    if !read_types.contains(&resource.resource_type) {
        return None;
    }
    let (reason, help) = lack(resource)?;
    let help = format!("{help}; `--allow-partial` leaves such rows out");
    Some(SourceError::IncompleteRow {
        origin: resource.origin.clone(),
        id: resource.id.to_string(),
        reason,
        help,
    })
}

/// What is missing, and how to export it.
fn lack(resource: &Resource) -> Option<(String, &'static str)> {
    if has_members_cut_off(resource) {
        let reason = format!("it has {EXPANDED} members, the most that `$expand` returns");
        let help = "`securescore collect --print` asks for the members of each group";
        return Some((reason, help));
    }
    let properties = resource.row.get("properties")?;
    if properties.is_null() {
        let reason = "its `properties` are null".to_owned();
        let help = "`az resource list` leaves them out; `az graph query` does not";
        return Some((reason, help));
    }
    let (path, stand_in) = stand_in(properties)?;
    let reason = format!("`properties{path}` is `{}`", beginning(stand_in));
    let help = "PowerShell writes this in place of values that are too deep; \
                `ConvertTo-Json -Depth 100` keeps them";
    Some((reason, help))
}

/// Microsoft Graph expands so many members of a group and does not say that there are more.
const EXPANDED: usize = 20;

fn has_members_cut_off(group: &Resource) -> bool {
    let context = group.row.get(CONTEXT).and_then(Value::as_str);
    let is_expanded = context.is_some_and(|context| context.contains("members("));
    let members = group.row.get("members").and_then(Value::as_array);
    is_expanded && members.is_some_and(|members| members.len() == EXPANDED)
}

/// The first text that stands in for a value, and the way to it.
fn stand_in(value: &Value) -> Option<(String, &str)> {
    match value {
        Value::String(text) => is_stand_in(text).then(|| (String::new(), text.as_str())),
        Value::Array(elements) => elements.iter().enumerate().find_map(|(index, element)| {
            let (path, text) = stand_in(element)?;
            Some((format!("[{index}]{path}"), text))
        }),
        Value::Object(object) => object.iter().find_map(|(key, value)| {
            let (path, text) = stand_in(value)?;
            Some((format!(".{key}{path}"), text))
        }),
        _ => None,
    }
}

/// `@{name=value; …}` is an object of PowerShell. `@{body('x')}` is an expression of a logic
/// app: what stands before its first `=`, if it has one, is no plain name.
fn is_stand_in(text: &str) -> bool {
    let object = text
        .strip_prefix("@{")
        .and_then(|rest| rest.strip_suffix('}'));
    let is_object = object.is_some_and(|inside| match inside.split_once('=') {
        Some((name, _)) => !name.contains(['(', ')', '\'', '"', '?', '[']),
        None => inside.is_empty(),
    });
    is_object || STAND_INS.contains(&text)
}

fn beginning(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::resource::Origin;
    use crate::source::record;

    fn message(properties: &Value) -> Option<String> {
        let record = json!({"id": "/a", "type": "X.Y/z", "properties": properties});
        let resource = record::resource(record, None, Origin::synthetic()).unwrap();
        assert!(complaint(&resource, &BTreeSet::new()).is_none());
        let read_types = BTreeSet::from([ResourceType::new("X.Y/z")]);
        complaint(&resource, &read_types).map(|error| error.to_string())
    }

    #[test]
    fn null_properties_are_missing() {
        let expected = "``: `/a` is not exported in full: its `properties` are null";
        assert_eq!(message(&Value::Null).unwrap(), expected);
    }

    #[test]
    fn values_too_deep_for_powershell_are_missing() {
        for stand_in in [
            "System.Object[]",
            "System.Collections.Hashtable",
            "@{a=1; b=}",
        ] {
            let message = message(&json!({"x": [1, {"y": stand_in}]})).unwrap();
            let expected = format!("`properties.x[1].y` is `{stand_in}`");
            assert!(message.ends_with(&expected), "{message}");
        }
    }

    #[test]
    fn a_group_with_as_many_members_as_are_expanded_may_have_more() {
        let message = |set: &str, members: usize| {
            let record = json!({
                "id": "g",
                "@odata.context": format!("https://graph.microsoft.com/v1.0/$metadata#groups{set}"),
                "members": vec![json!({"id": "u"}); members],
            });
            let group = record::resource(record, None, Origin::synthetic()).unwrap();
            let read_types = BTreeSet::from([ResourceType::new("microsoft.graph/groups")]);
            complaint(&group, &read_types).map(|error| error.to_string())
        };
        assert!(
            message("(id,members())", 20)
                .unwrap()
                .contains("20 members")
        );
        assert_eq!(message("(id,members())", 19), None);
        assert_eq!(message("/$entity", 20), None);
    }

    #[test]
    fn whole_rows_are_whole() {
        let expressions = json!(["@{body('a')}", "@{equals(1, '=')}", "System.Object", "@{"]);
        assert_eq!(message(&json!({"definition": expressions})), None);
        assert_eq!(message(&json!({})), None);
    }
}
