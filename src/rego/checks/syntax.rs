//! Parts of a syntax tree: what heads, queries and expressions are made of.

use std::collections::BTreeSet;

use regorus::Value;
use regorus::unstable::{AssignOp, BoolOp, Expr, Literal, Query, Ref, RuleHead, Span};

/// The names that the arguments of a function declare.
pub(in crate::rego) fn arguments(head: &RuleHead) -> BTreeSet<&str> {
    argument_places(head).into_iter().map(Span::text).collect()
}

/// Where the arguments of a function declare names.
pub(in crate::rego) fn argument_places(head: &RuleHead) -> Vec<&Span> {
    let mut names = Vec::new();
    if let RuleHead::Func { args, .. } = head {
        args.iter()
            .for_each(|argument| places(argument, &mut names));
    }
    names
}

/// The reference of a head, and its value or key.
pub(in crate::rego) fn head_parts(head: &RuleHead) -> (&Expr, Option<&Expr>) {
    match head {
        RuleHead::Compr { refr, assign, .. } | RuleHead::Func { refr, assign, .. } => {
            (refr, assign.as_ref().map(|assign| assign.value.as_ref()))
        }
        RuleHead::Set { refr, key, .. } => (refr, key.as_ref().map(Ref::as_ref)),
    }
}

/// The names that the statements of a query declare, by `some` and `:=`.
pub(in crate::rego) fn declared(query: &Query) -> BTreeSet<&str> {
    declarations(query)
        .into_iter()
        .map(|name| name.text())
        .collect()
}

/// Where the statements of a query declare names, each time that they do.
pub(in crate::rego) fn declarations(query: &Query) -> Vec<&Span> {
    let mut names = Vec::new();
    for statement in &query.stmts {
        match &statement.literal {
            Literal::SomeVars { vars, .. } => names.extend(vars),
            Literal::SomeIn { key, value, .. } => {
                key.iter()
                    .chain([value])
                    .for_each(|part| places(part, &mut names));
            }
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => {
                if let Expr::AssignExpr {
                    op: AssignOp::ColEq,
                    lhs,
                    ..
                } = expr.as_ref()
                {
                    places(lhs, &mut names);
                }
            }
            Literal::Every { .. } => {}
        }
    }
    names
}

/// The names in a pattern such as `[first, {"second": second}]`.
pub(super) fn pattern<'a>(expression: &'a Expr, names: &mut BTreeSet<&'a str>) {
    let mut found = Vec::new();
    places(expression, &mut found);
    names.extend(found.into_iter().map(Span::text));
}

fn places<'a>(expression: &'a Expr, names: &mut Vec<&'a Span>) {
    match expression {
        Expr::Var { span, .. } => names.push(span),
        Expr::Array { items, .. } => items.iter().for_each(|item| places(item, names)),
        Expr::Object { fields, .. } => {
            fields.iter().for_each(|(_, _, value)| places(value, names));
        }
        _ => {}
    }
}

/// The value of an expression that is nothing but a text, a number, a truth or null.
pub(in crate::rego) fn scalar(expression: &Expr) -> Option<&Value> {
    match expression {
        Expr::String { value, .. }
        | Expr::RawString { value, .. }
        | Expr::Number { value, .. }
        | Expr::Bool { value, .. }
        | Expr::Null { value, .. } => Some(value),
        _ => None,
    }
}

/// What stands directly in an expression, but in the queries of comprehensions.
pub(in crate::rego) fn operands(expression: &Expr) -> Vec<&Expr> {
    match expression {
        Expr::Array { items, .. } | Expr::Set { items, .. } => {
            items.iter().map(Ref::as_ref).collect()
        }
        Expr::Object { fields, .. } => {
            let pairs = fields.iter();
            pairs
                .flat_map(|(_, key, value)| [key.as_ref(), value.as_ref()])
                .collect()
        }
        Expr::Call { params, .. } => params.iter().map(Ref::as_ref).collect(),
        Expr::UnaryExpr { expr, .. } => vec![expr.as_ref()],
        Expr::RefDot { refr, .. } => vec![refr.as_ref()],
        Expr::RefBrack { refr, index, .. } => vec![refr.as_ref(), index.as_ref()],
        Expr::BinExpr { lhs, rhs, .. }
        | Expr::BoolExpr { lhs, rhs, .. }
        | Expr::ArithExpr { lhs, rhs, .. }
        | Expr::AssignExpr { lhs, rhs, .. } => vec![lhs.as_ref(), rhs.as_ref()],
        Expr::Membership {
            key,
            value,
            collection,
            ..
        } => {
            let key = key.iter().map(Ref::as_ref);
            key.chain([value.as_ref(), collection.as_ref()]).collect()
        }
        _ => Vec::new(),
    }
}

/// The sides of an equation, written with `==` or `=`.
pub(in crate::rego) fn equation(expression: &Expr) -> Option<[&Expr; 2]> {
    match expression {
        Expr::BoolExpr {
            op: BoolOp::Eq,
            lhs,
            rhs,
            ..
        }
        | Expr::AssignExpr {
            op: AssignOp::Eq,
            lhs,
            rhs,
            ..
        } => Some([lhs, rhs]),
        _ => None,
    }
}

/// The query of a comprehension, and what it collects.
pub(in crate::rego) fn comprehension(expression: &Expr) -> Option<(&Query, Vec<&Expr>)> {
    match expression {
        Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
            Some((query, vec![term.as_ref()]))
        }
        Expr::ObjectCompr {
            key, value, query, ..
        } => Some((query, vec![key.as_ref(), value.as_ref()])),
        _ => None,
    }
}

/// The name that a reference begins with, and what stands between its brackets; nothing if it
/// begins with something else.
pub(in crate::rego) fn root(reference: &Expr) -> Option<(&str, Vec<&Expr>)> {
    let mut inner = reference;
    let mut indexes = Vec::new();
    loop {
        inner = match inner {
            Expr::RefDot { refr, .. } => refr,
            Expr::RefBrack { refr, index, .. } => {
                indexes.push(index.as_ref());
                refr
            }
            Expr::Var { span, .. } => return Some((span.text(), indexes)),
            _ => return None,
        };
    }
}
