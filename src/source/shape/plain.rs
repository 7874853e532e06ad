//! Resources without anything around them: what `jq`, `gh api` and most scripts write.

use serde_json::Value;

use super::Content;
use crate::source::foreign;

/// A list of resources.
pub(super) fn list(document: Value) -> Result<Content, Value> {
    match document {
        Value::Array(records) => Ok(Content {
            records,
            ..Content::default()
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

/// One object of another service, which says in its words what it is.
pub(super) fn object(document: Value) -> Result<Content, Value> {
    let fields = document.as_object();
    if fields.is_some_and(|fields| foreign::identify(fields, None).is_some()) {
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
