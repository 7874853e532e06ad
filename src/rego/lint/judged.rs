//! `lint::judged_in_applicable`: an attribute that `applicable` reads and `healthy` as well.
//!
//! `applicable` says what kind of thing a resource is. A resource without the judged property that
//! counts as another kind of thing silently leaves the score. Attributes that name a kind may be
//! read by both, and so may a block of which `healthy` reads what is inside.

use super::paths::Reader;
use super::reads::Reads;
use super::{Book, Page, Remark};

/// Attributes that say what a resource is, in whichever block they stand.
const OF_KIND: [&str; 14] = [
    "family",
    "id",
    "kind",
    "location",
    "managedby",
    "name",
    "offer",
    "ostype",
    "properties",
    "publisher",
    "size",
    "sku",
    "tier",
    "type",
];

/// Remarks about what all policies judge.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    book.policies().flat_map(of_page).collect()
}

fn of_page(page: &Page<'_>) -> Vec<Remark> {
    let reader = Reader { page };
    let judged = Reads::of_rules(reader, "healthy").found;
    let sorted = Reads::of_rules(reader, "applicable").found;
    let both = sorted.into_iter().filter(|(path, _)| {
        judged.contains_key(path) && !is_of_kind(path) && !path.ends_with("[]")
    });
    both.map(|(path, place)| {
        page.remark(
            "lint::judged_in_applicable",
            &place,
            format!("`{path}` decides health, and whether the resource is looked at"),
            "let `applicable` say only what kind of thing a resource is: a condition there takes resources out of the \
             score"
                .to_owned(),
        )
    })
    .collect()
}

fn is_of_kind(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or_default();
    OF_KIND.contains(&last.to_ascii_lowercase().as_str())
}
