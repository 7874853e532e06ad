//! Exemptions as their files have them: every key may be absent, none may be unknown.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::Value;

use super::Category;
use crate::text::yaml::{self, Path, YamlError};
use crate::text::{Place, SourceText};

#[derive(Debug, Default, Deserialize)]
#[serde(
    deny_unknown_fields,
    default,
    expecting = "a mapping with `exemptions`"
)]
struct RawFile {
    exemptions: Option<Vec<Value>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "an exemption")]
pub(super) struct RawExemption {
    pub(super) id: Option<String>,
    pub(super) recommendations: Option<Vec<String>>,
    pub(super) controls: Option<Vec<String>>,
    pub(super) resources: Option<Vec<String>>,
    pub(super) tags: Option<BTreeMap<String, String>>,
    pub(super) category: Option<Category>,
    pub(super) reason: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) ticket: Option<String>,
    pub(super) expires: Option<String>,
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
