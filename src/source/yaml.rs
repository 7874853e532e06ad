//! YAML, as strictly as JSON. Only Kubernetes writes inventories in it.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::SourceError;
use super::excerpt::Spot;
use super::files::Text;
use super::json::Strict;
use crate::resource::{Origin, Place};

/// Whether a text begins like a mapping of YAML: `apiVersion: v1`.
pub(super) fn is_yaml(text: &str) -> bool {
    let is_content = |line: &&str| {
        let line = line.trim_end();
        !line.is_empty() && !line.starts_with(['#', '%']) && line != "---"
    };
    let first = text.lines().find(is_content).unwrap_or_default();
    let Some((key, value)) = first.split_once(':') else {
        return false;
    };
    let is_word = key.chars().all(|letter| letter.is_ascii_alphanumeric());
    !key.is_empty() && is_word && (value.is_empty() || value.starts_with([' ', '\r']))
}

/// The documents of a text, up to the first that is broken.
pub(super) fn documents(text: &Text) -> Vec<Result<Value, SourceError>> {
    let mut documents = Vec::new();
    for document in serde_yaml::Deserializer::from_str(&text.text) {
        match Strict::deserialize(document) {
            Ok(Strict(Value::Null)) => {}
            Ok(Strict(value)) => documents.push(Ok(value)),
            Err(error) => {
                documents.push(Err(complaint(text, &error)));
                break;
            }
        }
    }
    documents
}

fn complaint(text: &Text, error: &serde_yaml::Error) -> SourceError {
    let offset = error.location().map_or(0, |location| location.index());
    let spot = Spot::new(&text.name, &text.text, 1, offset.min(text.text.len()));
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or(&message);
    SourceError::BrokenYaml {
        origin: Origin {
            file: Arc::clone(&text.name),
            place: Place::LineColumn(spot.line, spot.column),
        },
        reason: reason.to_owned(),
        excerpt: Arc::new(spot.excerpt),
        span: spot.span,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(text: &str) -> Vec<Result<Value, String>> {
        let text = Text {
            name: "a".into(),
            text: text.to_owned(),
        };
        let documents = documents(&text).into_iter();
        documents
            .map(|document| document.map_err(|error| error.to_string()))
            .collect()
    }

    #[test]
    fn yaml_begins_with_a_key() {
        for text in ["apiVersion: v1\n", "# a\n---\nkind:\n", "items:\r\n- a\r\n"] {
            assert!(is_yaml(text), "{text}");
        }
        for text in [
            "{}",
            "[1]",
            "7",
            "Name  Type",
            "https://x: y",
            "\"a\": 1",
            "",
        ] {
            assert!(!is_yaml(text), "{text}");
        }
    }

    #[test]
    fn documents_are_read_one_after_the_other() {
        let text = "a: 1\nb: 2026-01-31\n---\n---\nc: [yes, 'no', null]\n";
        let wanted = [
            json!({"a": 1, "b": "2026-01-31"}),
            json!({"c": ["yes", "no", null]}),
        ];
        assert_eq!(read(text), wanted.map(Ok));
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let twice = read("a: 1\nb:\n  c: 1\n  c: 2\n");
        let message = twice[0].clone().unwrap_err();
        assert!(
            message.ends_with("the key `c` stands twice in one object"),
            "{message}"
        );
        assert!(message.starts_with("`a:"), "{message}");
        let broken = read("a: 1\n---\nb: [1\n");
        assert_eq!(broken[0], Ok(json!({"a": 1})));
        assert!(broken[1].is_err());
    }
}
