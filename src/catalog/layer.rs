//! One catalog file laid over what it extends.

use std::collections::{BTreeMap, BTreeSet};

use super::control::Controls;
use super::error::{CatalogComplaint, Findings};
use super::flags::{self, Flags};
use super::raw::{Document, FlagsEntry, RawCatalog, ScopeEntry};
use super::{Catalog, ScopeFlags};
use crate::recommendation::{Recommendation, RecommendationId, Recommendations, named};
use crate::resource::IdPattern;
use crate::text::{Place, Warning, did_you_mean};

/// What one file adds and changes. `base` is the extended catalog, if there is one.
pub(super) fn overlay(
    base: Option<Catalog>,
    document: Document,
    known: &Recommendations,
    findings: &mut Findings,
) -> Catalog {
    let extends = document.head.extends.is_some();
    let mut catalog = base.unwrap_or_default();
    read_head(&mut catalog, document.head, &document.root);
    if document.sound {
        check_head(&catalog, &document.root, findings);
    }
    let mut controls = Controls::over(&mut catalog, extends);
    for (place, raw) in document.controls {
        controls.add(raw, &place, known, findings);
    }
    for (author, flags) in valid_entries(document.recommendations, known, findings) {
        let id = author.id.clone();
        let merged = catalog.flags.entry(id).or_default();
        merged.amend(&flags);
        check_preview(&flags, merged, author, findings);
    }
    for scope in document.scopes {
        add_scope(&mut catalog, scope, known, findings);
    }
    catalog
}

fn read_head(catalog: &mut Catalog, head: RawCatalog, root: &Place) {
    catalog.file = root.file().to_owned();
    catalog.name = head.name.unwrap_or_default();
    if let Some(title) = head.title {
        catalog.title = title;
    }
    catalog.exemptions = head.exemptions.unwrap_or(catalog.exemptions);
    catalog.open_ended_exemptions = head
        .open_ended_exemptions
        .unwrap_or(catalog.open_ended_exemptions);
}

fn check_head(catalog: &Catalog, root: &Place, findings: &mut Findings) {
    for (field, value) in [("name", &catalog.name), ("title", &catalog.title)] {
        if value.trim().is_empty() {
            let whose = "a catalog".to_owned();
            let complaint = CatalogComplaint::MissingField { whose, field };
            findings.add(root.then(field).complain(complaint));
        }
    }
}

fn add_scope(
    catalog: &mut Catalog,
    scope: ScopeEntry,
    known: &Recommendations,
    findings: &mut Findings,
) {
    let pattern = scope_pattern(&scope, findings);
    let place = &scope.place;
    match scope.recommendations.as_deref() {
        Some([]) => findings.add(
            place
                .then("recommendations")
                .complain(CatalogComplaint::EmptyList),
        ),
        Some(_) => {}
        None => findings.add(place.complain(missing("recommendations"))),
    }
    let entries = scope.recommendations.unwrap_or_default();
    let mut flags = BTreeMap::new();
    for (author, scoped) in valid_entries(entries, known, findings) {
        let mut merged = catalog.flags.get(&author.id).cloned().unwrap_or_default();
        merged.amend(&scoped);
        check_preview(&scoped, &merged, author, findings);
        flags.insert(author.id.clone(), scoped);
    }
    if let Some(pattern) = pattern {
        catalog.scopes.push(ScopeFlags { pattern, flags });
    }
}

fn scope_pattern(scope: &ScopeEntry, findings: &mut Findings) -> Option<IdPattern> {
    let Some(text) = &scope.pattern else {
        findings.add(scope.place.complain(missing("match")));
        return None;
    };
    match IdPattern::new(text) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            let advice = miette::Diagnostic::help(&error).map(|help| help.to_string());
            let complaint = CatalogComplaint::BadMatch { error, advice };
            findings.add(scope.place.then("match").complain(complaint));
            None
        }
    }
}

fn missing(field: &'static str) -> CatalogComplaint {
    let whose = "an element of `scopes`".to_owned();
    CatalogComplaint::MissingField { whose, field }
}

/// The flags of recommendations that there are, each standing once.
fn valid_entries<'a>(
    entries: Vec<FlagsEntry>,
    known: &'a Recommendations,
    findings: &mut Findings,
) -> Vec<(&'a Recommendation, Flags)> {
    let mut seen = BTreeSet::new();
    let mut valid = Vec::with_capacity(entries.len());
    for FlagsEntry { name, flags, place } in entries {
        let Some(author) = resolve(&name, &place.key(), known, findings) else {
            continue;
        };
        let flags = flags::valid(flags, author, &place, findings);
        if seen.insert(&author.id) {
            valid.push((author, flags));
        } else {
            let complaint = repeated(&author.id);
            findings.add(place.key().complain(complaint));
        }
    }
    valid
}

pub(super) fn repeated(id: &RecommendationId) -> CatalogComplaint {
    let name = id.to_string();
    CatalogComplaint::RepeatedRecommendation { name }
}

/// The end of a preview makes sense only for a preview: by these flags, the flags under them,
/// or the author.
fn check_preview(
    written: &Flags,
    merged: &Flags,
    author: &Recommendation,
    findings: &mut Findings,
) {
    if let Some(until) = &written.preview_until
        && !merged.is_preview(author)
    {
        let name = author.id.to_string();
        let complaint = CatalogComplaint::PreviewUntilWithoutPreview { name };
        findings.add(until.place.key().complain(complaint));
    }
}

/// The recommendation of a name written at `place`; a warning where the name is a former one.
pub(super) fn resolve<'a>(
    name: &str,
    place: &Place,
    known: &'a Recommendations,
    findings: &mut Findings,
) -> Option<&'a Recommendation> {
    let Some(found) = named(known, name) else {
        let advice = did_you_mean(name, known.keys().map(RecommendationId::as_str));
        let name = name.to_owned();
        let complaint = CatalogComplaint::UnknownRecommendation { name, advice };
        findings.add(place.complain(complaint));
        return None;
    };
    if found.formerly {
        let id = &found.recommendation.id;
        findings.warnings.push(Warning {
            code: "catalog::renamed_recommendation",
            message: format!("`{name}` is now called `{id}`"),
            file: Some(place.file().to_owned()),
            line: Some(place.line()),
        });
    }
    Some(found.recommendation)
}
