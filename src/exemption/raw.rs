//! Exemptions as their files have them: every key may be absent, none may be unknown.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::Value;

use super::Category;
use crate::text::yaml::{self, Path, YamlError};
use crate::text::{Place, SourceText};

/// Exemptions of one owner.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    default,
    expecting = "a mapping with `exemptions`"
)]
#[schemars(rename = "Exemptions")]
pub(super) struct RawFile {
    /// The exemptions.
    #[schemars(with = "Option<Vec<RawExemption>>")]
    exemptions: Option<Vec<Value>>,
}

/// Resources that are excepted from recommendations. All selectors have to match.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, expecting = "an exemption")]
#[schemars(rename = "Exemption", extend("required" = ["id", "category", "reason"]))]
pub(super) struct RawExemption {
    /// The id, unique across all files.
    pub(super) id: Option<String>,
    /// The recommendations that are excepted.
    #[schemars(length(min = 1))]
    pub(super) recommendations: Option<Vec<String>>,
    /// The controls all of whose recommendations are excepted.
    #[schemars(length(min = 1))]
    pub(super) controls: Option<Vec<String>>,
    /// Patterns of whole ids of resources: `*` stays within a segment, `**` crosses segments.
    #[schemars(length(min = 1))]
    pub(super) resources: Option<Vec<String>>,
    /// Tags that the resource carries, all of them with these values.
    pub(super) tags: Option<BTreeMap<String, String>>,
    /// What the exemption does.
    pub(super) category: Option<Category>,
    /// Why, for whoever reads the report.
    pub(super) reason: Option<String>,
    /// Who answers for it.
    pub(super) owner: Option<String>,
    /// Where it was decided.
    pub(super) ticket: Option<String>,
    /// The last day on which it holds, UTC. Required unless the catalog allows open ends.
    #[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub(super) expires: Option<String>,
    /// The most pairs of recommendation and resource that it may cover.
    pub(super) expected_matches: Option<u64>,
}

/// An entry with its place and its line.
pub(super) struct Entry {
    pub(super) raw: RawExemption,
    pub(super) place: Place,
    pub(super) line: usize,
}

/// Reads a file entry by entry, so that all errors are found at once.
pub(super) fn read(source: &SourceText, errors: &mut Vec<YamlError>) -> Vec<Entry> {
    let value = match yaml::parse(source) {
        Ok(value) => value,
        Err(error) => {
            errors.push(error);
            return Vec::new();
        }
    };
    let file: RawFile = yaml::read_by_key(source, &Path::root(), value, errors);
    let list = Place::root(source).then("exemptions");
    let lines = yaml::element_lines(source, "exemptions");
    let values = file.exemptions.unwrap_or_default();
    let entries = yaml::read_each_by_key(source, list.path(), values, errors);
    entries
        .into_iter()
        .map(|(index, raw)| Entry {
            raw,
            place: list.then(index),
            line: lines.get(index).copied().unwrap_or(1),
        })
        .collect()
}
