//! Functions are called with as many arguments as they take, and nothing else is called.

use std::collections::BTreeMap;

use regorus::unstable::Span;

use super::path_text;
use super::room::{Kind, Room};
use super::uses::Use;
use crate::rego::RegoError;
use crate::rego::builtins;

/// Complaints about the calls of all modules; `kinds` are those of rules, by their path.
pub(super) fn check(rooms: &[Room<'_>], kinds: &BTreeMap<String, Kind>) -> Vec<RegoError> {
    let uses = rooms
        .iter()
        .flat_map(|room| room.uses.iter().flatten().map(move |used| (room, used)));
    uses.filter_map(|(room, used)| check_use(room, kinds, used))
        .collect()
}

fn check_use(room: &Room<'_>, kinds: &BTreeMap<String, Kind>, used: &Use<'_>) -> Option<RegoError> {
    let name = path_text(used.reference)?;
    let span = used.reference.span();
    let path = room.full(&name);
    let kind = path.as_ref().and_then(|path| kinds.get(path));
    match (kind, used.arguments) {
        (Some(Kind::Function(arity)), Some(arguments)) => {
            let is_own = !room.imports.contains_key(name.split('.').next()?);
            let given = (arguments.len(), used.is_statement && is_own);
            wrong_arity(room, (&name, span), *arity, given)
        }
        (Some(_), Some(_)) => Some(no_function(room, &name, span)),
        (None, Some(_)) if path.is_some_and(|path| leads_to_rule(&path, kinds)) => {
            Some(no_function(room, &name, span))
        }
        (Some(Kind::Function(_)), None) if !used.is_replacement => Some(room.complain(
            "rego::no_value",
            span,
            format!("`{name}` is a function: by itself it has no value"),
            "call it with its arguments".to_owned(),
        )),
        (None, Some(arguments))
            if name == "walk"
                && (!used.is_statement || used.is_negated || arguments.len() != 2) =>
        {
            Some(room.complain(
                "rego::walk",
                span,
                "`walk` has many results, and no value by itself",
                "write `walk(value, [path, part])` as a statement".to_owned(),
            ))
        }
        (None, Some(arguments)) => {
            let given = (arguments.len(), used.is_statement);
            wrong_arity(room, (&name, span), builtins::arity(&name)?, given)
        }
        _ => None,
    }
}

/// Whether a path is within the value of a rule, or around rules.
fn leads_to_rule(path: &str, kinds: &BTreeMap<String, Kind>) -> bool {
    let below = format!("{path}.");
    let mut inside = kinds.range(below.clone()..).map(|(rule, _)| rule);
    let mut ends = path.match_indices('.').map(|(end, _)| &path[..end]);
    ends.any(|end| kinds.contains_key(end))
        || inside.next().is_some_and(|rule| rule.starts_with(&below))
}

fn no_function(room: &Room<'_>, name: &str, span: &Span) -> RegoError {
    room.complain(
        "rego::no_function",
        span,
        format!("`{name}` is no function, but a rule or a part of one"),
        format!("write `{name}` without arguments"),
    )
}

/// `count(list, number)` as a statement gives `number` a value: one argument more than there is.
fn wrong_arity(
    room: &Room<'_>,
    (name, span): (&str, &Span),
    arity: usize,
    (given, may_have_output): (usize, bool),
) -> Option<RegoError> {
    if given == arity || may_have_output && given == arity + 1 {
        return None;
    }
    let arguments = match arity {
        0 => "no arguments".to_owned(),
        1 => "one argument".to_owned(),
        arity => format!("{arity} arguments"),
    };
    let help = (given == arity + 1).then(|| format!("for its result, write `x := {name}(…)`"));
    Some(room.complain(
        "rego::wrong_arity",
        span,
        format!("`{name}` takes {arguments}, not {given}"),
        help,
    ))
}
