//! Terms that stay the same through one evaluation, and what is kept of them.

use regorus::Value;

use super::references::at;
use super::{Compiler, Place};
use crate::rego::evaluator::code::{Kept, KeptNumber, RuleNumber, Term};
use crate::rego::evaluator::places::Document;

/// A term that stays the same: what it begins with, and the keys that lead on from there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fixed {
    root: Root,
    keys: Vec<Value>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    Constant(Value),
    Input,
    Document(Document),
    Rule(RuleNumber),
    Kept(KeptNumber),
}

impl Fixed {
    /// A term as one that stays the same, if it does.
    pub(super) fn of(term: &Term) -> Option<Self> {
        let root = match term {
            Term::Constant(value) => Root::Constant(value.clone()),
            Term::Input => Root::Input,
            Term::Document(place) => Root::Document(*place),
            Term::Rule(number) => Root::Rule(*number),
            Term::Kept(number) => Root::Kept(*number),
            Term::At(base, key) => return Self::of(base)?.under([key.as_ref()]),
            Term::Resource(id) => return Self::document(Document::ById).under([id.as_ref()]),
            Term::OfType(kind) => return Self::document(Document::ByType).under([kind.as_ref()]),
            Term::Children(keys) => {
                return Self::document(Document::Children).under(keys.as_ref());
            }
            _ => return None,
        };
        let keys = Vec::new();
        Some(Self { root, keys })
    }

    fn document(place: Document) -> Self {
        Self {
            root: Root::Document(place),
            keys: Vec::new(),
        }
    }

    /// What it leads to with further keys, if they stay the same.
    fn under<'t>(mut self, keys: impl IntoIterator<Item = &'t Term>) -> Option<Self> {
        for key in keys {
            self.keys.push(key.constant()?.clone());
        }
        Some(self)
    }

    /// A value that was written.
    pub(super) fn constant(value: Value) -> Self {
        Self {
            root: Root::Constant(value),
            keys: Vec::new(),
        }
    }

    /// Its value, if that can be known without documents.
    pub(super) fn value(&self) -> Option<&Value> {
        match &self.root {
            Root::Constant(value) if self.keys.is_empty() => Some(value),
            _ => None,
        }
    }

    /// The term that it is.
    pub(super) fn term(&self) -> Term {
        let root = match &self.root {
            Root::Constant(value) => Term::Constant(value.clone()),
            Root::Input => Term::Input,
            Root::Document(place) => Term::Document(*place),
            Root::Rule(number) => Term::Rule(*number),
            Root::Kept(number) => Term::Kept(*number),
        };
        let keys = self.keys.iter().cloned().map(Term::Constant);
        keys.fold(root, at)
    }
}

/// What is kept is known by the name of what is called, and the arguments.
pub(super) type Call = (String, Vec<Fixed>);

impl Compiler {
    /// Whether a term that stays the same leads to the resource.
    pub(super) fn leads_to_input(&self, fixed: &Fixed) -> bool {
        match fixed.root {
            Root::Constant(_) | Root::Document(_) => false,
            Root::Input => true,
            Root::Rule(number) => self.code.rules[number].reads_input,
            Root::Kept(number) => self.code.kept[number].reads_input,
        }
    }

    /// A call of which the value is kept, since all of its arguments stay the same.
    pub(super) fn keep(
        &mut self,
        call: Call,
        term: Term,
        reads_input: bool,
        place: &mut Place<'_>,
    ) -> Term {
        let reads_input = reads_input || call.1.iter().any(|fixed| self.leads_to_input(fixed));
        place.reads_input |= reads_input;
        let next = self.code.kept.len();
        let number = *self.kept.entry(call).or_insert(next);
        if number == next {
            self.code.kept.push(Kept { term, reads_input });
        }
        Term::Kept(number)
    }
}
