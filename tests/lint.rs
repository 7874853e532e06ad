//! `securescore lint`, on policies that are right and could be better.
//!
//! A case is a folder and no code. It holds `policies` and, where that does not say it all, the
//! arguments in `args`, one a line, in which `{case}` is the folder. Both streams and the exit are
//! kept beside them, in `ran.snap`.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use securescore::bundle::built_in_policies;
use securescore::cli::Exit;
use securescore::lint::{LINTS, Levels, edited, found_in_texts, mended};
use securescore::policy::PolicySet;
use securescore::rego::same_code;
use securescore::text::SourceText;
use support::{Ran, Streams, securescore, securescore_on};

#[test]
fn cases_are_reported_as_they_were() {
    insta::glob!("lint/*", |folder| {
        let ran = lint(&arguments(folder), Streams::Pipes);
        assert_snapshot(folder, "ran", &told(&ran));
    });
}

#[test]
fn a_terminal_has_colours() {
    let folder = case("contract");
    let ran = lint(&arguments(&folder), Streams::Terminals);
    assert_eq!(ran.exit, Exit::Gate);
    assert!(ran.errors.is_empty());
    assert_snapshot(&folder, "coloured", &ran.output);
}

/// A lint without a case is a lint that nobody has seen.
#[test]
fn every_lint_has_a_case() {
    let mut seen = BTreeSet::new();
    for folder in fs::read_dir("tests/lint").unwrap() {
        let ran = fs::read_to_string(folder.unwrap().path().join("ran.snap")).unwrap();
        let is_list = ran.contains("What it looks for");
        let codes = LINTS.iter().map(|lint| lint.code);
        seen.extend(codes.filter(|code| !is_list && ran.contains(code)));
    }
    let all: BTreeSet<&str> = LINTS.iter().map(|lint| lint.code).collect();
    assert_eq!(seen, all);
}

#[test]
fn the_built_in_policies_leave_nothing_to_say() {
    for arguments in [
        ["--builtin", "--deny-warnings"],
        ["policies", "--deny-warnings"],
    ] {
        let arguments = ["lint"].into_iter().chain(arguments);
        let Ran {
            exit,
            output,
            errors,
        } = securescore(&arguments.collect::<Vec<_>>());
        assert_eq!(exit, Exit::Done, "{output}{errors}");
        assert!(output.starts_with("ok: "), "{output}");
    }
}

#[test]
fn a_part_of_a_directory_is_read_with_what_it_leans_on() {
    let of_part = securescore(&["lint", "policies/azure/storage/secure_transfer"]);
    assert_eq!(
        of_part.output, "ok: 2 files, nothing to say\n",
        "{}",
        of_part.errors
    );
    let of_file = securescore(&["lint", "policies/lib/text.rego"]);
    assert_eq!(
        of_file.output, "ok: 1 file, nothing to say\n",
        "{}",
        of_file.errors
    );
}

#[test]
fn what_can_be_mended_is_mended_once() {
    for name in ["layout", "capitals"] {
        let folder = tempfile::tempdir().unwrap();
        let policies = folder.path().join("policies");
        let original = case(name).join("policies");
        for file in ["policy.rego", "policy_test.rego"] {
            let file = Path::new("team/door").join(file);
            fs::create_dir_all(policies.join("team/door")).unwrap();
            fs::copy(original.join(&file), policies.join(&file)).unwrap();
        }
        let read = |file: &str| fs::read_to_string(policies.join("team/door").join(file)).unwrap();
        let before = [read("policy.rego"), read("policy_test.rego")];
        let path = policies.to_str().unwrap();
        let first = securescore(&["lint", "--no-builtin-policies", "--fix", path]);
        let after = [read("policy.rego"), read("policy_test.rego")];
        for (before, after) in before.iter().zip(&after) {
            assert!(same_code(before, after));
        }
        let told = told(&first).replace(path, "policies");
        assert_snapshot(&case(name), "mended", &format!("{told}\n{}", after[0]));
        let second = securescore(&["lint", "--no-builtin-policies", "--fix", path]);
        assert!(!second.output.contains("mended: "), "{}", second.output);
        assert_eq!(after, [read("policy.rego"), read("policy_test.rego")]);
    }
}

#[test]
fn nothing_is_written_of_policies_that_are_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("team/door/policy.rego");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let text = fs::read_to_string(case("broken").join("policies/team/door/policy.rego")).unwrap();
    let text = format!("{}  \n", text.trim_end());
    fs::write(&file, &text).unwrap();
    let path = folder.path().to_str().unwrap();
    let ran = securescore(&["lint", "--no-builtin-policies", "--fix", path]);
    assert_eq!(ran.exit, Exit::Input);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn the_built_in_policies_are_not_mended() {
    let ran = securescore(&["lint", "--builtin", "--fix"]);
    assert_eq!(ran.exit, Exit::Input);
    assert!(ran.errors.contains("cannot be mended"), "{}", ran.errors);
}

/// Every built-in text, spoiled in the ways that can be mended, comes back to the byte.
#[test]
fn a_spoiled_text_comes_back_whole() {
    let texts = built_in_policies();
    assert!(texts.len() > 500);
    for text in &texts {
        let whole = text.source.text();
        let source = SourceText::new(text.source.name(), spoiled(whole));
        let found = found_in_texts(&[&source], &Levels::default());
        let (mended, done) = mended(&source, &found).unwrap();
        assert_eq!(mended, whole, "{}", text.path);
        assert!(!done.is_empty() && same_code(whole, source.text()));
    }
}

/// Blanks behind lines outside of raw strings, a blank line before the package, no new line at the
/// end.
fn spoiled(text: &str) -> String {
    let mut spoiled = String::new();
    let mut is_raw = false;
    for line in text.lines() {
        is_raw ^= line.matches('`').count() % 2 == 1;
        if line.starts_with("package ") && spoiled.contains("# METADATA") {
            spoiled.push_str(" \n");
        }
        spoiled.push_str(line);
        spoiled.push_str(if is_raw { "\n" } else { " \t\n" });
    }
    spoiled.trim_end().to_owned()
}

/// What policies say of themselves is the same after the equals signs of their heads are mended.
#[test]
fn an_equals_sign_in_a_head_comes_back() {
    let mut count = 0;
    let texts = built_in_policies();
    let mut changed = texts.clone();
    for text in &mut changed {
        let before = text
            .source
            .text()
            .replace("\ndefault healthy := false", "\ndefault healthy = false");
        count += usize::from(before != text.source.text());
        text.source = SourceText::new(text.source.name(), before);
    }
    assert!(count > 200);
    let set = PolicySet::read(changed.clone()).unwrap();
    let remarks = securescore::rego::remarks(&set).unwrap();
    for (whole, text) in texts.iter().zip(&changed) {
        let here = remarks
            .iter()
            .filter(|remark| remark.source.name() == text.source.name());
        let edits = here.flat_map(|remark| remark.edits.clone()).collect();
        assert_eq!(edited(text.source.text(), edits), whole.source.text());
    }
}

fn case(name: &str) -> std::path::PathBuf {
    fs::canonicalize("tests/lint").unwrap().join(name)
}

fn lint(arguments: &[String], streams: Streams) -> Ran {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    securescore_on(&arguments, b"", streams)
}

/// The arguments of a case; paths are relative to the package.
fn arguments(folder: &Path) -> Vec<String> {
    let package = fs::canonicalize(env!("CARGO_MANIFEST_DIR")).unwrap();
    let case = folder.strip_prefix(package).unwrap().to_str().unwrap();
    let usual = "{case}/policies\n--no-builtin-policies\n".to_owned();
    let own = fs::read_to_string(folder.join("args")).unwrap_or(usual);
    let own = own.replace("{case}", case);
    let lines = ["lint"].into_iter().chain(own.lines());
    lines.map(str::to_owned).collect()
}

fn told(ran: &Ran) -> String {
    let Ran {
        exit,
        output,
        errors,
    } = ran;
    format!(
        "exit {}\n---- output\n{output}---- errors\n{errors}",
        exit.code()
    )
}

fn assert_snapshot(folder: &Path, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings.remove_input_file();
    settings.bind(|| insta::assert_snapshot!(name, text));
}
