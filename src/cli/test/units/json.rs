//! Results as JSON.

use std::collections::BTreeSet;
use std::io::{self, Write};

use miette::Diagnostic;
use serde::Serialize;

use super::outcome::{Counts, Outcomes, Share};
use crate::cli::test::snapshots::Told;
use crate::format::json::pretty;
use crate::rego::{Coverage, Mutant, Outcome, RegoError, Step, UnitTest};

/// Writes results.
///
/// # Errors
/// The writer's own.
pub(super) fn write(
    outcomes: &Outcomes,
    with_timings: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let results = Results {
        version: 1,
        counts: outcomes.counts(),
        tests: outcomes
            .tests
            .iter()
            .map(|test| Test::of(test, with_timings))
            .collect(),
        notes: outcomes.notes.iter().map(Note::of).collect(),
        fixtures: &outcomes.fixtures,
        coverage: outcomes.reached().map(|share| CoverageRows {
            share: share.into(),
            files: outcomes.coverage().iter().map(File::of).collect(),
        }),
        mutation: outcomes.noticed().map(|share| Mutation {
            share: share.into(),
            survivors: outcomes
                .mutants
                .iter()
                .flatten()
                .filter_map(Survivor::of)
                .collect(),
        }),
    };
    pretty(&results, out)
}

#[derive(Serialize)]
struct Results<'a> {
    version: u8,
    counts: Counts,
    tests: Vec<Test<'a>>,
    notes: Vec<Note<'a>>,
    #[serde(skip_serializing_if = "<[Told]>::is_empty")]
    fixtures: &'a [Told],
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<CoverageRows<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mutation: Option<Mutation<'a>>,
}

#[derive(Serialize)]
struct Test<'a> {
    package: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<&'a str>,
    file: &'a str,
    line: usize,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepRow<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    prints: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    microseconds: Option<u64>,
}

#[derive(Serialize)]
struct StepRow<'a> {
    line: usize,
    result: &'a str,
    statement: &'a str,
    ways: usize,
    values: Vec<ValueRow<'a>>,
}

#[derive(Serialize)]
struct ValueRow<'a> {
    expression: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct Note<'a> {
    code: String,
    message: String,
    file: &'a str,
    line: usize,
}

/// So many of so many.
#[derive(Serialize)]
struct Part {
    part: usize,
    whole: usize,
}

impl From<Share> for Part {
    fn from(Share { part, whole }: Share) -> Self {
        Self { part, whole }
    }
}

#[derive(Serialize)]
struct CoverageRows<'a> {
    share: Part,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    package: &'a str,
    file: &'a str,
    reached: &'a BTreeSet<usize>,
    missed: &'a BTreeSet<usize>,
}

#[derive(Serialize)]
struct Mutation<'a> {
    share: Part,
    survivors: Vec<Survivor<'a>>,
}

#[derive(Serialize)]
struct Survivor<'a> {
    package: &'a str,
    file: &'a str,
    line: usize,
    change: &'a str,
}

impl<'a> Test<'a> {
    fn of(test: &'a UnitTest, with_timings: bool) -> Self {
        let failure = test.failure();
        let steps = failure.map_or(&[][..], |failed| &failed.steps);
        let time = u64::try_from(test.time.as_micros()).unwrap_or(u64::MAX);
        Self {
            package: &test.package,
            name: &test.name,
            case: test.case.as_deref(),
            file: &test.file,
            line: test.line,
            outcome: match test.outcome {
                Outcome::Passed => "passed",
                Outcome::Skipped => "skipped",
                Outcome::Failed(_) => "failed",
            },
            reason: failure.map(|failed| failed.reason.as_str()),
            steps: steps.iter().map(StepRow::of).collect(),
            prints: failure.map_or(&[], |failed| &failed.prints),
            microseconds: with_timings.then_some(time),
        }
    }
}

impl<'a> StepRow<'a> {
    fn of(step: &'a Step) -> Self {
        let value = |(expression, value): &'a (String, String)| ValueRow { expression, value };
        Self {
            line: step.line,
            result: step.result,
            statement: &step.statement,
            ways: step.ways,
            values: step.values.iter().map(value).collect(),
        }
    }
}

impl<'a> Note<'a> {
    fn of(note: &'a RegoError) -> Self {
        Self {
            code: note
                .code()
                .map_or_else(String::new, |code| code.to_string()),
            message: note.to_string(),
            file: note.source().name(),
            line: note.source().line_at(note.span().offset()),
        }
    }
}

impl<'a> File<'a> {
    fn of(coverage: &'a Coverage) -> Self {
        Self {
            package: &coverage.package,
            file: &coverage.file,
            reached: &coverage.reached,
            missed: &coverage.missed,
        }
    }
}

impl<'a> Survivor<'a> {
    fn of(mutant: &'a Mutant) -> Option<Self> {
        (!mutant.noticed).then(|| Self {
            package: &mutant.package,
            file: mutant.before.name(),
            line: mutant.line,
            change: mutant.what,
        })
    }
}
