//! The built-in policies keep their contract: their tests pass, and there are enough of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use securescore::bundle::{built_in_catalog, built_in_policies};
use securescore::catalog;
use securescore::cli::Exit;
use securescore::points::Exact;
use securescore::policy::PolicySet;
use securescore::recommendation::{Recommendation, Severity};
use securescore::rego::{Limits, Program};
use securescore::text::SourceText;
use serde::Deserialize;
use serde_json::Value;

fn built_in() -> PolicySet {
    PolicySet::read(built_in_policies()).unwrap()
}

fn as_of() -> Timestamp {
    "2026-11-24T00:00:00Z".parse().unwrap()
}

/// Their unit tests pass, and see each policy healthy, unhealthy, without what it looks at and,
/// where it can say so, not applicable: `--strict` has it so.
#[test]
fn every_unit_test_passes_and_every_policy_has_its_kinds_of_tests() {
    let ran = support::securescore(&["test", "--builtin", "--strict", "--format", "json"]);
    assert_eq!((ran.exit, ran.errors.as_str()), (Exit::Done, ""));
    let results: Value = serde_json::from_str(&ran.output).unwrap();
    assert!(results["counts"]["passed"].as_u64().unwrap() > 1600);
    assert_eq!(results["counts"]["failed"], 0);
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
