//! The shapes in which tools write inventories, told by their content.
//!
//! A shape is one file with a [`Reader`], and its line in [`SHAPES`].

mod arm_list;
mod collected;
mod kubernetes_list;
mod plain;
pub(super) mod psrule;
mod resource_graph;

use std::sync::{Arc, LazyLock};

use serde_json::{Map, Value};

use super::SourceError;
use super::completeness::Page;
use crate::resource::{Origin, ResourceType};

/// What a document holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Content {
    /// The records, which may turn out to be no resources.
    pub(super) records: Vec<Value>,
    /// What the document says about being one page of many.
    pub(super) page: Option<Page>,
    /// The types that it says were exported.
    pub(super) collected: Vec<ResourceType>,
}

/// Takes a document of one shape apart, and hands back one of another shape.
type Reader = fn(Value) -> Result<Content, Value>;

/// Every shape with its name; the first that fits is it.
const SHAPES: [(&str, Reader); 8] = [
    ("a list of resources", plain::list),
    ("a list of Kubernetes (`items`)", kubernetes_list::read),
    ("one resource", plain::resource),
    (
        "an object of PSRule's `Export-AzRuleData`",
        psrule::resource,
    ),
    (
        "a result of Azure Resource Graph (`data`)",
        resource_graph::read,
    ),
    (
        "a list of Azure Resource Manager or Microsoft Graph (`value`)",
        arm_list::read,
    ),
    ("one object of another service", plain::object),
    (
        "a list of types that were exported (`collected`)",
        collected::read,
    ),
];

/// What an inventory is, said once however many documents are none.
static KNOWN: LazyLock<Arc<str>> = LazyLock::new(|| {
    let names = SHAPES.map(|(name, _)| name).join(", or ");
    format!("an inventory is {names}").into()
});

/// Takes a document apart.
pub(super) fn content(document: Value, origin: &Origin) -> Result<Content, SourceError> {
    let mut document = document;
    for (_, read) in SHAPES {
        match read(document) {
            Ok(content) => return Ok(content),
            Err(other) => document = other,
        }
    }
    Err(SourceError::UnknownShape {
        origin: origin.clone(),
        found: description(&document),
        help: Arc::clone(&KNOWN),
    })
}

/// Whether a document is one record as it stands, and nothing stands around it.
pub(super) fn is_record(document: &Value) -> bool {
    let Value::Object(fields) = document else {
        return false;
    };
    let has = |name| fields.contains_key(name);
    // Lists of Kubernetes have a kind and items, envelopes a content.
    (has("id") || has("type")) && !has("items") && !has("content")
}

/// What a value is, in words.
pub(super) fn description(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "a boolean".to_owned(),
        Value::Number(_) => "a number".to_owned(),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(object) if object.is_empty() => "an object without keys".to_owned(),
        Value::Object(object) => format!("an object with the keys {}", keys(object)),
    }
}

/// The first keys of an object.
pub(super) fn keys(object: &Map<String, Value>) -> String {
    const SHOWN: usize = 6;
    let shown = object.keys().take(SHOWN).map(|key| format!("`{key}`"));
    let more = (object.len() > SHOWN).then(|| "…".to_owned());
    shown.chain(more).collect::<Vec<_>>().join(", ")
}

/// A field of an envelope, however its tool spells it: `skip_token`, `$skipToken`, `SkipToken`.
fn field<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let key = object.keys().find(|key| is_spelling(key, name))?;
    object.get(key)
}

/// The field of an envelope, taken out of it.
fn take_field(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let key = object.keys().find(|key| is_spelling(key, name))?.clone();
    object.remove(&key)
}

/// Whether a list that these keys lead to may be the one in which a document has its records.
pub(super) fn holds_records(path: &[String]) -> bool {
    let Some((key, before)) = path.split_last() else {
        return true;
    };
    let is_in_data = before.last().is_some_and(|key| is_spelling(key, "data"));
    match is_in_data {
        true => key == "rows",
        false => key == "items" || is_spelling(key, "data") || is_spelling(key, "value"),
    }
}

pub(super) fn is_spelling(key: &str, name: &str) -> bool {
    let letters = key.chars().filter(|letter| !matches!(letter, '_' | '$'));
    letters
        .map(|letter| letter.to_ascii_lowercase())
        .eq(name.chars())
}

/// Whether a field holds a text that is not empty.
fn is_filled(object: &Map<String, Value>, name: &str) -> bool {
    let text = field(object, name).and_then(Value::as_str);
    text.is_some_and(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn error(document: Value) -> String {
        let origin = Origin {
            file: "a".into(),
            ..Origin::synthetic()
        };
        content(document, &origin).unwrap_err().to_string()
    }

    #[test]
    fn an_unknown_document_is_described() {
        assert_eq!(error(json!(1)), "`a` is no inventory: it is a number");
        assert_eq!(
            error(json!({"error": {}, "message": ""})),
            "`a` is no inventory: it is an object with the keys `error`, `message`"
        );
    }

    #[test]
    fn a_message_names_six_keys() {
        let keys = |count: usize| {
            let letters = ["a", "b", "c", "d", "e", "f", "g"];
            let object = letters.iter().take(count);
            super::keys(&object.map(|key| (String::from(*key), json!(1))).collect())
        };
        assert_eq!(keys(5), "`a`, `b`, `c`, `d`, `e`");
        assert_eq!(keys(6), "`a`, `b`, `c`, `d`, `e`, `f`");
        assert_eq!(keys(7), "`a`, `b`, `c`, `d`, `e`, `f`, …");
    }

    #[test]
    fn fields_have_many_spellings() {
        for key in ["skip_token", "$skipToken", "SkipToken"] {
            let Value::Object(object) = json!({key: "x"}) else {
                unreachable!("it is an object")
            };
            assert!(is_filled(&object, "skiptoken"));
        }
    }
}
