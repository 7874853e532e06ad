//! Lists of Kubernetes objects, and single ones: `kubectl get … -o json`.

use serde_json::{Map, Value};

use super::{Content, plain};
use crate::source::completeness::{Kind, Page};
use crate::source::foreign::is_kubernetes;

/// Reads a list, or one object.
pub(super) fn read(document: Value) -> Result<Content, Value> {
    let Value::Object(mut object) = document else {
        return Err(document);
    };
    if !is_kubernetes(&object) {
        return Err(Value::Object(object));
    }
    let Some(kind) = kind_of_items(&object) else {
        return plain::list(Value::Array(vec![Value::Object(object)]));
    };
    let version = object.get("apiVersion").cloned();
    let records = match object.remove("items") {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    let page = page(&object, records.len());
    let stamped = records
        .into_iter()
        .map(|item| stamped(item, &kind, version.as_ref()));
    Ok(Content {
        records: stamped.collect(),
        page: Some(page),
        ..Content::default()
    })
}

/// What a list is a list of: `Pod` of a `PodList`, nothing in particular of a `List`.
fn kind_of_items(object: &Map<String, Value>) -> Option<String> {
    let kind = object.get("kind")?.as_str()?.strip_suffix("List")?;
    object.get("items")?.is_array().then(|| kind.to_owned())
}

/// The items of a list of one kind do not say of which.
fn stamped(item: Value, kind: &str, version: Option<&Value>) -> Value {
    let mut item = item;
    if let (Value::Object(object), Some(version), false) = (&mut item, version, kind.is_empty()) {
        object.entry("kind").or_insert_with(|| kind.into());
        object
            .entry("apiVersion")
            .or_insert_with(|| version.clone());
    }
    item
}

fn page(list: &Map<String, Value>, found: usize) -> Page {
    let token = list
        .get("metadata")
        .and_then(|metadata| metadata.get("continue"));
    let more = token
        .and_then(Value::as_str)
        .is_some_and(|token| !token.is_empty());
    Page {
        kind: Kind::KubernetesList,
        found,
        count: None,
        total: None,
        more: more.then_some("`metadata.continue` leads to more"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_holds_its_items() {
        let pod = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}});
        let list = json!({"apiVersion": "v1", "kind": "List", "metadata": {}, "items": [&pod]});
        let wanted = [pod];
        assert_eq!(read(list).unwrap().records, wanted);
        assert_eq!(read(wanted[0].clone()).unwrap().records, wanted);
    }

    #[test]
    fn a_list_of_one_kind_says_it_once() {
        let list = json!({
            "apiVersion": "apps/v1", "kind": "DeploymentList",
            "metadata": {"continue": "x"}, "items": [{"metadata": {"name": "a"}}]
        });
        let content = read(list).unwrap();
        let wanted =
            json!({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}});
        assert_eq!(content.records, [wanted]);
        let more = content.page.unwrap().more;
        assert_eq!(more, Some("`metadata.continue` leads to more"));
    }

    #[test]
    fn other_documents_are_handed_back() {
        for other in [
            json!([]),
            json!({"kind": "List", "items": []}),
            json!({"value": []}),
        ] {
            assert_eq!(read(other.clone()), Err(other));
        }
    }
}
