//! `securescore new recommendation`: what it writes, what it leaves alone, and what it refuses.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use securescore::bundle::policies_in;
use securescore::cli::Exit;
use securescore::policy::PolicySet;
use securescore::rego::{Limits, Suites, UnitTest};
use support::{Streams, securescore_on};
use tempfile::TempDir;

const ID: &str = "contoso.web.internal_tls";
const TYPE: [&str; 2] = ["--type", "microsoft.web/sites"];

struct Ran {
    code: i32,
    output: String,
    errors: String,
}

/// Runs the program in a directory.
fn run(directory: &Path, arguments: &[&str], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_securescore"))
        .args(arguments)
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let ran = child.wait_with_output().unwrap();
    Ran {
        code: ran.status.code().unwrap(),
        output: String::from_utf8(ran.stdout).unwrap(),
        errors: String::from_utf8(ran.stderr).unwrap(),
    }
}

fn new(directory: &Path, options: &[&str]) -> Ran {
    let arguments = ["new", "recommendation", ID].into_iter().chain(TYPE);
    let arguments: Vec<&str> = arguments.chain(options.iter().copied()).collect();
    run(directory, &arguments, "")
}

/// Every file below a directory, with its text.
fn files(directory: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![directory.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(directory).unwrap().display().to_string();
            if path.is_dir() {
                files.insert(format!("{name}/"), String::new());
                folders.push(path);
            } else {
                files.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    files
}

fn project(texts: &[(&str, &str)]) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in texts {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

/// The unit tests of a directory of policies that fail.
fn failing(policies: &Path) -> Vec<String> {
    let set = PolicySet::read(policies_in(policies).unwrap()).unwrap();
    let as_of = "2026-11-24T00:00:00Z".parse().unwrap();
    let suites = Suites::of(&set, as_of, Limits::default());
    let suites = suites.wanted(&|_| true).unwrap();
    let tests: Vec<UnitTest> = suites
        .iter()
        .flat_map(|suite| suite.bench().unwrap().run(&|_| true, false).tests)
        .collect();
    assert_eq!(tests.len(), 4 * set.policies.len());
    let failing = tests.into_iter().filter(|test| test.failure().is_some());
    failing.map(|test| test.name).collect()
}

#[test]
fn from_nothing_a_project_starts_that_lacks_nothing_but_the_condition() {
    let directory = project(&[]);
    let ran = new(directory.path(), &["--control", "encrypt_data_in_transit"]);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    insta::assert_snapshot!("from_nothing", ran.output);
    let files = files(directory.path());
    let wanted = "# What `securescore` loads here; the built-in policies are used as well.\n\
                  policies: [\"policies\"]\ncatalog: catalog.yaml\n";
    assert_eq!(files["securescore.yaml"], wanted);
    let wanted = "# What differs from the catalog `azure`.\nname: contoso\ntitle: Contoso secure score\n\
                  extends: azure\ncontrols:\n  - id: encrypt_data_in_transit\n    recommendations: [contoso.web.internal_tls]\n";
    assert_eq!(files["catalog.yaml"], wanted);

    let checked = run(directory.path(), &["check"], "");
    assert_eq!((checked.code, checked.errors.as_str()), (0, ""));
    let policies = directory.path().join("policies");
    assert_eq!(failing(&policies), ["test_healthy"]);
    let policy = policies.join("contoso/web/internal_tls/policy.rego");
    let written = fs::read_to_string(&policy).unwrap();
    let condition = "healthy if input.properties.example == true";
    fs::write(&policy, written.replace("healthy if false", condition)).unwrap();
    assert!(failing(&policies).is_empty());

    let scored = [
        "score",
        "fixtures/internal_tls",
        "--format",
        "json",
        "--assessments",
        "all",
    ];
    let scored = run(directory.path(), &scored, "");
    let report: serde_json::Value = serde_json::from_str(&scored.output).unwrap();
    let rows = report["assessments"].as_array().unwrap().iter();
    let verdicts = rows.filter(|row| row["recommendation"] == ID);
    let verdicts: Vec<&str> = verdicts
        .map(|row| row["health"].as_str().unwrap())
        .collect();
    assert_eq!(
        verdicts,
        ["healthy", "unhealthy", "unhealthy", "notApplicable"]
    );
}

const CATALOG: &str = "# Ours, in this order.\nname: own\ntitle: Own\nextends: azure\ncontrols:\n  - id: naming # new\n    title: Names\n    max_score: 2\n\n# Flags.\nrecommendations: {}\n";

#[test]
fn a_project_keeps_its_comments_and_gets_its_files_where_it_says() {
    let directory = project(&[
        (
            "securescore.yaml",
            "# ours\ncatalog: flags/own.yaml # the flags\npolicies: [rego]\n",
        ),
        ("flags/own.yaml", CATALOG),
        ("deep/below/notes", ""),
    ]);
    let below = directory.path().join("deep/below");
    let ran = new(
        &below,
        &[
            "--control",
            "naming",
            "--severity",
            "high",
            "--title",
            "Internal: TLS #1",
        ],
    );
    assert_eq!(ran.code, 0, "{}", ran.errors);
    let files = files(directory.path());
    assert_eq!(
        files["securescore.yaml"],
        "# ours\ncatalog: flags/own.yaml # the flags\npolicies: [rego]\n"
    );
    let wanted = CATALOG.replace(
        "max_score: 2\n",
        "max_score: 2\n    recommendations: [contoso.web.internal_tls]\n",
    );
    assert_eq!(files["flags/own.yaml"], wanted);
    let policy = &files["rego/contoso/web/internal_tls/policy.rego"];
    assert!(
        policy.contains("# title: \"Internal: TLS #1\"\n"),
        "{policy}"
    );
    assert!(policy.contains("#   severity: high\n"), "{policy}");
    assert!(files.contains_key("fixtures/internal_tls/inventory.json"));
    assert_eq!(run(directory.path(), &["check"], "").code, 0);
}

#[test]
fn without_a_control_it_says_how_to_add_one() {
    let directory = project(&[("securescore.yaml", "catalog: azure\npolicies: [policies]\n")]);
    let ran = new(directory.path(), &[]);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    let advice = "It is in no control, and counts for nothing: add it to one in a catalog.yaml that says `extends: azure`:";
    assert!(ran.output.contains(advice), "{}", ran.output);
    assert!(!directory.path().join("catalog.yaml").exists());
}

#[test]
fn the_command_line_may_say_where_everything_is() {
    let directory = project(&[("own.yaml", CATALOG), ("elsewhere/notes", "")]);
    let options = [
        "--policies",
        "rego",
        "--catalog",
        "own.yaml",
        "--control",
        "naming",
    ];
    let ran = new(directory.path(), &options);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    assert!(!directory.path().join("securescore.yaml").exists());
    assert!(
        fs::read_to_string(directory.path().join("own.yaml"))
            .unwrap()
            .contains(ID)
    );
    let checked = ["check", "--policies", "rego", "--catalog", "own.yaml"];
    assert_eq!(run(directory.path(), &checked, "").code, 0);
    let ran = new(
        &directory.path().join("elsewhere"),
        &["--policies", "rego", "--control", "enable_mfa"],
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.errors
            .contains("the catalog `azure` is built in and cannot be added to"),
        "{}",
        ran.errors
    );
}

#[test]
fn nothing_is_overwritten_and_nothing_written_by_halves() {
    let directory = project(&[("securescore.yaml", "policies: [policies]\n")]);
    assert_eq!(new(directory.path(), &[]).code, 0);
    let before = files(directory.path());
    let refused: [(&[&str], &str); 6] = [
        (
            &[ID],
            "there is a recommendation `contoso.web.internal_tls` already",
        ),
        (
            &["azure.storage.secure_transfer"],
            "there is a recommendation `azure.storage.secure_transfer` already",
        ),
        (
            &["contoso.Web"],
            "`contoso.Web` is no id of a recommendation",
        ),
        (
            &["contoso.web", "--control", "enable_mfaa"],
            "the catalog `azure` has no control `enable_mfaa`",
        ),
        (
            &["contoso.web", "--attribute", "a b"],
            "`a b` is no path of an attribute",
        ),
        (
            &["contoso.web", "--title", "two\nlines"],
            "the title is no sentence on one line",
        ),
    ];
    for (arguments, wanted) in refused {
        let arguments = [&["new", "recommendation"], arguments, &TYPE].concat();
        let ran = run(directory.path(), &arguments, "");
        assert_eq!(ran.code, 2, "{}", ran.output);
        assert!(ran.errors.contains(wanted), "{}", ran.errors);
        assert_eq!(files(directory.path()), before);
    }
    // A file stands where a directory has to: the last of the files cannot be written.
    let blocked = project(&[
        ("securescore.yaml", "policies: [policies]\n"),
        ("fixtures", "mine"),
    ]);
    let before = files(blocked.path());
    let ran = new(blocked.path(), &[]);
    assert_eq!(ran.code, 3, "{}", ran.errors);
    assert!(
        ran.errors.contains("; nothing was written"),
        "{}",
        ran.errors
    );
    assert_eq!(files(blocked.path()), before);
}

#[test]
fn a_second_fixture_of_one_name_goes_by_the_whole_id() {
    let directory = project(&[
        ("securescore.yaml", "policies: [policies]\n"),
        ("fixtures/internal_tls/notes", ""),
    ]);
    assert_eq!(new(directory.path(), &[]).code, 0);
    assert!(
        directory
            .path()
            .join("fixtures/contoso_web_internal_tls/inventory.json")
            .exists()
    );
}

const SITE: &str = r#"{
  "id": "/subscriptions/1b4e28ba-2fa1-11d2-883f-0016d3cca427/resourceGroups/rg-payroll/providers/Microsoft.Web/sites/payroll-prod",
  "name": "payroll-prod", "type": "Microsoft.Web/sites", "location": "West Europe", "kind": "app,linux",
  "tags": {"owner": "ann@contoso.com"}, "identity": {"type": "SystemAssigned", "principalId": "9b4e28ba-2fa1-11d2-883f-0016d3cca427"},
  "properties": {"httpsOnly": true, "defaultHostName": "payroll-prod.azurewebsites.net", "outboundIpAddresses": "20.1.2.3",
    "siteConfig": {"minTlsVersion": "1.2", "numberOfWorkers": 3,
      "appSettings": [{"name": "DB", "value": "Server=tcp:sql.contoso.com;Password=Tr0ub4dor&3"}],
      "deep": {"deeper": {"deepest": [[["a", {"b": ["c"]}]]]}}}}}"#;

#[test]
fn an_exported_resource_gives_the_shape_and_none_of_its_secrets() {
    let directory = project(&[]);
    let from = [
        "--from",
        "-",
        "--attribute",
        "properties.siteConfig.minTlsVersion",
    ];
    let arguments = ["new", "recommendation", ID]
        .into_iter()
        .chain(TYPE)
        .chain(from);
    let arguments: Vec<&str> = arguments.collect();
    let ran = run(directory.path(), &arguments, SITE);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    insta::assert_snapshot!("replaced", ran.errors);
    let files = files(directory.path());
    let all = format!("{files:?}{}{}", ran.output, ran.errors).to_lowercase();
    for secret in [
        "payroll",
        "contoso.com",
        "ann@",
        "20.1.2.3",
        "tr0ub4dor",
        "1b4e28ba",
        "9b4e28ba",
    ] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
    insta::assert_snapshot!(
        "tests_from_an_export",
        files["policies/contoso/web/internal_tls/policy_test.rego"]
    );
    let policies = directory.path().join("policies");
    assert_eq!(failing(&policies), ["test_healthy"]);
    assert_eq!(
        run(directory.path(), &["check", "fixtures/internal_tls"], "").code,
        0
    );

    let other = [
        "new",
        "recommendation",
        "contoso.web.other",
        "--type",
        "a.b/c",
        "--from",
        "-",
    ];
    let ran = run(directory.path(), &other, SITE);
    assert_eq!(ran.code, 2);
    assert!(
        ran.errors.contains("`-` holds no resource of `a.b/c`"),
        "{}",
        ran.errors
    );
    assert!(
        ran.errors.contains("it holds `microsoft.web/sites`"),
        "{}",
        ran.errors
    );
}

/// An import hides the built-ins of its name: the tests of such a policy call it something else.
#[test]
fn a_recommendation_may_be_called_like_a_built_in() {
    let directory = project(&[]);
    let arguments = ["new", "recommendation", "contoso.web.time"];
    let ran = run(directory.path(), &[&arguments[..], &TYPE].concat(), "");
    assert_eq!(ran.code, 0, "{}", ran.errors);
    let policies = directory.path().join("policies");
    let tests = fs::read_to_string(policies.join("contoso/web/time/policy_test.rego")).unwrap();
    assert!(
        tests.contains("import data.contoso.web.time as policy\n"),
        "{tests}"
    );
    assert_eq!(failing(&policies), ["test_healthy"]);
}

/// A person is asked; nobody else is.
#[test]
fn a_person_names_the_control() {
    let asked = |answer: &str, streams| {
        let directory = project(&[("securescore.yaml", "policies: [policies]\n")]);
        let file = directory.path().join("securescore.yaml");
        let arguments = [
            "new",
            "recommendation",
            ID,
            "--project",
            file.to_str().unwrap(),
        ];
        let ran = securescore_on(
            &[&arguments[..], &TYPE].concat(),
            answer.as_bytes(),
            streams,
        );
        let catalog = fs::read_to_string(directory.path().join("catalog.yaml")).ok();
        (ran, catalog)
    };
    let (ran, catalog) = asked("enable_mfa\n", Streams::Terminals);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    assert!(
        ran.errors.contains("Which control does it belong to?"),
        "{}",
        ran.errors
    );
    assert!(catalog.unwrap().ends_with(
        "controls:\n  - id: enable_mfa\n    recommendations: [contoso.web.internal_tls]\n"
    ));
    let (ran, catalog) = asked("\n", Streams::Terminals);
    assert_eq!((ran.exit, catalog), (Exit::Done, None));
    let (ran, catalog) = asked("enable_mfaa\n", Streams::Terminals);
    assert_eq!((ran.exit, catalog), (Exit::Input, None));
    assert!(
        ran.errors.contains("did you mean `enable_mfa`?"),
        "{}",
        ran.errors
    );
    let (ran, catalog) = asked("enable_mfa\n", Streams::Pipes);
    assert_eq!((ran.exit, catalog), (Exit::Done, None));
    assert!(!ran.errors.contains("Which control"), "{}", ran.errors);
}

#[test]
fn a_directory_named_twice_is_read_once() {
    let directory = project(&[("securescore.yaml", "policies: [policies]\n")]);
    assert_eq!(new(directory.path(), &["--policies", "./policies"]).code, 0);
    let arguments = [
        "new",
        "recommendation",
        "contoso.web.other",
        "--policies",
        "./policies",
    ];
    let ran = run(directory.path(), &[&arguments[..], &TYPE].concat(), "");
    assert_eq!(ran.code, 0, "{}", ran.errors);
    assert!(
        ran.output.contains("\n  securescore check\n"),
        "{}",
        ran.output
    );
}
