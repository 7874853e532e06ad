//! What a policy may replace with `with`.
//!
//! OPA lets any function or rule be replaced. In a policy that would make the meaning of a name
//! depend on who asks; tests may do it.

use regorus::unstable::{Expr, Literal, Module, Query, Rule, Span, WithModifier};

use super::path_text;
use super::syntax::{comprehension, head_parts, operands};

/// What stands at the start of what may be replaced.
const ALLOWED: [&str; 3] = ["input", "data.inventory", "data.parameters"];

/// The targets in a module that may not be replaced, with their places.
pub(super) fn refused(module: &Module) -> Vec<(String, &Span)> {
    let mut modifiers = Vec::new();
    for rule in &module.policy {
        if let Rule::Spec { head, bodies, .. } = rule.as_ref() {
            let (reference, value) = head_parts(head);
            [reference]
                .into_iter()
                .chain(value)
                .for_each(|part| within(part, &mut modifiers));
            for body in bodies {
                let value = body.assign.iter().map(|assign| &assign.value);
                value.for_each(|value| within(value, &mut modifiers));
                within_query(&body.query, &mut modifiers);
            }
        }
    }
    let targets = modifiers.into_iter().map(|modifier| &modifier.refr);
    let named = targets.map(|target| (path_text(target).unwrap_or_default(), target.span()));
    named.filter(|(path, _)| !is_allowed(path)).collect()
}

fn is_allowed(path: &str) -> bool {
    let mut allowed = ALLOWED
        .iter()
        .filter_map(|allowed| path.strip_prefix(allowed));
    allowed.any(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn within_query<'a>(query: &'a Query, modifiers: &mut Vec<&'a WithModifier>) {
    for statement in &query.stmts {
        modifiers.extend(&statement.with_mods);
        let parts = match &statement.literal {
            Literal::SomeVars { .. } => Vec::new(),
            Literal::SomeIn { collection, .. } => vec![collection],
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => vec![expr],
            Literal::Every { domain, query, .. } => {
                within_query(query, modifiers);
                vec![domain]
            }
        };
        let replaced = statement.with_mods.iter().map(|modifier| &modifier.r#as);
        parts
            .into_iter()
            .chain(replaced)
            .for_each(|part| within(part, modifiers));
    }
}

fn within<'a>(expression: &'a Expr, modifiers: &mut Vec<&'a WithModifier>) {
    if let Some((query, terms)) = comprehension(expression) {
        within_query(query, modifiers);
        terms.into_iter().for_each(|term| within(term, modifiers));
    }
    operands(expression)
        .into_iter()
        .for_each(|part| within(part, modifiers));
}
