//! Values of what stands in a test, as they are told of one that fails.

use std::collections::BTreeSet;

use regorus::Value;
use regorus::unstable::{AssignOp, Expr, Literal, LiteralStmt, Span};

use super::explain::Search;
use super::runner::Answer;
use super::suite::Suite;
use crate::rego::checks::declarations;
use crate::rego::extents::Extents;
use crate::rego::texts::Text;
use crate::rego::tokens::tokens;
use crate::text::SourceText;
use crate::text::escape::cut;

/// The most characters of a value.
const LONGEST: usize = 300;

/// A value as JSON, not too long.
pub(super) fn written(value: &Value) -> String {
    cut(&value.to_string(), LONGEST).into_owned()
}

/// The value of an expression as if it stood in a text of tests; nothing if it cannot stand there.
pub(super) fn ask_beside(suite: &Suite<'_>, text: &Text, expression: &str) -> Option<Answer> {
    let mut rule = "asked".to_owned();
    while text.source.text().contains(&rule) {
        rule.push('_');
    }
    let written = format!("{}\n{rule} := {expression}\n", text.source.text());
    let extended = SourceText::new(text.source.name(), written);
    let mut runner = suite.runner_with(&extended).ok()?;
    Some(runner.ask(&format!("data.{}.{rule}", text.package)))
}

impl Search<'_> {
    pub(super) fn ask(&self, expression: &str) -> Option<anyhow::Result<Value>> {
        let answer = ask_beside(self.suite, self.definition.text, expression);
        answer.map(|answer| answer.value)
    }

    /// The first statements, and that they are about this case.
    pub(super) fn first(&self, count: usize) -> String {
        let statements = match count {
            0 => "true".to_owned(),
            _ => self.definition.written(&self.body.stmts[..count]),
        };
        match self.case {
            Some(case) => {
                let names = self.definition.names.join(", ");
                let case: Vec<String> = case.iter().map(ToString::to_string).collect();
                format!("{statements}\n[{names}] == [{}]", case.join(", "))
            }
            None => statements,
        }
    }

    /// The names in a statement that the statements before it declare.
    pub(super) fn names(&self, good: usize, failing: &[LiteralStmt]) -> Vec<String> {
        let from = failing.first().map_or(0, |first| first.span.start);
        let declared = declarations(self.body).into_iter();
        let declared = declared.filter(|name| good > 0 && name.start < from);
        let declared: BTreeSet<&str> = declared.map(Span::text).collect();
        let text = self.definition.written(failing);
        let words: BTreeSet<&str> = tokens(&text).map(|token| &text[token.place]).collect();
        let used = declared.intersection(&words).filter(|name| **name != "_");
        used.map(|name| (*name).to_owned()).collect()
    }

    /// The parts of a statement whose values say why it does not hold.
    pub(super) fn parts(&self, statement: &LiteralStmt, names: &[String]) -> Vec<String> {
        let text = self.definition.text.source.text();
        let extents = Extents::of(text);
        let parts = match &statement.literal {
            Literal::SomeVars { .. } => Vec::new(),
            Literal::SomeIn { collection, .. } => vec![collection.as_ref()],
            Literal::Every { domain, .. } => vec![domain.as_ref()],
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => sides(expr),
        };
        let with = self.definition.replacements(statement);
        let told = parts.into_iter().filter(|part| !is_literal(part));
        let written = told.map(|part| &text[extents.expression(part)]);
        let new = written.filter(|part| !names.iter().any(|name| name == part));
        new.map(|part| format!("{part}{with}")).collect()
    }

    /// The first of the items of an `every` that it does not hold for.
    pub(super) fn failing_item(
        &self,
        good: usize,
        statement: &LiteralStmt,
    ) -> Option<(String, Option<Value>)> {
        let Literal::Every {
            value,
            domain,
            query,
            ..
        } = &statement.literal
        else {
            return None;
        };
        let text = self.definition.text.source.text();
        let (first, item) = (self.first(good), value.text());
        let domain = &text[Extents::of(text).expression(domain)];
        let body = self.definition.written(&query.stmts);
        let with = self.definition.replacements(statement);
        let asked = format!(
            "[{item} | {first}\nsome {item} in {domain}{with}\n[1 | {body}\n] == []{with}\n]"
        );
        let found = self.ask(&asked)?.ok()?;
        let first = found.as_array().ok()?.first()?.clone();
        Some((item.to_owned(), Some(first)))
    }

    /// The values of parts and names, of the first way in which the statements before hold.
    pub(super) fn values(&self, good: usize, parts: &[String], names: &[String]) -> Told {
        let ways = |parts: &[String]| self.ways(good, parts, names);
        let ways = ways(parts).or_else(|| ways(&[])).unwrap_or_default();
        let [told, named] = ways.first().cloned().unwrap_or_default();
        let inner = |value: Value| value.as_array().ok().and_then(|one| one.first().cloned());
        Told {
            ways: ways.len(),
            parts: parts
                .iter()
                .cloned()
                .zip(told.into_iter().map(inner))
                .collect(),
            names: names
                .iter()
                .cloned()
                .zip(named.into_iter().map(Some))
                .collect(),
        }
    }

    /// The ways in which the first statements hold: the values of parts, each in a list that is
    /// empty where it has none, and of names.
    fn ways(
        &self,
        good: usize,
        parts: &[String],
        names: &[String],
    ) -> Option<Vec<[Vec<Value>; 2]>> {
        let value = |part: &String| format!("[value_ | value_ := {part}\n]");
        let parts: Vec<String> = parts.iter().map(value).collect();
        let (parts, names) = (parts.join(", "), names.join(", "));
        let first = self.first(good);
        let found = self
            .ask(&format!("[[[{parts}], [{names}]] | {first}\n]"))?
            .ok()?;
        let list = |value: &Value| {
            value
                .as_array()
                .map(|list| list.to_vec())
                .unwrap_or_default()
        };
        let way = |way: &Value| match list(way).as_slice() {
            [parts, names] => [list(parts), list(names)],
            _ => Default::default(),
        };
        Some(list(&found).iter().map(way).collect())
    }
}

/// The values that a step tells. What has none is undefined.
pub(super) struct Told {
    pub(super) ways: usize,
    pub(super) parts: Values,
    pub(super) names: Values,
}

/// Texts with their values.
pub(super) type Values = Vec<(String, Option<Value>)>;

/// The operands of a comparison, or else the expression itself.
fn sides(expression: &Expr) -> Vec<&Expr> {
    match expression {
        Expr::BoolExpr { lhs, rhs, .. } => vec![lhs, rhs],
        Expr::AssignExpr {
            op: AssignOp::ColEq,
            rhs,
            ..
        } => vec![rhs],
        Expr::AssignExpr { lhs, rhs, .. } => vec![lhs, rhs],
        Expr::Membership {
            value, collection, ..
        } => vec![value, collection],
        other => vec![other],
    }
}

/// Whether a part says its value itself.
fn is_literal(part: &Expr) -> bool {
    match part {
        Expr::String { .. }
        | Expr::RawString { .. }
        | Expr::Number { .. }
        | Expr::Bool { .. }
        | Expr::Null { .. } => true,
        Expr::Array { items, .. } | Expr::Set { items, .. } => {
            items.iter().all(|item| is_literal(item))
        }
        _ => false,
    }
}
