//! What differs between the decisions of the two sides, whether it flips anything or not.

use std::collections::{BTreeMap, BTreeSet};

use super::causes::parameters;
use super::policies;
use super::view::View;
use super::{Axis, Difference};
use crate::catalog::{Activity, Catalog, Control, ExemptionMode, Settings};
use crate::points::to_number;
use crate::policy::PolicySet;
use crate::recommendation::RecommendationId;
use crate::resource::Scope;

/// Scopes that are named of those in which something differs.
const NAMED: usize = 3;

/// What differs, in the order of the exchange, then by what it is about.
pub(super) fn differences(base: &View<'_>, head: &View<'_>) -> Vec<Difference> {
    let mut found = of_policies(base, head);
    found.extend(of_libraries(base.stage.policies, head.stage.policies));
    found.extend(of_controls(base, head));
    found.extend(of_flags(base, head));
    found.extend(of_exemptions(base, head));
    found.extend(of_time(base, head));
    found.sort();
    found
}

fn difference(axis: Axis, subject: impl ToString, what: impl Into<String>) -> Difference {
    Difference {
        axis,
        subject: subject.to_string(),
        what: what.into(),
    }
}

/// The recommendations of both sides, by their names at the head.
fn known<'a>(base: &View<'a>, head: &View<'a>) -> BTreeSet<&'a RecommendationId> {
    let of_base = base.stage.recommendations.keys();
    let of_base = of_base.map(|id| base.current(id));
    of_base.chain(head.stage.recommendations.keys()).collect()
}

fn of_policies(base: &View<'_>, head: &View<'_>) -> Vec<Difference> {
    let known = known(base, head).into_iter();
    let changed = known.filter_map(|id| {
        let change = policies::own_change(base, head, id)?;
        Some(difference(Axis::Policies, id, change))
    });
    changed.collect()
}

fn of_libraries(base: &PolicySet, head: &PolicySet) -> Vec<Difference> {
    let packages: BTreeSet<&String> = base.libraries.keys().chain(head.libraries.keys()).collect();
    let changed = packages.into_iter().filter_map(|package| {
        let texts = [base, head].map(|set| policies::text_of(set, package));
        let what = match texts {
            [None, Some(_)] => "the library was added",
            [Some(_), None] => "the library was removed",
            [old, new] if !policies::is_same(old, new) => "the library changed",
            _ => return None,
        };
        Some(difference(Axis::Policies, package, what))
    });
    changed.collect()
}

fn of_controls(base: &View<'_>, head: &View<'_>) -> Vec<Difference> {
    let (old, new) = (base.stage.catalog, head.stage.catalog);
    let mut found = Vec::new();
    let mut add = |control: &Control, what: String| {
        found.push(difference(Axis::Catalog, &control.id, what));
    };
    let in_catalog = |catalog: &Catalog, id: &str| {
        let mut controls = catalog.controls.iter();
        controls.find(|control| control.id == id).cloned()
    };
    for control in &old.controls {
        if in_catalog(new, &control.id).is_none() {
            add(control, "the control was removed".to_owned());
        }
    }
    for control in &new.controls {
        match in_catalog(old, &control.id) {
            None => add(control, "the control was added".to_owned()),
            Some(former) => {
                for what in of_control(&former, control, base) {
                    add(control, what);
                }
            }
        }
    }
    if old.exemptions != new.exemptions {
        let mode = |mode| match mode {
            ExemptionMode::Standard => "standard",
            ExemptionMode::Classic => "classic",
        };
        let what = format!("{} -> {}", mode(old.exemptions), mode(new.exemptions));
        found.push(difference(Axis::Catalog, "exemptions", what));
    }
    found
}

fn of_control(old: &Control, new: &Control, base: &View<'_>) -> Vec<String> {
    let mut whats = Vec::new();
    if old.max_score != new.max_score {
        let worth = |control: &Control| to_number(control.max_score.exact());
        whats.push(format!("worth {} -> {}", worth(old), worth(new)));
    }
    let before: BTreeSet<&RecommendationId> = old
        .recommendations
        .iter()
        .map(|id| base.current(id))
        .collect();
    let after: BTreeSet<&RecommendationId> = new.recommendations.iter().collect();
    whats.extend(before.difference(&after).map(|id| format!("without {id}")));
    whats.extend(after.difference(&before).map(|id| format!("with {id}")));
    whats
}

/// What the catalogs say of recommendations that both sides have, at the instant of the base.
fn of_flags(base: &View<'_>, head: &View<'_>) -> Vec<Difference> {
    let as_of = base.stage.as_of;
    let settings = |view: &View<'_>, id: &RecommendationId, scope: &Scope| {
        let known = view.stage.recommendations.get(view.own(id))?;
        Some(view.stage.catalog.settings(known, scope, as_of))
    };
    let pair = |id: &RecommendationId, scope: &Scope| {
        Some((settings(base, id, scope)?, settings(head, id, scope)?))
    };
    in_scopes(Axis::Catalog, base, head, &pair)
}

/// Previews that end between the instants, and exemptions that expire.
fn of_time(base: &View<'_>, head: &View<'_>) -> Vec<Difference> {
    let (before, after) = (base.stage.as_of, head.stage.as_of);
    if before == after {
        return Vec::new();
    }
    let pair = |id: &RecommendationId, scope: &Scope| {
        let known = head.stage.recommendations.get(id)?;
        let at = |as_of| head.stage.catalog.settings(known, scope, as_of);
        Some((at(before), at(after)))
    };
    let mut found = in_scopes(Axis::AsOf, base, head, &pair);
    let exemptions = head.stage.exemptions.iter();
    found.extend(exemptions.filter_map(|exemption| {
        let what = match (exemption.is_live(before), exemption.is_live(after)) {
            (true, false) => "the exemption expired",
            (false, true) => "the exemption had not expired yet",
            _ => return None,
        };
        Some(difference(Axis::AsOf, &exemption.id, what))
    }));
    found
}

/// Settings of a recommendation in a scope on two sides.
type Pair<'a> = dyn Fn(&RecommendationId, &Scope) -> Option<(Settings, Settings)> + 'a;

/// What settings differ in, with the scopes where that is not everywhere.
fn in_scopes(axis: Axis, base: &View<'_>, head: &View<'_>, pair: &Pair<'_>) -> Vec<Difference> {
    let reports = [base.stage.report, head.stage.report];
    let of_reports = reports.iter().flat_map(|report| &report.scopes);
    let scopes: BTreeSet<&Scope> = of_reports.map(|scope| &scope.id).collect();
    let mut found = Vec::new();
    for id in known(base, head) {
        let mut whats: BTreeMap<String, Vec<&Scope>> = BTreeMap::new();
        for scope in &scopes {
            for what in pair(id, scope).map(of_settings).unwrap_or_default() {
                whats.entry(what).or_default().push(scope);
            }
        }
        for (what, within) in whats {
            let place = match within.len() == scopes.len() {
                true => String::new(),
                false => format!(", in {}", listed(&within)),
            };
            found.push(difference(axis, id, format!("{what}{place}")));
        }
    }
    found
}

fn listed(scopes: &[&Scope]) -> String {
    let named: Vec<&str> = scopes
        .iter()
        .take(NAMED)
        .map(|scope| scope.as_str())
        .collect();
    let named = named.join(", ");
    match scopes.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

fn of_settings((old, new): (Settings, Settings)) -> Vec<String> {
    let mut whats = Vec::new();
    let (before, after) = (activity(&old.activity), activity(&new.activity));
    if before != after {
        whats.push(format!("{before} -> {after}"));
    }
    if old.severity != new.severity {
        whats.push(format!("severity {} -> {}", old.severity, new.severity));
    }
    whats.extend(parameters(&old, &new));
    whats
}

fn activity(activity: &Activity) -> String {
    match activity {
        Activity::Enabled => "enabled".to_owned(),
        Activity::Preview { until: None } => "preview".to_owned(),
        Activity::Preview { until: Some(day) } => format!("preview until {day}"),
        Activity::Disabled { .. } => "disabled".to_owned(),
    }
}

fn of_exemptions(base: &View<'_>, head: &View<'_>) -> Vec<Difference> {
    let (old, new) = (base.stage.exemptions, head.stage.exemptions);
    let ids: BTreeSet<&str> = old
        .iter()
        .chain(new.iter())
        .map(|one| one.id.as_str())
        .collect();
    let changed = ids.into_iter().filter_map(|id| {
        let what = match (base.exemption(id), head.exemption(id)) {
            (None, Some(_)) => "the exemption was added",
            (Some(_), None) => "the exemption was removed",
            (Some(old), Some(new)) if !old.says_what(new) => "the exemption changed",
            _ => return None,
        };
        Some(difference(Axis::Exemptions, id, what))
    });
    changed.collect()
}
