//! One question to some texts and documents, without a policy set around them: how the
//! conformance tests ask what the engine that judges makes of Rego.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use regorus::unstable::{Rule, RuleHead};
use regorus::{Engine, Value};

use super::checks::{check_language, fixed_head_path, path_text};
use super::evaluator::{Allowance, Evaluator, Memory, Places};
use super::{
    Limits, RegoError, add_runnable, add_written, caps, failure, memory, parsed, runnable,
    strict_engine, timer,
};
use crate::text::SourceText;

/// What is asked, and of what.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The modules.
    pub modules: &'a [SourceText],
    /// What stands under `data`, as JSON.
    pub data: &'a str,
    /// What `input` is, as JSON or as a Rego term; nothing if it is undefined.
    pub input: Option<&'a str>,
    /// What is asked: `data.x.p = x`.
    pub query: &'a str,
}

impl Question<'_> {
    /// The answers, each as an object of the names that the query binds, in one JSON list.
    ///
    /// # Errors
    /// What loading says of the modules, and what evaluation says of the query.
    pub fn answer(&self, as_of: Timestamp, limits: Limits) -> Result<String, RegoError> {
        let mut engine = strict_engine(as_of).map_err(|mut errors| errors.swap_remove(0))?;
        let alone = memory::alone();
        alone.lift();
        drop(alone);
        let mut written = Engine::new();
        for module in self.modules {
            caps::check(module)?;
            let added = add_written(&mut written, module)
                .and_then(|()| add_runnable(&mut engine, &mut written, module));
            added.map_err(|error| failure::plain(&error, module))?;
        }
        let sources = self
            .modules
            .iter()
            .map(|module| (module.name().to_owned(), module.clone()));
        let found = check_language(written.get_modules(), &sources.collect());
        if let Some(error) = found.into_iter().next() {
            return Err(error);
        }
        engine.set_execution_timer_config(timer(limits.time));
        let query = SourceText::new("query", self.query);
        let answers = self
            .ask(&mut engine)
            .map_err(|error| failure::plain(&error, &query))?;
        answers
            .to_json_str()
            .map_err(|error| failure::internal(&error))
    }

    /// The same by the evaluator; nothing where it leaves the answer to the interpreter. The
    /// modules are sound.
    pub fn evaluated(&self, as_of: Timestamp, limits: Limits) -> Option<String> {
        let (path, name) = self.query.split_once(" = ")?;
        if name.contains(';') {
            return None;
        }
        let data = Value::from_json_str(self.data).ok()?;
        let keys = data.as_object().ok()?.keys();
        let roots = keys
            .filter_map(|key| key.as_string().ok())
            .map(|key| key.to_string());
        let mut roots: BTreeSet<String> = roots.collect();
        let mut modules = Vec::new();
        for source in self.modules {
            let written = parsed(source.name(), source.text()).ok()?;
            let runnable = runnable(source, &written).ok()?;
            // A path to documents and rules at once leads to neither alone.
            let package = path_text(&written.package.refr)?;
            roots.remove(package.split('.').next()?);
            modules.push(parsed(source.name(), &runnable).ok()?);
        }
        let mut evaluator = Evaluator::new(as_of, roots);
        modules.iter().for_each(|module| evaluator.add(module));
        evaluator.resolve(path);
        let input = self.input.map(term).transpose().ok()?;
        let input = input.unwrap_or(Value::Undefined);
        let allowance = Allowance::from_now(limits.time);
        let mut memory = Memory::default();
        let value = evaluator
            .value(path, (&Places::of(data), &input), &mut memory, allowance)?
            .ok()?;
        bound(name, value).to_json_str().ok()
    }

    fn ask(&self, engine: &mut Engine) -> anyhow::Result<Value> {
        engine.add_data(Value::from_json_str(self.data)?)?;
        if let Some(input) = self.input {
            let input = term(input)?;
            engine.set_input(input);
        }
        // As a policy is asked, where that can be.
        if let Some((path, name)) = self.query.split_once(" = ")
            && !name.contains(';')
            && is_rule(engine, path)
        {
            let value = engine.eval_rule(path.to_owned())?;
            return Ok(bound(name, value));
        }
        let results = engine.eval_query(self.query.to_owned(), false)?.result;
        let bindings: Vec<Value> = results.into_iter().map(|result| result.bindings).collect();
        Ok(Value::from(bindings))
    }
}

/// The one answer that binds a name to a value; none where it is undefined.
fn bound(name: &str, value: Value) -> Value {
    let is_defined = value != Value::Undefined;
    let bindings = Value::from(BTreeMap::from([(Value::from(name), value)]));
    Value::from(vec![bindings; usize::from(is_defined)])
}

/// Whether a path is that of a rule that is no function.
fn is_rule(engine: &mut Engine, path: &str) -> bool {
    engine.get_modules().iter().any(|module| {
        let package = path_text(&module.package.refr).unwrap_or_default();
        module.policy.iter().any(|rule| {
            let is_function = match rule.as_ref() {
                Rule::Spec { head, .. } => matches!(head, RuleHead::Func { .. }),
                Rule::Default { args, .. } => !args.is_empty(),
            };
            let name = fixed_head_path(rule).unwrap_or_default();
            !is_function && path == format!("data.{package}.{name}")
        })
    })
}

/// The value of a text that is JSON, or else a term.
fn term(text: &str) -> anyhow::Result<Value> {
    if let Ok(value) = Value::from_json_str(text) {
        return Ok(value);
    }
    let results = Engine::new().eval_query(text.to_owned(), false)?.result;
    let expressions = results.into_iter().flat_map(|result| result.expressions);
    let values: Vec<Value> = expressions.map(|expression| expression.value).collect();
    Ok(values.into_iter().next().unwrap_or(Value::Undefined))
}
