//! The names that a body declares, and what they stand for.

use regorus::unstable::Query;

use super::fixed::Fixed;
use crate::rego::checks::syntax::declared;
use crate::rego::evaluator::code::{Slot, Unknown};

/// What a name stands for.
#[derive(Clone, Debug)]
pub(super) enum Meaning {
    Variable(Slot),
    /// An argument that stays the same in each call.
    Fixed(Fixed),
    /// It is declared further down.
    Later,
    /// It is declared, and what it is found by comes first.
    Open,
}

/// The names of a body, the nearest last.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: Vec<(String, Meaning)>,
    slots: usize,
}

impl Names {
    /// How many variables were declared.
    pub(super) fn slots(&self) -> usize {
        self.slots
    }

    /// The place to [`Self::forget`] names to.
    pub(super) fn mark(&self) -> usize {
        self.known.len()
    }

    /// Forgets the names that were declared since.
    pub(super) fn forget(&mut self, mark: usize) {
        self.known.truncate(mark);
    }

    /// Notes what a query is going to declare: no rule of such a name is meant before.
    pub(super) fn announce(&mut self, query: &Query) {
        let names = declared(query).into_iter().filter(|name| *name != "_");
        let later = names.map(|name| (name.to_owned(), Meaning::Later));
        self.known.extend(later);
    }

    /// Declares a variable; nothing where nobody can read it.
    pub(super) fn declare(&mut self, name: &str) -> Option<Slot> {
        (name != "_").then(|| {
            let slot = self.nameless();
            self.known.push((name.to_owned(), Meaning::Variable(slot)));
            slot
        })
    }

    /// Declares a variable that the next reference with it as a key finds.
    pub(super) fn open(&mut self, name: &str) {
        self.known.push((name.to_owned(), Meaning::Open));
    }

    /// Whether a key of a reference finds a variable, rather than reading it.
    pub(super) fn is_open(&self, name: &str) -> bool {
        let known = self.known.iter().rev().find(|(known, _)| known == name);
        name == "_" || matches!(known, Some((_, Meaning::Open)))
    }

    /// A variable without a name.
    pub(super) fn nameless(&mut self) -> Slot {
        let slot = self.slots;
        self.slots += 1;
        slot
    }

    /// Lets a name stand for a term.
    pub(super) fn fix(&mut self, name: &str, fixed: Fixed) {
        if name != "_" {
            self.known.push((name.to_owned(), Meaning::Fixed(fixed)));
        }
    }

    /// What a name stands for; nothing where no body declares it.
    pub(super) fn meaning(&self, name: &str) -> Option<Result<Meaning, Unknown>> {
        let (_, meaning) = self.known.iter().rev().find(|(known, _)| known == name)?;
        Some(match meaning {
            Meaning::Later | Meaning::Open => Err(Unknown("a name before its declaration")),
            known => Ok(known.clone()),
        })
    }
}
