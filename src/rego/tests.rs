use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::*;
use crate::assessment::{Health, Verdict};
use crate::inventory::{Inventory, OnDuplicate};
use crate::policy::{PolicySet, PolicyText};
use crate::resource::{Origin, Resource, ResourceId, ResourceType};

const METADATA: &str =
    "# METADATA\n# title: T\n# custom:\n#   severity: low\n#   resource_types: [a.b/c]\n";

fn compile(rules: &str, limits: Limits) -> Result<Program, Vec<RegoError>> {
    let path = "test/it/policy.rego";
    let text = format!("{METADATA}package test.it\n\ndefault healthy := false\n\n{rules}\n");
    let source = SourceText::new(path, text);
    let text = PolicyText {
        path: path.to_owned(),
        source,
    };
    let set = PolicySet::read(vec![text]).unwrap();
    Program::compile(&set, "2026-11-24T12:00:00Z".parse().unwrap(), limits)
}

fn resource(id: &str, properties: &Json) -> Resource {
    let Json::Object(row) = json!({"properties": properties}) else {
        unreachable!("an object was written")
    };
    let (id, kind) = (ResourceId::new(id), ResourceType::new("a.b/c"));
    Resource::new(id, kind, row, Origin::synthetic())
}

fn inventory(resources: Vec<Resource>) -> Inventory {
    Inventory::build(resources, Vec::new(), OnDuplicate::Error, &BTreeSet::new()).unwrap()
}

/// The verdict of some rules on a resource with these properties, the only one of its scope.
fn verdict(rules: &str, properties: &Json) -> Verdict {
    verdict_within(rules, properties, Limits::default())
}

fn verdict_within(rules: &str, properties: &Json, limits: Limits) -> Verdict {
    verdict_of(&compile(rules, limits).unwrap(), properties)
}

fn verdict_of(program: &Program, properties: &Json) -> Verdict {
    let inventory = inventory(vec![resource(
        "/subscriptions/s/providers/a.b/c/d",
        properties,
    )]);
    let scope = inventory.loaded().next().unwrap().unwrap();
    let id = RecommendationId::new("test.it");
    let position = scope.of_type(&ResourceType::new("a.b/c"))[0];
    let task = Task {
        resource: position,
        recommendation: &id,
    };
    let mut bound = program
        .in_scope(
            &Documents::of(&scope, &Documents::default()).unwrap(),
            &Parameters::new(),
            [&RecommendationId::new("test.it")].into_iter(),
        )
        .unwrap();
    bound.judge(&[task]).remove(0)
}

fn health(rules: &str, properties: &Json) -> Health {
    verdict(rules, properties).health
}

fn code_of(rules: &str) -> String {
    let errors = compile(rules, Limits::default()).unwrap_err();
    miette::Diagnostic::code(&errors[0]).unwrap().to_string()
}

#[test]
fn the_four_healths() {
    let rules =
        "healthy if input.properties.on == true\n\napplicable if not input.properties.other";
    assert_eq!(health(rules, &json!({"on": true})), Health::Healthy);
    assert_eq!(health(rules, &json!({"on": false})), Health::Unhealthy);
    assert_eq!(health(rules, &json!({})), Health::Unhealthy);
    assert_eq!(
        health(rules, &json!({"other": true})),
        Health::NotApplicable
    );
    let failing = "healthy if startswith(input.properties.on, \"a\")";
    assert_eq!(health(failing, &json!({"on": 5})), Health::Indeterminate);
}

/// One port without a number must not hide the open one beside it.
#[test]
fn what_has_no_name_hides_nothing() {
    let rules = "healthy if count(open) == 0\n\n\
                 open contains port.number if some port in input.properties.ports";
    for ports in [json!([{"number": 22}, {}]), json!([{}, {"number": 22}])] {
        let verdict = verdict(rules, &json!({"ports": ports}));
        assert_eq!(verdict.health, Health::Unhealthy, "{ports}");
    }
    let none = verdict(rules, &json!({"ports": []}));
    assert_eq!(none.health, Health::Healthy);
}

#[test]
fn an_error_under_not_is_no_truth() {
    let rules = "healthy if not startswith(input.properties.on, \"a\")";
    assert_eq!(health(rules, &json!({"on": "b"})), Health::Healthy);
    let verdict = verdict(rules, &json!({"on": 5}));
    assert_eq!(verdict.health, Health::Indeterminate);
    assert!(
        verdict.reasons[0].contains("(test/it/policy.rego:10)"),
        "{:?}",
        verdict.reasons
    );
}

#[test]
fn rules_of_the_wrong_kind_are_indeterminate() {
    let rules = "healthy := input.properties.on";
    assert_eq!(health(rules, &json!({"on": "yes"})), Health::Indeterminate);
    let conflict = "healthy if input.properties.on\n\nhealthy := \"no\" if input.properties.on";
    assert_eq!(
        health(conflict, &json!({"on": true})),
        Health::Indeterminate
    );
    let reasons =
        "healthy if input.properties.on\n\nreasons contains input.properties.number if not healthy";
    assert_eq!(
        health(reasons, &json!({"number": 5})),
        Health::Indeterminate
    );
}

#[test]
fn reasons_are_sorted_and_only_of_the_unhealthy() {
    let rules =
        "healthy if input.properties.on\n\nreasons contains \"b\"\n\nreasons contains \"a\"";
    assert_eq!(verdict(rules, &json!({})).reasons, ["a", "b"]);
    assert!(verdict(rules, &json!({"on": true})).reasons.is_empty());
}

#[test]
fn time_is_the_instant_of_the_run() {
    let rules = "healthy if time.now_ns() == time.parse_rfc3339_ns(\"2026-11-24T12:00:00Z\")";
    assert_eq!(health(rules, &json!({})), Health::Healthy);
}

#[test]
fn a_policy_that_takes_too_long_is_cut_off() {
    let rules = "healthy if {\n\tsome x in input.properties.list\n\tsome y in input.properties.list\n\
                 \tsome z in input.properties.list\n\tx + y + z == -1\n}";
    let limits = Limits {
        time: Duration::from_millis(20),
        ..Limits::default()
    };
    let list: Vec<u32> = (0..400).collect();
    let verdict = verdict_within(rules, &json!({"list": list}), limits);
    assert_eq!(verdict.health, Health::Indeterminate);
    assert_eq!(verdict.reasons, ["the policy ran longer than it may"]);
}

/// Out of a function regorus hands nothing but the words of an error.
#[test]
fn limits_are_told_through_functions_too() {
    let rules = "healthy if slow(input.properties.list)\n\n\
                 slow(list) if {\n\tsome x in list\n\tsome y in list\n\tsome z in list\n\tx + y + z == -1\n}";
    let limits = Limits {
        time: Duration::from_millis(20),
        ..Limits::default()
    };
    let list: Vec<u32> = (0..400).collect();
    let verdict = verdict_within(rules, &json!({"list": list}), limits);
    assert_eq!(verdict.reasons, ["the policy ran longer than it may"]);
}

#[test]
fn reasons_are_no_more_than_a_person_reads() {
    let rules = "healthy if input.properties.good\n\n\
                 reasons contains sprintf(\"%d\", [x]) if some x in input.properties.many\n\n\
                 reasons contains input.properties.long";
    let long = "\u{fc}".repeat(1500);
    let one = verdict(rules, &json!({"long": long}));
    assert_eq!(one.reasons, [format!("{}…", "\u{fc}".repeat(1000))]);
    let many: Vec<u32> = (0..250).collect();
    let many = verdict(rules, &json!({"many": many, "long": long}));
    assert_eq!(many.reasons.len(), 101);
    assert_eq!(many.reasons[100], "and 151 more");
}

#[test]
fn relations_end_at_the_scope() {
    let rules = "healthy if count(data.inventory.by_id) == 2\n\n\
                 reasons contains sprintf(\"%d\", [count(data.inventory.by_id)])";
    let program = compile(rules, Limits::default()).unwrap();
    let inventory = inventory(vec![
        resource("/subscriptions/s/providers/a.b/c/d", &json!({})),
        resource("/subscriptions/t/providers/a.b/c/d", &json!({})),
    ]);
    let id = RecommendationId::new("test.it");
    for scope in inventory.loaded().map(Result::unwrap) {
        // The resource itself and its subscription.
        let mut bound = program
            .in_scope(
                &Documents::of(&scope, &Documents::default()).unwrap(),
                &Parameters::new(),
                [&RecommendationId::new("test.it")].into_iter(),
            )
            .unwrap();
        let task = Task {
            resource: 0,
            recommendation: &id,
        };
        assert_eq!(bound.judge(&[task])[0].health, Health::Healthy);
    }
}

#[test]
fn children_stand_under_their_parents() {
    let rules = "healthy if {\n\tsome child in data.inventory.children[\"/subscriptions/s\"][\"a.b/c\"]\n\
                 \tchild.id == input.id\n}";
    assert_eq!(health(rules, &json!({})), Health::Healthy);
}

#[test]
fn what_can_be_found_without_a_resource_is_found_at_load() {
    assert_eq!(
        code_of("healthy if inptu.properties.on"),
        "rego::undefined_name"
    );
    assert_eq!(code_of("healthy if x == 1"), "rego::undefined_name");
    assert_eq!(
        code_of("healthy if startwith(\"a\", \"b\")"),
        "rego::unknown_function"
    );
    assert_eq!(code_of("healthy if http.send({})"), "rego::refused_builtin");
    assert_eq!(
        code_of("healthy if crypto.sha256(\"a\") == \"b\""),
        "rego::missing_builtin"
    );
    assert_eq!(
        code_of("healthy if data.inventory.by_idd"),
        "rego::unknown_document"
    );
    assert_eq!(
        code_of("healthy if data.parameters.test.it.days > 1"),
        "rego::unknown_document"
    );
    assert_eq!(code_of("other if true"), "rego::no_healthy_rule");
    assert_eq!(code_of("healthy if {"), "rego::invalid");
    assert_eq!(
        code_of("healthy := true\n\nhealthy := \"no\""),
        "rego::invalid"
    );
}

#[test]
fn names_that_are_bound_anywhere_in_the_rule_are_names() {
    let rules = "healthy if {\n\tsome i, x in input.list\n\ty := [z | z := x[_].a]\n\tobject.get(input, [\"a\", i], y)[k] == k\n\
                 \tevery e in y { e > 0 }\n\t{w: v | some w, v in input.map}[\"a\"] == f(2)\n}\n\nf(n) := m if m := n + 1";
    assert!(compile(rules, Limits::default()).is_ok());
}

const SECRET: &str = "hunter2";

/// The reasons that tell the secret, of rules that are asked about it in several shapes; and how
/// many of them failed.
fn told(rules: &str) -> (Vec<String>, usize) {
    let Ok(program) = compile(rules, Limits::default()) else {
        return (Vec::new(), 0);
    };
    let broken = format!("({SECRET}");
    let values = [
        json!(SECRET),
        json!(broken),
        json!([SECRET]),
        json!({SECRET: SECRET}),
        json!([[SECRET]]),
    ];
    let verdicts = values.map(|value| verdict_of(&program, &json!({"a": value})));
    let failed = verdicts
        .iter()
        .filter(|verdict| verdict.health == Health::Indeterminate)
        .count();
    let reasons = verdicts.into_iter().flat_map(|verdict| verdict.reasons);
    (
        reasons.filter(|reason| reason.contains(SECRET)).collect(),
        failed,
    )
}

/// Whatever a built-in says of an argument that it cannot use, it does not say the argument.
#[test]
fn no_built_in_tells_a_secret() {
    let built_ins = regorus::unstable::BUILTINS.iter();
    let known = built_ins.filter(|(name, _)| builtins::look_up(name) == builtins::Builtin::Known);
    let mut failures = 0;
    for (name, (_, arguments)) in known {
        let arguments = vec!["input.properties.a"; usize::from(*arguments)].join(", ");
        let (told, failed) = told(&format!("healthy if {name}({arguments}) == 1"));
        assert!(told.is_empty(), "{name}: {told:#?}");
        failures += failed;
    }
    assert!(failures > 250, "only {failures} errors");
}

#[test]
fn no_rule_tells_a_secret() {
    for rules in [
        "healthy if {\"k\": v | some v in [input.properties.a, 1]} == 1",
        "healthy if {k: v | some v in [2, 1]; k := input.properties.a} == 1",
        "f(x) := input.properties.a if x\n\nf(x) := 1 if x\n\nhealthy if f(true) == 1",
        "x := input.properties.a if true\n\nx := 1 if true\n\nhealthy if x == 1",
        "healthy if { some x in input.properties.a; x == 1 }",
        "healthy if 1 - input.properties.a == 1",
        "healthy := input.properties.a",
        "healthy if 1 == 2\n\nreasons contains input.properties",
    ] {
        let (told, failed) = told(rules);
        assert!(
            told.is_empty() && failed > 0,
            "{rules}: {failed} errors, {told:#?}"
        );
    }
}
