//! The only user of regorus: compiles policies, asks them about resources, translates errors.
//!
//! regorus reads the policies, and its interpreter with strict built-ins says what they mean. What
//! it would say is worked out faster by an evaluator of ours wherever nothing fails: see
//! `evaluator`. regorus's virtual machine turns errors into undefined, and undefined under `not`
//! is true: an error would raise a score.

mod builtins;
mod caps;
mod checks;
mod coverage;
mod digests;
mod documents;
mod edits;
mod evaluator;
mod extents;
mod failure;
mod heads;
mod interpreter;
mod lint;
mod lookup;
mod memory;
mod mutation;
mod negations;
mod outputs;
mod program;
mod question;
mod scope_program;
mod texts;
mod tokens;
mod unit_tests;

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::time::Duration;

use jiff::Timestamp;
use regorus::Engine;
use regorus::unstable::{Module, Ref};
use regorus::utils::limits::ExecutionTimerConfig;
use serde::{Deserialize, Serialize};

use crate::recommendation::RecommendationId;
use crate::text::{Complaint, SourceText};

pub use coverage::Coverage;
pub use digests::PolicyDigest;
pub use documents::{Documents, UnreadableRecord};
pub use lint::{Edit, Layout, Remark, remarks, same_code};
pub use lookup::{Lookup, Lookups};
pub use mutation::Mutant;
pub use program::Program;
pub use question::Question;
pub use scope_program::{ScopeProgram, Task};
pub use unit_tests::{Bench, Failed, Kind, Outcome, Ran, Step, Suite, Suites, UnitTest};

/// What is wrong with a policy, at one place of its text.
pub type RegoError = Complaint;

/// What one evaluation may take.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Limits {
    /// Time for one policy and one resource.
    pub time: Duration,
    /// Bytes that evaluation may hold beyond what the scope's documents take.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(1),
            memory: 1 << 30,
        }
    }
}

/// Values of the declared parameters, by recommendation and name.
pub type Parameters = BTreeMap<RecommendationId, BTreeMap<String, serde_json::Value>>;

/// An engine without policies, as all of ours are.
fn strict_engine(as_of: Timestamp) -> Result<Engine, Vec<RegoError>> {
    let mut engine = Engine::new();
    engine.set_strict_builtin_errors(true);
    engine.set_gather_prints(true);
    builtins::supply(&mut engine, as_of).map_err(|error| vec![failure::internal(&error)])?;
    Ok(engine)
}

/// A clock that stops an engine after some time.
fn timer(limit: Duration) -> ExecutionTimerConfig {
    ExecutionTimerConfig {
        limit,
        check_interval: NonZeroU32::MIN.saturating_add(255),
    }
}

/// Adds a text as it is written, to be looked at.
fn add_written(engine: &mut Engine, source: &SourceText) -> anyhow::Result<()> {
    let added = engine.add_policy(source.name().to_owned(), source.text().to_owned());
    added.map(|_| ())
}

/// Adds the text that was added to `written` last to an engine that is to run it.
fn add_runnable(
    engine: &mut Engine,
    written: &mut Engine,
    source: &SourceText,
) -> anyhow::Result<()> {
    let text = match written.get_modules().last() {
        Some(module) => runnable(source, module)?,
        None => source.text().to_owned(),
    };
    add_runnable_text(engine, source, text)
}

/// Adds the text that is to be run of a source.
fn add_runnable_text(
    engine: &mut Engine,
    source: &SourceText,
    runnable: String,
) -> anyhow::Result<()> {
    let added = engine.add_policy(source.name().to_owned(), runnable);
    added.map(|_| ())
}

/// A text as regorus is to run it, so that it means what it means in OPA.
fn runnable(source: &SourceText, module: &Module) -> anyhow::Result<String> {
    let text = source.text();
    let rewritten = outputs::as_assignments(text, module);
    let rewritten = rewritten.or_else(|| negations::operands_first(text, module));
    let Some(mut text) = rewritten else {
        return Ok(heads::in_bodies(text, module));
    };
    loop {
        let module = parsed(source.name(), &text)?;
        match negations::operands_first(&text, &module) {
            // What has moved may hold negations of its own.
            Some(moved) => text = moved,
            None => return Ok(heads::in_bodies(&text, &module)),
        }
    }
}

/// Parses a text while others evaluate.
fn parsed_beside_others(name: &str, text: &str) -> anyhow::Result<Ref<Module>> {
    let _shared = memory::shared();
    parsed(name, text)
}

/// Parses a text; who asks holds the limit of memory.
fn parsed(name: &str, text: &str) -> anyhow::Result<Ref<Module>> {
    let mut engine = Engine::new();
    add_written(&mut engine, &SourceText::new(name, text))?;
    let module = engine.get_modules().first().cloned();
    module.ok_or_else(|| anyhow::anyhow!("`{name}` holds no module"))
}

#[cfg(test)]
mod tests;
