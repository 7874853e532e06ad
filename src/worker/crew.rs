//! The workers of a run: hired when needed, replaced when they fall.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use miette::Diagnostic;
use thiserror::Error;

use super::VERB;
use super::fall::Fall;
use super::process::Process;
use super::protocol::{Answer, Fault, Request, Row, Text};
use crate::assessment::Verdict;
use crate::digest::Digester;
use crate::inventory::ScopeInventory;
use crate::policy::PolicySet;
use crate::recommendation::RecommendationId;
use crate::rego::{Limits, Parameters, PolicyDigest, Program, RegoError, Task};
use crate::text::SourceText;

/// How long a worker may take to parse one text, and to put all of them together.
const LOADING: Duration = Duration::from_secs(30);

/// How long it may take to read the documents of a scope, which no policy can draw out.
const BINDING: Duration = Duration::from_secs(600);

/// How much later than allowed a verdict may come.
const GRACE: Duration = Duration::from_secs(1);

/// How often a batch is tried where workers fall before they judge anything.
const ATTEMPTS: usize = 5;

/// Why policies cannot be judged apart.
#[derive(Debug, Error, Diagnostic)]
pub enum WorkerError {
    /// Something is wrong with the policies.
    #[error("the policies cannot be used")]
    Policies(#[related] Vec<RegoError>),
    /// The program does not know itself.
    #[error("this program does not find itself to start a worker")]
    #[diagnostic(
        code(worker::nowhere),
        help("`--trusted` judges all policies in this process")
    )]
    Nowhere,
    /// The system refuses to start a worker.
    #[error("cannot start a worker for the policies that are not built in: {0}")]
    #[diagnostic(
        code(worker::cannot_start),
        help("`--trusted` judges them in this process, if you trust their authors")
    )]
    Start(#[source] io::Error),
    /// Workers fall before they judge anything.
    #[error("a worker for the policies that are not built in fell: {0}")]
    #[diagnostic(code(worker::fell))]
    Fell(String),
}

/// The workers of a run.
#[derive(Debug)]
pub(super) struct Crew {
    program: PathBuf,
    set: PolicySet,
    as_of: Timestamp,
    limits: Limits,
    /// What they judge.
    policies: BTreeSet<RecommendationId>,
    resting: Mutex<Vec<Worker>>,
    cases: AtomicUsize,
    distrusted: Mutex<BTreeSet<RecommendationId>>,
    falls: Mutex<Vec<String>>,
}

/// A worker whose policies are compiled.
#[derive(Debug)]
struct Worker {
    process: Process,
    has_above: bool,
    /// The number of the case whose documents it holds.
    case: Option<usize>,
}

/// A scope that workers judge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case<'a> {
    crew: &'a Crew,
    number: usize,
    inventory: &'a ScopeInventory,
    parameters: &'a Parameters,
}

impl Crew {
    /// Starts the first worker and has it look through the policies of a set, of which the crew
    /// is to judge `policies`.
    pub(super) fn hire<'a>(
        program: &Path,
        set: &PolicySet,
        policies: impl Iterator<Item = &'a RecommendationId>,
        as_of: Timestamp,
        limits: Limits,
    ) -> Result<Self, WorkerError> {
        let crew = Self {
            program: program.to_owned(),
            set: set.clone(),
            as_of,
            limits,
            policies: policies.cloned().collect(),
            resting: Mutex::default(),
            cases: AtomicUsize::default(),
            distrusted: Mutex::default(),
            falls: Mutex::default(),
        };
        crew.probe()?;
        Ok(crew)
    }

    /// A new worker with all policies of the set.
    fn worker(&self) -> Result<Worker, WorkerError> {
        let mut process = Process::start(&self.program).map_err(WorkerError::Start)?;
        process.ask(&Request::Load {
            texts: self.set.texts().iter().map(Text::from).collect(),
            as_of: self.as_of,
            limits: self.limits,
        });
        for source in self.set.sources() {
            match process.answer(LOADING) {
                Ok(Answer::Parsed) => {}
                Ok(_) => return Err(WorkerError::fell(&Fall::Garbled)),
                Err(fall) => return Err(unreadable(source, &fall)),
            }
        }
        self.expect_done(&mut process, LOADING)?;
        Ok(Worker {
            process,
            has_above: false,
            case: None,
        })
    }

    fn expect_done(&self, process: &mut Process, deadline: Duration) -> Result<(), WorkerError> {
        match process.answer(deadline) {
            Ok(Answer::Done) => Ok(()),
            Ok(Answer::Refused { faults }) => {
                let faults = faults.into_iter();
                let errors = faults.map(|fault| fault.in_set(&self.set)).collect();
                Err(WorkerError::Policies(errors))
            }
            Ok(_) => Err(WorkerError::fell(&Fall::Garbled)),
            Err(fall) => Err(WorkerError::fell(&fall)),
        }
    }

    /// Asks every policy once about nothing. One that fells its worker is left for the resources
    /// to come, where that has consequences.
    fn probe(&self) -> Result<(), WorkerError> {
        let mut errors = Vec::new();
        let mut rest: Vec<RecommendationId> = self.policies.iter().cloned().collect();
        loop {
            let mut worker = self.worker()?;
            worker.process.ask(&Request::Probe {
                policies: rest.clone(),
            });
            self.expect_done(&mut worker.process, LOADING)?;
            let (faults, fall) =
                self.listen(&mut worker.process, rest.len(), |answer| match answer {
                    Answer::Probed { fault } => Some(fault),
                    _ => None,
                });
            let heard = faults.len();
            let faults = faults.into_iter().flatten();
            errors.extend(faults.map(|fault: Fault| fault.in_set(&self.set)));
            if fall.is_none() {
                locked(&self.resting).push(worker);
                break;
            }
            rest.drain(..=heard);
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(WorkerError::Policies(errors))
        }
    }

    /// The next `count` answers of a kind, or those before a fall.
    fn listen<T>(
        &self,
        process: &mut Process,
        count: usize,
        kind: impl Fn(Answer) -> Option<T>,
    ) -> (Vec<T>, Option<Fall>) {
        let deadline = self.limits.time.saturating_add(GRACE);
        let mut heard = Vec::new();
        while heard.len() < count {
            let answer = process.answer(deadline);
            match answer.map(&kind) {
                Ok(Some(answer)) => heard.push(answer),
                Ok(None) => return (heard, Some(Fall::Garbled)),
                Err(fall) => return (heard, Some(fall)),
            }
        }
        (heard, None)
    }

    /// Takes up a scope.
    pub(super) fn case<'a>(
        &'a self,
        inventory: &'a ScopeInventory,
        parameters: &'a Parameters,
    ) -> Case<'a> {
        Case {
            crew: self,
            number: self.cases.fetch_add(1, Ordering::Relaxed),
            inventory,
            parameters,
        }
    }

    /// A digest of each policy of the set. What a worker says of those that it decides is not what
    /// this process would say: a policy may fell the one and not the other.
    pub(super) fn digests(&self) -> BTreeMap<RecommendationId, PolicyDigest> {
        let program = Program::shipped(&self.set, self.as_of, self.limits);
        let mut digests = program.digests();
        for (id, policy) in &mut digests {
            if self.decides(id) {
                let digester = Digester::default().with(&policy.digest);
                policy.digest = digester.with(VERB.as_bytes()).digest();
            }
        }
        digests
    }

    /// The policies that felled their workers.
    pub(super) fn distrusted(&self) -> BTreeSet<RecommendationId> {
        locked(&self.distrusted).clone()
    }

    /// How workers fell.
    pub(super) fn falls(&self) -> Vec<String> {
        locked(&self.falls).clone()
    }

    /// Whether workers decide a recommendation.
    pub(super) fn decides(&self, recommendation: &RecommendationId) -> bool {
        self.policies.contains(recommendation)
    }

    fn distrusts(&self, policy: &RecommendationId) -> bool {
        locked(&self.distrusted).contains(policy)
    }
}

impl Case<'_> {
    /// Whether workers decide a recommendation.
    pub(super) fn decides(&self, recommendation: &RecommendationId) -> bool {
        self.crew.decides(recommendation)
    }

    /// One verdict a task, in their order.
    pub(super) fn judge(&self, tasks: &[Task<'_>]) -> Vec<Verdict> {
        let mut verdicts = Vec::new();
        while let Some((next, _)) = tasks[verdicts.len()..].split_first() {
            if self.crew.distrusts(next.recommendation) {
                verdicts.push(super::distrusted());
                continue;
            }
            let rest = tasks[verdicts.len()..].iter();
            let trusted = rest.take_while(|task| !self.crew.distrusts(task.recommendation));
            let (heard, fall) = self.attempt(&trusted.cloned().collect::<Vec<_>>());
            verdicts.extend(heard);
            if let (Some(fall), Some(task)) = (fall, tasks.get(verdicts.len())) {
                verdicts.push(self.second_attempt(task, &fall));
            }
        }
        verdicts
    }

    /// Asks alone about what a worker fell on: it may have fallen for another reason.
    fn second_attempt(&self, task: &Task<'_>, first: &Fall) -> Verdict {
        self.note(task, first);
        let (mut verdicts, fall) = self.attempt(std::slice::from_ref(task));
        match (verdicts.pop(), fall) {
            (Some(verdict), _) => verdict,
            (None, fall) => {
                fall.iter().for_each(|fall| self.note(task, fall));
                locked(&self.crew.distrusted).insert(task.recommendation.clone());
                super::distrusted()
            }
        }
    }

    fn note(&self, task: &Task<'_>, fall: &Fall) {
        let resource = self.inventory.resources().get(task.resource);
        let resource = resource.map_or("", |resource| resource.id.as_str());
        let policy = task.recommendation;
        let note = format!("the worker that judged `{policy}` on {resource} fell: {fall}");
        locked(&self.crew.falls).push(note);
    }

    /// The verdicts of one worker, and how it fell if it did.
    fn attempt(&self, tasks: &[Task<'_>]) -> (Vec<Verdict>, Option<Fall>) {
        let mut worker = match self.worker() {
            Ok(worker) => worker,
            Err(error) => {
                let reason = format!("no worker could be made ready: {error}");
                let verdict = |_| Verdict::indeterminate(&reason);
                return (tasks.iter().map(verdict).collect(), None);
            }
        };
        let question = |task: &Task<'_>| (task.resource, task.recommendation.clone());
        worker.process.ask(&Request::Judge {
            tasks: tasks.iter().map(question).collect(),
        });
        let process = &mut worker.process;
        let (verdicts, fall) = self
            .crew
            .listen(process, tasks.len(), |answer| match answer {
                Answer::Judged { health, reasons } => Some(Verdict { health, reasons }),
                _ => None,
            });
        if fall.is_none() {
            locked(&self.crew.resting).push(worker);
        }
        (verdicts, fall)
    }

    /// A worker that holds the documents of this scope.
    fn worker(&self) -> Result<Worker, WorkerError> {
        let mut attempts = 1;
        loop {
            let resting = locked(&self.crew.resting).pop();
            let worker = resting.map_or_else(|| self.crew.worker(), Ok);
            match worker.and_then(|worker| self.bound(worker)) {
                Err(_) if attempts < ATTEMPTS => attempts += 1,
                outcome => return outcome,
            }
        }
    }

    fn bound(&self, mut worker: Worker) -> Result<Worker, WorkerError> {
        if worker.case == Some(self.number) {
            return Ok(worker);
        }
        if let Some(above) = self.inventory.above().filter(|_| !worker.has_above) {
            worker.process.ask(&Request::Above { rows: rows(above) });
            self.crew.expect_done(&mut worker.process, BINDING)?;
            worker.has_above = true;
        }
        worker.process.ask(&Request::Scope {
            rows: rows(self.inventory),
            parameters: Cow::Borrowed(self.parameters),
            has_above: self.inventory.above().is_some(),
        });
        self.crew.expect_done(&mut worker.process, BINDING)?;
        worker.case = Some(self.number);
        Ok(worker)
    }
}

impl From<Vec<RegoError>> for WorkerError {
    fn from(errors: Vec<RegoError>) -> Self {
        Self::Policies(errors)
    }
}

impl WorkerError {
    fn fell(fall: &Fall) -> Self {
        Self::Fell(fall.to_string())
    }
}

fn rows(scope: &ScopeInventory) -> Vec<Cow<'_, Row>> {
    let resources = scope.resources().iter();
    resources
        .map(|resource| Cow::Borrowed(&*resource.row))
        .collect()
}

/// A text on which a worker fell before anything was evaluated.
fn unreadable(source: &SourceText, fall: &Fall) -> WorkerError {
    let message = format!("a worker that read this policy fell: {fall}");
    let code = "worker::unreadable_policy";
    let complaint = RegoError::new(code, source, (0, 0).into(), message, None);
    WorkerError::Policies(vec![complaint])
}

/// Takes a lock that nobody holds while anything can fail.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
