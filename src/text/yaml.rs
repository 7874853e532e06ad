//! YAML documents: parsed strictly, every error with its place.
//!
//! A document is first surveyed, which finds syntax errors, duplicate keys and alias bombs; then
//! it is read into a tree, and sections of the tree into types, so that one file can report
//! several errors. Places are looked up in another, position-keeping parse, and only for errors.

mod broken;
mod by_key;
mod extent;
mod survey;

use std::fmt;

use miette::{Diagnostic, LabeledSpan, SourceCode, SourceSpan};
use saphyr::{LoadableYamlNode, MarkedYaml, YamlData};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use serde_yaml::Value;
use thiserror::Error;

use super::{SourceText, did_you_mean};
pub use by_key::{element_lines, read_by_key, read_each_by_key};
pub use extent::{Extent, extent};
pub use survey::{Fault, FaultKind, survey};

/// One step from a YAML node to a node inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a mapping.
    Key(String),
    /// Into a sequence, counted from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The way from the root of a document to one of its nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(Vec<Step>);

impl Path {
    /// The root of the document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The node one step further in.
    #[must_use]
    pub fn then(&self, step: impl Into<Step>) -> Self {
        let mut steps = self.0.clone();
        steps.push(step.into());
        Self(steps)
    }
}

/// A YAML document that cannot be read: broken syntax, an unknown or duplicate key, a value of
/// the wrong kind.
#[derive(Clone, Debug, Error)]
#[error("{message}")]
pub struct YamlError {
    code: &'static str,
    message: String,
    source_code: SourceText,
    span: SourceSpan,
    /// Where the first of two stands, if this is about the second.
    first: Option<SourceSpan>,
    help: Option<String>,
}

/// The code of all that needs none of its own.
const INVALID: &str = "yaml::invalid";

impl YamlError {
    /// The same error, shown in a text whose places are those of the one it was found in.
    #[must_use]
    pub fn shown_in(mut self, source: &SourceText) -> Self {
        self.source_code = source.clone();
        self
    }
}

impl Diagnostic for YamlError {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<_>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source_code)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = |text: &str, span| LabeledSpan::new_with_span(Some(text.to_owned()), span);
        let first = self.first.map(|span| label("the first one", span));
        let here = match first {
            Some(_) => label("the second one", self.span),
            None => label("here", self.span),
        };
        Some(Box::new(first.into_iter().chain([here])))
    }
}

/// A text no longer than this does no harm, however it nests and repeats.
const SHORT: usize = 4096;

/// Parses a whole text into a tree. An empty document is an empty mapping.
///
/// # Errors
/// Broken syntax, duplicate keys, more than one document, aliases that expand without measure.
pub fn parse(source: &SourceText) -> Result<Value, YamlError> {
    let text = source.text();
    if text.len() > SHORT {
        survey(text).map_err(|fault| broken::fault(source, &fault))?;
    }
    let value: Value =
        serde_yaml::from_str(text).map_err(|error| broken::complaint(source, &error))?;
    Ok(match value {
        Value::Null => Value::Mapping(serde_yaml::Mapping::new()),
        value => value,
    })
}

/// Reads the node of `source` that stands at `path`, already parsed as `value`, into a type.
///
/// # Errors
/// An unknown key, a missing key, a value of the wrong kind: with the place of that very node.
pub fn read<T: DeserializeOwned>(
    source: &SourceText,
    path: &Path,
    value: Value,
) -> Result<T, YamlError> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let mut place = path.clone();
        for segment in error.path() {
            place = match segment {
                Segment::Seq { index } => place.then(*index),
                Segment::Map { key } => place.then(key.as_str()),
                Segment::Enum { .. } | Segment::Unknown => place,
            };
        }
        wrong_value(source, &place, &without_place(&error.inner().to_string()))
    })
}

fn wrong_value(source: &SourceText, place: &Path, message: &str) -> YamlError {
    let unknown = |what: &str| message.strip_prefix(what)?.split_once('`');
    let nearest =
        |(word, known): (&str, &str)| did_you_mean(word, known.split('`').skip(1).step_by(2));
    let (span, help) = match unknown("unknown field `") {
        Some(field) => (key_span(source, place), nearest(field)),
        None => {
            let variant = unknown("unknown variant `");
            (span(source, place), variant.and_then(nearest))
        }
    };
    YamlError {
        code: INVALID,
        message: message.to_owned(),
        source_code: source.clone(),
        span,
        first: None,
        help,
    }
}

/// Where the value at `path` stands. A path that leads nowhere gives the last node on its way.
pub fn span(source: &SourceText, path: &Path) -> SourceSpan {
    locate(source, path, false)
}

/// Where the key that ends `path` stands; for an element of a sequence, the element.
pub fn key_span(source: &SourceText, path: &Path) -> SourceSpan {
    locate(source, path, true)
}

fn locate(source: &SourceText, path: &Path, want_key: bool) -> SourceSpan {
    let documents = MarkedYaml::load_from_str(source.text()).unwrap_or_default();
    let Some(mut node) = documents.first() else {
        return (0, 0).into();
    };
    for (depth, step) in path.0.iter().enumerate() {
        let last = depth + 1 == path.0.len();
        node = match (step, &node.data) {
            (Step::Key(name), YamlData::Mapping(mapping)) => {
                let found = mapping.iter().find(|(key, _)| key_text(key) == Some(name));
                match found {
                    Some((key, _)) if last && want_key => key,
                    Some((_, value)) => value,
                    None => break,
                }
            }
            (Step::Index(index), YamlData::Sequence(sequence)) => match sequence.get(*index) {
                Some(element) => element,
                None => break,
            },
            _ => break,
        };
    }
    first_line(source, node)
}

fn key_text<'a>(node: &'a MarkedYaml<'_>) -> Option<&'a str> {
    match &node.data {
        YamlData::Value(saphyr::Scalar::String(text)) => Some(text),
        YamlData::Representation(text, ..) => Some(text),
        _ => None,
    }
}

/// A node's span, cut at the end of its first line: a caret, not a wall of underlines.
fn first_line(source: &SourceText, node: &MarkedYaml<'_>) -> SourceSpan {
    let byte_offset = |characters: usize| {
        source
            .text()
            .char_indices()
            .nth(characters)
            .map_or(source.text().len(), |(offset, _)| offset)
    };
    let start = byte_offset(node.span.start.index());
    let end = byte_offset(node.span.end.index()).max(start);
    let text = &source.text()[start..end];
    let line = text.lines().next().unwrap_or_default().trim_end();
    (start, line.len()).into()
}

/// serde_yaml ends a message with its place, which the label shows already.
fn without_place(message: &str) -> String {
    let end = message.find(" at line ").unwrap_or(message.len());
    message[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn document(text: &str) -> SourceText {
        SourceText::new("test.yaml", text)
    }

    fn label(source: &SourceText, span: SourceSpan) -> &str {
        &source.text()[span.offset()..span.offset() + span.len()]
    }

    #[test]
    fn a_duplicate_key_is_an_error() {
        let source = document("a:\n  b: 1\n  b: 2\n");
        let error = parse(&source).unwrap_err();
        assert_eq!(error.message, "the key `b` stands twice");
        let first = error.first.map(|first| first.offset());
        assert_eq!((first, error.span.offset()), (Some(5), 12));
    }

    #[test]
    fn an_alias_bomb_is_an_error() {
        let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let below = format!("*a{}, ", level - 1).repeat(10);
            text.push_str(&format!("a{level}: &a{level} [{below}]\n"));
        }
        assert!(parse(&document(&text)).is_err());
    }

    #[test]
    fn the_wrong_value_itself_is_underlined() {
        let source = document("é: {}\nb:\n  - 1\n  - two\n");
        let value = parse(&source).unwrap();
        let wanted = value.get("b").cloned().unwrap();
        let error = read::<Vec<u32>>(&source, &Path::root().then("b"), wanted).unwrap_err();
        assert_eq!(label(&source, error.span), "two");
    }

    #[test]
    fn an_unknown_key_is_underlined_and_the_near_one_offered() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Thing {
            #[allow(dead_code)]
            title: String,
        }
        let source = document("thing:\n  titel: x\n");
        let value = parse(&source).unwrap();
        let error = read::<BTreeMap<String, Thing>>(&source, &Path::root(), value).unwrap_err();
        assert_eq!(label(&source, error.span), "titel");
        assert_eq!(error.help.as_deref(), Some("did you mean `title`?"));
    }

    #[test]
    fn a_path_that_leads_nowhere_gives_its_last_node() {
        let source = document("a:\n  b: 1\n");
        let path = Path::root().then("a").then("c").then(3);
        assert_eq!(label(&source, span(&source, &path)), "b: 1");
    }
}
