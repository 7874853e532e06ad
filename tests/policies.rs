//! The built-in policies keep their contract: their tests pass, and there are enough of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rayon::prelude::*;
use securescore::bundle::{built_in_catalog, built_in_policies};
use securescore::catalog;
use securescore::points::Exact;
use securescore::policy::{Policy, PolicySet};
use securescore::recommendation::{Recommendation, Severity};
use securescore::rego::{Bench, Limits, Program, run_unit_tests};
use securescore::text::SourceText;
use serde::Deserialize;
use serde_json::Value;

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
    assert!(tests.len() > 1600, "only {} tests were found", tests.len());
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
        let wanted = if has_applicable(policy) { 4 } else { 3 };
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

fn has_applicable(policy: &Policy) -> bool {
    policy.source.text().contains("\napplicable if")
}

/// A policy that can never be healthy, one that always is, and one that always applies must each
/// fail a test: then some test has seen it healthy, unhealthy and not applicable.
#[test]
fn every_policy_is_seen_in_each_health() {
    let set = built_in();
    let bench = Bench::new(&set, as_of()).unwrap();
    let policies: Vec<_> = set.policies.iter().collect();
    let unseen: Vec<String> = policies
        .par_iter()
        .flat_map_iter(|(id, policy)| {
            let forced = [
                ("healthy", "healthy := false if true"),
                ("unhealthy", "healthy if true"),
                ("not applicable", "applicable if true"),
            ];
            let possible = forced
                .into_iter()
                .take(2 + usize::from(has_applicable(policy)));
            let unseen = possible.filter(|(_, rule)| {
                let text = format!("{}\n{rule}\n", policy.source.text());
                let changed = SourceText::new(policy.source.name(), text);
                !bench.notices(id.as_str(), &changed).unwrap()
            });
            unseen
                .map(|(health, _)| format!("no test sees `{id}` {health}"))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(unseen.is_empty(), "{unseen:#?}");
}

/// The recommendations of Defender for Cloud with their controls, as far as they are published.
const SEED: &str = include_str!("data/recommendations.json");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Seed {
    name: String,
    controls: BTreeSet<String>,
    severity: Option<String>,
    assessment_key: Option<String>,
    azure_policy: Option<String>,
}

#[test]
fn the_catalog_is_the_table_of_defender_for_cloud_whole() {
    let ran = support::securescore(&["list", "--format", "json", "--as-of", support::AS_OF]);
    let list: Value = serde_json::from_str(&ran.output).unwrap();
    let titles: BTreeMap<&str, &str> = list["controls"]
        .as_array()
        .unwrap()
        .iter()
        .map(|control| {
            (
                control["id"].as_str().unwrap(),
                control["title"].as_str().unwrap(),
            )
        })
        .collect();
    let listed: BTreeMap<&str, BTreeSet<String>> = list["recommendations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let controls = row["controls"].as_array().unwrap().iter();
            let controls = controls.map(|id| titles[id.as_str().unwrap()].to_owned());
            (row["title"].as_str().unwrap(), controls.collect())
        })
        .collect();
    let seeds: Vec<Seed> = serde_json::from_str(SEED).unwrap();
    let wanted: BTreeMap<&str, BTreeSet<String>> = seeds
        .iter()
        .map(|seed| (seed.name.as_str(), seed.controls.clone()))
        .collect();
    assert_eq!(wanted.len(), 237);
    assert_eq!(listed, wanted);
}

#[test]
fn every_policy_is_known_to_azure_by_its_ids() {
    let seeds: Vec<Seed> = serde_json::from_str(SEED).unwrap();
    let set = built_in();
    let by_title: BTreeMap<&str, &Recommendation> = set
        .policies
        .values()
        .map(|policy| (policy.recommendation.title.as_str(), &policy.recommendation))
        .collect();
    for seed in &seeds {
        let found = by_title[seed.name.as_str()];
        let name = &seed.name;
        assert_eq!(found.assessment_key, seed.assessment_key, "{name}");
        assert_eq!(found.azure_policy, seed.azure_policy, "{name}");
        // Azure publishes no severity of two of them.
        if let Some(severity) = &seed.severity {
            assert_eq!(found.severity.as_str(), severity.to_lowercase(), "{name}");
        }
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
