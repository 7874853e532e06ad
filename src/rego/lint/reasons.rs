//! `lint::bare_reason`: a reason that is a fixed text where its body has found a value.
//!
//! A body finds a value where it runs over something, gives something a name, or compares an
//! attribute with more than one value that would do. What is compared with one fixed value, or is
//! missing, can be said in a fixed text.

use regorus::unstable::{AssignOp, BoolOp, Expr, Literal, Query, Rule, RuleHead};

use super::paths::{Names, Reader};
use super::{Book, Page, Remark};
use crate::rego::checks::operands;

/// Remarks about the reasons of all policies.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    book.policies().flat_map(of_page).collect()
}

fn of_page(page: &Page<'_>) -> Vec<Remark> {
    let reader = Reader { page };
    reader
        .rules("reasons")
        .filter_map(|rule| of_rule(reader, rule))
        .collect()
}

fn of_rule(reader: Reader<'_>, rule: &Rule) -> Option<Remark> {
    let Rule::Spec {
        head: RuleHead::Set { key: Some(key), .. },
        bodies,
        ..
    } = rule
    else {
        return None;
    };
    let (Expr::String { span, .. } | Expr::RawString { span, .. }) = key.as_ref() else {
        return None;
    };
    let mut queries = bodies.iter().map(|body| body.query.as_ref());
    let found = queries.find_map(|query| value_found(reader, query))?;
    Some(reader.page.remark(
        "lint::bare_reason",
        span,
        format!("the reason does not say what was found: `{found}`"),
        format!("say it, and what was wanted, as in `sprintf(\"… is %v, wanted …\", [{found}])`"),
    ))
}

/// A name or an attribute whose value the reason could say.
fn value_found(reader: Reader<'_>, query: &Query) -> Option<String> {
    let names = reader.bound(query, &Names::default());
    let statements = query.stmts.iter();
    let mut found = statements.filter_map(|statement| match &statement.literal {
        Literal::SomeIn { value, .. } => name_of(value),
        Literal::Expr { expr, .. } => match expr.as_ref() {
            Expr::AssignExpr {
                op: AssignOp::ColEq,
                lhs,
                ..
            } => name_of(lhs),
            Expr::BoolExpr { op, lhs, rhs, .. } if *op != BoolOp::Eq => {
                let is_null = |side: &&Expr| matches!(side, Expr::Null { .. });
                let sides = [lhs.as_ref(), rhs.as_ref()];
                let has_null = sides.iter().any(is_null);
                let mut paths = sides
                    .iter()
                    .filter_map(|side| attribute(reader, side, &names));
                paths.next().filter(|_| !has_null)
            }
            _ => None,
        },
        _ => None,
    });
    found.next()
}

fn name_of(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Var { span, .. } => Some(span.text().to_owned()),
        _ => operands(expression).into_iter().find_map(name_of),
    }
}

fn attribute(reader: Reader<'_>, expression: &Expr, names: &Names) -> Option<String> {
    let read = reader.path(expression, names)?;
    read.is_attribute().then_some(read.path)
}
