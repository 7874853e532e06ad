//! Values that are kept.

use regorus::Value;

use super::Code;
use super::remembered::Remembered;
use crate::rego::evaluator::code::{KeptNumber, RuleNumber};
use crate::rego::evaluator::watch::{Noted, Watch};

/// The values that are known already: of what does not read the resource as long as the documents
/// stay, of all else until the next resource.
#[derive(Clone, Debug, Default)]
pub(in crate::rego::evaluator) struct Known {
    pub(super) rules: Vec<Option<Worked>>,
    pub(super) kept: Vec<Option<Worked>>,
    pub(super) calls: Remembered,
    /// The rules whose values are for one resource only.
    pub(super) passing_rules: Vec<RuleNumber>,
    /// What is kept for one resource only.
    pub(super) passing: Vec<KeptNumber>,
    /// Who wants to know what is looked up, from the first value on.
    pub(in crate::rego::evaluator) watch: Option<Box<Watch>>,
}

/// A value that was worked out, and what was looked up for it.
#[derive(Clone, Debug)]
pub(super) struct Worked {
    pub(super) value: Value,
    pub(super) noted: Option<Noted>,
}

impl Worked {
    pub(super) fn value(&self) -> &Value {
        &self.value
    }

    /// The value for somebody else, who looks the same up by it.
    pub(super) fn reused(&self, watch: &mut Option<Box<Watch>>) -> Value {
        if let (Some(watch), Some(noted)) = (watch, &self.noted) {
            watch.reuse(noted);
        }
        self.value.clone()
    }
}

impl Known {
    /// Nothing yet, and somebody who wants to know what is looked up.
    pub(in crate::rego::evaluator) fn watched_by(watch: Watch) -> Self {
        Self {
            watch: Some(Box::new(watch)),
            ..Self::default()
        }
    }

    /// Forgets what was known about a resource.
    pub(in crate::rego::evaluator) fn turn(&mut self) {
        for number in self.passing_rules.drain(..) {
            self.rules[number] = None;
        }
        for number in self.passing.drain(..) {
            self.kept[number] = None;
        }
    }

    /// Makes room for the values of all rules.
    pub(super) fn make_room(&mut self, code: &Code) {
        self.rules.resize(code.rules.len(), None);
        self.kept.resize(code.kept.len(), None);
    }
}
