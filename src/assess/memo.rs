//! What is remembered of a run for the next one: the verdicts of each scope, and what they came
//! from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::assessment::Verdict;
use crate::digest::Digest;
use crate::recommendation::RecommendationId;
use crate::rego::Lookups;
use crate::resource::{ResourceId, ResourceType, Scope};

/// What is remembered of a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memo {
    /// A digest of what stood above it.
    pub above: Digest,
    /// A digest of all that decides what a policy says, the documents apart.
    pub policies: BTreeMap<RecommendationId, Digest>,
    /// Its resources, in the order of their ids.
    pub resources: Vec<Arc<ResourceMemo>>,
}

/// What is remembered of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceMemo {
    /// Its id.
    pub id: ResourceId,
    /// Its type.
    pub resource_type: ResourceType,
    /// A digest of the records that it was made of.
    pub digest: Digest,
    /// What is read of its row when no policy is asked, as JSON.
    pub labels: String,
    /// What policies said of it, in the order of their ids. None of it is indeterminate.
    pub verdicts: Vec<VerdictMemo>,
}

/// What is remembered of a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictMemo {
    /// Whose it is.
    pub policy: RecommendationId,
    /// What was said.
    pub verdict: Verdict,
    /// What the policy looked up for it; many verdicts share theirs.
    pub lookups: Arc<Lookups>,
}

/// Who keeps memos from one run to the next.
pub trait Memory: Sync {
    /// What is remembered of a scope, if something is that can be read.
    fn recall(&self, scope: &Scope) -> Option<Memo>;

    /// Remembers a scope from now on, in place of what was remembered of it. Where it cannot, it
    /// says so by itself: a run goes on without.
    fn remember(&self, scope: &Scope, memo: &Memo);
}
