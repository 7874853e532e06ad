//! The same inputs give the same bytes: whatever the order of records, the split into files, the
//! number of workers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use securescore::cli::Exit;
use serde_json::{Value, json};
use support::{AS_OF, securescore};

const CONTOSO: &str = "fixtures/contoso";

/// All records of the estate's inventory, whatever shape they were exported in, each with what it
/// needs of what stood around it: the owner, the set of Microsoft Graph.
fn records() -> Vec<Value> {
    let inventory = Path::new(CONTOSO).join("inventory");
    let files = walkdir::WalkDir::new(inventory).sort_by_file_name();
    let files = files.into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let owners = owners();
    files
        .flat_map(|file| {
            let owner = owners.get(file.path()).cloned();
            let documents = documents(file.path()).into_iter();
            documents.flat_map(move |document| taken_apart(document, owner.as_deref()))
        })
        .collect()
}

/// What the project file says that files belong to.
fn owners() -> BTreeMap<PathBuf, String> {
    let text = std::fs::read_to_string(format!("{CONTOSO}/securescore.yaml")).unwrap();
    let project: Value = serde_yaml::from_str(&text).unwrap();
    let exports = project["inventory"].as_array().unwrap().iter();
    let owned = exports.filter(|export| export.is_object());
    owned
        .map(|export| {
            let text = |key: &str| export[key].as_str().unwrap().to_owned();
            (Path::new(CONTOSO).join(text("path")), text("of"))
        })
        .collect()
}

fn documents(file: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).unwrap();
    if file.extension().unwrap() == "yaml" {
        return vec![serde_yaml::from_str(&text).unwrap()];
    }
    let documents = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    documents.map(Result::unwrap).collect()
}

fn taken_apart(document: Value, owner: Option<&str>) -> Vec<Value> {
    let Value::Object(mut envelope) = document else {
        let Value::Array(rows) = document else {
            panic!("{document}")
        };
        return rows;
    };
    let lists = ["data", "value", "items"];
    let Some(list) = lists.iter().find_map(|list| envelope.remove(*list)) else {
        return vec![envelope.into()];
    };
    let context = envelope.remove("@odata.context");
    let alone = |row: &Value| {
        let mut row = row.clone();
        if let Some(context) = &context {
            row["@odata.context"] = context.clone();
        }
        match owner {
            Some(owner) => json!({"of": owner, "content": row}),
            None => row,
        }
    };
    list.as_array().unwrap().iter().map(alone).collect()
}

/// The records in an order that has nothing to do with their own.
fn shuffled(records: &[Value]) -> Vec<Value> {
    let mut keyed: Vec<(u64, &Value)> = records
        .iter()
        .enumerate()
        .map(|(index, record)| {
            (
                (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15),
                record,
            )
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed
        .into_iter()
        .map(|(_, record)| record.clone())
        .collect()
}

fn score(inventory: &Path, threads: &str) -> String {
    let ran = securescore(&[
        "score",
        inventory.to_str().unwrap(),
        "--project",
        "fixtures/contoso/securescore.yaml",
        "--as-of",
        AS_OF,
        "--format",
        "json",
        "--assessments",
        "all",
        "--threads",
        threads,
    ]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    ran.output
}

/// One record a line.
fn write(path: &Path, records: &[Value]) {
    let lines = records.iter().map(|record| format!("{record}\n"));
    std::fs::write(path, lines.collect::<String>()).unwrap();
}

#[test]
fn order_files_and_workers_change_no_byte() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name);
    let records = records();
    assert!(records.len() > 300, "only {} records", records.len());
    let whole = path("whole.ndjson");
    write(&whole, &records);
    let expected = score(&whole, "1");
    assert_eq!(score(&whole, "2"), expected, "two workers");
    let exported = score(Path::new(CONTOSO), "2");
    assert_eq!(exported, expected, "the shapes as exported");

    let mixed = path("mixed.ndjson");
    write(&mixed, &shuffled(&records));
    assert_ne!(shuffled(&records), records);
    assert_eq!(score(&mixed, "2"), expected, "shuffled");

    let split = path("split");
    std::fs::create_dir(&split).unwrap();
    for part in 0..5 {
        let rows: Vec<Value> = records.iter().skip(part).step_by(5).cloned().collect();
        write(&split.join(format!("{part}.ndjson")), &rows);
    }
    assert_eq!(score(&split, "1"), expected, "split into five");
}
