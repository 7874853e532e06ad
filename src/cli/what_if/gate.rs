//! What fails a change.

use std::collections::BTreeSet;

use clap::Args;

use super::super::console::{Console, Exit, Failure};
use super::super::gate::{LeftOut, ratio};
use super::super::load::Decisions;
use crate::assessment::Health;
use crate::format::number::{exact_percent, percent_above};
use crate::impact::{Impact, State};
use crate::points::Exact;
use crate::recommendation::RecommendationId;
use crate::report::Report;

/// Gates of a change.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Gates")]
pub(super) struct GateArgs {
    /// Fail where the overall score falls by more than so many percentage points, as in 0.5;
    /// compared exactly, exemptions honoured
    #[arg(long, value_name = "POINTS", value_parser = percentage_points)]
    max_score_drop: Option<Exact>,
    /// Fail where more than so many pairs become unhealthy or indeterminate and count, that did
    /// not count against the score before
    #[arg(long, value_name = "N")]
    max_flips: Option<usize>,
    /// A recommendation that may change: its flips do not count, and for the score drop it is taken
    /// to answer as it did at the base (repeatable)
    #[arg(long, value_name = "RECOMMENDATION")]
    allow: Vec<String>,
    /// Go on with up to this many results, on each side, on which a policy failed
    #[arg(long, value_name = "N", default_value_t = 0)]
    max_indeterminate: usize,
}

impl GateArgs {
    /// The recommendations that may change, by their names at the head; one that only the base
    /// has, by its name there.
    pub(super) fn allowed(
        &self,
        base: &Decisions,
        head: &Decisions,
    ) -> Result<BTreeSet<RecommendationId>, Failure> {
        let allowed = self.allow.iter().map(|name| {
            let at_head = head.recommendation(name);
            let id = |found: &crate::recommendation::Recommendation| found.id.clone();
            at_head.map(id).or_else(|failure| {
                let is_gone = base
                    .recommendations
                    .get(&RecommendationId::new(name.as_str()));
                is_gone.map(id).ok_or(failure)
            })
        });
        allowed.collect()
    }

    /// Holds a change against the gates, and says why it fails.
    pub(super) fn hold(
        &self,
        impact: &Impact,
        sides: &[(&str, &Report)],
        left_out: LeftOut,
        console: &mut Console,
    ) -> Exit {
        let (exit, reasons) = self.judge(impact, sides, left_out);
        for reason in reasons {
            console.say(&format!("failed: {reason}"));
        }
        exit
    }

    /// The exit code, and why it is not the first.
    fn judge(
        &self,
        impact: &Impact,
        sides: &[(&str, &Report)],
        left_out: LeftOut,
    ) -> (Exit, Vec<String>) {
        let distrust = sides.iter().filter_map(|side| self.indeterminate(*side));
        let distrust: Vec<String> = distrust.chain(left_out.excess()).collect();
        if !distrust.is_empty() {
            return (Exit::Input, distrust);
        }
        let reasons: Vec<String> = self
            .drop(impact)
            .into_iter()
            .chain(self.flips(impact))
            .collect();
        let exit = match reasons.is_empty() {
            true => Exit::Done,
            false => Exit::Gate,
        };
        (exit, reasons)
    }

    fn indeterminate(&self, (side, report): (&str, &Report)) -> Option<String> {
        let (failed, allowed) = (report.failures.indeterminate(), self.max_indeterminate);
        (failed > allowed)
            .then(|| format!("indeterminate results of the {side}: {failed}, allowed: {allowed}"))
    }

    fn drop(&self, impact: &Impact) -> Option<String> {
        let allowed = self.max_score_drop?;
        let base = impact.overall.effective.base?;
        let Some(head) = impact.unallowed else {
            return Some("there is no score any more, and there was one".to_owned());
        };
        let drop = base - head;
        (drop > allowed).then(|| {
            let (drop, allowed) = (percent_above(drop, allowed), exact_percent(allowed));
            let points = |percent: &str| percent.trim_end_matches('%').to_owned();
            let (drop, allowed) = (points(&drop), points(&allowed));
            format!("the score falls by {drop} percentage points, allowed: {allowed}")
        })
    }

    fn flips(&self, impact: &Impact) -> Option<String> {
        let allowed = self.max_flips?;
        let indeterminate = impact
            .worsened()
            .filter(|flip| is_indeterminate(&flip.after));
        let (found, indeterminate) = (impact.worsened().count(), indeterminate.count());
        let unhealthy = found - indeterminate;
        (found > allowed).then(|| {
            format!(
                "flips: {found}, {unhealthy} of them to unhealthy and {indeterminate} to \
                 indeterminate, allowed: {allowed}"
            )
        })
    }
}

fn is_indeterminate(state: &State) -> bool {
    match state {
        State::Absent(_) => false,
        State::Assessed { health, .. } => *health == Health::Indeterminate,
    }
}

/// Percentage points, exactly: 0.5, or 0.5%.
fn percentage_points(text: &str) -> Result<Exact, String> {
    let digits = text.strip_suffix('%').unwrap_or(text);
    ratio(&format!("{digits}%"))
        .map_err(|_| format!("`{text}` is no number of percentage points between 0 and 100"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_percent_are_read_exactly() {
        assert_eq!(percentage_points("0.5"), Ok(Exact::new(1, 200)));
        assert_eq!(percentage_points("0.5%"), Ok(Exact::new(1, 200)));
        assert_eq!(percentage_points("100"), Ok(Exact::from(1)));
        for wrong in ["", "-1", "101", "x", "0.5%%"] {
            assert!(percentage_points(wrong).is_err(), "{wrong}");
        }
    }
}
