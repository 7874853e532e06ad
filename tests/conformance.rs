//! OPA's own v1 cases, asked of the engine that judges.
//!
//! The cases are read from a file of one JSON object a line, whose place
//! `SECURESCORE_CONFORMANCE` names; without it nothing is tested, and the run says so. What
//! becomes of each stands in `data/conformance.tsv`: that it passes, or why it does not. Where
//! that has changed, `REFRESH=1 cargo test --test conformance` writes the file anew.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use regorus::Value;
use securescore::rego::{Limits, Question};
use securescore::text::SourceText;

const CASES: &str = "../shared/conformance/opa-v1-cases.ndjson";
const STATUS: &str = "tests/data/conformance.tsv";
const AS_OF: &str = "2026-11-24T12:00:00Z";
/// So many pass at least.
const PASSING: usize = 1601;

/// Built-ins whose answer could not be recomputed.
const REFUSED: [&str; 2] = ["net.lookup_ip_addr", "uuid.rfc4122"];

/// What an error says, and why the case it belongs to does not pass.
const REASONS: [(&str, &str); 28] = [
    // What we refuse, and OPA does not.
    ("a line is at most", "stricter than OPA: a line has an end"),
    (
        "brackets are nested too deeply",
        "stricter than OPA: nesting has an end",
    ),
    (
        "a rule leads back to itself",
        "stricter than OPA: a path worked out may lead anywhere",
    ),
    (
        "is the name of a built-in",
        "stricter than OPA: no default over a built-in",
    ),
    (
        "`walk` has many results",
        "stricter than OPA: `walk` is a statement",
    ),
    (
        "nothing gives `x` a value",
        "stricter than OPA: a name is one variable in all of a body",
    ),
    ("divide by zero", BUILT_IN_ERRORS),
    ("could not parse number", BUILT_IN_ERRORS),
    ("has no answer to these arguments", BUILT_IN_ERRORS),
    ("a list of a pattern has no end", BUILT_IN_ERRORS),
    ("the unit of a number of bytes is unknown", BUILT_IN_ERRORS),
    ("invalid regex", BUILT_IN_ERRORS),
    ("expects string/array[string]/set[string]", BUILT_IN_ERRORS),
    ("expects string collection", BUILT_IN_ERRORS),
    ("`object.subset` does not hold", BUILT_IN_ERRORS),
    ("`count` requires", BUILT_IN_ERRORS),
    (
        "is no whole number of 64 bits",
        "stricter than OPA: ranges are of 64 bits",
    ),
    // What regorus does not know.
    ("unexpected keyword", KEYWORDS),
    ("expecting expression", KEYWORDS),
    ("expecting identifier", KEYWORDS),
    ("expecting `}` while parsing query", KEYWORDS),
    ("invalid character", TEMPLATES),
    ("expecting }", TEMPLATES),
    ("out of range", "regorus: numbers are those of 64 bits"),
    ("use of undefined variable", REPLACEMENTS),
    ("undefined rule", REPLACEMENTS),
    // What regorus answers otherwise.
    (
        "[\"one\",\"five\",\"six\",\"seven\"",
        "regorus: paths of a graph that comes back to itself",
    ),
    (
        "[] instead of [{\"x\":\"c\"}]",
        "regorus: an element of a set by its path",
    ),
];
const BUILT_IN_ERRORS: &str = "stricter than OPA: an error of a built-in is one";
const KEYWORDS: &str = "regorus: no keywords as names of rules";
const TEMPLATES: &str = "regorus: no template strings";
const REPLACEMENTS: &str = "regorus: no built-in in the place of a function";

/// One case, under a name of its own: names of cases are not unique.
struct Case {
    name: String,
    case: Value,
}

impl Case {
    /// Why the case passes or does not.
    fn status(&self) -> String {
        let wants_error = self.case["want_result"] == Value::Undefined;
        match self.answer() {
            Ok(answer) if !wants_error && self.is_wanted(&answer) => "pass".to_owned(),
            Ok(answer) => reason(&format!("{answer} instead of {}", self.case["want_result"])),
            Err(message) => match missing(&message) {
                Some(built_in) if wants_error => format!("pass, for want of `{built_in}`"),
                Some(built_in) if REFUSED.contains(&built_in) => {
                    format!("refused built-in `{built_in}`")
                }
                Some(built_in) => format!("missing built-in `{built_in}`"),
                None if wants_error => "pass".to_owned(),
                None if is_unbound(&message) => self.lacking().unwrap_or_else(|| reason(&message)),
                None => reason(&message),
            },
        }
    }

    fn answer(&self) -> Result<Value, String> {
        self.ask(|question, as_of, limits| question.answer(as_of, limits))
            .map(|answer| Value::from_json_str(&answer).unwrap())
            .map_err(|error| error.to_string())
    }

    /// What the evaluator answers by itself.
    fn evaluated(&self) -> Option<Value> {
        self.ask(|question, as_of, limits| question.evaluated(as_of, limits))
            .map(|answer| Value::from_json_str(&answer).unwrap())
    }

    fn ask<T>(&self, ask: impl FnOnce(&Question<'_>, Timestamp, Limits) -> T) -> T {
        let modules = self.modules();
        let [data, input] = ["data", "input"].map(|key| self.json(key));
        let term = self.text("input_term");
        let query = self.text("query").unwrap();
        let question = Question {
            modules: &modules,
            data: data.as_deref().unwrap_or("{}"),
            input: input.as_deref().or(term.as_deref()),
            query: query.trim(),
        };
        let limits = Limits {
            time: Duration::from_secs(5),
            ..Limits::default()
        };
        ask(&question, AS_OF.parse().unwrap(), limits)
    }

    /// The missing built-ins that a module calls: those that were to give a variable its value.
    fn lacking(&self) -> Option<String> {
        let modules = self.modules();
        let mut spaces = ["crypto.", "io.jwt.", "rego.parse_module"].iter();
        let space =
            spaces.find(|space| modules.iter().any(|module| module.text().contains(**space)));
        space.map(|space| format!("missing built-in `{space}`"))
    }

    fn text(&self, key: &str) -> Option<String> {
        let text = self.case[key].as_string().ok();
        text.map(|text| text.to_string())
    }

    fn json(&self, key: &str) -> Option<String> {
        let value = &self.case[key];
        (*value != Value::Undefined).then(|| value.to_json_str().unwrap())
    }

    /// The modules, each as a file.
    fn modules(&self) -> Vec<SourceText> {
        let Ok(modules) = self.case["modules"].as_array() else {
            return Vec::new();
        };
        let module = |(number, text): (usize, &Value)| {
            SourceText::new(format!("{number}.rego"), text.as_string().unwrap().as_ref())
        };
        modules.iter().enumerate().map(module).collect()
    }

    /// Answers are a set of rows; where bindings are to be sorted, lists in them are sets too.
    fn is_wanted(&self, answer: &Value) -> bool {
        let is_sorted = self.case["sort_bindings"] == Value::from(true);
        let rows = |value: &Value| {
            let rows = value.as_array().unwrap().iter();
            let mut rows: Vec<Value> = rows
                .map(|row| if is_sorted { sorted(row) } else { row.clone() })
                .collect();
            rows.sort();
            rows
        };
        rows(&self.case["want_result"]) == rows(answer)
    }
}

fn sorted(row: &Value) -> Value {
    let fields = row.as_object().unwrap().iter().map(|(name, value)| {
        let items = value.as_array().map(|items| {
            let mut items: Vec<Value> = items.iter().cloned().collect();
            items.sort();
            Value::from(items)
        });
        (name.clone(), items.unwrap_or_else(|_| value.clone()))
    });
    Value::from(fields.collect::<BTreeMap<_, _>>())
}

/// The built-in that an error says does not exist.
fn missing(message: &str) -> Option<&str> {
    message.strip_prefix("could not find function ")
}

/// Whether an error is about a variable without a value.
fn is_unbound(message: &str) -> bool {
    message.contains("is unsafe") || message.starts_with("nothing gives")
}

fn reason(message: &str) -> String {
    let message: String = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = REASONS.iter().find(|(part, _)| message.contains(part));
    known.map_or_else(
        || format!("unexplained: {message}"),
        |(_, reason)| (*reason).to_owned(),
    )
}

/// The cases, if there are any.
fn cases() -> Option<Vec<Case>> {
    let named = std::env::var_os("SECURESCORE_CONFORMANCE").map(PathBuf::from);
    let path = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(CASES));
    let text = std::fs::read_to_string(path).ok()?;
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let case = |line: &str| {
        let case = Value::from_json_str(line).unwrap();
        let note = case["note"].as_string().unwrap().to_string();
        let number = numbers.entry(note.clone()).or_default();
        *number += 1;
        let name = match *number {
            1 => note,
            number => format!("{note} #{number}"),
        };
        Case { name, case }
    };
    Some(text.lines().map(case).collect())
}

/// What becomes of each case, in their order.
fn statuses(cases: &[Case]) -> Vec<(String, String)> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(BTreeMap::new());
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let position = next.fetch_add(1, Ordering::Relaxed);
                    let Some(case) = cases.get(position) else {
                        break;
                    };
                    let status = (case.name.clone(), case.status());
                    found.lock().unwrap().insert(position, status);
                }
            });
        }
    });
    found.into_inner().unwrap().into_values().collect()
}

#[test]
fn each_case_of_opa_fares_as_the_status_file_says() {
    let Some(cases) = cases() else {
        println!("skipped: the cases of OPA are not at {CASES}");
        return;
    };
    let found = statuses(&cases);
    let line = |(name, status): &(String, String)| format!("{name}\t{status}");
    let found: Vec<String> = found.iter().map(line).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(STATUS);
    if std::env::var_os("REFRESH").is_some() {
        std::fs::write(&path, found.join("\n") + "\n").unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    let written: Vec<&str> = written.lines().collect();
    let changed: Vec<String> = found
        .iter()
        .filter(|line| !written.contains(&line.as_str()))
        .map(|line| format!("now:  {line}"))
        .collect();
    let gone = written
        .iter()
        .filter(|line| !found.iter().any(|found| found == *line));
    let gone: Vec<String> = gone.map(|line| format!("then: {line}")).collect();
    assert!(
        changed.is_empty() && gone.is_empty(),
        "{}\n{}",
        gone.join("\n"),
        changed.join("\n")
    );
}

/// What the evaluator answers by itself is what OPA answers, or what the interpreter does.
#[test]
fn the_evaluator_answers_as_opa_does_or_leaves_it() {
    let Some(cases) = cases() else {
        println!("skipped: the cases of OPA are not at {CASES}");
        return;
    };
    let mut answered = 0;
    let mut wrong = Vec::new();
    for case in &cases {
        let is_sound = case.answer();
        if let (Ok(interpreted), Some(answer)) = (&is_sound, case.evaluated()) {
            answered += 1;
            let wants_error = case.case["want_result"] == Value::Undefined;
            let is_right = !wants_error && case.is_wanted(&answer);
            if !is_right && answer != *interpreted {
                let wanted = &case.case["want_result"];
                wrong.push(format!(
                    "{}: {answer} instead of {wanted}, {interpreted}",
                    case.name
                ));
            }
        } else if let (Err(error), Some(answer)) = (&is_sound, case.evaluated()) {
            let wanted = &case.case["want_result"];
            wrong.push(format!(
                "{}: {answer} instead of {wanted}, {error}",
                case.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(answered > 400, "{answered}");
}

/// The file itself, which is here where the cases are not.
#[test]
fn no_case_is_unexplained_and_enough_pass() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(STATUS);
    let text = std::fs::read_to_string(path).unwrap();
    let statuses: Vec<&str> = text
        .lines()
        .map(|line| line.split_once('\t').unwrap().1)
        .collect();
    let passing = statuses.iter().filter(|status| status.starts_with("pass"));
    let passing = passing.count();
    assert!(passing >= PASSING, "only {passing} cases pass");
    let unexplained = statuses
        .iter()
        .filter(|status| status.starts_with("unexplained"));
    assert_eq!(unexplained.count(), 0);
    assert_eq!(statuses.len(), 2067);
}
