//! A catalog as its file has it: every key may be absent, none may be unknown.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
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
    /// Whether some of it could not be read: what is absent may be what was wrong.
    #[serde(skip)]
    pub(super) in_error: bool,
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
    /// Whether some of it could not be read: what is absent may be what was wrong.
    #[serde(skip)]
    pub(super) in_error: bool,
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
    /// Whether some of it could not be read: what is absent may be what was wrong.
    pub(super) in_error: bool,
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
    let mut controls = Vec::with_capacity(values.len());
    for (index, value) in values.into_iter().enumerate() {
        let place = place.then(index);
        let (mut control, in_error) = read_part::<RawControl>(&place, value, errors);
        control.in_error = in_error;
        controls.push((place, control));
    }
    controls
}

fn read_flags(
    place: &Place,
    values: BTreeMap<String, Value>,
    errors: &mut Vec<YamlError>,
) -> Vec<FlagsEntry> {
    let mut entries = Vec::with_capacity(values.len());
    for (name, value) in values {
        let place = place.then(name.as_str());
        let (mut flags, in_error) = read_part::<RawFlags>(&place, value, errors);
        flags.in_error = in_error;
        entries.push(FlagsEntry { name, flags, place });
    }
    entries
}

fn read_scopes(place: &Place, values: Vec<Value>, errors: &mut Vec<YamlError>) -> Vec<ScopeEntry> {
    let mut entries = Vec::with_capacity(values.len());
    for (index, value) in values.into_iter().enumerate() {
        let place = place.then(index);
        let (scope, in_error) = read_part::<RawScope>(&place, value, errors);
        let within = place.then("recommendations");
        let flags = scope.recommendations;
        entries.push(ScopeEntry {
            pattern: scope.pattern,
            recommendations: flags.map(|flags| read_flags(&within, flags, errors)),
            place,
            in_error,
        });
    }
    entries
}

/// What can be read of one part of a file, and whether some of it cannot.
fn read_part<T: DeserializeOwned + Default>(
    place: &Place,
    value: Value,
    errors: &mut Vec<YamlError>,
) -> (T, bool) {
    let before = errors.len();
    let part = yaml::read_by_key(place.source(), place.path(), value, errors);
    (part, errors.len() > before)
}
