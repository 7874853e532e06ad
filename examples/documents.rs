//! Says what policies are given: the rows of each scope and the parameters, as lines of JSON.
//!
//! Another engine that is given the same can be compared with this one.

#![allow(
    clippy::disallowed_macros,
    reason = "an example speaks on standard output"
)]

use std::path::PathBuf;

use clap::Parser;
use miette::IntoDiagnostic;
use securescore::bundle;
use securescore::inventory::{Inventory, OnDuplicate, ScopeInventory};
use securescore::policy::PolicySet;
use securescore::recommendation::Recommendation;
use securescore::resource::Export;
use securescore::source::{self, Options};
use serde_json::{Map, Value, json};

/// Prints one line on each recommendation, with its types and the defaults of its parameters,
/// then one line on each scope, with its rows.
#[derive(Debug, Parser)]
struct Args {
    /// A directory of policies with their libraries
    policies: PathBuf,
    /// Inventories to read as `score --skip-invalid --allow-partial` reads them
    inventories: Vec<PathBuf>,
    /// What the objects of a further inventory belong to: ID=PATH, as for `score`
    #[arg(long)]
    of: Vec<String>,
}

fn main() -> miette::Result<()> {
    let args = Args::parse();
    let texts = bundle::policies_in(&args.policies).map_err(first)?;
    let recommendations = PolicySet::read(texts).map_err(first)?.recommendations();
    for recommendation in recommendations.values() {
        println!("{}", described(recommendation));
    }
    let plain = args.inventories.into_iter().map(Export::from);
    let owned: Result<Vec<Export>, String> = args.of.iter().map(|text| owned(text)).collect();
    let owned = owned.map_err(|reason| miette::miette!("{reason}"))?;
    let exports: Vec<Export> = plain.chain(owned).collect();
    let options = Options {
        allow_partial: true,
        skip_invalid: true,
        read_types: recommendations
            .values()
            .flat_map(Recommendation::types_read)
            .cloned()
            .collect(),
        ..Options::default()
    };
    let records = source::read(&exports, &mut std::io::empty(), &options).map_err(first)?;
    let inventory = Inventory::build(
        records.resources,
        records.inline,
        OnDuplicate::First,
        &records.collected,
    );
    for scope in inventory.map_err(first)?.loaded() {
        let scope = scope?;
        println!("{}", rows(&scope)?);
    }
    Ok(())
}

fn described(recommendation: &Recommendation) -> Value {
    let types = recommendation.resource_types.iter();
    let parameters = recommendation.parameters.iter();
    let defaults: Map<String, Value> = parameters
        .map(|(name, parameter)| (name.clone(), parameter.default.clone()))
        .collect();
    json!({
        "recommendation": recommendation.id.as_str(),
        "types": types.map(|kind| kind.as_str()).collect::<Vec<_>>(),
        "reads": recommendation.types_read().map(|kind| kind.as_str()).collect::<Vec<_>>(),
        "parameters": defaults,
    })
}

fn rows(scope: &ScopeInventory) -> miette::Result<String> {
    let rows: Vec<&Map<String, Value>> = scope.resources().iter().map(|row| &*row.row).collect();
    let line = json!({"scope": scope.scope().as_str(), "rows": rows});
    serde_json::to_string(&line).into_diagnostic()
}

fn owned(text: &str) -> Result<Export, String> {
    let (owner, path) = text.split_once('=').ok_or("an `=` is missing")?;
    let of = Some(securescore::resource::Owner::new(owner)?);
    Ok(Export {
        path: path.into(),
        of,
    })
}

fn first<E: miette::Diagnostic + Send + Sync + 'static>(errors: Vec<E>) -> miette::Report {
    let first = errors.into_iter().next().map(miette::Report::new);
    first.unwrap_or_else(|| miette::miette!("something went wrong without a word"))
}
