//! Whatever others call their resources, policies, controls, exemptions and files: nothing of it
//! moves a terminal, hides text, breaks a line or commands a build server.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use securescore::text::escape::{is_armed, is_visible};
use serde_json::json;
use support::{AS_OF, Streams, securescore_on};
use tempfile::TempDir;

/// What names are put together from. No colour of ours is number 66.
const PIECES: [&str; 22] = [
    "plain",
    "ä 日",
    " ",
    ":",
    "::error title=x::y",
    "::stop-commands::t",
    "\n::error::x",
    "\r::warning::x",
    "##vso[task.setvariable variable=a]b",
    "##[group]x",
    "##teamcity[testFailed name='x']",
    "section_start:1:x\r\u{1b}[0K",
    "\u{1b}[66m",
    "\u{1b}[2J",
    "\u{1b}]0;title\u{7}",
    "\u{9b}2J",
    "\u{8}\u{7f}\t",
    "\u{202e}txet",
    "\u{2066}\u{200b}\u{200d}",
    "\u{2028}\u{2029}\u{85}",
    "\u{feff}\u{ad}\u{fe0f}",
    "\u{e0041}\u{e0100}\u{3164}",
];

fn name() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 1..5);
    pieces.prop_map(|pieces| pieces.concat())
}

/// A text as YAML can hold it whatever it is.
fn yaml(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            ' '..='~' => quoted.push(character),
            other => write!(quoted, "\\U{:08X}", u32::from(other)).unwrap(),
        }
    }
    quoted + "\""
}

/// A project in which everything that may have a name has a hostile one.
fn project(names: &[String]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    let [a, b, c, d, e, f] = names else {
        panic!("six names")
    };
    let [title, description, remediation, control] = [a, b, c, d].map(|name| yaml(name));
    put(
        "policies/test/it/policy.rego",
        &format!(
            "# METADATA\n# title: {title}\n# description: {description}\n# custom:\n#   severity: high\n\
             #   resource_types: [a.b/c]\n#   remediation: {remediation}\n\
             #   fix: x --name {{name}}\n\
             #   parameters:\n#     p: {{type: string, default: {title}, description: {description}}}\n\
             package test.it\n\ndefault healthy := false\n\nhealthy if startswith(input.properties.on, \"a\")\n\n\
             reasons contains input.properties.note\n"
        ),
    );
    put(
        "catalog.yaml",
        &format!(
            "name: t\ntitle: {title}\ncontrols:\n  - id: c\n    title: {control}\n    max_score: 4\n\
             \x20   recommendations: [test.it]\n"
        ),
    );
    put("broken.yaml", &format!("name: t\ntitle: T\n{control}: 1\n"));
    put("broken.json", &format!("[{{\"id\": \"{e}\u{1b}\", \"{f}"));
    put(
        "broken/a/b/policy.rego",
        &format!("package a.b\n# {e}\nhealthy := {f}"),
    );
    put("exemptions.yaml", &exemption(names));
    let file = e.replace(['/', '\0'], "_");
    put(&format!("inventory/{file}.json"), &inventory(names));
    folder
}

fn exemption(names: &[String]) -> String {
    let [id, reason, owner] = [&names[3], &names[4], &names[5]].map(|name| yaml(name));
    format!(
        "exemptions:\n  - id: {id}\n    recommendations: [test.it]\n    resources: ['**/none']\n\
         \x20   category: waiver\n    reason: {reason}\n    owner: {owner}\n    expires: 2026-01-01\n"
    )
}

fn inventory(names: &[String]) -> String {
    let resource = |number: usize, name: &String| {
        let on = [json!("x"), json!("a"), json!({ name.as_str(): name })][number % 3].clone();
        json!({
            "id": format!("/subscriptions/s/resourceGroups/g/providers/a.b/c/{number}{name}"),
            "type": if number == 5 { format!("m.x/{name}") } else { "a.b/c".to_owned() },
            "name": name, "location": name, "tags": {"team": name},
            "properties": {"on": on, "note": name},
        })
    };
    let resources: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(at, name)| resource(at, name))
        .collect();
    json!(resources).to_string()
}

/// The runs of every verb over a project, and those that fail.
fn runs(names: &[String]) -> Vec<Vec<String>> {
    let decisions =
        "--no-builtin-policies --policies policies --exemptions exemptions.yaml --as-of";
    let decisions: Vec<&str> = decisions.split(' ').chain([AS_OF]).collect();
    let group = format!("tag:{}", names[0]);
    let resource = format!(
        "/subscriptions/s/resourcegroups/g/providers/a.b/c/0{}",
        names[0]
    );
    let output = format!("{}/none/x", names[1]);
    let known: [&[&str]; 12] = [
        &["score", "inventory"],
        &["score", "inventory", "--group-by", "tag:team"],
        &["score", "inventory", "--group-by", &group],
        &[
            "score",
            "inventory",
            "--format",
            "json",
            "--assessments",
            "all",
        ],
        &["score", "inventory", "--output", &output],
        &["coverage", "inventory"],
        &["list"],
        &["check", "inventory"],
        &["explain", "test.it"],
        &["explain", &resource, "inventory"],
        &["fix", "--print", "inventory"],
        &["collect", "--print"],
    ];
    let small = ["--no-builtin-policies", "--policies", "policies"];
    let small = &[&small[..], &["--catalog", "catalog.yaml"]].concat();
    let wrong: [&[&str]; 9] = [
        &[&names[2]],
        &["score", "--format", &names[3]],
        &["score", "--fail-under", &names[4]],
        &[&["score", &names[5]], &small[..]].concat(),
        &[&["explain", &names[0]], &small[..]].concat(),
        &[&["collect", "--print", "--type", &names[1]], &small[..]].concat(),
        &[&["score", "broken.json"], &small[..]].concat(),
        &["check", "--no-builtin-policies", "--policies", "broken"],
        &["list", "--catalog", "broken.yaml", "--no-builtin-policies"],
    ];
    let owned = |run: &[&str]| {
        run.iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let known = known.map(|run| [run, &decisions, &["--catalog", "catalog.yaml"]].concat());
    let known = known.iter().map(|run| owned(run));
    known.chain(wrong.iter().map(|run| owned(run))).collect()
}

/// The text without our colours.
fn uncoloured(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let end = part.find(|letter: char| !(letter.is_ascii_digit() || letter == ';'));
        let (numbers, rest) = part.split_at(end.unwrap_or(part.len()));
        match rest.strip_prefix('m').filter(|_| !numbers.contains("66")) {
            Some(rest) => plain.push_str(rest),
            None => plain.extend(["\u{1b}[", part]),
        }
    }
    plain
}

fn offence(text: &str) -> Option<String> {
    let is_offence = |line: &&str| {
        line.trim_start().starts_with("::")
            || !line.chars().all(is_visible)
            || line.char_indices().any(|(at, _)| is_armed(line, at))
    };
    // Only ends of lines are ours.
    text.split('\n').find(is_offence).map(str::to_owned)
}

/// A run in a folder. Paths are taken from there, since all tests share one working directory.
fn run(folder: &Path, arguments: &[String], streams: Streams) -> support::Ran {
    let in_folder = |word: &String| {
        let path = folder.join(word);
        let is_here = !word.is_empty() && (path.exists() || word.ends_with("/none/x"));
        if is_here {
            path.to_str().unwrap().to_owned()
        } else {
            word.clone()
        }
    };
    let arguments: Vec<String> = arguments.iter().map(in_folder).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    securescore_on(&arguments, b"", streams)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_name_is_obeyed(names in prop::collection::vec(name(), 6)) {
        let folder = project(&names);
        for streams in [Streams::Pipes, Streams::Terminals] {
            for arguments in runs(&names) {
                let ran = run(folder.path(), &arguments, streams);
                for text in [ran.output, ran.errors] {
                    let found = offence(&uncoloured(&text));
                    prop_assert!(found.is_none(), "{:?}: {:?}", arguments, found);
                }
            }
        }
    }
}

/// The property says nothing where every run is refused at once.
#[test]
fn the_hostile_project_is_judged() {
    let names: Vec<String> = PIECES[4..10]
        .iter()
        .map(|piece| (*piece).to_owned())
        .collect();
    let folder = project(&names);
    let known = runs(&names).into_iter().take(12);
    for arguments in known.filter(|run| !run.contains(&"--output".to_owned())) {
        let ran = run(folder.path(), &arguments, Streams::Pipes);
        assert!(!ran.errors.contains('×'), "{arguments:?}: {}", ran.errors);
        assert!(!ran.output.is_empty(), "{arguments:?}");
    }
}
