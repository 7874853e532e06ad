//! One run: everything loaded, assessed and put into a report. `score` and `explain` share it.

use super::args::{DecisionArgs, InventoryArgs};
use super::console::{Console, Failure, SHOWN};
use super::gate::LeftOut;
use super::load::Decisions;
use super::progress::Progress;
use crate::assess::{self, Rules, ScopeOutcomes};
use crate::assessment::Health;
use crate::inventory::Inventory;
use crate::report::{self, GroupBy, Report};
use crate::worker::Judges;

/// A report with what it was made from.
pub(super) struct Run {
    pub(super) decisions: Decisions,
    pub(super) inventory: Inventory,
    pub(super) report: Report,
    pub(super) left_out: LeftOut,
}

/// How the report is to be put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrangement {
    pub(super) group_by: Option<GroupBy>,
    pub(super) skip_empty: bool,
}

impl Run {
    /// Runs everything up to the report.
    pub(super) fn new(
        decision_args: &DecisionArgs,
        inventory_args: &InventoryArgs,
        arrangement: &Arrangement,
        console: &mut Console,
    ) -> Result<Self, Failure> {
        let decisions = Decisions::load(decision_args, &inventory_args.paths)?;
        let judges = decisions.compile(decision_args, console.program.as_deref())?;
        Self::of(decisions, &judges, inventory_args, arrangement, console)
    }

    /// Runs what comes after the policies were compiled.
    pub(super) fn of(
        decisions: Decisions,
        judges: &Judges,
        inventory_args: &InventoryArgs,
        arrangement: &Arrangement,
        console: &mut Console,
    ) -> Result<Self, Failure> {
        let judged = decisions.inventory(inventory_args, console)?;
        let rules = decisions.rules(judges);
        let outcomes = assessed(rules, &judged.inventory, inventory_args.threads, console)?;
        let report = report::build(report::Input {
            rules,
            inventory: &judged.inventory,
            outcomes: &outcomes,
            warnings: decisions
                .warnings
                .iter()
                .cloned()
                .chain(judged.warnings)
                .collect(),
            skipped_records: judged.skipped,
            skip_empty: arrangement.skip_empty,
            group_by: arrangement.group_by.as_ref(),
        })?;
        Ok(Self {
            decisions,
            inventory: judged.inventory,
            report,
            left_out: judged.left_out,
        })
    }

    /// Says on standard error what the user should know beside the report.
    pub(super) fn warn(&self, console: &mut Console) {
        warn(&self.report, console);
    }
}

/// Says on standard error what the user should know beside a report.
pub(super) fn warn(report: &Report, console: &mut Console) {
    for warning in &report.warnings {
        console.say(&format!("warning: {warning}"));
    }
    name_failures(report, "indeterminate", console);
}

/// Names what policies failed on, whether it counts or not, each behind a word.
pub(super) fn name_failures(report: &Report, word: &str, console: &mut Console) {
    let rows = report.assessments.iter();
    let mut failed = rows.filter(|row| row.raw_health == Health::Indeterminate);
    for row in failed.by_ref().take(SHOWN) {
        let (recommendation, resource) = (&row.recommendation, &row.resource);
        let reason = row.reasons.join("; ");
        console.say(&format!(
            "{word}: `{recommendation}` on {resource}: {reason}"
        ));
    }
    let more = failed.count();
    if more > 0 {
        console.say(&format!("and {more} more that are indeterminate"));
    }
}

/// Assesses an inventory, with a bar for whoever waits.
pub(super) fn assessed(
    rules: Rules<'_>,
    inventory: &Inventory,
    threads: usize,
    console: &mut Console,
) -> Result<Vec<ScopeOutcomes>, Failure> {
    let total = assess::estimate(rules, inventory);
    let progress = Progress::new(total, console.is_error_terminal);
    let outcomes = assess::assess(rules, inventory, threads, &|steps| progress.advance(steps));
    progress.finish();
    for fall in rules.judges.falls() {
        console.say(&format!("warning: {fall}"));
    }
    Ok(outcomes?)
}
