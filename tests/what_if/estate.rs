//! Six tills in two scopes, what decides about them, and a repository around it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use git2::{Repository, Signature, Time};
use tempfile::TempDir;

pub(crate) const ONE: &str = "/subscriptions/00000000-0000-4000-8000-000000000001";
pub(crate) const TWO: &str = "/subscriptions/00000000-0000-4000-8000-000000000002";

/// Where a till stands, its version of TLS, and whether it is locked.
const TILLS: [(&str, &str, u8, bool); 6] = [
    ("a", ONE, 12, true),
    ("b", ONE, 11, true),
    ("c", ONE, 10, false),
    ("d", ONE, 10, true),
    ("e", TWO, 12, true),
    ("f", TWO, 11, true),
];

pub(crate) const PROJECT: &str = "builtin_policies: false\ncatalog: catalog.yaml\npolicies: [policies]\n\
                                  exemptions: [exemptions]\ninventory: [inventory.json]\n";

/// What the text of a link begins with; its target follows.
pub(crate) const LINK: &str = "link: ";

/// The text of a submodule.
pub(crate) const SUBMODULE: &str = "submodule";

/// Files by their paths.
pub(crate) type Files = BTreeMap<String, String>;

/// What decides, as one side has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side {
    /// The version of TLS from which a till is healthy.
    pub(crate) tls: u8,
    /// Whether the lock is a preview.
    pub(crate) is_lock_preview: bool,
    /// Whether d is mitigated, beside c being waived until the end of 2026.
    pub(crate) is_d_mitigated: bool,
}

/// Before every change.
pub(crate) const BASE: Side = Side {
    tls: 11,
    is_lock_preview: true,
    is_d_mitigated: false,
};

pub(crate) fn till(name: &str) -> String {
    let (_, scope, _, _) = TILLS.iter().find(|till| till.0 == name).unwrap();
    format!("{scope}/resourcegroups/shop/providers/contoso.shop/tills/{name}")
}

pub(crate) fn inventory() -> String {
    let row = |(name, _, tls, locked): &(&str, &str, u8, bool)| {
        let id = till(name);
        format!(
            r#"{{"id": "{id}", "type": "contoso.shop/tills", "name": "{name}", "properties": {{"tls": {tls}, "locked": {locked}}}}}"#
        )
    };
    let rows: Vec<String> = TILLS.iter().map(row).collect();
    format!("[{}]\n", rows.join(",\n"))
}

/// A policy of the tills; `body` decides.
pub(crate) fn policy(name: &str, metadata: &str, body: &str) -> String {
    format!(
        "# METADATA\n# title: The {name} of tills should be right\n# custom:\n#   severity: high\n\
         #   resource_types: [contoso.shop/tills]\n{metadata}package contoso.till.{name}\n\n\
         default healthy := false\n\n{body}\n"
    )
}

pub(crate) fn tls_policy(version: u8) -> String {
    policy(
        "tls",
        "",
        &format!("healthy if input.properties.tls >= {version}"),
    )
}

pub(crate) const CATALOG: &str = "name: shop\ntitle: Shop\ncontrols:\n  \
    - {id: transit, title: Encrypt, max_score: 8, recommendations: [contoso.till.tls]}\n  \
    - {id: access, title: Lock, max_score: 4, recommendations: [contoso.till.lock]}\n";

pub(crate) fn exemption(id: &str, name: &str, category: &str, until: &str) -> String {
    let resource = till(name);
    format!(
        "  - {{id: {id}, recommendations: [contoso.till.tls], resources: [{resource}], \
         category: {category}, reason: r, expires: {until}}}\n"
    )
}

impl Side {
    pub(crate) fn files(self) -> Files {
        let preview = match self.is_lock_preview {
            true => "recommendations:\n  contoso.till.lock: {preview: true}\n",
            false => "",
        };
        let mut exemptions = "exemptions:\n".to_owned();
        exemptions += &exemption("EX-1", "c", "waiver", "2026-12-31");
        if self.is_d_mitigated {
            exemptions += &exemption("EX-2", "d", "mitigated", "2027-12-31");
        }
        [
            ("securescore.yaml", PROJECT.to_owned()),
            ("catalog.yaml", format!("{CATALOG}{preview}")),
            ("exemptions/shop.yaml", exemptions),
            (
                "policies/contoso/till/tls/policy.rego",
                tls_policy(self.tls),
            ),
            (
                "policies/contoso/till/lock/policy.rego",
                policy("lock", "", "healthy if input.properties.locked"),
            ),
        ]
        .map(|(path, text)| (path.to_owned(), text))
        .into()
    }
}

/// A repository: the base is committed as `main`, the head lies in the working tree.
pub(crate) struct Estate {
    pub(crate) directory: TempDir,
}

impl Estate {
    pub(crate) fn of(base: &Files, head: &Files) -> Self {
        let estate = Self {
            directory: tempfile::tempdir().unwrap(),
        };
        let repository = Repository::init(estate.directory.path()).unwrap();
        commit(&repository, "refs/heads/main", base);
        estate.write(head);
        estate
    }

    pub(crate) fn write(&self, files: &Files) {
        write(self.directory.path(), files);
        fs::write(self.path("inventory.json"), inventory()).unwrap();
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.directory.path().join(below)
    }

    pub(crate) fn root(&self) -> &str {
        self.directory.path().to_str().unwrap()
    }

    pub(crate) fn commit(&self, name: &str, files: &Files) {
        let repository = Repository::open(self.directory.path()).unwrap();
        commit(&repository, name, files);
    }
}

pub(crate) fn write(root: &Path, files: &Files) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Commits files, by an author and at a time that are always the same.
fn commit(repository: &Repository, name: &str, files: &Files) {
    let mut index = git2::Index::new().unwrap();
    for (path, text) in files {
        let mode = match text {
            text if text.starts_with(LINK) => 0o120_000,
            text if text == SUBMODULE => 0o160_000,
            _ => 0o100_644,
        };
        let content = text.strip_prefix(LINK).unwrap_or(text);
        let entry = git2::IndexEntry {
            ctime: git2::IndexTime::new(0, 0),
            mtime: git2::IndexTime::new(0, 0),
            dev: 0,
            ino: 0,
            mode,
            uid: 0,
            gid: 0,
            file_size: 0,
            id: match mode {
                0o160_000 => git2::Oid::from_str(&"1".repeat(40)).unwrap(),
                _ => repository.blob(content.as_bytes()).unwrap(),
            },
            flags: 0,
            flags_extended: 0,
            path: path.as_bytes().to_vec(),
        };
        index.add(&entry).unwrap();
    }
    let tree = index.write_tree_to(repository).unwrap();
    let tree = repository.find_tree(tree).unwrap();
    let author = Signature::new("A", "a@example.com", &Time::new(0, 0)).unwrap();
    repository
        .commit(Some(name), &author, &author, "m", &tree, &[])
        .unwrap();
}
