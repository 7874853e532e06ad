//! One policy or library with its tests.

use std::collections::BTreeSet;
use std::time::Instant;

use regorus::Value;
use regorus::unstable::{Module, Ref};

use super::cases;
use super::explain::explain;
use super::groups::{self, Group};
use super::runner::{Answer, Runner};
use super::texts::Text;
use super::values::written;
use super::{Failed, Outcome, Subject, Suites, UnitTest};
use crate::rego::checks::{Checker, Rules, check_language};
use crate::rego::coverage::{Coverage, lines};
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

/// What became of the tests of a package.
#[derive(Clone, Debug)]
pub struct Ran {
    /// Its tests, in the order of their files and rules.
    pub tests: Vec<UnitTest>,
    /// The lines that they reached, where somebody asked and there is a policy to be reached.
    pub coverage: Option<Coverage>,
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

    /// What is wrong with the policy and its tests that can be seen without running them.
    pub fn complaints(&self) -> Vec<RegoError> {
        let modules = self
            .compiled
            .iter()
            .map(|text| (&text.source, &text.module));
        let modules: Vec<_> = modules.collect();
        let mut rules = Rules::default();
        let packages = self.suites.packages_that_decide();
        packages.for_each(|package| rules.add_package(package));
        modules.iter().for_each(|(_, module)| rules.add(module));
        let mut errors = self.complaints_of(&modules, &rules);
        errors.extend(self.misshapen());
        if errors.is_empty() {
            errors.extend(self.runner(&[]).err().into_iter().flatten());
        }
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

    /// Runs the tests whose name in full is wanted.
    ///
    /// # Errors
    /// regorus refuses the texts.
    pub fn run(
        &self,
        wanted: &dyn Fn(&str) -> bool,
        with_coverage: bool,
    ) -> Result<Ran, Vec<RegoError>> {
        let mut runner = self.runner(&[])?;
        if with_coverage {
            runner.watch_lines();
        }
        let groups = self.groups().into_iter();
        let wanted = groups.filter(|group| wanted(&group.path()));
        let tests = wanted.flat_map(|group| self.run_group(&group, &mut runner));
        let tests = tests.collect();
        let coverage = with_coverage.then(|| self.coverage(runner)).flatten();
        Ok(Ran { tests, coverage })
    }

    fn run_group(&self, group: &Group<'a>, runner: &mut Runner) -> Vec<UnitTest> {
        if group.is_todo() {
            return vec![group.test(None, Outcome::Skipped)];
        }
        #[allow(
            clippy::disallowed_methods,
            reason = "how long a test runs is measured by the clock"
        )]
        let began = Instant::now();
        let answer = runner.ask(&group.asked());
        let time = began.elapsed();
        let mut tests = match group.has_cases() {
            true => cases::outcomes(self, group, answer),
            false => vec![group.test(None, self.outcome(group, answer))],
        };
        tests.iter_mut().for_each(|test| test.time = time);
        tests
    }

    fn outcome(&self, group: &Group<'a>, answer: Answer) -> Outcome {
        let reason = match &answer.value {
            Ok(Value::Bool(true)) => return Outcome::Passed,
            Ok(Value::Undefined) => "it does not hold".to_owned(),
            Ok(value) => format!("its value is {}", written(value)),
            Err(error) => failure::reason(error),
        };
        // What ran too long once would do so again.
        let limit = answer.value.as_ref().err().and_then(failure::limit);
        let steps = match limit {
            None => explain(self, group, None),
            Some(_) => Vec::new(),
        };
        Outcome::Failed(Failed {
            reason,
            steps,
            prints: answer.prints,
        })
    }

    fn coverage(&self, runner: Runner) -> Option<Coverage> {
        let subject = self.subject?;
        let module = parsed_beside_others(subject.source.name(), &subject.runnable).ok()?;
        let reached = runner.reached().remove(subject.source.name());
        let reached = reached.unwrap_or_default();
        let missed = lines(&module).difference(&reached).copied().collect();
        Some(Coverage {
            package: self.package.to_owned(),
            file: subject.source.name().to_owned(),
            reached,
            missed,
        })
    }

    /// A runner of everything that is compiled, with other versions of some texts.
    pub(super) fn runner(&self, instead: &[&SourceText]) -> Result<Runner, Vec<RegoError>> {
        let mut engine = strict_engine(self.suites.as_of)?;
        let shared = memory::shared();
        for text in &self.compiled {
            let name = text.source.name();
            let added = match instead.iter().find(|other| other.name() == name) {
                Some(other) => text
                    .as_run(other)
                    .and_then(|run| add_runnable_text(&mut engine, other, run)),
                None => add_runnable_text(&mut engine, &text.source, text.runnable.clone()),
            };
            added.map_err(|error| self.refused(&error, &text.source))?;
        }
        drop(shared);
        let runner = Runner::new(engine, self.suites.limits);
        runner.map_err(|error| {
            let first = self.files().next().cloned();
            self.refused(&error, &first.unwrap_or_else(|| SourceText::new("", "")))
        })
    }

    fn refused(&self, error: &anyhow::Error, source: &SourceText) -> Vec<RegoError> {
        vec![failure::complaint_of_line(error, source, self.suites.set)]
    }

    /// What each test is while nothing is changed.
    ///
    /// # Errors
    /// regorus refuses the texts.
    pub(in crate::rego) fn answers(&self) -> Result<Vec<(String, Value)>, Vec<RegoError>> {
        let mut runner = self.runner(&[])?;
        let groups = self.groups().into_iter();
        let run = groups.filter(|group| !group.is_todo());
        let rules = run.map(|group| group.asked());
        let answer = |rule: String| {
            let value = runner.ask(&rule).value.unwrap_or(Value::Undefined);
            (rule, value)
        };
        Ok(rules.map(answer).collect())
    }

    /// Whether a test answers something else when another text stands in the place of the policy.
    pub(in crate::rego) fn notices(
        &self,
        changed: &SourceText,
        answers: &[(String, Value)],
    ) -> bool {
        let Ok(mut runner) = self.runner(&[changed]) else {
            return true;
        };
        let mut answers = answers.iter();
        answers.any(|(rule, answer)| runner.ask(rule).value.ok().as_ref() != Some(answer))
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
