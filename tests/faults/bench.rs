//! What the faults are tried on: a small estate, the program, and a library that makes calls fail.

#![allow(clippy::disallowed_macros, reason = "a skipped test says so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

pub(crate) const OLD: &[u8] = b"the report of yesterday\n";
pub(crate) const FULL: &str = "/dev/full";

/// Enough that a report is written in several pieces.
const RESOURCES: usize = 200;

const POLICY: &str = "# METADATA\n# title: On\n# custom:\n#   severity: low\n#   resource_types: [a.b/c]\n\
    package test.it\n\ndefault healthy := false\n\nhealthy if input.properties.on\n";
const CATALOG: &str = "name: t\ntitle: T\ncontrols:\n  - id: c\n    title: C\n    max_score: 4\n    recommendations: [test.it]\n";

/// A folder with everything that a run takes.
pub(crate) struct Bench {
    folder: TempDir,
    whole: OnceLock<Vec<u8>>,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let bench = Self {
            folder: tempfile::tempdir().unwrap(),
            whole: OnceLock::new(),
        };
        let put = |name: &str, text: &str| {
            let file = bench.folder().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        put("policies/test/it/policy.rego", POLICY);
        put("catalog.yaml", CATALOG);
        put("inventory/a.json", &resources());
        fs::create_dir(bench.folder().join("out")).unwrap();
        bench.write_old();
        bench
    }

    /// The same estate with a policy that says much of each resource.
    pub(crate) fn write_wordy_estate(&self) {
        let words = "word ".repeat(190);
        let policy = format!(
            "{POLICY}\nreasons contains sprintf(\"%d {words}\", [number]) if {{\n\tnot healthy\n\t\
             some number in numbers.range(1, 20)\n}}\n"
        );
        fs::write(self.folder().join("policies/test/it/policy.rego"), policy).unwrap();
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn inventory(&self) -> PathBuf {
        self.folder().join("inventory")
    }

    pub(crate) fn report(&self) -> PathBuf {
        self.folder().join("out/report.json")
    }

    pub(crate) fn write_old(&self) {
        fs::write(self.report(), OLD).unwrap();
    }

    /// How many files there are beside the report.
    pub(crate) fn unfinished(&self) -> usize {
        fs::read_dir(self.folder().join("out")).unwrap().count() - 1
    }

    pub(crate) fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_securescore"));
        command.current_dir(self.folder()).args(arguments);
        command
    }

    pub(crate) fn to_output(&self) -> Command {
        self.program(&ARGUMENTS)
    }

    pub(crate) fn to_file(&self) -> Command {
        let mut command = self.to_output();
        command.args(["--output", "out/report.json"]);
        command
    }

    /// A run to the file from a shell that does something first.
    pub(crate) fn in_shell(&self, first: &str, options: &[&str]) -> Command {
        let mut command = Command::new("sh");
        command.current_dir(self.folder());
        command.args(["-c", &format!("{first}; exec \"$@\""), "sh"]);
        command.arg(env!("CARGO_BIN_EXE_securescore"));
        command.args(ARGUMENTS);
        command.args(["--output", "out/report.json"]).args(options);
        command
    }

    /// The report of a run that nothing disturbs.
    pub(crate) fn whole(&self) -> &[u8] {
        self.whole.get_or_init(|| {
            let run = self.to_output().output().unwrap();
            assert!(run.status.success(), "{run:?}");
            assert!(run.stdout.len() > 1 << 15, "a report of several pieces");
            run.stdout
        })
    }

    /// A disk that is too small for the report.
    pub(crate) fn small_disk(&self) -> Option<SmallDisk> {
        let folder = self.folder().join("disk");
        fs::create_dir(&folder).unwrap();
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", "size=16k", "tmpfs"])
            .arg(&folder);
        let is_mounted = mount.output().is_ok_and(|mount| mount.status.success());
        is_mounted.then_some(SmallDisk(folder))
    }
}

const ARGUMENTS: [&str; 14] = [
    "score",
    "inventory",
    "--no-builtin-policies",
    "--policies",
    "policies",
    "--catalog",
    "catalog.yaml",
    "--as-of",
    "2026-11-24",
    "--threads",
    "1",
    "--format",
    "json",
    "--assessments=all",
];

fn resources() -> String {
    let resource = |number: usize| {
        let id = format!("/subscriptions/s/resourceGroups/g/providers/a.b/c/{number:04}");
        let on = number.is_multiple_of(2);
        format!("{{\"id\": \"{id}\", \"type\": \"a.b/c\", \"properties\": {{\"on\": {on}}}}}")
    };
    let resources: Vec<String> = (0..RESOURCES).map(resource).collect();
    format!("[{}]\n", resources.join(",\n"))
}

/// A disk of a few pages.
pub(crate) struct SmallDisk(PathBuf);

impl SmallDisk {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// One call that fails.
#[derive(Debug)]
pub(crate) struct Fault<'a> {
    pub(crate) call: &'a str,
    pub(crate) how: &'a str,
    pub(crate) nth: usize,
}

/// The library that makes calls fail.
pub(crate) struct Shim {
    library: PathBuf,
    marker: PathBuf,
}

impl Shim {
    /// Compiles it; none, visibly, where there is no compiler.
    pub(crate) fn build(bench: &Bench) -> Option<Self> {
        let library = bench.folder().join("shim.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/shim.c");
        let mut compiler = Command::new("gcc");
        compiler
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .arg(source)
            .arg("-ldl");
        let Ok(compiled) = compiler.output() else {
            skipped("there is no gcc");
            return None;
        };
        assert!(compiled.status.success(), "{compiled:?}");
        let marker = bench.folder().join("reached");
        Some(Self { library, marker })
    }

    /// Runs a command with a fault, and says whether the call was reached.
    pub(crate) fn strike(&self, fault: &Fault<'_>, mut command: Command) -> (Output, bool) {
        let _ = fs::remove_file(&self.marker);
        let nth = fault.nth.to_string();
        command.env("LD_PRELOAD", &self.library);
        command.envs([
            ("FAULT_CALL", fault.call),
            ("FAULT_HOW", fault.how),
            ("FAULT_NTH", &nth),
        ]);
        command.env("FAULT_REACHED", &self.marker);
        let stdout_is_set = command.get_args().any(|argument| argument == "--output");
        let output = match stdout_is_set {
            true => command.output().unwrap(),
            false => {
                let child = command
                    .stderr(std::process::Stdio::piped())
                    .spawn()
                    .unwrap();
                child.wait_with_output().unwrap()
            }
        };
        (output, self.marker.exists())
    }
}

pub(crate) fn skipped(why: &str) {
    eprintln!("SKIPPED: {why}");
}
