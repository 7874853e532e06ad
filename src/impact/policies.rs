//! Whether the texts that decide a recommendation changed: its own, and those that it imports.

use std::collections::BTreeSet;

use super::view::View;
use super::{Cause, CauseKind};
use crate::policy::PolicySet;
use crate::recommendation::RecommendationId;

/// What became of the texts behind a recommendation from one stage to the next.
pub(super) fn changes(from: &View<'_>, to: &View<'_>, id: &RecommendationId) -> Vec<Cause> {
    let (before, after) = (from.stage.policies, to.stage.policies);
    let (old, new) = (from.own(id), to.own(id));
    let cause = |what: String| Cause {
        kind: CauseKind::Policy,
        what,
    };
    let own = own_change(from, to, id).map(cause);
    let is_on_both = [(before, old), (after, new)]
        .iter()
        .all(|(set, id)| set.policies.contains_key(*id));
    if !is_on_both {
        return own.into_iter().collect();
    }
    let packages = imported(before, old.as_str());
    let packages = &packages | &imported(after, new.as_str());
    let changed = packages
        .into_iter()
        .filter(|package| !is_same(text_of(before, package), text_of(after, package)))
        .map(|package| cause(format!("`{package}`, which it imports, changed")));
    own.into_iter().chain(changed).collect()
}

/// What became of the text of a recommendation itself.
pub(super) fn own_change(from: &View<'_>, to: &View<'_>, id: &RecommendationId) -> Option<String> {
    let (old, new) = (from.own(id), to.own(id));
    let before = text_of(from.stage.policies, old.as_str());
    let after = text_of(to.stage.policies, new.as_str());
    match (before, after) {
        (None, Some(_)) => Some("the policy was added".to_owned()),
        (Some(_), None) => Some("the policy was removed".to_owned()),
        (Some(_), Some(_)) if old != new => {
            Some(format!("the policy `{old}` is now called `{new}`"))
        }
        _ if is_same(before, after) => None,
        _ => Some("the policy changed".to_owned()),
    }
}

/// Whether two texts have the same lines, however these end: a checkout may have changed that.
pub(super) fn is_same(old: Option<&str>, new: Option<&str>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => old.lines().eq(new.lines()),
        (old, new) => old == new,
    }
}

/// The text of a package, be it a library or a policy.
pub(super) fn text_of<'a>(set: &'a PolicySet, package: &str) -> Option<&'a str> {
    let library = set.libraries.get(package).map(|library| &library.source);
    let policy = || set.policies.get(&RecommendationId::new(package));
    let source = library.or_else(|| policy().map(|policy| &policy.source));
    source.map(|source| source.text())
}

/// The packages that a package names, and those that these name.
fn imported(set: &PolicySet, package: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut ahead = vec![package.to_owned()];
    let packages = || {
        let libraries = set.libraries.keys().map(String::as_str);
        libraries.chain(set.policies.keys().map(RecommendationId::as_str))
    };
    while let Some(next) = ahead.pop() {
        let text = text_of(set, &next).unwrap_or_default();
        for other in packages().filter(|other| *other != package && names(text, other)) {
            if found.insert(other.to_owned()) {
                ahead.push(other.to_owned());
            }
        }
    }
    found
}

/// Whether `data.<package>` stands in a text as a whole word.
fn names(text: &str, package: &str) -> bool {
    let path = format!("data.{package}");
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    text.match_indices(&path)
        .any(|(start, _)| !text[start + path.len()..].starts_with(is_word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyText;
    use crate::text::SourceText;

    #[test]
    fn imports_are_followed_and_words_are_whole() {
        let text = |path: &str, text: &str| PolicyText {
            path: path.to_owned(),
            source: SourceText::new(path, text),
        };
        let set = PolicySet::read(vec![
            text("lib/a.rego", "package lib.a\nimport data.lib.b\n"),
            text("lib/b.rego", "package lib.b\nx := 1\n"),
            text("lib/ab.rego", "package lib.ab\nx := data.lib.b.x\n"),
            text("lib/abc.rego", "package lib.abc\nimport data.lib.ab\n"),
        ])
        .unwrap();
        let of = |package: &str| imported(&set, package).into_iter().collect::<Vec<_>>();
        assert_eq!(of("lib.a"), ["lib.b"]);
        assert_eq!(of("lib.abc"), ["lib.ab", "lib.b"]);
        assert!(of("lib.b").is_empty());
    }
}
