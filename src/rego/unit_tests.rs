//! The unit tests that stand beside policies: rules whose names start with `test_`.
//!
//! Each policy and library is compiled alone, with its tests and with what these need.

mod bench;
mod cases;
mod explain;
mod groups;
mod kinds;
mod notes;
mod runner;
mod suite;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::checks::Rules;
use super::texts::Texts;
use super::{Limits, RegoError, memory};
use crate::policy::PolicySet;
use crate::text::SourceText;

pub(super) use groups::stand_ins;

pub use bench::{Bench, Ran};
pub use kinds::Kind;
pub use suite::Suite;

/// One unit test, or one case of a test that runs over several.
#[derive(Clone, Debug)]
pub struct UnitTest {
    /// Its package: `azure.storage.secure_transfer_test`.
    pub package: String,
    /// Its rule: `test_healthy`.
    pub name: String,
    /// The case, where the rule has a name of a case in its head: `test_access[case]`.
    pub case: Option<String>,
    /// The file that it stands in.
    pub file: String,
    /// The line of its rule, counted from 1.
    pub line: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// How long the rule ran, with all of its cases.
    pub time: Duration,
}

/// What became of a unit test.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is true.
    Passed,
    /// It is to be written: `todo_test_…`.
    Skipped,
    /// It is not true.
    Failed(Failed),
}

/// Why a unit test failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failed {
    /// In one sentence.
    pub reason: String,
    /// Where it failed: one step for each body of the rule.
    pub steps: Vec<Step>,
    /// What was printed, a line for each `print`.
    pub prints: Vec<String>,
}

/// The statement at which the body of a test came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its line, counted from 1.
    pub line: usize,
    /// What came of it: `is false`.
    pub result: &'static str,
    /// Its text.
    pub statement: String,
    /// In how many ways the statements before it hold.
    pub ways: usize,
    /// The parts of the statement and the variables in it, each with its value as JSON, in the
    /// first of these ways.
    pub values: Vec<(String, String)>,
}

impl UnitTest {
    /// Its name in full: `azure.storage.secure_transfer_test.test_healthy`.
    pub fn path(&self) -> String {
        format!("{}.{}", self.package, self.name)
    }

    /// Why it failed; nothing if it did not.
    pub fn failure(&self) -> Option<&Failed> {
        match &self.outcome {
            Outcome::Failed(failed) => Some(failed),
            _ => None,
        }
    }
}

/// All policies and libraries of a set, with their tests.
#[derive(Debug)]
pub struct Suites<'a> {
    set: &'a PolicySet,
    as_of: Timestamp,
    limits: Limits,
    texts: Texts,
    subjects: BTreeMap<String, Subject>,
    /// The packages that decide something.
    packages: Rules,
}

/// A policy or library, and the texts of its tests.
#[derive(Debug, Default)]
struct Subject {
    /// Its text; none where tests have lost their policy.
    text: Option<usize>,
    tests: Vec<usize>,
}

impl<'a> Suites<'a> {
    /// The tests of a set, of which nothing is read before it is needed. `as_of` is the instant
    /// that tests run at; `limits` are those of one test.
    pub fn of(set: &'a PolicySet, as_of: Timestamp, limits: Limits) -> Self {
        memory::alone().limit(limits.memory);
        let texts = Texts::of(Arc::new(set.clone()));
        let subjects = subjects(&texts);
        let mut packages = Rules::default();
        deciding(&subjects).for_each(|package| packages.add_package(package));
        Self {
            set,
            as_of,
            limits,
            texts,
            subjects,
            packages,
        }
    }

    /// The packages of which some text is wanted, the policy or a test, in the order of their
    /// names.
    ///
    /// # Errors
    /// Texts that do not parse.
    pub fn wanted(
        &self,
        is_wanted: &dyn Fn(&SourceText) -> bool,
    ) -> Result<Vec<Suite<'_>>, Vec<RegoError>> {
        let (mut suites, mut errors) = (Vec::new(), Vec::new());
        for (package, subject) in &self.subjects {
            let mut texts = subject.texts().map(|position| &self.texts.all()[position]);
            if texts.any(|text| is_wanted(&text.source)) {
                match Suite::new(self, package, subject) {
                    Ok(suite) => suites.push(suite),
                    Err(complaints) => errors.extend(complaints),
                }
            }
        }
        match errors.is_empty() {
            true => Ok(suites),
            false => Err(errors),
        }
    }
}

impl Subject {
    fn texts(&self) -> impl Iterator<Item = usize> {
        self.text.into_iter().chain(self.tests.iter().copied())
    }
}

/// The packages that decide something, and have not been lost by their tests.
fn deciding(subjects: &BTreeMap<String, Subject>) -> impl Iterator<Item = &str> {
    let deciding = subjects.iter();
    let deciding = deciding.filter(|(_, subject)| subject.text.is_some());
    deciding.map(|(package, _)| package.as_str())
}

/// The packages that decide something, and those whose tests have lost them.
fn subjects(texts: &Texts) -> BTreeMap<String, Subject> {
    let mut subjects: BTreeMap<String, Subject> = BTreeMap::new();
    let all = || texts.all().iter().enumerate();
    for (position, text) in all().filter(|(_, text)| !text.is_test) {
        let subject = subjects.entry(text.package.clone()).or_default();
        subject.text = Some(position);
    }
    for (position, text) in all().filter(|(_, text)| text.is_test) {
        let package = &text.package;
        let tested = match package.strip_suffix("_test") {
            Some(tested) if !subjects.contains_key(package) => tested,
            _ => package,
        };
        let subject = subjects.entry(tested.to_owned()).or_default();
        subject.tests.push(position);
    }
    subjects
}

#[cfg(test)]
mod tests;
