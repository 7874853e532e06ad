//! JSON Schemas of documents, derived from the types that read and write them.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

/// The schema of a document that is read into `T`: what reading refuses, the schema refuses. A
/// key without a value is refused, so nothing may be null.
///
/// Draft 7 is what editors understand the longest.
pub fn of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().for_deserialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>().into();
    demand_values(&mut schema);
    schema
}

/// The schema of a document that is written from `T`.
pub fn written<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().for_serialize();
    settings.into_generator().into_root_schema_for::<T>().into()
}

/// Takes null out of a schema, wherever an absent value put it.
fn demand_values(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            without_null_type(object);
            without_null_branch(object);
            if object.get("default").is_some_and(is_absence) {
                object.remove("default");
            }
            object.values_mut().for_each(demand_values);
        }
        Value::Array(items) => items.iter_mut().for_each(demand_values),
        _ => {}
    }
}

/// A default that says no more than that the key may be left out.
fn is_absence(default: &Value) -> bool {
    match default {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(keys) => keys.values().all(is_absence),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

/// `["string", "null"]` becomes `"string"`.
fn without_null_type(object: &mut Map<String, Value>) {
    let Some(Value::Array(types)) = object.get_mut("type") else {
        return;
    };
    types.retain(|kind| kind != "null");
    if let [kind] = types.as_slice() {
        let kind = kind.clone();
        object.insert("type".to_owned(), kind);
    }
}

/// `anyOf: [X, null]` becomes `X`.
fn without_null_branch(object: &mut Map<String, Value>) {
    let Some(Value::Array(branches)) = object.get_mut("anyOf") else {
        return;
    };
    branches.retain(|branch| branch.get("type").is_none_or(|kind| kind != "null"));
    if let [branch] = branches.as_slice() {
        let branch = branch.clone();
        object.remove("anyOf");
        object.insert("allOf".to_owned(), Value::Array(vec![branch]));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_may_be_null() {
        #[derive(JsonSchema)]
        #[allow(dead_code)]
        struct Inner {
            /// A number.
            number: Option<u8>,
        }
        #[derive(JsonSchema)]
        #[allow(dead_code)]
        struct Outer {
            /// A word.
            word: Option<String>,
            /// The rest.
            inner: Option<Inner>,
        }
        let schema = of::<Outer>();
        let word = json!({"description": "A word.", "type": "string"});
        assert_eq!(schema["properties"]["word"], word);
        let inner = json!({"description": "The rest.", "allOf": [{"$ref": "#/definitions/Inner"}]});
        assert_eq!(schema["properties"]["inner"], inner);
        assert!(!schema.to_string().contains("null"), "{schema}");
        assert!(written::<Outer>().to_string().contains("null"));
    }
}
