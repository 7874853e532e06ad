//! What an export script says that it asked for: `{"collected": ["microsoft.sql/servers/keys"]}`.

use serde_json::Value;

use super::Content;
use crate::resource::ResourceType;

/// Reads a list of types that were exported, and found empty where there is none.
pub(super) fn read(document: Value) -> Result<Content, Value> {
    let is_alone = document.as_object().is_some_and(|object| object.len() == 1);
    let types = document
        .get("collected")
        .filter(|_| is_alone)
        .and_then(types);
    match types {
        Some(collected) => Ok(Content {
            collected,
            ..Content::default()
        }),
        None => Err(document),
    }
}

fn types(list: &Value) -> Option<Vec<ResourceType>> {
    let texts = list.as_array()?.iter().map(Value::as_str);
    texts.map(|text| text.map(ResourceType::new)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_of_types_holds_no_records() {
        let content = read(json!({"collected": ["M.X/y"]})).unwrap();
        assert_eq!(content.collected, [ResourceType::new("m.x/y")]);
        assert!(content.records.is_empty());
        for other in [
            json!({"collected": [1]}),
            json!({"collected": [], "id": "/a"}),
        ] {
            assert_eq!(read(other.clone()), Err(other));
        }
    }
}
