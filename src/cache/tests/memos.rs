//! Memos of any kind, and such as runs make them.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::assess::{Memo, ResourceMemo, VerdictMemo};
use crate::assessment::{Health, Verdict};
use crate::digest::Digest;
use crate::recommendation::RecommendationId;
use crate::rego::Lookup;
use crate::resource::{ResourceId, ResourceType};

/// Texts that often begin alike, now and then within a letter.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[/aéè]{0,6}", "reason [a-c]{40,60}", any::<String>()]
}

fn name(is_misnamed: bool) -> BoxedStrategy<RecommendationId> {
    let usual = "[a-c_][a-c0-9]{0,1}(\\.[a-c]{1,2}){0,2}";
    let misnamed = if is_misnamed { "[A.0b -]{0,3}" } else { usual };
    let names = prop_oneof![8 => usual, 1 => misnamed];
    names.prop_map(RecommendationId::new).boxed()
}

fn health(is_undecided: bool) -> BoxedStrategy<Health> {
    let mut healths = vec![Health::Healthy, Health::Unhealthy, Health::NotApplicable];
    healths.extend(is_undecided.then_some(Health::Indeterminate));
    prop::sample::select(healths).boxed()
}

/// A lookup of a resource. Where there is no text, it is the resource's own id.
fn lookup(own: &str, (kind, one, other): &Sought) -> Lookup {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| own.to_owned());
    match kind {
        0 => Lookup::Resource(text(one)),
        1 => Lookup::OfType(text(one)),
        2 => Lookup::Children(text(one), text(other)),
        _ => Lookup::Everything,
    }
}

type Sought = (u8, Option<String>, Option<String>);

fn verdict(is_any: bool) -> impl Strategy<Value = (RecommendationId, Verdict, Vec<Sought>)> {
    let sought = || prop::option::of(text());
    let lookups = vec((0..4_u8, sought(), sought()), 0..4);
    (name(is_any), health(is_any), vec(text(), 0..3), lookups)
        .prop_map(|(name, health, reasons, lookups)| (name, Verdict { health, reasons }, lookups))
}

fn resource(is_any: bool) -> impl Strategy<Value = Arc<ResourceMemo>> {
    let verdicts = vec(verdict(is_any), 0..5);
    let words = (text(), text(), any::<Digest>(), text());
    (words, verdicts).prop_map(|((id, kind, digest, labels), verdicts)| {
        let id = ResourceId::new(&id);
        let memo = |(policy, verdict, sought): (_, _, Vec<Sought>)| VerdictMemo {
            policy,
            verdict,
            lookups: Arc::new(
                sought
                    .iter()
                    .map(|sought| lookup(id.as_str(), sought))
                    .collect(),
            ),
        };
        let verdicts = verdicts.into_iter().map(memo).collect();
        Arc::new(ResourceMemo {
            resource_type: ResourceType::new(&kind),
            digest,
            labels,
            verdicts,
            id,
        })
    })
}

/// Any memo; with `is_any`, one with things in it that are never kept.
pub(super) fn memo(is_any: bool) -> impl Strategy<Value = Memo> {
    let policies = btree_map(name(is_any), any::<Digest>(), 0..4);
    let resources = vec(resource(is_any), 0..6);
    (any::<Digest>(), policies, resources).prop_map(|(above, policies, resources)| Memo {
        above,
        policies,
        resources,
    })
}

/// A memo as it may be kept.
pub(super) fn without_what_is_never_kept(memo: &Memo) -> Memo {
    let is_name = |name: &RecommendationId| {
        let words = name.as_str().split('.');
        let mut ends = words.map(|word| word.chars().next().unwrap_or('0'));
        let known = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_' | '.');
        ends.all(|first| !first.is_ascii_digit()) && name.as_str().chars().all(known)
    };
    let mut memo = memo.clone();
    memo.policies.retain(|name, _| is_name(name));
    for resource in memo.resources.iter_mut().map(Arc::make_mut) {
        let is_kept = |memo: &VerdictMemo| {
            is_name(&memo.policy) && memo.verdict.health != Health::Indeterminate
        };
        resource.verdicts.retain(is_kept);
    }
    memo
}

/// A memo of so many resources, another one for each seed.
pub(super) fn of_size(resources: usize, seed: usize) -> Memo {
    let policy = |number| RecommendationId::new(format!("azure.storage.policy_{number}"));
    let hash = |number: usize| blake3::hash(&number.to_le_bytes());
    let digest = |number: usize| *hash(number).as_bytes().first_chunk().unwrap();
    let policies = (0..4).map(|number| (policy(number), digest(seed + number)));
    let resource = |number: usize| {
        let id = format!("/subscriptions/s/resourcegroups/g/providers/m.s/accounts/{number:05}");
        let verdict = |policy_number: usize| {
            let is_unhealthy = (number + policy_number + seed).is_multiple_of(3);
            let reasons = format!("{policy_number} of account {number} is not as it should be");
            let verdict = Verdict {
                health: if is_unhealthy {
                    Health::Unhealthy
                } else {
                    Health::Healthy
                },
                reasons: is_unhealthy.then_some(reasons).into_iter().collect(),
            };
            VerdictMemo {
                policy: policy(policy_number),
                verdict,
                lookups: Arc::new(
                    [Lookup::Children(id.clone(), "m.s/accounts/keys".to_owned())].into(),
                ),
            }
        };
        let verdicts = (0..4).map(verdict).collect();
        ResourceMemo {
            id: ResourceId::new(&id),
            resource_type: ResourceType::new("m.s/accounts"),
            digest: digest(number + seed),
            labels: format!(
                r#"{{"name":"{number}","commit":"{}"}}"#,
                hash(seed * 1000 + number)
            ),
            verdicts,
        }
    };
    Memo {
        above: digest(seed),
        policies: policies.collect::<BTreeMap<_, _>>(),
        resources: (0..resources).map(resource).map(Arc::new).collect(),
    }
}
