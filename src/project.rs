//! `securescore.yaml`: what to load, gates and options of a project.

mod cases;

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use thiserror::Error;

use crate::recommendation::Severity;
use crate::resource::{Export, Owner};
use crate::text::yaml::{self, YamlError};
use crate::text::{Complaint, SourceText, schema};

pub use cases::{Case, cases};

/// The name under which a project file is found.
pub const FILE_NAME: &str = "securescore.yaml";

/// A project: everything a command line could say as well. Paths are ready to use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// A catalog, by path or built-in name.
    pub catalog: Option<String>,
    /// The directory that relative names are taken from.
    pub root: PathBuf,
    /// Directories of policies, in addition to the built-in ones.
    pub policies: Vec<PathBuf>,
    /// Whether the built-in policies are used.
    pub builtin_policies: bool,
    /// Files or directories of exemptions.
    pub exemptions: Vec<PathBuf>,
    /// Files or directories of the inventory.
    pub inventory: Vec<Export>,
    /// Types that were exported, and found empty where there is none.
    pub collected: Vec<String>,
    /// The directory of fixtures.
    pub fixtures: Option<PathBuf>,
    /// What fails a run.
    pub gate: Gate,
}

/// What fails a run.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// The overall score must reach this ratio, as written.
    #[serde(default, deserialize_with = "number_as_text")]
    #[schemars(with = "Option<f64>", range(min = 0, max = 1))]
    pub minimum_score: Option<String>,
    /// An unhealthy recommendation of the least of these severities or above.
    #[serde(default)]
    pub fail_on: Vec<Severity>,
}

/// What to load, and what fails a run. Paths are relative to the file.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Project")]
struct RawProject {
    /// A catalog: a path, or the name of a built-in one.
    catalog: Option<String>,
    /// Directories of policies, in addition to the built-in ones.
    #[serde(default)]
    policies: Vec<PathBuf>,
    /// Whether the built-in policies are used.
    builtin_policies: Option<bool>,
    /// Files or directories of exemptions.
    #[serde(default)]
    exemptions: Vec<PathBuf>,
    /// Files or directories of the inventory.
    #[serde(default)]
    inventory: Vec<RawExport>,
    /// Types that were exported, and found empty where there is none.
    #[serde(default)]
    collected: Vec<String>,
    /// The directory of fixtures, a folder each.
    fixtures: Option<PathBuf>,
    /// What fails a run.
    #[serde(default)]
    gate: Gate,
}

/// A path, or a mapping of a path and its owner.
#[derive(Debug)]
struct RawExport(Export);

/// A file whose objects do not say what they belong to.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OwnedExport")]
struct RawOwned {
    /// The file or directory.
    path: PathBuf,
    /// `tenant`, or the id of a cluster, a vault, a repository.
    #[serde(deserialize_with = "owner")]
    #[schemars(with = "String")]
    of: Owner,
}

impl JsonSchema for RawExport {
    fn schema_name() -> Cow<'static, str> {
        "Export".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let owned = generator.subschema_for::<RawOwned>();
        json_schema!({"anyOf": [{"type": "string"}, owned]})
    }
}

fn owner<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Owner, D::Error> {
    let text = String::deserialize(deserializer)?;
    Owner::new(&text).map_err(D::Error::custom)
}

impl<'de> Deserialize<'de> for RawExport {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RawExport;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a path, or a mapping of `path` and `of`")
            }

            fn visit_str<E>(self, path: &str) -> Result<RawExport, E> {
                Ok(RawExport(PathBuf::from(path).into()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawExport, A::Error> {
                let RawOwned { path, of } = RawOwned::deserialize(MapAccessDeserializer::new(map))?;
                Ok(RawExport(Export { path, of: Some(of) }))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// The JSON Schema of a project file.
pub fn json_schema() -> serde_json::Value {
    schema::of::<RawProject>()
}

/// Why a project file cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub enum ProjectError {
    /// It cannot be read.
    #[error("cannot read `{path}`: {reason}")]
    #[diagnostic(code(project::unreadable))]
    Unreadable {
        /// The file.
        path: String,
        /// As the system says it.
        reason: String,
    },
    /// It is not of the right shape.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Yaml(#[from] YamlError),
    /// It asks for something impossible.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Complaint(Box<Complaint>),
}

impl Project {
    /// What holds where there is no project file.
    pub fn none() -> Self {
        Self {
            builtin_policies: true,
            ..Self::default()
        }
    }

    /// Reads a project file; `root` is the directory that it stands in.
    ///
    /// # Errors
    /// A file that cannot be read or is not of the right shape.
    pub fn read(path: &Path) -> Result<Self, ProjectError> {
        let unreadable = |error: std::io::Error| ProjectError::Unreadable {
            path: path.display().to_string(),
            reason: error.to_string(),
        };
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        let root = path.parent().unwrap_or(Path::new(""));
        Self::parse(&SourceText::new(path.display().to_string(), text), root)
    }

    /// Reads the text of a project file; `root` is the directory that it stands in.
    ///
    /// # Errors
    /// A text that is not of the right shape.
    pub fn parse(source: &SourceText, root: &Path) -> Result<Self, ProjectError> {
        let value = yaml::parse(source)?;
        let raw: RawProject = yaml::read(source, &yaml::Path::root(), value)?;
        check_minimum(source, &raw.gate)?;
        let exported = |RawExport(export): RawExport| Export {
            path: root.join(export.path),
            of: export.of,
        };
        let below = |paths: Vec<PathBuf>| paths.iter().map(|path| root.join(path)).collect();
        Ok(Self {
            catalog: raw.catalog,
            root: root.to_owned(),
            policies: below(raw.policies),
            builtin_policies: raw.builtin_policies.unwrap_or(true),
            exemptions: below(raw.exemptions),
            inventory: raw.inventory.into_iter().map(exported).collect(),
            collected: raw.collected,
            fixtures: raw.fixtures.map(|path| root.join(path)),
            gate: raw.gate,
        })
    }

    /// The nearest project file in `start` or above it, as seen from `start`: reports name files by
    /// it, and say the same wherever the project lies.
    pub fn find(start: &Path) -> Option<PathBuf> {
        let is_here = |directory: &Path| directory.join(FILE_NAME).is_file();
        let steps = start.ancestors().position(is_here)?;
        let mut file: PathBuf = std::iter::repeat_n("..", steps).collect();
        file.push(FILE_NAME);
        Some(file)
    }
}

/// A score is a ratio.
fn check_minimum(source: &SourceText, gate: &Gate) -> Result<(), ProjectError> {
    let minimum = gate.minimum_score.as_deref().unwrap_or("0");
    if minimum
        .parse()
        .is_ok_and(|ratio: f64| (0.0..=1.0).contains(&ratio))
    {
        return Ok(());
    }
    let path = yaml::Path::root().then("gate").then("minimum_score");
    let complaint = Complaint::new(
        "project::bad_minimum_score",
        source,
        yaml::span(source, &path),
        format!("`{minimum}` is no score between 0 and 1"),
        "write 70% as 0.7".to_owned(),
    );
    Err(ProjectError::Complaint(Box::new(complaint)))
}

fn number_as_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let number = Option::<serde_json::Number>::deserialize(deserializer)?;
    Ok(number.map(|number| number.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Project, ProjectError> {
        Project::parse(&SourceText::new("p/securescore.yaml", text), Path::new("p"))
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let text = "policies: [own]\ninventory: [../exports]\nfixtures: cases\n";
        let project = parse(text).unwrap();
        assert_eq!(project.policies, [Path::new("p/own")]);
        assert_eq!(project.fixtures, Some("p/cases".into()));
        assert_eq!(project.inventory, [PathBuf::from("p/../exports").into()]);
        assert!(project.builtin_policies);
    }

    #[test]
    fn the_nearest_file_is_found_and_named_from_here() {
        let directory = tempfile::tempdir().unwrap();
        let below = directory.path().join("a/b");
        std::fs::create_dir_all(&below).unwrap();
        std::fs::write(directory.path().join(FILE_NAME), "").unwrap();
        let found = Project::find(&below);
        assert_eq!(found.as_deref(), Some(Path::new("../../securescore.yaml")));
        std::fs::write(below.join(FILE_NAME), "").unwrap();
        let found = Project::find(&below);
        assert_eq!(found.as_deref(), Some(Path::new("securescore.yaml")));
    }

    #[test]
    fn an_export_may_name_its_owner() {
        let project = parse("inventory: [a, {path: b.json, of: tenant}]\n").unwrap();
        let owned = Export {
            path: "p/b.json".into(),
            of: Some(Owner::Tenant),
        };
        assert_eq!(project.inventory, [PathBuf::from("p/a").into(), owned]);
        for wrong in [
            "{path: b}",
            "{path: b, of: contoso}",
            "{path: b, off: tenant}",
            "7",
        ] {
            assert!(
                parse(&format!("inventory: [{wrong}]\n")).is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        assert!(parse("polices: [own]\n").is_err());
        assert!(parse("gate: {minimum: 1}\n").is_err());
        assert_eq!(parse("").unwrap().catalog, None);
    }

    #[test]
    fn the_gate_keeps_the_number_as_written() {
        let project = parse("gate: {minimum_score: 0.70, fail_on: [high]}\n").unwrap();
        assert_eq!(project.gate.minimum_score.as_deref(), Some("0.7"));
        assert_eq!(project.gate.fail_on, [Severity::High]);
        for wrong in ["70", "-0.1", "1.01"] {
            assert!(parse(&format!("gate: {{minimum_score: {wrong}}}\n")).is_err());
        }
    }
}
