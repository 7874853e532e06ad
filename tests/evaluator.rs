//! The evaluator says what regorus's interpreter says, and tells all that it looks up: of the built-in
//! policies over the estate of Contoso, as it is and with values that nobody would expect in it.
//!
//! `SECURESCORE_ROUNDS` says how often values are exchanged (6 unless it is set).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

#[path = "evaluator/estate.rs"]
mod estate;
#[path = "evaluator/everything.rs"]
mod everything;
#[path = "support/exchange.rs"]
mod exchange;
#[path = "../benches/generate/family/mod.rs"]
mod family;
#[path = "evaluator/lookups.rs"]
mod lookups;
#[path = "../benches/generate/output.rs"]
mod output;
#[path = "../benches/generate/random.rs"]
mod random;
#[path = "../benches/generate/request.rs"]
mod request;
#[path = "../benches/generate/scope.rs"]
mod scope;
#[path = "../benches/generate/template.rs"]
mod template;

use std::collections::BTreeMap;

use estate::{built_in, for_each_scope, parameters, program};
use securescore::inventory::ScopeInventory;
use securescore::policy::PolicySet;
use securescore::rego::{Documents, Program, Task};
use serde_json::Value;

/// The verdicts that differ, and how many there are of each health.
fn compare(
    program: &Program,
    set: &PolicySet,
    scope: &ScopeInventory,
    above: &Documents,
    counts: &mut BTreeMap<&'static str, usize>,
) -> Vec<String> {
    let known = || set.policies.values().map(|policy| &policy.recommendation);
    let ids = set.policies.keys();
    let documents = Documents::of(scope, above).unwrap();
    let bound = program.in_scope(&documents, &parameters(set), ids);
    let mut bound = bound.unwrap();
    let mut watched = bound.clone().watched();
    let mut differences = Vec::new();
    for known in known() {
        let positions = known
            .resource_types
            .iter()
            .flat_map(|kind| scope.of_type(kind));
        let tasks: Vec<Task<'_>> = positions
            .map(|&resource| Task {
                resource,
                recommendation: &known.id,
            })
            .collect();
        let judged = bound.judge(&tasks);
        assert_eq!(watched.judge(&tasks), judged, "while somebody watches");
        let interpreted = bound.interpret(&tasks);
        for ((task, ours), theirs) in tasks.iter().zip(judged).zip(interpreted) {
            *counts.entry(ours.health.as_str()).or_default() += 1;
            if ours != theirs {
                let row = Value::Object((*scope.resources()[task.resource].row).clone());
                let id = task.recommendation;
                differences.push(format!("{id}: {ours:?}\ninterpreter: {theirs:?}\n{row}"));
            }
        }
    }
    differences
}

#[test]
fn the_interpreter_says_the_same() {
    let set = built_in();
    let program = program(&set);
    let mut counts = BTreeMap::new();
    let rounds = for_each_scope(7, |scope, above, _| {
        let differences = compare(&program, &set, scope, above, &mut counts);
        assert!(differences.is_empty(), "{}", differences.join("\n\n"));
    });
    let seen = ["healthy", "unhealthy", "notApplicable"].map(|health| counts[health]);
    assert!(seen.iter().all(|count| *count > 100 * rounds), "{counts:?}");
}
