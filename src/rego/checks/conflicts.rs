//! Two things under one path, where OPA takes none and regorus takes one of them silently.

use std::collections::BTreeMap;

use regorus::unstable::{Expr, Rule, Span};

use super::room::{Kind, Room, head_of, kind_of};
use crate::rego::RegoError;
use crate::rego::builtins;

/// What stands under a path first.
struct First<'a> {
    kind: Kind,
    room: &'a Room<'a>,
    span: &'a Span,
}

/// Complaints about the rules of all modules.
pub(super) fn check(rooms: &[Room<'_>]) -> Vec<RegoError> {
    let mut errors = Vec::new();
    let mut firsts: BTreeMap<String, First<'_>> = BTreeMap::new();
    let mut defaults: BTreeMap<String, &Span> = BTreeMap::new();
    for room in rooms {
        errors.extend(shadowed_imports(room));
        for rule in &room.module.policy {
            let (reference, (path, _)) = head_of(rule);
            errors.extend(shadowed(room, rule, &path, reference.span()));
            errors.extend(default_twice(room, rule, reference, &mut defaults));
            let path = format!("{}.{path}", room.package);
            let kind = kind_of(rule);
            let span = reference.span();
            match firsts.get(&path) {
                Some(first) => errors.extend(two_kinds(room, rule, first)),
                None => {
                    firsts.insert(path, First { kind, room, span });
                }
            }
        }
    }
    errors.extend(
        rooms
            .iter()
            .filter_map(|room| package_in_rule(room, &firsts)),
    );
    errors.extend(
        firsts
            .iter()
            .filter_map(|(path, first)| rule_in_rule(path, first, &firsts)),
    );
    errors
}

/// Built-ins are called by their names in every module: a rule of that name would be called
/// instead, here and not elsewhere. A default stands for every name that its own begins with.
fn shadowed(room: &Room<'_>, rule: &Rule, path: &str, span: &Span) -> Option<RegoError> {
    let root = path.split('.').next().unwrap_or_default();
    let is_default = matches!(rule, Rule::Default { .. });
    let names = [path].into_iter().chain(is_default.then_some(root));
    let mut taken_names = names.filter(|name| builtins::is_builtin(name));
    taken_names.next().map(|name| taken(room, name, span))
}

/// What is imported hides the whole name space of that name.
fn shadowed_imports(room: &Room<'_>) -> Vec<RegoError> {
    let imports = room.module.imports.iter();
    let named = imports.filter_map(|import| {
        let name = room.imports.iter().find(|(name, path)| {
            let is_alias = import
                .r#as
                .as_ref()
                .is_some_and(|alias| alias.text() == name.as_str());
            let is_last = import.r#as.is_none()
                && super::path_text(&import.refr).as_ref() == Some(path)
                && path.rsplit('.').next() == Some(name.as_str());
            is_alias || is_last
        });
        name.map(|(name, _)| (name, import))
    });
    let taken_ones =
        named.filter(|(name, _)| builtins::is_builtin(name) || builtins::is_namespace(name));
    taken_ones
        .map(|(name, import)| taken(room, name, &import.span))
        .collect()
}

fn taken(room: &Room<'_>, name: &str, span: &Span) -> RegoError {
    let message = if builtins::is_namespace(name) {
        format!("names of built-ins begin with `{name}`")
    } else {
        format!("`{name}` is the name of a built-in")
    };
    room.complain(
        "rego::shadowed_builtin",
        span,
        message,
        "choose a name of its own".to_owned(),
    )
}

fn default_twice<'a>(
    room: &Room<'_>,
    rule: &Rule,
    reference: &'a Expr,
    defaults: &mut BTreeMap<String, &'a Span>,
) -> Option<RegoError> {
    if !matches!(rule, Rule::Default { .. }) {
        return None;
    }
    let written = reference.span().text();
    let first = defaults.insert(format!("{}.{written}", room.package), reference.span())?;
    Some(room.complain(
        "rego::two_defaults",
        reference.span(),
        format!("`{written}` has a default already, in line {}", first.line),
        "which of them counts would be a matter of their order: keep one".to_owned(),
    ))
}

/// Rules of one path are of one kind.
fn two_kinds(room: &Room<'_>, rule: &Rule, first: &First<'_>) -> Option<RegoError> {
    let kind = kind_of(rule);
    let is_default_of_object = matches!(rule, Rule::Default { .. }) && first.kind == Kind::Object;
    if kind == first.kind || is_default_of_object {
        return None;
    }
    let (reference, (path, _)) = head_of(rule);
    let line = first.span.line;
    let message = match (kind, first.kind) {
        (Kind::Function(now), Kind::Function(before)) => {
            format!("`{path}` takes {now} arguments here and {before} in line {line}")
        }
        _ => format!("`{path}` is another kind of rule in line {line}"),
    };
    Some(room.complain(
        "rego::conflict",
        reference.span(),
        message,
        "one name stands for one value, one set, one object or one function".to_owned(),
    ))
}

/// `package x.y` and a rule `y` of package `x` would both be `data.x.y`.
fn package_in_rule(room: &Room<'_>, firsts: &BTreeMap<String, First<'_>>) -> Option<RegoError> {
    let package = &room.package;
    let ends = package.match_indices('.').map(|(end, _)| &package[..end]);
    let (path, first) = ends
        .chain([package.as_str()])
        .find_map(|path| firsts.get_key_value(path))?;
    Some(first.room.complain(
        "rego::conflict",
        first.span,
        format!(
            "the rule `{}` lies over the package `{}`",
            short(path),
            short(package)
        ),
        "rename the rule".to_owned(),
    ))
}

/// A rule within another is part of its value: only an object may have such parts.
fn rule_in_rule(
    path: &str,
    first: &First<'_>,
    firsts: &BTreeMap<String, First<'_>>,
) -> Option<RegoError> {
    let ends = path.match_indices('.').map(|(end, _)| &path[..end]);
    let around = ends.filter(|around| around.len() > first.room.package.len());
    let mut around = around.filter_map(|around| firsts.get_key_value(around));
    let (outer, _) = around.find(|(_, outer)| outer.kind != Kind::Object)?;
    Some(first.room.complain(
        "rego::conflict",
        first.span,
        format!(
            "`{}` lies within the value of `{}`",
            short(path),
            short(outer)
        ),
        "state all of it in one rule, or give them names of their own".to_owned(),
    ))
}

fn short(path: &str) -> &str {
    path.strip_prefix("data.").unwrap_or(path)
}
