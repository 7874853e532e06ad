//! regorus's interpreter, for what the evaluator leaves to it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use regorus::{Engine, Value};

use super::program::Program;
use super::{add_runnable_text, strict_engine, timer};
use crate::recommendation::RecommendationId;

/// Engines without documents, each with one policy and what that needs.
#[derive(Debug, Default)]
pub(super) struct Engines(Mutex<BTreeMap<RecommendationId, Engine>>);

impl Engines {
    fn of(&self, id: &RecommendationId, program: &Program) -> anyhow::Result<Engine> {
        let mut engines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = engines.get(id) {
            return Ok(engine.clone());
        }
        let refused = |error| anyhow::anyhow!("{error}");
        let texts = program.closure(id).map_err(refused)?;
        let engine = strict_engine(program.as_of);
        let mut engine = engine.map_err(|mut errors| refused(errors.swap_remove(0)))?;
        for text in texts {
            add_runnable_text(&mut engine, &text.source, text.runnable.clone())?;
        }
        engines.insert(id.clone(), engine.clone());
        Ok(engine)
    }
}

/// Engines with the documents of one scope.
#[derive(Debug)]
pub(super) struct Interpreters {
    data: Value,
    engines: Mutex<BTreeMap<RecommendationId, Arc<Engine>>>,
}

/// An engine that is asked about one resource after the other.
#[derive(Clone, Debug)]
pub(super) struct Interpreter {
    engine: Engine,
    /// The engine before it was asked anything.
    unasked: Arc<Engine>,
}

impl Interpreters {
    /// None yet.
    pub(super) fn new(data: Value) -> Self {
        Self {
            data,
            engines: Mutex::default(),
        }
    }

    /// One that decides a policy. Who asks holds the limit of memory.
    ///
    /// # Errors
    /// regorus refuses the texts or the documents.
    pub(super) fn of(
        &self,
        id: &RecommendationId,
        program: &Program,
    ) -> anyhow::Result<Interpreter> {
        let mut engines = self.engines.lock().unwrap_or_else(PoisonError::into_inner);
        let unasked = match engines.get(id) {
            Some(engine) => Arc::clone(engine),
            None => {
                let engine = Arc::new(self.engine(id, program)?);
                engines.insert(id.clone(), Arc::clone(&engine));
                engine
            }
        };
        Ok(Interpreter {
            engine: (*unasked).clone(),
            unasked,
        })
    }

    fn engine(&self, id: &RecommendationId, program: &Program) -> anyhow::Result<Engine> {
        let mut engine = program.engines.of(id, program)?;
        engine.add_data(self.data.clone())?;
        // Once, rather than in each clone: nothing is evaluated, but the modules are analysed. What
        // is wrong with them is said again when something is.
        let _ = engine.eval_rule("data".to_owned());
        Ok(engine)
    }
}

impl Interpreter {
    /// The value of a rule about a resource, within some time.
    pub(super) fn value(
        &mut self,
        rule: &str,
        input: &Value,
        time: Duration,
    ) -> anyhow::Result<Value> {
        self.engine.set_input(input.clone());
        self.engine.set_execution_timer_config(timer(time));
        let value = self.engine.eval_rule(rule.to_owned());
        let value = self.engine.take_prints().and(value);
        if value.is_err() {
            // An engine that failed keeps loops and replaced functions of where it stopped, and
            // the next answer would be made of them.
            self.engine = (*self.unasked).clone();
        }
        value
    }
}
