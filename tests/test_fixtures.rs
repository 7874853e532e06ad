//! `securescore test`: fixtures held against what was accepted of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "test_fixtures/project.rs"]
mod project;
#[cfg(unix)]
#[path = "test_fixtures/review.rs"]
mod review;
mod support;

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use project::{CATALOG, Project, STRICTER, WAIVER, accounts};
use securescore::cli::Exit;
use securescore::snapshot::Snapshot;
use securescore::text::SourceText;
use serde_json::Value;
use support::{AS_OF, Ran, Streams, securescore};

/// Both streams, as a snapshot.
fn both(ran: &Ran) -> String {
    format!("{:?}\n{}----\n{}", ran.exit, ran.output, ran.errors)
}

#[test]
fn what_is_new_waits_until_it_is_accepted() {
    let project = Project::with_cases();
    let ran = project.test(&[]);
    assert_snapshot!("new", both(&ran));
    assert_eq!(ran.exit, Exit::Gate);
    assert_eq!(project.test(&["--check"]).exit, Exit::Gate);
    assert!(!project.path("fixtures/web/expected.yaml").exists());
    assert_eq!(project.test(&["--accept"]).exit, Exit::Done);
    assert_eq!(project.test(&["--check"]).exit, Exit::Done);
    assert_snapshot!("accepted", project.read("fixtures/legacy/expected.yaml"));
}

#[test]
fn what_changed_is_shown_verdict_by_verdict() {
    let project = Project::with_cases();
    let policy = "policies/demo/storage/secure_transfer/policy.rego";
    project.edit(policy, STRICTER.0, STRICTER.1);
    project.edit(policy, "plain HTTP is accepted", "HTTP is accepted");
    let before = project.read("fixtures/legacy/expected.yaml");
    let ran = project.test(&[]);
    assert_eq!(ran.exit, Exit::Gate);
    assert_snapshot!("changed", both(&ran));
    let ran = project.test_on(&[], Streams::Terminals);
    assert_snapshot!(
        "changed_in_colour",
        ran.output.escape_debug().to_string().replace("\\n", "\n")
    );
    assert_eq!(project.read("fixtures/legacy/expected.yaml"), before);
}

#[test]
fn a_snapshot_keeps_its_instant() {
    let project = Project::with_cases();
    project.write("fixtures/legacy/exemptions.yaml", WAIVER);
    assert_eq!(
        project.test(&["--accept", "--as-of", "2030-01-01"]).exit,
        Exit::Done
    );
    let expected = project.read("fixtures/legacy/expected.yaml");
    assert!(
        expected.contains("as_of: 2026-11-24T00:00:00Z"),
        "{expected}"
    );
    assert!(
        expected.contains("exemption: EX-1, counts_as: notApplicable"),
        "{expected}"
    );
    assert!(
        project
            .read("fixtures/web/expected.yaml")
            .contains("as_of: 2030-01-01T00:00:00Z")
    );
    assert_eq!(project.test(&["--as-of", "2031-01-01"]).exit, Exit::Done);
}

#[test]
fn what_stands_in_a_fixture_holds_for_it() {
    let project = Project::with_cases();
    project.write(
        "fixtures/web/catalog.yaml",
        &CATALOG.replace("max_score: 4", "max_score: 7"),
    );
    project.write("exemptions.yaml", &WAIVER.replace("stlegacy", "stnew"));
    project.edit(
        "securescore.yaml",
        "builtin",
        "exemptions: [exemptions.yaml]\nbuiltin",
    );
    project.write(
        "fixtures/whole/inventory.json",
        &accounts(&[("stown", "true")]),
    );
    project.write(
        "fixtures/whole/securescore.yaml",
        "inventory: [inventory.json]\ncatalog: catalog.yaml\nbuiltin_policies: false\npolicies: [../../policies]\n",
    );
    project.write(
        "fixtures/whole/catalog.yaml",
        &CATALOG.replace("max_score: 4", "max_score: 9"),
    );
    assert_eq!(project.test(&["--accept"]).exit, Exit::Done);
    let web = project.read("fixtures/web/expected.yaml");
    assert!(
        web.contains(r#"without_exemptions: {percent: "100", points: "7", max: "7"}"#),
        "{web}"
    );
    assert!(web.contains("stnew: {health: healthy, exemption: EX-1, counts_as: notApplicable}"));
    let whole = project.read("fixtures/whole/expected.yaml");
    assert!(
        whole.contains(r#"score: {percent: "100", points: "9", max: "9"}"#),
        "{whole}"
    );
    assert!(whole.contains("stown: healthy"), "{whole}");
}

#[test]
fn what_cannot_be_evaluated_fails_alone() {
    let project = Project::with_cases();
    project.write("fixtures/broken/inventory.json", "[{\"id\": 7}]\n");
    project.write(
        "fixtures/torn/inventory.json",
        &accounts(&[("sta", "true")]),
    );
    project.write(
        "fixtures/torn/expected.yaml",
        "as_of: 2026-11-24T00:00:00Z\noveral: {}\n",
    );
    let ran = project.test(&["--accept"]);
    assert_eq!(ran.exit, Exit::Input);
    assert_snapshot!("failed", both(&ran));
    assert_eq!(
        project.read("fixtures/torn/expected.yaml").lines().count(),
        2
    );
    assert!(project.path("fixtures/web/expected.yaml").exists());
}

#[test]
fn policies_in_error_are_said_once() {
    let project = Project::with_cases();
    project.write(
        "fixtures/other/inventory.json",
        &accounts(&[("sta", "true")]),
    );
    let policy = "policies/demo/storage/secure_transfer/policy.rego";
    project.edit(policy, "input.properties.https", "imput.properties.https");
    let ran = project.test(&["--as-of", AS_OF]);
    assert_eq!(ran.exit, Exit::Input);
    assert_eq!(
        ran.errors.matches("is defined nowhere").count(),
        1,
        "{}",
        ran.errors
    );
    assert!(
        ran.output.contains("3 fixtures: 3 failed"),
        "{}",
        ran.output
    );
}

#[test]
fn a_policy_that_fails_is_never_accepted_unseen() {
    let project = Project::with_cases();
    let policy = "policies/demo/storage/secure_transfer/policy.rego";
    let failing = "healthy if {\n\tinput.properties.https\n\tto_number(input.name) > 0\n}\n";
    project.edit(policy, STRICTER.0, failing);
    let before = project.read("fixtures/legacy/expected.yaml");
    let ran = project.test(&["--accept"]);
    assert_eq!(ran.exit, Exit::Input);
    assert_snapshot!("indeterminate", both(&ran));
    assert_eq!(project.read("fixtures/legacy/expected.yaml"), before);
}

/// A worker that falls on one fixture is not held against the next, which comes after it.
#[cfg(unix)]
#[test]
fn what_a_policy_does_in_one_fixture_counts_for_nothing_in_the_next() {
    let project = Project::with_cases();
    project.write(
        "fixtures/bomb/inventory.json",
        &accounts(&[("stbomb", "true")]),
    );
    let squares: String = (1..40)
        .map(|n| format!("n{n} := n{0} * n{0}\n\n", n - 1))
        .collect();
    let bomb = "healthy if {\n\tinput.name == \"stbomb\"\n\tn39 == 0\n}\n";
    let policy = "policies/demo/storage/secure_transfer/policy.rego";
    let harm = format!("n0 := 123456789\n\n{squares}{bomb}\n{}", STRICTER.0);
    project.edit(policy, STRICTER.0, &harm);
    let options = ["--accept", "--as-of", AS_OF, "--time-limit", "100"];
    let ran = project.test_apart(&options, Streams::Pipes);
    assert_eq!(ran.exit, Exit::Input);
    assert!(
        ran.output.contains("brought its worker down twice"),
        "{}",
        ran.output
    );
    assert!(
        ran.output
            .contains("3 fixtures: 1 passed, 1 accepted, 1 failed"),
        "{}",
        ran.output
    );
    assert!(!project.path("fixtures/bomb/expected.yaml").exists());
}

#[test]
fn what_has_no_inventory_is_an_orphan() {
    let project = Project::with_cases();
    assert_eq!(project.test(&["--accept"]).exit, Exit::Done);
    let inventory = project.path("fixtures/legacy/inventory.json");
    let kept = fs::read(&inventory).unwrap();
    fs::remove_file(&inventory).unwrap();
    fs::create_dir(project.path("fixtures/empty")).unwrap();
    let blank =
        r#"[{"id": "/subscriptions/s/resourceGroups/g/providers/a.b/c/d", "type": "a.b/c"}]"#;
    project.write("fixtures/blank/inventory.json", blank);
    assert_eq!(project.test(&["--accept"]).exit, Exit::Done);
    let ran = project.test(&[]);
    assert_eq!(ran.exit, Exit::Done);
    assert_snapshot!("orphaned", both(&ran));
    for strict in ["--strict", "--check"] {
        assert_eq!(project.test(&[strict]).exit, Exit::Gate, "{strict}");
    }
    assert!(project.path("fixtures/legacy/expected.yaml").exists());
    assert_eq!(
        project.test(&["--accept", "--remove-orphans"]).exit,
        Exit::Done
    );
    assert!(!project.path("fixtures/legacy/expected.yaml").exists());
    assert_eq!(project.test(&["--remove-orphans"]).exit, Exit::Input);

    fs::write(&inventory, kept).unwrap();
    fs::remove_dir(project.path("fixtures/empty")).unwrap();
    assert_eq!(project.test(&["--accept"]).exit, Exit::Done);
    let ran = project.test(&["--strict"]);
    assert_eq!(
        ran.exit,
        Exit::Gate,
        "no policy looks at one: {}",
        ran.errors
    );
    fs::remove_dir_all(project.path("fixtures/blank")).unwrap();
    assert_eq!(project.test(&["--strict"]).exit, Exit::Done);
}

#[test]
fn what_is_asked_for_has_to_be_there() {
    let project = Project::with_cases();
    let ran = project.test(&["--case", "legacy", "--check"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    assert!(!ran.output.contains("web"), "{}", ran.output);
    let ran = project.test(&["--case", "legaci"]);
    assert_eq!(ran.exit, Exit::Input);
    assert!(
        ran.errors.contains("did you mean `legacy`?"),
        "{}",
        ran.errors
    );
    fs::create_dir(project.path("fixtures/empty")).unwrap();
    let ran = project.test(&["--case", "empty"]);
    assert_eq!(ran.exit, Exit::Input);
    assert!(ran.errors.contains("has no inventory"), "{}", ran.errors);
    assert_eq!(project.test(&["--fixtures", "/nowhere"]).exit, Exit::Input);
    project.edit("securescore.yaml", "builtin", "fixtures: nowhere\nbuiltin");
    assert_eq!(project.test_all(&[], Streams::Pipes).exit, Exit::Input);
}

#[test]
fn without_fixtures_only_ci_complains() {
    let project = Project::new();
    fs::create_dir(project.path("fixtures")).unwrap();
    let ran = project.test(&[]);
    assert_eq!((ran.exit, ran.output.as_str()), (Exit::Done, ""));
    assert_eq!(project.test(&["--check"]).exit, Exit::Input);
}

#[test]
fn fixtures_and_unit_tests_are_tested_together() {
    let project = Project::with_cases();
    let all = |options: &[&str]| project.test_all(options, Streams::Pipes);
    let ran = all(&["--trusted"]);
    assert_eq!(ran.exit, Exit::Gate);
    let lines: Vec<&str> = ran.output.lines().collect();
    assert_eq!(lines[0], "0 tests passed in 0 packages");
    assert!(lines[1].starts_with("passed "), "{}", ran.output);
    let report: Value =
        serde_json::from_str(&all(&["--trusted", "--format", "json"]).output).unwrap();
    assert_eq!(
        report["fixtures"][0],
        serde_json::json!({"name": "legacy", "outcome": "passed"})
    );
    assert_eq!(
        report["fixtures"][1],
        serde_json::json!({"name": "web", "outcome": "new"})
    );
    let alone = all(&["--trusted", "--filter", "test", "--format", "json"]);
    assert_eq!(alone.exit, Exit::Input);
    assert_snapshot!("junit", all(&["--trusted", "--format", "junit"]).output);
    assert_eq!(all(&["--accept", "--trusted"]).exit, Exit::Done);
    let test = "package demo.storage.secure_transfer_test\n\ntest_it if false\n";
    project.write(
        "policies/demo/storage/secure_transfer/policy_test.rego",
        test,
    );
    assert_eq!(all(&["--trusted"]).exit, Exit::Gate);
    assert_eq!(project.test(&[]).exit, Exit::Done);
}

#[test]
fn a_review_needs_a_terminal() {
    let project = Project::with_cases();
    let ran = project.test(&["--review"]);
    assert_eq!(ran.exit, Exit::Input);
    assert!(ran.errors.contains("`--accept`"), "{}", ran.errors);
}

#[test]
fn the_fixtures_of_this_project_mean_what_was_accepted() {
    let ran = securescore(&["test", "--fixtures", "fixtures", "--time-limit", "60000"]);
    assert_eq!(ran.exit, Exit::Done, "{}{}", ran.output, ran.errors);
    assert!(ran.output.contains("fixtures: "), "{}", ran.output);
    assert!(!Path::new("securescore.yaml").exists());
}

/// The snapshot of the estate says what its report says, figure for figure.
#[test]
fn the_snapshot_of_contoso_has_the_figures_of_its_report() {
    let ran = securescore(&[
        "score",
        "fixtures/contoso",
        "--as-of",
        AS_OF,
        "--format",
        "json",
        "--assessments",
        "all",
        "--time-limit",
        "60000",
    ]);
    let report: Value = serde_json::from_str(&ran.output).unwrap();
    let text = fs::read_to_string("fixtures/contoso/expected.yaml").unwrap();
    let snapshot: Value = serde_yaml::from_str(&text).unwrap();
    let percent = |ratio: &Value| (ratio.as_f64().unwrap() * 10_000.0).round();
    let kept = |text: &Value| (text.as_str().unwrap().parse::<f64>().unwrap() * 100.0).round();
    assert_eq!(
        kept(&snapshot["overall"]["percent"]),
        percent(&report["score"]["percentage"])
    );
    let scopes = report["scopes"].as_array().unwrap();
    for scope in scopes {
        let of = &snapshot["scopes"][scope["id"].as_str().unwrap()];
        assert_eq!(
            kept(&of["score"]["percent"]),
            percent(&scope["score"]["percentage"])
        );
        assert_eq!(of["score"]["points"], scope["score"]["current"].to_string());
        let raw = &scope["rawScore"]["percentage"];
        assert_eq!(kept(&of["without_exemptions"]["percent"]), percent(raw));
    }
    assert_eq!(scopes.len(), snapshot["scopes"].as_object().unwrap().len());
    let verdicts = snapshot["verdicts"].as_object().unwrap();
    let rulings: usize = verdicts
        .values()
        .map(|of| of.as_object().unwrap().len())
        .sum();
    assert_eq!(rulings, report["assessments"].as_array().unwrap().len());
    for row in report["assessments"].as_array().unwrap() {
        let of = &verdicts[row["recommendation"].as_str().unwrap()];
        let id = row["resource"].as_str().unwrap();
        let name = id.rsplit('/').next().unwrap();
        let ruling = of.get(id).or_else(|| of.get(name)).unwrap();
        let health = ruling.get("health").unwrap_or(ruling);
        assert_eq!(*health, row["rawHealth"], "{id}");
        let none = Value::Array(Vec::new());
        assert_eq!(
            *ruling.get("reasons").unwrap_or(&none),
            row["reasons"],
            "{id}"
        );
        assert_eq!(
            *ruling.get("exemption").unwrap_or(&Value::Null),
            row["exemption"],
            "{id}"
        );
    }
}

#[test]
fn the_documentation_shows_a_snapshot() {
    let text = fs::read_to_string("docs/fixtures.md").unwrap();
    let (_, rest) = text.split_once("```yaml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let snapshot = Snapshot::read(&SourceText::new("docs/fixtures.md", example)).unwrap();
    let mut written = Vec::new();
    snapshot.write(&mut written).unwrap();
    let written = String::from_utf8(written).unwrap();
    assert!(written.ends_with(example), "{written}");
}
