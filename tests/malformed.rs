//! Inventories that are broken, each in one way, and what becomes of them.
//!
//! All of them are `malformed/clean.json`: four accounts, `c` accepts plain HTTP and `d` keeps its
//! logs for a week. A case of `faults` is a folder and no code: the broken inventory, and what the
//! program made of it in `outcome.snap`. Whatever the options, a fault is named under its code,
//! the records beside it are judged as ever, and the run is not better than the clean one. A case
//! of `harmless` looks odd and is judged as the clean one. What is large, compressed or no text
//! file is made here.

#![allow(clippy::unwrap_used)]

#[path = "malformed/made.rs"]
mod made;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use securescore::cli::Exit;
use serde_json::Value;
use support::{AS_OF, Ran, securescore};

/// The policies and the catalog of all runs here.
const BUNDLE: [&str; 9] = [
    "--no-builtin-policies",
    "--policies",
    "tests/malformed/bundle/policies",
    "--catalog",
    "tests/malformed/bundle/catalog.yaml",
    "--as-of",
    AS_OF,
    "--format",
    "json",
];

/// Every way to go on.
const FORGIVING: [&[&str]; 4] = [
    &[],
    &["--skip-invalid"],
    &["--allow-partial"],
    &["--skip-invalid", "--allow-partial"],
];

/// What a run came to.
struct Outcome {
    exit: Exit,
    errors: String,
    score: Option<f64>,
    /// The health of each pair of a recommendation and a resource.
    judged: BTreeMap<String, String>,
}

/// Scores an inventory.
fn score(inventory: &str, options: &[&str]) -> Outcome {
    let arguments = [
        &["score", inventory],
        &BUNDLE[..],
        &["--assessments", "all"],
        options,
    ];
    let Ran {
        exit,
        output,
        errors,
    } = securescore(&arguments.concat());
    let report: Value = serde_json::from_str(&output).unwrap_or_default();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    let pair = |row: &Value| {
        let resource = text(row, "resource");
        let (_, name) = resource.rsplit_once('/').unwrap();
        let pair = format!("{} of {name}", text(row, "recommendation"));
        (pair, text(row, "health"))
    };
    let rows = report["assessments"].as_array();
    Outcome {
        exit,
        errors,
        score: report["score"]["percentage"].as_f64(),
        judged: rows.into_iter().flatten().map(pair).collect(),
    }
}

fn clean() -> Outcome {
    score("tests/malformed/clean.json", &[])
}

/// Three of four accounts in each of two controls.
#[test]
fn the_clean_inventory_has_three_quarters() {
    let clean = clean();
    assert_eq!(clean.exit, Exit::Done, "{}", clean.errors);
    assert_eq!((clean.score, clean.judged.len()), (Some(0.75), 8));
    let unhealthy = clean
        .judged
        .iter()
        .filter(|(_, health)| *health == "unhealthy");
    let unhealthy: Vec<&str> = unhealthy.map(|(pair, _)| pair.as_str()).collect();
    let wanted = [
        "contoso.storage.https of c",
        "contoso.storage.retention of d",
    ];
    assert_eq!(unhealthy, wanted);
}

#[test]
fn a_fault_is_named_and_makes_nothing_better() {
    let clean = clean();
    insta::glob!("malformed/faults/*", |folder| {
        let inventory = inventory(folder);
        let strict = hold(&inventory, &clean);
        let forgiving = score(&inventory, &["--skip-invalid", "--allow-partial"]);
        assert_snapshot(folder, &shown(&strict, &forgiving));
    });
}

#[test]
fn what_is_made_here_is_named_as_well() {
    let clean = clean();
    for case in made::cases() {
        let folder = tempfile::tempdir().unwrap();
        let path = (case.make)(folder.path());
        let strict = hold(path.to_str().unwrap(), &clean);
        let (name, code) = (case.name, case.code);
        let errors = strict.errors;
        assert_eq!(strict.exit, Exit::Input, "{name}: {errors}");
        assert!(errors.starts_with(&format!("{code}\n")), "{name}: {errors}");
    }
}

#[test]
fn what_only_looks_odd_is_judged_as_ever() {
    let clean = clean();
    let check = |name: &str, inventory: &str| {
        let odd = score(inventory, &["--expect-resources", made::expected(name)]);
        assert_eq!((odd.exit, &*odd.errors), (Exit::Done, ""), "{name}");
        assert_eq!(
            (odd.score, &odd.judged),
            (clean.score, &clean.judged),
            "{name}"
        );
    };
    insta::glob!("malformed/harmless/*", |folder| {
        let name = folder.file_name().unwrap().to_str().unwrap();
        check(name, &inventory(folder));
    });
    for case in made::harmless() {
        let folder = tempfile::tempdir().unwrap();
        let path = (case.make)(folder.path());
        check(case.name, path.to_str().unwrap());
    }
}

/// Nothing but its end is missing, and that cannot be seen: the count can.
#[test]
fn a_cut_between_two_lines_is_seen_by_its_count() {
    let folder = tempfile::tempdir().unwrap();
    let path = made::cut_between_lines(folder.path());
    let path = path.to_str().unwrap();
    assert_eq!(score(path, &[]).exit, Exit::Done);
    let counted = score(path, &["--expect-resources", "4"]);
    assert_eq!((counted.exit, counted.score), (Exit::Input, None));
    assert!(counted.errors.starts_with("source::unexpected_count\n"));
    assert!(counted.errors.contains("resources read: 2, expected: 4"));
}

/// The user may know what is missing, and say how much.
#[test]
fn every_verb_distrusts_what_was_left_out() {
    let broken = "tests/malformed/faults/a_broken_line_in_the_middle/inventory.ndjson";
    for verb in ["score", "check", "coverage"] {
        let exit = |options: &[&str]| {
            let arguments = [&[verb, broken, "--skip-invalid"], &BUNDLE[..7], options];
            securescore(&arguments.concat()).exit
        };
        assert_eq!(exit(&[]), Exit::Input, "{verb}");
        assert_eq!(exit(&["--max-left-out", "1"]), Exit::Done, "{verb}");
    }
}

#[test]
fn a_record_that_the_user_overruled_is_named() {
    let differing = "tests/malformed/faults/two_records_of_one_id_that_differ/inventory.json";
    for which in ["first", "last"] {
        let ran = score(differing, &["--on-duplicate", which]);
        assert_eq!((ran.exit, ran.judged.len()), (Exit::Done, 8), "{which}");
        let named = "storageaccounts/d` stands twice with different content: ";
        assert!(ran.errors.contains(named), "{}", ran.errors);
    }
}

/// Runs a broken inventory with all options, and holds each against the clean one.
fn hold(inventory: &str, clean: &Outcome) -> Outcome {
    for options in FORGIVING {
        let broken = score(inventory, options);
        let errors = &broken.errors;
        let context = format!("{inventory} {options:?}: {errors}");
        assert!(!errors.is_empty(), "{context}");
        for (pair, health) in &broken.judged {
            assert_eq!(clean.judged.get(pair), Some(health), "{context}");
        }
        if broken.exit != Exit::Input {
            assert!(errors.contains("warning: "), "{context}");
            assert!(broken.score <= clean.score, "{context}");
        }
    }
    let trusted = ["--max-left-out", "99", "--expect-resources", "4"];
    let trusting = score(inventory, &[FORGIVING[3], &trusted].concat());
    if trusting.exit != Exit::Input {
        assert_eq!(trusting.judged, clean.judged, "{inventory}");
    }
    score(inventory, &[])
}

/// The errors of a strict run, and what one that goes on ends with.
fn shown(strict: &Outcome, forgiving: &Outcome) -> String {
    let judged = |recommendation: &str| {
        let pairs = forgiving.judged.keys();
        let names = pairs.filter_map(|pair| pair.strip_prefix(recommendation));
        names.collect::<Vec<_>>().join(", ")
    };
    let is_short = |line: &&str| line.starts_with("warning: ") || line.starts_with("failed: ");
    let lines: Vec<&str> = forgiving.errors.lines().filter(is_short).collect();
    let outcome = format!(
        "{:?}\n{}\ngoing on: {:?}, score: {}, judged: {}\n{}",
        strict.exit,
        strict.errors.trim_end(),
        forgiving.exit,
        forgiving
            .score
            .map_or("none".to_owned(), |score| score.to_string()),
        judged("contoso.storage.https of "),
        lines.join("\n")
    );
    outcome.chars().map(printed).collect()
}

/// A character that a snapshot can hold.
fn printed(character: char) -> String {
    match character {
        '\n' => character.to_string(),
        other if other.is_control() => other.escape_unicode().to_string(),
        other => other.to_string(),
    }
}

fn assert_snapshot(folder: &Path, outcome: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings.remove_input_file();
    settings.bind(|| insta::assert_snapshot!("outcome", outcome));
}

/// The inventory of a case, relative to the package: the same everywhere.
fn inventory(folder: &Path) -> String {
    let package = fs::canonicalize(env!("CARGO_MANIFEST_DIR")).unwrap();
    let entries = fs::read_dir(folder).unwrap();
    let mut paths = entries.map(|entry| entry.unwrap().path());
    let is_inventory = |path: &Path| path.file_stem().is_some_and(|stem| stem == "inventory");
    let path = paths.find(|path| is_inventory(path)).unwrap();
    let path = path.strip_prefix(package).unwrap();
    path.to_str().unwrap().to_owned()
}
