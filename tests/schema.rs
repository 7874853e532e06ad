//! The JSON Schemas: those under `schemas/` are those of the program, and they take and refuse
//! what the program takes and refuses.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;
#[path = "schema/validate.rs"]
mod validate;

use std::path::{Path, PathBuf};
use std::process::Command;

use securescore::cli::Exit;
use serde_json::{Value, json};
use support::securescore;
use validate::complaints;

const NAMES: [&str; 5] = ["catalog", "exemptions", "metadata", "project", "report"];

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn schema(name: &str) -> Value {
    let ran = securescore(&["schema", name]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    serde_json::from_str(&ran.output).unwrap()
}

#[test]
fn the_files_are_up_to_date() {
    for name in NAMES {
        let file = root(&format!("schemas/{name}.json"));
        let wanted = securescore(&["schema", name]).output;
        if std::env::var_os("REFRESH").is_some() {
            std::fs::create_dir_all(root("schemas")).unwrap();
            std::fs::write(&file, &wanted).unwrap();
        }
        let is_current = std::fs::read_to_string(&file).is_ok_and(|text| text == wanted);
        assert!(
            is_current,
            "schemas/{name}.json differs; write it anew: REFRESH=1 cargo test --test schema"
        );
    }
    let written = std::fs::read_dir(root("schemas")).unwrap().count();
    assert_eq!(written, NAMES.len());
}

#[test]
fn the_schemas_are_listed_and_a_near_name_is_offered() {
    let ran = securescore(&["schema"]);
    let listed: Vec<&str> = ran
        .output
        .lines()
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    assert_eq!(listed, NAMES);
    let ran = securescore(&["schema", "exemption"]);
    assert_eq!(ran.exit, Exit::Input);
    assert!(
        ran.errors.contains("did you mean `exemptions`?"),
        "{}",
        ran.errors
    );
}

/// Every key is explained, and none is taken that reading would refuse.
#[test]
fn every_key_is_explained_and_no_other_is_taken() {
    for name in ["catalog", "exemptions", "metadata", "project"] {
        let schema = schema(name);
        let definitions = schema["definitions"].as_object().into_iter().flatten();
        let objects = definitions
            .map(|(_, definition)| definition)
            .chain([&schema]);
        for object in objects.filter(|object| object.get("properties").is_some()) {
            assert_eq!(
                object["additionalProperties"],
                json!(false),
                "{name}: {object}"
            );
            for (key, value) in object["properties"].as_object().unwrap() {
                assert!(value["description"].is_string(), "{name}: `{key}`");
            }
        }
    }
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// Every shipped file of a kind.
fn shipped(name: &str) -> Vec<Value> {
    let read = |path: &PathBuf| yaml(&std::fs::read_to_string(path).unwrap());
    let mut files = Vec::new();
    let mut folders = vec![root("fixtures"), root("catalog")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    let is_wanted = |path: &&PathBuf| {
        let file = path.file_name().unwrap().to_str().unwrap();
        let folder = path
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap();
        match name {
            "catalog" => file == "catalog.yaml" || folder == "catalog",
            "exemptions" => file == "exemptions.yaml" || folder == "exemptions",
            "project" => file == "securescore.yaml",
            other => panic!("{other}"),
        }
    };
    files.iter().filter(is_wanted).map(read).collect()
}

/// The METADATA of the built-in policies.
fn metadata() -> Vec<Value> {
    let texts = securescore::bundle::built_in_policies().into_iter();
    let policies = texts.filter(|text| text.path.ends_with("/policy.rego"));
    let metadata = policies.map(|policy| {
        let text = policy.source.text().split_once("# METADATA\n").unwrap().1;
        let lines = text.lines().take_while(|line| line.starts_with('#'));
        let lines: Vec<&str> = lines
            .map(|line| line.strip_prefix("# ").unwrap_or_default())
            .collect();
        yaml(&lines.join("\n"))
    });
    metadata.collect()
}

fn documents(name: &str) -> Vec<Value> {
    match name {
        "metadata" => metadata(),
        "report" => {
            let scored = [
                "score",
                "fixtures/contoso",
                "--format",
                "json",
                "--assessments",
                "all",
            ];
            let ran = securescore(
                &[
                    &scored[..],
                    &["--group-by", "tag:team", "--as-of", support::AS_OF],
                ]
                .concat(),
            );
            vec![serde_json::from_str(&ran.output).unwrap()]
        }
        name => shipped(name),
    }
}

#[test]
fn what_ships_is_taken() {
    for (name, at_least) in [
        ("catalog", 9),
        ("exemptions", 3),
        ("project", 1),
        ("metadata", 237),
        ("report", 1),
    ] {
        let (schema, documents) = (schema(name), documents(name));
        assert!(documents.len() >= at_least, "{name}: {}", documents.len());
        for document in documents {
            let complaints = complaints(&schema, &document);
            assert!(complaints.is_empty(), "{name}: {complaints:#?}");
        }
    }
}

#[test]
fn what_reading_refuses_is_refused() {
    let refused = [
        ("catalog", "{name: a, titel: b}", "titel"),
        ("catalog", "{title: b}", "name"),
        (
            "catalog",
            "{name: a, controls: [{id: Big, title: t, max_score: 1}]}",
            "controls/0/id",
        ),
        (
            "catalog",
            "{name: a, controls: [{title: t, max_score: 1}]}",
            "controls/0",
        ),
        (
            "catalog",
            "{name: a, controls: [{id: a, max_score: -1}]}",
            "controls/0/max_score",
        ),
        (
            "catalog",
            "{name: a, controls: [{id: a, max_score: one}]}",
            "controls/0/max_score",
        ),
        (
            "catalog",
            "{name: a, controls: [{id: a, recommendations: []}]}",
            "controls/0/recommendations",
        ),
        ("catalog", "{name: a, controls: null}", "controls"),
        ("catalog", "{name: a, exemptions: strict}", "exemptions"),
        (
            "catalog",
            "{name: a, recommendations: {x.y: {severity: urgent}}}",
            "recommendations/x.y/severity",
        ),
        (
            "catalog",
            "{name: a, recommendations: {x.y: {preview_until: soon}}}",
            "recommendations/x.y/preview_until",
        ),
        ("catalog", "{name: a, scopes: [{match: /a}]}", "scopes/0"),
        (
            "exemptions",
            "{exemptions: [{id: a, category: waiver, owner: o}]}",
            "exemptions/0",
        ),
        (
            "exemptions",
            "{exemptions: [{id: a, category: other, reason: r, owner: o}]}",
            "exemptions/0/category",
        ),
        (
            "exemptions",
            "{exemptions: [{id: a, category: waiver, reason: r, owner: o, resources: []}]}",
            "exemptions/0/resources",
        ),
        (
            "exemptions",
            "{exemptions: [{id: a, category: waiver, reason: r, owner: o, until: x}]}",
            "exemptions/0",
        ),
        ("project", "{polices: [a]}", "polices"),
        (
            "project",
            "{gate: {minimum_score: 70}}",
            "gate/minimum_score",
        ),
        ("project", "{gate: {fail_on: [urgent]}}", "gate/fail_on/0"),
        ("project", "{inventory: [{path: a}]}", "inventory/0"),
        ("project", "{inventory: [7]}", "inventory/0"),
        ("metadata", "{title: t}", "custom"),
        ("metadata", "{title: t, custom: {severity: low}}", "custom"),
        (
            "metadata",
            "{title: t, custom: {severity: low, resource_types: []}}",
            "custom/resource_types",
        ),
        (
            "metadata",
            "{title: t, custom: {severity: low, resource_types: [A.b/c]}}",
            "custom/resource_types/0",
        ),
        (
            "metadata",
            "{title: t, scope: rule, custom: {severity: low, resource_types: [a/b]}}",
            "scope",
        ),
        (
            "metadata",
            "{title: t, custom: {severity: low, resource_types: [a/b], parameters: {x: {type: date, default: 1}}}}",
            "custom/parameters/x/type",
        ),
    ];
    for (name, document, place) in refused {
        let complaints = complaints(&schema(name), &yaml(document));
        let is_there = |complaint: &String| complaint.contains(&format!("`{place}`"));
        assert!(
            complaints.iter().any(is_there),
            "{name}: {document}: {complaints:#?}"
        );
    }
    let taken = [
        ("catalog", "{name: a, controls: [{id: a, max_score: 2.5}]}"),
        ("project", "{}"),
        (
            "project",
            "{inventory: [a, {path: b, of: tenant}], gate: {minimum_score: 0.7, fail_on: [high]}}",
        ),
        ("exemptions", "{}"),
    ];
    for (name, document) in taken {
        let complaints = complaints(&schema(name), &yaml(document));
        assert!(complaints.is_empty(), "{name}: {document}: {complaints:#?}");
    }
}

/// The validator of Python, where it is there, says the same of every shipped document.
#[test]
fn another_validator_takes_what_ships() {
    let is_there = Command::new("python3")
        .args(["-c", "import jsonschema"])
        .output();
    if !is_there.is_ok_and(|ran| ran.status.success()) {
        return;
    }
    let script = "import json, sys, jsonschema\n\
                  schema, documents = json.load(sys.stdin)\n\
                  jsonschema.Draft7Validator.check_schema(schema)\n\
                  for document in documents: jsonschema.Draft7Validator(schema).validate(document)\n";
    for name in NAMES {
        let both = json!([schema(name), documents(name)]);
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("both.json");
        std::fs::write(&file, both.to_string()).unwrap();
        let input = std::fs::File::open(&file).unwrap();
        let ran = Command::new("python3")
            .args(["-c", script])
            .stdin(input)
            .output()
            .unwrap();
        assert!(
            ran.status.success(),
            "{name}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
    }
}
