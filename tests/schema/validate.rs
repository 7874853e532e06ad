//! As much of JSON Schema, draft 7, as the schemas of the program use. A keyword that is not known
//! here fails the test that meets it.

use serde_json::{Map, Value};

/// What a schema has against a document: the places, as paths with `/` between their parts.
pub(crate) fn complaints(schema: &Value, document: &Value) -> Vec<String> {
    let mut validator = Validator {
        root: schema,
        complaints: Vec::new(),
    };
    validator.check(schema, document, "");
    validator.complaints
}

struct Validator<'a> {
    root: &'a Value,
    complaints: Vec<String>,
}

impl Validator<'_> {
    fn check(&mut self, schema: &Value, value: &Value, path: &str) {
        let Value::Object(keywords) = schema else {
            assert_eq!(schema, &Value::Bool(true), "at `{path}`");
            return;
        };
        for (keyword, wanted) in keywords {
            if !self.holds(keyword, wanted, keywords, value, path) {
                self.complaints
                    .push(format!("`{path}` breaks {keyword}: {wanted}"));
            }
        }
    }

    fn holds(
        &mut self,
        keyword: &str,
        wanted: &Value,
        all: &Map<String, Value>,
        value: &Value,
        path: &str,
    ) -> bool {
        match keyword {
            "$schema" | "title" | "description" | "default" | "definitions" | "format" => {}
            "$ref" => {
                let pointer = wanted.as_str().unwrap().strip_prefix('#').unwrap();
                let schema = self.root.pointer(pointer).unwrap().clone();
                self.check(&schema, value, path);
            }
            "allOf" => {
                for schema in wanted.as_array().unwrap() {
                    self.check(schema, value, path);
                }
            }
            "anyOf" | "oneOf" => {
                let takes = |schema: &&Value| {
                    let mut inner = Validator {
                        root: self.root,
                        complaints: Vec::new(),
                    };
                    inner.check(schema, value, path);
                    inner.complaints.is_empty()
                };
                let taking = wanted.as_array().unwrap().iter().filter(takes).count();
                return if keyword == "anyOf" {
                    taking >= 1
                } else {
                    taking == 1
                };
            }
            "type" => return is_of(wanted, value),
            "const" => return value == wanted,
            "enum" => return wanted.as_array().unwrap().contains(value),
            "minimum" => {
                return value
                    .as_f64()
                    .is_none_or(|number| number >= wanted.as_f64().unwrap());
            }
            "maximum" => {
                return value
                    .as_f64()
                    .is_none_or(|number| number <= wanted.as_f64().unwrap());
            }
            "minItems" => {
                return value
                    .as_array()
                    .is_none_or(|list| list.len() as u64 >= wanted.as_u64().unwrap());
            }
            "pattern" => {
                return value
                    .as_str()
                    .is_none_or(|text| matches(wanted.as_str().unwrap(), text));
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.check(wanted, item, &join(path, &index.to_string()));
                }
            }
            "required" => {
                let is_there = |key: &Value| value.get(key.as_str().unwrap()).is_some();
                return !value.is_object() || wanted.as_array().unwrap().iter().all(is_there) || {
                    let absent = wanted
                        .as_array()
                        .unwrap()
                        .iter()
                        .filter(|key| !is_there(key));
                    let absent = absent
                        .map(|key| format!("`{}` is required", join(path, key.as_str().unwrap())));
                    self.complaints.extend(absent.collect::<Vec<_>>());
                    false
                };
            }
            "properties" => {
                for (key, schema) in wanted.as_object().unwrap() {
                    if let Some(inner) = value.get(key) {
                        self.check(schema, inner, &join(path, key));
                    }
                }
            }
            "additionalProperties" => {
                let known = all.get("properties").and_then(Value::as_object);
                let others = value.as_object().into_iter().flatten();
                let others =
                    others.filter(|(key, _)| known.is_none_or(|known| !known.contains_key(*key)));
                for (key, inner) in others {
                    match wanted {
                        Value::Bool(false) => self
                            .complaints
                            .push(format!("`{}` is unknown in `{path}`", join(path, key))),
                        schema => self.check(schema, inner, &join(path, key)),
                    }
                }
            }
            other => panic!("the keyword `{other}` at `{path}`"),
        }
        true
    }
}

fn join(path: &str, step: &str) -> String {
    if path.is_empty() {
        step.to_owned()
    } else {
        format!("{path}/{step}")
    }
}

fn is_of(types: &Value, value: &Value) -> bool {
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("the type `{other}`"),
    };
    match types {
        Value::Array(types) => types.iter().any(|kind| is(kind.as_str().unwrap())),
        kind => is(kind.as_str().unwrap()),
    }
}

/// The patterns of the schemas, each by hand.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern {
        "^[a-z][a-z0-9_]*$" => {
            text.starts_with(|first: char| first.is_ascii_lowercase())
                && text
                    .chars()
                    .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_')
        }
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            let shape: String = text
                .chars()
                .map(|sign| if sign.is_ascii_digit() { '9' } else { sign })
                .collect();
            shape == "9999-99-99"
        }
        "^[^A-Z/]+/[^A-Z]+$" => {
            let parts = text.split_once('/');
            parts.is_some_and(|(first, rest)| !first.is_empty() && !rest.is_empty())
                && !text.contains(|letter: char| letter.is_ascii_uppercase())
        }
        other => panic!("the pattern `{other}`"),
    }
}
