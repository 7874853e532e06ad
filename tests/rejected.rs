//! Input that is wrong, and what people are told about it.
//!
//! A case is a folder and no code. It may hold an inventory (`inventory`, `inventory.json`,
//! `inventory.ndjson.gz`, …), `catalog.yaml`, `exemptions` or `exemptions.yaml`, `policies`,
//! `securescore.yaml`, and further arguments in `args`, one a line, in which `{case}` is the
//! folder. What it has not is good: the inventory of `tests/good_inventory.json`, the built-in
//! policies and catalog. What standard error says is kept beside them, in `stderr.snap`.
//!
//! `rejected` holds runs that end before there is a report, `indeterminate` those that go on
//! with results that nobody can trust.

#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::Path;
use std::time::Duration;

use assert_cmd::cargo::cargo_bin_cmd;
use securescore::cli::Exit;
use support::{AS_OF, Ran, securescore};

/// The options that name what a folder may hold, and how it is called there.
const PARTS: [(&str, &[&str]); 4] = [
    ("--catalog", &["catalog.yaml"]),
    ("--exemptions", &["exemptions", "exemptions.yaml"]),
    ("--policies", &["policies"]),
    ("--project", &["securescore.yaml"]),
];

#[test]
fn wrong_input_is_refused_with_its_place() {
    let mut accepted = Vec::new();
    insta::glob!("rejected/*", |folder| {
        let arguments = arguments(folder);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let Ran {
            exit,
            output,
            errors,
        } = securescore(&arguments);
        assert_snapshot(folder, &errors);
        if exit != Exit::Input || !output.is_empty() {
            accepted.push(format!("{}: {exit:?}\n{output}", folder.display()));
        }
    });
    assert!(accepted.is_empty(), "{}", accepted.join("\n"));
}

/// These may run for ever or take all memory: a process of their own can be killed.
#[test]
fn results_that_nobody_can_trust_end_with_2() {
    insta::glob!("indeterminate/*", |folder| {
        let output = cargo_bin_cmd!("securescore")
            .args(arguments(folder))
            .args(["--format", "json"])
            .timeout(Duration::from_secs(120))
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        let case = folder.display();
        assert_eq!(output.status.code(), Some(2), "{case}: {errors}");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut assessments = report["assessments"].as_array().unwrap().iter();
        assert!(
            assessments.any(|assessment| assessment["health"] == "indeterminate"),
            "{case}: {report}"
        );
        assert_snapshot(folder, &errors);
    });
}

/// Holds what standard error says against the snapshot in the folder itself.
fn assert_snapshot(folder: &Path, errors: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings.remove_input_file();
    settings.bind(|| insta::assert_snapshot!("stderr", errors));
}

/// The arguments of a case; paths are relative to the package, so that they are the same
/// everywhere.
fn arguments(folder: &Path) -> Vec<String> {
    let package = fs::canonicalize(env!("CARGO_MANIFEST_DIR")).unwrap();
    let folder = folder.strip_prefix(package).unwrap();
    let case = folder.to_str().unwrap();
    let mut arguments = vec!["score".to_owned(), inventory(folder)];
    for (option, names) in PARTS {
        let mut paths = names.iter().map(|name| format!("{case}/{name}"));
        if let Some(path) = paths.find(|path| Path::new(path).exists()) {
            arguments.extend([option.to_owned(), path]);
        }
    }
    let more = fs::read_to_string(folder.join("args")).unwrap_or_default();
    if !more.contains("--as-of") {
        arguments.extend(["--as-of", AS_OF].map(str::to_owned));
    }
    arguments.extend(more.replace("{case}", case).lines().map(str::to_owned));
    arguments
}

/// The inventory of a case, whatever its name ends in, or the good one.
fn inventory(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap();
    let mut names = entries.map(|entry| entry.unwrap().file_name());
    let own = names.find(|name| name.to_str().unwrap().starts_with("inventory"));
    let own = own.map(|name| folder.join(name).to_str().unwrap().to_owned());
    own.unwrap_or_else(|| "tests/good_inventory.json".to_owned())
}
