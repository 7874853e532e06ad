//! Changes of policy texts, at places that the syntax tree names.

use std::cmp::Reverse;
use std::ops::Range;

use regorus::unstable::Span;

/// A stretch of a text, and what takes its place.
pub(super) type Edit = (Range<usize>, String);

/// A text with edits made, none of which overlap.
pub(super) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(place, _)| Reverse(place.start));
    let mut changed = text.to_owned();
    for (place, after) in edits {
        changed.replace_range(place, &after);
    }
    changed
}

/// The bytes of a span.
pub(super) fn range(span: &Span) -> Range<usize> {
    span.start as usize..span.end as usize
}
