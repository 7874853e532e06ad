//! A hostile policy with what has to come of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tempfile::TempDir;

/// A folder below `tests/hostile`.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) expected: Expected,
    folder: PathBuf,
    /// Texts with what `insert` puts into them, where it puts something.
    filled: Option<TempDir>,
}

/// What `expected.yaml` says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    /// What is tried, for the reader.
    #[serde(rename = "tries")]
    _tries: String,
    /// Codes of diagnostics, one of which refuses the policy before anything is evaluated.
    #[serde(default)]
    pub(crate) refused: Vec<String>,
    /// What each pair of the hostile policy may be. With `refused` beside it, either will do.
    #[serde(default)]
    pub(crate) every: Vec<Health>,
    /// What a pair may be where they differ, by the last word of its resource.
    #[serde(default)]
    pub(crate) pairs: BTreeMap<String, Vec<Health>>,
    /// Texts, one of which is in the reason of each indeterminate pair.
    #[serde(default)]
    pub(crate) because: Vec<String>,
    /// Texts that the run prints nowhere.
    #[serde(default)]
    pub(crate) hidden: Vec<String>,
    /// Texts too long or too strange to stand in a file, by the mark that stands for them.
    #[serde(default)]
    insert: BTreeMap<String, Insert>,
    /// Further arguments.
    #[serde(default)]
    pub(crate) args: Vec<String>,
    /// Takes so long that only the long run has time for it.
    #[serde(default)]
    pub(crate) long: bool,
}

/// A health as a report writes it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Health {
    Healthy,
    Unhealthy,
    NotApplicable,
    Indeterminate,
}

/// A text, so many times; `{n}` in it counts them, and `{next}` is one more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Insert {
    text: String,
    #[serde(default = "once")]
    times: usize,
}

impl Insert {
    fn text(&self) -> String {
        let numbered = |n: usize| {
            let text = self.text.replace("{n}", &n.to_string());
            text.replace("{next}", &(n + 1).to_string())
        };
        (0..self.times).map(numbered).collect()
    }
}

fn once() -> usize {
    1
}

impl Case {
    /// All of them, by name; with `ONLY=word` those whose name holds the word.
    pub(crate) fn all() -> Vec<Self> {
        let root = root();
        let entries = fs::read_dir(&root).unwrap();
        let mut folders: Vec<PathBuf> = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.join("expected.yaml").exists())
            .collect();
        folders.sort();
        let only = std::env::var_os("ONLY").map(|only| only.into_string().unwrap());
        let is_wanted = |case: &Self| only.as_ref().is_none_or(|only| case.name.contains(only));
        let cases = folders.into_iter().map(Self::read);
        cases.filter(is_wanted).collect()
    }

    fn read(folder: PathBuf) -> Self {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(folder.join("expected.yaml")).unwrap();
        let expected: Expected =
            serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let filled = (!expected.insert.is_empty()).then(|| {
            let filled = tempfile::tempdir().unwrap();
            fill(&folder, filled.path(), &expected.insert);
            filled
        });
        Self {
            name,
            expected,
            folder,
            filled,
        }
    }

    /// The directory of the hostile policy.
    pub(crate) fn policies(&self) -> PathBuf {
        self.texts().join("policies")
    }

    /// The inventory of its own, or the shared one.
    pub(crate) fn inventory(&self) -> PathBuf {
        let own = self.texts().join("inventory.json");
        if own.exists() {
            own
        } else {
            shared("inventory.json")
        }
    }

    fn texts(&self) -> &Path {
        self.filled
            .as_ref()
            .map_or(&self.folder, |filled| filled.path())
    }
}

/// A file or directory that cases share.
pub(crate) fn shared(name: &str) -> PathBuf {
    root().join("shared").join(name)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile")
}

/// Copies texts, each mark replaced by what it stands for.
fn fill(from: &Path, to: &Path, insert: &BTreeMap<String, Insert>) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fill(&entry.path(), &target, insert);
            continue;
        }
        let mut text = fs::read_to_string(entry.path()).unwrap();
        for (mark, part) in insert {
            text = text.replace(mark, &part.text());
        }
        fs::write(target, text).unwrap();
    }
}
