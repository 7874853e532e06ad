//! Indented JSON without characters that cannot be seen.

use std::io::{self, Write};

use serde_json::ser::{Formatter, PrettyFormatter};

use crate::text::escape::{is_armed, is_plain, is_visible};

/// serde's indented form; it escapes control characters only.
#[derive(Default)]
pub(super) struct Visible(PrettyFormatter<'static>);

impl Visible {
    /// The form of a value that stands so deep in others.
    pub(super) fn at(depth: usize) -> io::Result<Self> {
        let mut visible = Self::default();
        for _ in 0..depth {
            visible.begin_array(&mut io::sink())?;
        }
        Ok(visible)
    }
}

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        if is_plain(text) {
            return out.write_all(text.as_bytes());
        }
        let mut written = 0;
        for (start, character) in text.char_indices() {
            if is_visible(character) && !is_armed(text, start) {
                continue;
            }
            out.write_all(&text.as_bytes()[written..start])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = start + character.len_utf8();
        }
        out.write_all(&text.as_bytes()[written..])
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::pretty;
    use super::*;

    fn written(value: &serde_json::Value) -> String {
        let mut bytes = Vec::new();
        pretty(value, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        let value = "a\u{7f}\u{202e}\u{e0041}##vso[b]\n\"".into();
        let escaped = r#""a\u007f\u202e\udb40\udc41#\u0023vso[b]\n\"""#;
        assert_eq!(written(&value).trim_end(), escaped);
    }

    proptest! {
        #[test]
        fn it_is_the_same_value_in_the_usual_form(text in any::<String>(), plain in "[ -~ä]*") {
            let value = serde_json::json!({"a": [text, plain], "b": {}, plain.as_str(): [{"c": 1.5}]});
            let shown = written(&value);
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), value);
            prop_assert!(shown.chars().all(|character| character == '\n' || is_visible(character)));
            let usual = serde_json::json!({"a": [1, "b"], "c": {"d": []}});
            prop_assert_eq!(written(&usual), serde_json::to_string_pretty(&usual).unwrap() + "\n");
        }
    }
}
