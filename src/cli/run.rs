//! One run: everything loaded, assessed and put into a report. Many verbs share it.

use super::args::InventoryArgs;
use super::console::{Console, Failure};
use super::gate::LeftOut;
use super::load::Decisions;
use super::progress::Progress;
use super::timings::{self, Stage, Timings};
use crate::assess::{self, Effort, Listener, Memory, Rules, Spent};
use crate::assessment::Reasons;
use crate::inventory::Inventory;
use crate::report::{Arrangement, Ledger, Report, Sink};
use crate::worker::Judges;

/// A report with what it leaves out.
pub(super) struct Run {
    pub(super) report: Report,
    pub(super) left_out: LeftOut,
    /// How many resources were looked at.
    pub(super) resources: usize,
    /// How long it took.
    pub(super) timings: Timings,
}

impl Run {
    /// Runs what comes after the policies were compiled. The assessments go to a sink.
    pub(super) fn new(
        decisions: &Decisions,
        judges: &Judges,
        args: &InventoryArgs,
        sink: &mut dyn Sink,
        console: &mut Console,
    ) -> Result<Self, Failure> {
        let order = Order {
            arrangement: &Arrangement::default(),
            sink,
            memory: None,
        };
        Self::of(decisions, judges, args, order, console)
    }

    /// The same, as somebody ordered it.
    pub(super) fn of(
        decisions: &Decisions,
        judges: &Judges,
        args: &InventoryArgs,
        order: Order<'_>,
        console: &mut Console,
    ) -> Result<Self, Failure> {
        let mut timings = Timings::start();
        let judged = decisions.inventory(args, console)?;
        timings.lap(Stage::Scan);
        let rules = decisions.rules(judges);
        let manner = Manner {
            threads: args.threads,
            reasons: order.sink.reasons(),
            memory: order.memory,
        };
        let mut ledger = Ledger::new(rules, order.arrangement, order.sink);
        let spent = assessed(rules, &judged.inventory, manner, &mut ledger, console)?;
        timings.add(spent);
        let warnings = decisions.warnings.iter().cloned();
        let warnings = warnings.chain(judged.warnings).collect();
        let report = ledger.close(warnings, judged.skipped)?;
        timings.lap(Stage::Score);
        Ok(Self {
            report,
            left_out: judged.left_out,
            resources: judged.inventory.len(),
            timings,
        })
    }

    /// Says on standard error what the user should know beside the report.
    pub(super) fn warn(&self, console: &mut Console) {
        warn(&self.report, console);
    }
}

/// What is wanted of a run.
pub(super) struct Order<'a> {
    pub(super) arrangement: &'a Arrangement,
    pub(super) sink: &'a mut dyn Sink,
    /// What is remembered of earlier runs.
    pub(super) memory: Option<&'a dyn Memory>,
}

/// How an inventory is assessed.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    /// Workers; 0 for one a core.
    pub(super) threads: usize,
    /// Which reasons are kept.
    pub(super) reasons: Reasons,
    /// What is remembered of earlier runs.
    pub(super) memory: Option<&'a dyn Memory>,
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
    for failed in report.failures.named() {
        let (recommendation, resource) = (&failed.recommendation, &failed.resource);
        let reason = failed.reasons.join("; ");
        console.say(&format!(
            "{word}: `{recommendation}` on {resource}: {reason}"
        ));
    }
    let more = report.failures.unnamed();
    if more > 0 {
        console.say(&format!("and {more} more that are indeterminate"));
    }
}

/// Assesses an inventory for a listener, with a bar for whoever waits.
pub(super) fn assessed(
    rules: Rules<'_>,
    inventory: &Inventory,
    manner: Manner<'_>,
    listener: &mut dyn Listener,
    console: &mut Console,
) -> Result<Spent, Failure> {
    let total = assess::estimate(rules, inventory);
    let progress = Progress::new(total, console.is_error_terminal);
    let effort = Effort {
        threads: manner.threads,
        reasons: manner.reasons,
        progress: &|steps| progress.advance(steps),
        clock: &timings::clock(),
        memory: manner.memory,
    };
    let assessed = assess::assess(rules, inventory, effort, listener);
    progress.finish();
    for fall in rules.judges.falls() {
        console.say(&format!("warning: {fall}"));
    }
    Ok(assessed?)
}
