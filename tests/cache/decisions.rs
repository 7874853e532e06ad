//! What decides changes from one run to the next, and the inventory does not.

use serde_json::json;

use crate::estate::{Estate, USUAL, assert_scored};
use crate::numbers::rounds;
use crate::said;
use crate::zoo::{self, ONE, TILLS, TWO};

/// A change of what decides, and what a run after it is asked for beside the usual.
type Step = (&'static str, fn(&mut Estate), &'static [&'static str]);

const NOTHING: fn(&mut Estate) = |_| {};

fn catalog(estate: &mut Estate, more: &str) {
    estate.write("catalog.yaml", &zoo::catalog(more));
}

fn exempted(estate: &mut Estate, by: &str) {
    let text = format!(
        "exemptions:\n  - {{id: EX-1, recommendations: [contoso.till.alone], {by}, category: waiver, \
         reason: r, expires: 2026-11-25}}\n"
    );
    estate.write("exemptions/none.yaml", &text);
}

fn body(name: &str) -> &'static str {
    let found = zoo::POLICIES.iter().find(|policy| policy.0 == name);
    found.unwrap().1
}

const STEPS: [Step; 42] = [
    ("the first run", NOTHING, &[]),
    ("nothing", NOTHING, &[]),
    ("four threads", NOTHING, &["--threads=4"]),
    ("one thread", NOTHING, &["--threads=1"]),
    ("two days later", NOTHING, &["--as-of=2026-11-26"]),
    ("an hour later", NOTHING, &["--as-of=2026-11-26T01:00:00Z"]),
    ("earlier again", NOTHING, &["--as-of=2026-11-23"]),
    ("as usual", NOTHING, &[]),
    (
        "a parameter",
        |estate| {
            catalog(
                estate,
                "recommendations:\n  contoso.till.parameter: {parameters: {least: 3}}\n",
            );
        },
        &[],
    ),
    (
        "a parameter in one scope",
        |estate| {
            let more = format!(
                "scopes:\n  - match: {TWO}\n    recommendations:\n      contoso.till.parameter: \
                 {{parameters: {{least: 1}}}}\n"
            );
            catalog(estate, &more);
        },
        &[],
    ),
    ("no parameter", |estate| catalog(estate, ""), &[]),
    (
        "a recommendation off",
        |estate| {
            let off = "recommendations:\n  contoso.till.alone: {enabled: false, reason: r}\n  \
                       contoso.till.friend: {enabled: false, reason: r}\n";
            catalog(estate, off);
        },
        &[],
    ),
    (
        "a till changes meanwhile",
        |estate| {
            estate.row(&zoo::till(ONE, 2))["properties"]["tls"] = json!(0);
            estate.write_rows();
        },
        &[],
    ),
    (
        "the recommendation on again",
        |estate| catalog(estate, ""),
        &[],
    ),
    (
        "a recommendation in preview",
        |estate| {
            catalog(
                estate,
                "recommendations:\n  contoso.till.alone: {preview: true, severity: low}\n",
            );
        },
        &[],
    ),
    ("it counts", |estate| catalog(estate, ""), &[]),
    (
        "an exemption by id",
        |estate| exempted(estate, &format!("resources: [{}]", zoo::till(ONE, 1))),
        &[],
    ),
    (
        "an exemption by tag",
        |estate| {
            exempted(
                estate,
                "resources: [\"/subscriptions/**\"], tags: {team: front}",
            );
        },
        &[],
    ),
    ("the exemption is over", NOTHING, &["--as-of=2026-11-27"]),
    (
        "no exemption",
        |estate| estate.write("exemptions/none.yaml", "exemptions: []\n"),
        &[],
    ),
    (
        "a line of a policy",
        |estate| estate.write_policy("alone", &body("alone").replace(">= 2", ">= 3")),
        &[],
    ),
    (
        "a reason of a policy",
        |estate| estate.write_policy("friend", &body("friend").replace("%v", "friend: %v")),
        &[],
    ),
    (
        "the policies as before",
        |estate| {
            estate.write_policy("alone", body("alone"));
            estate.write_policy("friend", body("friend"));
        },
        &[],
    ),
    (
        "a library",
        |estate| estate.write("policies/lib/shop.rego", &zoo::SHOP.replace(">= 2", ">= 3")),
        &[],
    ),
    (
        "a library behind a library",
        |estate| {
            estate.write(
                "policies/lib/watch.rego",
                &zoo::WATCH.replace("time.now_ns()", "time.now_ns() + 200000000000000"),
            );
        },
        &[],
    ),
    (
        "a library that reads no time",
        |estate| {
            estate.write(
                "policies/lib/watch.rego",
                &zoo::WATCH.replace("time.now_ns()", "1795500000000000000"),
            );
        },
        &[],
    ),
    ("a day later", NOTHING, &["--as-of=2026-11-25"]),
    (
        "the libraries as before",
        |estate| {
            estate.write("policies/lib/shop.rego", zoo::SHOP);
            estate.write("policies/lib/watch.rego", zoo::WATCH);
        },
        &[],
    ),
    ("more time", NOTHING, &["--time-limit=2000"]),
    ("more memory", NOTHING, &["--memory-limit=2048"]),
    (
        "the built-in policies",
        |estate| {
            estate.write(
                "securescore.yaml",
                "catalog: catalog.yaml\npolicies: [policies]\n",
            );
        },
        &[],
    ),
    ("no built-in policies", NOTHING, &["--no-builtin-policies"]),
    ("groups", NOTHING, &["--group-by=tag:team"]),
    ("a table", NOTHING, &["--format=table"]),
    (
        "a table of groups",
        NOTHING,
        &["--format=table", "--group-by=resource-group"],
    ),
    (
        "another policy, without assessments",
        |estate| estate.write_policy("safes", &body("safes").replace("%v", "safe %v")),
        &["--assessments=none"],
    ),
    ("all assessments", NOTHING, &["--assessments=all"]),
    (
        "a policy more",
        |estate| {
            let text = zoo::policy(
                "stools",
                "healthy if data.inventory.by_type[\"contoso.shop/stools\"]",
            );
            let text = text.replace(
                "#   severity",
                "#   requires: [contoso.shop/stools]\n#   severity",
            );
            estate.write("policies/contoso/till/stools/policy.rego", &text);
            let more = zoo::catalog("").replace(
                "contoso.till.alone",
                "contoso.till.stools, contoso.till.alone",
            );
            estate.write("catalog.yaml", &more);
        },
        &[],
    ),
    (
        "a type is known to be collected",
        NOTHING,
        &["--collected=contoso.shop/stools"],
    ),
    (
        "a broken record",
        |estate| {
            estate.rows.push(json!({"id": "no id", "type": TILLS}));
            estate.write_rows();
        },
        &["--skip-invalid"],
    ),
    (
        "the record is sound",
        |estate| {
            let row = estate.rows.pop().unwrap();
            assert_eq!(row["id"], "no id");
            estate
                .rows
                .push(json!({"id": zoo::till(TWO, 40), "type": TILLS, "properties": {"tls": 3}}));
            estate.write_rows();
        },
        &["--skip-invalid", "--allow-partial"],
    ),
    ("it is not asked for", NOTHING, &[]),
];

/// Goes through all steps. `is_trusted` says which runs judge in this process.
fn stepped(is_trusted: impl Fn(usize) -> bool) {
    let mut estate = Estate::zoo();
    for (number, (what, change, more)) in STEPS.into_iter().enumerate() {
        change(&mut estate);
        let name = |option: &str| option.split('=').next().map(str::to_owned);
        let is_asked = |option: &&str| !more.iter().any(|other| name(other) == name(option));
        let mut options: Vec<&str> = USUAL.iter().copied().filter(is_asked).collect();
        options.retain(|option| *option != "--trusted" || is_trusted(number));
        options.extend(more);
        let ran = estate.same(&options, what);
        if what != "a broken record" {
            assert_scored(&ran);
        }
    }
}

#[test]
fn any_decision_changes() {
    stepped(|_| true);
}

/// Where more rounds are asked for; else the next test goes through the same steps in less time.
#[test]
fn any_decision_changes_for_workers() {
    if rounds(1) > 1 {
        stepped(|_| false);
    }
}

#[test]
fn any_decision_changes_for_workers_and_others_in_turn() {
    stepped(|number| number % 2 == 0);
}

/// A run that lists no assessments remembers reasons all the same.
#[test]
fn reasons_are_remembered_that_nobody_wanted() {
    let estate = Estate::zoo();
    let none = [&USUAL[..1], &["--assessments=none"], &USUAL[2..]].concat();
    assert_scored(&estate.same(&none, "none"));
    let ran = estate.same(&USUAL, "all");
    let said = said(&ran.output);
    let reasons = said.values().filter(|row| row["reasons"][0].is_string());
    assert!(reasons.count() > 50);
}
