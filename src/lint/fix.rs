//! What `--fix` mends: changes that mean nothing, made in texts.

use std::ops::Range;

use super::Found;
use crate::rego::{Edit, Remark, same_code};
use crate::text::SourceText;

/// A text with what was found in it mended, and what that was; nothing where nothing can be.
///
/// A change that would alter more of the code than `=` to `:=` is not made.
pub fn mended<'a>(source: &SourceText, found: &'a [Found]) -> Option<(String, Vec<&'a Found>)> {
    let here = found.iter();
    let here = here.filter(|found| {
        found.remark.source.name() == source.name() && !found.remark.edits.is_empty()
    });
    let done: Vec<&Found> = here.collect();
    let edits = done.iter().flat_map(|found| found.remark.edits.clone());
    let text = edited(source.text(), edits.collect());
    let is_sound = same_code(source.text(), &text);
    (is_sound && !done.is_empty()).then_some((text, done))
}

/// A text with edits made. Of two that overlap, the one that begins first is made.
pub fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for (place, after) in edits {
        if place.start >= at {
            changed.push_str(&text[at..place.start]);
            changed.push_str(&after);
            at = place.end;
        }
    }
    changed.push_str(&text[at..]);
    changed
}

/// The resource types of METADATA that hold capitals: an error of `check`, mended by small letters.
pub fn types_in_capitals(source: &SourceText) -> Vec<Remark> {
    let places = type_lists(source.text()).into_iter().filter(|place| {
        let text = &source.text()[place.clone()];
        text.contains(|letter: char| letter.is_ascii_uppercase())
    });
    let remark = |place: Range<usize>| {
        let small = source.text()[place.clone()].to_ascii_lowercase();
        let help = format!("write `{}`", small.trim());
        let message = "a resource type is not in lower case";
        Remark::new("lint::type_case", source, place.clone(), message, help)
            .mended_by([(place, small)])
    };
    places.map(remark).collect()
}

/// Where METADATA lists types: the rest of the line of a key, and the items below it.
fn type_lists(text: &str) -> Vec<Range<usize>> {
    let mut lists = Vec::new();
    let mut in_metadata = false;
    let mut in_list = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        in_metadata = line.starts_with('#') && (in_metadata || line.trim_end() == "# METADATA");
        let words = line.trim_start_matches('#').trim_start();
        let key = ["resource_types:", "requires:"]
            .iter()
            .find_map(|key| words.strip_prefix(key));
        in_list = in_metadata && (key.is_some() || in_list && words.starts_with('-'));
        if in_list {
            let rest = key.unwrap_or(words);
            let end = at + line.trim_end().len();
            lists.push(at + line.len() - rest.len()..end);
        }
        at += line.len();
    }
    lists.retain(|place| place.start < place.end);
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_made_small_and_nothing_else() {
        let text = "# METADATA\n# title: A/B\n# custom:\n#   resource_types: [A.b/C]\n#   requires:\n#     - D/e\n#   \
                    remediation: F\npackage x\n# resource_types: [A/B]\n";
        let source = SourceText::new("a", text);
        let edits = types_in_capitals(&source).into_iter();
        let changed = edited(text, edits.flat_map(|remark| remark.edits).collect());
        let wanted = text.replacen("A.b/C", "a.b/c", 1).replace("D/e", "d/e");
        assert_eq!(changed, wanted);
    }

    #[test]
    fn of_two_edits_in_one_place_the_wider_is_made() {
        let edits = vec![
            (2..3, "x".to_owned()),
            (1..3, String::new()),
            (4..4, "y".to_owned()),
        ];
        assert_eq!(edited("abcde", edits), "adye");
    }
}
