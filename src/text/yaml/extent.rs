//! The whole of a node, for texts that are changed in place.

use saphyr::{LoadableYamlNode, MarkedYaml, Marker, YamlData};

use super::{Path, Step, key_text};
use crate::text::SourceText;

/// A node as it stands in its text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Where it starts.
    pub start: usize,
    /// Where the last thing in it ends; a comment behind that is no part of it.
    pub end: usize,
    /// Whether it stands between brackets.
    pub is_flow: bool,
}

/// The extent of the node at `path`; nothing where the path leads nowhere.
pub fn extent(source: &SourceText, path: &Path) -> Option<Extent> {
    let documents = MarkedYaml::load_from_str(source.text()).ok()?;
    let mut node = documents.first()?;
    for step in &path.0 {
        node = inner(node, step)?;
    }
    let text = source.text();
    let start = byte_offset(text, node.span.start);
    let end = byte_offset(text, last_node(text, node).span.end);
    let end = start + text.get(start..end)?.trim_end().len();
    Some(Extent {
        start,
        end: end + brackets_behind(text, end, node),
        is_flow: is_flow(text, node),
    })
}

fn inner<'a, 'b>(node: &'a MarkedYaml<'b>, step: &Step) -> Option<&'a MarkedYaml<'b>> {
    match (step, &node.data) {
        (Step::Key(name), YamlData::Mapping(mapping)) => {
            let found = mapping.iter().find(|(key, _)| key_text(key) == Some(name));
            found.map(|(_, value)| value)
        }
        (Step::Index(index), YamlData::Sequence(sequence)) => sequence.get(*index),
        _ => None,
    }
}

/// The node that a node ends with. A block ends with the last thing in it: the parser sees its
/// end only where the next one begins.
fn last_node<'a, 'b>(text: &str, node: &'a MarkedYaml<'b>) -> &'a MarkedYaml<'b> {
    let last = match &node.data {
        _ if is_flow(text, node) => None,
        YamlData::Mapping(mapping) => mapping.values().next_back(),
        YamlData::Sequence(sequence) => sequence.last(),
        _ => None,
    };
    last.map_or(node, |last| last_node(text, last))
}

/// The brackets that close a node: the parser has it end before its last one.
fn brackets_behind(text: &str, end: usize, node: &MarkedYaml<'_>) -> usize {
    let is_closed = is_flow(text, last_node(text, node));
    let rest = text[end..].trim_start();
    match is_closed && rest.starts_with([']', '}']) {
        true => text.len() - end - rest.len() + 1,
        false => 0,
    }
}

fn is_flow(text: &str, node: &MarkedYaml<'_>) -> bool {
    let is_collection = matches!(node.data, YamlData::Mapping(_) | YamlData::Sequence(_));
    is_collection && text[byte_offset(text, node.span.start)..].starts_with(['[', '{'])
}

fn byte_offset(text: &str, marker: Marker) -> usize {
    let found = text.char_indices().nth(marker.index());
    found.map_or(text.len(), |(offset, _)| offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(text: &str, path: &Path) -> Option<(String, bool)> {
        let extent = extent(&SourceText::new("test.yaml", text), path)?;
        Some((text[extent.start..extent.end].to_owned(), extent.is_flow))
    }

    #[test]
    fn a_node_ends_with_the_last_thing_in_it() {
        let text = "é: 1\nlist:\n  - a: x # why\n    b: [1,\n      2] # what\n\n# next\nlast: |\n  two\n  lines\n";
        let list = Path::root().then("list");
        let block = ("- a: x # why\n    b: [1,\n      2]".to_owned(), false);
        assert_eq!(held(text, &list), Some(block));
        let flow = ("[1,\n      2]".to_owned(), true);
        assert_eq!(held(text, &list.then(0).then("b")), Some(flow));
        assert_eq!(
            held(text, &list.then(0).then("a")),
            Some(("x".to_owned(), false))
        );
        assert_eq!(held(text, &list.then(1)), None);
        let (whole, is_flow) = held(text, &Path::root()).unwrap();
        assert!(whole.ends_with("lines") && !is_flow);
    }
}
