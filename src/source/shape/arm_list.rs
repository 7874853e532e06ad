//! Lists of Azure Resource Manager, `{"value": […], "nextLink": …}`, and of Microsoft Graph.

use serde_json::{Map, Value};

use super::{Content, field, is_filled, take_field};
use crate::source::completeness::{Kind, Page};
use crate::source::foreign::CONTEXT;

/// Reads one page of a list.
pub(super) fn read(document: Value) -> Result<Content, Value> {
    let Value::Object(mut envelope) = document else {
        return Err(document);
    };
    if !field(&envelope, "value").is_some_and(Value::is_array) {
        return Err(Value::Object(envelope));
    }
    let records = match take_field(&mut envelope, "value") {
        Some(Value::Array(records)) => records,
        _ => Vec::new(),
    };
    let page = page(&envelope, records.len());
    Ok(Content {
        records: in_context(records, envelope.get(CONTEXT)),
        page: Some(page),
        ..Content::default()
    })
}

/// In Microsoft Graph the list says what its elements are.
fn in_context(records: Vec<Value>, context: Option<&Value>) -> Vec<Value> {
    let mut records = records;
    for record in records.iter_mut().filter_map(Value::as_object_mut) {
        if let Some(context) = context {
            let own = record.entry(CONTEXT);
            own.or_insert_with(|| context.clone());
        }
    }
    records
}

fn page(envelope: &Map<String, Value>, found: usize) -> Page {
    let more = is_filled(envelope, "nextlink") || is_filled(envelope, "@odata.nextlink");
    Page {
        kind: Kind::ArmList,
        found,
        count: None,
        total: None,
        more: more.then_some("`nextLink` leads to more"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn more(document: Value) -> Option<&'static str> {
        read(document).unwrap().page.unwrap().more
    }

    #[test]
    fn a_list_has_records_and_perhaps_a_next_page() {
        assert_eq!(read(json!({"value": [1, 2]})).unwrap().records.len(), 2);
        assert_eq!(more(json!({"value": [], "nextLink": null})), None);
        assert_eq!(more(json!({"value": [], "nextLink": ""})), None);
        let link = more(json!({"value": [], "nextLink": "https://x"}));
        assert_eq!(link, Some("`nextLink` leads to more"));
    }

    #[test]
    fn a_list_of_microsoft_graph_says_what_its_elements_are() {
        let context = "https://graph.microsoft.com/v1.0/$metadata#users";
        let content = read(json!({CONTEXT: context, "value": [{"id": "a"}]}));
        let wanted = json!({"id": "a", CONTEXT: context});
        assert_eq!(content.unwrap().records, [wanted]);
    }

    #[test]
    fn other_documents_are_handed_back() {
        for other in [json!([]), json!({"value": 1}), json!({"values": []})] {
            assert_eq!(read(other.clone()), Err(other));
        }
    }
}
