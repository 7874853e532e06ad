//! gzip and zstd, told by their first bytes, and how much may come out of them.

use std::cell::Cell;
use std::io::{self, Cursor, Read};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use super::SourceError;

/// What a file may hold, in bytes, unless the user says how much.
const MOST: u64 = 4 << 30;

/// How many times its own size compressed data may have, unless the user says how much it may
/// hold. Inventories have 10 to 50 times, those of a hundred thousand like resources 120.
const RATIO: u64 = 250;

/// What may come out of compressed data whatever its ratio.
const HARMLESS: u64 = 64 << 20;

/// How much is read between two looks at what came out.
const STEP: u64 = 1 << 20;

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

/// Hands on all of a file, decompressed if need be, part by part. `most` is what the user lets it
/// hold, in bytes.
pub(super) fn unpack(
    file: &Arc<str>,
    reader: impl Read,
    most: Option<u64>,
    take: &mut dyn FnMut(&[u8]) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let taken = Cell::new(0);
    let (format, decoder) = decoder(Counted {
        inner: reader,
        taken: &taken,
    });
    let mut decoder = decoder.map_err(|error| failure(file, format, &error))?;
    let mut part = Vec::new();
    let mut size = 0;
    loop {
        part.clear();
        let read = decoder.by_ref().take(STEP).read_to_end(&mut part);
        if read.map_err(|error| failure(file, format, &error))? == 0 {
            return Ok(());
        }
        size += part.len() as u64;
        check_size(file, size, taken.get(), most)?;
        take(&part)?;
    }
}

/// Whether a file that begins like this is compressed.
pub(super) fn is_compressed(head: &[u8]) -> bool {
    Format::of(head) != Format::Plain
}

/// Whether a file that is not compressed holds more than it may.
pub(super) fn check_plain(
    file: &Arc<str>,
    size: u64,
    most: Option<u64>,
) -> Result<(), SourceError> {
    check_size(file, size, size, most)
}

/// Reads the beginning of a file, decompressed if need be.
pub(super) fn head(reader: impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    decoder(reader).1?.take(length).read_to_end(&mut head)?;
    Ok(head)
}

fn decoder<'a>(mut reader: impl Read + 'a) -> (Format, io::Result<Box<dyn Read + 'a>>) {
    let mut head = Vec::new();
    if let Err(error) = reader.by_ref().take(4).read_to_end(&mut head) {
        return (Format::Plain, Err(error));
    }
    let format = Format::of(&head);
    let whole = Cursor::new(head).chain(reader);
    let decoder: io::Result<Box<dyn Read>> = match format {
        Format::Plain => Ok(Box::new(whole)),
        Format::Gzip => Ok(Box::new(MultiGzDecoder::new(whole))),
        Format::Zstd => zstd::Decoder::new(whole).map(|decoder| Box::new(decoder) as Box<_>),
    };
    (format, decoder)
}

fn check_size(
    file: &Arc<str>,
    size: u64,
    taken: u64,
    most: Option<u64>,
) -> Result<(), SourceError> {
    let file = Arc::clone(file);
    if size > most.unwrap_or(MOST) {
        let most = most.unwrap_or(MOST);
        return Err(SourceError::TooLarge { file, most });
    }
    if most.is_none() && size > HARMLESS && size > RATIO.saturating_mul(taken) {
        return Err(SourceError::Bomb { file, ratio: RATIO });
    }
    Ok(())
}

/// Counts what is taken from a reader.
struct Counted<'a, R> {
    inner: R,
    taken: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.taken.set(self.taken.get() + read as u64);
        Ok(read)
    }
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

    fn read(file: &Arc<str>, reader: impl Read, most: Option<u64>) -> Result<Vec<u8>, SourceError> {
        let mut bytes = Vec::new();
        unpack(file, reader, most, &mut |part| {
            bytes.extend_from_slice(part);
            Ok(())
        })?;
        Ok(bytes)
    }

    fn text(bytes: &[u8]) -> Result<String, SourceError> {
        let bytes = read(&"a.json".into(), bytes, None)?;
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
            for end in 5..bytes.len() {
                let error = text(&bytes[..end]).unwrap_err().to_string();
                let expected = format!("`a.json` is damaged {format} data: ");
                assert!(error.starts_with(&expected), "{end}: {error}");
            }
        }
    }

    #[test]
    fn nothing_stands_behind_the_last_member() {
        for bytes in [gzip("[]"), zstd("[]")] {
            for behind in ["\0", "\0\0\0\0\0\0\0\0", "[]", "\n", "\u{1f}"] {
                let error = text(&[&bytes, behind.as_bytes()].concat());
                assert!(
                    matches!(error, Err(SourceError::BrokenCompression { .. })),
                    "{behind:?}: {error:?}"
                );
            }
        }
    }

    #[test]
    fn a_file_holds_so_much_and_no_more() {
        let size = |bytes: &[u8], most| {
            let read = read(&"a".into(), bytes, Some(most));
            read.map(|bytes| bytes.len())
                .map_err(|error| error.to_string())
        };
        for bytes in [b"[1, 2]".to_vec(), gzip("[1, 2]"), zstd("[1, 2]")] {
            assert_eq!(size(&bytes, 6), Ok(6));
            let message = "`a` holds more than 5 bytes".to_owned();
            assert_eq!(size(&bytes, 5), Err(message));
        }
    }

    #[test]
    fn what_expands_beyond_measure_stops_early() {
        let endless = io::repeat(b' ').take(MOST);
        let zstd = zstd::stream::read::Encoder::new(endless, 1).unwrap();
        let taken = Cell::new(0);
        let counted = Counted {
            inner: zstd,
            taken: &taken,
        };
        let error = read(&"a".into(), counted, None).unwrap_err();
        assert_eq!(error.to_string(), "`a` expands more than 250-fold");
        assert!(taken.get() < HARMLESS / 100, "{}", taken.get());
    }

    #[test]
    fn the_sizes_that_are_allowed_are_the_last_that_pass() {
        let passes = |size, taken, most| check_size(&"a".into(), size, taken, most).is_ok();
        for size in [0, 5, 6] {
            assert!(passes(size, 1, Some(6)), "{size}");
        }
        for size in [7, 60] {
            assert!(!passes(size, size, Some(6)), "{size}");
        }
        assert!(passes(MOST, MOST, None));
        assert!(!passes(MOST + 1, MOST, None));
        assert!(passes(HARMLESS, 1, None));
        assert!(!passes(HARMLESS + 1, 1, None));
        let taken = HARMLESS / RATIO + 1;
        assert!(passes(RATIO * taken, taken, None));
        assert!(!passes(RATIO * taken + 1, taken, None));
    }

    #[test]
    fn every_byte_that_is_taken_counts() {
        let taken = Cell::new(0);
        let mut reader = Counted {
            inner: &b"[1, 2]"[..],
            taken: &taken,
        };
        for expected in [2, 4, 6] {
            reader.read_exact(&mut [0; 2]).unwrap();
            assert_eq!(taken.get(), expected);
        }
        assert!(reader.read_exact(&mut [0; 2]).is_err());
        assert_eq!(taken.get(), 6);
    }

    #[test]
    fn the_user_may_let_a_file_expand() {
        let spaces = " ".repeat(usize::try_from(HARMLESS).unwrap() + 1);
        let bytes = zstd(&spaces);
        assert!(text(&bytes).is_err());
        let read = read(&"a".into(), bytes.as_slice(), Some(MOST)).unwrap();
        assert_eq!(read.len(), spaces.len());
    }
}
