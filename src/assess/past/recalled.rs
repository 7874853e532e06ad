//! A scope as it is now, put together from what is remembered of it and what has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::HashSet;

use super::changes::Changes;
use super::{Above, AssessError};
use crate::assess::memo::{Memo, ResourceMemo, VerdictMemo};
use crate::assessment::Health;
use crate::digest::{Digest, Digester};
use crate::inventory::{Fingerprint, Inventory, ScopeHandle, ScopeInventory};
use crate::recommendation::RecommendationId;
use crate::rego::{Lookup, Lookups, Task};
use crate::resource::{Origin, Resource, ResourceId};

/// A scope, with what is remembered of it.
pub(in crate::assess) struct Recalled {
    /// Its resources. Of those that have not changed only the labels are there.
    pub(in crate::assess) scope: Arc<ScopeInventory>,
    memo: Memo,
    /// For each resource, what it is made of.
    digests: Vec<Digest>,
    /// For each resource, its place in the memo, and whether it is the same as it was.
    places: Vec<Option<Former>>,
    changes: Changes,
    /// Where what was looked up is kept that may lead to something else now; many verdicts share it.
    concerned: HashSet<usize>,
}

/// Where a resource stands in a memo.
#[derive(Clone, Copy)]
struct Former {
    place: usize,
    is_same: bool,
}

/// Where a verdict stands in a memo.
#[derive(Clone, Copy)]
pub(in crate::assess) struct Known {
    resource: usize,
    verdict: usize,
}

/// What has to be loaded to ask policies about some resources.
pub(in crate::assess) struct Wanted {
    /// The resources that are asked about, and those that policies looked up the last time.
    pub(in crate::assess) resources: BTreeSet<ResourceId>,
    /// What can be looked up among them.
    pub(in crate::assess) known: Lookups,
}

impl Recalled {
    /// Holds a memo against a scope. `above` are the changes of what stands above it.
    pub(super) fn of(
        inventory: &Inventory,
        handle: &ScopeHandle,
        fingerprint: &Fingerprint,
        memo: Memo,
        above: Changes,
    ) -> Result<Self, AssessError> {
        let digest_now = |id: &ResourceId| fingerprint.get(inventory.digest(id));
        let is_same: Vec<bool> = memo
            .resources
            .iter()
            .map(|resource| digest_now(&resource.id) == Some(resource.digest))
            .collect();
        let same = || {
            let resources = memo.resources.iter().zip(&is_same);
            resources.filter_map(|(resource, is_same)| is_same.then_some(resource))
        };
        let known: BTreeSet<u64> = same()
            .map(|resource| inventory.digest(&resource.id))
            .collect();
        let new: BTreeSet<u64> = fingerprint.ids().filter(|id| !known.contains(id)).collect();
        let fresh = match new.is_empty() {
            true => Vec::new(),
            false => inventory.some(handle, &new)?,
        };
        let mut changes = above;
        let gone = memo.resources.iter().zip(&is_same);
        gone.filter(|(_, is_same)| !**is_same)
            .for_each(|(resource, _)| changes.add(&resource.id, &resource.resource_type));
        fresh
            .iter()
            .for_each(|resource| changes.add(&resource.id, &resource.resource_type));
        let mut resources: Vec<Resource> = same().map(|memo| labelled(memo, handle)).collect();
        resources.extend(fresh);
        resources.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        let scope = inventory.assembled(handle, resources)?;
        Ok(Self::held(
            scope,
            memo,
            &is_same,
            |id| fingerprint.get(inventory.digest(id)),
            changes,
        ))
    }

    fn held(
        scope: Arc<ScopeInventory>,
        memo: Memo,
        is_same: &[bool],
        digest: impl Fn(&ResourceId) -> Option<Digest>,
        changes: Changes,
    ) -> Self {
        let former = memo.resources.iter().enumerate().zip(is_same);
        let former: BTreeMap<&ResourceId, Former> = former
            .map(|((place, resource), &is_same)| (&resource.id, Former { place, is_same }))
            .collect();
        let resources = scope.resources().iter();
        Self {
            concerned: concerned(&memo, &changes),
            places: resources
                .clone()
                .map(|resource| former.get(&resource.id).copied())
                .collect(),
            digests: resources
                .map(|resource| digest(&resource.id).unwrap_or_default())
                .collect(),
            memo,
            scope,
            changes,
        }
    }

    /// Whether a policy is the one that is remembered, by its digest.
    pub(in crate::assess) fn knows(&self, policy: &RecommendationId, key: Option<Digest>) -> bool {
        key.is_some() && self.memo.policies.get(policy) == key.as_ref()
    }

    /// What a policy that is known said of a resource, if it would say the same now.
    pub(in crate::assess) fn verdict(
        &self,
        resource: usize,
        policy: &RecommendationId,
    ) -> Option<Known> {
        let known = self.former(resource, policy);
        let known = known.filter(|_| self.is_same(resource))?;
        let lookups = place_of(&self.at(known).lookups);
        (!self.concerned.contains(&lookups)).then_some(known)
    }

    fn is_same(&self, resource: usize) -> bool {
        self.places[resource].is_some_and(|former| former.is_same)
    }

    /// A verdict that is known.
    pub(in crate::assess) fn at(&self, known: Known) -> &VerdictMemo {
        &self.memo.resources[known.resource].verdicts[known.verdict]
    }

    /// What a policy said of a resource, whether it would say the same now or not.
    fn former(&self, resource: usize, policy: &RecommendationId) -> Option<Known> {
        let resource = self.places[resource]?.place;
        let verdicts = &self.memo.resources[resource].verdicts;
        let found = verdicts.binary_search_by(|verdict| verdict.policy.cmp(policy));
        let verdict = found.ok()?;
        Some(Known { resource, verdict })
    }

    /// What has to be loaded to ask about some resources: what was looked up about them the last
    /// time, and `more`; nothing where that is most of the scope, or where nobody knows.
    pub(in crate::assess) fn wanted<'t>(
        &self,
        tasks: impl Iterator<Item = &'t Task<'t>>,
        more: &Lookups,
    ) -> Option<Wanted> {
        let mut wanted = Wanted {
            resources: BTreeSet::new(),
            known: more.clone(),
        };
        for task in tasks {
            if let Some(former) = self.former(task.resource, task.recommendation) {
                let lookups = self.at(former).lookups.iter();
                wanted.known.extend(lookups.cloned());
            }
            let resource = &self.scope.resources()[task.resource];
            let is_changed = !self.is_same(task.resource);
            if wanted.resources.insert(resource.id.clone()) && is_changed {
                wanted.known.extend(self.looked_up(task.resource));
            }
        }
        if wanted.known.contains(&Lookup::Everything) {
            return None;
        }
        wanted.resources.extend(self.found(&wanted.known));
        (wanted.resources.len() * 2 < self.scope.resources().len()).then_some(wanted)
    }

    /// What any policy looked up about a resource: what has changed may lead one policy to where
    /// only others looked.
    fn looked_up(&self, resource: usize) -> Lookups {
        let former = self.places[resource].map(|former| &self.memo.resources[former.place]);
        let verdicts = former.into_iter().flat_map(|former| &former.verdicts);
        let lookups = verdicts.flat_map(|verdict| verdict.lookups.iter());
        let lookups = lookups.filter(|lookup| **lookup != Lookup::Everything);
        lookups.cloned().collect()
    }

    /// The resources of the scope that lookups lead to.
    fn found(&self, lookups: &Lookups) -> BTreeSet<ResourceId> {
        let mut found = BTreeSet::new();
        // By types, for the parents of many are looked at.
        let mut parents: BTreeMap<&str, BTreeSet<ResourceId>> = BTreeMap::new();
        for lookup in lookups {
            match lookup {
                Lookup::Resource(id) => {
                    found.insert(ResourceId::new(id));
                }
                Lookup::OfType(kind) => found.extend(self.of_type(kind).cloned()),
                Lookup::Children(id, kind) => {
                    parents.entry(kind).or_default().insert(ResourceId::new(id));
                }
                Lookup::Everything => {}
            }
        }
        for (kind, parents) in parents {
            let has_parent = |child: &&ResourceId| {
                let of_child = child.parents();
                of_child.iter().any(|parent| parents.contains(parent))
            };
            found.extend(self.of_type(kind).filter(has_parent).cloned());
        }
        found
    }

    fn of_type(&self, kind: &str) -> impl Iterator<Item = &ResourceId> {
        // Documents have types in lower case, and a lookup of another spelling finds nothing.
        let kinds = self.scope.types();
        let positions = kinds.filter(move |(known, _)| known.as_str() == kind);
        let positions = positions.flat_map(|(_, positions)| positions);
        positions.map(|&position| &self.scope.resources()[position].id)
    }

    /// Whether all of each resource is there.
    pub(in crate::assess) fn is_whole(&self) -> bool {
        !self.places.iter().flatten().any(|former| former.is_same)
    }

    /// Whether something has changed, in the scope or above it.
    pub(in crate::assess) fn is_changed(&self) -> bool {
        !self.changes.is_empty()
    }

    /// What is remembered of a resource, if that is the same, with so many verdicts.
    pub(in crate::assess) fn same(
        &self,
        resource: usize,
        verdicts: usize,
    ) -> Option<&Arc<ResourceMemo>> {
        let former = self.places[resource].filter(|former| former.is_same)?;
        let memo = &self.memo.resources[former.place];
        (memo.verdicts.len() == verdicts).then_some(memo)
    }

    /// What is to be remembered of a resource of which policies say this.
    pub(in crate::assess) fn memo_of(
        &self,
        resource: usize,
        mut verdicts: Vec<VerdictMemo>,
    ) -> ResourceMemo {
        verdicts.retain(|memo| memo.verdict.health != Health::Indeterminate);
        verdicts.sort_by(|one, other| one.policy.cmp(&other.policy));
        let own = &self.scope.resources()[resource];
        ResourceMemo {
            id: own.id.clone(),
            resource_type: own.resource_type.clone(),
            digest: self.digests[resource],
            labels: own.row.labels(),
            verdicts,
        }
    }

    /// What stands above others, and what of it has changed.
    pub(super) fn as_above(&self) -> Above {
        let now = self.scope.resources().iter().map(|resource| &resource.id);
        let former = self.memo.resources.iter();
        let former = former.map(|resource| (&resource.id, resource.digest));
        Above {
            digest: digest(now.zip(self.digests.iter().copied())),
            former: Some((digest(former), self.changes.clone())),
        }
    }

    /// The policies of which something is remembered.
    pub(in crate::assess) fn policies(&self) -> &BTreeMap<RecommendationId, Digest> {
        &self.memo.policies
    }
}

/// Where the lookups of a memo are kept that changes concern.
fn concerned(memo: &Memo, changes: &Changes) -> HashSet<usize> {
    if changes.is_empty() {
        return HashSet::default();
    }
    let mut seen = HashSet::default();
    let verdicts = memo.resources.iter().flat_map(|memo| &memo.verdicts);
    let lookups = verdicts.map(|verdict| &verdict.lookups);
    let lookups = lookups.filter(|lookups| seen.insert(place_of(lookups)));
    lookups
        .filter(|lookups| changes.concern(lookups))
        .map(place_of)
        .collect()
}

fn place_of(lookups: &Arc<Lookups>) -> usize {
    Arc::as_ptr(lookups).addr()
}

fn digest<'a>(resources: impl Iterator<Item = (&'a ResourceId, Digest)>) -> Digest {
    let mut digester = Digester::default();
    for (id, digest) in resources {
        digester.add(id.as_str().as_bytes());
        digester.add(&digest);
    }
    digester.digest()
}

/// A resource of which only the labels are there.
fn labelled(memo: &ResourceMemo, handle: &ScopeHandle) -> Resource {
    Resource::written(
        memo.id.clone(),
        memo.resource_type.clone(),
        handle.scope().clone(),
        &memo.labels,
        Origin::synthetic(),
    )
}
