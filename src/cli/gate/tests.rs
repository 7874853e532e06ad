use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use clap::Parser;
use jiff::Timestamp;

use super::*;
use crate::assessment::{Health, Standing};
use crate::recommendation::RecommendationId;
use crate::report::{Coverage, Failures, Overall, Row};
use crate::resource::{Origin, Resource, ResourceId, ResourceType};

#[derive(Parser)]
struct CommandLine {
    #[command(flatten)]
    gates: GateArgs,
}

/// The gates of a command line in a project.
fn gates(arguments: &[&str], project: &Gate) -> Result<Gates, Failure> {
    let arguments = std::iter::once("securescore").chain(arguments.iter().copied());
    CommandLine::parse_from(arguments).gates.resolve(project)
}

fn flags(arguments: &[&str]) -> Gates {
    gates(arguments, &Gate::default()).unwrap()
}

/// What a recommendation came to.
struct Outcome {
    standing: Standing,
    severity: Severity,
    health: Health,
}

/// A report on a score and some results.
fn report(score: Option<Exact>, results: Vec<Outcome>) -> Report {
    let recommendation = RecommendationId::new("a.b");
    let kind = ResourceType::new("m.x/y");
    let (id, row) = (ResourceId::new("/x"), serde_json::Map::new());
    let resource = Resource::new(id, kind, row, Origin::synthetic());
    let mut failures = Failures::default();
    for result in &results {
        failures.count(Row {
            recommendation: &recommendation,
            resource: &resource,
            standing: &result.standing,
            severity: result.severity,
            health: result.health,
            raw_health: result.health,
            reasons: &[],
            exemption: None,
        });
    }
    Report {
        as_of: Timestamp::UNIX_EPOCH,
        title: String::new(),
        overall: Overall {
            effective: score,
            ..Overall::default()
        },
        coverage: Coverage::default(),
        scopes: Vec::new(),
        groups: Vec::new(),
        gains: Vec::new(),
        failures,
        assessments: results.len(),
        exemptions: Vec::new(),
        warnings: Vec::new(),
        skipped_records: 0,
    }
}

fn result(health: Health, severity: Severity) -> Outcome {
    Outcome {
        standing: Standing::Scored,
        severity,
        health,
    }
}

fn scoring(numerator: i128, denominator: i128) -> Report {
    report(Some(Exact::new(numerator, denominator)), Vec::new())
}

/// Nothing was left out.
const NOTHING: LeftOut = LeftOut {
    found: 0,
    allowed: 0,
};

fn exit(gates: Gates, report: &Report) -> Exit {
    gates.judge(report, NOTHING).0
}

#[test]
fn a_ratio_is_read_exactly() {
    for (text, numerator, denominator) in [
        ("0.7", 7, 10),
        (".7", 7, 10),
        ("70%", 7, 10),
        ("56.76%", 5676, 10_000),
        ("0.000000000000001", 1, 1_000_000_000_000_000),
        ("0", 0, 1),
        ("1", 1, 1),
        ("1.", 1, 1),
        ("100%", 1, 1),
    ] {
        assert_eq!(
            ratio(text),
            Ok(Exact::new(numerator, denominator)),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_ratio_is_an_error_in_the_words_of_the_user() {
    for text in [
        "70",
        "-0.1",
        "+0.1",
        "",
        ".",
        "%",
        "nan",
        "1.01",
        "100.01%",
        "0,7",
        "1e-1",
        "0.7.0",
        "70%%",
        " 0.7",
        "0x1",
        "0.0000000000000001",
        "0000000000000000",
    ] {
        let wrong = format!("`{text}` is no score between 0 and 1, nor between 0% and 100%");
        assert_eq!(ratio(text), Err(wrong));
    }
}

#[test]
fn without_gates_a_report_passes() {
    let open = report(None, vec![result(Health::Unhealthy, Severity::Critical)]);
    assert_eq!(flags(&[]).judge(&open, NOTHING), (Exit::Done, Vec::new()));
}

#[test]
fn a_score_passes_at_the_minimum_and_fails_below_it() {
    let gates = flags(&["--fail-under", "0.7"]);
    assert_eq!(exit(gates, &scoring(7, 10)), Exit::Done);
    assert_eq!(exit(gates, &scoring(1, 1)), Exit::Done);
    let just_below = scoring(69_999_999, 100_000_000);
    let why = "the score of 69.9% is below 70%".to_owned();
    assert_eq!(gates.judge(&just_below, NOTHING), (Exit::Gate, vec![why]));
}

#[test]
fn no_score_is_below_any_minimum() {
    let why = "there is no score, and 0% is wanted".to_owned();
    let judged = flags(&["--fail-under", "0"]).judge(&report(None, Vec::new()), NOTHING);
    assert_eq!(judged, (Exit::Gate, vec![why]));
}

#[test]
fn results_of_the_severity_and_above_fail() {
    let gates = flags(&["--fail-on", "high"]);
    let of = |health, severity| report(None, vec![result(health, severity)]);
    for severity in [Severity::High, Severity::Critical] {
        let why = "results of severity high or above that are not healthy: 1".to_owned();
        let judged = gates.judge(&of(Health::Unhealthy, severity), NOTHING);
        assert_eq!(judged, (Exit::Gate, vec![why]));
        assert_eq!(exit(gates, &of(Health::Healthy, severity)), Exit::Done);
        assert_eq!(
            exit(gates, &of(Health::NotApplicable, severity)),
            Exit::Done
        );
    }
    let medium = of(Health::Unhealthy, Severity::Medium);
    assert_eq!(exit(gates, &medium), Exit::Done);
}

#[test]
fn what_does_not_count_fails_no_gate() {
    let mut preview = result(Health::Unhealthy, Severity::Critical);
    preview.standing = Standing::Preview;
    let mut failed = result(Health::Indeterminate, Severity::Critical);
    failed.standing = Standing::Preview;
    let report = report(None, vec![preview, failed]);
    assert_eq!(exit(flags(&["--fail-on", "low"]), &report), Exit::Done);
}

#[test]
fn both_gates_say_why() {
    let gates = flags(&["--fail-under", "1", "--fail-on", "low"]);
    let open = vec![result(Health::Unhealthy, Severity::Low)];
    let (exit, reasons) = gates.judge(&report(Some(Exact::new(1, 2)), open), NOTHING);
    assert_eq!((exit, reasons.len()), (Exit::Gate, 2));
}

#[test]
fn a_verdict_that_cannot_be_trusted_is_no_question_of_gates() {
    let failed = || result(Health::Indeterminate, Severity::Low);
    let two = report(Some(Exact::from(1)), vec![failed(), failed()]);
    let why = |allowed: usize| vec![format!("indeterminate results: 2, allowed: {allowed}")];
    assert_eq!(flags(&[]).judge(&two, NOTHING), (Exit::Input, why(0)));
    let one_allowed = flags(&["--max-indeterminate", "1", "--fail-on", "low"]);
    assert_eq!(one_allowed.judge(&two, NOTHING), (Exit::Input, why(1)));
    let both_allowed = flags(&["--max-indeterminate", "2"]);
    assert_eq!(exit(both_allowed, &two), Exit::Done);
}

#[test]
fn as_much_may_be_left_out_as_is_allowed() {
    let excess = |found, allowed| LeftOut { found, allowed }.excess();
    for (found, allowed) in [(0, 0), (0, 2), (1, 2), (2, 2)] {
        assert_eq!(excess(found, allowed), None, "{found} of {allowed}");
    }
    let why = "records and pages left out: 3, allowed: 2".to_owned();
    assert_eq!(excess(3, 2), Some(why));
}

#[test]
fn what_failed_and_is_allowed_still_counts_against_a_gate() {
    let failed = report(None, vec![result(Health::Indeterminate, Severity::High)]);
    let gates = flags(&["--max-indeterminate", "1", "--fail-on", "high"]);
    assert_eq!(exit(gates, &failed), Exit::Gate);
}

#[test]
fn the_command_line_goes_before_the_project() {
    let project = Gate {
        minimum_score: Some("0.9".to_owned()),
        fail_on: vec![Severity::Critical, Severity::Medium, Severity::High],
    };
    let half = scoring(1, 2);
    let medium = report(
        Some(Exact::from(1)),
        vec![result(Health::Unhealthy, Severity::Medium)],
    );
    let of_project = gates(&[], &project).unwrap();
    assert_eq!(exit(of_project, &half), Exit::Gate);
    assert_eq!(exit(of_project, &medium), Exit::Gate, "the least counts");
    let told = ["--fail-under", "0.5", "--fail-on", "high"];
    let told = gates(&told, &project).unwrap();
    assert_eq!(exit(told, &half), Exit::Done);
    assert_eq!(exit(told, &medium), Exit::Done);
}

#[test]
fn a_minimum_of_the_project_that_is_no_ratio_is_an_error() {
    let project = Gate {
        minimum_score: Some("70".to_owned()),
        ..Gate::default()
    };
    assert!(gates(&[], &project).is_err());
    assert!(gates(&["--fail-under", "0.5"], &project).is_ok());
}

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn why_a_gate_failed_is_said_beside_the_report() {
    let heard = Heard::default();
    let mut console = Console {
        input: Box::new(io::empty()),
        output: Box::new(io::sink()),
        errors: Box::new(heard.clone()),
        is_output_terminal: false,
        is_error_terminal: false,
        is_colour_wanted: false,
        program: None,
    };
    let gates = flags(&["--fail-under", "70%"]);
    assert_eq!(
        gates.hold(&scoring(1, 2), NOTHING, &mut console),
        Exit::Gate
    );
    let said = String::from_utf8(heard.0.lock().unwrap().clone()).unwrap();
    assert_eq!(said, "failed: the score of 50% is below 70%\n");
}
