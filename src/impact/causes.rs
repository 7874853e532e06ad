//! Why a pair changed: what differs between the two stages between which it did.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::flips::State;
use super::view::View;
use super::{Axis, policies};
use crate::assessment::Health;
use crate::catalog::{Activity, ExemptionMode, Settings};
use crate::recommendation::RecommendationId;
use crate::resource::Scope;

/// What changed a pair.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// The kind of thing.
    pub kind: CauseKind,
    /// What became of it, for a person.
    pub what: String,
}

/// The kinds of things that change a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CauseKind {
    /// The Rego text of the recommendation, or of what it imports.
    Policy,
    /// A parameter that the catalog sets.
    Parameter,
    /// Any other word of the catalog.
    Catalog,
    /// An exemption that was added, removed or changed.
    Exemption,
    /// The instant of the run.
    Time,
    /// Nothing of all that: an evaluation that came out otherwise.
    Evaluation,
}

impl CauseKind {
    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Parameter => "parameter",
            Self::Catalog => "catalog",
            Self::Exemption => "exemption",
            Self::Time => "time",
            Self::Evaluation => "evaluation",
        }
    }
}

/// The causes of flips; what became of policies is looked up once for each.
pub(super) struct Causes<'a> {
    views: &'a [View<'a>],
    policies: BTreeMap<(usize, RecommendationId), Vec<Cause>>,
}

impl<'a> Causes<'a> {
    pub(super) fn of(views: &'a [View<'a>]) -> Self {
        Self {
            views,
            policies: BTreeMap::new(),
        }
    }

    /// Why a pair went through these states, one a view.
    pub(super) fn between(
        &mut self,
        id: &RecommendationId,
        scope: &Scope,
        states: &[State],
    ) -> Vec<Cause> {
        let mut causes = Vec::new();
        for (step, sides) in self.views.windows(2).enumerate() {
            let ([from, to], [before, after]) = (sides, &states[step..=step + 1]) else {
                continue;
            };
            if before.is_as(after) {
                continue;
            }
            let change = Change {
                from,
                to,
                id,
                scope,
                before,
                after,
            };
            causes.extend(self.of_step(step, &change));
        }
        let mut seen = BTreeSet::new();
        causes.retain(|cause| seen.insert(cause.clone()));
        causes
    }

    fn of_step(&mut self, step: usize, change: &Change<'_>) -> Vec<Cause> {
        let mut causes = Vec::new();
        for axis in change.to.stage.moved {
            match axis {
                Axis::Policies => {
                    let known = self.policies.entry((step, change.id.clone()));
                    let look = || policies::changes(change.from, change.to, change.id);
                    causes.extend(known.or_insert_with(look).iter().cloned());
                }
                Axis::Catalog => causes.extend(change.of_catalog()),
                Axis::Exemptions => causes.extend(change.of_exemptions()),
                Axis::AsOf => causes.extend(change.of_time()),
            }
        }
        if causes.is_empty() {
            causes.push(unexplained(change.to.stage.moved));
        }
        causes
    }
}

/// A pair whose state is another after a step.
struct Change<'a> {
    from: &'a View<'a>,
    to: &'a View<'a>,
    id: &'a RecommendationId,
    scope: &'a Scope,
    before: &'a State,
    after: &'a State,
}

impl Change<'_> {
    /// What the catalog said of the recommendation, and says.
    fn settings(&self) -> Option<(Settings, Settings)> {
        let of = |view: &View<'_>| view.settings(self.id, self.scope);
        Some((of(self.from)?, of(self.to)?))
    }

    fn of_catalog(&self) -> Vec<Cause> {
        let mut causes = Vec::new();
        if let Some((old, new)) = self.settings() {
            causes.extend(of_parameters(&old, &new));
            causes.extend(of_activity(&old, &new));
        }
        let (old, new) = (self.from.controls(self.id), self.to.controls(self.id));
        if old != new {
            let what = format!("its controls: {} -> {}", listed(&old), listed(&new));
            causes.push(of_kind(CauseKind::Catalog, what));
        }
        let modes = [self.from, self.to].map(|view| view.stage.catalog.exemptions);
        let is_exempt = self.before.is_exempt() || self.after.is_exempt();
        if modes[0] != modes[1] && is_exempt {
            let what = format!("exemptions: {} -> {}", mode(modes[0]), mode(modes[1]));
            causes.push(of_kind(CauseKind::Catalog, what));
        }
        causes
    }

    fn of_exemptions(&self) -> Vec<Cause> {
        let (old, new) = (self.before.exemption(), self.after.exemption());
        if old == new {
            return Vec::new();
        }
        let went = old.map(|id| match self.to.exemption(id) {
            Some(_) => format!("the exemption {id} changed"),
            None => format!("the exemption {id} was removed"),
        });
        let came = new.map(|id| match self.from.exemption(id) {
            Some(_) => format!("the exemption {id} changed"),
            None => format!("the exemption {id} was added"),
        });
        let whats = went.into_iter().chain(came);
        whats
            .map(|what| of_kind(CauseKind::Exemption, what))
            .collect()
    }

    fn of_time(&self) -> Vec<Cause> {
        let mut whats = Vec::new();
        let (old, new) = (self.before.exemption(), self.after.exemption());
        if old != new {
            let has_ended = |id: &str, view: &View<'_>| {
                let exemption = view.exemption(id);
                exemption.is_some_and(|exemption| !exemption.is_live(view.stage.as_of))
            };
            let ended = old.filter(|id| has_ended(id, self.to));
            whats.extend(ended.map(|id| format!("the exemption {id} expired")));
            let revived = new.filter(|id| has_ended(id, self.from));
            whats.extend(revived.map(|id| format!("the exemption {id} had not expired yet")));
        }
        if let Some((old, new)) = self.settings() {
            match (activity(&old.activity), activity(&new.activity)) {
                ("preview", "enabled") => whats.push("the preview ended".to_owned()),
                ("enabled", "preview") => whats.push("the preview had not ended yet".to_owned()),
                _ => {}
            }
        }
        if self.before.raw_health() != self.after.raw_health() {
            whats.push("the policy looks at the time".to_owned());
        }
        let whats = whats.into_iter();
        whats.map(|what| of_kind(CauseKind::Time, what)).collect()
    }
}

/// Where nothing of what was exchanged concerns the recommendation itself.
fn unexplained(moved: &[Axis]) -> Cause {
    let (kind, what) = match moved {
        [Axis::Policies] => (CauseKind::Policy, "policies changed"),
        _ => (CauseKind::Evaluation, "it was evaluated otherwise"),
    };
    Cause {
        kind,
        what: what.to_owned(),
    }
}

fn of_kind(kind: CauseKind, what: String) -> Cause {
    Cause { kind, what }
}

fn mode(mode: ExemptionMode) -> &'static str {
    match mode {
        ExemptionMode::Standard => "standard",
        ExemptionMode::Classic => "classic",
    }
}

fn listed(controls: &[&str]) -> String {
    match controls {
        [] => "none".to_owned(),
        some => some.join(", "),
    }
}

fn of_parameters(old: &Settings, new: &Settings) -> Vec<Cause> {
    let changed = parameters(old, new).into_iter();
    changed
        .map(|what| of_kind(CauseKind::Parameter, what))
        .collect()
}

/// The parameters whose values differ: `days: 90 -> 30`.
pub(super) fn parameters(old: &Settings, new: &Settings) -> Vec<String> {
    let names: BTreeSet<&String> = old.parameters.keys().chain(new.parameters.keys()).collect();
    let text = |value: Option<&Value>| value.map_or("none".to_owned(), Value::to_string);
    let changed = names.into_iter().filter_map(|name| {
        let values = (old.parameters.get(name), new.parameters.get(name));
        let what = format!("{name}: {} -> {}", text(values.0), text(values.1));
        (values.0 != values.1).then_some(what)
    });
    changed.collect()
}

fn of_activity(old: &Settings, new: &Settings) -> Option<Cause> {
    let (before, after) = (activity(&old.activity), activity(&new.activity));
    let what = format!("{before} -> {after}");
    (before != after).then(|| of_kind(CauseKind::Catalog, what))
}

fn activity(activity: &Activity) -> &'static str {
    match activity {
        Activity::Enabled => "enabled",
        Activity::Preview { .. } => "preview",
        Activity::Disabled { .. } => "disabled",
    }
}

impl State {
    fn exemption(&self) -> Option<&str> {
        match self {
            Self::Absent(_) => None,
            Self::Assessed { exemption, .. } => exemption.as_ref().map(|(id, _)| id.as_str()),
        }
    }

    fn is_exempt(&self) -> bool {
        self.exemption().is_some()
    }

    fn raw_health(&self) -> Option<Health> {
        match self {
            Self::Absent(_) => None,
            Self::Assessed { raw_health, .. } => Some(*raw_health),
        }
    }
}
