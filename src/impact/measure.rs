//! How much the scores changed, and which part of that each exchange made.

use std::collections::{BTreeMap, BTreeSet};

use super::view::View;
use super::{
    ControlImpact, Part, PointShift, Reading, ScopeImpact, ScopePart, Shift, Stage, Standing,
};
use crate::assessment::{self, Health};
use crate::points::Exact;
use crate::recommendation::RecommendationId;
use crate::report::{AssessmentReport, ControlReport, Report, ScopeReport};
use crate::resource::{ResourceId, Scope};
use crate::score::{self, Ballot, Ballots, Figures};

/// The overall score on both sides.
pub(super) fn overall(base: &Report, head: &Report) -> Reading<Shift> {
    Reading {
        effective: Shift {
            base: base.overall.effective,
            head: head.overall.effective,
        },
        raw: Shift {
            base: base.overall.raw,
            head: head.overall.raw,
        },
    }
}

/// What changed in each scope of either side.
pub(super) fn scopes(base: &Report, head: &Report) -> Vec<ScopeImpact> {
    let mut both: BTreeMap<&Scope, [Option<&ScopeReport>; 2]> = BTreeMap::new();
    for (side, report) in [base, head].into_iter().enumerate() {
        for scope in &report.scopes {
            both.entry(&scope.id).or_default()[side] = Some(scope);
        }
    }
    let impact = |(id, sides): (&Scope, [Option<&ScopeReport>; 2])| ScopeImpact {
        id: id.clone(),
        name: sides
            .iter()
            .flatten()
            .map(|scope| scope.name.clone())
            .next_back()
            .unwrap_or_default(),
        points: readings(
            sides.map(|side| side.map(|scope| move |reading| scope.score.figures(reading))),
        ),
        controls: controls(sides),
    };
    both.into_iter().map(impact).collect()
}

fn controls(sides: [Option<&ScopeReport>; 2]) -> Vec<ControlImpact> {
    let [base, head] = sides.map(|side| side.map_or(&[][..], |scope| &scope.controls));
    let find = |controls: &'_ [ControlReport], id: &str| {
        let mut controls = controls.iter();
        controls
            .find(|control| control.score.control.id == id)
            .cloned()
    };
    let gone = base
        .iter()
        .filter(|control| find(head, &control.score.control.id).is_none());
    let impact = |control: &ControlReport| {
        let known = &control.score.control;
        let sides = [find(base, &known.id), find(head, &known.id)];
        let figures = sides.each_ref().map(|side| {
            let control = side.as_ref()?;
            Some(move |reading| control.score.figures(reading))
        });
        ControlImpact {
            id: known.id.clone(),
            title: known.title.clone(),
            points: readings(figures),
        }
    };
    head.iter().chain(gone).map(impact).collect()
}

/// The points of both sides, under both readings.
fn readings(sides: [Option<impl Fn(score::Reading) -> Figures>; 2]) -> Reading<PointShift> {
    let shift = |reading| {
        let [base, head] = sides.each_ref().map(|side| {
            let figures = side.as_ref()?(reading);
            Some(Standing::of(figures))
        });
        PointShift { base, head }
    };
    Reading {
        effective: shift(score::Reading::Effective),
        raw: shift(score::Reading::Raw),
    }
}

impl Standing {
    pub(super) fn of(figures: Figures) -> Self {
        Self {
            current: figures.current,
            max: figures.max,
            ratio: figures.ratio(),
        }
    }
}

/// What each exchange did: the differences of neighbours, which add up to that of the ends.
pub(super) fn parts(stages: &[Stage<'_>]) -> Vec<Part> {
    let part = |pair: &[Stage<'_>]| {
        let [from, to] = pair else { return None };
        let overall = overall(from.report, to.report);
        let scopes = scopes(from.report, to.report);
        Some(Part {
            moved: to.moved.to_vec(),
            overall: Reading {
                effective: overall.effective.rise(),
                raw: overall.raw.rise(),
            },
            scopes: scopes.iter().map(ScopePart::of).collect(),
        })
    };
    stages.windows(2).filter_map(part).collect()
}

impl ScopePart {
    fn of(scope: &ScopeImpact) -> Self {
        let Reading { effective, raw } = scope.points;
        Self {
            id: scope.id.clone(),
            points: Reading {
                effective: effective.rise(),
                raw: raw.rise(),
            },
            ratio: Reading {
                effective: effective.ratio().rise(),
                raw: raw.ratio().rise(),
            },
        }
    }
}

/// The head's overall score as if the allowed recommendations answered there as at the base.
pub(super) fn unallowed(
    views: &[View<'_>],
    allowed: &BTreeSet<RecommendationId>,
    skip_empty: bool,
) -> Option<Exact> {
    let (base, head) = (views.first()?, views.last()?);
    if allowed.is_empty() {
        return head.stage.report.overall.effective;
    }
    let numbers = Numbers::of(views.iter().flat_map(|view| view.rows.values().copied()));
    let scopes = head.stage.report.scopes.iter();
    let mut ballots: BTreeMap<&Scope, Ballots<'_>> = scopes
        .map(|scope| (&scope.id, Ballots::default()))
        .collect();
    for (view, is_allowed) in [(head, false), (base, true)] {
        for ((id, _), row) in &view.rows {
            let is_counted = row.standing == assessment::Standing::Scored;
            if is_counted && allowed.contains(*id) == is_allowed {
                let ballot = numbers.ballot(row, row.health);
                ballots.entry(&row.scope).or_default().cast(id, ballot);
            }
        }
    }
    let figures = ballots.into_iter().map(|(scope, ballots)| {
        let score = score::score(head.stage.catalog, scope, &ballots);
        score.figures(score::Reading::Effective)
    });
    score::overall(&figures.collect::<Vec<_>>(), skip_empty)
}

/// Numbers for the resources of rows, as ballots have them.
pub(super) struct Numbers<'a>(BTreeMap<&'a ResourceId, usize>);

impl<'a> Numbers<'a> {
    pub(super) fn of(rows: impl Iterator<Item = &'a AssessmentReport>) -> Self {
        let ids: BTreeSet<&ResourceId> = rows.map(|row| &row.resource).collect();
        Self(ids.into_iter().zip(0..).collect())
    }

    /// The ballot of a row that counts for a health; none for a resource without a number.
    pub(super) fn ballot(&self, row: &AssessmentReport, health: Health) -> Option<Ballot> {
        Some(Ballot {
            resource: *self.0.get(&row.resource)?,
            health,
            exemption: None,
        })
    }
}
