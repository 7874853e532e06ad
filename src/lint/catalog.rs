//! Lints of the catalog: `lint::unlisted`, `lint::deprecated_listed`.
//!
//! The built-in catalog lists what Defender for Cloud lists, deprecated or not: it is a record.

use std::collections::BTreeSet;

use super::Subject;
use super::metadata::package_place;
use crate::catalog::{Activity, Catalog, Control};
use crate::recommendation::{Recommendation, RecommendationId};
use crate::rego::Remark;
use crate::resource::Scope;

/// A recommendation in no control.
pub(super) const UNLISTED: &str = "lint::unlisted";

/// How the names of built-in texts begin.
const BUILT_IN: &str = "built-in:";

/// Remarks about what the catalog lists.
pub(super) fn remarks(subject: &Subject<'_>) -> Vec<Remark> {
    let Some(catalog) = subject.catalog else {
        return Vec::new();
    };
    let controls = catalog.controls.iter();
    let deprecated = controls.flat_map(|control| deprecated(subject, catalog, control));
    unlisted(subject, catalog)
        .into_iter()
        .chain(deprecated)
        .collect()
}

fn unlisted(subject: &Subject<'_>, catalog: &Catalog) -> Vec<Remark> {
    let listed: BTreeSet<&RecommendationId> = catalog.recommendations().into_iter().collect();
    let own = subject.set.policies.iter();
    let own = own.filter(|(_, policy)| subject.own.contains(policy.source.name()));
    let unlisted =
        own.filter(|(id, policy)| !policy.recommendation.deprecated && !listed.contains(id));
    unlisted
        .map(|(id, policy)| {
            Remark::new(
                UNLISTED,
                &policy.source,
                package_place(&policy.source),
                format!("`{id}` is in no control of the catalog `{}`", catalog.name),
                "add it to a control, or it counts nowhere".to_owned(),
            )
        })
        .collect()
}

fn deprecated(subject: &Subject<'_>, catalog: &Catalog, control: &Control) -> Vec<Remark> {
    let place = catalog.place_of(&control.id);
    let Some(place) = place.filter(|place| !place.file().starts_with(BUILT_IN)) else {
        return Vec::new();
    };
    let is_deprecated = |id: &&RecommendationId| {
        let policy = subject.set.policies.get(id);
        let author = policy.map(|policy| &policy.recommendation);
        author.is_some_and(|author| author.deprecated && counts(subject, catalog, author))
    };
    let listed = control.recommendations.iter().filter(is_deprecated);
    listed
        .map(|id| {
            Remark::new(
                "lint::deprecated_listed",
                place.source(),
                place.span(),
                format!(
                    "the control `{}` names `{id}`, which is deprecated",
                    control.id
                ),
                "name what took its place, or take it out".to_owned(),
            )
        })
        .collect()
}

/// What a catalog lists and disables is there to be known.
fn counts(subject: &Subject<'_>, catalog: &Catalog, author: &Recommendation) -> bool {
    let settings = catalog.settings(author, &Scope::root(), subject.as_of);
    !matches!(settings.activity, Activity::Disabled { .. })
}
