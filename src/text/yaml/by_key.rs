//! Mappings read key by key, so that the errors of all their keys are found at once.

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::{LoadableYamlNode, MarkedYaml, Path, Step, YamlData, YamlError, key_span, read};
use crate::text::SourceText;

/// Reads a mapping into a type all of whose fields may be absent, each key by itself. A key
/// without a value is an error: a list whose elements are all commented out is not "no list".
///
/// # Errors
/// What [`read`] finds, pushed to `errors`; the result holds what could be read.
pub fn read_by_key<T: DeserializeOwned + Default>(
    source: &SourceText,
    path: &Path,
    value: Value,
    errors: &mut Vec<YamlError>,
) -> T {
    let value = match value {
        Value::Mapping(mapping) => Value::Mapping(sound::<T>(source, path, mapping, errors)),
        other => other,
    };
    read(source, path, value).unwrap_or_else(|error| {
        errors.push(error);
        T::default()
    })
}

/// Reads each element of a sequence as [`read_by_key`] does.
///
/// # Errors
/// Pushed to `errors`; the elements in error are left out, the others keep their index.
pub fn read_each_by_key<T: DeserializeOwned + Default>(
    source: &SourceText,
    path: &Path,
    values: Vec<Value>,
    errors: &mut Vec<YamlError>,
) -> Vec<(usize, T)> {
    let mut elements = Vec::with_capacity(values.len());
    for (index, value) in values.into_iter().enumerate() {
        let before = errors.len();
        let element = read_by_key(source, &path.then(index), value, errors);
        if errors.len() == before {
            elements.push((index, element));
        }
    }
    elements
}

/// The keys of a mapping that can be read.
fn sound<T: DeserializeOwned>(
    source: &SourceText,
    path: &Path,
    mapping: Mapping,
    errors: &mut Vec<YamlError>,
) -> Mapping {
    let mut sound = Mapping::new();
    for (key, value) in mapping {
        let alone = Mapping::from_iter([(key.clone(), value.clone())]);
        match read::<T>(source, path, Value::Mapping(alone)) {
            Err(error) => errors.push(error),
            Ok(_) if value.is_null() => errors.push(no_value(source, path, &key)),
            Ok(_) => {
                sound.insert(key, value);
            }
        }
    }
    sound
}

fn no_value(source: &SourceText, path: &Path, key: &Value) -> YamlError {
    let key = key.as_str().unwrap_or_default();
    YamlError {
        code: super::INVALID,
        message: format!("`{key}` has no value"),
        source_code: source.clone(),
        span: key_span(source, &path.then(key)),
        first: None,
        help: Some("give it a value, or leave the key out".to_owned()),
    }
}

/// The lines, counted from 1, in which the elements of the sequence under a key of the root
/// start: all of them in one reading.
pub fn element_lines(source: &SourceText, key: &str) -> Vec<usize> {
    let documents = MarkedYaml::load_from_str(source.text()).unwrap_or_default();
    let Some(YamlData::Mapping(root)) = documents.first().map(|node| &node.data) else {
        return Vec::new();
    };
    let elements = root
        .iter()
        .find(|(name, _)| super::key_text(name) == Some(key))
        .map(|(_, value)| &value.data);
    match elements {
        Some(YamlData::Sequence(elements)) => elements
            .iter()
            .map(|element| element.span.start.line())
            .collect(),
        _ => Vec::new(),
    }
}

impl From<String> for Step {
    fn from(key: String) -> Self {
        Self::Key(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::yaml::parse;

    #[derive(Debug, Default, PartialEq, serde::Deserialize)]
    #[serde(deny_unknown_fields, default, expecting = "a thing")]
    struct Thing {
        title: Option<String>,
        size: Option<u8>,
        names: Option<Vec<String>>,
    }

    fn things(text: &str) -> (Vec<(usize, Thing)>, Vec<String>) {
        let source = SourceText::new("test.yaml", text);
        let values = parse(&source).unwrap();
        let values = values.as_sequence().cloned().unwrap();
        let mut errors = Vec::new();
        let things = read_each_by_key(&source, &Path::root(), values, &mut errors);
        let errors = errors
            .iter()
            .map(|error| {
                let (start, end) = (error.span.offset(), error.span.offset() + error.span.len());
                format!("{error} [{}]", &text[start..end])
            })
            .collect();
        (things, errors)
    }

    #[test]
    fn all_keys_in_error_are_found() {
        let (things, errors) =
            things("- {title: [a], size: many, colour: red, names: null}\n- 4\n- {title: right}\n");
        assert_eq!(things.len(), 1);
        assert_eq!(things[0].0, 2);
        assert_eq!(things[0].1.title.as_deref(), Some("right"));
        assert_eq!(errors.len(), 5, "{errors:#?}");
        assert!(errors[1].ends_with("[many]"), "{errors:#?}");
        assert!(errors[2].ends_with("[colour]"), "{errors:#?}");
        assert_eq!(errors[3], "`names` has no value [names]");
        assert!(errors[4].contains("expected a thing"), "{errors:#?}");
    }

    #[test]
    fn elements_know_their_lines() {
        let source = SourceText::new("a", "# é\nlist:\n  - a: 1\n    b: 2\n\n  - a: 3\n");
        assert_eq!(element_lines(&source, "list"), [3, 6]);
        assert!(element_lines(&source, "other").is_empty());
    }
}
