//! No lookup is missed: what a policy says of a resource depends on the resource and on what the
//! policy is told to have looked up, and on nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use securescore::assessment::{Health, Verdict};
use securescore::inventory::ScopeInventory;
use securescore::policy::PolicySet;
use securescore::recommendation::RecommendationId;
use securescore::rego::{Documents, Lookup, Lookups, Parameters, Program, ScopeProgram, Task};
use securescore::resource::{Resource, ResourceId};

use super::estate::{Numbers, built_in, for_each_scope, parameters, program, spoiled};

/// The most lookups of one verdict that are left out, one at a time.
const MOST_LEFT_OUT: usize = 3;
/// How often something changes that a verdict does not depend on.
const CHANGES: usize = 8;
/// The most resources that change at a time.
const MOST_CHANGED: usize = 8;

/// Policies and what they are asked with.
pub(crate) struct Asking {
    pub(crate) set: PolicySet,
    program: Program,
    parameters: Parameters,
}

/// What a policy said of a resource, and what it looked up for that.
pub(crate) struct Said<'a> {
    pub(crate) policy: &'a RecommendationId,
    pub(crate) resource: ResourceId,
    pub(crate) verdict: Verdict,
    pub(crate) lookups: Lookups,
}

impl Asking {
    pub(crate) fn new() -> Self {
        let set = built_in();
        Self {
            program: program(&set),
            parameters: parameters(&set),
            set,
        }
    }

    fn bound(&self, scope: &ScopeInventory, above: &Documents) -> ScopeProgram {
        let documents = Documents::of(scope, above).unwrap();
        let ids = self.set.policies.keys();
        let bound = self.program.in_scope(&documents, &self.parameters, ids);
        bound.unwrap()
    }

    /// What all policies say of all resources of a scope.
    pub(crate) fn all_said(&self, scope: &ScopeInventory, above: &Documents) -> Vec<Said<'_>> {
        let mut bound = self.bound(scope, above).watched();
        let mut said = Vec::new();
        for (position, resource) in scope.resources().iter().enumerate() {
            for (policy, known) in &self.set.policies {
                let types = &known.recommendation.resource_types;
                if types.contains(&resource.resource_type) {
                    let verdict = bound.judge(&[task(policy, position)]).remove(0);
                    said.push(Said {
                        policy,
                        resource: resource.id.clone(),
                        verdict,
                        lookups: bound.take_lookups(),
                    });
                }
            }
        }
        said
    }

    /// What a policy says where nothing is there but the resource and what is in `known`.
    fn said_in_part(&self, said: &Said<'_>, scope: &ScopeInventory, known: &Lookups) -> Answer {
        let is_known = |resource: &Resource| known.iter().any(|lookup| names(lookup, resource));
        let above = scope.above().map(|above| {
            let above = part(above, None, is_known);
            (Documents::of(&above, &Documents::default()).unwrap(), above)
        });
        let (documents_above, above) = above.unzip();
        let part = part(scope, above, |resource| {
            resource.id == said.resource || is_known(resource)
        });
        let documents = Documents::of(&part, &documents_above.unwrap_or_default()).unwrap();
        let asked = [said.policy].into_iter();
        let (known, parameters) = (known.clone(), &self.parameters);
        let bound = self.program.in_part(&documents, parameters, asked, known);
        let task = task(said.policy, position(&part, &said.resource));
        bound.unwrap().judge_in_part(&[task]).remove(0)
    }
}

type Answer = Option<Verdict>;

fn task(recommendation: &RecommendationId, resource: usize) -> Task<'_> {
    Task {
        resource,
        recommendation,
    }
}

fn position(scope: &ScopeInventory, id: &ResourceId) -> usize {
    let mut resources = scope.resources().iter();
    resources.position(|resource| resource.id == *id).unwrap()
}

/// Whether a resource is what was looked up, or one of that.
fn names(lookup: &Lookup, resource: &Resource) -> bool {
    let is_of = |kind: &str| resource.resource_type.as_str() == kind;
    match lookup {
        Lookup::Resource(id) => resource.id.as_str() == id,
        Lookup::OfType(kind) => is_of(kind),
        Lookup::Children(id, kind) => {
            let mut parents = resource.id.parents().into_iter();
            is_of(kind) && parents.any(|parent| parent.as_str() == id)
        }
        Lookup::Everything => true,
    }
}

/// Some of the resources of a scope.
fn part(
    scope: &ScopeInventory,
    above: Option<ScopeInventory>,
    is_there: impl Fn(&Resource) -> bool,
) -> ScopeInventory {
    let resources = scope.resources().iter().filter(|there| is_there(there));
    rebuilt(scope, resources.cloned().collect(), above)
}

fn rebuilt(
    scope: &ScopeInventory,
    resources: Vec<Resource>,
    above: Option<ScopeInventory>,
) -> ScopeInventory {
    let above = above.map(Arc::new);
    ScopeInventory::new(scope.scope().clone(), resources, BTreeSet::new(), above)
}

/// How often something was seen, so that no test passes by seeing nothing.
#[derive(Debug, Default)]
struct Seen {
    same: usize,
    refused: usize,
}

#[test]
fn what_was_looked_up_is_enough_and_all_of_it_is_needed() {
    let asking = Asking::new();
    let mut seen = Seen::default();
    let rounds = for_each_scope(11, |scope, above, numbers| {
        for said in asking.all_said(scope, above) {
            holds_in_part(&asking, &said, scope, &mut seen);
            is_refused_without(&asking, &said, scope, numbers, &mut seen);
        }
    });
    assert!(seen.same > 500 * rounds, "{seen:?}");
    assert!(seen.refused > 500 * rounds, "{seen:?}");
}

/// Over the resource and what was looked up there is the same verdict.
fn holds_in_part(asking: &Asking, said: &Said<'_>, scope: &ScopeInventory, seen: &mut Seen) {
    let answer = asking.said_in_part(said, scope, &said.lookups);
    let about = || {
        format!(
            "{} of {}: {:?}",
            said.policy,
            said.resource.as_str(),
            said.lookups
        )
    };
    let may_be_refused =
        said.lookups.contains(&Lookup::Everything) || said.verdict.health == Health::Indeterminate;
    match answer {
        None => assert!(may_be_refused, "{}", about()),
        Some(verdict) => {
            assert_eq!(verdict, said.verdict, "{}", about());
            seen.same += 1;
        }
    }
}

/// Where something that was looked up is neither there nor known, there is no verdict.
fn is_refused_without(
    asking: &Asking,
    said: &Said<'_>,
    scope: &ScopeInventory,
    numbers: &mut Numbers,
    seen: &mut Seen,
) {
    let mut left: Vec<&Lookup> = said.lookups.iter().collect();
    for _ in 0..left.len().min(MOST_LEFT_OUT) {
        let left_out = left.swap_remove(numbers.below(left.len()));
        let known = said.lookups.iter().filter(|lookup| *lookup != left_out);
        let answer = asking.said_in_part(said, scope, &known.cloned().collect());
        let (policy, id) = (said.policy, said.resource.as_str());
        assert_eq!(answer, None, "{policy} of {id} without {left_out:?}");
        seen.refused += 1;
    }
}

#[test]
fn what_was_not_looked_up_changes_nothing() {
    let asking = Asking::new();
    let mut unmoved = 0;
    let rounds = for_each_scope(13, |scope, above, numbers| {
        let said = asking.all_said(scope, above);
        for _ in 0..CHANGES {
            let changed = Changed::of(scope, numbers);
            unmoved += changed.moves_only_what_looked_it_up(&asking, &said);
        }
    });
    assert!(unmoved > 2000 * rounds, "{unmoved}");
}

/// A scope in which some resources are changed or gone, with what stands above it.
struct Changed {
    scope: ScopeInventory,
    above: Documents,
    /// As they were.
    resources: Vec<Resource>,
}

impl Changed {
    fn of(scope: &ScopeInventory, numbers: &mut Numbers) -> Self {
        let above = scope.above().map_or(&[][..], ScopeInventory::resources);
        let mut all: Vec<&Resource> = scope.resources().iter().chain(above).collect();
        let mut changes: BTreeMap<ResourceId, Option<Resource>> = BTreeMap::new();
        let mut resources = Vec::new();
        for _ in 0..all.len().min(1 + numbers.below(MOST_CHANGED)) {
            let resource = all.swap_remove(numbers.below(all.len()));
            let instead = (numbers.below(2) == 0).then(|| spoiled(resource, numbers));
            changes.insert(resource.id.clone(), instead);
            resources.push(resource.clone());
        }
        let after = |resource: &Resource| match changes.get(&resource.id) {
            Some(instead) => instead.clone(),
            None => Some(resource.clone()),
        };
        let above = scope.above().map(|above| {
            let resources = above.resources().iter().filter_map(after);
            rebuilt(above, resources.collect(), None)
        });
        let of = |above: &ScopeInventory| Documents::of(above, &Documents::default()).unwrap();
        Self {
            above: above.as_ref().map(of).unwrap_or_default(),
            scope: rebuilt(
                scope,
                scope.resources().iter().filter_map(after).collect(),
                above,
            ),
            resources,
        }
    }

    /// How many verdicts are the same as before: all for which none of it was looked up.
    fn moves_only_what_looked_it_up(&self, asking: &Asking, said: &[Said<'_>]) -> usize {
        let mut bound = asking.bound(&self.scope, &self.above).watched();
        let said = said.iter().filter(|said| !self.is_part_of(said));
        said.map(|said| {
            let task = task(said.policy, position(&self.scope, &said.resource));
            let verdict = bound.judge(&[task]).remove(0);
            let (policy, id) = (said.policy, said.resource.as_str());
            assert_eq!(verdict, said.verdict, "{policy} of {id}");
            assert_eq!(bound.take_lookups(), said.lookups, "{policy} of {id}");
        })
        .count()
    }

    /// Whether it is the resource itself that has changed, or something that was looked up.
    fn is_part_of(&self, said: &Said<'_>) -> bool {
        let mut changed = self.resources.iter();
        changed.any(|changed| {
            let mut lookups = said.lookups.iter();
            changed.id == said.resource || lookups.any(|lookup| names(lookup, changed))
        })
    }
}
