//! Where the resources of scopes are: in memory, or in records that are read when somebody asks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::fingerprint::Fingerprint;
use super::merge::{ById, Unique, add_inline, add_subscriptions};
use super::settle::{Settled, Standing, numbers};
use super::{
    InventoryError, Listing, LoadError, OnDuplicate, Records, ScopeHandle, ScopeInventory,
};
use crate::resource::{Resource, ResourceId, ResourceType, Scope};

/// The resources of all scopes.
#[derive(Debug, Default)]
pub(super) struct Stock {
    loaded: Mutex<Loaded>,
    stored: Option<Stored>,
}

/// Scopes that are in memory.
#[derive(Debug, Default)]
struct Loaded {
    scopes: BTreeMap<Scope, Arc<ScopeInventory>>,
    /// The one that was loaded last.
    last: Option<Scope>,
}

/// Scopes that are read when somebody asks.
#[derive(Debug)]
struct Stored {
    scopes: BTreeMap<Scope, Vec<Standing>>,
    records: Box<dyn Records>,
    on_duplicate: OnDuplicate,
    declared: BTreeSet<ResourceType>,
    room: Option<u64>,
    /// Whether a scope stays in memory once it was loaded.
    keeps_all: bool,
}

/// How many bytes of records may stay in memory as resources once they were loaded.
const SMALL: u64 = 8 << 20;

/// How many times as much memory as its record takes a resource takes, with what is made of it
/// while it is judged.
const GROWTH: u64 = 16;

impl Stock {
    /// Scopes that are in memory.
    pub(super) fn of(scopes: BTreeMap<Scope, Arc<ScopeInventory>>) -> Self {
        Self {
            loaded: Mutex::new(Loaded { scopes, last: None }),
            stored: None,
        }
    }

    /// Scopes of a listing.
    pub(super) fn stored(
        settled: Vec<Settled>,
        listing: Listing,
        on_duplicate: OnDuplicate,
        declared: &BTreeSet<ResourceType>,
    ) -> Self {
        let bytes = settled.iter().map(|settled| settled.handle.bytes());
        let keeps_all = bytes.sum::<u64>() <= SMALL;
        let scopes = settled.into_iter();
        let scopes = scopes.map(|settled| (settled.handle.scope().clone(), settled.standings));
        Self {
            loaded: Mutex::default(),
            stored: Some(Stored {
                scopes: scopes.collect(),
                records: listing.records,
                on_duplicate,
                declared: declared.clone(),
                room: listing.room,
                keeps_all,
            }),
        }
    }

    /// The scopes that do not fit into memory.
    pub(super) fn too_large(&self, handles: &[ScopeHandle]) -> Vec<InventoryError> {
        let Some(available) = self.room() else {
            return Vec::new();
        };
        let large = handles.iter().filter(|handle| needed(handle) > available);
        large
            .map(|handle| InventoryError::ScopeTooLarge {
                scope: handle.scope().clone(),
                needed: needed(handle),
                available,
            })
            .collect()
    }

    /// Whether two scopes fit into memory together.
    pub(super) fn holds_both(&self, one: &ScopeHandle, other: &ScopeHandle) -> bool {
        let both = needed(one).saturating_add(needed(other));
        self.room().is_none_or(|room| both <= room)
    }

    /// Whether scopes have fingerprints.
    pub(super) fn has_fingerprints(&self) -> bool {
        self.stored.is_some()
    }

    /// Digests of what the resources of a scope are made of.
    pub(super) fn fingerprint(&self, scope: &Scope) -> Result<Fingerprint, LoadError> {
        self.records_of(scope)?.fingerprint(scope)
    }

    fn records_of(&self, scope: &Scope) -> Result<&Stored, LoadError> {
        let stored = self.stored.as_ref();
        stored.ok_or_else(|| LoadError::unknown(scope))
    }

    /// The digest of an id in a [`Fingerprint`].
    pub(super) fn digest(&self, id: &ResourceId) -> u64 {
        let stored = self.stored.as_ref();
        stored.map_or(0, |stored| stored.records.digest(id))
    }

    /// Some of the resources of a scope, by the digests of their ids.
    pub(super) fn some(
        &self,
        scope: &Scope,
        wanted: &BTreeSet<u64>,
    ) -> Result<Vec<Resource>, LoadError> {
        self.records_of(scope)?.some(scope, wanted)
    }

    /// A scope with these resources, which are sorted by id.
    pub(super) fn assembled(
        &self,
        scope: &Scope,
        resources: Vec<Resource>,
    ) -> Result<ScopeInventory, LoadError> {
        let stored = self.records_of(scope)?;
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let above = loaded.above(scope, stored)?;
        let (scope, declared) = (scope.clone(), stored.declared.clone());
        Ok(ScopeInventory::new(scope, resources, declared, above))
    }

    fn room(&self) -> Option<u64> {
        self.stored.as_ref()?.room
    }

    /// A scope with its resources.
    pub(super) fn load(&self, scope: &Scope) -> Result<Arc<ScopeInventory>, LoadError> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = loaded.scopes.get(scope) {
            return Ok(Arc::clone(known));
        }
        let stored = self.records_of(scope)?;
        let above = loaded.above(scope, stored)?;
        if !stored.keeps_all {
            loaded.forget();
        }
        let read = Arc::new(stored.read(scope, above)?);
        loaded.scopes.insert(scope.clone(), Arc::clone(&read));
        loaded.last = Some(scope.clone());
        Ok(read)
    }
}

/// How many bytes a scope takes once it is loaded.
fn needed(handle: &ScopeHandle) -> u64 {
    handle.bytes().saturating_mul(GROWTH)
}

impl Loaded {
    /// What stands above a scope.
    fn above(
        &mut self,
        scope: &Scope,
        stored: &Stored,
    ) -> Result<Option<Arc<ScopeInventory>>, LoadError> {
        let has_above = scope.is_subscription() && stored.scopes.contains_key(&Scope::root());
        has_above.then(|| self.root(stored)).transpose()
    }

    /// What stands above the subscriptions.
    fn root(&mut self, stored: &Stored) -> Result<Arc<ScopeInventory>, LoadError> {
        let root = Scope::root();
        if let Some(known) = self.scopes.get(&root) {
            return Ok(Arc::clone(known));
        }
        let read = Arc::new(stored.read(&root, None)?);
        self.scopes.insert(root, Arc::clone(&read));
        Ok(read)
    }

    /// Forgets the scope that was loaded last, but for what stands above others.
    fn forget(&mut self) {
        if let Some(last) = self.last.take().filter(|last| *last != Scope::root()) {
            self.scopes.remove(&last);
        }
    }
}

impl Stored {
    fn read(
        &self,
        scope: &Scope,
        above: Option<Arc<ScopeInventory>>,
    ) -> Result<ScopeInventory, LoadError> {
        let records = self.standings(scope)?.iter();
        let records = numbers(records.map(|standing| standing.record));
        Ok(ScopeInventory::new(
            scope.clone(),
            self.resources(scope, &records)?.into_values().collect(),
            self.declared.clone(),
            above,
        ))
    }

    fn standings(&self, scope: &Scope) -> Result<&[Standing], LoadError> {
        let standings = self.scopes.get(scope).map(Vec::as_slice);
        standings.ok_or_else(|| LoadError::unknown(scope))
    }

    /// The resources of a scope that stand in some records.
    fn resources(&self, scope: &Scope, records: &[u32]) -> Result<ById, LoadError> {
        // Of conflicts it is known whether they matter.
        let mut unique = Unique::new(self.on_duplicate);
        let mut inline = Vec::new();
        self.records.read(records, &mut |own, children| {
            if let Some(own) = own.filter(|own| own.scope == *scope) {
                unique.add(own);
            }
            inline.extend(children.into_iter().filter(|child| child.scope == *scope));
        })?;
        let mut resources = unique.resources;
        add_inline(&mut resources, inline);
        add_subscriptions(&mut resources);
        Ok(resources)
    }

    /// Some of the resources of a scope, by the digests of their ids. A record that holds one of
    /// them may hold others, of which other records tell as well: those are left out.
    fn some(&self, scope: &Scope, wanted: &BTreeSet<u64>) -> Result<Vec<Resource>, LoadError> {
        let standings = self.standings(scope)?.iter();
        let standings = standings.filter(|standing| wanted.contains(&standing.digest));
        let records = numbers(standings.map(|standing| standing.record));
        let mut resources = self.resources(scope, &records)?;
        let own = ResourceId::new(scope.as_str());
        if scope.is_subscription() && !resources.contains_key(&own) {
            resources.insert(own, Resource::synthetic_subscription(scope));
        }
        resources.retain(|id, _| wanted.contains(&self.records.digest(id)));
        Ok(resources.into_values().collect())
    }

    fn fingerprint(&self, scope: &Scope) -> Result<Fingerprint, LoadError> {
        let standings = self.standings(scope)?;
        let records = numbers(standings.iter().map(|standing| standing.record));
        let digests = self.records.digests(&records)?;
        let of_record = |record: u32| {
            let place = records.binary_search(&record);
            place.ok().and_then(|place| digests.get(place)).copied()
        };
        let mut fingerprint = Fingerprint::of(standings, self.on_duplicate, of_record);
        if scope.is_subscription() {
            fingerprint.add_missing(self.records.digest(&ResourceId::new(scope.as_str())));
        }
        Ok(fingerprint)
    }
}
