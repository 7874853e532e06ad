//! The pairs whose state changed.

use std::collections::BTreeSet;

use super::causes::{Cause, Causes};
use super::view::{Pair, View};
use crate::assessment::Health;
use crate::exemption::Category;
use crate::recommendation::{RecommendationId, Severity};
use crate::report::AssessmentReport;
use crate::resource::{ResourceId, Scope};

/// A pair of a recommendation and a resource whose state changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The recommendation, by its name at the head where it has one.
    pub recommendation: RecommendationId,
    /// Its name at the base, where that is another.
    pub formerly: Option<RecommendationId>,
    /// The resource.
    pub resource: ResourceId,
    /// Where the resource lives.
    pub scope: Scope,
    /// How much it matters at the head, or did at the base.
    pub severity: Severity,
    /// At the base.
    pub before: State,
    /// At the head.
    pub after: State,
    /// What changed it, in the order of the exchange.
    pub causes: Vec<Cause>,
    /// Whether it is one that was allowed.
    pub is_allowed: bool,
}

/// What holds for a pair on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is not assessed.
    Absent(Absence),
    /// It is assessed.
    Assessed {
        /// Whether it is shown only, and not counted.
        is_preview: bool,
        /// The health that counts, exemptions applied.
        health: Health,
        /// The policy's answer.
        raw_health: Health,
        /// The exemption that holds.
        exemption: Option<(String, Category)>,
    },
}

/// Why a pair is not assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// No policy decides the recommendation.
    NoPolicy,
    /// No control of the catalog has it.
    NoControl,
    /// The catalog disables it.
    Disabled,
    /// Data that it needs was not collected.
    NotCollected,
    /// The policy does not assess resources of this type.
    OtherType,
}

/// Which way a pair changed, as the score sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// It counts against the score now, and did not.
    Worse,
    /// It counted against the score, and does no more.
    Better,
    /// Neither.
    Other,
}

impl Flip {
    /// Which way it changed.
    pub fn direction(&self) -> Direction {
        match (self.before.counts_against(), self.after.counts_against()) {
            (false, true) => Direction::Worse,
            (true, false) => Direction::Better,
            _ => Direction::Other,
        }
    }
}

impl State {
    /// Whether it pulls the score down.
    pub fn counts_against(&self) -> bool {
        match self {
            Self::Absent(_) => false,
            Self::Assessed {
                is_preview, health, ..
            } => !is_preview && health.is_failing(),
        }
    }

    /// Whether two states are one to the reader of a report: which exemption of a category holds
    /// does not matter.
    pub(super) fn is_as(&self, other: &Self) -> bool {
        let seen = |state: &Self| match state {
            Self::Absent(_) => None,
            Self::Assessed {
                is_preview,
                health,
                raw_health,
                exemption,
            } => {
                let category = exemption.as_ref().map(|(_, category)| *category);
                Some((*is_preview, *health, *raw_health, category))
            }
        };
        seen(self) == seen(other)
    }
}

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
