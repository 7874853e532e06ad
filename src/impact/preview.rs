//! What counting a preview recommendation today would do.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::measure::Numbers;
use super::{PointShift, Reading, Shift, Standing};
use crate::assess::Rules;
use crate::assessment::{self, Health};
use crate::catalog::Activity;
use crate::recommendation::{Recommendation, RecommendationId, Severity};
use crate::report::{AssessmentReport, Report, ScopeReport};
use crate::resource::{ResourceId, Scope};
use crate::score::{self, Ballots, Figures};

/// What counting one preview recommendation today would do.
#[derive(Clone, Debug)]
pub struct Promotion {
    /// The recommendation.
    pub id: RecommendationId,
    /// What should hold.
    pub title: String,
    /// How much it matters.
    pub severity: Severity,
    /// The earliest last day of its preview, in any scope.
    pub until: Option<Date>,
    /// The overall score now, and then.
    pub overall: Reading<Shift>,
    /// The scopes in which it is a preview.
    pub scopes: Vec<ScopePromotion>,
}

/// What counting a recommendation would do to one scope.
#[derive(Clone, Debug)]
pub struct ScopePromotion {
    /// The scope.
    pub id: Scope,
    /// Its name for people.
    pub name: String,
    /// The last day of the preview there.
    pub until: Option<Date>,
    /// Whether data that it needs there was not collected, so that nothing would change yet.
    pub is_waiting: bool,
    /// Its points now, and then.
    pub points: Reading<PointShift>,
    /// The resources that would count against it, exemptions applied.
    pub hit: Vec<(ResourceId, Health)>,
}

/// Every recommendation of the catalog that is a preview in some scope, in catalog order.
///
/// `assessments` are all those of the run.
pub fn promotions(
    rules: Rules<'_>,
    report: &Report,
    assessments: &[AssessmentReport],
    skip_empty: bool,
) -> Vec<Promotion> {
    let mut rows: BTreeMap<&Scope, Vec<&AssessmentReport>> = BTreeMap::new();
    for row in assessments {
        rows.entry(&row.scope).or_default().push(row);
    }
    let bench = Bench {
        rules,
        report,
        numbers: Numbers::of(assessments.iter()),
        rows,
        skip_empty,
    };
    let ids = rules.catalog.recommendations().into_iter();
    let known = ids.filter_map(|id| rules.recommendations.get(id));
    known.filter_map(|known| bench.promotion(known)).collect()
}

struct Bench<'a> {
    rules: Rules<'a>,
    report: &'a Report,
    numbers: Numbers<'a>,
    rows: BTreeMap<&'a Scope, Vec<&'a AssessmentReport>>,
    skip_empty: bool,
}

impl Bench<'_> {
    fn promotion(&self, known: &Recommendation) -> Option<Promotion> {
        let mut scopes = Vec::new();
        let mut then = Reading::<Vec<Figures>>::default();
        for scope in &self.report.scopes {
            let now = figures(scope);
            let promoted = self.in_scope(scope, known);
            let figures = promoted.as_ref().map_or(now, |(_, figures)| *figures);
            then.effective.push(figures.effective);
            then.raw.push(figures.raw);
            scopes.extend(promoted.map(|(scope, _)| scope));
        }
        let settings = self
            .rules
            .catalog
            .settings(known, &Scope::root(), self.rules.as_of);
        let now = self.report.overall;
        let shift = |base, figures: &[Figures]| Shift {
            base,
            head: score::overall(figures, self.skip_empty),
        };
        (!scopes.is_empty()).then(|| Promotion {
            id: known.id.clone(),
            title: known.title.clone(),
            severity: settings.severity,
            until: scopes.iter().filter_map(|scope| scope.until).min(),
            overall: Reading {
                effective: shift(now.effective, &then.effective),
                raw: shift(now.raw, &then.raw),
            },
            scopes,
        })
    }

    /// What would become of a scope in which the recommendation is a preview.
    fn in_scope(
        &self,
        scope: &ScopeReport,
        known: &Recommendation,
    ) -> Option<(ScopePromotion, Reading<Figures>)> {
        let settings = self
            .rules
            .catalog
            .settings(known, &scope.id, self.rules.as_of);
        let Activity::Preview { until } = settings.activity else {
            return None;
        };
        let now = figures(scope);
        let then = Reading {
            effective: self.recounted(scope, &known.id, |row| row.health),
            raw: self.recounted(scope, &known.id, |row| row.raw_health),
        };
        let rows = self.rows.get(&scope.id).into_iter().flatten();
        let own = rows.filter(|row| row.recommendation == known.id);
        let hit = own.filter(|row| row.health.is_failing());
        let promotion = ScopePromotion {
            id: scope.id.clone(),
            name: scope.name.clone(),
            until,
            is_waiting: is_waiting(scope, &known.id),
            points: Reading {
                effective: shift(now.effective, then.effective),
                raw: shift(now.raw, then.raw),
            },
            hit: hit.map(|row| (row.resource.clone(), row.health)).collect(),
        };
        Some((promotion, then))
    }

    /// A scope with one recommendation counted as well.
    fn recounted(
        &self,
        scope: &ScopeReport,
        promoted: &RecommendationId,
        health: impl Fn(&AssessmentReport) -> Health,
    ) -> Figures {
        let rows = self.rows.get(&scope.id).into_iter().flatten();
        let counting = rows.filter(|row| {
            row.standing == assessment::Standing::Scored || row.recommendation == *promoted
        });
        let mut ballots = Ballots::default();
        for row in counting {
            let ballot = self.numbers.ballot(row, health(row));
            ballots.cast(&row.recommendation, ballot);
        }
        score::score(self.rules.catalog, &scope.id, &ballots).figures(score::Reading::Effective)
    }
}

fn figures(scope: &ScopeReport) -> Reading<Figures> {
    Reading {
        effective: scope.score.figures(score::Reading::Effective),
        raw: scope.score.figures(score::Reading::Raw),
    }
}

fn shift(now: Figures, then: Figures) -> PointShift {
    PointShift {
        base: Some(Standing::of(now)),
        head: Some(Standing::of(then)),
    }
}

fn is_waiting(scope: &ScopeReport, id: &RecommendationId) -> bool {
    let mut rows = scope
        .controls
        .iter()
        .flat_map(|control| &control.recommendations);
    rows.any(|row| row.id == *id && matches!(row.standing, assessment::Standing::NotCollected(_)))
}
