//! A package on trial: compiled once, its tests run on it, and on changed versions of it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Instant;

use regorus::{Engine, Value};

use super::explain::explain;
use super::groups::Group;
use super::runner::{Answer, Runner};
use super::suite::Suite;
use super::values::written;
use super::{Failed, Outcome, UnitTest, cases};
use crate::rego::coverage::{Coverage, lines};
use crate::rego::{RegoError, failure, parsed_beside_others};
use crate::text::SourceText;

/// A package that is compiled with its tests.
#[derive(Debug)]
pub struct Bench<'a> {
    pub(in crate::rego) suite: &'a Suite<'a>,
    /// Everything but the policy or library, so that a version of it is all that is added.
    beside: Engine,
    /// Everything, asked nothing yet.
    whole: Runner,
    /// What the rules of tests were when they ran.
    known: RefCell<BTreeMap<String, Value>>,
}

/// What became of the tests of a package.
#[derive(Clone, Debug)]
pub struct Ran {
    /// Its tests, in the order of their files and rules.
    pub tests: Vec<UnitTest>,
    /// The lines that they reached, where somebody asked and there is a policy to be reached.
    pub coverage: Option<Coverage>,
}

impl<'a> Bench<'a> {
    pub(super) fn new(suite: &'a Suite<'a>) -> Result<Self, Vec<RegoError>> {
        let beside = suite.beside(suite.source().map_or("", SourceText::name))?;
        let mut engine = beside.clone();
        if let Some(subject) = suite.subject {
            suite.add(&mut engine, &subject.source, subject.runnable.clone())?;
        }
        let whole = suite.runner(engine)?;
        Ok(Self {
            suite,
            beside,
            whole,
            known: RefCell::default(),
        })
    }

    /// Runs the tests whose name in full is wanted.
    pub fn run(&self, wanted: &dyn Fn(&str) -> bool, with_coverage: bool) -> Ran {
        let mut runner = self.whole.clone();
        if with_coverage {
            runner.watch_lines();
        }
        let groups = self.suite.groups().into_iter();
        let wanted = groups.filter(|group| wanted(&group.path()));
        let tests = wanted.flat_map(|group| self.run_group(&group, &mut runner));
        let tests = tests.collect();
        let coverage = with_coverage.then(|| self.coverage(runner)).flatten();
        Ran { tests, coverage }
    }

    fn run_group(&self, group: &Group<'_>, runner: &mut Runner) -> Vec<UnitTest> {
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
        let value = answer.value.as_ref().ok().cloned();
        let mut known = self.known.borrow_mut();
        known.insert(group.asked(), value.unwrap_or(Value::Undefined));
        let mut tests = match group.has_cases() {
            true => cases::outcomes(self.suite, group, answer),
            false => vec![group.test(None, self.outcome(group, answer))],
        };
        tests.iter_mut().for_each(|test| test.time = time);
        tests
    }

    fn outcome(&self, group: &Group<'_>, answer: Answer) -> Outcome {
        let reason = match &answer.value {
            Ok(Value::Bool(true)) => return Outcome::Passed,
            Ok(Value::Undefined) => "it does not hold".to_owned(),
            Ok(value) => format!("its value is {}", written(value)),
            Err(error) => failure::reason(error),
        };
        // What ran too long once would do so again.
        let limit = answer.value.as_ref().err().and_then(failure::limit);
        let steps = match limit {
            None => explain(self.suite, group, None),
            Some(_) => Vec::new(),
        };
        Outcome::Failed(Failed {
            reason,
            steps,
            prints: answer.prints,
        })
    }

    fn coverage(&self, runner: Runner) -> Option<Coverage> {
        let subject = self.suite.subject?;
        let module = parsed_beside_others(subject.source.name(), &subject.runnable).ok()?;
        let reached = runner.reached().remove(subject.source.name());
        let reached = reached.unwrap_or_default();
        let missed = lines(&module).difference(&reached).copied().collect();
        Some(Coverage {
            package: self.suite.package().to_owned(),
            file: subject.source.name().to_owned(),
            reached,
            missed,
        })
    }

    /// What each test is while nothing is changed, whether it ran before or not.
    pub(in crate::rego) fn answers(&self) -> Vec<(String, Value)> {
        let mut runner = self.whole.clone();
        let groups = self.suite.groups().into_iter();
        let run = groups.filter(|group| !group.is_todo());
        let rules = run.map(|group| group.asked());
        let known = self.known.borrow();
        let answer = |rule: String| {
            let value = known.get(&rule).cloned();
            let value =
                value.unwrap_or_else(|| runner.ask(&rule).value.unwrap_or(Value::Undefined));
            (rule, value)
        };
        rules.map(answer).collect()
    }

    /// Whether a test answers something else when another text stands in the place of the policy.
    pub(in crate::rego) fn notices(
        &self,
        changed: &SourceText,
        answers: &[(String, Value)],
    ) -> bool {
        let Ok(mut runner) = self.suite.completed(self.beside.clone(), changed) else {
            return true;
        };
        let mut answers = answers.iter();
        answers.any(|(rule, answer)| runner.ask(rule).value.ok().as_ref() != Some(answer))
    }
}
