//! A bar on standard error, for a person, once a run takes over a second.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Progress of a run.
pub(super) struct Progress {
    bar: ProgressBar,
    is_terminal: bool,
}

const PATIENCE: Duration = Duration::from_secs(1);

impl Progress {
    /// A bar over `total` steps that stays hidden at first.
    pub(super) fn new(total: usize, is_terminal: bool) -> Self {
        Self::over(total, "assessments", is_terminal)
    }

    /// A bar over `total` of something.
    pub(super) fn over(total: usize, what: &str, is_terminal: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        let template = format!("{{bar:30}} {{pos}}/{{len}} {what}, {{eta}} left");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Self { bar, is_terminal }
    }

    /// Notes that `steps` were done.
    pub(super) fn advance(&self, steps: usize) {
        self.bar.inc(steps as u64);
        if self.is_terminal && self.bar.is_hidden() && self.bar.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }
}
