//! The variables of a body, and the patterns that they are given their values by.

use regorus::Value;

use super::Run;
use crate::rego::evaluator::code::{Pattern, Slot};

impl<'a> Run<'a> {
    /// Does something among variables of its own.
    pub(super) fn in_frame<T>(&mut self, slots: usize, then: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.base, self.variables.len());
        self.variables.resize(self.base + slots, Value::Undefined);
        let done = then(self);
        self.variables.truncate(self.base);
        self.base = outer;
        done
    }

    pub(super) fn variable(&self, slot: Slot) -> &Value {
        &self.variables[self.base + slot]
    }

    pub(super) fn set_variable(&mut self, slot: Slot, value: Value) {
        let place = self.base + slot;
        self.variables[place] = value;
    }

    /// Takes a value apart, if it is of the shape that is wanted.
    pub(super) fn fits(&mut self, pattern: &Pattern, value: &Value) -> bool {
        match pattern {
            Pattern::Anything => true,
            Pattern::Variable(slot) => {
                self.set_variable(*slot, value.clone());
                true
            }
            Pattern::Equal(wanted) => wanted == value,
            Pattern::List(patterns) => match value {
                Value::Array(items) if items.len() == patterns.len() => {
                    let mut pairs = patterns.iter().zip(items.iter());
                    pairs.all(|(pattern, item)| self.fits(pattern, item))
                }
                _ => false,
            },
        }
    }
}
