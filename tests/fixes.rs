//! Each built-in fix repairs what its policy finds.
//!
//! A case is a file and no code: `tests/fixes/<recommendation>.json` holds a resource that is
//! unhealthy, the records beside it, the command that the fix becomes for that resource, and what
//! the command does to the records. After that the resource has to be healthy.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;
use securescore::assess::{Effort, Rules, assess};
use securescore::assessment::{Health, Reasons};
use securescore::bundle::built_in_policies;
use securescore::catalog::{self, Catalog};
use securescore::exemption::Exemptions;
use securescore::fix::command;
use securescore::inventory::{Inventory, OnDuplicate};
use securescore::policy::PolicySet;
use securescore::recommendation::{Recommendation, RecommendationId};
use securescore::rego::Limits;
use securescore::report::{Arrangement, Held, Ledger};
use securescore::resource::{ResourceId, ResourceType};
use securescore::source;
use securescore::text::SourceText;
use securescore::worker::Judges;
use serde::Deserialize;
use serde_json::Value;

/// What Defender for Cloud publishes of its recommendations.
const SEED: &str = include_str!("data/recommendations.json");

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Seed {
    name: String,
    /// Whether the portal repairs it at the press of a button.
    quick_fix: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    command: String,
    resource: Value,
    #[serde(default)]
    related: Vec<Value>,
    /// Types that were exported and found empty.
    #[serde(default)]
    collected: Vec<String>,
    effect: Effect,
}

/// What a command does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Effect {
    merge: Option<Value>,
    #[serde(default)]
    merge_related: BTreeMap<String, Value>,
    #[serde(default)]
    add: Vec<Value>,
}

fn cases() -> BTreeMap<RecommendationId, Case> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixes");
    let case = |file: PathBuf| {
        let id = RecommendationId::new(file.file_stem().unwrap().to_str().unwrap());
        let text = fs::read_to_string(&file).unwrap();
        let case = serde_json::from_str(&text);
        (
            id,
            case.unwrap_or_else(|error| panic!("{}: {error}", file.display())),
        )
    };
    let files = fs::read_dir(folder).unwrap();
    files.map(|file| case(file.unwrap().path())).collect()
}

impl Case {
    fn id(&self) -> ResourceId {
        ResourceId::new(self.resource["id"].as_str().unwrap())
    }

    fn inventory(&self) -> Inventory {
        let records = std::iter::once(&self.resource).chain(&self.related);
        let records = Value::from_iter(records.cloned()).to_string();
        let options = source::Options::default();
        let read = source::read(
            &[PathBuf::from("-").into()],
            &mut records.as_bytes(),
            &options,
        )
        .unwrap();
        let collected = self.collected.iter();
        let collected: BTreeSet<ResourceType> =
            collected.map(|name| ResourceType::new(name)).collect();
        Inventory::build(read.resources, read.inline, OnDuplicate::Error, &collected).unwrap()
    }

    /// Does to the records what the command does.
    fn apply(&mut self) {
        if let Some(change) = &self.effect.merge {
            merge(&mut self.resource, change);
        }
        for (id, change) in &self.effect.merge_related {
            let mut related = self.related.iter_mut();
            let record = related.find(|record| record["id"] == *id);
            merge(record.unwrap_or_else(|| panic!("no record `{id}`")), change);
        }
        self.related.append(&mut self.effect.add);
    }
}

/// Objects are merged key by key; every other value takes the place of what was there.
fn merge(old: &mut Value, new: &Value) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in new {
                merge(old.entry(key).or_insert(Value::Null), value);
            }
        }
        (old, new) => old.clone_from(new),
    }
}

/// Whatever decides one recommendation alone.
struct Judge {
    policies: PolicySet,
    catalog: Catalog,
    judges: Judges,
    as_of: Timestamp,
}

impl Judge {
    fn of(all: &PolicySet, id: &RecommendationId) -> Self {
        let policy = all.policies[id].clone();
        let policies = PolicySet {
            policies: BTreeMap::from([(id.clone(), policy)]),
            libraries: all.libraries.clone(),
            tests: Vec::new(),
        };
        let as_of = "2026-11-24T00:00:00Z".parse().unwrap();
        Self {
            catalog: catalog_of(id, &policies),
            judges: Judges::here(&policies, as_of, Limits::default()).unwrap(),
            policies,
            as_of,
        }
    }

    fn recommendation(&self) -> &Recommendation {
        &self
            .policies
            .policies
            .values()
            .next()
            .unwrap()
            .recommendation
    }

    /// What the policy says of the case's resource; nothing where it was not asked.
    fn health(&self, case: &Case) -> Option<Health> {
        let rules = Rules {
            catalog: &self.catalog,
            recommendations: &self.policies.recommendations(),
            exemptions: &Exemptions::default(),
            judges: &self.judges,
            as_of: self.as_of,
        };
        let effort = Effort {
            threads: 1,
            reasons: Reasons::Indeterminate,
            progress: &|_| {},
            clock: &|| std::time::Duration::ZERO,
            memory: None,
        };
        let (arrangement, mut held) = (Arrangement::default(), Held::default());
        let mut ledger = Ledger::new(rules, &arrangement, &mut held);
        assess(rules, &case.inventory(), effort, &mut ledger).unwrap();
        let mut rows = held.assessments.iter();
        let row = rows.find(|row| row.resource == case.id());
        row.map(|row| row.raw_health)
    }
}

fn catalog_of(id: &RecommendationId, policies: &PolicySet) -> Catalog {
    let text = format!(
        "name: one\ntitle: One\ncontrols:\n  - {{id: one, title: One, max_score: 1, recommendations: [{id}]}}\n\
         recommendations:\n  {id}: {{enabled: true, preview: false}}\n"
    );
    let source = SourceText::new("catalog.yaml", text);
    let mut none = |name: &str, _: &SourceText| Err(format!("there is no `{name}`"));
    let (catalog, _) = catalog::load(&source, &mut none, &policies.recommendations()).unwrap();
    catalog
}

/// What is wrong with a case, if anything is.
fn complaint(id: &RecommendationId, mut case: Case, all: &PolicySet) -> Option<String> {
    let judge = Judge::of(all, id);
    let before = judge.health(&case);
    if before != Some(Health::Unhealthy) {
        return Some(format!("{id}: {before:?} before the fix"));
    }
    let fix = judge.recommendation().fix.as_ref().unwrap();
    let rendered = command(fix, &case.inventory().get(&case.id()).unwrap().unwrap());
    if rendered.as_ref() != Ok(&case.command) {
        return Some(format!("{id}: the command is {rendered:?}"));
    }
    case.apply();
    let after = judge.health(&case);
    (after != Some(Health::Healthy)).then(|| format!("{id}: {after:?} after the fix"))
}

#[test]
fn what_a_fix_does_makes_its_resource_healthy() {
    let all = PolicySet::read(built_in_policies()).unwrap();
    let cases = cases().into_iter();
    let complaints: Vec<String> = cases
        .filter_map(|(id, case)| complaint(&id, case, &all))
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn with_fix() -> Vec<Recommendation> {
    let all = PolicySet::read(built_in_policies()).unwrap();
    let known = all.recommendations().into_values();
    known.filter(|known| known.fix.is_some()).collect()
}

#[test]
fn every_fix_has_its_case_and_every_case_its_fix() {
    let fixes: BTreeSet<RecommendationId> = with_fix().into_iter().map(|known| known.id).collect();
    let cases: BTreeSet<RecommendationId> = cases().into_keys().collect();
    assert_eq!(fixes, cases);
}

#[test]
fn every_quick_fix_of_the_service_is_a_command_here() {
    let seeds: Vec<Seed> = serde_json::from_str(SEED).unwrap();
    let quick = seeds.into_iter().filter(|seed| seed.quick_fix);
    let wanted: BTreeSet<String> = quick.map(|seed| seed.name).collect();
    let titles = with_fix().into_iter().map(|known| known.title).collect();
    let missing: Vec<&String> = wanted.difference(&titles).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    assert_eq!(wanted.len(), 39);
}

/// A group or a server of the same name may stand in the subscription that `az` is set to.
#[test]
fn a_fix_names_the_subscription_of_a_resource_group() {
    for recommendation in with_fix() {
        let fix = recommendation.fix.unwrap().to_string();
        let is_complete = !fix.contains("{resourceGroup}") || fix.contains("{subscription}");
        assert!(is_complete, "{}: {fix}", recommendation.id);
    }
}
