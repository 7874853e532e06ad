//! One record into one resource.

use serde_json::{Map, Value};

use super::SourceError;
use super::foreign::{self, Unknown};
use super::shape::{description, keys, psrule};
use crate::resource::{Origin, Owner, Resource, ResourceId, ResourceType};

/// The resource of a record: an object of a service that is known, or a row with at least an id
/// and a type. `owner` is what the records of its document belong to.
pub(super) fn resource(
    record: Value,
    owner: Option<&Owner>,
    origin: Origin,
) -> Result<Resource, SourceError> {
    let mut row = match record {
        Value::Object(row) => row,
        other => return Err(no_object(&other, origin)),
    };
    match foreign::identify(&row, owner) {
        Some(Ok((id, kind))) => return Ok(Resource::new(id, kind, row, origin)),
        Some(Err(Unknown { reason, help })) => {
            return Err(SourceError::NotAResource {
                origin,
                reason,
                help,
            });
        }
        None => psrule::rename_keys(&mut row),
    }
    let resource = of_azure(row, origin)?;
    match owner {
        Some(owner) if !owner.owns(&resource.id) => Err(stranger(&resource, owner)),
        _ => Ok(resource),
    }
}

fn of_azure(mut row: Map<String, Value>, origin: Origin) -> Result<Resource, SourceError> {
    spell_type_out(&mut row);
    spell_settings_alike(&mut row);
    let kind = text(&row, "type").and_then(known_signs);
    match (text(&row, "id"), kind) {
        (Ok(id), Ok(kind)) if ResourceId::is_id(id) => {
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

/// Some lists of Azure Resource Manager leave the type of their elements null; the id says it.
fn spell_type_out(row: &mut Map<String, Value>) {
    if !row.get("type").is_some_and(Value::is_null) {
        return;
    }
    let id = row.get("id").and_then(Value::as_str).map(ResourceId::new);
    if let Some(kind) = id.and_then(|id| id.spelled_type()) {
        row.insert("type".to_owned(), kind.as_str().into());
    }
}

/// The type whose settings are spelled in two ways.
pub(super) const SITE_CONFIG: &str = "microsoft.web/sites/config";

/// Resource Graph's table `appserviceresources` writes `MinTlsVersion` where App Service itself
/// writes `minTlsVersion`.
fn spell_settings_alike(row: &mut Map<String, Value>) {
    let kind = row.get("type").and_then(Value::as_str);
    if !kind.is_some_and(|kind| kind.eq_ignore_ascii_case(SITE_CONFIG)) {
        return;
    }
    if let Some(Value::Object(settings)) = row.get_mut("properties") {
        *settings = psrule::camel_cased(std::mem::take(settings));
    }
}

fn stranger(resource: &Resource, owner: &Owner) -> SourceError {
    SourceError::NotAResource {
        origin: resource.origin.clone(),
        reason: format!("`{}` does not belong to `{owner}`", resource.id),
        help:
            "name what the whole document belongs to, or nothing: its records have ids of their own"
                .to_owned(),
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

/// A type that some policy could name: one with a space in it would be assessed by none.
fn known_signs(kind: &str) -> Result<&str, String> {
    let is_odd = |sign: char| sign.is_whitespace() || sign.is_control();
    match kind.contains(is_odd) {
        true => Err("a space or a control character in `type`".to_owned()),
        false => Ok(kind),
    }
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
        resource(record, None, origin).map_err(|error| error.to_string())
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
            message(json!({"id": "/a", "type": "x.y/z "})),
            "`a`: a space or a control character in `type`"
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
    fn a_null_type_is_the_one_of_the_id() {
        let id = "/subscriptions/s/providers/M.Security/pricings/p";
        let pricing = read(json!({"id": id, "type": null})).unwrap();
        assert_eq!(pricing.row["type"], "m.security/pricings");
        let nameless = json!({"id": "/subscriptions/s", "type": null});
        assert_eq!(read(nameless).unwrap_err(), "`a`: no `type`");
    }

    #[test]
    fn settings_of_a_site_are_spelled_alike() {
        let config = |properties| {
            let record = json!({
                "id": "/s/config/web", "type": "Microsoft.Web/sites/config", "properties": properties
            });
            read(record).unwrap().row["properties"].clone()
        };
        let settings = json!({"minTlsVersion": "1.2", "ftpsState": "Disabled"});
        let graph = json!({"MinTlsVersion": "1.2", "FtpsState": "Disabled"});
        assert_eq!(config(graph), settings);
        assert_eq!(config(settings.clone()), settings);
    }

    #[test]
    fn a_record_belongs_to_its_owner() {
        let owner = Owner::new("/subscriptions/s").unwrap();
        let read = |id: &str| {
            let record = json!({"id": id, "type": "X.Y/z"});
            resource(record, Some(&owner), Origin::synthetic()).map_err(|error| error.to_string())
        };
        assert!(read("/subscriptions/s/resourceGroups/g").is_ok());
        assert_eq!(
            read("/subscriptions/t").unwrap_err(),
            "``: `/subscriptions/t` does not belong to `/subscriptions/s`"
        );
    }

    #[test]
    fn an_object_of_another_service_says_what_it_is() {
        let user = json!({
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users", "id": "0A"
        });
        assert_eq!(
            read(user).unwrap().id.as_str(),
            "/providers/microsoft.graph/users/0a"
        );
        let pod = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}});
        assert_eq!(
            read(pod).unwrap_err(),
            "`a`: objects of Kubernetes do not say which cluster they belong to"
        );
    }

    #[test]
    fn help_shows_the_keys() {
        let error = resource(json!({"a": 1, "b": 2}), None, Origin::synthetic()).unwrap_err();
        let SourceError::NotAResource { help, .. } = error else {
            panic!("{error}")
        };
        assert!(
            help.starts_with("the record has the keys `a`, `b`;"),
            "{help}"
        );
    }
}
