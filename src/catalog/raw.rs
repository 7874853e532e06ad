//! A catalog as its file has it: every key may be absent, none may be unknown.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::Value;

use super::ExemptionMode;
use crate::recommendation::Severity;
use crate::text::yaml::{self, Path, YamlError};
use crate::text::{Place, SourceText};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "a catalog")]
pub(super) struct RawCatalog {
    pub(super) name: Option<String>,
    pub(super) title: Option<String>,
    pub(super) extends: Option<String>,
    pub(super) exemptions: Option<ExemptionMode>,
    pub(super) open_ended_exemptions: Option<bool>,
    controls: Option<Vec<Value>>,
    recommendations: Option<BTreeMap<String, Value>>,
    scopes: Option<Vec<Value>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "a control")]
pub(super) struct RawControl {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) max_score: Option<serde_yaml::Number>,
    pub(super) recommendations: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(
    deny_unknown_fields,
    default,
    expecting = "the flags of a recommendation"
)]
pub(super) struct RawFlags {
    pub(super) enabled: Option<bool>,
    pub(super) reason: Option<String>,
    pub(super) preview: Option<bool>,
    pub(super) preview_until: Option<String>,
    pub(super) severity: Option<Severity>,
    pub(super) parameters: Option<BTreeMap<String, serde_json::Value>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "the flags of some scopes")]
struct RawScope {
    #[serde(rename = "match")]
    pattern: Option<String>,
    recommendations: Option<BTreeMap<String, Value>>,
}

/// The flags of one recommendation, with the name as written.
pub(super) struct FlagsEntry {
    pub(super) name: String,
    pub(super) flags: RawFlags,
    pub(super) place: Place,
}

/// One element of `scopes`.
pub(super) struct ScopeEntry {
    pub(super) pattern: Option<String>,
    /// None where nothing was written, which is not the same as an empty mapping.
    pub(super) recommendations: Option<Vec<FlagsEntry>>,
    pub(super) place: Place,
}

/// A whole catalog file, as far as it can be read.
pub(super) struct Document {
    pub(super) head: RawCatalog,
    pub(super) controls: Vec<(Place, RawControl)>,
    pub(super) recommendations: Vec<FlagsEntry>,
    pub(super) scopes: Vec<ScopeEntry>,
    pub(super) root: Place,
    /// Whether the top level could be read without an error.
    pub(super) sound: bool,
}

/// Reads a file section by section, so that all errors are found at once.
pub(super) fn read(source: &SourceText, errors: &mut Vec<YamlError>) -> Document {
    let value = yaml::parse(source).unwrap_or_else(|error| {
        errors.push(error);
        Value::Mapping(serde_yaml::Mapping::new())
    });
    let root = Place::root(source);
    let mut head: RawCatalog = yaml::read_by_key(source, &Path::root(), value, errors);
    let sound = errors.is_empty();
    let controls = head.controls.take().unwrap_or_default();
    let flags = head.recommendations.take().unwrap_or_default();
    let scopes = head.scopes.take().unwrap_or_default();
    Document {
        controls: read_controls(&root.then("controls"), controls, errors),
        recommendations: read_flags(&root.then("recommendations"), flags, errors),
        scopes: read_scopes(&root.then("scopes"), scopes, errors),
        head,
        root,
        sound,
    }
}

fn read_controls(
    place: &Place,
    values: Vec<Value>,
    errors: &mut Vec<YamlError>,
) -> Vec<(Place, RawControl)> {
    yaml::read_each_by_key(place.source(), place.path(), values, errors)
        .into_iter()
        .map(|(index, control)| (place.then(index), control))
        .collect()
}

fn read_flags(
    place: &Place,
    values: BTreeMap<String, Value>,
    errors: &mut Vec<YamlError>,
) -> Vec<FlagsEntry> {
    let mut entries = Vec::with_capacity(values.len());
    for (name, value) in values {
        let place = place.then(name.as_str());
        let before = errors.len();
        let flags = yaml::read_by_key(place.source(), place.path(), value, errors);
        if errors.len() == before {
            entries.push(FlagsEntry { name, flags, place });
        }
    }
    entries
}

fn read_scopes(place: &Place, values: Vec<Value>, errors: &mut Vec<YamlError>) -> Vec<ScopeEntry> {
    let scopes: Vec<(usize, RawScope)> =
        yaml::read_each_by_key(place.source(), place.path(), values, errors);
    let mut entries = Vec::with_capacity(scopes.len());
    for (index, scope) in scopes {
        let place = place.then(index);
        let within = place.then("recommendations");
        entries.push(ScopeEntry {
            pattern: scope.pattern,
            recommendations: scope
                .recommendations
                .map(|flags| read_flags(&within, flags, errors)),
            place,
        });
    }
    entries
}
