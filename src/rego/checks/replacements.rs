//! What a policy may replace with `with`.
//!
//! OPA lets any function or rule be replaced. In a policy that would make the meaning of a name
//! depend on who asks; tests may do it.

use regorus::unstable::{LiteralStmt, Module, Rule, Span, WithModifier};

use super::path_text;
use super::syntax::head_parts;
use super::walk::Walk;

/// What stands at the start of what may be replaced.
const ALLOWED: [&str; 3] = ["input", "data.inventory", "data.parameters"];

/// The targets in a module that may not be replaced, with their places.
pub(super) fn refused(module: &Module) -> Vec<(String, &Span)> {
    let mut modifiers = Modifiers::default();
    for rule in &module.policy {
        if let Rule::Spec { head, bodies, .. } = rule.as_ref() {
            let (reference, value) = head_parts(head);
            let parts = [reference].into_iter().chain(value);
            parts.for_each(|part| modifiers.expression(part));
            for body in bodies {
                let value = body.assign.iter().map(|assign| &assign.value);
                value.for_each(|value| modifiers.expression(value));
                modifiers.query(&body.query);
            }
        }
    }
    let targets = modifiers.0.into_iter().map(|modifier| &modifier.refr);
    let named = targets.map(|target| (path_text(target).unwrap_or_default(), target.span()));
    named.filter(|(path, _)| !is_allowed(path)).collect()
}

fn is_allowed(path: &str) -> bool {
    let mut allowed = ALLOWED
        .iter()
        .filter_map(|allowed| path.strip_prefix(allowed));
    allowed.any(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Everything that stands behind a `with`.
#[derive(Default)]
struct Modifiers<'a>(Vec<&'a WithModifier>);

impl<'a> Walk<'a> for Modifiers<'a> {
    fn statement(&mut self, statement: &'a LiteralStmt) {
        self.0.extend(&statement.with_mods);
        self.inside_statement(statement);
        for modifier in &statement.with_mods {
            self.expression(&modifier.r#as);
        }
    }
}
