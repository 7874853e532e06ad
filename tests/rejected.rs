//! Input that is wrong, and what people are told about it.
//!
//! A case is a folder and no code. It may hold an inventory (`inventory`, `inventory.json`,
//! `inventory.ndjson.gz`, …), `catalog.yaml`, `exemptions` or `exemptions.yaml`, `policies`,
//! `securescore.yaml`, and further arguments in `args`, one a line, in which `{case}` is the
//! folder. What it has not is good: the inventory of `tests/good_inventory.json`, the built-in
//! policies and catalog. What standard error says is kept beside them, in `stderr.snap`.
//!
//! `rejected` holds runs that end before there is a report, `indeterminate` those that go on
//! with results that nobody can trust.

use std::cell::RefCell;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use assert_cmd::cargo::cargo_bin_cmd;
use securescore::cli::{self, Console, Exit};

/// The arguments that name what a folder may hold, with the beginnings of its files' names.
const PARTS: [(&str, &[&str]); 4] = [
    ("--catalog", &["catalog.yaml"]),
    ("--exemptions", &["exemptions", "exemptions.yaml"]),
    ("--policies", &["policies"]),
    ("--project", &["securescore.yaml"]),
];

#[test]
fn wrong_input_is_refused_with_its_place() {
    let mut accepted = Vec::new();
    insta::glob!("rejected/*", |folder| {
        let (exit, output, errors) = run(arguments(folder));
        assert_snapshot(folder, &errors);
        if exit != Exit::Input || !output.is_empty() {
            accepted.push(format!("{}: {exit:?}\n{output}", folder.display()));
        }
    });
    assert!(accepted.is_empty(), "{}", accepted.join("\n"));
}

/// These may run for ever or take all memory: a process of their own can be killed.
#[test]
fn results_that_nobody_can_trust_end_with_2() {
    insta::glob!("indeterminate/*", |folder| {
        let output = cargo_bin_cmd!("securescore")
            .args(arguments(folder))
            .args(["--format", "json"])
            .timeout(Duration::from_secs(120))
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        let case = folder.display();
        assert_eq!(output.status.code(), Some(2), "{case}: {errors}");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut assessments = report["assessments"].as_array().unwrap().iter();
        assert!(
            assessments.any(|assessment| assessment["health"] == "indeterminate"),
            "{case}: {report}"
        );
        assert_snapshot(folder, &errors);
    });
}

fn assert_snapshot(folder: &Path, errors: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings.remove_input_file();
    settings.bind(|| insta::assert_snapshot!("stderr", errors));
}

/// The arguments of a case; paths are relative to the package, so that they are the same
/// everywhere.
fn arguments(folder: &Path) -> Vec<OsString> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.strip_prefix(fs::canonicalize(root).unwrap());
    let folder = folder.unwrap();
    let mut arguments: Vec<OsString> = vec!["score".into(), inventory(folder)];
    for (option, names) in PARTS {
        let mut paths = names.iter().map(|name| folder.join(name));
        if let Some(path) = paths.find(|path| path.exists()) {
            arguments.extend([option.into(), path.into()]);
        }
    }
    let more = fs::read_to_string(folder.join("args")).unwrap_or_default();
    let more = more.replace("{case}", folder.to_str().unwrap());
    if !more.contains("--as-of") {
        arguments.extend(["--as-of".into(), "2026-11-24".into()]);
    }
    arguments.extend(more.lines().map(OsString::from));
    arguments
}

/// The inventory of a case, whatever its name ends in, or the good one.
fn inventory(folder: &Path) -> OsString {
    let entries = fs::read_dir(folder).unwrap();
    let mut names = entries.map(|entry| entry.unwrap().file_name());
    let own = names.find(|name| name.to_str().unwrap().starts_with("inventory"));
    own.map_or("tests/good_inventory.json".into(), |name| {
        folder.join(name).into()
    })
}

/// Runs the program in this process: its exit, and what it wrote to its two streams.
fn run(arguments: Vec<OsString>) -> (Exit, String, String) {
    let (output, errors) = (Stream::default(), Stream::default());
    let mut console = Console {
        input: Box::new(io::empty()),
        output: Box::new(output.clone()),
        errors: Box::new(errors.clone()),
        is_output_terminal: false,
        is_error_terminal: false,
        is_colour_wanted: false,
    };
    let program = OsString::from("securescore");
    let exit = cli::run(std::iter::once(program).chain(arguments), &mut console);
    (exit, output.text(), errors.text())
}

/// A stream that keeps what is written to it.
#[derive(Clone, Default)]
struct Stream(Rc<RefCell<Vec<u8>>>);

impl Stream {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
