//! The built-in policies keep their contract: their tests pass, and there are enough of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use jiff::Timestamp;
use securescore::bundle::{built_in_catalog, built_in_policies};
use securescore::catalog;
use securescore::points::Exact;
use securescore::policy::PolicySet;
use securescore::recommendation::Severity;
use securescore::rego::{Limits, Program, run_unit_tests};
use securescore::text::SourceText;

fn built_in() -> PolicySet {
    PolicySet::read(built_in_policies()).unwrap()
}

fn as_of() -> Timestamp {
    "2026-11-24T00:00:00Z".parse().unwrap()
}

#[test]
fn every_unit_test_passes() {
    let tests = run_unit_tests(&built_in(), as_of()).unwrap();
    let failed: Vec<_> = tests.iter().filter(|test| test.failure.is_some()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(tests.len() > 400, "only {} tests were found", tests.len());
}

/// Healthy, unhealthy, missing, and not applicable where the policy can say so.
#[test]
fn every_policy_has_its_kinds_of_tests() {
    let set = built_in();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for test in run_unit_tests(&set, as_of()).unwrap() {
        *counts.entry(test.package).or_default() += 1;
    }
    for (id, policy) in &set.policies {
        let wanted = if policy.source.text().contains("\napplicable if") {
            4
        } else {
            3
        };
        let found = counts
            .get(&format!("{id}_test"))
            .copied()
            .unwrap_or_default();
        assert!(found >= wanted, "`{id}` has {found} tests of {wanted}");
    }
    for library in set.libraries.keys() {
        assert!(
            counts.contains_key(&format!("{library}_test")),
            "`{library}` has no tests"
        );
    }
}

#[test]
fn the_built_in_bundle_compiles_and_its_catalog_is_whole() {
    let set = built_in();
    Program::compile(&set, as_of(), Limits::default()).unwrap();
    let source = built_in_catalog("azure").unwrap();
    let mut none = |name: &str, _: &SourceText| Err(format!("there is no `{name}`"));
    let (catalog, warnings) = catalog::load(&source, &mut none, &set.recommendations()).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    assert_eq!(catalog.controls.len(), 15);
    let points: Exact = catalog
        .controls
        .iter()
        .map(|control| control.max_score.exact())
        .sum();
    assert_eq!(points, Exact::from(58));
    let listed = catalog.recommendations();
    let unlisted: Vec<_> = set
        .policies
        .keys()
        .filter(|id| !listed.contains(id))
        .collect();
    assert!(unlisted.is_empty(), "{unlisted:?}");
}

#[test]
fn every_policy_says_how_to_repair_what_it_finds() {
    for (id, policy) in &built_in().policies {
        let recommendation = &policy.recommendation;
        assert!(
            recommendation.remediation.is_some(),
            "`{id}` has no remediation"
        );
        assert!(
            !recommendation.description.is_empty(),
            "`{id}` has no description"
        );
        assert!(
            recommendation.severity < Severity::Critical,
            "`{id}`: the table has no critical ones"
        );
        assert!(
            policy.source.text().lines().count() <= 60,
            "`{id}` is longer than 60 lines"
        );
    }
}
