//! Calls that give their last argument a value, where regorus does not know the function.
//!
//! `count(list, number)` is Rego's old way to write `number = count(list)`. regorus sees it by the
//! arity of its own built-ins; those that we supply are written in the new way for it.

use regorus::unstable::{Expr, Literal, LiteralStmt, Module, Ref, Rule};

use super::builtins;
use super::checks::{Walk, path_text};
use super::edits::{Edit, edited};
use super::extents::Extents;

/// The text of a module without such calls; nothing if it has none. Lines stay where they are.
pub(super) fn as_assignments(text: &str, module: &Module) -> Option<String> {
    let mut outputs = Outputs {
        text,
        extents: Extents::of(text),
        edits: Vec::new(),
    };
    for rule in &module.policy {
        if let Rule::Spec { bodies, .. } = rule.as_ref() {
            bodies.iter().for_each(|body| outputs.query(&body.query));
        }
    }
    let has_some = !outputs.edits.is_empty();
    has_some.then(|| edited(text, outputs.edits))
}

struct Outputs<'a> {
    text: &'a str,
    extents: Extents<'a>,
    edits: Vec<Edit>,
}

impl<'b> Walk<'b> for Outputs<'_> {
    fn statement(&mut self, statement: &'b LiteralStmt) {
        match &statement.literal {
            Literal::Expr { expr, .. } => self.call(expr, " = "),
            Literal::NotExpr { expr, .. } => self.call(expr, " == "),
            _ => self.inside_statement(statement),
        }
    }
}

impl Outputs<'_> {
    fn call(&mut self, expression: &Expr, operator: &str) {
        match expression {
            Expr::Call { fcn, params, .. } if has_output(fcn, params) => {
                let found = self.assignment(expression, params, operator);
                self.edits.extend(found.into_iter().flatten());
            }
            _ => self.expression(expression),
        }
    }

    /// `f(x, y)` as `y = f(x)`.
    fn assignment(
        &self,
        call: &Expr,
        arguments: &[Ref<Expr>],
        operator: &str,
    ) -> Option<[Edit; 2]> {
        let [.., before, last] = arguments else {
            return None;
        };
        let start = self.extents.expression(call).start;
        let end = self.extents.expression(before).end;
        let last = self.extents.expression(last);
        let output = format!("{}{operator}", &self.text[last.clone()]);
        let lines = "\n".repeat(self.text[end..last.start].matches('\n').count());
        Some([(start..start, output), (end..last.end, lines)])
    }
}

fn has_output(function: &Expr, arguments: &[Ref<Expr>]) -> bool {
    let name = path_text(function).unwrap_or_default();
    builtins::supplied_arity(&name).is_some_and(|arity| arguments.len() == arity + 1)
}

#[cfg(test)]
mod tests {
    use regorus::Engine;

    use super::*;

    fn rewritten(body: &str) -> Option<String> {
        let text = format!("package x\n\na if {{\n\t{body}\n}}\n");
        let mut engine = Engine::new();
        engine.add_policy("x".to_owned(), text.clone()).unwrap();
        let module = engine.get_modules().first().cloned().unwrap();
        as_assignments(&text, &module)
    }

    #[test]
    fn a_last_argument_too_many_takes_the_result() {
        let rewritten = |body| rewritten(body).unwrap();
        assert!(
            rewritten("net.cidr_merge(input.a, [\"x\"])")
                .contains("\t[\"x\"] = net.cidr_merge(input.a)\n")
        );
        assert!(
            rewritten("not net.cidr_intersects(a, \"b\",\n\tx)")
                .contains("\tnot x == net.cidr_intersects(a, \"b\"\n)\n")
        );
        assert!(
            rewritten("x := [y | net.cidr_merge(z, y)]").contains("[y | y = net.cidr_merge(z)]")
        );
    }

    #[test]
    fn other_calls_stay() {
        assert_eq!(
            rewritten("count(input.a, x)\n\tx > net.cidr_merge(y)"),
            None
        );
    }
}
