//! What a change does, as tables, JSON and Markdown; and what counting a preview would do.

pub mod json;
pub mod markdown;
pub mod preview;
pub mod table;

use std::collections::BTreeMap;

use super::number::{percent, points};
use crate::exemption::Category;
use crate::impact::{Absence, Axis, Cause, Direction, Flip, Impact, PointShift, Shift, State};
use crate::points::{Exact, round};
use crate::recommendation::RecommendationId;

/// An impact, with what its sides are called.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// What changed.
    pub impact: &'a Impact,
    /// Where the decisions of the base stand.
    pub base: Origin,
    /// Where those of the head stand.
    pub head: Origin,
}

/// Where the decisions of a side stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Where the program was started.
    WorkingTree,
    /// Another directory, as the user named it.
    Directory(String),
    /// A commit: as the user named it, and its id.
    Commit(String, String),
}

/// How many flips there are of each direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that count against the score now.
    pub worse: usize,
    /// Those that no longer do.
    pub better: usize,
    /// All others.
    pub other: usize,
}

/// Flips by what they are of and what changed them.
type Causes<'a> = BTreeMap<(&'a RecommendationId, &'a [Cause]), Counts>;

/// Digits of a commit's id that are shown.
const SHORT: usize = 12;

impl Origin {
    /// The words for it, not escaped.
    pub fn name(&self) -> String {
        match self {
            Self::WorkingTree => "the working tree".to_owned(),
            Self::Directory(directory) => format!("the directory {directory}"),
            Self::Commit(name, id) => {
                let id = id.get(..SHORT).unwrap_or(id);
                format!("{name} (commit {id})")
            }
        }
    }
}

impl Counts {
    fn of<'a>(flips: impl IntoIterator<Item = &'a Flip>) -> Self {
        flips.into_iter().fold(Self::default(), Self::with)
    }

    fn with(mut self, flip: &Flip) -> Self {
        match flip.direction() {
            Direction::Worse => self.worse += 1,
            Direction::Better => self.better += 1,
            Direction::Other => self.other += 1,
        }
        self
    }

    /// `12 worse, 3 better, 1 other`.
    fn sentence(self) -> String {
        let Self {
            worse,
            better,
            other,
        } = self;
        format!("{worse} worse, {better} better, {other} other")
    }
}

fn causes(impact: &Impact) -> Causes<'_> {
    let mut causes = Causes::new();
    for flip in &impact.flips {
        let key = (&flip.recommendation, flip.causes.as_slice());
        let counts = causes.entry(key).or_default();
        *counts = counts.with(flip);
    }
    causes
}

/// The words for causes, not escaped.
fn because(causes: &[Cause]) -> String {
    let words = causes
        .iter()
        .map(|cause| format!("{}: {}", cause.kind.as_str(), cause.what));
    words.collect::<Vec<_>>().join("; ")
}

/// The words for a state, not escaped.
fn state(state: &State) -> String {
    let (is_preview, raw, exemption) = match state {
        State::Absent(absence) => return absent(*absence).to_owned(),
        State::Assessed {
            is_preview,
            raw_health,
            exemption,
            ..
        } => (*is_preview, raw_health.as_str(), exemption),
    };
    let preview = if is_preview { ", preview" } else { "" };
    let exempt = exemption.as_ref().map(|(id, category)| match category {
        Category::Mitigated => format!(", mitigated by {id}"),
        Category::Waiver => format!(", waived by {id}"),
    });
    format!("{raw}{preview}{}", exempt.unwrap_or_default())
}

fn absent(absence: Absence) -> &'static str {
    match absence {
        Absence::NoPolicy => "no policy",
        Absence::NoControl => "in no control",
        Absence::Disabled => "disabled",
        Absence::NotCollected => "not collected",
        Absence::OtherType => "not assessed",
    }
}

/// What was exchanged at once: `policies and catalog`.
fn moved(axes: &[Axis]) -> String {
    let words = axes.iter().map(|axis| match axis {
        Axis::AsOf => "as of",
        axis => axis.as_str(),
    });
    words.collect::<Vec<_>>().join(" and ")
}

/// A ratio as whole percent; nothing where there is none.
fn percent_or_none(ratio: Option<Exact>) -> String {
    ratio.map_or_else(|| "-".to_owned(), percent)
}

/// `57% -> 54%`.
fn arrow(shift: Shift) -> String {
    let (base, head) = (percent_or_none(shift.base), percent_or_none(shift.head));
    format!("{base} -> {head}")
}

/// `8.5/20 -> 8/20`.
fn point_arrow(shift: PointShift) -> String {
    let side = |side: Option<crate::impact::Standing>| {
        side.map_or("-".to_owned(), |side| {
            format!("{}/{}", points(side.current), points(side.max))
        })
    };
    format!("{} -> {}", side(shift.base), side(shift.head))
}

/// A difference with its sign, to two decimals; one that is there is never shown as 0.
fn signed(value: Exact) -> String {
    let zero = Exact::from(0);
    let sign = if value > zero { "+" } else { "" };
    match round(value, 2) == zero && value != zero {
        true if value > zero => "+<0.01".to_owned(),
        true => "-<0.01".to_owned(),
        false => format!("{sign}{}", points(value)),
    }
}

/// A difference of ratios as percentage points.
fn percentage_points(value: Exact) -> String {
    format!("{} pp", signed(value * Exact::from(100)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_never_shown_as_none() {
        for (value, shown) in [
            ((0, 1), "0"),
            ((1, 2), "+0.5"),
            ((-1, 3), "-0.33"),
            ((1, 1000), "+<0.01"),
            ((-1, 1000), "-<0.01"),
        ] {
            assert_eq!(signed(Exact::new(value.0, value.1)), shown);
        }
        assert_eq!(percentage_points(Exact::new(-1, 40)), "-2.5 pp");
    }
}
