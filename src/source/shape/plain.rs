//! Resources without anything around them: what `jq`, `gh api` and most scripts write.

use serde_json::Value;

use super::Content;

/// A list of resources.
pub(super) fn list(document: Value) -> Result<Content, Value> {
    match document {
        Value::Array(records) => Ok(Content {
            records,
            page: None,
        }),
        other => Err(other),
    }
}

/// One resource: an object with an `id` or a `type`. Lacking one of them is the record's error.
pub(super) fn resource(document: Value) -> Result<Content, Value> {
    if document.get("id").is_some() || document.get("type").is_some() {
        list(Value::Array(vec![document]))
    } else {
        Err(document)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_and_an_object_are_records() {
        let read = |document| {
            resource(document)
                .or_else(list)
                .map(|content| content.records)
        };
        assert_eq!(read(json!([])), Ok(vec![]));
        assert_eq!(read(json!([1, {}])), Ok(vec![json!(1), json!({})]));
        assert_eq!(read(json!({"id": "/a"})), Ok(vec![json!({"id": "/a"})]));
        assert_eq!(read(json!({"value": []})), Err(json!({"value": []})));
    }
}
