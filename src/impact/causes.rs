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
            let found = self.of_step(step, from, to, id, scope, (before, after));
            causes.extend(found);
        }
        let mut seen = BTreeSet::new();
        causes.retain(|cause| seen.insert(cause.clone()));
        causes
    }

    fn of_step(
        &mut self,
        step: usize,
        from: &View<'_>,
        to: &View<'_>,
        id: &RecommendationId,
        scope: &Scope,
        (before, after): (&State, &State),
    ) -> Vec<Cause> {
        let mut causes = Vec::new();
        for axis in to.stage.moved {
            match axis {
                Axis::Policies => {
                    let known = self.policies.entry((step, id.clone()));
                    let found = known.or_insert_with(|| policies::changes(from, to, id));
                    causes.extend(found.iter().cloned());
                }
                Axis::Catalog => causes.extend(of_catalog(from, to, id, scope, (before, after))),
                Axis::Exemptions => causes.extend(of_exemptions(from, to, before, after)),
                Axis::AsOf => causes.extend(of_time(from, to, id, scope, (before, after))),
            }
        }
        if causes.is_empty() {
            causes.push(unexplained(to.stage.moved));
        }
        causes
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

fn of_catalog(
    from: &View<'_>,
    to: &View<'_>,
    id: &RecommendationId,
    scope: &Scope,
    (before, after): (&State, &State),
) -> Vec<Cause> {
    let mut causes = Vec::new();
    let settings = (from.settings(id, scope), to.settings(id, scope));
    if let (Some(old), Some(new)) = &settings {
        causes.extend(of_parameters(old, new));
        causes.extend(of_activity(old, new));
    }
    let (old, new) = (from.controls(id), to.controls(id));
    if old != new {
        let what = format!("its controls: {} -> {}", listed(&old), listed(&new));
        causes.push(of_kind(CauseKind::Catalog, what));
    }
    let modes = (from.stage.catalog.exemptions, to.stage.catalog.exemptions);
    if modes.0 != modes.1 && (before.is_exempt() || after.is_exempt()) {
        let what = format!("exemptions: {} -> {}", mode(modes.0), mode(modes.1));
        causes.push(of_kind(CauseKind::Catalog, what));
    }
    causes
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

fn of_exemptions(from: &View<'_>, to: &View<'_>, before: &State, after: &State) -> Vec<Cause> {
    let (old, new) = (before.exemption(), after.exemption());
    if old == new {
        return Vec::new();
    }
    let went = old.map(|id| match to.exemption(id) {
        Some(_) => format!("the exemption {id} changed"),
        None => format!("the exemption {id} was removed"),
    });
    let came = new.map(|id| match from.exemption(id) {
        Some(_) => format!("the exemption {id} changed"),
        None => format!("the exemption {id} was added"),
    });
    let whats = went.into_iter().chain(came);
    whats
        .map(|what| of_kind(CauseKind::Exemption, what))
        .collect()
}

fn of_time(
    from: &View<'_>,
    to: &View<'_>,
    id: &RecommendationId,
    scope: &Scope,
    (before, after): (&State, &State),
) -> Vec<Cause> {
    let mut whats = Vec::new();
    let (old, new) = (before.exemption(), after.exemption());
    if old != new {
        let has_ended = |id: &str, view: &View<'_>| {
            let exemption = view.exemption(id);
            exemption.is_some_and(|exemption| !exemption.is_live(view.stage.as_of))
        };
        let ended = old.filter(|id| has_ended(id, to));
        whats.extend(ended.map(|id| format!("the exemption {id} expired")));
        let revived = new.filter(|id| has_ended(id, from));
        whats.extend(revived.map(|id| format!("the exemption {id} had not expired yet")));
    }
    if let (Some(old), Some(new)) = (from.settings(id, scope), to.settings(id, scope)) {
        match (activity(&old.activity), activity(&new.activity)) {
            ("preview", "enabled") => whats.push("the preview ended".to_owned()),
            ("enabled", "preview") => whats.push("the preview had not ended yet".to_owned()),
            _ => {}
        }
    }
    if before.raw_health() != after.raw_health() {
        whats.push("the policy looks at the time".to_owned());
    }
    let whats = whats.into_iter();
    whats.map(|what| of_kind(CauseKind::Time, what)).collect()
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
