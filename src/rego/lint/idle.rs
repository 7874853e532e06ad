//! `lint::unused_variable`: a name that `:=`, `some`, `every` or an argument declares and nothing
//! reads.
//!
//! A name counts as read where it stands a second time in its rule.

use regorus::unstable::{Literal, LiteralStmt, Query, Rule, Span};

use super::{Book, Page, Remark};
use crate::rego::checks::syntax::{argument_places, declarations};
use crate::rego::checks::{Walk, head_parts};
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
    let mut names = Names::default();
    if let Rule::Spec { head, bodies, .. } = rule {
        names.0.extend(argument_places(head));
        let (_, value) = head_parts(head);
        value.into_iter().for_each(|value| names.expression(value));
        for body in bodies {
            let value = body.assign.iter().map(|assign| &assign.value);
            value.for_each(|value| names.expression(value));
            names.query(&body.query);
        }
    }
    names.0
}

#[derive(Default)]
struct Names<'a>(Vec<&'a Span>);

impl<'a> Walk<'a> for Names<'a> {
    fn query(&mut self, query: &'a Query) {
        self.0.extend(declarations(query));
        self.inside_query(query);
    }

    fn statement(&mut self, statement: &'a LiteralStmt) {
        if let Literal::Every { key, value, .. } = &statement.literal {
            self.0.extend(key.iter().chain([value]));
        }
        self.inside_statement(statement);
    }
}
