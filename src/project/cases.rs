//! The fixtures of a project: a folder each, with an inventory and what differs for it.

use std::fs;
use std::path::{Path, PathBuf};

use super::{FILE_NAME, ProjectError};

/// What the name of an inventory begins with.
const INVENTORY: &str = "inventory";

/// A fixture. What it does not hold itself is the project's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The name of its folder.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// Its inventory: what is called `inventory`, whatever stands behind a dot, by name.
    pub inventory: Vec<PathBuf>,
    /// A project file of its own, which then decides all.
    pub project: Option<PathBuf>,
    /// A catalog of its own.
    pub catalog: Option<PathBuf>,
    /// Exemptions of its own.
    pub exemptions: Option<PathBuf>,
}

impl Case {
    /// Whether there is nothing in it to be judged.
    pub fn is_without_inventory(&self) -> bool {
        self.inventory.is_empty() && self.project.is_none()
    }

    fn of(folder: PathBuf) -> Result<Self, ProjectError> {
        let inventory = entries(&folder)?.into_iter().filter(|entry| {
            let name = name_of(entry);
            let rest = name.strip_prefix(INVENTORY);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        let file = |name: &str| Some(folder.join(name)).filter(|file| file.is_file());
        Ok(Self {
            name: name_of(&folder),
            inventory: inventory.collect(),
            project: file(FILE_NAME),
            catalog: file("catalog.yaml"),
            exemptions: file("exemptions.yaml"),
            folder,
        })
    }
}

/// The folders of a directory as fixtures, by name. Files in it, and what begins with a dot, are
/// passed over.
///
/// # Errors
/// A directory that cannot be read.
pub fn cases(directory: &Path) -> Result<Vec<Case>, ProjectError> {
    let folders = entries(directory)?
        .into_iter()
        .filter(|entry| entry.is_dir());
    folders.map(Case::of).collect()
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// What stands in a directory, by name.
fn entries(directory: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    let unreadable = |error: std::io::Error| ProjectError::Unreadable {
        path: directory.display().to_string(),
        reason: error.to_string(),
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        if !name.to_string_lossy().starts_with('.') {
            found.push(directory.join(name));
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_a_case_and_says_what_is_its_own() {
        let root = tempfile::tempdir().unwrap();
        for path in [
            "b/inventory.json.gz",
            "b/inventory/a.json",
            "b/inventory-notes.md",
            "b/catalog.yaml",
            "a/securescore.yaml",
            "a/exemptions.yaml",
            "empty/expected.yaml",
            ".hidden/inventory.json",
            "README.md",
        ] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = cases(root.path()).unwrap();
        let names: Vec<&str> = found.iter().map(|case| case.name.as_str()).collect();
        assert_eq!(names, ["a", "b", "empty"]);
        let [a, b, empty] = found.as_slice() else {
            unreachable!("there are three")
        };
        assert!(a.project.is_some() && a.exemptions.is_some() && !a.is_without_inventory());
        assert!(b.catalog.is_some() && b.project.is_none());
        let inventory: Vec<_> = b.inventory.iter().map(|path| name_of(path)).collect();
        assert_eq!(inventory, ["inventory", "inventory.json.gz"]);
        assert!(empty.is_without_inventory());
    }

    #[test]
    fn a_directory_that_is_not_there_is_an_error() {
        assert!(cases(Path::new("nowhere")).is_err());
    }
}
