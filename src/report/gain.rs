//! What fixing everything that one recommendation finds would bring.

use std::collections::BTreeMap;

use super::{Gain, RecommendationReport, ScopeReport};
use crate::assessment::Standing;
use crate::points::Exact;
use crate::recommendation::RecommendationId;
use crate::score::{self, Figures, Reading};

/// The gain of each recommendation that fails somewhere, the largest first; equal ones by
/// severity and id.
pub(super) fn gains(scopes: &[ScopeReport], skip_empty: bool) -> Vec<Gain> {
    let now: Vec<Figures> = scopes
        .iter()
        .map(|scope| scope.score.figures(Reading::Effective))
        .collect();
    let overall_now = score::overall(&now, skip_empty).unwrap_or_default();
    let mut gains: Vec<Gain> = failing(scopes).into_values().collect();
    for gain in &mut gains {
        let mut then = now.clone();
        for (figures, scope) in then.iter_mut().zip(scopes) {
            figures.current += scope.score.gain(&gain.id);
        }
        gain.points = then
            .iter()
            .zip(&now)
            .map(|(then, now)| then.current - now.current)
            .sum();
        gain.ratio = score::overall(&then, skip_empty).unwrap_or_default() - overall_now;
    }
    gains.sort_by(|a, b| {
        let larger = (b.ratio, b.severity).cmp(&(a.ratio, a.severity));
        larger.then_with(|| a.id.cmp(&b.id))
    });
    gains
}

/// The recommendations that fail somewhere, with the number of resources that fail them; a
/// recommendation in several controls counts its resources once.
fn failing(scopes: &[ScopeReport]) -> BTreeMap<RecommendationId, Gain> {
    let mut failing: BTreeMap<RecommendationId, Gain> = BTreeMap::new();
    for scope in scopes {
        let rows = scope
            .controls
            .iter()
            .flat_map(|control| &control.recommendations);
        let rows: BTreeMap<&RecommendationId, &RecommendationReport> =
            rows.map(|row| (&row.id, row)).collect();
        for row in rows
            .into_values()
            .filter(|row| row.standing == Standing::Scored)
        {
            let unhealthy = row.unhealthy + row.indeterminate;
            if unhealthy > 0 {
                failing
                    .entry(row.id.clone())
                    .or_insert_with(|| nothing_yet(row))
                    .unhealthy += unhealthy;
            }
        }
    }
    failing
}

fn nothing_yet(row: &RecommendationReport) -> Gain {
    Gain {
        id: row.id.clone(),
        title: row.title.clone(),
        severity: row.severity,
        unhealthy: 0,
        points: Exact::from(0),
        ratio: Exact::from(0),
    }
}
