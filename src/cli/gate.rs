//! What fails a run.

use clap::Args;

use super::console::{Console, Exit, Failure};
use crate::format::number::{exact_percent, percent_below};
use crate::points::Exact;
use crate::project::Gate;
use crate::recommendation::Severity;
use crate::report::Report;

/// Gates of a run.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Gates")]
pub(super) struct GateArgs {
    /// Fail below this overall score: a ratio such as 0.7, or a percentage such as 70%
    #[arg(long, value_name = "SCORE", value_parser = ratio)]
    fail_under: Option<Exact>,
    /// Fail where a recommendation of this severity or above is not met
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<Severity>,
    /// Go on with up to this many results on which a policy failed
    #[arg(long, value_name = "N", default_value_t = 0)]
    max_indeterminate: usize,
}

/// The gates that a report is held against; each compares exactly. By default it only has to be
/// one that can be trusted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gates {
    minimum: Option<Exact>,
    fail_on: Option<Severity>,
    max_indeterminate: usize,
}

/// What a run knows to be missing in its inventory, and so in its score: an unhealthy resource,
/// for all it knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeftOut {
    pub(super) found: usize,
    pub(super) allowed: usize,
}

impl LeftOut {
    /// Why the run is not to be trusted.
    pub(super) fn excess(self) -> Option<String> {
        let Self { found, allowed } = self;
        (found > allowed)
            .then(|| format!("records and pages left out: {found}, allowed: {allowed}"))
    }
}

impl GateArgs {
    /// The gates of the command line and, where it is silent, of the project.
    pub(super) fn resolve(&self, project: &Gate) -> Result<Gates, Failure> {
        let of_project = || {
            let text = project.minimum_score.as_deref();
            text.map(ratio).transpose().map_err(Failure::input)
        };
        Ok(Gates {
            minimum: match self.fail_under {
                Some(minimum) => Some(minimum),
                None => of_project()?,
            },
            fail_on: self.fail_on.or(project.fail_on.iter().min().copied()),
            max_indeterminate: self.max_indeterminate,
        })
    }
}

impl Gates {
    /// Holds a report against the gates, and says why it fails.
    pub(super) fn hold(&self, report: &Report, left_out: LeftOut, console: &mut Console) -> Exit {
        let (exit, reasons) = self.judge(report, left_out);
        for reason in reasons {
            console.say(&format!("failed: {reason}"));
        }
        exit
    }

    /// The exit code, and why it is not the first.
    fn judge(&self, report: &Report, left_out: LeftOut) -> (Exit, Vec<String>) {
        let distrust = self.indeterminate(report).into_iter();
        let distrust: Vec<String> = distrust.chain(left_out.excess()).collect();
        if !distrust.is_empty() {
            return (Exit::Input, distrust);
        }
        let reasons: Vec<String> = self
            .below(report)
            .into_iter()
            .chain(self.failing(report))
            .collect();
        let exit = if reasons.is_empty() {
            Exit::Done
        } else {
            Exit::Gate
        };
        (exit, reasons)
    }

    fn indeterminate(&self, report: &Report) -> Option<String> {
        let (failed, allowed) = (report.failures.indeterminate(), self.max_indeterminate);
        (failed > allowed).then(|| format!("indeterminate results: {failed}, allowed: {allowed}"))
    }

    fn below(&self, report: &Report) -> Option<String> {
        let minimum = self.minimum?;
        match report.overall.effective {
            Some(score) if score >= minimum => None,
            Some(score) => Some(format!(
                "the score of {} is below {}",
                percent_below(score, minimum),
                exact_percent(minimum)
            )),
            None => Some(format!(
                "there is no score, and {} is wanted",
                exact_percent(minimum)
            )),
        }
    }

    fn failing(&self, report: &Report) -> Option<String> {
        let severity = self.fail_on?;
        let failing = report.failures.failing(severity);
        (failing > 0).then(|| {
            format!("results of severity {severity} or above that are not healthy: {failing}")
        })
    }
}

/// A ratio between 0 and 1, from decimal text or a percentage, exactly.
pub(super) fn ratio(text: &str) -> Result<Exact, String> {
    let wrong = || format!("`{text}` is no score between 0 and 1, nor between 0% and 100%");
    let (digits, scale) = match text.strip_suffix('%') {
        Some(percent) => (percent, 100),
        None => (text, 1),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |part: &str| part.len() <= 15 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_plain(whole) || !is_plain(decimals) || (whole.is_empty() && decimals.is_empty()) {
        return Err(wrong());
    }
    let units: i128 = format!("{whole}{decimals}").parse().map_err(|_| wrong())?;
    let places = u32::try_from(decimals.len()).map_err(|_| wrong())?;
    let value = Exact::new(units, 10_i128.pow(places) * scale);
    if value > Exact::from(1) {
        Err(wrong())
    } else {
        Ok(value)
    }
}

#[cfg(test)]
mod tests;
