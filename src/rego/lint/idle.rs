//! `lint::unused_variable`: a name that `:=`, `some`, `every` or an argument declares and nothing
//! reads.
//!
//! A name counts as read where it stands a second time in its rule.

use regorus::unstable::{Expr, Literal, Query, Rule, Span};

use super::{Book, Page, Remark};
use crate::rego::checks::syntax::{argument_places, declarations};
use crate::rego::checks::{comprehension, head_parts, operands};
use crate::rego::edits::range;
use crate::rego::tokens::tokens;

/// Remarks about the names that the rules of all modules declare.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    let pages = book.pages.iter();
    pages
        .flat_map(|page| {
            let rules = page.room.module.policy.iter();
            rules.flat_map(|rule| of_rule(page, rule))
        })
        .collect()
}

fn of_rule(page: &Page<'_>, rule: &Rule) -> Vec<Remark> {
    let Rule::Spec { span, .. } = rule else {
        return Vec::new();
    };
    let text = &page.room.source.text()[range(span)];
    let words: Vec<&str> = tokens(text).map(|token| &text[token.place]).collect();
    let is_idle = |name: &&&Span| {
        let name = name.text();
        !name.starts_with('_') && words.iter().filter(|word| **word == name).count() == 1
    };
    let declared = declared(rule);
    let idle = declared.iter().filter(is_idle);
    idle.map(|name| {
        page.remark(
            "lint::unused_variable",
            name,
            format!("nothing reads `{}`", name.text()),
            "write `_` where a name is needed, or leave it out".to_owned(),
        )
    })
    .collect()
}

/// Where a rule declares names.
fn declared(rule: &Rule) -> Vec<&Span> {
    let mut names = Vec::new();
    if let Rule::Spec { head, bodies, .. } = rule {
        names.extend(argument_places(head));
        let (_, value) = head_parts(head);
        value
            .into_iter()
            .for_each(|value| of_expression(value, &mut names));
        for body in bodies {
            let value = body.assign.iter().map(|assign| &assign.value);
            value.for_each(|value| of_expression(value, &mut names));
            of_query(&body.query, &mut names);
        }
    }
    names
}

fn of_query<'a>(query: &'a Query, names: &mut Vec<&'a Span>) {
    names.extend(declarations(query));
    for statement in &query.stmts {
        match &statement.literal {
            Literal::SomeVars { .. } => {}
            Literal::SomeIn { collection, .. } => of_expression(collection, names),
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => {
                of_expression(expr, names);
            }
            Literal::Every {
                key,
                value,
                domain,
                query,
                ..
            } => {
                names.extend(key.iter().chain([value]));
                of_expression(domain, names);
                of_query(query, names);
            }
        }
    }
}

fn of_expression<'a>(expression: &'a Expr, names: &mut Vec<&'a Span>) {
    if let Some((query, terms)) = comprehension(expression) {
        of_query(query, names);
        terms
            .into_iter()
            .for_each(|term| of_expression(term, names));
    }
    let parts = operands(expression).into_iter();
    parts.for_each(|part| of_expression(part, names));
}
