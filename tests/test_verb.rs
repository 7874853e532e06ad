//! `securescore test`: what a person and a program see of it.
//!
//! A case is a folder and no code: `policies`, and further arguments in `args`, one a line, in
//! which `{case}` is the folder. What is said is kept beside them: standard output in
//! `stdout.snap`, standard error in `stderr.snap`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use securescore::cli::Exit;
use serde_json::Value;
use support::{Ran, Streams, securescore, securescore_on};

/// The arguments of a case.
fn arguments(folder: &Path) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let case = folder.strip_prefix(root).unwrap().display().to_string();
    let mut arguments = vec!["test".to_owned(), "--no-builtin-policies".to_owned()];
    arguments.push(format!("--policies={case}/policies"));
    let more = fs::read_to_string(folder.join("args")).unwrap_or_default();
    arguments.extend(more.lines().map(|line| line.replace("{case}", &case)));
    arguments
}

fn run(folder: &Path, more: &[&str]) -> Ran {
    let arguments = arguments(folder);
    let arguments = arguments.iter().map(String::as_str);
    securescore(&arguments.chain(more.iter().copied()).collect::<Vec<_>>())
}

/// A case by its name.
fn case(name: &str, more: &[&str]) -> Ran {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    run(&root.join("tests/test_verb").join(name), more)
}

/// How the cases end that do not end well.
const ENDS: [(&str, Exit); 8] = [
    ("a_filter_that_selects_nothing", Exit::Input),
    ("a_misspelt_helper", Exit::Input),
    ("a_path_without_tests", Exit::Input),
    ("a_test_that_never_ends", Exit::Gate),
    ("failures_say_why", Exit::Gate),
    ("no_policies_at_all", Exit::Input),
    ("shares_that_are_too_small", Exit::Gate),
    ("what_is_missing_and_must_not_be", Exit::Input),
];

#[test]
fn results_are_told() {
    insta::glob!("test_verb/*", |folder| {
        let Ran {
            exit,
            output,
            errors,
        } = run(folder, &[]);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.bind(|| {
            assert_snapshot!("stdout", output);
            assert_snapshot!("stderr", errors);
        });
        let name = folder.file_name().unwrap().to_str().unwrap();
        let wanted = ENDS.iter().find(|(case, _)| *case == name);
        let wanted = wanted.map_or(Exit::Done, |(_, exit)| *exit);
        assert_eq!(exit, wanted, "{name}: {errors}");
    });
}

#[test]
fn a_person_sees_colours() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("tests/test_verb/failures_say_why");
    let mut arguments = arguments(&folder);
    arguments.push("--filter=test_a_".to_owned());
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let coloured = securescore_on(&arguments, b"", Streams::Terminals);
    assert_snapshot!("coloured", coloured.output.replace('\u{1b}', "ESC"));
    let plain = securescore(&arguments).output;
    assert!(!plain.contains('\u{1b}'));
    let mut without = coloured.output.clone();
    for code in ["0", "1", "31", "32"] {
        without = without.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_eq!(without, plain);
}

#[test]
fn a_program_reads_json_and_junit() {
    let json = case(
        "failures_say_why",
        &["--format=json", "--coverage", "--mutate"],
    );
    assert_eq!(json.exit, Exit::Gate);
    assert_snapshot!("json", json.output);
    let counts: Value = serde_json::from_str(&json.output).unwrap();
    assert_eq!(counts["counts"]["failed"], 10);
    let noted = case("what_is_missing", &["--format=json", "--mutate"]).output;
    assert_snapshot!("json_noted", noted);
    let junit = case("failures_say_why", &["--format=junit"]);
    assert_snapshot!("junit", junit.output);
}

/// Whatever runs first, and on however many workers.
#[test]
fn results_do_not_depend_on_workers() {
    let run = |threads: &str| {
        let more = ["--coverage", "--mutate", "--format=json", threads];
        case("shares_that_are_too_small", &more).output
    };
    let one = run("--threads=1");
    assert_eq!(one, run("--threads=7"));
    assert!(!one.contains("microseconds"));
}

#[test]
fn lines_are_written_for_editors() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lines.info");
    let argument = format!("--lcov={}", file.display());
    let ran = case("everything_passes", &[&argument, "--filter=test_healthy"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    assert_snapshot!("lcov", fs::read_to_string(&file).unwrap());
    let nowhere = folder.path().join("missing/lines.info");
    let ran = case(
        "everything_passes",
        &[&format!("--lcov={}", nowhere.display())],
    );
    assert_eq!(ran.exit, Exit::Fault);
}

#[test]
fn a_share_of_nothing_is_too_small() {
    let ran = case(
        "what_is_missing",
        &["--filter=test_lost", "--coverage-fail-under=0"],
    );
    assert_eq!(ran.exit, Exit::Gate);
    assert!(
        ran.errors.contains("lines reached: none of none"),
        "{}",
        ran.errors
    );
}

/// The slowest are named when somebody asks, and at no other time is there a time.
#[test]
fn times_are_told_on_demand() {
    let with = case("everything_passes", &["--timings"]);
    assert!(
        with.output
            .contains(" ms  contoso.storage.owner_test.test_healthy")
    );
    assert!(!case("everything_passes", &[]).output.contains(" ms"));
}

#[test]
fn what_is_no_share_is_refused() {
    for wrong in ["101", "-1", "x", "80%%", ""] {
        let ran = case(
            "everything_passes",
            &[&format!("--coverage-fail-under={wrong}")],
        );
        assert_eq!(ran.exit, Exit::Input, "{wrong}");
    }
}

#[test]
fn the_project_says_what_is_tested() {
    let folder = tempfile::tempdir().unwrap();
    let policies =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/test_verb/everything_passes/policies");
    let project = format!("policies: [{}]\n", policies.display());
    let file = folder.path().join("securescore.yaml");
    fs::write(&file, project).unwrap();
    let tested = |arguments: &[&str]| {
        let ran = securescore(arguments);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
        ran.output
    };
    let named = tested(&["test", "--project", file.to_str().unwrap()]);
    assert!(
        named.contains("8 tests passed, 1 skipped in 2 packages"),
        "{named}"
    );
    assert_eq!(tested(&["test", folder.path().to_str().unwrap()]), named);
    // A directory of policies stands for itself.
    assert_eq!(tested(&["test", policies.to_str().unwrap()]), named);
}

#[cfg(unix)]
mod watching {
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use rustix::process::{Pid, Signal, kill_process};

    use super::*;

    /// Watches a folder; what it says comes line by line.
    fn watch(policies: &Path) -> (Child, Receiver<String>) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_securescore"))
            .arg("test")
            .arg(policies)
            .args(["--watch", "--no-builtin-policies"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let output = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        (child, lines)
    }

    /// Waits for the line that ends a run.
    fn summary(lines: &Receiver<String>) -> String {
        loop {
            let line = lines.recv_timeout(Duration::from_secs(60)).expect("a line");
            if line.contains(" passed") {
                return line;
            }
        }
    }

    #[test]
    fn tests_run_again_after_a_change_until_a_signal() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("contoso/storage/owner");
        fs::create_dir_all(&place).unwrap();
        let policy = "# METADATA\n# title: T\n# custom:\n#   severity: low\n#   resource_types: [a.b/c]\n\
                      package contoso.storage.owner\n\ndefault healthy := false\n\nhealthy if input.x\n";
        let tests = "package contoso.storage.owner_test\n\ntest_a if true\n";
        fs::write(place.join("policy.rego"), policy).unwrap();
        fs::write(place.join("policy_test.rego"), tests).unwrap();
        let (mut child, lines) = watch(folder.path());
        assert_eq!(summary(&lines), "1 test passed in 1 package");
        let more = format!("{tests}\ntest_b if false\n");
        fs::write(place.join("policy_test.rego"), more).unwrap();
        assert_eq!(summary(&lines), "1 test passed, 1 failed in 1 package");
        fs::write(place.join("notes.txt"), "no change").unwrap();
        assert!(lines.recv_timeout(Duration::from_secs(2)).is_err());
        let pid = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
        // Not an interrupt: a shell in the background has its children ignore that.
        kill_process(pid, Signal::TERM).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(143));
    }

    #[test]
    fn what_never_changes_is_not_watched() {
        let ran = securescore(&["test", "--builtin", "--watch"]);
        assert_eq!(ran.exit, Exit::Input);
        assert!(
            ran.errors.contains("there is nothing to watch"),
            "{}",
            ran.errors
        );
    }
}
