//! Types of resources that a policy looks up in the inventory.
//!
//! `lint::undeclared_type`: one that is neither assessed nor in `requires`, so that an export
//! without it counts against resources rather than as not collected. `lint::type_case`: one in
//! capitals, which nothing in the inventory is.

use regorus::unstable::{Expr, Rule};

use super::{Book, Page, Purpose, Remark};
use crate::rego::checks::path_text;
use crate::resource::ResourceType;

/// Remarks about the types that all modules look up.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    let pages = book.pages.iter();
    pages
        .filter(|page| !matches!(page.purpose, Purpose::Test))
        .flat_map(of_page)
        .collect()
}

fn of_page(page: &Page<'_>) -> Vec<Remark> {
    let rules: Vec<(&Rule, _, _)> = page.room.rules_and_uses().collect();
    let uses = rules.iter().flat_map(|(_, _, uses)| uses.iter());
    let looked_up = uses.filter_map(|used| looked_up(used.reference));
    looked_up.filter_map(|kind| remark(page, kind)).collect()
}

/// The text behind `by_type`, or the last one behind `children`.
fn looked_up(reference: &Expr) -> Option<&Expr> {
    let path = path_text(reference)?;
    let steps = steps(reference);
    match path.strip_prefix("data.inventory.")?.split('.').next()? {
        "by_type" => steps.get(3).copied(),
        "children" => steps.get(4).copied(),
        _ => None,
    }
}

/// What follows each part of a reference: nothing for a name, the index for brackets.
fn steps(reference: &Expr) -> Vec<&Expr> {
    match reference {
        Expr::RefDot { refr, .. } => {
            let mut steps = steps(refr);
            steps.push(reference);
            steps
        }
        Expr::RefBrack { refr, index, .. } => {
            let mut steps = steps(refr);
            steps.push(index);
            steps
        }
        root => vec![root],
    }
}

fn remark(page: &Page<'_>, kind: &Expr) -> Option<Remark> {
    let Expr::String { span, .. } = kind else {
        return None;
    };
    let name = span.text();
    if name.to_ascii_lowercase() != name {
        return Some(page.remark(
            "lint::type_case",
            span,
            format!("`{name}` is no type of the inventory: types are in lower case"),
            format!("write `{}`", name.to_ascii_lowercase()),
        ));
    }
    let Purpose::Policy(policy) = page.purpose else {
        return None;
    };
    let kind = ResourceType::new(name);
    let is_declared = policy
        .recommendation
        .types_read()
        .any(|known| *known == kind);
    (!is_declared).then(|| {
        page.remark(
            "lint::undeclared_type",
            span,
            format!("`{name}` is read from the inventory and not declared"),
            "name it in METADATA under `custom.requires`, so that an export without it is not collected rather than \
             unhealthy"
                .to_owned(),
        )
    })
}
