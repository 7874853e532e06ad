//! One record into one resource.

use serde_json::{Map, Value};

use super::SourceError;
use super::shape::{description, keys, psrule};
use crate::resource::{Origin, Resource, ResourceId, ResourceType};

/// How the ids of Azure, AWS and GCP begin, in lower case; GCP's is a case of Azure's.
const BEGINNINGS: [&str; 2] = ["/", "arn:"];

/// The resource of a record, which has at least an id and a type.
pub(super) fn resource(record: Value, origin: Origin) -> Result<Resource, SourceError> {
    let mut row = match record {
        Value::Object(row) => row,
        other => return Err(no_object(&other, origin)),
    };
    psrule::rename_keys(&mut row);
    match (text(&row, "id"), text(&row, "type")) {
        (Ok(id), Ok(kind)) if BEGINNINGS.iter().any(|start| starts_with(id, start)) => {
            let (id, kind) = (ResourceId::new(id), ResourceType::new(kind));
            Ok(Resource::new(id, kind, row, origin))
        }
        (Ok(id), Ok(_)) => Err(SourceError::NotAResource {
            reason: format!("`{id}` is not the id of a resource"),
            help: "ids start with `/`, `arn:` or `//`".to_owned(),
            origin,
        }),
        (id, kind) => Err(SourceError::NotAResource {
            reason: lacks([id.err(), kind.err()]),
            help: help(&row),
            origin,
        }),
    }
}

/// A text that is not empty, or what is wrong with it.
fn text<'a>(row: &'a Map<String, Value>, key: &str) -> Result<&'a str, String> {
    match row.get(key) {
        None | Some(Value::Null) => Err(format!("no `{key}`")),
        Some(Value::String(text)) if text.trim_matches('/').is_empty() && text != "/" => {
            Err(format!("an empty `{key}`"))
        }
        Some(Value::String(text)) => Ok(text),
        Some(other) => Err(format!("`{key}` is {}, not a string", description(other))),
    }
}

fn starts_with(id: &str, start: &str) -> bool {
    let beginning = id.get(..start.len());
    beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(start))
}

fn lacks(reasons: [Option<String>; 2]) -> String {
    let reasons: Vec<String> = reasons.into_iter().flatten().collect();
    reasons.join(" and ")
}

fn help(row: &Map<String, Value>) -> String {
    if row.is_empty() {
        return "the record has no keys at all".to_owned();
    }
    format!(
        "the record has the keys {}; a query that projects columns has to project `id` and `type`",
        keys(row)
    )
}

fn no_object(record: &Value, origin: Origin) -> SourceError {
    SourceError::NotAResource {
        origin,
        reason: format!("a record is an object, and this is {}", description(record)),
        help: match record {
            Value::Array(_) => "a row of a table has as many cells as the table has columns",
            _ => "each record is a resource with its `id` and `type`",
        }
        .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(record: Value) -> Result<Resource, String> {
        let origin = Origin {
            file: "a".into(),
            ..Origin::synthetic()
        };
        resource(record, origin).map_err(|error| error.to_string())
    }

    #[test]
    fn a_record_with_id_and_type_is_a_resource() {
        let ids = [
            "/subscriptions/S",
            "ARN:aws:s3:::b",
            "//storage/projects/p",
            "/",
        ];
        for id in ids {
            let resource = read(json!({"id": id, "type": "X.Y/z", "tags": null})).unwrap();
            assert_eq!(resource.id, ResourceId::new(id));
            assert_eq!(resource.resource_type.as_str(), "x.y/z");
        }
        let site = read(json!({"ResourceId": "/a/B", "Type": "X.Y/z", "Name": "B"})).unwrap();
        assert_eq!(site.id.as_str(), "/a/b");
        assert_eq!(site.name(), "B");
    }

    #[test]
    fn other_records_say_what_they_lack() {
        let message = |record| read(record).unwrap_err();
        assert_eq!(message(json!({"id": "/a"})), "`a`: no `type`");
        assert_eq!(message(json!({"name": 1})), "`a`: no `id` and no `type`");
        assert_eq!(
            message(json!({"id": 1, "type": ""})),
            "`a`: `id` is a number, not a string and an empty `type`"
        );
        assert_eq!(
            message(json!({"id": "b-1", "type": "x"})),
            "`a`: `b-1` is not the id of a resource"
        );
        assert_eq!(
            message(json!([1])),
            "`a`: a record is an object, and this is a list"
        );
    }

    #[test]
    fn help_shows_the_keys() {
        let error = resource(json!({"a": 1, "b": 2}), Origin::synthetic()).unwrap_err();
        let SourceError::NotAResource { help, .. } = error else {
            panic!("{error}")
        };
        assert!(
            help.starts_with("the record has the keys `a`, `b`;"),
            "{help}"
        );
    }
}
