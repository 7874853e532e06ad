//! Compiled policies, not yet bound to a scope.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use jiff::Timestamp;
use regorus::unstable::{Module, Ref};

use super::checks::{self, Checker, Rules};
use super::documents::{self, Documents};
use super::evaluator::Evaluator;
use super::interpreter::Engines;
use super::scope_program::ScopeProgram;
use super::texts::{Text, Texts};
use super::{Limits, Lookups, Parameters, RegoError, memory};
use crate::policy::PolicySet;
use crate::recommendation::RecommendationId;
use crate::text::SourceText;

/// Compiled policies, not yet bound to a scope.
#[derive(Clone, Debug)]
pub struct Program {
    pub(super) texts: Arc<Texts>,
    opened: Arc<RwLock<Opened>>,
    pub(super) engines: Arc<Engines>,
    pub(super) as_of: Timestamp,
    pub(super) limits: Limits,
}

/// The policies that were asked for so far.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) evaluator: Evaluator,
    pub(super) questions: BTreeMap<RecommendationId, Arc<Questions>>,
}

/// The rules to ask for, by their full path, where a policy has them.
#[derive(Debug)]
pub(super) struct Questions {
    pub(super) applicable: Option<String>,
    pub(super) healthy: String,
    pub(super) reasons: Option<String>,
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
        let program = Self::shipped(set, as_of, limits);
        memory::alone().lift();
        let mut errors = Vec::new();
        let mut texts = Vec::new();
        for position in 0..program.texts.deciding() {
            match program.texts.get(position) {
                Ok(text) => texts.push(text),
                Err(error) => errors.push(error),
            }
            parsed();
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let errors = check(&texts, set);
        match errors.is_empty() {
            true => Ok(program),
            false => Err(errors),
        }
    }

    /// Policies that were checked when this program was built. Each is read when it is asked for.
    pub fn shipped(set: &PolicySet, as_of: Timestamp, limits: Limits) -> Self {
        Self {
            texts: Arc::new(Texts::of(Arc::new(set.clone()))),
            opened: Arc::new(RwLock::new(Opened {
                evaluator: Evaluator::new(as_of, documents::roots()),
                questions: BTreeMap::new(),
            })),
            engines: Arc::default(),
            as_of,
            limits,
        }
    }

    /// Binds the policies to a scope in which nothing is, for [`ScopeProgram::probe`].
    ///
    /// # Errors
    /// Those of [`Self::in_scope`].
    pub fn in_nothing(&self, set: &PolicySet) -> Result<ScopeProgram, RegoError> {
        let defaults = documents::defaults(&set.recommendations());
        self.in_scope(&Documents::default(), &defaults, set.policies.keys())
    }

    /// Binds the policies to the documents of one scope, in which those of `asked` are going to be
    /// asked. Nothing may be evaluated meanwhile.
    ///
    /// # Errors
    /// A text of a policy that is asked cannot be read.
    pub fn in_scope<'a>(
        &self,
        documents: &Documents,
        parameters: &Parameters,
        asked: impl Iterator<Item = &'a RecommendationId>,
    ) -> Result<ScopeProgram, RegoError> {
        memory::alone().lift();
        self.open(asked)?;
        let bound = ScopeProgram::new(self.clone(), documents, parameters);
        memory::alone().limit(self.limits.memory);
        Ok(bound)
    }

    /// Reads the texts of a policy ahead of [`Self::in_scope`], which says what is wrong with them.
    /// Nothing may be evaluated meanwhile.
    pub fn read(&self, id: &RecommendationId) {
        let is_known = self.opened().questions.contains_key(id);
        if !is_known && let Ok(texts) = self.closure(id) {
            texts.into_iter().for_each(|text| drop(text.as_run()));
        }
    }

    /// The same over the documents of some of a scope's resources: `known` is what can be looked up
    /// as if all were there. It is for [`ScopeProgram::judge_in_part`].
    ///
    /// # Errors
    /// Those of [`Self::in_scope`].
    pub fn in_part<'a>(
        &self,
        documents: &Documents,
        parameters: &Parameters,
        asked: impl Iterator<Item = &'a RecommendationId>,
        known: Lookups,
    ) -> Result<ScopeProgram, RegoError> {
        let bound = self.in_scope(documents, parameters, asked)?;
        Ok(bound.within(known))
    }

    /// Reads what was not asked for before.
    fn open<'a>(&self, asked: impl Iterator<Item = &'a RecommendationId>) -> Result<(), RegoError> {
        for id in asked {
            let is_known = self.opened().questions.contains_key(id);
            if !is_known && let Some(text) = self.texts.deciding_in(id.as_str()) {
                let texts = self.closure(id)?;
                let text = self.texts.get(text)?;
                let questions = Questions::of(id, text);
                let mut opened = self.opened_for_more();
                opened.resolve(&texts, &questions)?;
                opened.questions.insert(id.clone(), Arc::new(questions));
            }
        }
        Ok(())
    }

    /// The text of a policy with all that it needs.
    pub(super) fn closure(&self, id: &RecommendationId) -> Result<Vec<&Text>, RegoError> {
        let closure = self.texts.closure(self.texts.deciding_in(id.as_str()));
        closure.map_err(|mut errors| errors.swap_remove(0))
    }

    pub(super) fn opened(&self) -> RwLockReadGuard<'_, Opened> {
        self.opened.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn opened_for_more(&self) -> RwLockWriteGuard<'_, Opened> {
        self.opened.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Opened {
    fn resolve(&mut self, texts: &[&Text], questions: &Questions) -> Result<(), RegoError> {
        for text in texts {
            self.evaluator.add(&text.as_run()?);
        }
        for rule in questions.rules() {
            self.evaluator.resolve(rule);
        }
        Ok(())
    }
}

impl Questions {
    fn of(id: &RecommendationId, policy: &Text) -> Self {
        let mut rules = Rules::default();
        rules.add(&policy.module);
        let rule = |name: &str| {
            let has = rules.has(id.as_str(), name);
            has.then(|| format!("data.{id}.{name}"))
        };
        Self {
            applicable: rule("applicable"),
            healthy: format!("data.{id}.healthy"),
            reasons: rule("reasons"),
        }
    }

    pub(super) fn rules(&self) -> impl Iterator<Item = &str> {
        let optional = self.applicable.iter().chain(&self.reasons);
        optional.chain([&self.healthy]).map(String::as_str)
    }
}

/// Holds texts as they are written against the names that exist.
fn check(texts: &[&Text], set: &PolicySet) -> Vec<RegoError> {
    let modules: Vec<Ref<Module>> = texts.iter().map(|text| text.module.clone()).collect();
    let mut rules = Rules::default();
    modules.iter().for_each(|module| rules.add(module));
    let named = |text: &&Text| (text.source.name().to_owned(), text.source.clone());
    let sources: BTreeMap<String, SourceText> = texts.iter().map(named).collect();
    let mut errors = checks::check_language(&modules, &sources);
    for text in texts {
        let checker = Checker {
            rules: &rules,
            policies: set,
            source: &text.source,
        };
        errors.extend(checker.check(&text.module));
        if !set.libraries.contains_key(&text.package) {
            errors.extend(checker.check_contract(&text.module));
        }
    }
    errors
}
