//! Lints that hold policies against an inventory: `lint::never_healthy`,
//! `lint::never_unhealthy`, `lint::never_judged`, `lint::unassessed_type`.
//!
//! A recommendation of which an inventory shows one side only may well be right. It has not been
//! seen to be.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use super::metadata::package_place;
use crate::assessment::Health;
use crate::policy::Policy;
use crate::recommendation::RecommendationId;
use crate::rego::Remark;
use crate::report::{Covered, Report};
use crate::text::SourceText;

/// The lints that take an inventory, but for that of its types.
pub(super) const CODES: [&str; 3] = [
    "lint::never_healthy",
    "lint::never_judged",
    "lint::never_unhealthy",
];

/// Remarks about what the policies said of the inventory.
pub(super) fn remarks(subject: &Subject<'_>) -> Vec<Remark> {
    let Some(report) = subject.report else {
        return Vec::new();
    };
    let verdicts = verdicts(report);
    let own = subject.set.policies.iter();
    let own = own.filter(|(_, policy)| subject.own.contains(policy.source.name()));
    let one_sided = own.filter_map(|(id, policy)| one_sided(report, &verdicts, id, policy));
    one_sided.chain(unassessed(report)).collect()
}

type Verdicts<'a> = BTreeMap<&'a RecommendationId, BTreeSet<&'static str>>;

/// The healths of which each recommendation has a resource, before exemptions.
fn verdicts(report: &Report) -> Verdicts<'_> {
    let mut verdicts = Verdicts::new();
    for row in &report.assessments {
        let health = match row.raw_health {
            Health::Healthy => "healthy",
            Health::Unhealthy => "unhealthy",
            _ => continue,
        };
        verdicts
            .entry(&row.recommendation)
            .or_default()
            .insert(health);
    }
    verdicts
}

fn one_sided(
    report: &Report,
    verdicts: &Verdicts<'_>,
    id: &RecommendationId,
    policy: &Policy,
) -> Option<Remark> {
    let is_disabled = match report.coverage.recommendations.get(id) {
        None | Some(Covered::Disabled(_)) => true,
        Some(_) => false,
    };
    let seen = verdicts.get(id).cloned().unwrap_or_default();
    let has = |health| seen.contains(health);
    let (code, message) = match (has("healthy"), has("unhealthy")) {
        _ if is_disabled => return None,
        (true, true) => return None,
        (false, true) => (
            "lint::never_healthy",
            "no resource of the inventory is healthy by this policy",
        ),
        (true, false) => (
            "lint::never_unhealthy",
            "no resource of the inventory is unhealthy by this policy",
        ),
        (false, false) => (
            "lint::never_judged",
            "no resource of the inventory is judged by this policy",
        ),
    };
    let help = "an inventory that shows both sides would tell that the policy can".to_owned();
    let place = package_place(&policy.source);
    Some(Remark::new(code, &policy.source, place, message, help))
}

fn unassessed(report: &Report) -> impl Iterator<Item = Remark> + '_ {
    // A type stands in no file that could be quoted.
    let nowhere = SourceText::new("inventory", "");
    let types = report.coverage.unassessed_types.iter();
    types.map(move |(kind, count)| {
        Remark::new(
            "lint::unassessed_type",
            &nowhere,
            0..0,
            format!("no recommendation looks at the type `{kind}` ({count} in the inventory)"),
            None,
        )
    })
}
