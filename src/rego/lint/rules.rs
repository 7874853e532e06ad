//! `lint::unused_rule`: a rule or function that nobody reads. `lint::rule_name`: a name that is
//! not in snake case.
//!
//! What only tests read is dead in a policy. In a library it may be there for policies of others.

use std::collections::BTreeSet;

use regorus::unstable::Rule;

use super::{Book, Page, Purpose, Remark};
use crate::rego::checks::path_text;
use crate::rego::checks::room::head_of;

/// The rules of a policy that the engine reads.
const ASKED: [&str; 3] = ["applicable", "healthy", "reasons"];

/// Remarks about the rules of all modules.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    let by_code = read_by(book, |page| !matches!(page.purpose, Purpose::Test));
    let by_all = read_by(book, |_| true);
    let mut remarks = Vec::new();
    for page in &book.pages {
        let mut seen = BTreeSet::new();
        for (rule, path, _) in page.room.rules_and_uses() {
            if seen.insert(path.clone()) {
                remarks.extend(misnamed(page, rule));
                let read = match page.purpose {
                    Purpose::Policy(_) => &by_code,
                    _ => &by_all,
                };
                remarks.extend(unused(page, rule, &path, read));
            }
        }
    }
    remarks
}

/// The paths below `data` that some modules read, by whichever name.
pub(super) fn read_by(book: &Book<'_>, is_reader: impl Fn(&Page<'_>) -> bool) -> BTreeSet<String> {
    let readers = book.pages.iter().filter(|page| is_reader(page));
    let uses = readers.flat_map(|page| {
        page.room
            .uses
            .iter()
            .flatten()
            .map(move |used| (page, used))
    });
    uses.filter_map(|(page, used)| {
        let path = path_text(used.reference)?;
        page.room.full(&path)
    })
    .collect()
}

/// Whether a rule is read, or something in its value, or its whole package.
pub(super) fn is_read(path: &str, read: &BTreeSet<String>) -> bool {
    let below = format!("{path}.");
    let inside = read.range(below.clone()..).next();
    let mut around = path.match_indices('.').map(|(end, _)| &path[..end]);
    read.contains(path)
        || inside.is_some_and(|inside| inside.starts_with(&below))
        || around.any(|around| read.contains(around))
}

fn unused(page: &Page<'_>, rule: &Rule, path: &str, read: &BTreeSet<String>) -> Option<Remark> {
    let (reference, (name, _)) = head_of(rule);
    let is_asked = match page.purpose {
        Purpose::Policy(_) => ASKED.contains(&name.as_str()),
        Purpose::Library => false,
        // `lint::test_name` speaks of these.
        Purpose::Test => true,
    };
    (!is_asked && !is_read(path, read)).then(|| {
        page.remark(
            "lint::unused_rule",
            reference.span(),
            format!("nothing reads `{name}`"),
            "leave it out".to_owned(),
        )
    })
}

fn misnamed(page: &Page<'_>, rule: &Rule) -> Option<Remark> {
    let (reference, (path, _)) = head_of(rule);
    let name = path.split('.').next()?;
    let is_snake = name
        .chars()
        .all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '_'));
    (!is_snake).then(|| {
        page.remark(
            "lint::rule_name",
            reference.span(),
            format!("`{name}` is not in snake case"),
            "names of rules are lower-case words with `_` between them".to_owned(),
        )
    })
}
