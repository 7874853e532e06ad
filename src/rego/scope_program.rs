//! Compiled policies with the documents of one scope.

mod part;
mod reasons;

use std::collections::BTreeMap;
use std::sync::Arc;

use regorus::Value;

use super::documents::Documents;
use super::evaluator::{Allowance, Fault, Memory, Places};
use super::interpreter::{Interpreter, Interpreters};
use super::program::{Opened, Program, Questions};
use super::{Parameters, RegoError, failure, memory};
use crate::assessment::{Health, Verdict};
use crate::policy::PolicySet;
use crate::recommendation::RecommendationId;
use part::Beyond;
use reasons::reasons;

/// Compiled policies with the documents of one scope. Each thread clones one of its own.
#[derive(Clone, Debug)]
pub struct ScopeProgram {
    program: Program,
    places: Places,
    resources: Arc<Vec<Value>>,
    /// What the evaluator knows about the documents, and about the resource at hand.
    memory: Memory,
    at_hand: Option<usize>,
    interpreters: Arc<Interpreters>,
    /// Those that were needed.
    own: BTreeMap<RecommendationId, Interpreter>,
}

/// One resource of a scope, by its position there, and what to ask about it.
#[derive(Clone, Debug)]
pub struct Task<'a> {
    /// The position among the resources of the scope.
    pub resource: usize,
    /// What is asked.
    pub recommendation: &'a RecommendationId,
}

/// One policy that is asked about one resource.
struct Asked<'a> {
    id: &'a RecommendationId,
    questions: &'a Questions,
    input: &'a Value,
    by: By,
    allowance: Allowance,
}

/// Who decides, where nothing fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Evaluator,
    Interpreter,
}

impl ScopeProgram {
    pub(super) fn new(program: Program, documents: &Documents, parameters: &Parameters) -> Self {
        let data = documents.data(parameters);
        Self {
            interpreters: Arc::new(Interpreters::new(data.clone())),
            program,
            places: Places::of(data),
            resources: Arc::clone(&documents.rows),
            memory: Memory::default(),
            at_hand: None,
            own: BTreeMap::new(),
        }
    }

    /// Asks a policy of the set about nothing: what fails there has a fault of its own.
    pub fn probe(&mut self, id: &RecommendationId, set: &PolicySet) -> Option<RegoError> {
        let policy = set.policies.get(id)?;
        self.memory.turn();
        self.at_hand = None;
        let error = self.ask(id, &Value::new_object(), By::Evaluator).err()?;
        let is_limit = failure::limit(&error).is_some();
        (!is_limit).then(|| failure::complaint_of_line(&error, &policy.source, set))
    }

    /// Asks about resources of the scope; one verdict a task, in their order.
    pub fn judge(&mut self, tasks: &[Task<'_>]) -> Vec<Verdict> {
        let verdict = |task| self.verdict(task, By::Evaluator);
        tasks.iter().map(verdict).collect()
    }

    /// The same while others take memory as well. Where there was too little of it nothing is said:
    /// whether the policy took it or somebody else, [`Self::judge`] finds out.
    pub fn judge_beside(&mut self, tasks: &[Task<'_>]) -> Vec<Option<Verdict>> {
        let verdict = |task: &Task<'_>| {
            let input = self.turn_to(task);
            match self.ask_beside(task.recommendation, &input, By::Evaluator) {
                Err(error) if is_short(&error) => None,
                answer => Some(verdict(answer)),
            }
        };
        tasks.iter().map(verdict).collect()
    }

    /// What [`Self::judge`] answers, by regorus's interpreter alone: what the evaluator is held
    /// against.
    pub fn interpret(&mut self, tasks: &[Task<'_>]) -> Vec<Verdict> {
        let verdict = |task| self.verdict(task, By::Interpreter);
        tasks.iter().map(verdict).collect()
    }

    fn verdict(&mut self, task: &Task<'_>, by: By) -> Verdict {
        let input = self.turn_to(task);
        verdict(self.ask(task.recommendation, &input, by))
    }

    /// The resource of a task. What was found out about another one is forgotten.
    fn turn_to(&mut self, task: &Task<'_>) -> Value {
        if self.at_hand != Some(task.resource) {
            self.memory.turn();
        }
        self.at_hand = Some(task.resource);
        let resource = self.resources.get(task.resource);
        resource.cloned().unwrap_or(Value::Undefined)
    }

    /// Asks, and once more where no neighbour's memory decides the answer if that was short.
    fn ask(&mut self, id: &RecommendationId, input: &Value, by: By) -> anyhow::Result<Verdict> {
        match self.ask_beside(id, input, by) {
            Err(error) if is_short(&error) => {
                let alone = memory::alone();
                alone.limit(self.program.limits.memory);
                self.ask_at_once(id, input, by)
            }
            answer => answer,
        }
    }

    fn ask_beside(
        &mut self,
        id: &RecommendationId,
        input: &Value,
        by: By,
    ) -> anyhow::Result<Verdict> {
        let _shared = memory::shared();
        self.ask_at_once(id, input, by)
    }

    fn ask_at_once(
        &mut self,
        id: &RecommendationId,
        input: &Value,
        by: By,
    ) -> anyhow::Result<Verdict> {
        let program = self.program.clone();
        let opened = program.opened();
        let Some(questions) = opened.questions.get(id) else {
            anyhow::bail!("no policy decides `{id}`");
        };
        let asked = Asked {
            id,
            questions,
            input,
            by,
            allowance: Allowance::from_now(program.limits.time),
        };
        self.answer(&asked, &opened)
    }

    fn answer(&mut self, asked: &Asked<'_>, opened: &Opened) -> anyhow::Result<Verdict> {
        let plain = |health| Verdict {
            health,
            reasons: Vec::new(),
        };
        if let Some(applicable) = &asked.questions.applicable
            && !self.holds(applicable, asked, opened)?
        {
            return Ok(plain(Health::NotApplicable));
        }
        if self.holds(&asked.questions.healthy, asked, opened)? {
            return Ok(plain(Health::Healthy));
        }
        let reasons = match &asked.questions.reasons {
            Some(rule) => reasons(rule, &self.value(rule, asked, opened)?)?,
            None => Vec::new(),
        };
        Ok(Verdict {
            health: Health::Unhealthy,
            reasons,
        })
    }

    /// Whether a rule is true; undefined is not.
    fn holds(&mut self, rule: &str, asked: &Asked<'_>, opened: &Opened) -> anyhow::Result<bool> {
        match self.value(rule, asked, opened)? {
            Value::Bool(truth) => Ok(truth),
            Value::Undefined => Ok(false),
            _ => anyhow::bail!("`{rule}` is neither true nor false"),
        }
    }

    /// The value of a rule, within what is left of the time.
    fn value(&mut self, rule: &str, asked: &Asked<'_>, opened: &Opened) -> anyhow::Result<Value> {
        if asked.by == By::Interpreter {
            return self.interpreted(rule, asked);
        }
        let documents = (&self.places, asked.input);
        let evaluator = &opened.evaluator;
        match evaluator.value(rule, documents, &mut self.memory, asked.allowance) {
            Some(Ok(value)) => Ok(value),
            Some(Err(Fault::Time)) => Err(failure::out_of_time(asked.allowance.limit)),
            Some(Err(Fault::Beyond)) => Err(Beyond.into()),
            Some(Err(Fault::Failed | Fault::Memory)) | None => self.interpreted(rule, asked),
        }
    }

    fn interpreted(&mut self, rule: &str, asked: &Asked<'_>) -> anyhow::Result<Value> {
        self.memory.look_up_everything().map_err(|_| Beyond)?;
        if !self.own.contains_key(asked.id) {
            let interpreter = self.interpreters.of(asked.id, &self.program)?;
            self.own.insert(asked.id.clone(), interpreter);
        }
        let Some(interpreter) = self.own.get_mut(asked.id) else {
            anyhow::bail!("no policy decides `{}`", asked.id);
        };
        interpreter.value(rule, asked.input, asked.allowance.left())
    }
}

/// What an answer comes to: an error is no health.
fn verdict(answer: anyhow::Result<Verdict>) -> Verdict {
    answer.unwrap_or_else(|error| Verdict::indeterminate(failure::reason(&error)))
}

/// Whether memory was short, for whatever reason.
fn is_short(error: &anyhow::Error) -> bool {
    failure::limit(error) == Some(failure::Limit::Memory)
}
