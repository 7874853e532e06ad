//! The walk-through of the documentation is walked: its files are written, its commands run, and
//! their output held against what the page shows.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::disallowed_methods,
    reason = "the shell that is run needs the path of whoever runs the test"
)]

#[path = "walkthrough/page.rs"]
mod page;

use std::path::Path;
use std::process::Command;

use page::{Step, steps};

const PAGE: &str = include_str!("../docs/walkthrough.md");

#[test]
fn every_step_of_the_page_does_what_the_page_says() {
    let directory = tempfile::tempdir().unwrap();
    let steps = steps(PAGE).unwrap();
    assert!(steps.len() > 10, "{steps:#?}");
    for step in steps {
        take(&step, directory.path());
    }
}

fn take(step: &Step, directory: &Path) {
    match step {
        Step::File { path, text } => {
            let path = directory.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Step::Run {
            line,
            commands,
            wanted,
        } => {
            let (output, code) = run(commands, directory);
            let heading =
                format!("docs/walkthrough.md:{line}\n{commands}\n{output}exit code: {code}");
            assert_eq!(code, wanted.code, "{heading}");
            if let Err(missing) = wanted.hold(&output) {
                panic!("the page shows a line that is not there: `{missing}`\n{heading}");
            }
        }
    }
}

/// What a shell prints on both streams, and what it ends with. It ends with the first command that
/// fails, and knows nothing of whoever runs the test.
fn run(commands: &str, directory: &Path) -> (String, i32) {
    let program = Path::new(env!("CARGO_BIN_EXE_securescore"));
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    let ran = Command::new("sh")
        .arg("-euc")
        .arg(format!("exec 2>&1\n{commands}"))
        .current_dir(directory)
        .env_clear()
        .env("PATH", path)
        .env("HOME", directory.join("nowhere"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "Ann")))
        .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "ann@example.com")))
        .output()
        .unwrap();
    (
        String::from_utf8(ran.stdout).unwrap(),
        ran.status.code().unwrap(),
    )
}
