//! Figures on both sides, rounded and as they are.

use serde::Serialize;
use serde_json::Number;

use crate::impact::{PointShift, Shift, Standing};
use crate::points::{Exact, round, to_number};

/// A ratio, to four decimals, and as it is.
#[derive(Serialize)]
pub(in crate::format::impact) struct RatioV1 {
    percentage: Number,
    exact: String,
}

#[derive(Serialize)]
pub(in crate::format::impact) struct ShiftV1 {
    base: Option<RatioV1>,
    head: Option<RatioV1>,
    change: RatioV1,
}

#[derive(Serialize)]
pub(in crate::format::impact) struct PointShiftV1 {
    base: Option<StandingV1>,
    head: Option<StandingV1>,
    change: PointsV1,
}

#[derive(Serialize)]
struct StandingV1 {
    current: Number,
    max: Number,
    percentage: Option<Number>,
    exact: Option<String>,
}

#[derive(Serialize)]
struct PointsV1 {
    points: Number,
    percentage: Number,
    exact: String,
}

impl RatioV1 {
    pub(super) fn new(value: Exact) -> Self {
        Self {
            percentage: to_number(round(value, 4)),
            exact: value.to_string(),
        }
    }
}

impl ShiftV1 {
    pub(in crate::format::impact) fn new(shift: Shift) -> Self {
        Self {
            base: shift.base.map(RatioV1::new),
            head: shift.head.map(RatioV1::new),
            change: RatioV1::new(shift.rise()),
        }
    }
}

impl PointShiftV1 {
    pub(in crate::format::impact) fn new(shift: PointShift) -> Self {
        let rise = shift.ratio().rise();
        let standing = |standing: Standing| StandingV1 {
            current: to_number(standing.current),
            max: to_number(standing.max),
            percentage: standing.ratio.map(|ratio| to_number(round(ratio, 4))),
            exact: standing.ratio.map(|ratio| ratio.to_string()),
        };
        Self {
            base: shift.base.map(standing),
            head: shift.head.map(standing),
            change: PointsV1 {
                points: to_number(shift.rise()),
                percentage: to_number(round(rise, 4)),
                exact: rise.to_string(),
            },
        }
    }
}
