//! A policy over a few resources, asked by somebody who wants to know what it looks up.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use crate::assessment::{Health, Verdict};
use crate::inventory::{Inventory, OnDuplicate};
use crate::policy::{PolicySet, PolicyText};
use crate::recommendation::RecommendationId;
use crate::rego::{Documents, Limits, Lookup, Lookups, Parameters, Program, ScopeProgram, Task};
use crate::resource::{Origin, Resource, ResourceId, ResourceType};
use crate::text::SourceText;

/// Two resources that are judged.
pub(super) const ONE: &str = "/subscriptions/s/providers/a.b/c/one";
pub(super) const TWO: &str = "/subscriptions/s/providers/a.b/c/two";
/// What both of them name.
pub(super) const PEER: &str = "/subscriptions/s/providers/a.b/d/peer";
/// What stands under the first.
const CHILD: &str = "/subscriptions/s/providers/a.b/c/one/k/child";

const METADATA: &str = "# METADATA\n# title: T\n# custom:\n#   severity: low\n\
    #   resource_types: [a.b/c]\n#   parameters:\n\
    #     least: {type: number, default: 5, description: D}\n";

/// A policy, and the documents that it reads.
pub(super) struct Estate {
    program: Program,
    id: RecommendationId,
    rows: Vec<(&'static str, &'static str, Json)>,
}

impl Estate {
    /// The policy of some rules.
    pub(super) fn of(rules: &str) -> Self {
        Self::within(rules, Limits::default())
    }

    pub(super) fn within(rules: &str, limits: Limits) -> Self {
        let text = format!("{METADATA}package test.it\n\ndefault healthy := false\n\n{rules}\n");
        let path = "test/it/policy.rego";
        let text = PolicyText {
            path: path.to_owned(),
            source: SourceText::new(path, text),
        };
        let set = PolicySet::read(vec![text]).unwrap();
        let as_of = "2026-11-24T00:00:00Z".parse().unwrap();
        Self {
            program: Program::load(&set, as_of, limits, &mut || ()).expect(rules),
            id: RecommendationId::new("test.it"),
            rows: vec![
                (ONE, "a.b/c", json!({"name": "one", "peers": [PEER, "/no"]})),
                (TWO, "a.b/c", json!({"name": 2, "peers": [PEER]})),
                (CHILD, "a.b/c/k", json!({"on": true})),
                (PEER, "a.b/d", json!({"on": true})),
            ],
        }
    }

    /// The same without a resource.
    pub(super) fn without(mut self, id: &str) -> Self {
        self.rows.retain(|(known, ..)| *known != id);
        self
    }

    fn inventory(&self) -> Inventory {
        let resource = |(id, kind, properties): &(&str, &str, Json)| {
            let Json::Object(row) = json!({"properties": properties}) else {
                unreachable!("an object was written")
            };
            let (id, kind) = (ResourceId::new(id), ResourceType::new(kind));
            Resource::new(id, kind, row, Origin::synthetic())
        };
        let resources = self.rows.iter().map(resource).collect();
        Inventory::build(resources, Vec::new(), OnDuplicate::Error, &BTreeSet::new()).unwrap()
    }

    fn parameters(&self) -> Parameters {
        let least = BTreeMap::from([("least".to_owned(), json!(5))]);
        Parameters::from([(self.id.clone(), least)])
    }

    fn bound(
        &self,
        bind: impl FnOnce(&Program, &Documents, &Parameters) -> ScopeProgram,
    ) -> Asked<'_> {
        let scope = self.inventory().loaded().next().unwrap().unwrap();
        let documents = Documents::of(&scope, &Documents::default()).unwrap();
        let ids = scope.resources().iter();
        Asked {
            program: bind(&self.program, &documents, &self.parameters()),
            ids: ids.map(|resource| resource.id.clone()).collect(),
            id: &self.id,
        }
    }

    /// The program while nobody watches.
    pub(super) fn unwatched(&self) -> Asked<'_> {
        let id = [&self.id].into_iter();
        self.bound(|program, documents, parameters| {
            program.in_scope(documents, parameters, id).unwrap()
        })
    }

    pub(super) fn watched(&self) -> Asked<'_> {
        self.unwatched().watched()
    }

    /// The program over documents of which only so much is known.
    pub(super) fn in_part(&self, known: &[Lookup]) -> Asked<'_> {
        let id = [&self.id].into_iter();
        let known = known.iter().cloned().collect();
        self.bound(|program, documents, parameters| {
            program.in_part(documents, parameters, id, known).unwrap()
        })
    }

    /// Why the verdict is left to the interpreter; nothing if it is not.
    pub(super) fn unknown(&self) -> Option<String> {
        self.unwatched();
        let opened = self.program.opened();
        let reason = opened.evaluator.unknown("data.test.it.healthy");
        reason.map(str::to_owned)
    }
}

/// A program that is asked about resources, by their ids.
#[derive(Clone)]
pub(super) struct Asked<'a> {
    program: ScopeProgram,
    ids: Vec<ResourceId>,
    id: &'a RecommendationId,
}

impl<'a> Asked<'a> {
    pub(super) fn watched(mut self) -> Self {
        self.program = self.program.watched();
        self
    }

    fn task(&self, id: &str) -> Task<'a> {
        let position = self.ids.iter().position(|known| known.as_str() == id);
        Task {
            resource: position.unwrap(),
            recommendation: self.id,
        }
    }

    pub(super) fn health(&mut self, id: &str) -> Health {
        let task = self.task(id);
        self.program.judge(&[task]).remove(0).health
    }

    /// What is answered over part of the documents.
    pub(super) fn health_in_part(&mut self, id: &str) -> Option<Health> {
        let task = self.task(id);
        let verdict: Option<Verdict> = self.program.judge_in_part(&[task]).remove(0);
        verdict.map(|verdict| verdict.health)
    }

    /// What was looked up since this was asked last.
    pub(super) fn taken(&mut self) -> Lookups {
        self.program.take_lookups()
    }

    /// What is looked up for the verdict on a resource.
    pub(super) fn lookups(&mut self, id: &str) -> Lookups {
        self.health(id);
        self.taken()
    }
}

pub(super) fn resource(id: &str) -> Lookup {
    Lookup::Resource(id.to_owned())
}

pub(super) fn of_type(kind: &str) -> Lookup {
    Lookup::OfType(kind.to_owned())
}

pub(super) fn children(id: &str, kind: &str) -> Lookup {
    Lookup::Children(id.to_owned(), kind.to_owned())
}

pub(super) fn lookups(wanted: &[Lookup]) -> Lookups {
    wanted.iter().cloned().collect()
}
