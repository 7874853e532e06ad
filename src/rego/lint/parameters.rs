//! `lint::unused_parameter`: a parameter that METADATA declares and nothing reads.
//!
//! A policy may hand all of its parameters to a library, so the words of libraries count as well.

use std::collections::BTreeSet;

use regorus::unstable::Span;

use super::{Book, Page, Purpose, Remark};
use crate::rego::edits::range;
use crate::rego::tokens::tokens;

/// Remarks about the parameters of all policies.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    let libraries = book.pages.iter();
    let libraries = libraries.filter(|page| matches!(page.purpose, Purpose::Library));
    let shared: BTreeSet<&str> = libraries.flat_map(words).collect();
    let pages = book.pages.iter();
    pages.flat_map(|page| of_page(page, &shared)).collect()
}

fn of_page(page: &Page<'_>, shared: &BTreeSet<&str>) -> Vec<Remark> {
    let Purpose::Policy(policy) = page.purpose else {
        return Vec::new();
    };
    let own: BTreeSet<&str> = words(page).collect();
    let declared = policy.recommendation.parameters.keys();
    let unused =
        declared.filter(|name| !own.contains(name.as_str()) && !shared.contains(name.as_str()));
    let remark = |name: &String| {
        page.remark(
            "lint::unused_parameter",
            page.room.module.package.refr.span(),
            format!("the parameter `{name}` is declared and never read"),
            format!(
                "read `data.parameters.{}.{name}`, or take it out of METADATA",
                policy.recommendation.id
            ),
        )
    };
    unused.map(remark).collect()
}

/// The names and texts of a module's code.
fn words<'a>(page: &Page<'a>) -> impl Iterator<Item = &'a str> {
    let text = page.room.source.text();
    let package: &Span = page.room.module.package.refr.span();
    let start = range(package).end;
    let tokens = tokens(text).filter(move |token| token.place.start >= start);
    tokens.map(|token| text[token.place].trim_matches('"'))
}
