//! A project of its own, with one policy and fixtures.

use std::fs;
use std::path::PathBuf;

use securescore::cli::Exit;

use super::support::{AS_OF, Ran, Streams, securescore_on};

const POLICY: &str = r#"# METADATA
# title: Secure transfer should be enabled
# description: Plain HTTP exposes what is sent.
# custom:
#   severity: high
#   resource_types: [microsoft.storage/storageaccounts]
package demo.storage.secure_transfer

default healthy := false

healthy if input.properties.https

reasons contains "plain HTTP is accepted" if not healthy
"#;

pub(crate) const CATALOG: &str = "
name: demo
title: Demo
controls:
  - {id: transit, title: Encrypt data in transit, max_score: 4, recommendations: [demo.storage.secure_transfer]}
";

pub(crate) const WAIVER: &str = "
exemptions:
  - id: EX-1
    recommendations: [demo.storage.secure_transfer]
    resources: ['**/stlegacy']
    category: waiver
    reason: the scanner speaks plain HTTP
    expires: 2027-01-31
";

/// Accounts by name, and whether they want HTTPS.
pub(crate) fn accounts(accounts: &[(&str, &str)]) -> String {
    let group = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts";
    let account = |(name, https): &(&str, &str)| {
        let kind = r#""type": "Microsoft.Storage/storageAccounts""#;
        format!(r#"{{"id": "{group}/{name}", {kind}, "properties": {{"https": {https}}}}}"#)
    };
    let rows: Vec<String> = accounts.iter().map(account).collect();
    format!("[{}]", rows.join(",\n"))
}

/// A project of its own with one policy.
pub(crate) struct Project(tempfile::TempDir);

impl Project {
    pub(crate) fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.write(
            "securescore.yaml",
            "catalog: catalog.yaml\npolicies: [policies]\nbuiltin_policies: false\n",
        );
        project.write("catalog.yaml", CATALOG);
        project.write("policies/demo/storage/secure_transfer/policy.rego", POLICY);
        project
    }

    /// One with two fixtures, the first accepted.
    pub(crate) fn with_cases() -> Self {
        let project = Self::new();
        let legacy = accounts(&[("stlegacy", "false"), ("stlogs", "true"), ("stweb", "true")]);
        project.write("fixtures/legacy/inventory.json", &legacy);
        let ran = project.test(&["--accept", "--as-of", AS_OF]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
        let fresh = accounts(&[("stnew", "true")]);
        project.write("fixtures/web/inventory/accounts.json", &fresh);
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{from}");
        self.write(path, &text.replace(from, to));
    }

    pub(crate) fn test(&self, options: &[&str]) -> Ran {
        self.test_on(options, Streams::Pipes)
    }

    pub(crate) fn test_on(&self, options: &[&str], streams: Streams) -> Ran {
        self.test_apart(&[&["--trusted"], options].concat(), streams)
    }

    /// Tests the fixtures with workers.
    pub(crate) fn test_apart(&self, options: &[&str], streams: Streams) -> Ran {
        let fixtures = self.path("fixtures");
        let fixtures = ["--fixtures", fixtures.to_str().unwrap()];
        match options.contains(&"--fixtures") {
            true => self.test_all(options, streams),
            false => self.test_all(&[&fixtures, options].concat(), streams),
        }
    }

    /// Tests everything.
    pub(crate) fn test_all(&self, options: &[&str], streams: Streams) -> Ran {
        let file = self.path("securescore.yaml");
        let arguments = ["test", "--project", file.to_str().unwrap()];
        let mut ran = securescore_on(&[&arguments, options].concat(), b"", streams);
        let root = self.0.path().to_str().unwrap();
        ran.errors = ran.errors.replace(root, "[project]");
        ran
    }
}

/// An edit of the policy that makes it stricter.
pub(crate) const STRICTER: (&str, &str) = (
    "healthy if input.properties.https\n",
    "healthy if {\n\tinput.properties.https\n\tnot endswith(input.name, \"web\")\n}\n",
);
