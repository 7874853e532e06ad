//! Where the decisions of a side stand.

use std::fs;

use insta::assert_snapshot;
use securescore::cli::Exit;
use serde_json::{Value, json};

use crate::estate::{self, BASE, CATALOG, Estate, Files, LINK, SUBMODULE, Side};
use crate::support::securescore;
use crate::{AFTER, ALL, COUNTED, all, compared, exact, fraction, ran};

#[test]
fn a_base_is_a_commit_or_a_directory_and_it_is_said_which() {
    let estate = all();
    let committed = ran(&estate, &["--as-of", AFTER]);
    let old = tempfile::tempdir().unwrap();
    estate::write(old.path(), &BASE.files());
    let old_path = old.path().to_str().unwrap();
    let arguments = ["what-if", estate.root(), "--trusted", "--as-of", AFTER];
    let with = |base: &str, more: &[&str]| {
        securescore(&[&arguments[..], &["--base", base], more].concat())
    };
    let beside = with(old_path, &[]);
    let body = |text: &str| {
        text.lines()
            .filter(|line| !line.starts_with("base:"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(body(&beside.output), body(&committed.output));
    assert!(
        beside
            .output
            .contains(&format!("base: the directory {old_path}, as of"))
    );
    // The working tree changes no more: the head is a commit.
    estate.commit("refs/heads/feature", &ALL.files());
    estate.write(&BASE.files());
    let heads = with("main", &["--head", "feature"]);
    assert!(
        heads.output.contains("head: feature (commit "),
        "{}",
        heads.output
    );
    let body = |text: &str| {
        text.lines()
            .filter(|line| !line.contains(": "))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(body(&heads.output), body(&committed.output));
}

#[test]
fn a_name_of_both_is_the_commit_and_a_note_says_so() {
    // The tests run in a directory that holds `docs`.
    let estate = all();
    estate.commit("refs/heads/docs", &BASE.files());
    let base = |name: &str| {
        let arguments = [
            "what-if",
            estate.root(),
            "--trusted",
            "--as-of",
            AFTER,
            "--base",
            name,
        ];
        securescore(&arguments)
    };
    let commit = base("docs");
    assert!(
        commit.output.contains("base: docs (commit "),
        "{}",
        commit.output
    );
    assert!(
        commit.errors.contains(
            "note: `docs` is a commit and a directory; the commit was taken, and `./docs`"
        ),
        "{}",
        commit.errors
    );
    let directory = base("./docs");
    assert!(
        directory
            .output
            .contains("base: the directory ./docs, as of")
    );
    assert!(!directory.errors.contains("is a commit and a directory"));
    assert!(
        directory
            .errors
            .contains("note: `./docs` has no project file")
    );
}

#[test]
fn a_project_that_is_new_below_another_replaces_it() {
    let head = COUNTED.files().into_iter();
    let head: Files = head
        .map(|(path, text)| (format!("sub/{path}"), text))
        .collect();
    let tight = Side { tls: 12, ..COUNTED };
    let estate = Estate::of(&tight.files(), &head);
    fs::write(estate.path("sub/inventory.json"), estate::inventory()).unwrap();
    let below = estate.path("sub");
    let arguments = [
        "what-if",
        "--base=main",
        below.to_str().unwrap(),
        "--trusted",
    ];
    let ran = securescore(&[&arguments[..], &["--as-of", AFTER, "--format=json"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    let impact: Value = serde_json::from_str(&ran.output).unwrap();
    assert_eq!(exact(&impact["score"]["base"]), fraction(1, 2));
    assert_eq!(exact(&impact["score"]["head"]), fraction(13, 18));
}

#[test]
fn a_base_that_is_not_there_is_named() {
    let estate = all();
    let refused = |base: &str| {
        let ran = securescore(&["what-if", estate.root(), "--base", base, "--as-of", AFTER]);
        assert_eq!(ran.exit, Exit::Input);
        assert!(ran.output.is_empty());
        ran.errors
    };
    assert!(refused("mian").contains("did you mean `main`?"));
    assert_snapshot!("base_unknown", refused("release/2"));
    assert!(refused("main:policies").contains("`main:policies` is no commit"));
    let alone = tempfile::tempdir().unwrap();
    estate::write(alone.path(), &BASE.files());
    let ran = securescore(&["what-if", alone.path().to_str().unwrap(), "--base", "main"]);
    assert_eq!(ran.exit, Exit::Input);
    assert!(
        ran.errors.contains("is in no git repository"),
        "{}",
        ran.errors
    );
}

#[test]
fn a_base_without_a_project_has_what_is_built_in() {
    let estate = Estate::of(&Files::new(), &ALL.files());
    let ran = ran(&estate, &["--as-of", AFTER, "--format=json"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    assert!(
        ran.errors.contains("note: `main` has no project file"),
        "{}",
        ran.errors
    );
    let impact: Value = serde_json::from_str(&ran.output).unwrap();
    assert_eq!(impact["score"]["base"], Value::Null);
    assert_eq!(exact(&impact["score"]["change"]), fraction(11, 18));
    // b, c and f fail TLS from 12, d is mitigated; c is not locked.
    assert_eq!(impact["flipCounts"]["worse"], 4);
}

#[test]
fn a_base_that_is_broken_says_so() {
    let mut broken = BASE.files();
    broken.insert("catalog.yaml".to_owned(), "name: x\n".to_owned());
    let estate = Estate::of(&broken, &BASE.files());
    let ran = ran(&estate, &["--as-of", AFTER]);
    assert_eq!(ran.exit, Exit::Input);
    assert!(
        ran.errors.starts_with("the base cannot be used:"),
        "{}",
        ran.errors
    );
    assert!(ran.errors.contains("main:catalog.yaml"), "{}", ran.errors);
}

#[test]
fn other_ends_of_lines_change_nothing() {
    let head = COUNTED.files().into_iter();
    let head = head.map(|(path, text)| (path, text.replace('\n', "\r\n")));
    let estate = Estate::of(&COUNTED.files(), &head.collect());
    let impact = compared(&estate, &["--as-of", AFTER]);
    assert_eq!(impact["differences"], json!([]));
    assert_eq!(impact["flips"], json!([]));
    assert_eq!(exact(&impact["score"]["change"]), fraction(0, 1));
}

#[test]
fn options_name_files_that_both_sides_have() {
    let estate = Estate::of(&BASE.files(), &ALL.files());
    let outside = tempfile::tempdir().unwrap();
    let catalog = outside.path().join("catalog.yaml");
    fs::write(&catalog, CATALOG).unwrap();
    let with = |path: &std::path::Path| {
        let option = format!("--catalog={}", path.display());
        ran(&estate, &["--as-of", AFTER, &option])
    };
    let refused = with(&catalog);
    assert_eq!(refused.exit, Exit::Input);
    assert!(
        refused.errors.contains("lies outside the git repository"),
        "{}",
        refused.errors
    );
    assert_eq!(with(&estate.path("catalog.yaml")).exit, Exit::Done);
}

#[test]
fn strangers_of_the_base_are_judged_apart_and_alike() {
    let estate = all();
    let arguments = [
        "what-if",
        "--base=main",
        estate.root(),
        "--as-of",
        AFTER,
        "--format=json",
    ];
    let apart = securescore(&arguments);
    assert_eq!(apart.exit, Exit::Done, "{}", apart.errors);
    let here = ran(&estate, &["--as-of", AFTER, "--format=json", "--threads=1"]);
    assert_eq!(apart.output, here.output);
}

#[test]
fn links_of_a_commit_are_followed_and_submodules_passed_over() {
    let mut base = COUNTED.files();
    let path = "policies/contoso/till/tls/policy.rego";
    let policy = base.remove(path).unwrap();
    base.insert("shared/tls.rego".to_owned(), policy);
    let link = format!("{LINK}../../../../shared/tls.rego");
    base.insert(path.to_owned(), link);
    base.insert("policies/vendor".to_owned(), SUBMODULE.to_owned());
    let estate = Estate::of(&base, &COUNTED.files());
    let ran = ran(&estate, &["--as-of", AFTER]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    let note = "note: `main:policies/vendor` is a submodule, and was passed over";
    assert!(ran.errors.contains(note), "{}", ran.errors);
    assert!(
        ran.output.contains("both sides decide alike"),
        "{}",
        ran.output
    );
}
