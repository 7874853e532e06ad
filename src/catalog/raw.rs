//! A catalog as its file has it: every key may be absent, none may be unknown.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::ExemptionMode;
use crate::recommendation::Severity;
use crate::text::yaml::{self, Path, YamlError};
use crate::text::{Place, SourceText};

/// Which recommendations make up which control, what a control is worth, and what differs from
/// the defaults of the authors.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, expecting = "a catalog")]
#[schemars(rename = "Catalog", extend("required" = ["name"]))]
pub(super) struct RawCatalog {
    /// The short name, such as `contoso`.
    pub(super) name: Option<String>,
    /// The name for people, which heads reports.
    pub(super) title: Option<String>,
    /// The catalog whose controls and flags hold here too: the name of a built-in one, or a path.
    pub(super) extends: Option<String>,
    /// What the exemption category `mitigated` does.
    pub(super) exemptions: Option<ExemptionMode>,
    /// Whether exemptions may go without an end.
    pub(super) open_ended_exemptions: Option<bool>,
    /// The controls, in the order of reports. An id of the extended catalog adds to its control.
    #[schemars(with = "Option<Vec<RawControl>>")]
    controls: Option<Vec<Value>>,
    /// What differs from the author's default, by the id of the recommendation.
    #[schemars(with = "Option<BTreeMap<String, RawFlags>>")]
    recommendations: Option<BTreeMap<String, Value>>,
    /// The same flags for some scopes only; the last match has the last word.
    #[schemars(with = "Option<Vec<RawScope>>")]
    scopes: Option<Vec<Value>>,
}

/// A group of recommendations that is worth points.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, expecting = "a control")]
#[schemars(rename = "Control", extend("required" = ["id"]))]
pub(super) struct RawControl {
    /// The id: small letters, digits and `_`.
    #[schemars(regex(pattern = "^[a-z][a-z0-9_]*$"))]
    pub(super) id: Option<String>,
    /// The name for people. A new control needs one.
    pub(super) title: Option<String>,
    /// The points, with at most two decimals. A new control needs them.
    #[schemars(with = "Option<f64>", range(min = 0, max = 1_000_000))]
    pub(super) max_score: Option<serde_yaml::Number>,
    /// The ids of its recommendations.
    #[schemars(length(min = 1))]
    pub(super) recommendations: Option<Vec<String>>,
    /// Whether some of it could not be read: what is absent may be what was wrong.
    #[serde(skip)]
    pub(super) in_error: bool,
}

/// What differs from the author's default.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    default,
    expecting = "the flags of a recommendation"
)]
#[schemars(rename = "Flags")]
pub(super) struct RawFlags {
    /// Whether it is assessed at all; `false` needs a reason.
    pub(super) enabled: Option<bool>,
    /// Why it is not assessed; reports show it.
    pub(super) reason: Option<String>,
    /// Whether it is shown and not counted.
    pub(super) preview: Option<bool>,
    /// The last day of the preview, UTC; from the next day on it counts.
    #[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub(super) preview_until: Option<String>,
    /// How much it matters.
    pub(super) severity: Option<Severity>,
    /// Values of the parameters that the policy declares.
    pub(super) parameters: Option<BTreeMap<String, serde_json::Value>>,
    /// Whether some of it could not be read: what is absent may be what was wrong.
    #[serde(skip)]
    pub(super) in_error: bool,
}

/// The flags of some scopes.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, expecting = "the flags of some scopes")]
#[schemars(rename = "ScopeFlags", extend("required" = ["match", "recommendations"]))]
struct RawScope {
    /// A pattern of ids of scopes: `*` stays within a segment, `**` crosses segments.
    #[serde(rename = "match")]
    pattern: Option<String>,
    /// What differs there, by the id of the recommendation.
    #[schemars(with = "Option<BTreeMap<String, RawFlags>>")]
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
