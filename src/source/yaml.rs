//! YAML, as strictly as JSON. Only Kubernetes writes inventories in it.

use std::sync::Arc;

use serde_json::Value;

use super::body::Open;
use super::excerpt::Spot;
use super::outline::LARGEST;
use super::window::Window;
use super::{SourceError, json};
use crate::resource::{Origin, Place};
use crate::text::yaml::{Fault, FaultKind, survey};

/// How much of a text tells how it begins.
const HEAD: usize = 64 << 10;

/// All of a text that is YAML: it begins like a mapping, `apiVersion: v1`, and does not go on as
/// JSON, as what a tool said before its output does: `WARNING: …`.
///
/// # Errors
/// The text cannot be read, is none, or is too large to be read at once.
pub(super) fn whole(text: Open<'_>, window: usize) -> Result<Option<String>, SourceError> {
    let mut window = Window::new(text, window);
    if !begins(&mut window)? || goes_on_as_json(&mut window)? {
        return Ok(None);
    }
    let file = Arc::clone(&text.body.name);
    let length = usize::try_from(text.body.length).ok();
    let Some(length) = length.filter(|length| *length <= LARGEST) else {
        return Err(SourceError::LargeYaml { file });
    };
    let bytes = text.read(0, length)?;
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_| SourceError::Changed {
            path: file.to_string(),
        })
}

fn begins(window: &mut Window<'_>) -> Result<bool, SourceError> {
    let mut seen = HEAD;
    loop {
        let head = window.see(seen)?;
        let is_all = head.len() < seen || seen > LARGEST;
        let text = std::str::from_utf8(head).unwrap_or_default();
        match first_content(text) {
            None if !is_all => seen *= 2,
            first => return Ok(first.is_some_and(begins_like_yaml)),
        }
    }
}

/// Whether a line begins like a document of JSON. The window is at the beginning of a line.
fn goes_on_as_json(window: &mut Window<'_>) -> Result<bool, SourceError> {
    let mut is_beginning = true;
    loop {
        let rest = window.rest();
        let is_json = |byte: Option<&u8>| matches!(byte, Some(b'{' | b'['));
        let mut newlines = memchr::memchr_iter(b'\n', rest);
        if (is_beginning && is_json(rest.first()))
            || newlines.any(|newline| is_json(rest.get(newline + 1)))
        {
            return Ok(true);
        }
        is_beginning = rest.last().map_or(is_beginning, |last| *last == b'\n');
        let passed = rest.len();
        window.pass(passed);
        if !window.more()? {
            return Ok(false);
        }
    }
}

/// The first line that is more than a comment or a mark.
fn first_content(text: &str) -> Option<&str> {
    text.lines().find(|line| {
        let line = line.trim_end();
        !line.is_empty() && !line.starts_with(['#', '%']) && line != "---"
    })
}

fn begins_like_yaml(first: &str) -> bool {
    let Some((key, value)) = first.split_once(':') else {
        return false;
    };
    let is_word = key.chars().all(|letter| letter.is_ascii_alphanumeric());
    !key.is_empty() && is_word && (value.is_empty() || value.starts_with([' ', '\r']))
}

/// The documents of a text, up to the first that is broken.
pub(super) fn documents(name: &Arc<str>, text: &str) -> Vec<Result<Value, SourceError>> {
    let text = &Text { name, text };
    let fault = survey(text.text).err();
    let sound = fault
        .as_ref()
        .map_or(usize::MAX, |fault| fault.documents_before);
    let mut documents = Vec::new();
    for document in serde_yaml::Deserializer::from_str(text.text).take(sound) {
        match json::exact(document) {
            Ok(Value::Null) => {}
            Ok(value) => documents.push(Ok(value)),
            Err(error) => {
                documents.push(Err(complaint(text, &error)));
                return documents;
            }
        }
    }
    documents.extend(fault.map(|fault| Err(surveyed(text, fault))));
    documents
}

/// A text of a file.
struct Text<'a> {
    name: &'a Arc<str>,
    text: &'a str,
}

/// What a survey found.
fn surveyed(text: &Text<'_>, fault: Fault) -> SourceError {
    let spot = |offset| Spot::new(text.name, text.text, 1, offset);
    let here = spot(fault.span.start);
    let origin = Origin {
        file: Arc::clone(text.name),
        place: Place::LineColumn(here.line, here.column),
    };
    let (excerpt, span) = (Arc::new(here.excerpt), here.span);
    match fault.kind {
        FaultKind::Twice { key, first } => {
            let first = spot(first.start);
            SourceError::DuplicateKey {
                origin,
                key,
                first: format!("{}:{}", first.line, first.column),
                excerpt,
                span,
            }
        }
        FaultKind::TooLarge => SourceError::AliasBomb {
            origin,
            excerpt,
            span,
        },
        kind => SourceError::BrokenYaml {
            origin,
            reason: kind.to_string(),
            excerpt,
            span,
        },
    }
}

/// What keeps a document from being a value of JSON.
fn complaint(text: &Text<'_>, error: &serde_yaml::Error) -> SourceError {
    let offset = error.location().map_or(0, |location| location.index());
    let spot = Spot::new(text.name, text.text, 1, offset.min(text.text.len()));
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or(&message);
    SourceError::BrokenYaml {
        origin: Origin {
            file: Arc::clone(text.name),
            place: Place::LineColumn(spot.line, spot.column),
        },
        reason: reason.to_owned(),
        excerpt: Arc::new(spot.excerpt),
        span: spot.span,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::source::body::{Body, Spool};

    fn read(text: &str) -> Vec<Result<Value, String>> {
        let documents = documents(&"a".into(), text).into_iter();
        documents
            .map(|document| document.map_err(|error| error.to_string()))
            .collect()
    }

    /// All of a text, if it is YAML.
    fn found(text: &str) -> Option<String> {
        let spool = Spool::default();
        let body = Body::spool(&"a".into(), text.as_bytes(), None, &spool).unwrap();
        let found = body.read(&spool, |open| whole(open, 3));
        found.unwrap().1
    }

    #[test]
    fn yaml_begins_with_a_key() {
        for text in ["apiVersion: v1\n", "# a\n---\nkind:\n", "items:\r\n- a\r\n"] {
            assert_eq!(found(text).as_deref(), Some(text));
        }
        for text in [
            "{}",
            "[1]",
            "7",
            "Name  Type",
            "https://x: y",
            "\"a\": 1",
            "WARNING: a\n[1]",
            "",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn documents_are_read_one_after_the_other() {
        let text = "a: 1\nb: 2026-01-31\n---\n---\nc: [yes, 'no', null]\n";
        let wanted = [
            json!({"a": 1, "b": "2026-01-31"}),
            json!({"c": ["yes", "no", null]}),
        ];
        assert_eq!(read(text), wanted.map(Ok));
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let twice = read("a: 1\nb:\n  c: 1\n  c: 2\n");
        let message = "`a:4:3`: the key `c` stands twice in one object, first at 3:3";
        assert_eq!(twice, [Err(message.to_owned())]);
        let broken = read("a: 1\n---\nb: [1\n");
        assert_eq!(broken[0], Ok(json!({"a": 1})));
        assert!(broken[1].is_err());
        assert_eq!(broken.len(), 2);
    }

    #[test]
    fn numbers_are_those_of_json() {
        for number in [
            ".nan",
            "-.inf",
            "18446744073709551616",
            "-9223372036854775809",
            &"9".repeat(60),
        ] {
            assert!(read(&format!("a: {number}\n"))[0].is_err(), "{number}");
        }
        let exact = "a: [-0.0, 18446744073709551615, 0x10]\n";
        assert_eq!(read(exact), [Ok(json!({"a": [0, u64::MAX, 16]}))]);
    }
}
