//! Decides what policies say, many times faster than regorus's interpreter.
//!
//! Rules are resolved once: names to variables, references to rules, functions to versions for the
//! constants that they are called with, built-ins of constants to their answers. What does not read
//! the resource is worked out once for all resources of a scope.
//!
//! The interpreter stays the judge of everything else. A rule with a construct that is not known
//! here is left to it, and so is every evaluation that fails: it finds out what went wrong and says
//! so. What this says otherwise has to be what the interpreter says.

mod code;
mod compiler;
mod run;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use regorus::Value;
use regorus::unstable::{Module, Ref};

use code::{RuleNumber, Unknown};
use compiler::Compiler;
pub(super) use run::Fault;
use run::{Known, Run};

/// Rules of policies, resolved as far as they were asked for.
#[derive(Debug)]
pub(super) struct Evaluator {
    compiler: Compiler,
    rules: BTreeMap<String, Result<RuleNumber, Unknown>>,
}

/// What is known about the documents of a scope, and the resource at hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory(Known);

/// What an evaluation may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    /// When the policy was asked first.
    pub(super) began: Instant,
    /// How long it may take from then on.
    pub(super) limit: Duration,
}

impl Evaluator {
    /// An evaluator that knows no rules. `as_of` is what a policy takes for now; `documents` are the
    /// words below `data` that lead to documents.
    pub(super) fn new(as_of: Timestamp, documents: BTreeSet<String>) -> Self {
        Self {
            compiler: Compiler::new(as_of, documents),
            rules: BTreeMap::new(),
        }
    }

    /// Makes a module known, as it is run.
    pub(super) fn add(&mut self, module: &Ref<Module>) {
        self.compiler.add(module);
    }

    /// Resolves the rule of a full path, if everything that it leads to is known here.
    pub(super) fn resolve(&mut self, path: &str) {
        let rule = self.compiler.rule(path);
        self.rules.insert(path.to_owned(), rule);
    }

    /// Why a rule is left to the interpreter; nothing if it is not.
    #[cfg(test)]
    pub(super) fn unknown(&self, path: &str) -> Option<&str> {
        match self.rules.get(path) {
            Some(Ok(_)) => None,
            Some(Err(Unknown(reason))) => Some(reason),
            None => Some("it was never asked for"),
        }
    }

    /// The value of a rule about a resource; nothing where the interpreter has to be asked.
    pub(super) fn value(
        &self,
        path: &str,
        (data, input): (&Value, &Value),
        memory: &mut Memory,
        allowance: Allowance,
    ) -> Option<Result<Value, Fault>> {
        let number = *self.rules.get(path)?.as_ref().ok()?;
        let code = &self.compiler.code;
        let mut run = Run::new(code, data, input, &mut memory.0, allowance);
        Some(run.rule(number))
    }
}

impl Memory {
    /// Forgets the resource at hand: another one is asked about next.
    pub(super) fn turn(&mut self) {
        self.0.turn();
    }
}
