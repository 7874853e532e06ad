//! What a change does, as JSON, version 1: a frozen shape of its own.
//!
//! `exact` is the figure beside it without any rounding, as a fraction.

pub(super) mod figures;

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Number;

use super::{Comparison, Counts, Origin, absent, causes};
use crate::assessment::Health;
use crate::format::json::pretty;
use crate::impact::{
    Axis, Cause, ControlImpact, Difference, Direction, Flip, Part, Reading, ScopeImpact, ScopePart,
    State,
};
use crate::points::to_number;
use figures::{PointShiftV1, RatioV1, ShiftV1};

/// Writes a comparison as JSON.
///
/// # Errors
/// The writer's own.
pub fn write(comparison: &Comparison<'_>, out: &mut dyn Write) -> io::Result<()> {
    pretty(&V1::new(comparison), out)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct V1<'a> {
    version: u8,
    base: SideV1<'a>,
    head: SideV1<'a>,
    score: ShiftV1,
    raw_score: ShiftV1,
    score_without_allowed: Option<RatioV1>,
    parts: Vec<PartV1>,
    scopes: Vec<ScopeV1<'a>>,
    differences: Vec<DifferenceV1<'a>>,
    flip_counts: CountsV1,
    causes: Vec<CausesV1<'a>>,
    flips: Vec<FlipV1<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SideV1<'a> {
    kind: &'static str,
    name: Option<&'a str>,
    commit: Option<&'a str>,
    as_of: String,
}

#[derive(Serialize)]
struct PartV1 {
    exchanged: Vec<&'static str>,
    score: RatioV1,
    #[serde(rename = "rawScore")]
    raw_score: RatioV1,
    scopes: Vec<ScopePartV1>,
}

#[derive(Serialize)]
struct ScopePartV1 {
    id: String,
    points: Number,
    score: RatioV1,
    #[serde(rename = "rawPoints")]
    raw_points: Number,
    #[serde(rename = "rawScore")]
    raw_score: RatioV1,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ScopeV1<'a> {
    id: &'a str,
    name: &'a str,
    score: PointShiftV1,
    raw_score: PointShiftV1,
    controls: Vec<ControlV1<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ControlV1<'a> {
    id: &'a str,
    name: &'a str,
    score: PointShiftV1,
    raw_score: PointShiftV1,
}

#[derive(Serialize)]
struct DifferenceV1<'a> {
    part: &'static str,
    subject: &'a str,
    what: &'a str,
}

#[derive(Serialize)]
struct CountsV1 {
    worse: usize,
    better: usize,
    other: usize,
}

#[derive(Serialize)]
struct CausesV1<'a> {
    recommendation: &'a str,
    causes: Vec<CauseV1<'a>>,
    flips: CountsV1,
}

#[derive(Serialize)]
struct CauseV1<'a> {
    kind: &'static str,
    what: &'a str,
}

#[derive(Serialize)]
struct FlipV1<'a> {
    recommendation: &'a str,
    formerly: Option<&'a str>,
    resource: &'a str,
    scope: &'a str,
    severity: &'static str,
    direction: &'static str,
    allowed: bool,
    before: StateV1<'a>,
    after: StateV1<'a>,
    causes: Vec<CauseV1<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StateV1<'a> {
    state: &'static str,
    health: Option<Health>,
    raw_health: Option<Health>,
    exemption: Option<&'a str>,
    category: Option<&'static str>,
}

impl<'a> V1<'a> {
    fn new(comparison: &'a Comparison<'a>) -> Self {
        let impact = comparison.impact;
        let causes = causes(impact).into_iter();
        Self {
            version: 1,
            base: SideV1::new(&comparison.base, impact.base_as_of.to_string()),
            head: SideV1::new(&comparison.head, impact.head_as_of.to_string()),
            score: ShiftV1::new(impact.overall.effective),
            raw_score: ShiftV1::new(impact.overall.raw),
            score_without_allowed: impact.unallowed.map(RatioV1::new),
            parts: impact.parts.iter().map(PartV1::new).collect(),
            scopes: impact.scopes.iter().map(ScopeV1::new).collect(),
            differences: impact.differences.iter().map(DifferenceV1::new).collect(),
            flip_counts: CountsV1::new(Counts::of(&impact.flips)),
            causes: causes
                .map(|((recommendation, causes), counts)| CausesV1 {
                    recommendation: recommendation.as_str(),
                    causes: causes.iter().map(CauseV1::new).collect(),
                    flips: CountsV1::new(counts),
                })
                .collect(),
            flips: impact.flips.iter().map(FlipV1::new).collect(),
        }
    }
}

impl<'a> SideV1<'a> {
    fn new(origin: &'a Origin, as_of: String) -> Self {
        let (kind, name, commit) = match origin {
            Origin::WorkingTree => ("workingTree", None, None),
            Origin::Directory(name) => ("directory", Some(name.as_str()), None),
            Origin::Commit(name, id) => ("commit", Some(name.as_str()), Some(id.as_str())),
        };
        Self {
            kind,
            name,
            commit,
            as_of,
        }
    }
}

impl PartV1 {
    fn new(part: &Part) -> Self {
        Self {
            exchanged: part.moved.iter().map(|axis: &Axis| axis.as_str()).collect(),
            score: RatioV1::new(part.overall.effective),
            raw_score: RatioV1::new(part.overall.raw),
            scopes: part.scopes.iter().map(ScopePartV1::new).collect(),
        }
    }
}

impl ScopePartV1 {
    fn new(part: &ScopePart) -> Self {
        Self {
            id: part.id.as_str().to_owned(),
            points: to_number(part.points.effective),
            score: RatioV1::new(part.ratio.effective),
            raw_points: to_number(part.points.raw),
            raw_score: RatioV1::new(part.ratio.raw),
        }
    }
}

impl<'a> ScopeV1<'a> {
    fn new(scope: &'a ScopeImpact) -> Self {
        let Reading { effective, raw } = scope.points;
        Self {
            id: scope.id.as_str(),
            name: &scope.name,
            score: PointShiftV1::new(effective),
            raw_score: PointShiftV1::new(raw),
            controls: scope.controls.iter().map(ControlV1::new).collect(),
        }
    }
}

impl<'a> ControlV1<'a> {
    fn new(control: &'a ControlImpact) -> Self {
        let Reading { effective, raw } = control.points;
        Self {
            id: &control.id,
            name: &control.title,
            score: PointShiftV1::new(effective),
            raw_score: PointShiftV1::new(raw),
        }
    }
}

impl<'a> DifferenceV1<'a> {
    fn new(difference: &'a Difference) -> Self {
        Self {
            part: difference.axis.as_str(),
            subject: &difference.subject,
            what: &difference.what,
        }
    }
}

impl CountsV1 {
    fn new(counts: Counts) -> Self {
        Self {
            worse: counts.worse,
            better: counts.better,
            other: counts.other,
        }
    }
}

impl<'a> CauseV1<'a> {
    fn new(cause: &'a Cause) -> Self {
        Self {
            kind: cause.kind.as_str(),
            what: &cause.what,
        }
    }
}

impl<'a> FlipV1<'a> {
    fn new(flip: &'a Flip) -> Self {
        Self {
            recommendation: flip.recommendation.as_str(),
            formerly: flip.formerly.as_ref().map(|id| id.as_str()),
            resource: flip.resource.as_str(),
            scope: flip.scope.as_str(),
            severity: flip.severity.as_str(),
            direction: match flip.direction() {
                Direction::Worse => "worse",
                Direction::Better => "better",
                Direction::Other => "other",
            },
            allowed: flip.is_allowed,
            before: StateV1::new(&flip.before),
            after: StateV1::new(&flip.after),
            causes: flip.causes.iter().map(CauseV1::new).collect(),
        }
    }
}

impl<'a> StateV1<'a> {
    fn new(state: &'a State) -> Self {
        match state {
            State::Absent(absence) => Self {
                state: absent(*absence),
                health: None,
                raw_health: None,
                exemption: None,
                category: None,
            },
            State::Assessed {
                is_preview,
                health,
                raw_health,
                exemption,
            } => Self {
                state: if *is_preview { "preview" } else { "scored" },
                health: Some(*health),
                raw_health: Some(*raw_health),
                exemption: exemption.as_ref().map(|(id, _)| id.as_str()),
                category: exemption.as_ref().map(|(_, category)| category.as_str()),
            },
        }
    }
}
