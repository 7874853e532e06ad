//! Texts that can be read at any place: a file where it lies, everything else from the spool.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::encoding::{self, Decoder, Encoding};
use super::files::steady::{self, Stamp};
use super::{SourceError, compression};

/// The text of one input.
#[derive(Debug)]
pub(super) struct Body {
    /// The input as the user named it.
    pub(super) name: Arc<str>,
    pub(super) ground: Ground,
    /// Where its first byte lies.
    pub(super) base: u64,
    /// How many bytes a mark takes before the text.
    pub(super) mark: u64,
    /// How many bytes there are, without the mark.
    pub(super) length: u64,
}

/// Where a text lies.
#[derive(Debug)]
pub(super) enum Ground {
    /// In the file that the user named, which has to stay as it is.
    File(PathBuf, Stamp),
    /// In the spool.
    Spool,
}

/// A text that is open for reading.
#[derive(Clone, Copy)]
pub(super) struct Open<'a> {
    pub(super) body: &'a Body,
    place: Place<'a>,
}

#[derive(Clone, Copy)]
enum Place<'a> {
    File(&'a File),
    Spool(&'a Spool),
}

impl Body {
    /// The text of a file where it lies, if it lies there readable.
    ///
    /// # Errors
    /// What the system says; the file holds more than `most` bytes.
    pub(super) fn lying(
        name: &Arc<str>,
        path: &Path,
        file: &File,
        most: Option<u64>,
    ) -> Result<Option<Self>, SourceError> {
        let unreadable = |error: io::Error| unreadable(name, &error);
        let metadata = file.metadata().map_err(unreadable)?;
        let Some(stamp) = Stamp::of(&metadata) else {
            return Ok(None);
        };
        let mut head = [0; HEAD];
        let length = read_fully(&mut head, 0, |buffer, place| read_at(file, buffer, place));
        let head = &head[..length.map_err(unreadable)?];
        let mark = match Encoding::of(head) {
            Encoding::Utf8(mark) if !compression::is_compressed(head) => mark as u64,
            _ => return Ok(None),
        };
        compression::check_plain(name, metadata.len(), most)?;
        Ok(Some(Self {
            name: Arc::clone(name),
            ground: Ground::File(path.to_owned(), stamp),
            base: 0,
            mark,
            length: metadata.len().saturating_sub(mark),
        }))
    }

    /// The text of whatever comes out of a reader, put into the spool.
    ///
    /// # Errors
    /// What comes is damaged, more than `most` bytes, or no text; the spool takes no more.
    pub(super) fn spool(
        name: &Arc<str>,
        reader: impl Read,
        most: Option<u64>,
        spool: &Spool,
    ) -> Result<Self, SourceError> {
        let full = |error: io::Error| SourceError::Unspooled {
            file: Arc::clone(name),
            reason: error.to_string(),
        };
        let base = spool.end().map_err(full)?;
        let mut encoding = None;
        let mut decoder = None;
        compression::unpack(name, reader, most, &mut |part| {
            let encoding = encoding.get_or_insert_with(|| Encoding::of(part));
            match encoding {
                Encoding::Utf8(_) => spool.append(part).map_err(full),
                Encoding::Utf16(unit) => {
                    let decoder = decoder.get_or_insert_with(|| Decoder::new(*unit));
                    let text = decoder.decode(name, part)?;
                    spool.append(text.as_bytes()).map_err(full)
                }
            }
        })?;
        decoder.map_or(Ok(()), |decoder| decoder.finish(name))?;
        let mark = match encoding {
            Some(Encoding::Utf8(mark)) => mark as u64,
            _ => 0,
        };
        Ok(Self {
            name: Arc::clone(name),
            ground: Ground::Spool,
            base,
            mark,
            length: spool.end().map_err(full)? - base - mark,
        })
    }

    /// Has it read where it lies in the spool, and hands it back with what came of it.
    pub(super) fn read<T>(
        self,
        spool: &Spool,
        read: impl FnOnce(Open<'_>) -> Result<T, SourceError>,
    ) -> Result<(Self, T), SourceError> {
        let found = read(self.spooled(spool))?;
        Ok((self, found))
    }

    /// Opens it where its file is open already.
    pub(super) fn opened<'a>(&'a self, file: &'a File) -> Open<'a> {
        Open {
            body: self,
            place: Place::File(file),
        }
    }

    /// Opens it where it lies in the spool.
    pub(super) fn spooled<'a>(&'a self, spool: &'a Spool) -> Open<'a> {
        Open {
            body: self,
            place: Place::Spool(spool),
        }
    }

    /// Opens it once more, and has it read.
    ///
    /// # Errors
    /// It is not as it was; what `read` finds.
    pub(super) fn reopened<T>(
        &self,
        spool: &Spool,
        read: impl FnOnce(Open<'_>) -> Result<T, SourceError>,
    ) -> Result<T, SourceError> {
        match &self.ground {
            Ground::Spool => read(self.spooled(spool)),
            Ground::File(path, stamp) => {
                steady::read_again(path, stamp, |file| read(self.opened(file)))
            }
        }
    }
}

fn unreadable(name: &Arc<str>, error: &io::Error) -> SourceError {
    SourceError::Unreadable {
        path: name.to_string(),
        reason: error.to_string(),
    }
}

/// How many bytes tell how a file is compressed, and how its text is written.
const HEAD: usize = if encoding::HEAD > 4 {
    encoding::HEAD
} else {
    4
};

impl Open<'_> {
    /// Reads what begins at a byte of the text, as much as fits.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<usize, SourceError> {
        let left = self.body.length.saturating_sub(offset);
        let most = usize::try_from(left).map_or(buffer.len(), |left| left.min(buffer.len()));
        let place = self.body.base + self.body.mark + offset;
        let read = read_fully(&mut buffer[..most], place, |buffer, place| {
            match self.place {
                Place::File(file) => read_at(file, buffer, place),
                Place::Spool(spool) => spool.read_at(buffer, place),
            }
        });
        read.map_err(|error| unreadable(&self.body.name, &error))
    }

    /// Reads some bytes that are there.
    ///
    /// # Errors
    /// What the system says; the text has become shorter.
    pub(super) fn read(&self, offset: u64, length: usize) -> Result<Vec<u8>, SourceError> {
        let mut bytes = vec![0; length];
        match self.read_at(&mut bytes, offset)? {
            read if read == length => Ok(bytes),
            _ => Err(SourceError::Changed {
                path: self.body.name.to_string(),
            }),
        }
    }
}

/// Reads until the buffer is full or nothing more comes.
fn read_fully(
    buffer: &mut [u8],
    place: u64,
    read: impl Fn(&mut [u8], u64) -> io::Result<usize>,
) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match read(&mut buffer[filled..], place + filled as u64) {
            Ok(0) => break,
            Ok(more) => filled += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], place: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, place)
}

#[cfg(not(unix))]
fn read_at(mut file: &File, buffer: &mut [u8], place: u64) -> io::Result<usize> {
    file.seek(SeekFrom::Start(place))?;
    file.read(buffer)
}

/// One file without a name for all that does not lie readable in a file of its own. The system
/// takes it away when the program ends, however it ends.
#[derive(Debug, Default)]
pub(super) struct Spool {
    file: Mutex<Option<File>>,
}

impl Spool {
    /// Where the next byte goes.
    pub(super) fn end(&self) -> io::Result<u64> {
        self.with(|file| file.seek(SeekFrom::End(0)))
    }

    /// Puts bytes at the end.
    pub(super) fn append(&self, bytes: &[u8]) -> io::Result<()> {
        self.with(|file| {
            file.seek(SeekFrom::End(0))?;
            file.write_all(bytes)
        })
    }

    fn read_at(&self, buffer: &mut [u8], place: u64) -> io::Result<usize> {
        self.with(|file| read_at(file, buffer, place))
    }

    fn with<T>(&self, act: impl FnOnce(&mut File) -> io::Result<T>) -> io::Result<T> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &mut *file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        act(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spool_holds_several_texts() {
        let spool = Spool::default();
        let body = |name: &str, text: &str| {
            let base = spool.end().unwrap();
            spool.append(text.as_bytes()).unwrap();
            Body {
                name: name.into(),
                ground: Ground::Spool,
                base,
                mark: 0,
                length: text.len() as u64,
            }
        };
        let (first, second) = (body("a", "one"), body("b", "three"));
        let text = |body: &Body| {
            let read = |open: Open<'_>| open.read(0, usize::try_from(body.length).unwrap());
            String::from_utf8(body.reopened(&spool, read).unwrap()).unwrap()
        };
        assert_eq!([text(&second), text(&first)], ["three", "one"]);
        let beyond = first.reopened(&spool, |open| open.read(1, 3));
        assert!(matches!(beyond, Err(SourceError::Changed { .. })));
    }
}
