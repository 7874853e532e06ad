//! What small parts take: reading rows, and adding votes up.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on ends")]

use std::fmt::Write;
use std::hint::black_box;

use divan::Bencher;
use securescore::assessment::Health;
use securescore::bundle;
use securescore::catalog::{self, Catalog};
use securescore::policy::PolicySet;
use securescore::resource::{Export, Scope};
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

fn built_in_catalog() -> Catalog {
    let policies = PolicySet::read(bundle::built_in_policies()).unwrap();
    let source: SourceText = bundle::built_in_catalog("azure").unwrap();
    let mut none = |_: &str, _: &SourceText| Err("nothing is extended".to_owned());
    let (catalog, _) = catalog::load(&source, &mut none, &policies.recommendations()).unwrap();
    catalog
}
