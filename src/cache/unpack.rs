//! Bytes -> memo. Bytes that are no memo are none, whatever they say.

use std::sync::Arc;

use super::words::{Decided, Head, Name, Row, Said, Sought};
use crate::assess::{Memo, ResourceMemo, VerdictMemo};
use crate::assessment::{Health, Verdict};
use crate::recommendation::RecommendationId;
use crate::rego::{Lookup, Lookups};
use crate::resource::{ResourceId, ResourceType};

/// The memo that bytes are, if they are one to their end.
pub(super) fn unpack(bytes: &[u8]) -> Option<Memo> {
    let (head, mut rest) = postcard::take_from_bytes::<Head<'_>>(bytes).ok()?;
    let names = Names::of(&head)?;
    let mut resources = Vec::new();
    let (mut id, mut labels) = (String::new(), String::new());
    while !rest.is_empty() {
        let (row, behind) = postcard::take_from_bytes::<Row<'_>>(rest).ok()?;
        row.id.replace(&mut id)?;
        row.labels.replace(&mut labels)?;
        resources.push(Arc::new(names.resource(&row, &id, &labels)?));
        rest = behind;
    }
    let digests = names.policies.into_iter().zip(&head.policies);
    let digests = digests.filter_map(|(id, policy)| Some((id, policy.digest?)));
    Some(Memo {
        above: head.above,
        policies: digests.collect(),
        resources,
    })
}

/// What rows refer to.
struct Names {
    policies: Vec<RecommendationId>,
    types: Vec<ResourceType>,
    texts: Vec<String>,
}

impl Names {
    fn of(head: &Head<'_>) -> Option<Self> {
        let policies = head.policies.iter().map(|policy| policy.id);
        let policies =
            policies.map(|id| RecommendationId::is_id(id).then(|| RecommendationId::new(id)));
        let mut text = String::new();
        let texts = head.texts.iter().map(|next| {
            next.replace(&mut text)?;
            Some(text.clone())
        });
        Some(Self {
            policies: policies.collect::<Option<_>>()?,
            types: head.types.iter().copied().map(ResourceType::new).collect(),
            texts: texts.collect::<Option<_>>()?,
        })
    }

    fn resource(&self, row: &Row<'_>, id: &str, labels: &str) -> Option<ResourceMemo> {
        let lookups = row.lookups.iter().map(|sought| {
            let lookups = sought.iter().map(|sought| self.lookup(*sought, id));
            lookups.collect::<Option<Lookups>>().map(Arc::new)
        });
        let lookups = lookups.collect::<Option<Vec<_>>>()?;
        let verdicts = row.verdicts.iter();
        let verdicts = verdicts.map(|said| self.verdict(said, &lookups));
        Some(ResourceMemo {
            id: ResourceId::new(id),
            resource_type: self.types.get(row.resource_type)?.clone(),
            digest: row.digest,
            labels: labels.to_owned(),
            verdicts: verdicts.collect::<Option<_>>()?,
        })
    }

    fn lookup(&self, sought: Sought, own: &str) -> Option<Lookup> {
        let text = |name: Name| match name {
            Name::Own => Some(own.to_owned()),
            Name::Text(number) => self.texts.get(number).cloned(),
        };
        Some(match sought {
            Sought::Resource(id) => Lookup::Resource(text(id)?),
            Sought::OfType(kind) => Lookup::OfType(text(kind)?),
            Sought::Children(id, kind) => Lookup::Children(text(id)?, text(kind)?),
            Sought::Everything => Lookup::Everything,
        })
    }

    fn verdict(&self, said: &Said, lookups: &[Arc<Lookups>]) -> Option<VerdictMemo> {
        let reasons = said.reasons.iter();
        let reasons = reasons.map(|&number| self.texts.get(number).cloned());
        let health = match said.health {
            Decided::Healthy => Health::Healthy,
            Decided::Unhealthy => Health::Unhealthy,
            Decided::NotApplicable => Health::NotApplicable,
        };
        let verdict = Verdict {
            health,
            reasons: reasons.collect::<Option<_>>()?,
        };
        Some(VerdictMemo {
            policy: self.policies.get(said.policy)?.clone(),
            verdict,
            lookups: Arc::clone(lookups.get(said.lookups)?),
        })
    }
}
