//! A report can be checked by hand: its counts give its scores, its assessments its counts.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use crate::case::case;
use crate::config;
use crate::definition::Fraction;
use crate::reported::reported;
use crate::run::{document, document_without_assessments};

/// A decimal number as reports write it.
fn decimal(number: &Value) -> Fraction {
    let text = number.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits: i128 = format!("{whole}{decimals}").parse().unwrap();
    Fraction(digits, 10_i128.pow(decimals.len().try_into().unwrap())).lowest()
}

fn same(number: &Value, fraction: Fraction) -> bool {
    let (one, other) = (decimal(number), fraction.lowest());
    (one.0, one.1) == (other.0, other.1)
}

/// None is `null`.
fn same_or_null(number: &Value, fraction: Option<Fraction>) -> bool {
    match fraction {
        Some(fraction) => !number.is_null() && same(number, fraction),
        None => number.is_null(),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// max, current and weight of a control that is worth `points`.
fn control(points: Fraction, healthy: i128, unhealthy: i128) -> [Fraction; 3] {
    let voters = healthy + unhealthy;
    if voters == 0 {
        return [Fraction::ZERO; 3];
    }
    let current = points.times(Fraction(healthy, voters)).rounded(2);
    [points, current, Fraction(voters, 1)]
}

/// The healthy and unhealthy resources of a control, by its counts.
fn counts(control: &Value, is_upper: bool) -> (i128, i128) {
    let count = |name: &str| i128::from(control[name].as_u64().unwrap());
    let open = count("indeterminateResourceCount") * i128::from(is_upper);
    (
        count("healthyResourceCount") + open,
        count("unhealthyResourceCount") - open,
    )
}

/// max, current and weight of a scope, by the counts of its controls.
fn scope(scope: &Value, is_upper: bool) -> [Fraction; 3] {
    let mut sums = [Fraction::ZERO; 3];
    for row in list(&scope["controls"]) {
        let (healthy, unhealthy) = counts(row, is_upper);
        let [max, current, voters] = control(decimal(&row["maxScore"]), healthy, unhealthy);
        let shares = [max, current, max.times(voters)];
        sums = std::array::from_fn(|place| sums[place].plus(shares[place]));
    }
    sums
}

fn ratio([max, current, _]: [Fraction; 3]) -> Option<Fraction> {
    (max.0 > 0).then(|| current.over(max))
}

fn whole(scopes: &[[Fraction; 3]]) -> Option<Fraction> {
    let (mut above, mut below) = (Fraction::ZERO, Fraction::ZERO);
    for scope in scopes {
        match ratio(*scope) {
            Some(ratio) => {
                above = above.plus(scope[2].times(ratio).rounded(2));
                below = below.plus(scope[2]);
            }
            None => below = below.plus(Fraction(1, 1)),
        }
    }
    let counts = scopes.iter().any(|scope| scope[0].0 > 0);
    counts.then(|| above.over(below))
}

fn four(ratio: Option<Fraction>) -> Option<Fraction> {
    ratio.map(|ratio| ratio.rounded(4))
}

/// Whether a resource is healthy in a control, by the answers of its recommendations.
fn vote(healths: &[&str]) -> Option<bool> {
    if healths.contains(&"unhealthy") || healths.contains(&"indeterminate") {
        return Some(false);
    }
    healths.contains(&"healthy").then_some(true)
}

/// The healthy and unhealthy resources of a control, by the assessments of its scope.
fn recounted(report: &Value, scope: &Value, control: &Value, health: &str) -> (i128, i128) {
    let names = list(&control["recommendations"]).iter();
    let names: Vec<&Value> = names.map(|recommendation| &recommendation["id"]).collect();
    let mut answers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in list(&report["assessments"]) {
        let is_counted = row["state"] == "scored" && row["scope"] == scope["id"];
        if is_counted && names.contains(&&row["recommendation"]) {
            let of_resource = answers.entry(row["resource"].as_str().unwrap());
            of_resource.or_default().push(row[health].as_str().unwrap());
        }
    }
    let votes: Vec<bool> = answers
        .values()
        .filter_map(|answers| vote(answers))
        .collect();
    let healthy = votes.iter().filter(|is_healthy| **is_healthy).count() as i128;
    (healthy, votes.len() as i128 - healthy)
}

proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn counts_alone_give_every_score(case in case()) {
        let report = document_without_assessments(&reported(&case));
        for row in list(&report["scopes"]) {
            for row in list(&row["controls"]) {
                let (healthy, unhealthy) = counts(row, false);
                let figures = control(decimal(&row["maxScore"]), healthy, unhealthy);
                let percentage = four(ratio(figures)).unwrap_or(Fraction::ZERO);
                prop_assert!(same(&row["score"]["max"], figures[0]), "{row}");
                prop_assert!(same(&row["score"]["current"], figures[1]), "{row}");
                prop_assert!(same(&row["score"]["percentage"], percentage), "{row}");
                prop_assert!(same(&row["weight"], figures[2]), "{row}");
            }
            let figures = scope(row, false);
            prop_assert!(same(&row["score"]["max"], figures[0]), "{row}");
            prop_assert!(same(&row["score"]["current"], figures[1]), "{row}");
            prop_assert!(same_or_null(&row["score"]["percentage"], four(ratio(figures))), "{row}");
            prop_assert!(same(&row["weight"], figures[2]), "{row}");
            let open = list(&row["controls"]).iter();
            let is_open = open.clone().any(|row| row["indeterminateResourceCount"] != 0);
            let upper = four(ratio(scope(row, true))).filter(|_| is_open);
            prop_assert!(same_or_null(&row["score"]["upper"], upper), "{row}");
        }
        let scopes: Vec<_> = list(&report["scopes"]).iter().map(|row| scope(row, false)).collect();
        let overall = &report["score"]["percentage"];
        prop_assert!(same_or_null(overall, four(whole(&scopes))), "{overall}");
        let upper = &report["score"]["upper"];
        let scopes: Vec<_> = list(&report["scopes"]).iter().map(|row| scope(row, true)).collect();
        prop_assert!(upper.is_null() || same_or_null(upper, four(whole(&scopes))), "{upper}");
    }
}

proptest! {
    #![proptest_config(config(20))]

    #[test]
    fn assessments_alone_give_every_count_and_the_raw_score(case in case()) {
        let report = document(&reported(&case));
        let mut scopes = Vec::new();
        for row in list(&report["scopes"]) {
            let mut sums = [Fraction::ZERO; 3];
            for each in list(&row["controls"]) {
                prop_assert_eq!(recounted(&report, row, each, "health"), counts(each, false));
                let (healthy, unhealthy) = recounted(&report, row, each, "rawHealth");
                let figures = control(decimal(&each["maxScore"]), healthy, unhealthy);
                let shares = [figures[0], figures[1], figures[0].times(figures[2])];
                sums = std::array::from_fn(|place| sums[place].plus(shares[place]));
            }
            prop_assert!(same(&row["rawScore"]["max"], sums[0]), "{row}");
            prop_assert!(same(&row["rawScore"]["current"], sums[1]), "{row}");
            prop_assert!(same_or_null(&row["rawScore"]["percentage"], four(ratio(sums))), "{row}");
            scopes.push(sums);
        }
        let overall = &report["rawScore"]["percentage"];
        prop_assert!(same_or_null(overall, four(whole(&scopes))), "{overall}");
    }
}
