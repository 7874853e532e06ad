//! The lines of a policy that its unit tests reach.
//!
//! A line counts where something on it is worked out. What is run has the lines of what was
//! written; only what a head looks up is worked out on the last line of its body. regorus notes
//! lines and nothing finer: a line of two conditions is reached by the first, and a value behind
//! `with`, behind `else :=` or of an object's comprehension is not looked at. Who asks a package
//! for one of its rules has it work out all of them.

use std::collections::BTreeSet;

use regorus::unstable::{Expr, Module, Rule};

use super::checks::{Walk, comprehension, head_parts};

/// The lines of one policy or library that count, each counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Its package.
    pub package: String,
    /// Its file.
    pub file: String,
    /// The lines that some test reaches.
    pub reached: BTreeSet<usize>,
    /// The lines that none does.
    pub missed: BTreeSet<usize>,
}

impl Coverage {
    /// How many lines count.
    pub fn lines(&self) -> usize {
        self.reached.len() + self.missed.len()
    }
}

/// The lines of a module, as it is run, on which something is worked out.
pub(super) fn lines(module: &Module) -> BTreeSet<usize> {
    let mut lines = Lines::default();
    for rule in &module.policy {
        match rule.as_ref() {
            Rule::Default { value, .. } => lines.expression(value),
            Rule::Spec { head, bodies, .. } => {
                let (_, value) = head_parts(head);
                value.iter().for_each(|value| lines.expression(value));
                bodies.iter().for_each(|body| lines.query(&body.query));
            }
        }
    }
    lines.0
}

#[derive(Default)]
struct Lines(BTreeSet<usize>);

impl Walk<'_> for Lines {
    fn expression(&mut self, expression: &Expr) {
        match comprehension(expression) {
            Some((query, _)) => self.query(query),
            None => {
                self.0.insert(expression.span().line as usize);
                self.inside_expression(expression);
            }
        }
    }
}
