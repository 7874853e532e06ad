//! Results of Azure Resource Graph, as `az graph query` and as its REST interface write them.

use serde_json::{Map, Value};

use super::{Content, field, is_filled, take_field};
use crate::source::completeness::{Kind, Page};

/// Reads one page of a result.
pub(super) fn read(document: Value) -> Result<Content, Value> {
    let Value::Object(mut envelope) = document else {
        return Err(document);
    };
    if !field(&envelope, "data").is_some_and(is_data) {
        return Err(Value::Object(envelope));
    }
    let records = match take_field(&mut envelope, "data") {
        Some(Value::Array(records)) => records,
        Some(Value::Object(table)) => records_of_table(table),
        _ => Vec::new(),
    };
    Ok(Content {
        page: Some(page(&envelope, records.len())),
        records,
        ..Content::default()
    })
}

/// Whether it is a list of rows, or a table.
fn is_data(data: &Value) -> bool {
    let is_list = |key| data.get(key).is_some_and(Value::is_array);
    data.is_array() || (is_list("columns") && is_list("rows"))
}

/// The rows of a table as objects. A row that does not fit the columns stays the list that it
/// is, and so becomes an error.
fn records_of_table(mut table: Map<String, Value>) -> Vec<Value> {
    let columns: Vec<String> = list(table.remove("columns"))
        .iter()
        .map(|column| column["name"].as_str().unwrap_or_default().to_owned())
        .collect();
    let row = |row| match row {
        Value::Array(cells) if cells.len() == columns.len() => {
            columns.iter().cloned().zip(cells).collect()
        }
        other => other,
    };
    list(table.remove("rows")).into_iter().map(row).collect()
}

fn list(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(elements)) => elements,
        _ => Vec::new(),
    }
}

fn page(envelope: &Map<String, Value>, found: usize) -> Page {
    let more = if is_filled(envelope, "skiptoken") {
        Some("a skip token leads to more")
    } else if is_truncated(envelope) {
        Some("`resultTruncated` says that rows were left out")
    } else {
        None
    };
    Page {
        kind: Kind::ResourceGraph,
        found,
        count: field(envelope, "count").and_then(Value::as_u64),
        total: field(envelope, "totalrecords").and_then(Value::as_u64),
        more,
    }
}

fn is_truncated(envelope: &Map<String, Value>) -> bool {
    match field(envelope, "resulttruncated") {
        Some(Value::Bool(truncated)) => *truncated,
        Some(Value::String(truncated)) => truncated.eq_ignore_ascii_case("true"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn az_graph_query_writes_pages() {
        let content = read(json!({
            "count": 1, "data": [{"id": "/a"}], "skip_token": "x", "total_records": 3
        }));
        let content = content.unwrap();
        assert_eq!(content.records, [json!({"id": "/a"})]);
        let expected = Page {
            kind: Kind::ResourceGraph,
            found: 1,
            count: Some(1),
            total: Some(3),
            more: Some("a skip token leads to more"),
        };
        assert_eq!(content.page, Some(expected));
    }

    #[test]
    fn the_rest_interface_writes_tables() {
        let content = read(json!({
            "totalRecords": 2, "count": 2, "facets": [], "resultTruncated": "true",
            "data": {
                "columns": [{"name": "id", "type": "string"}, {"name": "tags", "type": "object"}],
                "rows": [["/a", {"x": "y"}], ["/b"]]
            }
        }));
        let content = content.unwrap();
        let rows = [json!({"id": "/a", "tags": {"x": "y"}}), json!(["/b"])];
        assert_eq!(content.records, rows);
        let more = content.page.unwrap().more.unwrap();
        assert_eq!(more, "`resultTruncated` says that rows were left out");
    }

    #[test]
    fn a_result_says_in_many_ways_that_it_was_cut() {
        let more = |truncated: Value| {
            let page = read(json!({"count": 0, "data": [], "resultTruncated": truncated}));
            page.unwrap().page.unwrap().more.is_some()
        };
        for (truncated, is_cut) in [
            (json!(true), true),
            (json!("True"), true),
            (json!(false), false),
            (json!("false"), false),
            (json!(null), false),
        ] {
            assert_eq!(more(truncated.clone()), is_cut, "{truncated}");
        }
    }

    #[test]
    fn a_whole_result_leads_to_no_more() {
        let content = read(json!({
            "totalRecords": 0, "count": 0, "data": [], "$skipToken": null, "resultTruncated": "false"
        }));
        assert_eq!(content.unwrap().page.unwrap().more, None);
    }

    #[test]
    fn other_documents_are_handed_back() {
        for other in [
            json!([]),
            json!({"data": 1}),
            json!({"rows": []}),
            json!({"data": {"rows": []}}),
            json!({"data": {"columns": [], "rows": 1}}),
        ] {
            assert_eq!(read(other.clone()), Err(other));
        }
    }
}
