//! Lines and columns of a text that is not in memory, counted as far as somebody asks.

use std::cell::RefCell;

use super::SourceError;
use super::body::Open;
use super::excerpt::{SHOWN, Spot};

/// How much is read at once.
const STEP: usize = 1 << 20;

/// Finds the places of bytes, from the beginning of a text to its end.
pub(super) struct Places<'t> {
    text: Open<'t>,
    counted: RefCell<Counted>,
}

/// How far a text was counted.
struct Counted {
    offset: u64,
    line: usize,
    column: usize,
    fault: Option<SourceError>,
}

impl Counted {
    const BEGINNING: Self = Self {
        offset: 0,
        line: 1,
        column: 1,
        fault: None,
    };

    fn count(&mut self, bytes: &[u8]) {
        let is_first = |byte: &&u8| !matches!(byte, 0x80..=0xbf);
        let last = memchr::memrchr(b'\n', bytes);
        let line = last.map_or(bytes, |last| &bytes[last + 1..]);
        let characters = line.iter().filter(is_first).count();
        self.line += memchr::memchr_iter(b'\n', bytes).count();
        self.column = characters + last.map_or(self.column, |_| 1);
        self.offset += bytes.len() as u64;
    }
}

impl<'t> Places<'t> {
    pub(super) fn new(text: Open<'t>) -> Self {
        Self {
            text,
            counted: RefCell::new(Counted::BEGINNING),
        }
    }

    /// The place of a byte. Where the text can no longer be read, it is some place, and
    /// [`Self::fault`] says why.
    pub(super) fn spot(&self, offset: u64) -> Spot {
        let mut counted = self.counted.borrow_mut();
        let around = self.count_to(offset, &mut counted);
        let (before, after) = around.unwrap_or_else(|fault| {
            counted.fault = Some(fault);
            (String::new(), String::new())
        });
        let name = &self.text.body.name;
        Spot::between(name, &before, &after, (counted.line, counted.column))
    }

    /// Why a place could not be found.
    pub(super) fn fault(&self) -> Option<SourceError> {
        self.counted.borrow_mut().fault.take()
    }

    /// Counts up to a byte; the end of the line before it and the beginning of the one behind.
    fn count_to(
        &self,
        offset: u64,
        counted: &mut Counted,
    ) -> Result<(String, String), SourceError> {
        if offset < counted.offset {
            *counted = Counted::BEGINNING;
        }
        let mut bytes = vec![0; STEP];
        while counted.offset < offset {
            let left = usize::try_from(offset - counted.offset).unwrap_or(STEP);
            let part = &mut bytes[..left.min(STEP)];
            let read = self.text.read_at(part, counted.offset)?;
            if read == 0 {
                break;
            }
            counted.count(&part[..read]);
        }
        let start = offset.saturating_sub(SHOWN as u64);
        let read = self.text.read_at(&mut bytes[..2 * SHOWN], start)?;
        let (before, after) =
            bytes[..read].split_at(read.min(usize::try_from(offset - start).unwrap_or(read)));
        let line = memchr::memrchr(b'\n', before).map_or(before, |last| &before[last + 1..]);
        Ok((ending(line), beginning(after)))
    }
}

/// The characters of bytes that may begin within one.
fn ending(bytes: &[u8]) -> String {
    let within = bytes.iter().take_while(|byte| matches!(byte, 0x80..=0xbf));
    let within = within.count();
    String::from_utf8_lossy(&bytes[within..]).into_owned()
}

/// The characters of bytes that may end within one.
fn beginning(bytes: &[u8]) -> String {
    let whole = match std::str::from_utf8(bytes) {
        Ok(text) => text.len(),
        Err(error) => error.valid_up_to(),
    };
    String::from_utf8_lossy(&bytes[..whole]).into_owned()
}
