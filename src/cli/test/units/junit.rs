//! Results as JUnit's XML, for build servers. What XML cannot hold is escaped before.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::outcome::Outcomes;
use crate::cli::test::snapshots::Told;
use crate::rego::{Failed, Outcome, UnitTest};
use crate::text::escape::{lines, shown};

/// Writes results: a suite for each package of tests, and one for the fixtures.
///
/// # Errors
/// The writer's own.
pub(super) fn write(
    outcomes: &Outcomes,
    with_timings: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut report = Report::new("securescore");
    let packages = outcomes
        .tests
        .chunk_by(|one, next| one.package == next.package);
    for tests in packages {
        let package = tests.first().map_or("", |test| &test.package);
        let mut suite = TestSuite::new(shown(package));
        suite.add_test_cases(tests.iter().map(|test| case(test, with_timings)));
        report.add_test_suite(suite);
    }
    if !outcomes.fixtures.is_empty() {
        let mut suite = TestSuite::new("fixtures");
        suite.add_test_cases(outcomes.fixtures.iter().map(fixture));
        report.add_test_suite(suite);
    }
    report.serialize(out).map_err(io::Error::other)
}

fn fixture(told: &Told) -> TestCase {
    let status = match told {
        Told {
            is_failure: true, ..
        } => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let changes = told.changes.iter().map(|change| shown(change));
            status.set_message(told.outcome);
            status.set_description(changes.collect::<Vec<_>>().join("\n"));
            status
        }
        Told {
            outcome: "orphaned",
            ..
        } => TestCaseStatus::skipped(),
        _ => TestCaseStatus::success(),
    };
    let mut case = TestCase::new(shown(&told.name), status);
    case.set_classname("fixtures");
    case
}

fn case(test: &UnitTest, with_timings: bool) -> TestCase {
    let status = match &test.outcome {
        Outcome::Passed => TestCaseStatus::success(),
        Outcome::Skipped => TestCaseStatus::skipped(),
        Outcome::Failed(failed) => failure(test, failed),
    };
    let case = test.case.iter().map(|case| format!(" [{case}]"));
    let name = format!("{}{}", test.name, case.collect::<String>());
    let mut case = TestCase::new(shown(&name), status);
    case.set_classname(shown(&test.package));
    if with_timings {
        case.set_time(test.time);
    }
    case
}

fn failure(test: &UnitTest, failed: &Failed) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    let mut text = vec![format!("{}:{}", shown(&test.file), test.line)];
    for step in &failed.steps {
        text.push(format!("line {} {}:", step.line, step.result));
        text.extend(lines(&step.statement).map(|line| format!("    {line}")));
        let value =
            |(part, value): &(String, String)| format!("{} is {}", shown(part), shown(value));
        text.extend(step.values.iter().map(value));
    }
    let prints = failed.prints.iter();
    text.extend(prints.map(|print| format!("printed: {}", shown(print))));
    status.set_message(shown(&failed.reason));
    status.set_description(text.join("\n"));
    status
}
