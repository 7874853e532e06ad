//! One inventory, one directory.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::InventoryError;
use crate::resource::{Resource, Scope};

/// The directory of one tenant says nothing of another's subscriptions.
pub(super) fn check_tenants(
    scopes: &BTreeMap<Scope, Vec<Resource>>,
) -> Result<(), Vec<InventoryError>> {
    let below = scopes.iter().filter(|(scope, _)| scope.is_subscription());
    let tenants: BTreeSet<String> = below
        .flat_map(|(_, resources)| resources)
        .filter_map(|resource| resource.row.get("tenantId").and_then(Value::as_str))
        .filter(|tenant| !tenant.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let above = scopes.get(&Scope::root()).map_or(&[][..], Vec::as_slice);
    check(&tenants, above)
}

/// Checks the tenants of subscriptions against what stands above these.
pub(super) fn check(
    tenants: &BTreeSet<String>,
    above: &[Resource],
) -> Result<(), Vec<InventoryError>> {
    let mut objects = above.iter();
    let object = objects.find(|resource| resource.resource_type.is_of_directory());
    match object.filter(|_| tenants.len() > 1) {
        None => Ok(()),
        Some(object) => Err(vec![InventoryError::SeveralTenants {
            count: tenants.len(),
            object: object.id.clone(),
            origin: object.origin.to_string(),
        }]),
    }
}
