//! What a change of the decisions does to an inventory that stays as it is: two reports set
//! against each other, and the way between them.

mod causes;
mod differences;
mod flips;
mod measure;
mod policies;
mod preview;
mod view;

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::catalog::Catalog;
use crate::exemption::Exemptions;
use crate::points::Exact;
use crate::policy::PolicySet;
use crate::recommendation::{RecommendationId, Recommendations};
use crate::report::{AssessmentReport, Report};
use crate::resource::Scope;

pub use causes::{Cause, CauseKind};
pub use flips::{Absence, Direction, Flip, State};
pub use preview::{Promotion, ScopePromotion, promotions};

/// One of the things that decide, in the order in which they are exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    /// The Rego texts.
    Policies,
    /// The catalog, with all that it extends.
    Catalog,
    /// The exemptions.
    Exemptions,
    /// The instant of the run.
    AsOf,
}

/// One run on the way from the base to the head.
#[derive(Clone, Copy, Debug)]
pub struct Stage<'a> {
    /// What was exchanged since the stage before; nothing for the base.
    pub moved: &'a [Axis],
    /// The policies of this stage.
    pub policies: &'a PolicySet,
    /// What they decide.
    pub recommendations: &'a Recommendations,
    /// Its catalog.
    pub catalog: &'a Catalog,
    /// Its exemptions.
    pub exemptions: &'a Exemptions,
    /// Its instant.
    pub as_of: Timestamp,
    /// What came of them.
    pub report: &'a Report,
    /// All assessments of that run.
    pub assessments: &'a [AssessmentReport],
}

/// What the change does.
#[derive(Clone, Debug)]
pub struct Impact {
    /// The title of the head's catalog.
    pub title: String,
    /// The instant of the base.
    pub base_as_of: Timestamp,
    /// The instant of the head.
    pub head_as_of: Timestamp,
    /// The overall score.
    pub overall: Reading<Shift>,
    /// The head's overall score as if the recommendations that are allowed to change had answered
    /// as they did at the base; exemptions honoured.
    pub unallowed: Option<Exact>,
    /// One a scope of either side, in the order of their ids.
    pub scopes: Vec<ScopeImpact>,
    /// The parts of the change, in the order of the exchange; they add up to the whole.
    pub parts: Vec<Part>,
    /// What differs between the decisions, in the order of the exchange; whether it flips anything
    /// or not.
    pub differences: Vec<Difference>,
    /// Every pair whose state changed, by recommendation and resource.
    pub flips: Vec<Flip>,
}

/// A figure twice: with exemptions honoured, and as if there were none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading<T> {
    /// Exemptions honoured.
    pub effective: T,
    /// As if there were no exemptions.
    pub raw: T,
}

/// A ratio on both sides; none where nothing counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// At the base.
    pub base: Option<Exact>,
    /// At the head.
    pub head: Option<Exact>,
}

/// Points on both sides; none where the catalog of a side has no such control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PointShift {
    /// At the base.
    pub base: Option<Standing>,
    /// At the head.
    pub head: Option<Standing>,
}

/// The points of a control or a scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The points that are had.
    pub current: Exact,
    /// The points that can be had.
    pub max: Exact,
    /// The one by the other; none where nothing can be had.
    pub ratio: Option<Exact>,
}

/// What the change does to one scope.
#[derive(Clone, Debug)]
pub struct ScopeImpact {
    /// Its id.
    pub id: Scope,
    /// Its name for people.
    pub name: String,
    /// Its points.
    pub points: Reading<PointShift>,
    /// One a control of either side: those of the head in their order, then those that went.
    pub controls: Vec<ControlImpact>,
}

/// What the change does to one control of one scope.
#[derive(Clone, Debug)]
pub struct ControlImpact {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Its points.
    pub points: Reading<PointShift>,
}

/// What exchanging one thing, or several that go only together, did on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What was exchanged.
    pub moved: Vec<Axis>,
    /// By how much the overall ratio rose. No score counts as 0 here.
    pub overall: Reading<Exact>,
    /// What it did to each scope.
    pub scopes: Vec<ScopePart>,
}

/// A part of the change of one scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopePart {
    /// The scope.
    pub id: Scope,
    /// By how many points the scope rose.
    pub points: Reading<Exact>,
    /// By how much its ratio rose. No score counts as 0 here.
    pub ratio: Reading<Exact>,
}

/// One thing in which the decisions differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Where it stands.
    pub axis: Axis,
    /// What it is about: a recommendation, a library, a control, an exemption.
    pub subject: String,
    /// What became of it, for a person.
    pub what: String,
}

impl Axis {
    /// All of them, in the order in which they are exchanged.
    pub const ALL: [Self; 4] = [Self::Policies, Self::Catalog, Self::Exemptions, Self::AsOf];

    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Policies => "policies",
            Self::Catalog => "catalog",
            Self::Exemptions => "exemptions",
            Self::AsOf => "asOf",
        }
    }
}

impl Impact {
    /// Sets the last of the stages against the first. `allowed` are recommendations, by their
    /// names at the head, that may change. None where there is no stage.
    pub fn of(
        stages: &[Stage<'_>],
        allowed: &BTreeSet<RecommendationId>,
        skip_empty: bool,
    ) -> Option<Self> {
        let (base, head) = (stages.first()?, stages.last()?);
        let views = view::views(stages, head);
        let (from, to) = (views.first()?, views.last()?);
        Some(Self {
            title: head.report.title.clone(),
            base_as_of: base.as_of,
            head_as_of: head.as_of,
            overall: measure::overall(base.report, head.report),
            unallowed: measure::unallowed(&views, allowed, skip_empty),
            scopes: measure::scopes(base.report, head.report),
            parts: measure::parts(stages),
            differences: differences::differences(from, to),
            flips: flips::flips(&views, allowed),
        })
    }

    /// The flips that count against the score and were not allowed.
    pub fn worsened(&self) -> impl Iterator<Item = &Flip> {
        let flips = self.flips.iter().filter(|flip| !flip.is_allowed);
        flips.filter(|flip| flip.direction() == Direction::Worse)
    }
}

impl Shift {
    /// By how much it rose; no score counts as 0.
    pub fn rise(self) -> Exact {
        self.head.unwrap_or_default() - self.base.unwrap_or_default()
    }
}

impl PointShift {
    /// By how many points it rose; what is not there has none.
    pub fn rise(self) -> Exact {
        let current = |standing: Option<Standing>| standing.unwrap_or_default().current;
        current(self.head) - current(self.base)
    }

    /// The ratios alone.
    pub fn ratio(self) -> Shift {
        Shift {
            base: self.base.and_then(|standing| standing.ratio),
            head: self.head.and_then(|standing| standing.ratio),
        }
    }

    /// Whether the sides differ.
    pub fn is_changed(self) -> bool {
        self.base != self.head
    }
}
