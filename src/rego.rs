//! The only user of regorus: compiles policies, asks them about resources, translates errors.
//!
//! Policies run in regorus's interpreter with strict built-ins. Its virtual machine turns errors
//! into undefined, and undefined under `not` is true: an error would raise a score.

mod builtins;
mod caps;
mod checks;
mod coverage;
mod documents;
mod edits;
mod extents;
mod failure;
mod heads;
mod lint;
mod memory;
mod mutation;
mod negations;
mod outputs;
mod question;
mod tokens;
mod unit_tests;

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use regorus::unstable::{Module, Ref};
use regorus::utils::limits::ExecutionTimerConfig;
use regorus::{Engine, Value};
use serde::{Deserialize, Serialize};

use crate::assessment::{Health, Verdict};
use crate::inventory::ScopeInventory;
use crate::policy::PolicySet;
use crate::recommendation::RecommendationId;
use crate::text::{Complaint, SourceText};
use checks::{Checker, Rules};

pub use coverage::Coverage;
pub use lint::{Edit, Layout, Remark, remarks, same_code};
pub use mutation::Mutant;
pub use question::Question;
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

/// Compiled policies, not yet bound to a scope.
#[derive(Clone, Debug)]
pub struct Program {
    engine: Engine,
    questions: Arc<BTreeMap<RecommendationId, Questions>>,
    limits: Limits,
}

/// The rules to ask for, by their full path, where a policy has them.
#[derive(Clone, Debug)]
struct Questions {
    applicable: Option<String>,
    healthy: String,
    reasons: Option<String>,
}

/// Compiled policies with the documents of one scope. Each worker clones one of its own.
#[derive(Clone, Debug)]
pub struct ScopeProgram {
    engine: Engine,
    /// The engine before it was asked anything.
    unasked: Arc<Engine>,
    questions: Arc<BTreeMap<RecommendationId, Questions>>,
    resources: Rows,
    limits: Limits,
}

/// The resources of a scope as policies see them, made once and shared.
#[derive(Clone, Debug, Default)]
pub struct Rows(Arc<Vec<Value>>);

impl Rows {
    /// The rows of a scope, in the order of its resources.
    pub fn of(inventory: &ScopeInventory) -> Self {
        // Rows are documents, not what an evaluation takes.
        let alone = memory::alone();
        alone.lift();
        let rows = inventory.resources().iter().map(documents::row);
        Self(Arc::new(rows.collect()))
    }
}

/// One resource of a scope, by its position there, and what to ask about it.
#[derive(Clone, Debug)]
pub struct Task<'a> {
    /// The position in [`ScopeInventory::resources`].
    pub resource: usize,
    /// What is asked.
    pub recommendation: &'a RecommendationId,
}

impl Program {
    /// Compiles policies and asks each once about nothing. `as_of` is the instant that
    /// `time.now_ns` answers.
    ///
    /// # Errors
    /// Those of [`Self::load`]; policies that fail on an empty input.
    pub fn compile(
        set: &PolicySet,
        as_of: Timestamp,
        limits: Limits,
    ) -> Result<Self, Vec<RegoError>> {
        let program = Self::load(set, as_of, limits, &mut || ())?;
        let mut bound = program.in_nothing(set).map_err(|error| vec![error])?;
        let ids = set.policies.keys();
        let errors: Vec<_> = ids.filter_map(|id| bound.probe(id, set)).collect();
        if errors.is_empty() {
            Ok(program)
        } else {
            Err(errors)
        }
    }

    /// Compiles policies; evaluates nothing. `parsed` is called after each text, in the order of
    /// [`PolicySet::sources`].
    ///
    /// # Errors
    /// Every complaint that can be found without evaluation: syntax, names that are defined
    /// nowhere, refused or missing built-ins, a policy without `healthy`.
    pub fn load(
        set: &PolicySet,
        as_of: Timestamp,
        limits: Limits,
        parsed: &mut dyn FnMut(),
    ) -> Result<Self, Vec<RegoError>> {
        let mut engine = strict_engine(as_of)?;
        let loading = memory::alone();
        loading.lift();
        let mut written = add_policies(&mut engine, set, parsed)?;
        drop(loading);
        let sources = set
            .sources()
            .map(|source| (source.name().to_owned(), source.clone()));
        let rules = check(&mut written, set, &sources.collect())?;
        let questions = |id: &RecommendationId| {
            let rule = |name: &str| {
                rules
                    .has(id.as_str(), name)
                    .then(|| format!("data.{id}.{name}"))
            };
            let questions = Questions {
                applicable: rule("applicable"),
                healthy: format!("data.{id}.healthy"),
                reasons: rule("reasons"),
            };
            (id.clone(), questions)
        };
        Ok(Self {
            engine,
            questions: Arc::new(set.policies.keys().map(questions).collect()),
            limits,
        })
    }

    /// Makes regorus analyse the policies, which it does otherwise when it is first asked.
    pub fn analyse(&mut self) {
        analyse(&mut self.engine);
    }

    /// Binds the policies to a scope in which nothing is, for [`ScopeProgram::probe`].
    ///
    /// # Errors
    /// regorus refuses the policies as a whole.
    pub fn in_nothing(&self, set: &PolicySet) -> Result<ScopeProgram, RegoError> {
        let defaults = documents::defaults(&set.recommendations());
        self.in_scope(&ScopeInventory::empty(), &Rows::default(), &defaults)
    }

    /// Binds the policies to the documents of one scope. `above` are the rows of
    /// [`ScopeInventory::above`], which many scopes share.
    ///
    /// # Errors
    /// regorus refuses the documents.
    pub fn in_scope(
        &self,
        inventory: &ScopeInventory,
        above: &Rows,
        parameters: &Parameters,
    ) -> Result<ScopeProgram, RegoError> {
        let resources = Rows::of(inventory);
        let alone = memory::alone();
        alone.lift();
        let own = (inventory, resources.0.as_slice());
        let above = inventory.above().map(|scope| (scope, above.0.as_slice()));
        let sources: Vec<_> = [own].into_iter().chain(above).collect();
        let data = documents::scope(&sources, parameters);
        let mut engine = self.engine.clone();
        engine.clear_data();
        engine
            .add_data(data)
            .map_err(|error| failure::internal(&error))?;
        // Once, rather than in each clone.
        analyse(&mut engine);
        alone.limit(self.limits.memory);
        Ok(ScopeProgram {
            unasked: Arc::new(engine.clone()),
            engine,
            questions: Arc::clone(&self.questions),
            resources,
            limits: self.limits,
        })
    }
}

impl ScopeProgram {
    /// Asks a policy of the set about nothing: what fails there has a fault of its own.
    pub fn probe(&mut self, id: &RecommendationId, set: &PolicySet) -> Option<RegoError> {
        let policy = set.policies.get(id)?;
        let _shared = memory::shared();
        let error = self.ask(id, &Value::new_object()).err()?;
        let is_limit = failure::limit(&error).is_some();
        (!is_limit).then(|| failure::complaint_of_line(&error, &policy.source, set))
    }

    /// Asks about resources of the scope; one verdict a task, in their order.
    pub fn judge(&mut self, tasks: &[Task<'_>]) -> Vec<Verdict> {
        tasks.iter().map(|task| self.verdict(task)).collect()
    }

    fn verdict(&mut self, task: &Task<'_>) -> Verdict {
        let input = self
            .resources
            .0
            .get(task.resource)
            .cloned()
            .unwrap_or(Value::Undefined);
        let answer = match self.ask_beside_others(task.recommendation, &input) {
            Err(error) if failure::limit(&error) == Some(failure::Limit::Memory) => {
                self.ask_alone(task.recommendation, &input)
            }
            answer => answer,
        };
        answer.unwrap_or_else(|error| Verdict::indeterminate(failure::reason(&error)))
    }

    fn ask_beside_others(
        &mut self,
        id: &RecommendationId,
        input: &Value,
    ) -> anyhow::Result<Verdict> {
        let _shared = memory::shared();
        self.ask(id, input)
    }

    /// Asks again where no neighbour's memory decides the answer.
    fn ask_alone(&mut self, id: &RecommendationId, input: &Value) -> anyhow::Result<Verdict> {
        let alone = memory::alone();
        alone.limit(self.limits.memory);
        self.ask(id, input)
    }

    fn ask(&mut self, id: &RecommendationId, input: &Value) -> anyhow::Result<Verdict> {
        let questions = Arc::clone(&self.questions);
        let Some(questions) = questions.get(id) else {
            anyhow::bail!("no policy decides `{id}`");
        };
        self.engine.set_input(input.clone());
        let verdict = self.answer(questions);
        let verdict = self.engine.take_prints().and(verdict);
        if verdict.is_err() {
            // An engine that failed keeps loops and replaced functions of where it stopped, and
            // the next answer would be made of them.
            self.engine = (*self.unasked).clone();
        }
        verdict
    }

    fn answer(&mut self, questions: &Questions) -> anyhow::Result<Verdict> {
        #[allow(
            clippy::disallowed_methods,
            reason = "a limit of time is measured by the clock"
        )]
        let began = Instant::now();
        let plain = |health| Verdict {
            health,
            reasons: Vec::new(),
        };
        if let Some(applicable) = &questions.applicable
            && !self.holds(applicable, began)?
        {
            return Ok(plain(Health::NotApplicable));
        }
        if self.holds(&questions.healthy, began)? {
            return Ok(plain(Health::Healthy));
        }
        let reasons = match &questions.reasons {
            Some(rule) => reasons(rule, &self.evaluate(rule, began)?)?,
            None => Vec::new(),
        };
        Ok(Verdict {
            health: Health::Unhealthy,
            reasons,
        })
    }

    /// Whether a rule is true; undefined is not.
    fn holds(&mut self, rule: &str, began: Instant) -> anyhow::Result<bool> {
        match self.evaluate(rule, began)? {
            Value::Bool(truth) => Ok(truth),
            Value::Undefined => Ok(false),
            _ => anyhow::bail!("`{rule}` is neither true nor false"),
        }
    }

    /// The value of a rule, within what is left of the time.
    fn evaluate(&mut self, rule: &str, began: Instant) -> anyhow::Result<Value> {
        self.engine
            .set_execution_timer_config(ExecutionTimerConfig {
                limit: self.limits.time.saturating_sub(began.elapsed()),
                check_interval: NonZeroU32::MIN.saturating_add(255),
            });
        self.engine.eval_rule(rule.to_owned())
    }
}

/// Makes regorus analyse the modules; nothing is evaluated. What is wrong with them is said
/// again when something is.
fn analyse(engine: &mut Engine) {
    let _ = engine.eval_rule("data".to_owned());
}

/// An engine without policies, as all of ours are.
fn strict_engine(as_of: Timestamp) -> Result<Engine, Vec<RegoError>> {
    let mut engine = Engine::new();
    engine.set_strict_builtin_errors(true);
    engine.set_gather_prints(true);
    builtins::supply(&mut engine, as_of).map_err(|error| vec![failure::internal(&error)])?;
    Ok(engine)
}

/// The most reasons that are kept of one verdict, and the most characters of each: a person reads
/// no more, and a report has to hold them all.
const MOST_REASONS: usize = 100;
const LONGEST_REASON: usize = 1000;

/// The reasons of a verdict, in order.
fn reasons(rule: &str, value: &Value) -> anyhow::Result<Vec<String>> {
    let values = match value {
        Value::Undefined => return Ok(Vec::new()),
        Value::Set(values) => values,
        _ => anyhow::bail!("`{rule}` is no set"),
    };
    let is_text = |value: &Value| matches!(value, Value::String(_));
    anyhow::ensure!(
        values.iter().all(is_text),
        "`{rule}` holds something that is no text"
    );
    let texts = values.iter().filter_map(|value| value.as_string().ok());
    let mut reasons: Vec<String> = texts.take(MOST_REASONS).map(|text| cut(text)).collect();
    let more = values.len().saturating_sub(MOST_REASONS);
    if more > 0 {
        reasons.push(format!("and {more} more"));
    }
    Ok(reasons)
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_REASON) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Adds every text to an engine that is to run them. The engine that comes back has them as they
/// are written.
fn add_policies(
    engine: &mut Engine,
    set: &PolicySet,
    parsed: &mut dyn FnMut(),
) -> Result<Engine, Vec<RegoError>> {
    let mut written = Engine::new();
    let mut errors = Vec::new();
    for source in set.sources() {
        if let Err(error) = add(engine, &mut written, source, set) {
            errors.push(error);
        }
        parsed();
    }
    if errors.is_empty() {
        Ok(written)
    } else {
        Err(errors)
    }
}

/// Adds a text to both engines, once it is known to be no trap for their parser.
fn add(
    engine: &mut Engine,
    written: &mut Engine,
    source: &SourceText,
    set: &PolicySet,
) -> Result<(), RegoError> {
    caps::check(source)?;
    add_written(written, source)
        .and_then(|()| add_runnable(engine, written, source))
        .map_err(|error| failure::complaint(&error, source, set))
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

/// Holds texts as they are written against the names that exist.
fn check(
    written: &mut Engine,
    set: &PolicySet,
    sources: &BTreeMap<String, SourceText>,
) -> Result<Rules, Vec<RegoError>> {
    let modules = written.get_modules();
    let mut rules = Rules::default();
    modules.iter().for_each(|module| rules.add(module));
    let mut errors = checks::check_language(modules, sources);
    for module in modules {
        let Some(source) = sources.get(module.package.span.source.file()) else {
            continue;
        };
        let checker = Checker {
            rules: &rules,
            policies: set,
            source,
        };
        errors.extend(checker.check(module));
        if !set
            .libraries
            .values()
            .any(|library| library.source.name() == source.name())
        {
            errors.extend(checker.check_contract(module));
        }
    }
    if errors.is_empty() {
        Ok(rules)
    } else {
        Err(errors)
    }
}

#[cfg(test)]
mod tests;
