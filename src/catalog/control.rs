//! The controls of one file, added to those of the extended catalog.

use std::collections::{BTreeMap, BTreeSet};

use super::error::{CatalogComplaint, Findings};
use super::layer::{repeated, resolve};
use super::raw::RawControl;
use super::{Catalog, Control};
use crate::points::Points;
use crate::recommendation::{RecommendationId, Recommendations};
use crate::text::{Place, did_you_mean};

/// The controls so far, while one file is laid over them.
pub(super) struct Controls<'a> {
    catalog: &'a mut Catalog,
    extends: bool,
    seen: BTreeMap<String, Place>,
}

/// A control as one file has it, each part checked by itself.
struct Part {
    id: String,
    title: Option<String>,
    max_score: Option<Points>,
    recommendations: Vec<RecommendationId>,
    /// What a new control would need and this one has not.
    missing: Vec<&'static str>,
}

impl<'a> Controls<'a> {
    pub(super) fn over(catalog: &'a mut Catalog, extends: bool) -> Self {
        Self {
            catalog,
            extends,
            seen: BTreeMap::new(),
        }
    }

    /// Adds a control, or adds to one of the extended catalog.
    pub(super) fn add(
        &mut self,
        raw: RawControl,
        place: &Place,
        known: &Recommendations,
        findings: &mut Findings,
    ) {
        let Some(part) = valid(raw, place, known, findings) else {
            return;
        };
        if let Some(first) = self.seen.insert(part.id.clone(), place.clone()) {
            let (id, first) = (part.id, first.line());
            let complaint = CatalogComplaint::DuplicateControl { id, first };
            return findings.add(place.then("id").complain(complaint));
        }
        let controls = &mut self.catalog.controls;
        match controls.iter_mut().find(|control| control.id == part.id) {
            Some(control) => extend(control, part),
            None => self.add_new(part, place, findings),
        }
    }

    fn add_new(&mut self, part: Part, place: &Place, findings: &mut Findings) {
        if self.extends && part.missing.len() == 2 {
            let complaint = self.unknown(part.id);
            return findings.add(place.then("id").complain(complaint));
        }
        for field in &part.missing {
            let whose = format!("the new control `{}`", part.id);
            let complaint = CatalogComplaint::MissingField { whose, field };
            findings.add(place.then("id").complain(complaint));
        }
        if let (Some(title), Some(max_score)) = (part.title, part.max_score) {
            let place = place.then("id");
            self.catalog.places.insert(part.id.clone(), place);
            self.catalog.controls.push(Control {
                id: part.id,
                title,
                max_score,
                recommendations: part.recommendations,
            });
        }
    }

    fn unknown(&self, id: String) -> CatalogComplaint {
        let ids = self.catalog.controls.iter().map(|control| &*control.id);
        let advice = did_you_mean(&id, ids)
            .unwrap_or_else(|| "a new control needs `title` and `max_score`".to_owned());
        CatalogComplaint::UnknownControl { id, advice }
    }
}

fn extend(control: &mut Control, part: Part) {
    if let Some(title) = part.title {
        control.title = title;
    }
    control.max_score = part.max_score.unwrap_or(control.max_score);
    for id in part.recommendations {
        if !control.recommendations.contains(&id) {
            control.recommendations.push(id);
        }
    }
}

fn valid(
    raw: RawControl,
    place: &Place,
    known: &Recommendations,
    findings: &mut Findings,
) -> Option<Part> {
    let title = raw.title.filter(|title| !title.trim().is_empty());
    let absent = [
        ("title", title.is_none()),
        ("max_score", raw.max_score.is_none()),
    ];
    let missing = absent.iter().filter(|(_, absent)| *absent && !raw.in_error);
    let names = raw.recommendations;
    let recommendations = valid_names(names, &place.then("recommendations"), known, findings);
    let max_score = raw
        .max_score
        .and_then(|number| valid_points(&number, &place.then("max_score"), findings));
    Some(Part {
        id: valid_id(raw.id, raw.in_error, place, findings)?,
        title,
        max_score,
        recommendations,
        missing: missing.map(|(field, _)| *field).collect(),
    })
}

fn valid_id(
    id: Option<String>,
    in_error: bool,
    place: &Place,
    findings: &mut Findings,
) -> Option<String> {
    match id {
        Some(id) if is_control_id(&id) => Some(id),
        Some(id) => {
            let complaint = CatalogComplaint::BadControlId { id };
            findings.add(place.then("id").complain(complaint));
            None
        }
        None if in_error => None,
        None => {
            let whose = "a control".to_owned();
            let complaint = CatalogComplaint::MissingField { whose, field: "id" };
            findings.add(place.complain(complaint));
            None
        }
    }
}

/// Whether a text is of the form `encrypt_data_in_transit`.
fn is_control_id(id: &str) -> bool {
    let rest = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    id.starts_with(|first: char| first.is_ascii_lowercase()) && id.chars().all(rest)
}

fn valid_points(
    number: &serde_yaml::Number,
    place: &Place,
    findings: &mut Findings,
) -> Option<Points> {
    Points::from_number(number)
        .map_err(|reason| {
            let complaint = CatalogComplaint::BadMaxScore { reason };
            findings.add(place.complain(complaint));
        })
        .ok()
}

fn valid_names(
    names: Option<Vec<String>>,
    place: &Place,
    known: &Recommendations,
    findings: &mut Findings,
) -> Vec<RecommendationId> {
    if names.as_ref().is_some_and(Vec::is_empty) {
        findings.add(place.complain(CatalogComplaint::EmptyList));
    }
    let mut seen = BTreeSet::new();
    let mut ids = Vec::new();
    for (index, name) in names.unwrap_or_default().iter().enumerate() {
        let place = place.then(index);
        let Some(found) = resolve(name, &place, known, findings) else {
            continue;
        };
        if seen.insert(&found.id) {
            ids.push(found.id.clone());
        } else {
            findings.add(place.complain(repeated(&found.id)));
        }
    }
    ids
}
