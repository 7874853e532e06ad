//! Bytes into text: UTF-8, with or without a byte order mark, and UTF-16 with one.

use std::sync::Arc;

use super::SourceError;

const UTF_8: &[u8] = b"\xef\xbb\xbf";
const UTF_16_LITTLE: &[u8] = b"\xff\xfe";
const UTF_16_BIG: &[u8] = b"\xfe\xff";

/// Decodes a file strictly: what is not text is an error, never a replacement character.
pub(super) fn decode(file: &Arc<str>, bytes: Vec<u8>) -> Result<String, SourceError> {
    if let Some(units) = bytes.strip_prefix(UTF_16_LITTLE) {
        return utf_16(file, units, u16::from_le_bytes);
    }
    if let Some(units) = bytes.strip_prefix(UTF_16_BIG) {
        return utf_16(file, units, u16::from_be_bytes);
    }
    utf_8(file, bytes)
}

fn utf_8(file: &Arc<str>, bytes: Vec<u8>) -> Result<String, SourceError> {
    let mut text = String::from_utf8(bytes)
        .map_err(|error| bad(file, "UTF-8", error.utf8_error().valid_up_to()))?;
    if text.as_bytes().starts_with(UTF_8) {
        text.drain(..UTF_8.len());
    }
    Ok(text)
}

fn utf_16(file: &Arc<str>, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, SourceError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut offset = UTF_16_LITTLE.len();
    let mut text = String::with_capacity(pairs.len());
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let character = character.map_err(|_| bad(file, "UTF-16", offset))?;
        offset += 2 * character.len_utf16();
        text.push(character);
    }
    if odd.is_empty() {
        Ok(text)
    } else {
        Err(bad(file, "UTF-16", offset))
    }
}

fn bad(file: &Arc<str>, encoding: &'static str, offset: usize) -> SourceError {
    SourceError::BadEncoding {
        file: Arc::clone(file),
        encoding,
        offset,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, String> {
        decode(&"a.json".into(), bytes.to_vec()).map_err(|error| error.to_string())
    }

    fn little(text: &str) -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        UTF_16_LITTLE.iter().copied().chain(units).collect()
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let big = "ü😀".encode_utf16().flat_map(u16::to_be_bytes);
        let big: Vec<u8> = UTF_16_BIG.iter().copied().chain(big).collect();
        assert_eq!(text("ü😀".as_bytes()).unwrap(), "ü😀");
        assert_eq!(text("\u{feff}ü😀".as_bytes()).unwrap(), "ü😀");
        assert_eq!(text(&little("ü😀")).unwrap(), "ü😀");
        assert_eq!(text(&big).unwrap(), "ü😀");
    }

    #[test]
    fn what_is_not_text_is_an_error() {
        assert_eq!(
            text(b"[\"\xff\"]").unwrap_err(),
            "`a.json` is not valid UTF-8 at byte 2"
        );
        let lone = [little("a"), 0xd800_u16.to_le_bytes().to_vec()].concat();
        let message = "`a.json` is not valid UTF-16 at byte 4";
        assert_eq!(text(&lone).unwrap_err(), message);
        assert_eq!(text(&[little("a"), vec![0]].concat()).unwrap_err(), message);
        let after_a_pair = [little("😀a"), vec![0]].concat();
        let message = "`a.json` is not valid UTF-16 at byte 8";
        assert_eq!(text(&after_a_pair).unwrap_err(), message);
    }
}
