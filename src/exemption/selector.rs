//! Which pairs of a recommendation and a resource an exemption is about.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::error::{ExemptionComplaint, Findings};
use super::raw::RawExemption;
use crate::recommendation::{RecommendationId, named};
use crate::resource::{IdPattern, Narrowness, Resource};
use crate::text::{Place, Warning, did_you_mean};

/// The selectors of an entry; all of them must match.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Selectors {
    /// Those named, those of the controls named, or those that are both.
    pub(super) recommendations: BTreeSet<RecommendationId>,
    resources: Option<Vec<IdPattern>>,
    tags: BTreeMap<String, String>,
}

impl Selectors {
    /// How narrowly a resource is selected; None where it is not. Of several patterns that
    /// match, the narrowest counts.
    pub(super) fn narrowness(&self, resource: &Resource) -> Option<Narrowness> {
        let mut tags = self.tags.iter();
        if !tags.all(|(name, value)| resource.tag(name) == Some(value)) {
            return None;
        }
        let Some(patterns) = &self.resources else {
            return Some(Narrowness::Any);
        };
        patterns
            .iter()
            .filter(|pattern| pattern.matches(resource.id.as_str()))
            .map(IdPattern::narrowness)
            .max()
    }
}

/// Checks the selectors of the entry `id`.
pub(super) fn valid(
    raw: &mut RawExemption,
    id: &str,
    place: &Place,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Selectors {
    check_width(raw, id, place, findings);
    let names = list(
        raw.recommendations.take(),
        "recommendations",
        place,
        findings,
    );
    let names = names.map(|names| recommendations(&names, place, context, findings));
    let controls = list(raw.controls.take(), "controls", place, findings);
    let controls = controls.map(|names| in_controls(&names, place, context, findings));
    let patterns = list(raw.resources.take(), "resources", place, findings);
    let resources = patterns.map(|patterns| resource_patterns(&patterns, place, findings));
    Selectors {
        recommendations: match (names, controls) {
            (Some(named), Some(within)) => &named & &within,
            (named, within) => named.or(within).unwrap_or_default(),
        },
        resources,
        tags: raw.tags.take().unwrap_or_default(),
    }
}

/// An exemption says what from and what for.
fn check_width(raw: &RawExemption, id: &str, place: &Place, findings: &mut Findings) {
    let id = id.to_owned();
    if raw.recommendations.is_none() && raw.controls.is_none() {
        let complaint = ExemptionComplaint::NoRecommendation { id: id.clone() };
        findings.add(place.complain(complaint));
    }
    if raw.resources.is_none() && raw.tags.is_none() {
        findings.add(place.complain(ExemptionComplaint::TooWide { id }));
    }
    if raw.tags.as_ref().is_some_and(BTreeMap::is_empty) {
        let complaint = ExemptionComplaint::EmptySelector { field: "tags" };
        findings.add(place.then("tags").complain(complaint));
    }
}

/// A list that is not empty, where one is written.
fn list(
    values: Option<Vec<String>>,
    field: &'static str,
    place: &Place,
    findings: &mut Findings,
) -> Option<Vec<String>> {
    if values.as_ref().is_some_and(Vec::is_empty) {
        let complaint = ExemptionComplaint::EmptySelector { field };
        findings.add(place.then(field).complain(complaint));
    }
    values
}

fn recommendations(
    names: &[String],
    place: &Place,
    context: &Context<'_>,
    findings: &mut Findings,
) -> BTreeSet<RecommendationId> {
    let mut ids = BTreeSet::new();
    for (index, name) in names.iter().enumerate() {
        let place = place.then("recommendations").then(index);
        match named(context.known, name) {
            Some(found) => {
                let id = &found.recommendation.id;
                if found.formerly {
                    findings.warnings.push(renamed(name, id, &place));
                }
                ids.insert(id.clone());
            }
            None => findings.add(place.complain(unknown_recommendation(name, context))),
        }
    }
    ids
}

fn renamed(name: &str, id: &RecommendationId, place: &Place) -> Warning {
    Warning {
        code: "exemption::renamed_recommendation",
        message: format!("`{name}` is now called `{id}`"),
        file: Some(place.file().to_owned()),
        line: Some(place.line()),
    }
}

fn unknown_recommendation(name: &str, context: &Context<'_>) -> ExemptionComplaint {
    let known = context.known.keys().map(RecommendationId::as_str);
    ExemptionComplaint::UnknownRecommendation {
        name: name.to_owned(),
        advice: did_you_mean(name, known),
    }
}

/// The recommendations of all the controls named.
fn in_controls(
    names: &[String],
    place: &Place,
    context: &Context<'_>,
    findings: &mut Findings,
) -> BTreeSet<RecommendationId> {
    let mut ids = BTreeSet::new();
    for (index, name) in names.iter().enumerate() {
        if let Some(recommendations) = context.controls.get(name) {
            ids.extend(recommendations.iter().cloned());
            continue;
        }
        let controls = context.controls.keys().map(String::as_str);
        let complaint = ExemptionComplaint::UnknownControl {
            name: name.clone(),
            advice: did_you_mean(name, controls),
        };
        findings.add(place.then("controls").then(index).complain(complaint));
    }
    ids
}

fn resource_patterns(
    patterns: &[String],
    place: &Place,
    findings: &mut Findings,
) -> Vec<IdPattern> {
    let mut valid = Vec::with_capacity(patterns.len());
    for (index, pattern) in patterns.iter().enumerate() {
        match IdPattern::new(pattern) {
            Ok(pattern) => valid.push(pattern),
            Err(error) => {
                let advice = miette::Diagnostic::help(&error).map(|help| help.to_string());
                let complaint = ExemptionComplaint::BadResourcePattern { error, advice };
                findings.add(place.then("resources").then(index).complain(complaint));
            }
        }
    }
    valid
}
