//! gzip and zstd, told by their first bytes.

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use super::SourceError;

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Gzip,
    Zstd,
}

impl Format {
    fn of(head: &[u8]) -> Self {
        match head {
            [0x1f, 0x8b, ..] => Self::Gzip,
            // A frame, or one that decoders skip.
            [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => Self::Zstd,
            _ => Self::Plain,
        }
    }
}

/// Reads all of a file, decompressed if need be.
pub(super) fn read(file: &Arc<str>, mut reader: impl Read) -> Result<Vec<u8>, SourceError> {
    let mut head = Vec::new();
    let begun = reader.by_ref().take(4).read_to_end(&mut head);
    let format = Format::of(&head);
    let whole = Cursor::new(head).chain(reader);
    begun
        .and_then(|_| decompress(format, whole))
        .map_err(|error| failure(file, format, &error))
}

fn decompress(format: Format, reader: impl Read) -> io::Result<Vec<u8>> {
    let mut reader = reader;
    let mut bytes = Vec::new();
    match format {
        Format::Plain => reader.read_to_end(&mut bytes)?,
        Format::Gzip => MultiGzDecoder::new(reader).read_to_end(&mut bytes)?,
        Format::Zstd => zstd::Decoder::new(reader)?.read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

fn failure(file: &Arc<str>, format: Format, error: &io::Error) -> SourceError {
    let format = match format {
        Format::Gzip => "gzip",
        Format::Zstd => "zstd",
        Format::Plain => {
            return SourceError::Unreadable {
                path: file.to_string(),
                reason: error.to_string(),
            };
        }
    };
    SourceError::BrokenCompression {
        file: Arc::clone(file),
        format,
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &str) -> Vec<u8> {
        zstd::encode_all(text.as_bytes(), 1).unwrap()
    }

    fn text(bytes: &[u8]) -> Result<String, SourceError> {
        let bytes = read(&"a.json".into(), bytes)?;
        Ok(String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn all_members_and_frames_are_read() {
        assert_eq!(text(b"[]").unwrap(), "[]");
        assert_eq!(text(&[gzip("[1,"), gzip("2]")].concat()).unwrap(), "[1,2]");
        assert_eq!(text(&[zstd("[1,"), zstd("2]")].concat()).unwrap(), "[1,2]");
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        let whole = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
        for (format, bytes) in [("gzip", gzip(whole)), ("zstd", zstd(whole))] {
            let error = text(&bytes[..bytes.len() - 3]).unwrap_err().to_string();
            let expected = format!("`a.json` is damaged {format} data: ");
            assert!(error.starts_with(&expected), "{error}");
        }
    }
}
