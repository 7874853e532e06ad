//! A document with what it belongs to around it: `{"of": "/subscriptions/…", "content": …}`.
//! Tools write documents that do not say it; scripts around them can.

use serde_json::Value;

use crate::resource::Owner;

const OF: &str = "of";
pub(super) const CONTENT: &str = "content";

/// A document, and what it belongs to if that is said around it.
#[derive(Debug, PartialEq)]
pub(super) struct Opened {
    pub(super) document: Value,
    pub(super) of: Option<Owner>,
}

/// Takes the envelope off a document that has one.
///
/// # Errors
/// An envelope that names no possible owner, in words.
pub(super) fn open(document: Value) -> Result<Opened, String> {
    let Value::Object(mut object) = document else {
        return Ok(Opened { document, of: None });
    };
    let is_envelope = object.len() == 2 && object.contains_key(OF);
    let Some(content) = is_envelope.then(|| object.remove(CONTENT)).flatten() else {
        let document = Value::Object(object);
        return Ok(Opened { document, of: None });
    };
    let of = object.get(OF).and_then(Value::as_str).unwrap_or_default();
    Ok(Opened {
        document: content,
        of: Some(Owner::new(of)?),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_envelope_names_the_owner() {
        let opened = open(json!({"of": "tenant", "content": [1]})).unwrap();
        assert_eq!(opened.document, json!([1]));
        assert_eq!(opened.of, Some(Owner::Tenant));
        assert!(open(json!({"of": "Contoso", "content": []})).is_err());
        assert!(open(json!({"of": 1, "content": []})).is_err());
    }

    #[test]
    fn other_documents_stay_as_they_are() {
        for document in [
            json!([]),
            json!({"of": "tenant"}),
            json!({"of": "tenant", "content": 1, "more": 2}),
        ] {
            let opened = open(document.clone()).unwrap();
            assert_eq!(opened, Opened { document, of: None });
        }
    }
}
