//! The pairs whose state changed.

use std::collections::BTreeSet;

use super::causes::Causes;
use super::view::{Pair, View};
use super::{Flip, State};
use crate::recommendation::RecommendationId;
use crate::report::AssessmentReport;

/// Every pair that is not at the last of the views what it was at the first.
pub(super) fn flips(views: &[View<'_>], allowed: &BTreeSet<RecommendationId>) -> Vec<Flip> {
    let (Some(base), Some(head)) = (views.first(), views.last()) else {
        return Vec::new();
    };
    let pairs: BTreeSet<Pair<'_>> = base.rows.keys().chain(head.rows.keys()).copied().collect();
    let mut causes = Causes::of(views);
    let mut flips = Vec::new();
    for pair in pairs {
        let rows = [head.rows.get(&pair), base.rows.get(&pair)];
        if let Some(row) = rows.into_iter().flatten().next() {
            flips.extend(flip(pair, row, views, &mut causes, allowed));
        }
    }
    flips
}

fn flip(
    pair: Pair<'_>,
    row: &AssessmentReport,
    views: &[View<'_>],
    causes: &mut Causes<'_>,
    allowed: &BTreeSet<RecommendationId>,
) -> Option<Flip> {
    let (base, head) = (views.first()?, views.last()?);
    let (before, after) = (base.state(pair, &row.scope), head.state(pair, &row.scope));
    if before.is_as(&after) {
        return None;
    }
    let states: Vec<State> = views
        .iter()
        .map(|view| view.state(pair, &row.scope))
        .collect();
    let own = base.own(pair.0);
    Some(Flip {
        recommendation: pair.0.clone(),
        formerly: (own != pair.0).then(|| own.clone()),
        resource: pair.1.clone(),
        scope: row.scope.clone(),
        severity: row.severity,
        before,
        after,
        causes: causes.between(pair.0, &row.scope, &states),
        is_allowed: allowed.contains(pair.0),
    })
}
