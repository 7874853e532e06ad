//! Policies of strangers, judged in processes of their own.
//!
//! regorus bounds time and memory while it evaluates, but not everywhere: a policy can overflow
//! the stack, ask for all memory at once or never come back, and take the program with it. So
//! policies that are not the shipped, tested ones are judged by workers: this same program,
//! started again with nothing but a pipe. A worker that falls is replaced, and the policy that
//! felled it twice is not believed anywhere in the run. The shipped policies, and with trust all of
//! them, are judged in this process.

mod crew;
mod fall;
mod limits;
mod process;
pub mod protocol;
mod serve;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::Timestamp;

use crate::assessment::Verdict;
use crate::inventory::ScopeInventory;
use crate::policy::PolicySet;
use crate::recommendation::RecommendationId;
use crate::rego::{
    Documents, Limits, Lookup, Lookups, Parameters, PolicyDigest, Program, RegoError, ScopeProgram,
    Task,
};
use crate::resource::ResourceType;
use crew::{Case, Crew};

pub use crew::WorkerError;
pub(crate) use crew::locked;
pub use serve::serve;

/// The argument that makes this program a worker.
pub const VERB: &str = "worker";

/// How far the policies of a run are trusted.
#[derive(Clone, Debug)]
pub enum Trust {
    /// All of them are judged in this process.
    Full,
    /// Only those that came with the program are. For the others the program is started again
    /// from where it stands, if that is known.
    Shipped(Option<PathBuf>),
}

/// Compiled policies, not yet bound to a scope.
#[derive(Debug)]
pub struct Judges {
    here: Program,
    apart: Option<Crew>,
    types_named: BTreeSet<ResourceType>,
}

/// Compiled policies with the documents of one scope. Each thread clones one of its own.
#[derive(Clone, Debug)]
pub struct ScopeJudges<'a> {
    here: ScopeProgram,
    apart: Option<Case<'a>>,
    /// Whether somebody apart was asked since lookups were taken last.
    was_apart: bool,
}

impl Judges {
    /// Ends those who judge apart, and leaves the rest to the end of the program: taking compiled
    /// policies to pieces takes as long as judging thousands of resources.
    pub fn leave(self) {
        drop(self.apart);
        std::mem::forget(self.here);
    }

    /// All policies of a set, judged in this process.
    ///
    /// # Errors
    /// Those of [`Program::compile`].
    pub fn here(set: &PolicySet, as_of: Timestamp, limits: Limits) -> Result<Self, Vec<RegoError>> {
        Ok(Self {
            here: Program::compile(set, as_of, limits)?,
            apart: None,
            types_named: set.types_named(),
        })
    }

    /// Policies that came with the program, which were checked when it was built.
    fn shipped(set: &PolicySet, as_of: Timestamp, limits: Limits) -> Self {
        Self {
            here: Program::shipped(set, as_of, limits),
            apart: None,
            types_named: set.types_named(),
        }
    }

    /// The policies of a set, of which those in `shipped` came with the program.
    ///
    /// # Errors
    /// Every complaint about the policies; a worker cannot be started.
    pub fn compile(
        set: &PolicySet,
        shipped: &PolicySet,
        trust: &Trust,
        as_of: Timestamp,
        limits: Limits,
    ) -> Result<Self, WorkerError> {
        let strangers = || {
            let ids = set.policies.keys();
            ids.filter(|id| !shipped.policies.contains_key(id))
        };
        let has_strangers =
            strangers().next().is_some() || set.libraries.len() > shipped.libraries.len();
        let program = match trust {
            _ if !has_strangers => return Ok(Self::shipped(set, as_of, limits)),
            Trust::Full => return Ok(Self::here(set, as_of, limits)?),
            Trust::Shipped(program) => program.as_deref().ok_or(WorkerError::Nowhere)?,
        };
        Ok(Self {
            apart: Some(Crew::hire(program, set, strangers(), as_of, limits)?),
            here: Program::shipped(shipped, as_of, limits),
            types_named: set.types_named(),
        })
    }

    /// The types that the policies look up, as [`PolicySet::types_named`] finds them.
    pub fn types_named(&self) -> &BTreeSet<ResourceType> {
        &self.types_named
    }

    /// Reads the texts of a policy ahead of [`Self::in_scope`].
    pub fn read(&self, id: &RecommendationId) {
        self.here.read(id);
    }

    /// Binds the policies to the documents of one scope, in which those of `asked` are going to be
    /// asked. Nothing may be judged meanwhile.
    ///
    /// # Errors
    /// A text of a policy that is asked cannot be read.
    pub fn in_scope<'a>(
        &'a self,
        inventory: &'a ScopeInventory,
        documents: &Documents,
        parameters: &'a Parameters,
        asked: &[&RecommendationId],
    ) -> Result<ScopeJudges<'a>, RegoError> {
        let crew = self.apart.as_ref();
        let is_here = |id: &&&RecommendationId| crew.is_none_or(|crew| !crew.decides(id));
        let asked_here = asked.iter().filter(is_here).copied();
        let here = &self.here;
        Ok(ScopeJudges {
            here: here.in_scope(documents, parameters, asked_here)?,
            apart: crew.map(|crew| crew.case(inventory, parameters)),
            was_apart: false,
        })
    }

    /// Binds the policies that are judged in this process to the documents of some of a scope's
    /// resources: see [`Program::in_part`]. Nothing may be judged meanwhile.
    ///
    /// # Errors
    /// Those of [`Self::in_scope`].
    pub fn in_part(
        &self,
        documents: &Documents,
        parameters: &Parameters,
        asked: &[&RecommendationId],
        known: Lookups,
    ) -> Result<ScopeProgram, RegoError> {
        let asked = asked.iter().copied();
        self.here.in_part(documents, parameters, asked, known)
    }

    /// Whether a policy is judged apart, by workers.
    pub fn is_apart(&self, policy: &RecommendationId) -> bool {
        self.apart.as_ref().is_some_and(|crew| crew.decides(policy))
    }

    /// A digest of each policy: see [`Program::digests`].
    pub fn digests(&self) -> BTreeMap<RecommendationId, PolicyDigest> {
        match &self.apart {
            Some(crew) => crew.digests(),
            None => self.here.digests(),
        }
    }

    /// The policies that felled their workers, for which no verdict of this run counts.
    pub fn distrusted(&self) -> BTreeSet<RecommendationId> {
        self.apart
            .as_ref()
            .map(Crew::distrusted)
            .unwrap_or_default()
    }

    /// How workers fell, for the authors of policies. Not the same from run to run.
    pub fn falls(&self) -> Vec<String> {
        self.apart.as_ref().map(Crew::falls).unwrap_or_default()
    }
}

impl ScopeJudges<'_> {
    /// Notes from now on what policies look up.
    #[must_use]
    pub fn watched(self) -> Self {
        Self {
            here: self.here.watched(),
            ..self
        }
    }

    /// What policies looked up since this was asked last. Nobody knows what workers read.
    pub fn take_lookups(&mut self) -> Lookups {
        let mut lookups = self.here.take_lookups();
        if std::mem::take(&mut self.was_apart) {
            lookups.insert(Lookup::Everything);
        }
        lookups
    }

    /// Asks about resources of the scope; one verdict a task, in their order.
    pub fn judge(&mut self, tasks: &[Task<'_>]) -> Vec<Verdict> {
        self.divide(tasks, ScopeProgram::judge, |verdict| verdict)
    }

    /// The same while others take memory as well: see [`ScopeProgram::judge_beside`].
    pub fn judge_beside(&mut self, tasks: &[Task<'_>]) -> Vec<Option<Verdict>> {
        self.divide(tasks, ScopeProgram::judge_beside, Some)
    }

    /// Asks those who decide: `here` what is judged in this process, workers all else.
    fn divide<'a, T>(
        &mut self,
        tasks: &[Task<'a>],
        here: impl FnOnce(&mut ScopeProgram, &[Task<'_>]) -> Vec<T>,
        apart: impl Fn(Verdict) -> T,
    ) -> Vec<T> {
        let Some(case) = self.apart else {
            return here(&mut self.here, tasks);
        };
        let is_apart = |task: &&Task<'_>| case.decides(task.recommendation);
        let (theirs, ours): (Vec<_>, Vec<_>) = tasks.iter().partition(is_apart);
        self.was_apart |= !theirs.is_empty();
        let owned = |tasks: Vec<&Task<'a>>| tasks.into_iter().cloned().collect::<Vec<_>>();
        let mut theirs = case.judge(&owned(theirs)).into_iter().map(apart);
        let mut ours = here(&mut self.here, &owned(ours)).into_iter();
        let said = |task| match is_apart(&task) {
            true => theirs.next(),
            false => ours.next(),
        };
        tasks.iter().filter_map(said).collect()
    }
}

/// The verdict of a policy that felled its worker twice.
pub fn distrusted() -> Verdict {
    Verdict::indeterminate(
        "the policy brought its worker down twice, so none of its answers counts",
    )
}
