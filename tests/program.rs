//! What a person and a program see of each verb.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use insta::assert_snapshot;
use securescore::cli::Exit;
use serde_json::Value;
use support::{AS_OF, securescore, securescore_reading};

const CONTOSO: &str = "fixtures/contoso";

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn score_prints_tables() {
    let ran = securescore(&["score", CONTOSO, "--as-of", AS_OF]);
    assert_eq!(ran.exit, Exit::Done);
    assert_snapshot!("score_contoso", ran.output);
    assert_snapshot!("score_contoso_warnings", ran.errors);
}

#[test]
fn score_by_groups() {
    for (name, by) in [
        ("tag", "tag:team"),
        ("resource_group", "resource-group"),
        ("environment", "environment"),
    ] {
        let ran = securescore(&["score", CONTOSO, "--as-of", AS_OF, "--group-by", by]);
        let start = ran.output.find("Groups").unwrap();
        let end = ran.output.find("Worth most").unwrap();
        assert_snapshot!(format!("groups_by_{name}"), &ran.output[start..end]);
    }
    let all = json(
        &securescore(&[
            "score",
            "fixtures/contoso/inventory/production.json",
            "--as-of",
            AS_OF,
            "--format",
            "json",
            "--group-by",
            "environment",
        ])
        .output,
    );
    assert_eq!(
        all["groups"][0]["score"], all["score"],
        "one environment is the whole"
    );
}

#[test]
fn score_reads_standard_input() {
    let rows = br#"[{"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a",
        "type": "Microsoft.Storage/storageAccounts", "properties": {"supportsHttpsTrafficOnly": true}}]"#;
    let ran = securescore_reading(&["score", "-", "--as-of", AS_OF, "--format", "json"], rows);
    assert_eq!(ran.exit, Exit::Done);
    let report = json(&ran.output);
    let transit = report["scopes"][0]["controls"].as_array().unwrap();
    let transit = transit
        .iter()
        .find(|control| control["id"] == "encrypt_data_in_transit")
        .unwrap();
    assert_eq!(transit["score"]["current"], 4);
}

#[test]
fn gates_compare_exactly() {
    // The overall score of the estate is 0.5407 to four decimals.
    let gate = |options: &[&str]| {
        let arguments = ["score", CONTOSO, "--as-of", AS_OF, "--format", "json"];
        let ran = securescore(&[&arguments, options].concat());
        (
            ran.exit,
            ran.errors.lines().last().unwrap_or_default().to_owned(),
        )
    };
    assert_eq!(gate(&["--fail-under", "54.0%"]).0, Exit::Done);
    assert_eq!(gate(&["--fail-under", "0.541"]).0, Exit::Gate);
    let (exit, why) = gate(&["--fail-on", "critical"]);
    assert_eq!(exit, Exit::Done, "{why}");
    let (exit, why) = gate(&["--fail-on", "high"]);
    assert_eq!(exit, Exit::Gate);
    assert!(why.contains("of severity high or above"), "{why}");
}

#[test]
fn filters_of_the_report_change_no_exit_code() {
    for which in ["all", "unhealthy", "none"] {
        let ran = securescore(&[
            "score",
            CONTOSO,
            "--as-of",
            AS_OF,
            "--format",
            "json",
            "--assessments",
            which,
            "--fail-on",
            "high",
        ]);
        assert_eq!(ran.exit, Exit::Gate, "{which}");
        assert_eq!(json(&ran.output)["assessments"].is_array(), which != "none");
    }
}

#[test]
fn a_report_file_is_written_whole() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("report.json");
    let path = file.to_str().unwrap();
    let ran = securescore(&[
        "score", CONTOSO, "--as-of", AS_OF, "--format", "json", "--output", path,
    ]);
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.output.is_empty());
    assert_eq!(json(&std::fs::read_to_string(&file).unwrap())["version"], 1);
    assert_eq!(
        std::fs::read_dir(directory.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
    let nowhere = directory.path().join("missing/report.json");
    let ran = securescore(&["score", CONTOSO, "--output", nowhere.to_str().unwrap()]);
    assert_eq!(ran.exit, Exit::Input);
}

#[test]
fn check_validates_without_evaluating() {
    let ran = securescore(&["check", CONTOSO, "--as-of", AS_OF]);
    assert_eq!(ran.exit, Exit::Done);
    assert_snapshot!(ran.output);
}

#[test]
fn coverage_says_why_and_how_to_export() {
    let estate = "fixtures/a_policy_without_its_data_is_not_collected";
    let (inventory, catalog) = (
        format!("{estate}/inventory.json"),
        format!("{estate}/catalog.yaml"),
    );
    let ran = securescore(&[
        "coverage",
        &inventory,
        "--catalog",
        &catalog,
        "--as-of",
        AS_OF,
    ]);
    assert_eq!(ran.exit, Exit::Done);
    assert_snapshot!("coverage", ran.output);
}

#[test]
fn coverage_leaves_nothing_of_the_estate_unexplained() {
    let ran = |verb| securescore(&[verb, CONTOSO, "--as-of", AS_OF, "--format", "json"]).output;
    let assessed = json(&ran("score"))["coverage"]["assessed"]
        .as_u64()
        .unwrap();
    assert!(assessed >= 200, "{assessed}");
    let coverage = json(&ran("coverage"));
    let others = coverage["recommendations"].as_array().unwrap();
    assert_eq!(assessed + others.len() as u64, 237);
    for other in others {
        assert!(!other["commands"].as_array().unwrap().is_empty(), "{other}");
    }
}

#[test]
fn list_names_every_recommendation() {
    let ran = securescore(&["list", "--format", "json"]);
    let list = json(&ran.output);
    let rows = list["recommendations"].as_array().unwrap();
    let row = rows
        .iter()
        .find(|row| row["id"] == "azure.compute.internet_facing_nsg")
        .unwrap();
    assert_snapshot!(serde_json::to_string_pretty(row).unwrap());
    assert_eq!(list["controls"].as_array().unwrap().len(), 15);
    let table = securescore(&["list"]).output;
    assert!(
        rows.iter()
            .all(|row| table.contains(row["id"].as_str().unwrap()))
    );
}

#[test]
fn explain_a_recommendation() {
    let ran = securescore(&["explain", "azure.compute.management_ports_closed"]);
    assert_eq!(ran.exit, Exit::Done);
    assert_snapshot!(ran.output);
    let ran = securescore(&["explain", "azure.compute.management_port_closed"]);
    assert_eq!(ran.exit, Exit::Input);
    assert!(
        ran.errors
            .contains("did you mean `azure.compute.management_ports_closed`?"),
        "{}",
        ran.errors
    );
}

#[test]
fn explain_a_resource() {
    let report =
        json(&securescore(&["score", CONTOSO, "--as-of", AS_OF, "--format", "json"]).output);
    let rows = report["assessments"].as_array().unwrap();
    let machine = rows
        .iter()
        .filter_map(|row| row["resource"].as_str())
        .find(|id| id.ends_with("/vm-sftp-01"));
    let ran = securescore(&["explain", machine.unwrap(), CONTOSO, "--as-of", AS_OF]);
    assert_eq!(ran.exit, Exit::Done);
    assert_snapshot!(ran.output);
    let ran = securescore(&["explain", "/subscriptions/none", CONTOSO]);
    assert_eq!(ran.exit, Exit::Input);
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = securescore(&["completions", shell]);
        assert_eq!(ran.exit, Exit::Done);
        assert!(ran.output.contains("securescore"), "{shell}");
    }
}

#[test]
fn help_teaches() {
    let ran = securescore(&["score", "--help"]);
    assert_eq!(ran.exit, Exit::Done);
    assert_snapshot!(ran.output);
    assert_eq!(securescore(&["scroe"]).exit, Exit::Input);
}

/// Each line is one that a script can read.
#[test]
fn timings_name_every_stage_and_change_no_report() {
    let plain = ["score", CONTOSO, "--as-of", AS_OF];
    let timed = securescore(&[&plain[..], &["--timings"]].concat());
    let quiet = securescore(&plain);
    assert_eq!(timed.output, quiet.output);
    let times = timed
        .errors
        .lines()
        .filter_map(|line| line.strip_prefix("time: "));
    let names: Vec<&str> = times.filter_map(|line| line.split(' ').next()).collect();
    let stages = ["start", "scan", "read", "evaluate", "score", "write"];
    let named: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| *name != "cpu")
        .collect();
    assert_eq!(named, [&stages[..], &["resources", "decisions"]].concat());
    assert!(!quiet.errors.contains("time: "));
}
