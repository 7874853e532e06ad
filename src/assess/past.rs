//! What an earlier run remembered, held against the inventory as it is now.

mod changes;
mod recalled;

use std::collections::BTreeMap;

use super::memo::{Memo, Memory};
use super::plan::Plan;
use crate::digest::{Digest, Digester};
use crate::inventory::{Inventory, ScopeHandle};
use crate::recommendation::RecommendationId;
use crate::rego::{Parameters, PolicyDigest};
use crate::resource::Scope;
use crate::worker::Judges;
use changes::Changes;

use super::AssessError;
pub(super) use recalled::{Known, Recalled};

/// What earlier runs remembered.
pub(super) struct Past<'a> {
    memory: &'a dyn Memory,
    inventory: &'a Inventory,
    /// A digest of each policy.
    policies: BTreeMap<RecommendationId, PolicyDigest>,
    above: Above,
}

/// What stands above the subscriptions.
#[derive(Default)]
struct Above {
    digest: Digest,
    /// The digest of what was remembered of it, and how that has changed.
    former: Option<(Digest, Changes)>,
}

impl<'a> Past<'a> {
    /// What is remembered for an inventory; nothing where its resources are all in memory, since
    /// there are no digests of those.
    pub(super) fn of(
        judges: &Judges,
        inventory: &'a Inventory,
        memory: &'a dyn Memory,
    ) -> Result<Option<Self>, AssessError> {
        if !inventory.has_fingerprints() {
            return Ok(None);
        }
        let mut past = Self {
            memory,
            inventory,
            policies: judges.digests(),
            above: Above::default(),
        };
        if let Some(root) = inventory.scope(&Scope::root()) {
            past.above = past.recalled(root)?.as_above();
        }
        Ok(Some(past))
    }

    /// A scope as it is now, with what is remembered of it.
    pub(super) fn recalled(&self, handle: &ScopeHandle) -> Result<Recalled, AssessError> {
        let fingerprint = self.inventory.fingerprint(handle)?;
        let memo = self.memory.recall(handle.scope()).unwrap_or_default();
        let above = self.above_of(handle.scope(), &memo);
        Recalled::of(self.inventory, handle, &fingerprint, memo, above)
    }

    /// How what stands above a scope has changed since it was remembered.
    fn above_of(&self, scope: &Scope, memo: &Memo) -> Changes {
        match &self.above.former {
            _ if !scope.is_subscription() || memo.above == self.above.digest => Changes::default(),
            Some((digest, changes)) if memo.above == *digest => changes.clone(),
            _ => Changes::unknown(),
        }
    }

    /// A digest of all that decides what a policy says in a scope, the documents apart. `all` are
    /// the parameters of all policies there.
    pub(super) fn key(&self, plan: &Plan<'_>, all: &Parameters) -> Option<Digest> {
        let policy = self.policies.get(&plan.recommendation.id)?;
        let parameters = match policy.reads_all_parameters {
            true => serde_json::to_vec(all).ok()?,
            false => serde_json::to_vec(&plan.settings.parameters).ok()?,
        };
        let digester = Digester::default().with(&policy.digest);
        Some(digester.with(&parameters).digest())
    }

    /// A digest of what stands above a scope.
    pub(super) fn above(&self, scope: &Scope) -> Digest {
        match scope.is_subscription() {
            true => self.above.digest,
            false => Digest::default(),
        }
    }

    /// Remembers a scope, in place of what was remembered of it.
    pub(super) fn remember(&self, scope: &Scope, memo: &Memo) {
        self.memory.remember(scope, memo);
    }
}
