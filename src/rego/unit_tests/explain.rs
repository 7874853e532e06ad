//! Why a test does not hold: the first statement of its body that comes to nothing, with the
//! values of its parts.
//!
//! regorus keeps no trace, so the first statements of the body are asked for alone, then one more,
//! until nothing is left of what they find.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use regorus::Value;
use regorus::unstable::{AssignOp, Expr, Literal, LiteralStmt, Query, Span};

use super::Step;
use super::cases::{Case, Definition, Group, ask_beside};
use super::suite::Suite;
use crate::rego::checks::declarations;
use crate::rego::extents::Extents;
use crate::rego::tokens::tokens;
use crate::text::escape::cut;

/// How long the explanation of one test may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most characters of a value.
const LONGEST: usize = 300;

/// The steps at which the bodies of a test came to nothing, or those of one of its cases.
pub(super) fn explain(suite: &Suite<'_>, group: &Group<'_>, case: Option<&Case>) -> Vec<Step> {
    #[allow(
        clippy::disallowed_methods,
        reason = "an explanation that takes too long is none"
    )]
    let began = Instant::now();
    let mut steps = Vec::new();
    for definition in &group.definitions {
        for body in definition.bodies() {
            let search = Search {
                suite,
                definition,
                body,
                case,
                began,
            };
            steps.extend(search.step());
        }
    }
    steps
}

/// A value as JSON, not too long.
pub(super) fn written(value: &Value) -> String {
    cut(&value.to_string(), LONGEST).into_owned()
}

/// One body of a test.
struct Search<'a> {
    suite: &'a Suite<'a>,
    definition: &'a Definition<'a>,
    body: &'a Query,
    case: Option<&'a Case>,
    began: Instant,
}

/// What some statements from the first come to.
enum Found {
    /// They hold in some way.
    Something,
    /// They hold in no way.
    Nothing,
    /// They fail.
    Error,
    /// They need one of the statements behind them.
    Unknown,
}

impl Search<'_> {
    /// The first statement behind which nothing is left; nothing if it cannot be told, or if the
    /// body is not what this case failed at.
    fn step(&self) -> Option<Step> {
        let start = match self.case {
            None => 0,
            Some(case) => {
                let (start, cases) = self.definition.attempted(self.suite, self.body)?;
                cases.contains(case).then_some(start)?
            }
        };
        let mut good = start;
        for count in start + 1..=self.body.stmts.len() {
            if self.began.elapsed() > PATIENCE {
                return None;
            }
            match self.found(count) {
                Found::Something => good = count,
                Found::Unknown => {}
                Found::Nothing => return Some(self.at(good, count, false)),
                Found::Error => return Some(self.at(good, count, true)),
            }
        }
        None
    }

    fn found(&self, count: usize) -> Found {
        match self.ask(&format!("[1 | {}\n]", self.first(count))) {
            None => Found::Unknown,
            Some(Ok(Value::Array(found))) if found.is_empty() => Found::Nothing,
            Some(Ok(_)) => Found::Something,
            Some(Err(_)) => Found::Error,
        }
    }

    fn ask(&self, expression: &str) -> Option<anyhow::Result<Value>> {
        let answer = ask_beside(self.suite, self.definition.text, expression);
        answer.map(|answer| answer.value)
    }

    /// The first statements, and that they are about this case.
    fn first(&self, count: usize) -> String {
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

    /// What is said of the statements between those that hold and those that do not.
    fn at(&self, good: usize, count: usize, has_failed: bool) -> Step {
        let failing = &self.body.stmts[good..count];
        let names = self.names(good, failing);
        let (parts, item) = match failing {
            [statement] => (
                self.parts(statement, &names),
                self.failing_item(good, statement),
            ),
            _ => (Vec::new(), None),
        };
        let told = self.values(good, &parts, &names);
        let is_undefined = told.parts.iter().any(|(_, value)| value.is_none());
        let values = told.parts.into_iter().chain(item).chain(told.names);
        let written = |value: Option<Value>| match value {
            Some(value) => written(&value),
            None => "undefined".to_owned(),
        };
        Step {
            line: failing.first().map_or(0, |first| first.span.line as usize),
            result: match has_failed {
                true => "fails",
                false => result(failing, is_undefined),
            },
            statement: self.definition.tidy(failing),
            ways: told.ways,
            values: values.map(|(part, value)| (part, written(value))).collect(),
        }
    }

    /// The names in a statement that the statements before it declare.
    fn names(&self, good: usize, failing: &[LiteralStmt]) -> Vec<String> {
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
    fn parts(&self, statement: &LiteralStmt, names: &[String]) -> Vec<String> {
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
    fn failing_item(
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
    fn values(&self, good: usize, parts: &[String], names: &[String]) -> Told {
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
struct Told {
    ways: usize,
    parts: Values,
    names: Values,
}

/// Texts with their values.
type Values = Vec<(String, Option<Value>)>;

/// What a statement came to, in words.
fn result(failing: &[LiteralStmt], is_undefined: bool) -> &'static str {
    let [statement] = failing else {
        return "do not hold together";
    };
    match &statement.literal {
        _ if is_undefined => "is undefined",
        Literal::SomeVars { .. } | Literal::SomeIn { .. } => "finds nothing",
        Literal::Expr { expr, .. } if matches!(expr.as_ref(), Expr::AssignExpr { .. }) => {
            "does not match"
        }
        _ => "is false",
    }
}

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
