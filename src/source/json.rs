//! JSON, strictly: a key stands once in an object, and every error has its place.

mod strict;
mod tokens;

use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use super::SourceError;
use super::excerpt::Spot;
use crate::resource::{Origin, Place};

pub(super) use strict::exact;
use strict::{Strict, duplicate_key};

/// Reads a text that is one document.
pub(super) fn document(
    file: &Arc<str>,
    text: &str,
    first_line: usize,
) -> Result<Value, SourceError> {
    let text = Text {
        file,
        text,
        spots: &|offset| Spot::new(file, text, first_line, offset),
    };
    let read = serde_json::from_str(text.text);
    read.map_err(|error| text.complaint(&error))
        .and_then(|strict| text.exact(strict, 0..text.text.len()))
}

/// The first of some documents that stand one after the other.
pub(super) struct First {
    read: serde_json::Result<Strict>,
    /// The byte behind it.
    pub(super) end: usize,
}

impl First {
    /// Reads the first document of a text, if there is one.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Strict>();
        let read = stream.next()?;
        let end = stream.byte_offset();
        Some(Self { read, end })
    }

    /// Whether it is JSON, so that another document may follow.
    pub(super) fn is_json(&self) -> bool {
        self.read.is_ok()
    }

    /// Whether more of the text may change what is said: it ends before the document does, or
    /// too close behind what is wrong.
    pub(super) fn is_open(&self, text: &str) -> bool {
        const CLOSE: usize = 512;
        match &self.read {
            Ok(_) => self.end == text.len(),
            Err(error) => error.is_eof() || offset_of(text, error) + CLOSE > text.len(),
        }
    }

    /// The document, or what is wrong with it. `spots` finds the place in the file of a byte of
    /// the text.
    ///
    /// # Errors
    /// It is no JSON, or not as strict as ours.
    pub(super) fn value(
        self,
        file: &Arc<str>,
        text: &str,
        spots: &dyn Fn(usize) -> Spot,
    ) -> Result<Value, SourceError> {
        let end = self.end;
        let text = Text { file, text, spots };
        match self.read {
            Ok(strict) => text.exact(strict, 0..end),
            Err(error) => Err(text.complaint(&error)),
        }
    }
}

/// Reads a text that is one document known to be sound.
pub(super) fn strict(text: &str) -> Option<Value> {
    let strict: Strict = serde_json::from_str(text).ok()?;
    let is_exact = !strict.has_large || tokens::too_large_integer(text).is_none();
    is_exact.then_some(strict.value)
}

/// Reads a text once more that was found sound.
pub(super) fn again(text: &str) -> Option<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = strict::again(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    Some(value)
}

/// How sound a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Soundness {
    /// In all respects.
    Sound,
    /// But for a number that does not fit in 64 bits.
    Misfit,
    /// It is not.
    Unsound,
}

/// How sound the value is that is a text.
pub(super) fn soundness(text: &str) -> Soundness {
    match serde_json::from_str::<Strict>(text) {
        Err(_) => Soundness::Unsound,
        Ok(strict) if strict.has_large && tokens::too_large_integer(text).is_some() => {
            Soundness::Misfit
        }
        Ok(_) => Soundness::Sound,
    }
}

/// A text of a file, and where in that file its bytes stand.
struct Text<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    spots: &'a dyn Fn(usize) -> Spot,
}

impl Text<'_> {
    /// A document that stands at these bytes, if each of its integers is as it was written.
    fn exact(&self, document: Strict, bytes: Range<usize>) -> Result<Value, SourceError> {
        let start = bytes.start;
        let large = document
            .has_large
            .then(|| tokens::too_large_integer(&self.text[bytes]));
        match large.flatten() {
            Some((offset, number)) => {
                let reason = "does not fit in 64 bits, and would be rounded";
                Err(self.bad_number(start + offset, number, reason))
            }
            None => Ok(document.value),
        }
    }

    /// What the parser found wrong.
    fn complaint(&self, error: &serde_json::Error) -> SourceError {
        let offset = offset_of(self.text, error);
        let reason = without_place(error);
        if let Some(key) = duplicate_key(&reason)
            && let Some(places) = tokens::twice(self.text, key)
        {
            return self.duplicate(key, places);
        }
        if let Some((start, word)) = tokens::word_at(self.text, offset)
            && start <= offset
            && let Some(reason) = wrong_number(word, &reason)
        {
            return self.bad_number(start, word, reason);
        }
        let spot = self.spot(offset);
        let advice = advice(self.text, offset, error);
        SourceError::BrokenJson {
            origin: self.origin(&spot),
            reason,
            excerpt: Arc::new(spot.excerpt),
            span: spot.span,
            help: format!("{advice}; `--skip-invalid` leaves out what is broken"),
        }
    }

    fn duplicate(&self, key: &str, (first, second): (usize, usize)) -> SourceError {
        let (first, second) = (self.spot(first), self.spot(second));
        SourceError::DuplicateKey {
            origin: self.origin(&second),
            key: key.to_owned(),
            first: format!("{}:{}", first.line, first.column),
            excerpt: Arc::new(second.excerpt),
            span: second.span,
        }
    }

    fn bad_number(&self, offset: usize, number: &str, reason: &'static str) -> SourceError {
        let spot = self.spot(offset);
        SourceError::BadNumber {
            origin: self.origin(&spot),
            number: shortened(number),
            reason,
            excerpt: Arc::new(spot.excerpt),
            span: spot.span,
        }
    }

    fn spot(&self, offset: usize) -> Spot {
        (self.spots)(self.text.floor_char_boundary(offset))
    }

    fn origin(&self, spot: &Spot) -> Origin {
        Origin {
            file: Arc::clone(self.file),
            place: Place::LineColumn(spot.line, spot.column),
        }
    }
}

/// Why a word at which the parser stopped is a number that nobody can compute with.
fn wrong_number(word: &str, reason: &str) -> Option<&'static str> {
    let name = word.trim_start_matches(['+', '-']).to_ascii_lowercase();
    if reason == "number out of range" {
        Some("is beyond all numbers of 64 bits")
    } else if ["nan", "inf", "infinity"].contains(&name.as_str()) {
        Some("is no number of JSON")
    } else {
        None
    }
}

/// As much of a number as a message needs.
fn shortened(number: &str) -> String {
    const SHOWN: usize = 40;
    match number.get(..SHOWN) {
        Some(start) if number.len() > SHOWN => format!("{start}…"),
        _ => number.to_owned(),
    }
}

/// What may have happened to a broken text, and what to do.
fn advice(text: &str, offset: usize, error: &serde_json::Error) -> &'static str {
    if error.is_eof() {
        "the export may be cut off, so export it again"
    } else if text[offset..].starts_with('\0') {
        "this is a zero byte; UTF-16 without its byte order mark is full of them, so save as UTF-8"
    } else if text[offset..].starts_with('\u{feff}') {
        "this is a byte order mark within the file; two files may have been joined"
    } else if error.to_string().starts_with("recursion limit exceeded") {
        "lists and objects may be nested 127 deep"
    } else {
        "inventories are JSON, as `--output json` of `az` writes it"
    }
}

/// The byte at which the parser stopped; it counts lines and columns from 1, columns in bytes.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let lines = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let offset = start + error.column().saturating_sub(1);
    text.floor_char_boundary(offset.min(text.len()))
}

fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(text: &str) -> Result<Value, SourceError> {
        document(&"a.json".into(), text, 1)
    }

    /// The documents of a text, up to the first that is broken.
    fn stream(file: &Arc<str>, text: &str) -> Vec<Result<Value, SourceError>> {
        let mut documents = Vec::new();
        let mut start = 0;
        let spots = |start| move |offset| Spot::new(file, text, 1, start + offset);
        while let Some(first) = First::of(&text[start..]) {
            let (end, is_json) = (start + first.end, first.is_json());
            documents.push(first.value(file, &text[start..], &spots(start)));
            match is_json {
                true => start = end,
                false => break,
            }
        }
        documents
    }

    fn error(text: &str) -> SourceError {
        read(text).unwrap_err()
    }

    #[test]
    fn a_message_shows_forty_digits_of_a_number() {
        for length in [1, 39, 40] {
            let number = "7".repeat(length);
            assert_eq!(shortened(&number), number);
        }
        let shown = format!("{}…", "7".repeat(40));
        assert_eq!(shortened(&"7".repeat(41)), shown);
        assert_eq!(shortened(&"7".repeat(400)), shown);
    }

    #[test]
    fn values_are_those_of_serde_json() {
        let text = r#"{"a": [1, -2, 1.50, 18446744073709551615, true, null, "ü\n"], "b": {}}"#;
        let expected: Value = serde_json::from_str(text).unwrap();
        assert_eq!(read(text).unwrap(), expected);
        let documents = stream(&"a".into(), "[1] {}\n[]").into_iter();
        let documents: Vec<_> = documents.map(Result::unwrap).collect();
        assert_eq!(documents, [json!([1]), json!({}), json!([])]);
    }

    #[test]
    fn a_key_stands_once() {
        let error = error("{\"a\": 1,\n \"é\": {\"b\": 1, \"\\u0062\" : 2}}");
        let message = "`a.json:2:16`: the key `b` stands twice in one object, first at 2:8";
        assert_eq!(error.to_string(), message);
        let SourceError::DuplicateKey { excerpt, .. } = error else {
            panic!("{error}")
        };
        assert_eq!(excerpt.text(), " \"é\": {\"b\": 1, \"\\u0062\" : 2}}");
    }

    #[test]
    fn numbers_are_exact_or_an_error() {
        let text = "[9007199254740993, -9223372036854775808, -0, -0.0, 1e300, 5e-324]";
        let exact = "[9007199254740993,-9223372036854775808,0,0,1e300,5e-324]";
        assert_eq!(
            read(text).unwrap(),
            serde_json::from_str::<Value>(exact).unwrap()
        );
        for (text, message) in [
            (
                "[1e300, 18446744073709551616]",
                "`a.json:1:9`: `18446744073709551616` does not fit in 64 bits, and would be rounded",
            ),
            (
                "[1e400]",
                "`a.json:1:2`: `1e400` is beyond all numbers of 64 bits",
            ),
            (
                "[\n-1e999]",
                "`a.json:2:1`: `-1e999` is beyond all numbers of 64 bits",
            ),
            ("[NaN]", "`a.json:1:2`: `NaN` is no number of JSON"),
            (
                "[-Infinity]",
                "`a.json:1:2`: `-Infinity` is no number of JSON",
            ),
        ] {
            assert_eq!(error(text).to_string(), message);
        }
        let documents = stream(&"a".into(), "[1e300] [1, 99999999999999999999] [2]");
        let message = documents[1].as_ref().unwrap_err().to_string();
        assert!(message.starts_with("`a:1:13`: "), "{message}");
        assert_eq!(documents[2].as_ref().unwrap(), &json!([2]));
    }

    #[test]
    fn broken_json_is_shown_where_it_breaks() {
        let message = "`a.json:2:2` is not valid JSON: expected value";
        assert_eq!(error("[1,\n None]").to_string(), message);
        let message = "`a.json:1:3` is not valid JSON: EOF while parsing a list";
        assert_eq!(error("[1 ").to_string(), message);
    }

    #[test]
    fn a_rendered_error_shows_the_line_of_the_file() {
        let theme = miette::GraphicalTheme::unicode_nocolor();
        let mut rendered = String::new();
        miette::GraphicalReportHandler::new_themed(theme)
            .render_report(&mut rendered, &error("[\n1,\n  {\"a\": nul}\n]"))
            .unwrap();
        assert!(rendered.contains("source::broken_json"), "{rendered}");
        assert!(rendered.contains("[a.json:3:12]"), "{rendered}");
        assert!(rendered.contains("3 │   {\"a\": nul}"), "{rendered}");
    }

    #[test]
    fn nesting_has_an_end() {
        assert!(read(&("[".repeat(120) + &"]".repeat(120))).is_ok());
        let error = error(&("[".repeat(129) + &"]".repeat(129))).to_string();
        assert!(error.ends_with("recursion limit exceeded"), "{error}");
    }
}
