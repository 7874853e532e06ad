//! Memo -> bytes.

use std::sync::Arc;

use foldhash::HashMap;

use super::words::{Decided, Head, Name, Policy, Row, Said, Sought, Text};
use crate::assess::{Memo, ResourceMemo, VerdictMemo};
use crate::assessment::Health;
use crate::recommendation::RecommendationId;
use crate::rego::{Lookup, Lookups};

/// Writes a memo. What is indeterminate is left out, and what goes by a name that no policy can
/// have.
pub(super) fn pack(memo: &Memo) -> postcard::Result<Vec<u8>> {
    let mut names = Names::default();
    for policy in memo.policies.keys().filter(|id| is_id(id)) {
        names.policies.number(policy.as_str());
    }
    let mut rows = Vec::new();
    let (mut id, mut labels) = ("", "");
    for resource in &memo.resources {
        rows = postcard::to_extend(&names.row(resource, id, labels), rows)?;
        (id, labels) = (resource.id.as_str(), &resource.labels);
    }
    let mut bytes = postcard::to_extend(&names.head(memo), Vec::new())?;
    bytes.append(&mut rows);
    Ok(bytes)
}

fn is_id(policy: &RecommendationId) -> bool {
    RecommendationId::is_id(policy.as_str())
}

/// Texts in the order in which they came, each once.
#[derive(Default)]
struct Numbers<'a> {
    numbers: HashMap<&'a str, usize>,
    texts: Vec<&'a str>,
}

impl<'a> Numbers<'a> {
    fn number(&mut self, text: &'a str) -> usize {
        let next = self.texts.len();
        let number = *self.numbers.entry(text).or_insert(next);
        if number == next {
            self.texts.push(text);
        }
        number
    }
}

/// What rows refer to.
#[derive(Default)]
struct Names<'a> {
    policies: Numbers<'a>,
    types: Numbers<'a>,
    texts: Numbers<'a>,
}

impl<'a> Names<'a> {
    fn head(&self, memo: &Memo) -> Head<'a> {
        let policies = self.policies.texts.iter().map(|&id| Policy {
            id,
            digest: memo.policies.get(&RecommendationId::new(id)).copied(),
        });
        let mut before = "";
        let texts = self.texts.texts.iter().map(|text| {
            let after = Text::after(before, text);
            before = text;
            after
        });
        Head {
            above: memo.above,
            policies: policies.collect(),
            types: self.types.texts.clone(),
            texts: texts.collect(),
        }
    }

    fn row(&mut self, resource: &'a ResourceMemo, id: &str, labels: &str) -> Row<'a> {
        let mut lookups: Vec<&'a Arc<Lookups>> = Vec::new();
        let mut verdicts = Vec::new();
        for memo in &resource.verdicts {
            let own = &memo.lookups;
            // Most share theirs, which is quickly seen.
            let known = lookups.iter().position(|known| Arc::ptr_eq(known, own));
            let known = known.or_else(|| lookups.iter().position(|known| *known == own));
            let place = known.unwrap_or(lookups.len());
            if known.is_none() {
                lookups.push(own);
            }
            verdicts.extend(self.said(memo, place));
        }
        let own = resource.id.as_str();
        let sought = lookups.into_iter().map(|lookups| {
            let sought = lookups.iter().map(|lookup| self.sought(lookup, own));
            sought.collect()
        });
        let lookups = sought.collect();
        Row {
            id: Text::after(id, own),
            resource_type: self.types.number(resource.resource_type.as_str()),
            digest: resource.digest,
            labels: Text::after(labels, &resource.labels),
            lookups,
            verdicts,
        }
    }

    fn policy(&mut self, policy: &'a RecommendationId) -> Option<usize> {
        let known = self.policies.numbers.get(policy.as_str()).copied();
        known.or_else(|| is_id(policy).then(|| self.policies.number(policy.as_str())))
    }

    fn sought(&mut self, lookup: &'a Lookup, own: &str) -> Sought {
        let mut name = |text: &'a String| match text {
            text if text == own => Name::Own,
            text => Name::Text(self.texts.number(text)),
        };
        match lookup {
            Lookup::Resource(id) => Sought::Resource(name(id)),
            Lookup::OfType(kind) => Sought::OfType(name(kind)),
            Lookup::Children(id, kind) => Sought::Children(name(id), name(kind)),
            Lookup::Everything => Sought::Everything,
        }
    }

    fn said(&mut self, memo: &'a VerdictMemo, lookups: usize) -> Option<Said> {
        let VerdictMemo {
            policy, verdict, ..
        } = memo;
        let health = match verdict.health {
            Health::Healthy => Decided::Healthy,
            Health::Unhealthy => Decided::Unhealthy,
            Health::NotApplicable => Decided::NotApplicable,
            Health::Indeterminate => return None,
        };
        let reasons = verdict.reasons.iter();
        Some(Said {
            policy: self.policy(policy)?,
            health,
            reasons: reasons.map(|reason| self.texts.number(reason)).collect(),
            lookups,
        })
    }
}
