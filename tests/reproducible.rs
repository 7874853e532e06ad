//! The same inputs give the same bytes: whatever the order of records, the split into files, the
//! number of workers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::Path;

use securescore::cli::Exit;
use serde_json::Value;
use support::{AS_OF, securescore};

/// All records of the estate's inventory, whatever shape they were exported in.
fn records() -> Vec<Value> {
    let mut files: Vec<_> = std::fs::read_dir("fixtures/contoso/inventory")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut records = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for document in serde_json::Deserializer::from_str(&text).into_iter::<Value>() {
            match document.unwrap() {
                Value::Array(rows) => records.extend(rows),
                Value::Object(mut envelope) => {
                    match envelope.remove("data").or(envelope.remove("value")) {
                        Some(Value::Array(rows)) => records.extend(rows),
                        _ => records.push(envelope.into()),
                    }
                }
                other => panic!("{other}"),
            }
        }
    }
    records
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

#[test]
fn order_files_and_workers_change_no_byte() {
    let directory = tempfile::tempdir().unwrap();
    let records = records();
    assert!(records.len() > 80);
    let whole = directory.path().join("whole.json");
    std::fs::write(&whole, Value::from(records.clone()).to_string()).unwrap();
    let expected = score(&whole, "1");
    assert_eq!(score(&whole, "2"), expected, "two workers");
    assert_eq!(
        score(Path::new("fixtures/contoso/inventory"), "2"),
        expected,
        "the shapes as exported"
    );

    let mixed = directory.path().join("mixed.json");
    std::fs::write(&mixed, Value::from(shuffled(&records)).to_string()).unwrap();
    assert_ne!(shuffled(&records), records);
    assert_eq!(score(&mixed, "2"), expected, "shuffled");

    let split = directory.path().join("split");
    std::fs::create_dir(&split).unwrap();
    for part in 0..5 {
        let rows: Vec<Value> = records.iter().skip(part).step_by(5).cloned().collect();
        std::fs::write(
            split.join(format!("{part}.json")),
            Value::from(rows).to_string(),
        )
        .unwrap();
    }
    assert_eq!(score(&split, "1"), expected, "split into five");
}
