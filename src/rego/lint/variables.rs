//! `lint::undeclared_variable`: a variable between brackets that no `some` declares. It reads as
//! one key, and runs over all.

use std::collections::BTreeSet;

use regorus::unstable::{Expr, Rule, Span};

use super::{Book, Page, Remark};
use crate::rego::checks::syntax::root;

/// Remarks about the variables of all modules.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    book.pages.iter().flat_map(of_page).collect()
}

fn of_page(page: &Page<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let rules: Vec<(&Rule, _, _)> = page.room.rules_and_uses().collect();
    for (_, _, uses) in rules {
        let implicit: Vec<&Span> = uses
            .iter()
            .filter(|used| used.arguments.is_none())
            .filter_map(|used| match used.reference {
                Expr::Var { span, .. } => Some(span),
                _ => None,
            })
            .filter(|span| !is_known(page, span.text()))
            .collect();
        let indexes = uses.iter().filter_map(|used| root(used.reference));
        let indexes: BTreeSet<&str> = indexes
            .flat_map(|(_, indexes)| indexes)
            .filter_map(|index| match index {
                Expr::Var { span, .. } => Some(span.text()),
                _ => None,
            })
            .collect();
        let mut seen = BTreeSet::new();
        for span in implicit {
            if indexes.contains(span.text()) && seen.insert(span.text()) {
                remarks.push(undeclared(page, span));
            }
        }
    }
    remarks
}

fn is_known(page: &Page<'_>, name: &str) -> bool {
    let room = &page.room;
    ["_", "data", "input"].contains(&name)
        || room.rules.contains(name)
        || room.imports.contains_key(name)
}

fn undeclared(page: &Page<'_>, span: &Span) -> Remark {
    let name = span.text();
    page.remark(
        "lint::undeclared_variable",
        span,
        format!("no `some` declares `{name}`"),
        format!("write `some {name}` before, or `some … in …`"),
    )
}
