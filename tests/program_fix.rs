//! The script that `fix` prints: what is in it, and that a shell reads it as it is meant.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin_cmd;
use insta::assert_snapshot;
use securescore::cli::Exit;
use serde_json::{Value, json};
use support::{AS_OF, Ran, securescore};

const CONTOSO: &str = "fixtures/contoso";

/// `fix --print` of an estate with more arguments.
fn fix(estate: &str, more: &[&str]) -> Ran {
    let arguments = ["fix", "--print", estate, "--as-of", AS_OF];
    securescore(&[&arguments, more].concat())
}

fn commands(script: &str) -> Vec<&str> {
    let of_the_frame = ["#", ":", "set "];
    let is_command =
        |line: &&str| !line.is_empty() && !of_the_frame.iter().any(|start| line.starts_with(start));
    script.lines().filter(is_command).collect()
}

fn bash(script: &str, arguments: &[&str], folder: &Path) -> Output {
    let file = folder.join("script.sh");
    fs::write(&file, script).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let mut bash = Command::new("bash");
    bash.args(arguments).arg(file).env("PATH", path);
    bash.current_dir(folder).output().unwrap()
}

#[test]
fn a_shell_reads_the_whole_script() {
    let output = cargo_bin_cmd!("securescore")
        .args(["fix", "--print", CONTOSO, "--as-of", AS_OF])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let script = String::from_utf8(output.stdout).unwrap();
    assert!(commands(&script).len() > 50, "{script}");
    let folder = tempfile::tempdir().unwrap();
    let checked = bash(&script, &["-n"], folder.path());
    assert!(checked.status.success(), "{checked:?}");
}

#[test]
fn a_script_says_what_it_does_and_what_it_leaves_out() {
    let wanted = [
        "--recommendation",
        "azure.arc.log_analytics_agent_windows",
        "--recommendation",
        "azure.storage.virtual_network_rules",
        "--recommendation",
        "azure.compute.vtpm",
    ];
    let ran = fix(CONTOSO, &wanted);
    assert_eq!(ran.exit, Exit::Done);
    assert_snapshot!(ran.output);
}

#[test]
fn a_script_demands_its_variables_before_its_first_command() {
    let wanted = ["--recommendation", "azure.arc.log_analytics_agent_windows"];
    let script = fix(CONTOSO, &wanted).output;
    let folder = tempfile::tempdir().unwrap();
    let ran = bash(&script, &[], folder.path());
    let errors = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(errors.contains("WORKSPACE_ID: "), "{errors}");
}

#[test]
fn globs_choose_resources() {
    let group = "/subscriptions/*/resourceGroups/rg-build-dev/**";
    let script = fix(CONTOSO, &["--resource", group]).output;
    let commands = commands(&script);
    assert!(!commands.is_empty());
    for command in commands {
        assert!(command.contains("rg-build-dev"), "{command}");
    }
}

#[test]
fn what_is_named_wrongly_is_an_error() {
    assert_eq!(securescore(&["fix", CONTOSO]).exit, Exit::Input);
    for (arguments, said) in [
        (
            ["--recommendation", "azure.compute.vtmp"],
            "did you mean `azure.compute.vtpm`?",
        ),
        (["--resource", "/subscriptions/none/**"], "no resource"),
        (["--resource", "/a**"], "not a whole segment"),
    ] {
        let ran = fix(CONTOSO, &arguments);
        assert_eq!((ran.exit, ran.output.as_str()), (Exit::Input, ""));
        assert!(ran.errors.contains(said), "{}", ran.errors);
    }
}

#[test]
fn a_run_that_nobody_can_trust_ends_with_2() {
    let case = "tests/indeterminate/a_built_in_fails_on_one_resource";
    let path = |name: &str| format!("{case}/{name}");
    let (inventory, catalog, policies) = (
        path("inventory.json"),
        path("catalog.yaml"),
        path("policies"),
    );
    let options = ["--catalog", &catalog, "--policies", &policies];
    let ran = fix(
        &inventory,
        &[&options[..], &["--no-builtin-policies"]].concat(),
    );
    assert_eq!(ran.exit, Exit::Input);
    assert!(
        ran.output.contains("\n# indeterminate: /subscriptions/"),
        "{}",
        ran.output
    );
}

const GROUP: &str = "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups";

fn cluster(group: &str, name: &str) -> Value {
    let kind = "Microsoft.ContainerService/managedClusters";
    let id = format!("{GROUP}/{group}/providers/{kind}/{name}");
    json!({"id": id, "name": name, "type": kind, "properties": {"addonProfiles": {}}})
}

/// The script for clusters of these names.
fn script(clusters: &[Value], folder: &Path) -> String {
    let inventory = folder.join("inventory.json");
    fs::write(&inventory, Value::from(clusters).to_string()).unwrap();
    let ran = fix(
        inventory.to_str().unwrap(),
        &["--recommendation", "azure.aks.policy_addon"],
    );
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    ran.output
}

/// Runs a script with an `az` that notes its arguments: one list a call.
fn calls(script: &str, folder: &Path) -> Vec<Vec<String>> {
    let az = folder.join("az");
    fs::write(&az, "#!/bin/sh\nprintf '%s\\0' \"$@\" '' >> calls\n").unwrap();
    let ran = Command::new("chmod").arg("+x").arg(&az).status().unwrap();
    assert!(ran.success());
    let ran = bash(script, &[], folder);
    assert!(ran.status.success(), "{ran:?}");
    let noted = fs::read_to_string(folder.join("calls")).unwrap();
    let calls = noted.split_terminator("\0\0");
    calls
        .map(|call| call.split('\0').map(str::to_owned).collect())
        .collect()
}

#[test]
fn hostile_names_reach_the_command_as_they_are() {
    let names = [
        "$(touch made)",
        "`touch made`",
        "it's \"quoted\"",
        "a; touch made #",
        "a' ; touch made ; '",
        "a\\ $HOME ${PATH} ~ * ? [a] {a,b} !! %s",
    ];
    let clusters: Vec<Value> = names.iter().map(|name| cluster(name, name)).collect();
    let folder = tempfile::tempdir().unwrap();
    let calls = calls(&script(&clusters, folder.path()), folder.path());
    assert!(!folder.path().join("made").exists());
    let mut passed: Vec<(&str, &str)> = calls
        .iter()
        .map(|call| (call[3].as_str(), call[5].as_str()))
        .collect();
    passed.sort_unstable();
    let folded = names.map(str::to_lowercase);
    let mut wanted: Vec<(&str, &str)> = names
        .into_iter()
        .zip(folded.iter().map(String::as_str))
        .collect();
    wanted.sort_unstable();
    assert_eq!(passed, wanted);
}

#[test]
fn names_that_no_quote_can_help_are_left_out_and_named() {
    let names = [
        "a\ntouch made\n",
        "a\r\u{1b}[2Jb",
        "a\0b",
        "a\u{2028}b\u{202e}c",
        "--debug",
        "@passwords",
        "a=@passwords",
    ];
    let clusters: Vec<Value> = names.iter().map(|name| cluster("rg", name)).collect();
    let folder = tempfile::tempdir().unwrap();
    let script = script(&clusters, folder.path());
    assert_eq!(commands(&script), Vec::<&str>::new());
    let is_plain = |character: char| character == '\n' || (' '..='~').contains(&character);
    assert!(script.chars().all(is_plain), "{script:?}");
    assert_snapshot!(script);
}
