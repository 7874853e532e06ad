//! The small changes that tests should notice, found in the syntax tree of a policy.

use std::ops::Range;

use regorus::unstable::{
    BoolOp, Expr, Literal, LiteralStmt, Module, Query, Rule, RuleBody, RuleHead, Span,
};

use crate::rego::checks::head_path;
use crate::rego::edits::{Edit, edited, range};

/// A stretch of a text, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// The bytes that give way.
    pub(super) place: Range<usize>,
    /// What takes their place.
    pub(super) after: String,
    /// What kind of change it is.
    pub(super) what: &'static str,
    /// A second stretch, where two names change places.
    pub(super) also: Vec<Edit>,
}

impl Change {
    fn new(what: &'static str, place: Range<usize>, after: impl Into<String>) -> Self {
        Self {
            place,
            after: after.into(),
            what,
            also: Vec::new(),
        }
    }

    /// The text with the change made.
    pub(super) fn applied_to(&self, text: &str) -> String {
        let own = (self.place.clone(), self.after.clone());
        let edits = self.also.iter().cloned().chain([own]);
        edited(text, edits.collect())
    }
}

/// Every change of a module.
pub(super) fn changes(module: &Module) -> Vec<Change> {
    let mut search = Search::default();
    for rule in &module.policy {
        search.rule(rule);
    }
    search.found.extend(swapped(module));
    search.found
}

/// `healthy` in the place of `applicable`, and the other way round.
fn swapped(module: &Module) -> Option<Change> {
    let heads = |wanted: &'static str| {
        module
            .policy
            .iter()
            .filter(|rule| matches!(rule.as_ref(), Rule::Spec { .. }))
            .filter(move |rule| head_path(rule).as_deref() == Some(wanted))
            .map(|rule| start_of(rule.span(), wanted.len()))
    };
    let mut healthy = heads("healthy");
    let first = healthy.next()?;
    let mut others: Vec<_> = healthy
        .map(|place| (place, "applicable".to_owned()))
        .collect();
    let applicable: Vec<_> = heads("applicable").collect();
    if applicable.is_empty() {
        return None;
    }
    others.extend(
        applicable
            .into_iter()
            .map(|place| (place, "healthy".to_owned())),
    );
    let mut change = Change::new("healthy and applicable swapped", first, "applicable");
    change.also = others;
    Some(change)
}

fn start_of(span: &Span, length: usize) -> Range<usize> {
    let start = span.start as usize;
    start..start + length
}

#[derive(Default)]
struct Search {
    found: Vec<Change>,
}

impl Search {
    fn rule(&mut self, rule: &Rule) {
        let Rule::Spec { head, bodies, span } = rule else {
            return;
        };
        self.found
            .push(Change::new("rule dropped", range(span), ""));
        match head {
            RuleHead::Compr { assign, .. } | RuleHead::Func { assign, .. } => {
                assign
                    .iter()
                    .for_each(|assign| self.expression(&assign.value));
            }
            RuleHead::Set { key, .. } => key.iter().for_each(|key| self.expression(key)),
        }
        bodies.iter().for_each(|body| self.body(body));
    }

    fn body(&mut self, body: &RuleBody) {
        body.assign
            .iter()
            .for_each(|assign| self.expression(&assign.value));
        self.query(&body.query);
    }

    fn query(&mut self, query: &Query) {
        for statement in &query.stmts {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &LiteralStmt) {
        let place = range(&statement.span);
        match &statement.literal {
            Literal::SomeVars { .. } => {}
            Literal::SomeIn { collection, .. } => self.expression(collection),
            Literal::Expr { expr, .. } => {
                if !matches!(expr.as_ref(), Expr::AssignExpr { .. }) {
                    self.found
                        .push(Change::new("condition dropped", place, "true"));
                }
                self.expression(expr);
            }
            Literal::NotExpr { expr, .. } => {
                let without_not = expr.span().text().to_owned();
                let whole = place.start..expr.span().end as usize;
                self.found
                    .push(Change::new("`not` dropped", whole, without_not));
                self.found
                    .push(Change::new("condition dropped", place, "true"));
                self.expression(expr);
            }
            Literal::Every { domain, query, .. } => {
                self.found
                    .push(Change::new("condition dropped", place, "true"));
                self.expression(domain);
                self.query(query);
            }
        }
    }

    fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::String { span, .. } | Expr::RawString { span, .. } => self.text(span),
            Expr::Number { span, .. } => {
                let larger = format!("{}1", span.text());
                self.found
                    .push(Change::new("number changed", range(span), larger));
            }
            Expr::Bool { span, .. } => {
                let other = if span.text() == "true" {
                    "false"
                } else {
                    "true"
                };
                self.found
                    .push(Change::new("truth flipped", range(span), other));
            }
            Expr::BoolExpr { op, lhs, rhs, .. } => {
                self.comparison(op, lhs, rhs);
                self.expression(lhs);
                self.expression(rhs);
            }
            Expr::BinExpr { lhs, rhs, .. }
            | Expr::ArithExpr { lhs, rhs, .. }
            | Expr::AssignExpr { lhs, rhs, .. } => {
                self.expression(lhs);
                self.expression(rhs);
            }
            Expr::Array { items, .. } | Expr::Set { items, .. } => {
                items.iter().for_each(|item| self.expression(item));
            }
            Expr::Object { fields, .. } => {
                for (_, _, value) in fields {
                    self.expression(value);
                }
            }
            Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
                self.expression(term);
                self.query(query);
            }
            Expr::ObjectCompr { value, query, .. } => {
                self.expression(value);
                self.query(query);
            }
            Expr::Call { params, .. } => {
                params.iter().for_each(|argument| self.expression(argument));
            }
            Expr::UnaryExpr { expr, .. } => self.expression(expr),
            Expr::RefDot { refr, .. } => self.expression(refr),
            Expr::RefBrack { refr, index, .. } => {
                self.expression(refr);
                self.expression(index);
            }
            Expr::Membership { collection, .. } => self.expression(collection),
            Expr::Var { .. } | Expr::Null { .. } => {}
        }
    }

    /// A letter goes before the others of a text: a name or value that does not exist.
    fn text(&mut self, span: &Span) {
        let place = range(span);
        let inside = place.start..place.start;
        let change = Change::new("text changed", inside, "Z");
        self.found.push(change);
    }

    fn comparison(&mut self, operator: &BoolOp, left: &Expr, right: &Expr) {
        let others: &[&str] = match operator {
            BoolOp::Eq => &["!="],
            BoolOp::Ne => &["=="],
            BoolOp::Lt => &["<=", ">"],
            BoolOp::Le => &["<", ">"],
            BoolOp::Gt => &[">=", "<"],
            BoolOp::Ge => &[">", "<"],
        };
        let place = left.span().end as usize..right.span().start as usize;
        for other in others {
            let after = format!(" {other} ");
            self.found
                .push(Change::new("comparison flipped", place.clone(), after));
        }
    }
}

#[cfg(test)]
mod tests {
    use regorus::Engine;

    use super::*;

    /// The lines that each change leaves of the lines that it touches.
    fn changed(text: &str) -> Vec<String> {
        let mut engine = Engine::new();
        engine.add_policy("p".to_owned(), text.to_owned()).unwrap();
        let modules = engine.get_modules();
        let texts = changes(&modules[0]).into_iter();
        texts
            .map(|change| {
                let after = change.applied_to(text);
                let kept: Vec<&str> = after.lines().skip(1).collect();
                kept.join("\n").trim().to_owned()
            })
            .collect()
    }

    #[test]
    fn each_condition_and_comparison_gives_way() {
        let rule = "healthy if {\n\tinput.a\n\tinput.b >= 3\n}";
        let found = changed(&format!("package p\n{rule}\n"));
        let expected = [
            String::new(),
            rule.replace("input.a", "true"),
            rule.replace("input.b >= 3", "true"),
            rule.replace(">=", ">"),
            rule.replace(">=", "<"),
            rule.replace('3', "31"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn not_and_texts_and_truths_give_way() {
        let found = changed("package p\nhealthy if not input.a == \"x\"\n");
        assert!(
            found.contains(&"healthy if input.a == \"x\"".to_owned()),
            "{found:?}"
        );
        assert!(
            found.contains(&"healthy if not input.a == \"Zx\"".to_owned()),
            "{found:?}"
        );
        let found = changed("package p\nhealthy if input.a == true\n");
        assert!(
            found.contains(&"healthy if input.a == false".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn healthy_and_applicable_change_places() {
        let found = changed("package p\napplicable if input.a\nhealthy if input.b\n");
        let expected = "healthy if input.a\napplicable if input.b";
        assert!(found.contains(&expected.to_owned()), "{found:?}");
    }
}
