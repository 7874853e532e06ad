//! Decides what policies say, many times faster than regorus's interpreter.
//!
//! Rules are resolved once: names to variables, references to rules, functions to versions for the
//! arguments that stay the same, built-ins of constants to their answers. What does not read the
//! resource is worked out once for all resources of a scope, all else that stays the same once for
//! all that is asked about a resource.
//!
//! The interpreter stays the judge of everything else. A rule with a construct that is not known
//! here is left to it, and so is every evaluation that fails: it finds out what went wrong and says
//! so. What this says otherwise has to be what the interpreter says.

mod code;
mod compiler;
mod places;
mod run;
#[cfg(test)]
mod tests;
mod watch;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use regorus::Value;
use regorus::unstable::{Module, Ref};

use super::lookup::Lookups;
#[cfg(test)]
use code::Unknown;
use compiler::Compiler;
pub(super) use places::Places;
pub(super) use run::Fault;
use run::{Known, Run};
use watch::{Read, Watch};

/// Rules of policies, resolved as far as they were asked for.
#[derive(Debug)]
pub(super) struct Evaluator(Compiler);

/// What is known about the documents of a scope, and the resource at hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory(Known);

/// What an evaluation may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    /// When the policy was asked first.
    began: Instant,
    /// How long it may take from then on.
    pub(super) limit: Duration,
}

impl Allowance {
    /// All of the time, from now on.
    pub(super) fn from_now(limit: Duration) -> Self {
        #[allow(
            clippy::disallowed_methods,
            reason = "a limit of time is measured by the clock"
        )]
        let began = Instant::now();
        Self { began, limit }
    }

    /// What is left of the time.
    pub(super) fn left(&self) -> Duration {
        self.limit.saturating_sub(self.began.elapsed())
    }
}

impl Evaluator {
    /// An evaluator that knows no rules. `as_of` is what a policy takes for now; `documents` are the
    /// words below `data` that lead to documents.
    pub(super) fn new(as_of: Timestamp, documents: BTreeSet<String>) -> Self {
        Self(Compiler::new(as_of, documents))
    }

    /// Makes a module known, as it is run.
    pub(super) fn add(&mut self, module: &Ref<Module>) {
        self.0.add(module);
    }

    /// Resolves the rule of a full path, if everything that it leads to is known here.
    pub(super) fn resolve(&mut self, path: &str) {
        // Why it is left to the interpreter matters to nobody who asks for its value.
        let _ = self.0.rule(path);
    }

    /// Why a rule is left to the interpreter; nothing if it is not.
    #[cfg(test)]
    pub(super) fn unknown(&self, path: &str) -> Option<&str> {
        match self.0.rules.get(path) {
            Some(Ok(_)) => None,
            Some(Err(Unknown(reason))) => Some(reason),
            None => Some("it was never asked for"),
        }
    }

    /// The value of a rule about a resource; nothing where the interpreter has to be asked.
    pub(super) fn value(
        &self,
        path: &str,
        (documents, input): (&Places, &Value),
        memory: &mut Memory,
        allowance: Allowance,
    ) -> Option<Result<Value, Fault>> {
        let number = *self.0.rules.get(path)?.as_ref().ok()?;
        let mut run = Run::new(&self.0.code, documents, input, &mut memory.0, allowance);
        let value = run.rule(number);
        if let (Err(fault), Some(watch)) = (&value, &mut memory.0.watch) {
            watch.fail(*fault);
        }
        Some(value)
    }
}

impl Memory {
    /// A memory that notes what is looked up.
    pub(super) fn watched() -> Self {
        Self(Known::watched_by(Watch::default()))
    }

    /// A memory of evaluations that may look up nothing but what is in `known`; they fail where they
    /// want to. Everything is never in it.
    pub(super) fn within(known: Lookups) -> Self {
        Self(Known::watched_by(Watch::within(known)))
    }

    /// What was looked up since it was taken last; nothing where nobody notes it.
    pub(super) fn take_lookups(&mut self) -> Lookups {
        let watch = self.0.watch.as_mut();
        watch.map(|watch| watch.take()).unwrap_or_default()
    }

    /// Notes that somebody is asked of whom nobody knows what he reads.
    ///
    /// # Errors
    /// Not everything may be looked up.
    pub(super) fn look_up_everything(&mut self) -> Result<(), Fault> {
        let watch = self.0.watch.as_mut();
        watch.map_or(Ok(()), |watch| watch.note(Read::Everything))
    }

    /// Forgets the resource at hand: another one is asked about next.
    pub(super) fn turn(&mut self) {
        self.0.turn();
    }
}
