//! The estate of Contoso, as it is and with values that nobody would expect in it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::time::Duration;

use securescore::bundle::built_in_policies;
use securescore::inventory::{Inventory, OnDuplicate, ScopeInventory};
use securescore::policy::PolicySet;
use securescore::recommendation::Recommendation;
use securescore::rego::{Documents, Limits, Parameters, Program};
use securescore::resource::{Export, Owner, Resource};
use securescore::source::{self, Options, Records};
use serde_json::Value;

pub(crate) use crate::exchange::Numbers;
use crate::exchange::exchange;

/// Where the objects of clusters stand, and the clusters, which the objects do not name.
const CLUSTERS: [(&str, &str); 2] = [
    (
        "aks-prod-weu.json",
        "rg-platform-prod/providers/Microsoft.ContainerService/managedClusters/aks-prod-weu",
    ),
    (
        "arc-plant-hamburg.yaml",
        "rg-plant-prod/providers/Microsoft.Kubernetes/connectedClusters/arc-plant-hamburg",
    ),
];
const GROUPS: &str = "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups";

/// The inventory of Contoso.
pub(crate) fn contoso() -> Records {
    let directory = Path::new("fixtures/contoso/inventory");
    let clusters = CLUSTERS.map(|(file, id)| Export {
        path: directory.join("clusters").join(file),
        of: Some(Owner::new(&format!("{GROUPS}/{id}")).unwrap()),
    });
    let all = [Export::from(directory.to_owned())];
    read(&[all.as_slice(), &clusters].concat())
}

pub(crate) fn read(exports: &[Export]) -> Records {
    source::read(exports, &mut io::empty(), &Options::default()).unwrap()
}

/// What says which inventory a resource stands in.
const PLACED_BY: [&str; 3] = ["id", "type", "tenantId"];

/// The same resource with a value exchanged, if it has any that can be.
pub(crate) fn spoiled(resource: &Resource, numbers: &mut Numbers) -> Resource {
    let mut row = (*resource.row).clone();
    let fields = row
        .iter_mut()
        .filter(|(key, _)| !PLACED_BY.contains(&key.as_str()));
    let mut fields: Vec<&mut Value> = fields.map(|(_, value)| value).collect();
    if !fields.is_empty() {
        let place = numbers.below(fields.len());
        exchange(fields[place], numbers);
    }
    let (id, kind) = (resource.id.clone(), resource.resource_type.clone());
    Resource::new(id, kind, row, resource.origin.clone())
}

/// Every parameter at its default.
pub(crate) fn parameters(set: &PolicySet) -> Parameters {
    let defaults = |known: &Recommendation| -> BTreeMap<String, Value> {
        let parameters = known.parameters.iter();
        parameters
            .map(|(name, parameter)| (name.clone(), parameter.default.clone()))
            .collect()
    };
    let known = set.policies.values().map(|policy| &policy.recommendation);
    known
        .map(|known| (known.id.clone(), defaults(known)))
        .collect()
}

/// The built-in policies.
pub(crate) fn built_in() -> PolicySet {
    PolicySet::read(built_in_policies()).unwrap()
}

/// The built-in policies, compiled, with all the time that they want.
pub(crate) fn program(set: &PolicySet) -> Program {
    let limits = Limits {
        time: Duration::from_secs(600),
        ..Limits::default()
    };
    Program::shipped(set, "2026-11-24T00:00:00Z".parse().unwrap(), limits)
}

/// Visits the scopes of Contoso, once as they are, and then with values exchanged; says how many
/// times.
pub(crate) fn for_each_scope(
    seed: u64,
    mut visit: impl FnMut(&ScopeInventory, &Documents, &mut Numbers),
) -> usize {
    let rounds = std::env::var("SECURESCORE_ROUNDS").ok();
    let rounds: usize = rounds.map_or(6, |rounds| rounds.parse().unwrap());
    let plain = contoso();
    let mut numbers = Numbers::of(seed);
    for round in 0..rounds {
        let mut exchanged = |resources: &[Resource]| -> Vec<Resource> {
            let resources = resources.iter();
            match round {
                0 => resources.cloned().collect(),
                _ => resources
                    .map(|resource| spoiled(resource, &mut numbers))
                    .collect(),
            }
        };
        let records = Records {
            resources: exchanged(&plain.resources),
            inline: exchanged(&plain.inline),
            ..Records::default()
        };
        for_each_loaded(records, |scope, above| visit(scope, above, &mut numbers));
    }
    rounds
}

/// Visits the scopes of an inventory, each with the documents of what stands above it.
pub(crate) fn for_each_loaded(
    records: Records,
    mut visit: impl FnMut(&ScopeInventory, &Documents),
) {
    let (resources, inline) = (records.resources, records.inline);
    let none = BTreeSet::new();
    let inventory = Inventory::build(resources, inline, OnDuplicate::First, &none).unwrap();
    let above = inventory.above().unwrap();
    let of = |above: &ScopeInventory| Documents::of(above, &Documents::default()).unwrap();
    let above = above.as_deref().map(of).unwrap_or_default();
    for scope in inventory.loaded().map(Result::unwrap) {
        visit(&scope, &above);
    }
}
