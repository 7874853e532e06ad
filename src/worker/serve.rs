//! The worker itself: it does what it is asked until its input ends.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, BufReader, ErrorKind, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use super::limits;
use super::protocol::{Answer, Fault, Request, Row, Text, next_line};
use crate::inventory::ScopeInventory;
use crate::policy::{PolicySet, PolicyText};
use crate::recommendation::RecommendationId;
use crate::rego::{Documents, Limits, Parameters, Program, RegoError, ScopeProgram, Task};
use crate::resource::{Origin, Resource, ResourceId, ResourceType, Scope};

/// Policies recurse on the stack.
const STACK: usize = 512 << 20;

/// Processor time for what is no evaluation: reading, compiling, binding.
const PREPARATION: Duration = Duration::from_secs(600);

/// Does what `input` asks until it ends; answers go to `output`.
///
/// This thread only reads, so a worker whose parent is gone stops whatever it evaluates: the
/// process has to end when this returns.
///
/// # Errors
/// The input fails.
pub fn serve(input: impl Read, output: impl Write + Send + 'static) -> io::Result<()> {
    limits::forbid_core_dumps();
    limits::bound_time(PREPARATION);
    let (sender, lines) = channel();
    let clerk = thread::Builder::new().stack_size(STACK);
    clerk.spawn(move || answer_or_end(&lines, output))?;
    let mut input = BufReader::new(input);
    while let Some(line) = next_line(&mut input, u64::MAX)? {
        if sender.send(line).is_err() {
            break;
        }
    }
    Ok(())
}

/// Answers each line. A worker that can no longer answer ends at once, so that its parent need
/// not wait for it.
fn answer_or_end(lines: &Receiver<Vec<u8>>, output: impl Write) {
    let answered = catch_unwind(AssertUnwindSafe(|| answer_all(lines, output)));
    if !matches!(answered, Ok(Ok(()))) {
        #[allow(
            clippy::disallowed_methods,
            reason = "the thread that returns to `main` waits for input"
        )]
        std::process::exit(3);
    }
}

fn answer_all(lines: &Receiver<Vec<u8>>, output: impl Write) -> io::Result<()> {
    let mut clerk = Clerk {
        output,
        loaded: None,
        above: None,
        bound: None,
    };
    while let Ok(line) = lines.recv() {
        clerk.answer(&line)?;
    }
    Ok(())
}

/// Answers requests, one after another.
struct Clerk<W> {
    output: W,
    loaded: Option<Loaded>,
    above: Option<Above>,
    bound: Option<ScopeProgram>,
}

/// Compiled policies.
struct Loaded {
    program: Program,
    set: PolicySet,
    limits: Limits,
}

/// What stands above the scopes.
struct Above {
    scope: Arc<ScopeInventory>,
    documents: Documents,
    bytes: u64,
}

impl<W: Write> Clerk<W> {
    fn answer(&mut self, line: &[u8]) -> io::Result<()> {
        let bytes = line.len() as u64;
        match serde_json::from_slice(line)? {
            Request::Load {
                texts,
                as_of,
                limits,
            } => self.load(texts, as_of, limits),
            Request::Probe { policies } => self.probe(&policies),
            Request::Above { rows } => {
                let scope = scope(rows, None);
                let documents = Documents::of(&scope, &Documents::default());
                self.above = Some(Above {
                    documents: documents.map_err(|_| unexpected())?,
                    scope: Arc::new(scope),
                    bytes,
                });
                self.say(&Answer::Done)
            }
            Request::Scope {
                rows,
                parameters,
                has_above,
            } => self.bind(rows, &parameters, has_above, bytes),
            Request::Judge { tasks } => self.judge(&tasks),
        }
    }

    fn say(&mut self, answer: &Answer) -> io::Result<()> {
        let mut line = serde_json::to_vec(answer)?;
        line.push(b'\n');
        self.output.write_all(&line)?;
        self.output.flush()
    }

    fn refuse(&mut self, errors: &[RegoError]) -> io::Result<()> {
        let faults = errors.iter().map(Fault::from).collect();
        self.say(&Answer::Refused { faults })
    }

    fn load(&mut self, texts: Vec<Text>, as_of: Timestamp, limits: Limits) -> io::Result<()> {
        limits::bound_memory(limits.memory, 0);
        let texts = texts.into_iter().map(PolicyText::from).collect();
        let set = PolicySet::read(texts).map_err(|_| unexpected())?;
        let mut said = Ok(());
        let program = Program::load(&set, as_of, limits, &mut || {
            if said.is_ok() {
                said = self.say(&Answer::Parsed);
            }
        });
        said?;
        match program {
            Err(errors) => self.refuse(&errors),
            Ok(program) => {
                self.loaded = Some(Loaded {
                    program,
                    set,
                    limits,
                });
                self.say(&Answer::Done)
            }
        }
    }

    fn probe(&mut self, policies: &[RecommendationId]) -> io::Result<()> {
        let loaded = self.loaded.as_ref().ok_or_else(unexpected)?;
        let set = loaded.set.clone();
        let mut bound = match loaded.program.in_nothing(&set) {
            Err(error) => return self.refuse(&[error]),
            Ok(bound) => bound,
        };
        self.say(&Answer::Done)?;
        for policy in policies {
            let fault = bound.probe(policy, &set).as_ref().map(Fault::from);
            self.say(&Answer::Probed { fault })?;
        }
        Ok(())
    }

    fn bind(
        &mut self,
        rows: Vec<Cow<'_, Row>>,
        parameters: &Parameters,
        has_above: bool,
        bytes: u64,
    ) -> io::Result<()> {
        let loaded = self.loaded.as_ref().ok_or_else(unexpected)?;
        let above = self.above.as_ref().filter(|_| has_above);
        let bytes = bytes + above.map_or(0, |above| above.bytes);
        limits::bound_memory(loaded.limits.memory, bytes);
        let scope = scope(rows, above.map(|above| Arc::clone(&above.scope)));
        let above = above.map(|above| above.documents.clone());
        let documents = Documents::of(&scope, &above.unwrap_or_default());
        let documents = documents.map_err(|_| unexpected())?;
        let asked = loaded.set.policies.keys();
        match loaded.program.in_scope(&documents, parameters, asked) {
            Err(error) => self.refuse(&[error]),
            Ok(bound) => {
                self.bound = Some(bound);
                self.say(&Answer::Done)
            }
        }
    }

    fn judge(&mut self, tasks: &[(usize, RecommendationId)]) -> io::Result<()> {
        let loaded = self.loaded.as_ref().ok_or_else(unexpected)?;
        let longest = loaded.limits.time;
        let count = u32::try_from(tasks.len()).unwrap_or(u32::MAX);
        limits::bound_time(PREPARATION.saturating_add(longest.saturating_mul(count)));
        let mut bound = self.bound.take().ok_or_else(unexpected)?;
        for (resource, recommendation) in tasks {
            let task = Task {
                resource: *resource,
                recommendation,
            };
            for verdict in bound.judge(&[task]) {
                self.say(&verdict.into())?;
            }
        }
        self.bound = Some(bound);
        Ok(())
    }
}

/// Rows as the resources of a scope. Which scope it is, no policy can tell.
fn scope(rows: Vec<Cow<'_, Row>>, above: Option<Arc<ScopeInventory>>) -> ScopeInventory {
    let resource = |row: Cow<'_, Row>| {
        let text = |key| row.get(key).and_then(Value::as_str).unwrap_or_default();
        let id = ResourceId::new(text("id"));
        let kind = ResourceType::new(text("type"));
        Resource::new(id, kind, row.into_owned(), Origin::synthetic())
    };
    let resources = rows.into_iter().map(resource).collect();
    ScopeInventory::new(Scope::root(), resources, BTreeSet::new(), above)
}

/// The parent asks what no parent asks.
fn unexpected() -> io::Error {
    ErrorKind::InvalidData.into()
}
