//! One policy or library with its tests.

use std::collections::BTreeSet;

use regorus::Engine;
use regorus::unstable::{Module, Ref};

use super::bench::Bench;
use super::groups::{self, Group};
use super::runner::Runner;
use super::{Subject, Suites};
use crate::rego::checks::{Checker, Rules, check_language};
use crate::rego::texts::Text;
use crate::rego::{
    RegoError, add_runnable_text, failure, memory, parsed_beside_others, strict_engine,
};
use crate::text::SourceText;

/// A policy or library, its tests, and all that these need.
#[derive(Debug)]
pub struct Suite<'a> {
    pub(super) suites: &'a Suites<'a>,
    package: &'a str,
    pub(super) subject: Option<&'a Text>,
    pub(super) tests: Vec<&'a Text>,
    /// Everything that is compiled, the subject and the tests included.
    compiled: Vec<&'a Text>,
}

impl<'a> Suite<'a> {
    /// A package with its tests.
    ///
    /// # Errors
    /// Texts that do not parse.
    pub(super) fn new(
        suites: &'a Suites<'a>,
        package: &'a str,
        subject: &Subject,
    ) -> Result<Self, Vec<RegoError>> {
        let texts = &suites.texts;
        let compiled = texts.closure(subject.texts())?;
        let get = |position: &usize| texts.get(*position).ok();
        Ok(Self {
            suites,
            package,
            subject: subject.text.as_ref().and_then(get),
            tests: subject.tests.iter().filter_map(get).collect(),
            compiled,
        })
    }

    /// The package that is tested.
    pub fn package(&self) -> &str {
        self.package
    }

    /// The text of the policy or library; none where tests have lost it.
    pub fn source(&self) -> Option<&SourceText> {
        self.subject.map(|subject| &subject.source)
    }

    /// The texts that this is about: the policy or library, and its tests.
    pub fn files(&self) -> impl Iterator<Item = &SourceText> {
        let texts = self.subject.iter().chain(&self.tests);
        texts.map(|text| &text.source)
    }

    /// The names of the tests in full, in the order of their files and rules.
    pub fn names(&self) -> Vec<String> {
        let groups = self.groups().into_iter();
        groups.map(|group| group.path()).collect()
    }

    pub(super) fn groups(&self) -> Vec<Group<'a>> {
        groups::groups(&self.tests)
    }

    /// What is wrong with the policy and its tests that can be seen without compiling them.
    pub fn complaints(&self) -> Vec<RegoError> {
        let modules = self
            .compiled
            .iter()
            .map(|text| (&text.source, &text.module));
        let modules: Vec<_> = modules.collect();
        let mut rules = self.suites.packages.clone();
        modules.iter().for_each(|(_, module)| rules.add(module));
        let mut errors = self.complaints_of(&modules, &rules);
        errors.extend(self.misshapen());
        errors
    }

    /// Complaints about the policy and its tests among what is compiled.
    fn complaints_of(
        &self,
        modules: &[(&SourceText, &Ref<Module>)],
        rules: &Rules,
    ) -> Vec<RegoError> {
        let own: BTreeSet<&str> = self.files().map(SourceText::name).collect();
        let named = |(source, _): &(&SourceText, _)| (source.name().to_owned(), (*source).clone());
        let sources = modules.iter().map(named).collect();
        let parsed: Vec<Ref<Module>> = modules
            .iter()
            .map(|(_, module)| (*module).clone())
            .collect();
        let mut errors = check_language(&parsed, &sources);
        errors.retain(|error| own.contains(error.source().name()));
        for (source, module) in modules {
            if own.contains(source.name()) {
                errors.extend(self.complaints_about(source, module, rules));
            }
        }
        errors
    }

    fn complaints_about(
        &self,
        source: &SourceText,
        module: &Module,
        rules: &Rules,
    ) -> Vec<RegoError> {
        let checker = Checker {
            rules,
            policies: self.suites.set,
            source,
        };
        if self
            .tests
            .iter()
            .any(|test| test.source.name() == source.name())
        {
            return checker.check_names(module);
        }
        let mut errors = checker.check(module);
        if !self.is_library() {
            errors.extend(checker.check_contract(module));
        }
        errors
    }

    pub(super) fn is_library(&self) -> bool {
        self.suites.set.libraries.contains_key(self.package)
    }

    /// Compiles everything, for the tests to be run.
    ///
    /// # Errors
    /// regorus refuses the texts.
    pub fn bench(&self) -> Result<Bench<'_>, Vec<RegoError>> {
        Bench::new(self)
    }

    /// An engine of what is compiled, but the text of a name.
    pub(super) fn beside(&self, name: &str) -> Result<Engine, Vec<RegoError>> {
        let mut engine = strict_engine(self.suites.as_of)?;
        let texts = self.compiled.iter();
        let mut others = texts.filter(|text| text.source.name() != name);
        others.try_for_each(|text| self.add(&mut engine, &text.source, text.runnable.clone()))?;
        Ok(engine)
    }

    /// A runner of everything that is compiled, with another version of one text.
    pub(super) fn runner_with(&self, version: &SourceText) -> Result<Runner, Vec<RegoError>> {
        self.completed(self.beside(version.name())?, version)
    }

    /// A runner of an engine that lacks one text, with a version of it.
    pub(super) fn completed(
        &self,
        mut beside: Engine,
        version: &SourceText,
    ) -> Result<Runner, Vec<RegoError>> {
        let mut texts = self.compiled.iter();
        if let Some(text) = texts.find(|text| text.source.name() == version.name()) {
            let run = text.as_run_beside_others(version);
            let run = run.map_err(|error| self.refused(&error, &text.source))?;
            self.add(&mut beside, version, run)?;
        }
        self.runner(beside)
    }

    /// A runner of an engine that holds everything.
    pub(super) fn runner(&self, engine: Engine) -> Result<Runner, Vec<RegoError>> {
        let runner = Runner::new(engine, self.suites.limits);
        runner.map_err(|error| {
            let first = self.files().next().cloned();
            self.refused(&error, &first.unwrap_or_else(|| SourceText::new("", "")))
        })
    }

    /// Adds what is to be run of a text.
    pub(super) fn add(
        &self,
        engine: &mut Engine,
        source: &SourceText,
        runnable: String,
    ) -> Result<(), Vec<RegoError>> {
        let _shared = memory::shared();
        let added = add_runnable_text(engine, source, runnable);
        added.map_err(|error| self.refused(&error, source))
    }

    fn refused(&self, error: &anyhow::Error, source: &SourceText) -> Vec<RegoError> {
        vec![failure::complaint_of_line(error, source, self.suites.set)]
    }

    /// Whether a changed text of the policy still passes the static checks.
    pub(in crate::rego) fn is_sound(&self, changed: &SourceText) -> bool {
        let Ok(module) = parsed_beside_others(changed.name(), changed.text()) else {
            return false;
        };
        let texts = self.compiled.iter().filter(|text| !text.is_test);
        let modules: Vec<(&SourceText, &Ref<Module>)> = texts
            .map(|text| match text.source.name() == changed.name() {
                true => (changed, &module),
                false => (&text.source, &text.module),
            })
            .collect();
        let mut rules = Rules::default();
        modules.iter().for_each(|(_, module)| rules.add(module));
        self.complaints_of(&modules, &rules).is_empty()
    }
}
