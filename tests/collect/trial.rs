//! A place to run the script in, with programs that answer for the real ones.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};

use securescore::collect::script;
use securescore::resource::ResourceType;
use serde_json::{Deserializer, Value};

/// Programs in place of the real ones: each writes its arguments down and answers a little.
const FAKES: [(&str, &str); 3] = [
    ("az", include_str!("az.sh")),
    ("gh", include_str!("gh.sh")),
    ("kubectl", include_str!("kubectl.sh")),
];

/// A directory with the script, the fakes, and what they leave.
pub(crate) struct Trial(tempfile::TempDir);

impl Trial {
    pub(crate) fn new(types: &BTreeSet<ResourceType>) -> Self {
        let trial = Self(tempfile::tempdir().unwrap());
        for (name, text) in FAKES {
            let file = trial.path(&format!("fakes/{name}"));
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(&file, text).unwrap();
            std::fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).unwrap();
        }
        std::fs::write(trial.path("collect.sh"), script(types)).unwrap();
        trial
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the script. What is asked of `az` fails where it contains the variable `REFUSED`.
    pub(crate) fn run(&self, variables: &[(&str, &str)]) -> Output {
        let inherited = std::env::var_os("PATH").unwrap();
        let path = std::env::join_paths(
            std::iter::once(self.path("fakes")).chain(std::env::split_paths(&inherited)),
        );
        let mut command = Command::new("bash");
        command.args(["collect.sh", "exports"]).current_dir(&self.0);
        command
            .env("PATH", path.unwrap())
            .env("CALLS", self.path("calls"));
        command.envs(variables.iter().copied()).output().unwrap()
    }

    pub(crate) fn documents(&self, name: &str) -> Vec<Value> {
        let text = self.text(&format!("exports/{name}.json"));
        let documents = Deserializer::from_str(&text).into_iter();
        let documents: Result<Vec<Value>, _> = documents.collect();
        documents.unwrap_or_else(|error| panic!("{name}: {error}\n{text}"))
    }

    pub(crate) fn collected(&self) -> BTreeSet<ResourceType> {
        let document = &self.documents("collected")[0];
        let types = document["collected"].as_array().unwrap().iter();
        types
            .map(|kind| ResourceType::new(kind.as_str().unwrap()))
            .collect()
    }
}
