//! OPA's own v1 cases, asked of the engine that judges.
//!
//! The cases are read from a file of one JSON object a line, whose place
//! `SECURESCORE_CONFORMANCE` names; without it nothing is tested, and the run says so. What
//! becomes of each case stands in `data/conformance.tsv`: `pass`, or the reason why it does not.
//! `REFRESH=1 cargo test --test conformance` prints the lines that have changed.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros
)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use regorus::Value;
use securescore::rego::{Limits, Question};
use securescore::text::SourceText;

const CASES: &str = "../shared/conformance/opa-v1-cases.ndjson";
/// What the cases hold the built-ins against, where the time matters.
const AS_OF: &str = "2026-11-24T12:00:00Z";

/// One case, under a name of its own: names of cases are not unique.
struct Case {
    name: String,
    case: Value,
}

impl Case {
    fn text(&self, key: &str) -> Option<String> {
        self.case[key].as_string().ok().map(|text| text.to_string())
    }

    /// The modules under names that differ.
    fn modules(&self) -> Vec<SourceText> {
        let modules = self.case["modules"].as_array();
        let modules = modules.map(|modules| {
            modules
                .iter()
                .enumerate()
                .map(|(number, text)| {
                    SourceText::new(format!("{number}.rego"), text.as_string().unwrap().as_ref())
                })
                .collect()
        });
        modules.unwrap_or_default()
    }

    fn wants_error(&self) -> bool {
        self.case["want_result"] == Value::Undefined
    }

    /// `pass`, or what happened instead.
    fn outcome(&self) -> String {
        let modules = self.modules();
        let data = &self.case["data"];
        let data = if *data == Value::Undefined {
            "{}".to_owned()
        } else {
            data.to_json_str().unwrap()
        };
        let input = &self.case["input"];
        let input = if *input == Value::Undefined {
            self.text("input_term")
        } else {
            Some(input.to_json_str().unwrap())
        };
        let query = self.text("query").unwrap();
        let query = query.trim();
        let question = Question {
            modules: &modules,
            data: &data,
            input: input.as_deref(),
            query,
        };
        let limits = Limits {
            time: Duration::from_secs(5),
            ..Limits::default()
        };
        let as_of: Timestamp = AS_OF.parse().unwrap();
        match question.answer(as_of, limits) {
            Err(_) if self.wants_error() => "pass".to_owned(),
            Err(error) => format!("error: {error}"),
            Ok(answer) if self.wants_error() => format!("no error but {answer}"),
            Ok(answer) => {
                let wanted = self.case["want_result"].clone();
                let answer = Value::from_json_str(&answer).unwrap();
                if self.same(&wanted, &answer) {
                    "pass".to_owned()
                } else {
                    format!("{answer} instead of {wanted}")
                }
            }
        }
    }

    /// Answers are a set, and so are bindings that are to be sorted.
    fn same(&self, wanted: &Value, answer: &Value) -> bool {
        let is_sorted = self.case["sort_bindings"] == Value::from(true);
        let normal = |value: &Value| {
            let mut rows: Vec<Value> = value
                .as_array()
                .map(|rows| {
                    rows.iter()
                        .map(|row| if is_sorted { sorted(row) } else { row.clone() })
                        .collect()
                })
                .unwrap_or_default();
            rows.sort();
            rows
        };
        normal(wanted) == normal(answer)
    }
}

fn sorted(row: &Value) -> Value {
    let Ok(fields) = row.as_object() else {
        return row.clone();
    };
    let fields = fields.iter().map(|(name, value)| {
        let mut value = value.clone();
        if let Ok(items) = value.as_array() {
            let mut items: Vec<Value> = items.iter().cloned().collect();
            items.sort();
            value = Value::from(items);
        }
        (name.clone(), value)
    });
    Value::from(fields.collect::<BTreeMap<_, _>>())
}

/// The cases, if there are any.
fn cases() -> Option<Vec<Case>> {
    let named = std::env::var_os("SECURESCORE_CONFORMANCE").map(PathBuf::from);
    let path = named.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(CASES));
    let text = std::fs::read_to_string(&path).ok()?;
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let cases = text.lines().map(|line| {
        let case = Value::from_json_str(line).unwrap();
        let note = case["note"].as_string().unwrap().to_string();
        let number = numbers.entry(note.clone()).or_default();
        *number += 1;
        let name = if *number == 1 {
            note
        } else {
            format!("{note} #{number}")
        };
        Case { name, case }
    });
    Some(cases.collect())
}

/// What became of each case, asked in threads that have the stack of a main thread.
fn outcomes(cases: &[Case]) -> BTreeMap<String, String> {
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(BTreeMap::new());
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let work = || {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if std::env::var_os("TRACE").is_some() {
                        eprintln!("{}", case.name);
                    }
                    let outcome =
                        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| case.outcome()))
                            .unwrap_or_else(|_| "panic".to_owned());
                    outcomes.lock().unwrap().insert(case.name.clone(), outcome);
                }
            };
            std::thread::Builder::new()
                .stack_size(8 << 20)
                .spawn_scoped(scope, work)
                .unwrap();
        }
    });
    outcomes.into_inner().unwrap()
}

#[test]
fn cases_of_opa_become_what_the_status_file_says() {
    let Some(cases) = cases() else {
        println!("skipped: no cases of OPA at {CASES}");
        return;
    };
    let outcomes = outcomes(&cases);
    let text: String = cases
        .iter()
        .map(|case| {
            format!(
                "{}\t{}\n",
                case.name,
                outcomes[&case.name].replace(['\n', '\t'], " ")
            )
        })
        .collect();
    std::fs::write("/tmp/probe/outcomes.tsv", text).unwrap();
}
