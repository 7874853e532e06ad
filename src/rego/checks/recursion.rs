//! Rules that lead back to themselves, and rules that lean on each other too deeply.
//!
//! OPA refuses the first; regorus finds out when it evaluates, or overflows the stack.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::Span;

use super::path_text;
use super::room::{Room, head_of};
use super::uses::Use;
use crate::rego::RegoError;

/// Expressions within expressions, over all rules that one rule leads to.
const DEEPEST: usize = 500;

/// What the name of a reference ends in, which no path does.
const REFERENCE: char = '?';

/// What rules lead to, by their full path: other rules, with the depth at which they do.
#[derive(Default)]
struct Graph<'a> {
    rules: BTreeMap<String, Origin<'a>>,
    leads: BTreeMap<String, BTreeMap<String, usize>>,
}

/// Where a rule is stated first.
struct Origin<'a> {
    room: &'a Room<'a>,
    span: &'a Span,
}

/// Complaints about rules of all modules.
pub(super) fn check(rooms: &[Room<'_>]) -> Vec<RegoError> {
    let mut graph = Graph::default();
    for room in rooms {
        for (rule, path, _) in room.rules_and_uses() {
            let span = head_of(rule).0.span();
            graph.rules.entry(path).or_insert(Origin { room, span });
        }
    }
    for room in rooms {
        for (_, path, uses) in room.rules_and_uses() {
            graph.add(&path, room, uses);
        }
    }
    graph.complaints()
}

impl<'a> Graph<'a> {
    fn add(&mut self, path: &str, room: &Room<'_>, uses: &[Use<'_>]) {
        for used in uses {
            let target = path_text(used.reference).and_then(|path| room.full(&path));
            let Some(target) = target else {
                continue;
            };
            let target = self.reference(&target);
            let leads = self.leads.entry(path.to_owned()).or_default();
            let depth = leads.entry(target).or_default();
            *depth = used.depth.max(*depth);
        }
    }

    /// The name of a reference to a path: it leads to the rule of that path, to the rules below
    /// it, and to those into whose value it goes.
    fn reference(&mut self, path: &str) -> String {
        let name = format!("{path}{REFERENCE}");
        if !self.leads.contains_key(&name) {
            let below = format!("{path}.");
            let inside = self
                .rules
                .range(below.clone()..)
                .map(|(rule, _)| rule.as_str());
            let inside = inside.take_while(|rule| rule.starts_with(&below));
            let ends = path.match_indices('.').map(|(end, _)| &path[..end]);
            let around = ends
                .chain([path])
                .filter(|path| self.rules.contains_key(*path));
            let found = inside
                .chain(around)
                .map(|rule| (rule.to_owned(), 0))
                .collect();
            self.leads.insert(name.clone(), found);
        }
        name
    }

    fn complaints(&self) -> Vec<RegoError> {
        let depths = self.depths();
        let mut seen = BTreeSet::new();
        let mut errors = Vec::new();
        for path in self.rules.keys() {
            if !depths.contains_key(path.as_str()) && !seen.contains(path) {
                errors.extend(self.recursion(path, &depths, &mut seen));
            }
        }
        let depth = |path: &String| depths.get(path.as_str()).copied().unwrap_or_default();
        let deepest = self.rules.iter().max_by_key(|(path, _)| depth(path));
        let deepest = deepest.filter(|(path, _)| depth(path) > DEEPEST);
        errors.extend(deepest.map(|(_, origin)| too_deep(origin)));
        errors
    }

    /// How deep each path leads, from those that lead nowhere upwards. What is left out leads to
    /// a circle.
    fn depths(&self) -> BTreeMap<&str, usize> {
        let mut waiting: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
        let mut open: BTreeMap<&str, usize> = BTreeMap::new();
        let mut ready: Vec<&str> = Vec::new();
        let nothing = BTreeMap::new();
        let paths = self
            .rules
            .keys()
            .chain(self.leads.keys())
            .map(String::as_str);
        for path in paths.collect::<BTreeSet<_>>() {
            let leads = self.leads.get(path).unwrap_or(&nothing);
            for (target, depth) in leads {
                waiting.entry(target).or_default().push((path, *depth));
            }
            open.insert(path, leads.len());
            ready.extend(leads.is_empty().then_some(path));
        }
        let mut reached: BTreeMap<&str, usize> = BTreeMap::new();
        let mut depths = BTreeMap::new();
        while let Some(path) = ready.pop() {
            let below = reached.get(path).copied().unwrap_or_default();
            depths.insert(path, below);
            for (user, depth) in waiting.remove(path).unwrap_or_default() {
                let reached = reached.entry(user).or_default();
                *reached = (*reached).max(below + depth + 1);
                let left = open.entry(user).or_default();
                *left = left.saturating_sub(1);
                ready.extend((*left == 0).then_some(user));
            }
        }
        depths
    }

    /// The circle that a path leads to, unless it was told already.
    fn recursion(
        &self,
        path: &str,
        depths: &BTreeMap<&str, usize>,
        seen: &mut BTreeSet<String>,
    ) -> Option<RegoError> {
        let mut way: Vec<&str> = Vec::new();
        let mut here = path;
        while !way.contains(&here) {
            if !seen.insert(here.to_owned()) {
                return None;
            }
            way.push(here);
            let mut targets = self.leads.get(here)?.keys();
            here = targets.find(|target| !depths.contains_key(target.as_str()))?;
        }
        let start = way.iter().position(|path| *path == here)?;
        let rules = way[start..]
            .iter()
            .filter(|path| !path.ends_with(REFERENCE));
        let rules: Vec<&str> = rules.map(|path| short(path)).collect();
        let circle: Vec<&str> = rules.iter().chain(rules.first()).copied().collect();
        let known = way[start..].iter().find_map(|path| self.rules.get(*path));
        let origin = known.or_else(|| self.rules.get(path))?;
        Some(origin.room.complain(
            "rego::recursion",
            origin.span,
            format!("a rule leads back to itself: `{}`", circle.join("` → `")),
            "a rule may not need its own value: state one of them without the others".to_owned(),
        ))
    }
}

fn short(path: &str) -> &str {
    path.strip_prefix("data.").unwrap_or(path)
}

fn too_deep(origin: &Origin<'_>) -> RegoError {
    origin.room.complain(
        "rego::too_deep",
        origin.span,
        "too many rules lean on each other, down from here",
        "collect what many rules need in one".to_owned(),
    )
}
