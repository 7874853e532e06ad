//! What small parts take: reading rows, adding votes up, and remembering verdicts.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on ends")]

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;

use divan::Bencher;
use securescore::assess::{Memo, Memory, ResourceMemo, VerdictMemo};
use securescore::assessment::{Health, Verdict};
use securescore::bundle;
use securescore::cache::Cache;
use securescore::catalog::{self, Catalog};
use securescore::policy::PolicySet;
use securescore::recommendation::RecommendationId;
use securescore::rego::Lookup;
use securescore::resource::{Export, ResourceId, ResourceType, Scope};
use securescore::score::{Ballot, Ballots, score};
use securescore::source::{self, Options};
use securescore::text::SourceText;

fn main() {
    divan::main();
}

const SCOPE: &str = "/subscriptions/00000000-0000-4000-8000-000000000001";

fn account(number: usize) -> String {
    format!("{SCOPE}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st{number}")
}

/// Reads 2,000 rows of storage accounts from a file.
#[divan::bench(sample_count = 20)]
fn read_rows(bencher: Bencher<'_, '_>) {
    let mut rows = String::new();
    for number in 0..2_000 {
        let id = account(number);
        let row = format!(
            r#"{{"id":"{id}","type":"microsoft.storage/storageaccounts","name":"st{number}","location":"westeurope","properties":{{"supportsHttpsTrafficOnly":true,"minimumTlsVersion":"TLS1_2","networkAcls":{{"defaultAction":"Deny","ipRules":[],"virtualNetworkRules":[]}}}},"tags":{{"env":"prod"}}}}"#
        );
        writeln!(rows, "{row}").unwrap();
    }
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("rows.ndjson");
    std::fs::write(&path, rows).unwrap();
    let exports = [Export::from(path)];
    bencher.bench(|| {
        let options = Options::default();
        source::read(black_box(&exports), &mut std::io::empty(), &options).is_ok()
    });
}

/// Scores a subscription in which 10,000 answers count.
#[divan::bench(sample_count = 20)]
fn score_ballots(bencher: Bencher<'_, '_>) {
    let catalog = built_in_catalog();
    let recommendations = catalog.recommendations();
    let mut ballots = Ballots::default();
    for number in 0..10_000 {
        let ballot = Ballot {
            resource: number / 10,
            health: [Health::Healthy, Health::Unhealthy, Health::NotApplicable][number % 3],
            exemption: None,
        };
        let recommendation = recommendations[number % recommendations.len()];
        ballots.cast(recommendation, [ballot]);
    }
    let scope = Scope::new(SCOPE);
    bencher.bench(|| score(&catalog, &scope, black_box(&ballots)).controls.len());
}

/// Recalls 5,000 resources of a scope with ten verdicts each.
#[divan::bench(sample_count = 20)]
fn recall_memo(bencher: Bencher<'_, '_>) {
    let directory = tempfile::tempdir().unwrap();
    let (cache, _) = Cache::open(directory.path()).unwrap();
    let scope = Scope::new(SCOPE);
    cache.remember(&scope, &memo(0));
    bencher.bench(|| cache.recall(black_box(&scope)).is_some());
}

/// Remembers such a scope, of which something else was remembered before.
#[divan::bench(sample_count = 20)]
fn remember_memo(bencher: Bencher<'_, '_>) {
    let directory = tempfile::tempdir().unwrap();
    let (cache, _) = Cache::open(directory.path()).unwrap();
    let scope = Scope::new(SCOPE);
    let memos = [memo(0), memo(1)];
    let mut turns = memos.iter().cycle();
    bencher.bench_local(|| cache.remember(&scope, turns.next().unwrap()));
}

/// Opens the cache of such a scope, and closes it.
#[divan::bench(sample_count = 20)]
fn open_cache(bencher: Bencher<'_, '_>) {
    let directory = tempfile::tempdir().unwrap();
    let (cache, _) = Cache::open(directory.path()).unwrap();
    cache.remember(&Scope::new(SCOPE), &memo(0));
    cache.close().unwrap();
    bencher.bench(|| Cache::open(black_box(directory.path())).is_ok());
}

/// A memo of 5,000 storage accounts, another one for each run.
fn memo(run: u8) -> Memo {
    let policy = |number| RecommendationId::new(format!("azure.storage.recommendation_{number}"));
    let lookups = |number: usize| {
        let own = || ResourceId::new(&account(number)).as_str().to_owned();
        let children = |kind: &str| Lookup::Children(own(), kind.to_owned());
        [
            Lookup::Resource(own()),
            children("microsoft.insights/diagnosticsettings"),
            children("microsoft.network/privateendpointconnections"),
        ]
    };
    let verdict = |account: usize, number: usize| {
        let is_healthy = !(account + number).is_multiple_of(3);
        let health = if is_healthy {
            Health::Healthy
        } else {
            Health::Unhealthy
        };
        let reason =
            format!("recommendation {number} does not hold: it was looked at in run {run}");
        let reasons = (!is_healthy).then_some(reason).into_iter().collect();
        VerdictMemo {
            policy: policy(number),
            verdict: Verdict { health, reasons },
            lookups: Arc::new(lookups(account).into_iter().take(number % 4).collect()),
        }
    };
    let resource = |number: usize| {
        let id = ResourceId::new(&account(number));
        let own = || id.as_str().to_owned();
        ResourceMemo {
            resource_type: ResourceType::new("microsoft.storage/storageaccounts"),
            digest: *blake3::hash(own().as_bytes())
                .as_bytes()
                .first_chunk()
                .unwrap(),
            labels: format!(
                r#"{{"name":"st{number}","location":"westeurope","tags":{{"env":"prod"}}}}"#
            ),
            verdicts: (0..10).map(|policy| verdict(number, policy)).collect(),
            id,
        }
    };
    Memo {
        above: [0; 16],
        policies: (0..10).map(|number| (policy(number), [run; 16])).collect(),
        resources: (0..5_000).map(resource).map(Arc::new).collect(),
    }
}

fn built_in_catalog() -> Catalog {
    let policies = PolicySet::read(bundle::built_in_policies()).unwrap();
    let source: SourceText = bundle::built_in_catalog("azure").unwrap();
    let mut none = |_: &str, _: &SourceText| Err("nothing is extended".to_owned());
    let (catalog, _) = catalog::load(&source, &mut none, &policies.recommendations()).unwrap();
    catalog
}
