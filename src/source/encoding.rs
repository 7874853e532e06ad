//! Bytes into text: UTF-8, with or without a byte order mark, and UTF-16 with one.

use std::sync::Arc;

use super::SourceError;

const UTF_8: &[u8] = b"\xef\xbb\xbf";
const UTF_16_LITTLE: &[u8] = b"\xff\xfe";
const UTF_16_BIG: &[u8] = b"\xfe\xff";

/// How many bytes of a file tell its encoding.
pub(super) const HEAD: usize = UTF_8.len();

/// How a text is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Encoding {
    /// As ours, behind a mark of so many bytes.
    Utf8(usize),
    /// In units of two bytes.
    Utf16(fn([u8; 2]) -> u16),
}

impl Encoding {
    /// The encoding of a text that begins like this.
    pub(super) fn of(head: &[u8]) -> Self {
        if head.starts_with(UTF_16_LITTLE) {
            Self::Utf16(u16::from_le_bytes)
        } else if head.starts_with(UTF_16_BIG) {
            Self::Utf16(u16::from_be_bytes)
        } else if head.starts_with(UTF_8) {
            Self::Utf8(UTF_8.len())
        } else {
            Self::Utf8(0)
        }
    }
}

/// Turns UTF-16 into our UTF-8, part by part. What is not text is an error, never a replacement
/// character.
pub(super) struct Decoder {
    unit: fn([u8; 2]) -> u16,
    /// Where in the file the first byte stands that is not decoded.
    offset: usize,
    /// What the next part completes.
    open: Vec<u8>,
    is_begun: bool,
}

impl Decoder {
    pub(super) fn new(unit: fn([u8; 2]) -> u16) -> Self {
        Self {
            unit,
            offset: UTF_16_LITTLE.len(),
            open: Vec::new(),
            is_begun: false,
        }
    }

    /// The text of the next part of a file.
    pub(super) fn decode(&mut self, file: &Arc<str>, part: &[u8]) -> Result<String, SourceError> {
        let mark = match std::mem::replace(&mut self.is_begun, true) {
            true => 0,
            false => UTF_16_LITTLE.len(),
        };
        self.open.extend_from_slice(&part[mark.min(part.len())..]);
        let bytes = std::mem::take(&mut self.open);
        let (pairs, _) = bytes.as_chunks::<2>();
        let is_half = |pair: &[u8; 2]| matches!((self.unit)(*pair), 0xd800..=0xdbff);
        let whole = pairs.len() - usize::from(pairs.last().is_some_and(is_half));
        self.open.extend_from_slice(&bytes[2 * whole..]);
        let mut text = String::with_capacity(2 * whole);
        let units = pairs[..whole].iter().map(|&pair| (self.unit)(pair));
        for character in char::decode_utf16(units) {
            let character = character.map_err(|_| bad(file, self.offset))?;
            self.offset += 2 * character.len_utf16();
            text.push(character);
        }
        Ok(text)
    }

    /// Ends the text.
    pub(super) fn finish(&self, file: &Arc<str>) -> Result<(), SourceError> {
        match self.open.is_empty() {
            true => Ok(()),
            false => Err(bad(file, self.offset)),
        }
    }
}

fn bad(file: &Arc<str>, offset: usize) -> SourceError {
    SourceError::BadEncoding {
        file: Arc::clone(file),
        encoding: "UTF-16",
        offset,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of bytes that come in parts of so many.
    fn text(bytes: &[u8], part: usize) -> Result<String, String> {
        let file = "a.json".into();
        let said = |error: SourceError| error.to_string();
        let unit = match Encoding::of(bytes) {
            Encoding::Utf16(unit) => unit,
            Encoding::Utf8(mark) => {
                let text = bytes[mark..].to_vec();
                return String::from_utf8(text).map_err(|error| error.to_string());
            }
        };
        let mut decoder = Decoder::new(unit);
        let mut text = String::new();
        for part in bytes.chunks(part) {
            text += &decoder.decode(&file, part).map_err(said)?;
        }
        decoder.finish(&file).map_err(said)?;
        Ok(text)
    }

    fn little(text: &str) -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        UTF_16_LITTLE.iter().copied().chain(units).collect()
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let big = "ü😀a".encode_utf16().flat_map(u16::to_be_bytes);
        let big: Vec<u8> = UTF_16_BIG.iter().copied().chain(big).collect();
        for part in 2..12 {
            assert_eq!(text("ü😀a".as_bytes(), part).unwrap(), "ü😀a");
            assert_eq!(text("\u{feff}ü😀a".as_bytes(), part).unwrap(), "ü😀a");
            assert_eq!(text(&little("ü😀a"), part).unwrap(), "ü😀a");
            assert_eq!(text(&big, part).unwrap(), "ü😀a");
        }
    }

    #[test]
    fn what_is_not_text_is_an_error() {
        for part in 2..12 {
            let text = |bytes: &[u8]| text(bytes, part).unwrap_err();
            let lone = [little("a"), 0xd800_u16.to_le_bytes().to_vec()].concat();
            let message = "`a.json` is not valid UTF-16 at byte 4";
            assert_eq!(text(&lone), message);
            assert_eq!(text(&[little("a"), vec![0]].concat()), message);
            let torn = [lone, little("b")[2..].to_vec()].concat();
            assert_eq!(text(&torn), message);
            let after_a_pair = [little("😀a"), vec![0]].concat();
            let message = "`a.json` is not valid UTF-16 at byte 8";
            assert_eq!(text(&after_a_pair), message);
        }
    }
}
