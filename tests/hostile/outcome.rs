//! What came of a hostile policy, held against what has to.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;

use super::case::{Case, Health, shared};
use super::process::{self, Ran};

/// The most that the program itself may hold, its workers not counted.
const MOST_MEMORY: u64 = 200 << 20;

/// The most that a run may print about five resources.
const MOST_TEXT: usize = 4 << 20;

/// What is wrong with the outcome of a case.
pub(crate) struct Complaints {
    case: String,
    found: Vec<String>,
    errors: String,
}

impl Complaints {
    pub(crate) fn add(&mut self, complaint: String) {
        self.found.push(complaint);
    }

    fn expect(&mut self, holds: bool, complaint: impl FnOnce() -> String) {
        if !holds {
            self.add(complaint());
        }
    }

    /// All of it as a text; nothing where there is nothing.
    pub(crate) fn text(&self) -> Option<String> {
        let found = self.found.join("\n    ");
        let start: String = self.errors.chars().take(600).collect();
        let said = start.escape_debug().to_string().replace("\\n", "\n      ");
        (!self.found.is_empty()).then(|| format!("{}\n    {found}\n      {said}", self.case))
    }
}

/// Runs a case, and says what is wrong and how long it took.
pub(crate) fn of(case: &Case) -> (Complaints, Duration) {
    let ran = run(
        case,
        "catalog.yaml",
        &[case.policies(), shared("neighbour")],
    );
    let mut complaints = Complaints {
        case: case.name.clone(),
        found: Vec::new(),
        errors: ran.errors.clone(),
    };
    ends_in_order(&mut complaints, &ran);
    steers_nothing(&mut complaints, case, &ran);
    let report = serde_json::from_str(&ran.output).ok();
    match report {
        None => is_refused(&mut complaints, case, &ran),
        Some(report) => {
            decides_as_expected(&mut complaints, case, &ran, &report);
            leaves_its_neighbour_alone(&mut complaints, case, &report);
            raises_no_score(&mut complaints, case, &report);
        }
    }
    (complaints, ran.took)
}

fn run(case: &Case, catalog: &str, policies: &[PathBuf]) -> Ran {
    let policies: Vec<_> = policies.iter().map(PathBuf::as_path).collect();
    process::score(
        &case.inventory(),
        &shared(catalog),
        &policies,
        &case.expected.args,
    )
}

fn ends_in_order(complaints: &mut Complaints, ran: &Ran) {
    match ran.status {
        None => complaints.add("does not end".to_owned()),
        Some(status) => complaints.expect(matches!(status.code(), Some(0 | 2)), || {
            format!("ended with {status}")
        }),
    }
    complaints.expect(ran.peak < MOST_MEMORY, || {
        format!("took {} MiB in the program itself", ran.peak >> 20)
    });
}

/// Neither a terminal nor a CI log takes orders from a policy or an inventory.
fn steers_nothing(complaints: &mut Complaints, case: &Case, ran: &Ran) {
    for (stream, text) in [("output", &ran.output), ("errors", &ran.errors)] {
        complaints.expect(text.len() < MOST_TEXT, || {
            format!("prints {} bytes to {stream}", text.len())
        });
        let steering = text.chars().find(|character| is_steering(*character));
        complaints.expect(steering.is_none(), || {
            format!("{steering:?} stands raw in {stream}")
        });
        let order = text.lines().find(|line| is_order(line));
        complaints.expect(order.is_none(), || {
            format!("a line of {stream} is an order to CI: {order:?}")
        });
        for hidden in &case.expected.hidden {
            complaints.expect(!text.contains(hidden), || {
                format!("`{hidden}` stands in {stream}")
            });
        }
    }
    // Azure Pipelines takes its orders from anywhere in a line.
    complaints.expect(!ran.errors.contains("##vso["), || {
        "`##vso[` stands in errors".to_owned()
    });
}

/// Control characters but tab and line end, and those that turn the direction of a text.
fn is_steering(character: char) -> bool {
    let turns = matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    turns || (character.is_control() && !matches!(character, '\n' | '\t'))
}

fn is_order(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("::") || line.starts_with("##")
}

/// No report: there has to be a diagnostic with an expected code.
fn is_refused(complaints: &mut Complaints, case: &Case, ran: &Ran) {
    let code = ran.status.and_then(|status| status.code());
    complaints.expect(code == Some(2), || {
        format!("no report, and ended with {code:?}")
    });
    complaints.expect(ran.output.is_empty(), || {
        "half a report is written".to_owned()
    });
    let codes = &case.expected.refused;
    let is_said = |code: &String| ran.errors.lines().any(|line| line.trim() == code);
    complaints.expect(codes.iter().any(is_said), || {
        format!("has to be refused with one of {codes:?}")
    });
}

fn decides_as_expected(complaints: &mut Complaints, case: &Case, ran: &Ran, report: &Value) {
    let expected = &case.expected;
    if expected.every.is_empty() && expected.pairs.is_empty() {
        return complaints.add(format!(
            "is accepted: {:?}",
            pairs(report, "contoso.hostile")
        ));
    }
    let found = pairs(report, "contoso.hostile");
    complaints.expect(!found.is_empty(), || "nothing is assessed".to_owned());
    for (resource, (health, reasons)) in &found {
        let wanted = expected.pairs.get(resource).unwrap_or(&expected.every);
        complaints.expect(wanted.contains(health), || {
            format!("{resource} is {health:?}, not {wanted:?}: {}", cut(reasons))
        });
        if *health == Health::Indeterminate {
            is_named(complaints, case, ran, reasons);
        }
    }
    let is_unsure = found
        .values()
        .any(|(health, _)| *health == Health::Indeterminate);
    let code = ran.status.and_then(|status| status.code());
    let wanted = Some(if is_unsure { 2 } else { 0 });
    complaints.expect(code == wanted, || {
        format!("ended with {code:?}, not {wanted:?}")
    });
}

/// What was not evaluated is named, with a reason.
fn is_named(complaints: &mut Complaints, case: &Case, ran: &Ran, reasons: &str) {
    complaints.expect(!reasons.trim().is_empty(), || {
        "no reason is given".to_owned()
    });
    complaints.expect(
        ran.errors.contains("indeterminate: `contoso.hostile`"),
        || "standard error does not name what is indeterminate".to_owned(),
    );
    let because = &case.expected.because;
    let is_given = because.is_empty() || because.iter().any(|text| reasons.contains(text));
    complaints.expect(is_given, || format!("the reason is `{}`", cut(reasons)));
}

fn leaves_its_neighbour_alone(complaints: &mut Complaints, case: &Case, report: &Value) {
    let alone = run(case, "neighbour_alone.yaml", &[shared("neighbour")]);
    let alone: Value = serde_json::from_str(&alone.output).unwrap_or_default();
    let (wanted, found) = (
        pairs(&alone, "contoso.neighbour"),
        pairs(report, "contoso.neighbour"),
    );
    complaints.expect(!wanted.is_empty() && wanted == found, || {
        format!("its neighbour says {found:?} instead of {wanted:?}")
    });
    let (wanted, found) = (control(&alone, "neighbour"), control(report, "neighbour"));
    complaints.expect(wanted == found, || {
        format!("its neighbour's control is {found} instead of {wanted}")
    });
}

/// The score is that of the pairs that are healthy by right, and without one never above that of
/// the same run with every pair unhealthy.
fn raises_no_score(complaints: &mut Complaints, case: &Case, report: &Value) {
    let found = pairs(report, "contoso.hostile");
    let count = |wanted: &[Health]| {
        let is_wanted = |(health, _): &&(Health, String)| wanted.contains(health);
        found.values().filter(is_wanted).count()
    };
    let healthy = count(&[Health::Healthy]);
    let counted = healthy + count(&[Health::Unhealthy, Health::Indeterminate]);
    let current = control(report, "hostile")["score"]["current"].as_f64();
    let wanted = 10.0 * healthy as f64 / counted.max(1) as f64;
    complaints.expect(
        current.is_some_and(|current| (current - wanted).abs() < 0.006),
        || format!("its control has {current:?} points, not {wanted}"),
    );
    if healthy == 0 {
        let worst = run(
            case,
            "catalog.yaml",
            &[shared("unhealthy"), shared("neighbour")],
        );
        let worst: Value = serde_json::from_str(&worst.output).unwrap_or_default();
        let (found, most) = (overall(report), overall(&worst));
        complaints.expect(found.is_some() && found <= most, || {
            format!("the score is {found:?}, that of the worst policy {most:?}")
        });
    }
}

/// Health and reasons of a recommendation's pairs, by the last word of the resource.
fn pairs(report: &Value, recommendation: &str) -> BTreeMap<String, (Health, String)> {
    let rows = report["assessments"].as_array().into_iter().flatten();
    let pair = |row: &Value| {
        let resource = row["resource"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap();
        let health = serde_json::from_value(row["health"].clone()).unwrap();
        let reasons = row["reasons"].as_array().into_iter().flatten();
        let reasons: Vec<&str> = reasons.filter_map(Value::as_str).collect();
        (resource.to_owned(), (health, reasons.join("; ")))
    };
    rows.filter(|row| row["recommendation"] == recommendation)
        .map(pair)
        .collect()
}

fn control(report: &Value, id: &str) -> Value {
    let controls = report["scopes"][0]["controls"]
        .as_array()
        .into_iter()
        .flatten();
    let mut found = controls.filter(|control| control["id"] == id);
    let mut control = found.next().cloned().unwrap_or_default();
    // A share of the whole, which the other control is part of.
    control["potentialIncrease"] = Value::Null;
    control
}

fn overall(report: &Value) -> Option<f64> {
    report["score"]["percentage"].as_f64()
}

fn cut(text: &str) -> String {
    text.chars().take(200).collect()
}
