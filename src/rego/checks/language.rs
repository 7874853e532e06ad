//! What OPA's compiler refuses in any modules, whoever they are for.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{Module, Ref};

use super::room::{Kind, Room, kind_of};
use super::{calls, conflicts, recursion, safety};
use crate::rego::RegoError;
use crate::text::SourceText;

/// Complaints about modules; `sources` are their texts, by name.
pub(in crate::rego) fn check(
    modules: &[Ref<Module>],
    sources: &BTreeMap<String, SourceText>,
) -> Vec<RegoError> {
    let rooms = modules.iter().filter_map(|module| {
        let source = sources.get(module.package.span.source.file())?;
        Some(Room::new(module, source))
    });
    let mut rooms: Vec<Room<'_>> = rooms.collect();
    share_rules(&mut rooms);
    let kinds = kinds(&rooms);
    let mut errors = conflicts::check(&rooms);
    errors.extend(calls::check(&rooms, &kinds));
    errors.extend(safety::check(&rooms, &kinds));
    errors.extend(recursion::check(&rooms));
    errors
}

/// Modules of one package see each other's rules.
fn share_rules(rooms: &mut [Room<'_>]) {
    let mut packages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for room in rooms.iter() {
        packages
            .entry(room.package.clone())
            .or_default()
            .extend(room.rules.iter().cloned());
    }
    for room in rooms {
        room.rules.clone_from(&packages[&room.package]);
    }
}

/// What kind of rule stands under each path.
fn kinds(rooms: &[Room<'_>]) -> BTreeMap<String, Kind> {
    let mut kinds = BTreeMap::new();
    for room in rooms {
        for (rule, path, _) in room.rules_and_uses() {
            kinds.entry(path).or_insert_with(|| kind_of(rule));
        }
    }
    kinds
}
