//! Walks over resolved rules.

mod frames;
mod known;
mod lookups;
mod queries;
mod remembered;
mod rules;
mod terms;

use regorus::Value;

use super::Allowance;
use super::code::{Code, Kind};
use super::places::Places;
pub(super) use known::Known;

/// Why an evaluation came to nothing. What exactly went wrong the interpreter finds out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rego) enum Fault {
    /// A built-in refused its arguments, or two definitions disagree.
    Failed,
    /// It ran longer than it may.
    Time,
    /// It took more memory than it may.
    Memory,
    /// It looks up what only part of the documents does not answer.
    Beyond,
}

/// Whether the search for further solutions of a query goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Search {
    GoesOn,
    Ends,
}

/// One evaluation about one resource.
pub(super) struct Run<'a> {
    code: &'a Code,
    documents: &'a Places,
    input: &'a Value,
    /// The values of rules that were worked out before.
    known: &'a mut Known,
    /// The variables of all open frames; those of the innermost begin at `base`.
    variables: Vec<Value>,
    base: usize,
    allowance: Allowance,
    steps: u32,
}

/// How many steps are made between two looks at the clock and the memory.
const STRIDE: u32 = 256;

impl<'a> Run<'a> {
    pub(super) fn new(
        code: &'a Code,
        documents: &'a Places,
        input: &'a Value,
        known: &'a mut Known,
        allowance: Allowance,
    ) -> Self {
        known.make_room(code);
        Self {
            code,
            documents,
            input,
            known,
            variables: Vec::new(),
            base: 0,
            allowance,
            steps: 0,
        }
    }

    /// Counts a step.
    fn step(&mut self) -> Result<(), Fault> {
        self.steps = self.steps.wrapping_add(1);
        match self.steps.is_multiple_of(STRIDE) {
            true => self.look(),
            false => Ok(()),
        }
    }

    fn look(&self) -> Result<(), Fault> {
        if self.allowance.began.elapsed() > self.allowance.limit {
            return Err(Fault::Time);
        }
        regorus::check_global_memory_limit().map_err(|_| Fault::Memory)
    }
}
