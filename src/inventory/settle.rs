//! What a listing says before anything of it is loaded: the scopes, how much each holds, and which
//! of several records of one id counts.

use std::collections::{BTreeMap, BTreeSet};

use super::merge::{Unique, add_inline};
use super::{Fact, InventoryError, Kin, Listing, LoadError, OnDuplicate, ScopeHandle};
use crate::resource::{ResourceId, ResourceType, Scope};

/// A scope, and what is known of it.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) handle: ScopeHandle,
    /// Where its resources stand, by the digests of their ids, then in reading order.
    pub(super) standings: Vec<Standing>,
    /// The tenants that its resources name.
    pub(super) tenants: BTreeSet<String>,
    /// Its conflicts, each with the number of the second record.
    pub(super) conflicts: Vec<(u32, InventoryError)>,
}

/// A resource, and a record in which it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// The digest of its id.
    pub(super) digest: u64,
    pub(super) record: u32,
    pub(super) is_inline: bool,
}

impl From<&Fact> for Standing {
    fn from(fact: &Fact) -> Self {
        Self {
            digest: fact.name.digest,
            record: fact.record,
            is_inline: fact.is_inline,
        }
    }
}

/// Settles all scopes, in the order of their ids.
pub(super) fn scopes(
    mut facts: Vec<Fact>,
    listing: &Listing,
    on_duplicate: OnDuplicate,
) -> Result<Vec<Settled>, LoadError> {
    let ranks = ranks(&listing.kin);
    let rank = |fact: &Fact| ranks[fact.name.class as usize];
    facts.sort_unstable_by_key(|fact| (rank(fact), fact.name.digest, fact.record));
    let scopes = facts.chunk_by(|one, other| rank(one) == rank(other));
    scopes
        .map(|facts| settle(facts, listing, on_duplicate))
        .collect()
}

/// Where the scope of each class stands among all scopes.
fn ranks(kin: &[Kin]) -> Vec<u32> {
    let scopes: BTreeSet<&Scope> = kin.iter().map(|kin| &kin.scope).collect();
    let ranks: BTreeMap<&Scope, u32> = scopes.into_iter().zip(0..).collect();
    kin.iter().map(|kin| ranks[&kin.scope]).collect()
}

/// Settles one scope, whose facts come by their digests.
fn settle(
    facts: &[Fact],
    listing: &Listing,
    on_duplicate: OnDuplicate,
) -> Result<Settled, LoadError> {
    let scope = &listing.kin[facts[0].name.class as usize].scope;
    let contested = contested(facts);
    let mut tally = Tally::default();
    for fact in facts {
        if contested.binary_search(&fact.record).is_err() {
            let kin = &listing.kin[fact.name.class as usize];
            tally.count(&kin.resource_type, &kin.tenant);
        }
    }
    let conflicts = tally.settle(scope, &contested, listing, on_duplicate)?;
    let own = listing.records.digest(&ResourceId::new(scope.as_str()));
    let is_known = facts.binary_search_by_key(&own, |fact| fact.name.digest);
    if scope.is_subscription() && is_known.is_err() {
        // It is added when the scope is loaded.
        tally.count(&ResourceType::subscription(), "");
    }
    let records = numbers(facts.iter().map(|fact| fact.record));
    let bytes = records.iter().map(|record| listing.records.size(*record));
    Ok(Settled {
        handle: ScopeHandle::new(scope.clone(), tally.types, bytes.sum()),
        standings: facts.iter().map(Standing::from).collect(),
        tenants: tally.tenants,
        conflicts,
    })
}

/// The records that hold a resource of which there may be another record.
fn contested(facts: &[Fact]) -> Vec<u32> {
    let same = facts.chunk_by(|one, other| one.name.digest == other.name.digest);
    let contested = same.filter(|same| same.len() > 1).flatten();
    numbers(contested.map(|fact| fact.record))
}

/// Numbers of records, which ascend, each once.
pub(super) fn numbers(records: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> = records.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// What a scope holds.
#[derive(Debug, Default)]
struct Tally {
    types: BTreeMap<ResourceType, usize>,
    tenants: BTreeSet<String>,
}

impl Tally {
    fn count(&mut self, kind: &ResourceType, tenant: &str) {
        match self.types.get_mut(kind) {
            Some(count) => *count += 1,
            None => _ = self.types.insert(kind.clone(), 1),
        }
        if !tenant.is_empty() && !self.tenants.contains(tenant) {
            self.tenants.insert(tenant.to_owned());
        }
    }

    /// Counts what stands in contested records, each resource once, and finds the conflicts.
    fn settle(
        &mut self,
        scope: &Scope,
        contested: &[u32],
        listing: &Listing,
        on_duplicate: OnDuplicate,
    ) -> Result<Vec<(u32, InventoryError)>, LoadError> {
        let mut unique = Unique::new(on_duplicate);
        let mut inline = Vec::new();
        let mut numbers = contested.iter();
        let mut conflicts = Vec::new();
        listing.records.read(contested, &mut |own, children| {
            let number = numbers.next().copied().unwrap_or_default();
            let conflict = own
                .filter(|own| own.scope == *scope)
                .and_then(|own| unique.add(own));
            conflicts.extend(conflict.map(|conflict| (number, conflict)));
            inline.extend(children.into_iter().filter(|child| child.scope == *scope));
        })?;
        let mut resources = unique.resources;
        add_inline(&mut resources, inline);
        for resource in resources.values() {
            let tenant = resource
                .row
                .get("tenantId")
                .and_then(|tenant| tenant.as_str());
            let tenant = tenant.unwrap_or_default().to_ascii_lowercase();
            self.count(&resource.resource_type, &tenant);
        }
        Ok(conflicts)
    }
}
