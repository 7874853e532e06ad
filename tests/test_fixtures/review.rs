//! Reviews at a terminal: a pseudo-terminal and a script that presses keys.

use insta::assert_snapshot;
use securescore::cli::Exit;

use super::project::{Project, STRICTER, accounts};
use super::support::AS_OF;

/// Waits for each question before it presses a key, as a person does.
const TYPIST: &str = r#"
import os, pty, sys, termios
keys, command = sys.argv[1], sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    settings = termios.tcgetattr(0)
    settings[3] &= ~termios.ECHO
    termios.tcsetattr(0, termios.TCSANOW, settings)
    os.execv(command[0], command)
seen, asked = b"", 0
while True:
    try:
        more = os.read(terminal, 4096)
    except OSError:
        break
    if not more:
        break
    seen += more
    while seen.count(b"[a/r/s/A/R/q/?] ") > asked:
        os.write(terminal, keys[asked].encode())
        asked += 1
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(seen.replace(b"\r\n", b"\n"))
sys.exit(os.waitstatus_to_exitcode(status))
"#;

/// Reviews at a terminal with these keys: the exit code, and what was seen.
fn review(project: &Project, keys: &str, no_colour: &str) -> (Option<i32>, String) {
    let mut command = std::process::Command::new("python3");
    command.args(["-c", TYPIST, keys, env!("CARGO_BIN_EXE_securescore")]);
    command.args(["test", "--trusted", "--review", "--project"]);
    command
        .arg(project.path("securescore.yaml"))
        .env("NO_COLOR", no_colour);
    let ran = command.output().unwrap();
    assert!(
        ran.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    (ran.status.code(), String::from_utf8(ran.stdout).unwrap())
}

/// Four fixtures: one passes, two have changed, one is new.
fn much_to_review() -> Project {
    let project = Project::with_cases();
    project.write(
        "fixtures/api/inventory.json",
        &accounts(&[("stweb", "true")]),
    );
    project.write(
        "fixtures/fine/inventory.json",
        &accounts(&[("sta", "true")]),
    );
    let accept = ["--accept", "--as-of", AS_OF];
    for case in ["api", "fine"] {
        let ran = project.test(&[&accept, ["--case", case].as_slice()].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    }
    let policy = "policies/demo/storage/secure_transfer/policy.rego";
    project.edit(policy, STRICTER.0, STRICTER.1);
    project
}

#[test]
fn a_review_goes_from_case_to_case() {
    let project = much_to_review();
    let (code, seen) = review(&project, "?xasr", "1");
    assert_eq!(code, Some(1));
    assert_snapshot!("review", seen);
    assert!(
        project
            .read("fixtures/api/expected.yaml")
            .contains("stweb: {health: unhealthy")
    );
    assert!(
        project
            .read("fixtures/legacy/expected.yaml")
            .contains("stweb: healthy")
    );
    assert!(!project.path("fixtures/web/expected.yaml").exists());
}

#[test]
fn one_key_decides_for_all_that_remain() {
    let project = much_to_review();
    let (code, seen) = review(&project, "q", "");
    assert_eq!(code, Some(1));
    assert_snapshot!(
        "review_in_colour",
        seen.escape_debug().to_string().replace("\\n", "\n")
    );
    assert_eq!(review(&project, "R", "1").0, Some(1));
    assert!(!project.path("fixtures/web/expected.yaml").exists());
    assert_eq!(review(&project, "sA", "1").0, Some(1));
    assert!(
        project
            .read("fixtures/api/expected.yaml")
            .contains("stweb: healthy")
    );
    assert!(project.path("fixtures/web/expected.yaml").exists());
    assert_eq!(review(&project, "a", "1").0, Some(0));
    assert_eq!(project.test(&["--check"]).exit, Exit::Done);
}

#[test]
fn a_policy_that_fails_is_accepted_by_itself() {
    let project = Project::with_cases();
    project.write("fixtures/xyz/inventory.json", &accounts(&[("42", "true")]));
    let policy = "policies/demo/storage/secure_transfer/policy.rego";
    let failing = "healthy if {\n\tinput.properties.https\n\tto_number(input.name) > 0\n}\n";
    project.edit(policy, STRICTER.0, failing);
    let (code, seen) = review(&project, "As", "1");
    assert_eq!(
        code,
        Some(2),
        "`A` asks again where a policy failed: {seen}"
    );
    assert!(!project.path("fixtures/web/expected.yaml").exists());
    assert!(project.path("fixtures/xyz/expected.yaml").exists());
    let (code, seen) = review(&project, "a", "1");
    assert_eq!(code, Some(0), "{seen}");
    assert!(
        project
            .read("fixtures/web/expected.yaml")
            .contains("health: indeterminate")
    );
    assert_eq!(project.test(&["--check"]).exit, Exit::Done);
}
