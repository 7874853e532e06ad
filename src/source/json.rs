//! JSON, strictly: a key stands once in an object, and every error has its place.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::SourceError;
use super::excerpt::Spot;
use crate::resource::{Origin, Place};

/// Reads a text that is one document.
pub(super) fn document(text: &str) -> serde_json::Result<Value> {
    serde_json::from_str(text).map(|Strict(value)| value)
}

/// Reads documents that stand one after the other, up to the first that is broken.
pub(super) fn stream(text: &str) -> impl Iterator<Item = serde_json::Result<Value>> {
    let documents = serde_json::Deserializer::from_str(text).into_iter::<Strict>();
    documents.map(|document| document.map(|Strict(value)| value))
}

/// What the parser found wrong with `text`, whose first line is the line `first_line` of `file`.
pub(super) fn complaint(
    file: &Arc<str>,
    text: &str,
    first_line: usize,
    error: &serde_json::Error,
) -> SourceError {
    let reason = without_place(error);
    let duplicate = duplicate_key(&reason);
    let mut offset = offset_of(text, error);
    if let Some(key) = duplicate {
        let before = &text[..text.ceil_char_boundary(offset + 1)];
        offset = before.rfind(&format!("\"{key}\"")).unwrap_or(offset);
    }
    let spot = Spot::new(file, text, first_line, offset);
    let origin = Origin {
        file: Arc::clone(file),
        place: Place::LineColumn(spot.line, spot.column),
    };
    let excerpt = Arc::new(spot.excerpt);
    let span = spot.span;
    if let Some(key) = duplicate {
        SourceError::DuplicateKey {
            origin,
            key: key.to_owned(),
            excerpt,
            span,
        }
    } else {
        let advice = advice(text, offset, error);
        SourceError::BrokenJson {
            origin,
            reason,
            excerpt,
            span,
            help: format!("{advice}; `--skip-invalid` leaves out what is broken"),
        }
    }
}

/// What may have happened to a broken text, and what to do.
fn advice(text: &str, offset: usize, error: &serde_json::Error) -> &'static str {
    if error.is_eof() {
        "the export may be cut off, so export it again"
    } else if text[offset..].starts_with('\0') {
        "this looks like UTF-16 without its byte order mark, so save the file as UTF-8"
    } else if error.to_string().starts_with("recursion limit exceeded") {
        "lists and objects may be nested 127 deep"
    } else {
        "inventories are JSON, as `--output json` of `az` writes it"
    }
}

/// The byte at which the parser stopped; it counts lines and columns from 1, columns in bytes.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let lines = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    (start + error.column().saturating_sub(1)).min(text.len())
}

fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

/// A value in which no key of an object stands twice.
pub(super) struct Strict(pub(super) Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

fn stands_twice(key: &str) -> String {
    format!("the key `{key}` stands twice in one object")
}

/// The key that an error of [`Strict`] is about.
fn duplicate_key(reason: &str) -> Option<&str> {
    let rest = reason.strip_prefix("the key `")?;
    rest.strip_suffix("` stands twice in one object")
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(element)) = elements.next_element()? {
            list.push(element);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(stands_twice(&key)));
            }
            let Strict(value) = entries.next_value()?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn error(text: &str) -> SourceError {
        let error = document(text).unwrap_err();
        complaint(&"a.json".into(), text, 1, &error)
    }

    #[test]
    fn values_are_those_of_serde_json() {
        let text = r#"{"a": [1, -2, 1.50, 18446744073709551615, true, null, "ü\n"], "b": {}}"#;
        let expected: Value = serde_json::from_str(text).unwrap();
        assert_eq!(document(text).unwrap(), expected);
        let documents: Result<Vec<_>, _> = stream("[1] {}\n[]").collect();
        assert_eq!(documents.unwrap(), [json!([1]), json!({}), json!([])]);
    }

    #[test]
    fn a_key_stands_once() {
        let error = error("{\"a\": 1,\n \"é\": {\"b\": 1, \"b\" : 2}}");
        let message = "`a.json:2:16`: the key `b` stands twice in one object";
        assert_eq!(error.to_string(), message);
        let SourceError::DuplicateKey { excerpt, .. } = error else {
            panic!("{error}")
        };
        assert_eq!(excerpt.text(), " \"é\": {\"b\": 1, \"b\" : 2}}");
    }

    #[test]
    fn broken_json_is_shown_where_it_breaks() {
        let message = "`a.json:2:2` is not valid JSON: expected value";
        assert_eq!(error("[1,\n NaN]").to_string(), message);
        let message = "`a.json:1:3` is not valid JSON: EOF while parsing a list";
        assert_eq!(error("[1 ").to_string(), message);
    }

    #[test]
    fn a_rendered_error_shows_the_line_of_the_file() {
        let theme = miette::GraphicalTheme::unicode_nocolor();
        let mut rendered = String::new();
        miette::GraphicalReportHandler::new_themed(theme)
            .render_report(&mut rendered, &error("[\n1,\n  {\"a\": nul}\n]"))
            .unwrap();
        assert!(rendered.contains("source::broken_json"), "{rendered}");
        assert!(rendered.contains("[a.json:3:12]"), "{rendered}");
        assert!(rendered.contains("3 │   {\"a\": nul}"), "{rendered}");
    }

    #[test]
    fn nesting_has_an_end() {
        assert!(document(&("[".repeat(120) + &"]".repeat(120))).is_ok());
        let error = error(&("[".repeat(129) + &"]".repeat(129))).to_string();
        assert!(error.ends_with("recursion limit exceeded"), "{error}");
    }
}
