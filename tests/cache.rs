//! With a cache a run says what it says without, whatever has changed since the run before; and
//! policies are asked again about nothing that has not.
//!
//! SECURESCORE_ROUNDS is how many times as many changes are made (1 unless it is set), and
//! SECURESCORE_SEED makes others.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

#[path = "cache/asked.rs"]
mod asked;
#[path = "cache/changes.rs"]
mod changes;
#[path = "cache/damage.rs"]
mod damage;
#[path = "cache/decisions.rs"]
mod decisions;
#[path = "cache/estate.rs"]
mod estate;
#[path = "support/exchange.rs"]
mod exchange;
#[path = "../benches/generate/family/mod.rs"]
mod family;
#[path = "cache/indeterminate.rs"]
mod indeterminate;
#[path = "cache/numbers.rs"]
mod numbers;
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
#[path = "cache/zoo.rs"]
mod zoo;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use changes::Changes;
use clap::Parser;
use estate::{Estate, USUAL, assert_same, assert_scored};
use numbers::{Numbers, exchange, rounds};
use request::Request;
use securescore::cli::Exit;
use serde_json::Value;
use support::securescore;
use walkdir::WalkDir;

fn seed() -> u64 {
    let seed = std::env::var("SECURESCORE_SEED").ok();
    seed.map_or(7, |seed| seed.parse().unwrap())
}

/// Makes changes and compares, round after round. Says how many runs came to a score.
fn changed(estate: &mut Estate, rounds: usize, seed: u64) -> usize {
    let mut changes = Changes::of(seed);
    assert_scored(&estate.same(&USUAL, "before all changes"));
    let (mut scored, mut history) = (0, Vec::new());
    for round in 0..rounds {
        for _ in 0..=changes.numbers().below(3) {
            history.push(changes.make(estate));
        }
        estate.write_rows();
        let numbers = changes.numbers();
        let duplicate = numbers.one_of(&["--on-duplicate=first", "--on-duplicate=last"]);
        let threads = numbers.one_of(&["--threads=1", "--threads=4"]);
        let options = [USUAL.as_slice(), &[duplicate, threads]].concat();
        let recent = &history[history.len().saturating_sub(6)..];
        let what = format!("seed {seed}, round {round}, {duplicate}, {recent:?}");
        let tolerant = ["--skip-invalid", "--allow-partial"];
        let ran = estate.same(&[options.as_slice(), &tolerant].concat(), &what);
        scored += usize::from(ran.output.contains("\"assessments\""));
    }
    scored
}

#[test]
fn every_kind_of_lookup_is_followed() {
    let rounds = rounds(60);
    let scored = changed(&mut Estate::zoo(), rounds, seed());
    assert!(scored * 10 > rounds * 9, "{scored} of {rounds}");
}

#[test]
fn every_kind_of_lookup_of_a_worker_is_followed() {
    let mut estate = Estate::zoo();
    let mut changes = Changes::of(seed());
    let options = [&USUAL[..3], &["--on-duplicate=last", "--skip-invalid"]].concat();
    for round in 0..rounds(4) {
        estate.same(&options, &format!("round {round}"));
        changes.make(&mut estate);
        estate.write_rows();
    }
}

/// A generated inventory, as rows.
fn generated(arguments: &[&str]) -> Vec<Value> {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("generated");
    let words = ["generate", "--output", file.to_str().unwrap()];
    let words = words.iter().chain(arguments);
    Request::try_parse_from(words).unwrap().write().unwrap();
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_generated_inventory_changes() {
    let rows = generated(&["--resources", "360", "--scopes", "3"]);
    let mut estate = Estate::of(rows);
    estate.per_file = 100;
    estate.write_rows();
    let rounds = rounds(12);
    let scored = changed(&mut estate, rounds, seed());
    assert!(scored * 10 > rounds * 9, "{scored} of {rounds}");
}

/// The documents of a file, whatever stands around them.
type Documents = BTreeMap<std::path::PathBuf, Vec<Value>>;

fn documents(folder: &Path) -> Documents {
    let mut files = Documents::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        let ends = path.extension().and_then(|end| end.to_str());
        if matches!(ends, Some("json" | "ndjson")) {
            let text = fs::read_to_string(&path).unwrap();
            let documents = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
            files.insert(path, documents.map(Result::unwrap).collect());
        }
    }
    files
}

/// A list of rows somewhere in a document.
fn list<'a>(value: &'a mut Value, numbers: &mut Numbers) -> Option<&'a mut Vec<Value>> {
    match value {
        Value::Array(rows) => match rows.first() {
            Some(Value::Array(_)) => {
                let place = numbers.below(rows.len());
                list(&mut rows[place], numbers)
            }
            _ => Some(rows),
        },
        Value::Object(object) => {
            let keys = ["data", "value", "content", "items"];
            let key = keys.into_iter().find(|key| object.contains_key(*key))?;
            list(&mut object[key], numbers)
        }
        _ => None,
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(target).unwrap(),
            false => _ = fs::copy(entry.path(), target).unwrap(),
        }
    }
}

#[test]
fn an_estate_of_many_exports_changes() {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("fixtures/contoso"), folder.path());
    let mut files = documents(&folder.path().join("inventory"));
    let (name, cache) = (folder.path().to_str().unwrap(), folder.path().join("cache"));
    let cache = ["--cache", cache.to_str().unwrap()];
    let options = ["--skip-invalid", "--allow-partial", "--on-duplicate=first"];
    let plain = [&["score", name], &USUAL[..3], &options].concat();
    let cached = [plain.as_slice(), &cache].concat();
    let mut numbers = Numbers::of(seed());
    let mut scored = 0;
    let rounds = rounds(12);
    for round in 0..rounds {
        let (with, without) = (securescore(&cached), securescore(&plain));
        assert_same(&with, &without, &format!("seed {}, round {round}", seed()));
        scored += usize::from(with.exit != Exit::Input || with.output.contains("assessments"));
        for _ in 0..4 {
            let place = numbers.below(files.len());
            let (path, documents) = files.iter_mut().nth(place).unwrap();
            let which = numbers.below(documents.len());
            match list(&mut documents[which], &mut numbers) {
                Some(rows) if !rows.is_empty() => {
                    let row = numbers.below(rows.len());
                    match numbers.below(5) {
                        0 => _ = rows.remove(row),
                        1 => rows.push(rows[row].clone()),
                        _ => exchange(&mut rows[row], &mut numbers),
                    }
                }
                _ => exchange(&mut documents[which], &mut numbers),
            }
            let texts: String = documents.iter().map(|one| format!("{one}\n")).collect();
            fs::write(path, texts).unwrap();
        }
    }
    assert!(scored * 2 > rounds, "{scored} of {rounds}");
}

/// What policies say of resources, from a report with all assessments.
pub(crate) fn said(report: &str) -> BTreeMap<(String, String), Value> {
    let report: Value = serde_json::from_str(report).unwrap();
    let rows = report["assessments"].as_array().unwrap().iter();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.map(|row| {
        (
            (text(row, "recommendation"), text(row, "resource")),
            row.clone(),
        )
    })
    .collect()
}

/// A policy that says the same of everything would hide what is out of date.
#[test]
fn every_policy_says_more_than_one_thing() {
    let ran = Estate::zoo().run(&USUAL);
    let mut things: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for ((policy, _), row) in said(&ran.output) {
        let said = format!("{} {}", row["health"], row["reasons"]);
        *things.entry(policy).or_default().entry(said).or_default() += 1;
    }
    assert_eq!(things.len(), zoo::POLICIES.len());
    for (policy, said) in things {
        assert!(said.len() > 1, "{policy}: {said:#?}");
    }
}
