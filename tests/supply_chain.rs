//! What the program is built from: locked, from one registry, under licences that go together,
//! with nothing among it that could speak to a network.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use syn::visit::{self, Visit};

const REGISTRY: &str = r#"source = "registry+https://github.com/rust-lang/crates.io-index""#;

/// What opens a connection in the standard library.
const SOCKETS: [&str; 5] = [
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "UnixStream",
    "UnixListener",
];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(path).unwrap()
}

/// The entries of Cargo.lock, each with its lines.
fn locked() -> Vec<String> {
    let lock = read("Cargo.lock");
    lock.split("[[package]]\n")
        .skip(1)
        .map(str::to_owned)
        .collect()
}

/// The value of `key = "…"` in an entry.
fn value<'a>(entry: &'a str, key: &str) -> Option<&'a str> {
    let line = entry
        .lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
    line.map(|rest| rest.trim_end_matches('"'))
}

/// The quoted words after `before` on the lines of a list of deny.toml.
fn listed(list: &str, before: &str) -> Vec<String> {
    let text = read("deny.toml");
    let start = text.find(list).unwrap() + list.len();
    let body = text[start..].split("\n]").next().unwrap();
    let words = body.lines().filter_map(|line| {
        let rest = line.trim().strip_prefix(before)?;
        Some(rest.split('"').next()?.to_owned())
    });
    words.collect()
}

#[test]
fn everything_comes_from_one_registry_and_is_known_by_its_checksum() {
    let entries = locked();
    assert!(entries.len() > 100);
    for entry in entries
        .iter()
        .filter(|entry| value(entry, "name") != Some("securescore"))
    {
        assert!(entry.contains(REGISTRY), "{entry}");
        assert_eq!(value(entry, "checksum").map(str::len), Some(64), "{entry}");
    }
}

#[test]
fn nothing_that_speaks_to_a_network_is_built_in() {
    let banned = listed("deny = [", "{ crate = \"");
    assert!(banned.len() > 5);
    for entry in locked() {
        let name = value(&entry, "name").unwrap();
        assert!(!banned.iter().any(|banned| banned == name), "{name}");
    }
    for file in sources() {
        let text = std::fs::read_to_string(&file).unwrap();
        // Tests stand at the end of a file; they may make a socket, to be refused.
        let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
        let found = SOCKETS.iter().find(|socket| text.contains(**socket));
        assert_eq!(found, None, "{}", file.display());
    }
}

fn sources() -> Vec<PathBuf> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(src)
        .into_iter()
        .map(|entry| entry.unwrap().into_path());
    files
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

#[test]
fn unsafe_code_is_forbidden() {
    assert!(read("Cargo.toml").contains("\n[lints.rust]\nunsafe_code = \"forbid\"\n"));
}

/// What the build script names of the outside, and says.
#[derive(Default)]
struct Script {
    paths: Vec<String>,
    said: Vec<String>,
}

impl Visit<'_> for Script {
    fn visit_path(&mut self, path: &syn::Path) {
        let words = path.segments.iter().map(|word| word.ident.to_string());
        self.paths.push(words.collect::<Vec<_>>().join("::"));
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &syn::Macro) {
        if call.path.is_ident("println") {
            self.said.push(call.tokens.to_string());
        }
        visit::visit_macro(self, call);
    }
}

#[test]
fn the_build_script_digests_sources_tells_cargo_and_does_nothing_else() {
    let mut script = Script::default();
    script.visit_file(&syn::parse_file(&read("build.rs")).unwrap());
    let of_files = script.paths.iter().filter(|path| path.starts_with("fs::"));
    let of_files: BTreeSet<&str> = of_files.map(String::as_str).collect();
    assert_eq!(of_files, BTreeSet::from(["fs::read", "fs::read_dir"]));
    let is_outside = |path: &&String| {
        let first = path.split("::").next().unwrap_or_default();
        ["std", "core", "alloc"].contains(&first)
    };
    assert_eq!(script.paths.iter().find(is_outside), None);
    let imports = read("build.rs");
    let imports = imports.lines().filter(|line| line.starts_with("use "));
    let imports: Vec<&str> = imports.collect();
    let expected = [
        "use std::collections::hash_map::DefaultHasher;",
        "use std::hash::{Hash, Hasher};",
        "use std::path::{Path, PathBuf};",
        "use std::{fs, io};",
    ];
    assert_eq!(imports, expected);
    for said in script.said {
        let keys = ["rerun-if-changed=", "rustc-env=SECURESCORE_BUILD="];
        let is_known = |key: &&str| said.starts_with(&format!("\"cargo::{key}"));
        assert!(keys.iter().any(is_known), "{said}");
    }
}

#[test]
fn whoever_builds_as_told_builds_what_is_locked() {
    for file in ["README.md", ".ci/run", "scripts/trust"] {
        let text = read(file);
        let commands = text.lines().map(str::trim).filter(|line| {
            let builds = [
                "cargo build",
                "cargo test",
                "cargo run",
                "cargo clippy",
                "cargo doc",
            ];
            let line = line.trim_start_matches("nice ");
            builds.iter().any(|build| line.starts_with(build)) || line.starts_with("cargo fetch")
        });
        for command in commands {
            assert!(command.contains("--locked"), "{file}: {command}");
        }
    }
}

/// Whether a licence expression can be met by the licences that are allowed.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let text = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let (met, rest) = either(&words, allowed);
    met && rest.is_empty()
}

fn either<'a>(words: &'a [&'a str], allowed: &[String]) -> (bool, &'a [&'a str]) {
    let (mut met, mut rest) = both(words, allowed);
    while let ["OR", others @ ..] = rest {
        let (other, after) = both(others, allowed);
        (met, rest) = (met || other, after);
    }
    (met, rest)
}

fn both<'a>(words: &'a [&'a str], allowed: &[String]) -> (bool, &'a [&'a str]) {
    let (mut met, mut rest) = one(words, allowed);
    while let ["AND", others @ ..] = rest {
        let (other, after) = one(others, allowed);
        (met, rest) = (met && other, after);
    }
    (met, rest)
}

fn one<'a>(words: &'a [&'a str], allowed: &[String]) -> (bool, &'a [&'a str]) {
    match words {
        ["(", inner @ ..] => match either(inner, allowed) {
            (met, [")", rest @ ..]) => (met, rest),
            _ => panic!("a parenthesis is not closed"),
        },
        // An exception is a licence of its own, and none is allowed.
        [_, "WITH", _, rest @ ..] => (false, rest),
        [name, rest @ ..] => (allowed.iter().any(|allowed| allowed == name), rest),
        [] => panic!("a licence is missing"),
    }
}

#[test]
fn licence_expressions_are_read_as_they_are_meant() {
    let allowed = ["MIT".to_owned(), "ISC".to_owned()];
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("GPL-3.0-only OR MIT", true),
        ("Apache-2.0/MIT", true),
        ("MIT AND GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND ISC", true),
        ("(MIT OR Apache-2.0) AND Zlib", false),
        ("MIT AND ISC OR Zlib", true),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
        ("MIT WITH Some-exception", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}

/// Needs the manifests of all platforms: `cargo fetch --locked`.
#[test]
#[ignore = "needs every dependency of every platform: part of scripts/trust supply"]
fn every_licence_is_one_of_those_allowed() {
    let allowed = listed("allow = [", "\"");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    let mut used: Vec<bool> = vec![false; allowed.len()];
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_met(licence, &allowed), "{}: {licence}", package["name"]);
        for (used, allowed) in used.iter_mut().zip(&allowed) {
            *used |= licence.contains(allowed.as_str());
        }
    }
    let idle = allowed.iter().zip(used).find(|(_, used)| !used);
    assert_eq!(idle, None, "nothing is under this licence");
}
