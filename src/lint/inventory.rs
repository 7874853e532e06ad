//! Lints that hold policies against an inventory: `lint::never_healthy`,
//! `lint::never_unhealthy`, `lint::never_judged`, `lint::unassessed_type`.
//!
//! A recommendation of which an inventory shows one side only may well be right. It has not been
//! seen to be.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::Subject;
use super::metadata::package_place;
use crate::assessment::Health;
use crate::policy::Policy;
use crate::recommendation::RecommendationId;
use crate::rego::Remark;
use crate::report::{Covered, Report, Row, Sink};
use crate::text::SourceText;

/// The lints that take an inventory, but for that of its types.
pub(super) const CODES: [&str; 3] = [
    "lint::never_healthy",
    "lint::never_judged",
    "lint::never_unhealthy",
];

/// What came of holding the policies against an inventory.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    /// The report.
    pub report: &'a Report,
    /// What they said.
    pub verdicts: &'a Verdicts,
}

/// The healths of which each recommendation has a resource, before exemptions.
#[derive(Clone, Debug, Default)]
pub struct Verdicts(BTreeMap<RecommendationId, BTreeSet<Health>>);

impl Sink for Verdicts {
    fn begin(&mut self) -> io::Result<()> {
        self.0.clear();
        Ok(())
    }

    fn take(&mut self, row: Row<'_>) -> io::Result<()> {
        match self.0.get_mut(row.recommendation) {
            Some(seen) => _ = seen.insert(row.raw_health),
            None => {
                let seen = BTreeSet::from([row.raw_health]);
                self.0.insert(row.recommendation.clone(), seen);
            }
        }
        Ok(())
    }
}

/// Remarks about what the policies said of the inventory.
pub(super) fn remarks(subject: &Subject<'_>) -> Vec<Remark> {
    let Some(tried) = subject.tried else {
        return Vec::new();
    };
    let own = subject.set.policies.iter();
    let own = own.filter(|(_, policy)| subject.own.contains(policy.source.name()));
    let one_sided = own.filter_map(|(id, policy)| one_sided(tried, id, policy));
    one_sided.chain(unassessed(tried.report)).collect()
}

fn one_sided(tried: Tried<'_>, id: &RecommendationId, policy: &Policy) -> Option<Remark> {
    let is_disabled = match tried.report.coverage.recommendations.get(id) {
        None | Some(Covered::Disabled(_)) => true,
        Some(_) => false,
    };
    let seen = tried.verdicts.0.get(id);
    let has = |health| seen.is_some_and(|seen| seen.contains(&health));
    let (code, message) = match (has(Health::Healthy), has(Health::Unhealthy)) {
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
