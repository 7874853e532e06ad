//! `lint::unused_parameter`: a parameter that METADATA declares and nothing reads.
//!
//! A policy may hand all of its parameters to a library. Then the words of libraries count as well,
//! and where a library works names of parameters out, all that it could mean by them.

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
    let is_said = |name: &str| own.contains(name) || shared.contains(name) || is_made(name, shared);
    let unused = declared.filter(|name| !is_said(name));
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

/// Whether a text such as `%sRule` makes the name.
fn is_made(name: &str, shared: &BTreeSet<&str>) -> bool {
    let mut patterns = shared.iter().filter_map(|word| word.strip_prefix("%s"));
    patterns.any(|rest| {
        let end = rest.split('.').next().unwrap_or_default();
        !end.is_empty() && end.chars().all(char::is_alphanumeric) && name.ends_with(end)
    })
}

/// The names and texts of a module's code.
fn words<'a>(page: &Page<'a>) -> impl Iterator<Item = &'a str> {
    let text = page.room.source.text();
    let package: &Span = page.room.module.package.refr.span();
    let start = range(package).end;
    let tokens = tokens(text).filter(move |token| token.place.start >= start);
    tokens.map(|token| text[token.place].trim_matches('"'))
}
