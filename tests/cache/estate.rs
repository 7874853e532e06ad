//! An inventory and decisions in a directory, and runs over them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use securescore::cli::Exit;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Ran, Streams, securescore_hiring};
use crate::zoo;

/// What runs are asked for where a test says nothing else.
pub(crate) const USUAL: [&str; 4] = [
    "--format=json",
    "--assessments=all",
    "--as-of=2026-11-24",
    "--trusted",
];

const PROJECT: &str = "builtin_policies: false\ncatalog: catalog.yaml\npolicies: [policies]\n\
                       exemptions: [exemptions]\n";

pub(crate) struct Estate {
    directory: TempDir,
    /// What the inventory holds, in this order.
    pub(crate) rows: Vec<Value>,
    /// How many rows stand in a file.
    pub(crate) per_file: usize,
    /// Which files are compressed: those whose number this divides.
    pub(crate) compressed: usize,
    /// What is started for workers.
    pub(crate) program: PathBuf,
}

impl Estate {
    /// The tills, and the policies that judge them.
    pub(crate) fn zoo() -> Self {
        let estate = Self::of(zoo::rows());
        estate.write("securescore.yaml", PROJECT);
        estate.write("catalog.yaml", &zoo::catalog(""));
        estate.write("exemptions/none.yaml", "exemptions: []\n");
        for (name, body) in zoo::POLICIES {
            estate.write_policy(name, body);
        }
        estate.write("policies/lib/shop.rego", zoo::SHOP);
        estate.write("policies/lib/rest.rego", zoo::REST);
        estate.write("policies/lib/watch.rego", zoo::WATCH);
        estate.write("policies/lib/least.rego", zoo::LEAST);
        estate
    }

    /// Rows that the built-in policies judge.
    pub(crate) fn of(rows: Vec<Value>) -> Self {
        let estate = Self {
            directory: tempfile::tempdir().unwrap(),
            rows,
            per_file: 10,
            compressed: usize::MAX,
            program: env!("CARGO_BIN_EXE_securescore").into(),
        };
        estate.write("securescore.yaml", "");
        estate.write_rows();
        estate
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.directory.path().join(below)
    }

    pub(crate) fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn write_policy(&self, name: &str, body: &str) {
        let path = format!("policies/contoso/till/{name}/policy.rego");
        self.write(&path, &zoo::policy(name, body));
    }

    /// Writes the inventory anew.
    pub(crate) fn write_rows(&self) {
        let folder = self.path("inventory");
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir(&folder).unwrap();
        for (number, rows) in self.rows.chunks(self.per_file).enumerate() {
            let lines: String = rows.iter().map(|row| format!("{row}\n")).collect();
            let file = folder.join(format!("{number:03}.ndjson"));
            let bytes = match number % self.compressed {
                0 if self.compressed < usize::MAX => zipped(&lines),
                _ => lines.into_bytes(),
            };
            fs::write(file, bytes).unwrap();
        }
    }

    /// The row of an id.
    pub(crate) fn row(&mut self, id: &str) -> &mut Value {
        let found = self.rows.iter_mut().find(|row| row["id"] == id);
        found.unwrap_or_else(|| panic!("{id}"))
    }

    pub(crate) fn cache(&self) -> PathBuf {
        self.path("cache")
    }

    pub(crate) fn run(&self, options: &[&str]) -> Ran {
        run(&self.program, self.directory.path(), options)
    }

    pub(crate) fn cached(&self, options: &[&str]) -> Ran {
        let cache = self.cache();
        let cache = ["--cache", cache.to_str().unwrap()];
        self.run(&[options, &cache].concat())
    }

    /// A run with the cache as a process of its own, to be started.
    pub(crate) fn process(&self, options: &[&str]) -> Command {
        let mut run = Command::new(&self.program);
        run.arg("score").arg(self.path("inventory"));
        run.arg("--project").arg(self.path("securescore.yaml"));
        run.arg("--cache").arg(self.cache()).args(options);
        run
    }

    /// Runs with the cache and without it, and compares all that they say.
    pub(crate) fn same(&self, options: &[&str], what: &str) -> Ran {
        let (with, without) = (self.cached(options), self.run(options));
        assert_same(&with, &without, what);
        with
    }
}

/// Runs over a folder with a project file and `inventory`.
fn run(program: &Path, folder: &Path, options: &[&str]) -> Ran {
    let project = folder.join("securescore.yaml");
    let inventory = folder.join("inventory");
    let (project, inventory) = (project.to_str().unwrap(), inventory.to_str().unwrap());
    let arguments = [&["score", inventory, "--project", project], options].concat();
    securescore_hiring(program, &arguments, b"", Streams::Pipes)
}

pub(crate) fn assert_same(with: &Ran, without: &Ran, what: &str) {
    assert_eq!(with.exit, without.exit, "{what}: {}", with.errors);
    assert_eq!(with.errors, without.errors, "{what}");
    if with.output != without.output {
        let lines = with.output.lines().zip(without.output.lines());
        let differing = lines.enumerate().filter(|(_, (one, other))| one != other);
        let shown: Vec<_> = differing.take(4).collect();
        panic!("{what}: with the cache and without: {shown:#?}");
    }
}

/// A run that came to a score, on which nothing is to be said.
pub(crate) fn assert_scored(ran: &Ran) {
    assert!(matches!(ran.exit, Exit::Done), "{}", ran.errors);
}

fn zipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}
