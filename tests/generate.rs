//! The inventories that speed is measured on: the same for the same seed, in every format.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../benches/generate/family/mod.rs"]
mod family;
#[path = "../benches/generate/output.rs"]
mod output;
#[path = "../benches/generate/random.rs"]
mod random;
#[path = "../benches/generate/request.rs"]
mod request;
#[path = "../benches/generate/scope.rs"]
mod scope;
mod support;
#[path = "../benches/generate/template.rs"]
mod template;

use std::collections::BTreeSet;
use std::path::Path;

use clap::Parser;
use request::Request;
use securescore::cli::Exit;
use securescore::resource::Export;
use securescore::source::{self, Options};
use serde_json::Value;
use support::{AS_OF, securescore};

/// The bytes of a generated file.
fn generated(directory: &Path, arguments: &[&str]) -> Vec<u8> {
    let file = directory.join("generated");
    let words = ["generate", "--output", file.to_str().unwrap()];
    let words = words.iter().chain(arguments);
    Request::try_parse_from(words).unwrap().write().unwrap();
    std::fs::read(file).unwrap()
}

/// The rows of a generated inventory.
fn rows(arguments: &[&str]) -> Vec<Value> {
    let directory = tempfile::tempdir().unwrap();
    let text = String::from_utf8(generated(directory.path(), arguments)).unwrap();
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

fn texts<'a>(rows: &'a [Value], key: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[key].as_str().unwrap()).collect()
}

/// The report on a generated inventory of one subscription.
fn report(arguments: &[&str]) -> String {
    let directory = tempfile::tempdir().unwrap();
    let small = ["--resources", "200", "--scopes", "1"];
    generated(directory.path(), &[&small, arguments].concat());
    let file = directory.path().join("generated");
    let file = file.to_str().unwrap();
    let flags = ["--format", "json", "--assessments", "all", "--as-of", AS_OF];
    let ran = securescore(&[&["score", file], flags.as_slice()].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    ran.output
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let directory = tempfile::tempdir().unwrap();
    let write = |seed: &str| generated(directory.path(), &["--resources", "3000", "--seed", seed]);
    assert_eq!(write("5"), write("5"));
    assert_ne!(write("5"), write("6"));
}

#[test]
fn it_has_as_many_resources_as_asked_for_and_types_enough() {
    for (resources, scopes) in [("1", "1"), ("7", "3"), ("1000", "2"), ("1000", "20")] {
        let rows = rows(&["--resources", resources, "--scopes", scopes]);
        assert_eq!(rows.len().to_string(), resources);
    }
    let rows = rows(&["--resources", "1000", "--scopes", "2"]);
    let types: BTreeSet<String> = texts(&rows, "type")
        .iter()
        .map(|kind| kind.to_lowercase())
        .collect();
    let ids: BTreeSet<String> = texts(&rows, "id")
        .iter()
        .map(|id| id.to_lowercase())
        .collect();
    assert!(types.len() > 80, "{}", types.len());
    assert_eq!(ids.len(), rows.len());
}

#[test]
fn a_share_of_it_changes_and_no_id() {
    let size = ["--resources", "20000", "--scopes", "4"];
    let before = rows(&size);
    let after = rows(&[size.as_slice(), &["--change", "1%"]].concat());
    assert_eq!(texts(&before, "id"), texts(&after, "id"));
    let changed = before.iter().zip(&after).filter(|(old, new)| old != new);
    let changed = changed.count();
    assert!((150..=250).contains(&changed), "{changed}");
}

/// What a generated file is read as: ids and rows.
fn read(arguments: &[&str]) -> Vec<(String, Value)> {
    let directory = tempfile::tempdir().unwrap();
    generated(directory.path(), arguments);
    let export = Export::from(directory.path().join("generated"));
    let options = Options::default();
    let records = source::read(&[export], &mut std::io::empty(), &options).unwrap();
    let resources = records.resources.into_iter();
    resources
        .map(|resource| {
            (
                resource.id.to_string(),
                Value::Object((*resource.row).clone()),
            )
        })
        .collect()
}

#[test]
fn every_format_reads_to_the_same_resources() {
    let size = ["--resources", "3000", "--scopes", "2"];
    let expected = read(&size);
    assert_eq!(expected.len(), 3000);
    for format in ["ndjson", "array", "pages"] {
        for compression in ["none", "gzip", "zstd"] {
            let format = ["--format", format, "--compress", compression];
            let found = read(&[size.as_slice(), &format].concat());
            assert!(found == expected, "{format:?}");
        }
    }
}

#[test]
fn every_format_reads_to_the_same_report() {
    let pages = ["--format", "pages", "--compress", "zstd"];
    assert_eq!(report(&pages), report(&[]));
}
