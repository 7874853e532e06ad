//! A text, seen through a window that moves along it.

use std::ops::Range;

use super::SourceError;
use super::body::Open;

/// How much is read at once.
pub(super) const SIZE: usize = 1 << 20;

/// The part of a text that is in memory. What is in it is valid UTF-8.
pub(super) struct Window<'a> {
    text: Open<'a>,
    bytes: Vec<u8>,
    /// Where in the text the bytes begin.
    start: u64,
    /// How many of the bytes are known to be whole characters.
    valid: usize,
    /// The next byte to be looked at.
    at: usize,
    size: usize,
    /// Where the part of the text ends that is looked at.
    end: u64,
    is_end: bool,
}

impl<'a> Window<'a> {
    /// A window at the beginning of a text, that sees so many bytes at once.
    pub(super) fn new(text: Open<'a>, size: usize) -> Self {
        Self::of(text, 0..text.body.length, size)
    }

    /// A window at the beginning of a part of a text.
    pub(super) fn of(text: Open<'a>, part: Range<u64>, size: usize) -> Self {
        Self {
            text,
            bytes: Vec::new(),
            start: part.start,
            valid: 0,
            at: 0,
            size,
            end: part.end,
            is_end: false,
        }
    }

    /// The text.
    pub(super) fn text(&self) -> Open<'a> {
        self.text
    }

    /// What is in the window from the next byte on.
    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes[self.at..self.valid]
    }

    /// Where in the text the next byte stands.
    pub(super) fn offset(&self) -> u64 {
        self.start + self.at as u64
    }

    /// Passes over bytes of [`Self::rest`].
    pub(super) fn pass(&mut self, bytes: usize) {
        self.at += bytes;
        debug_assert!(self.at <= self.valid, "only what is seen is passed over");
    }

    /// Moves to another place of the text.
    pub(super) fn move_to(&mut self, offset: u64) {
        let within = offset.checked_sub(self.start);
        let within = within.and_then(|within| usize::try_from(within).ok());
        match within.filter(|within| *within <= self.valid) {
            Some(within) => self.at = within,
            None => {
                self.bytes.clear();
                (self.start, self.valid, self.at) = (offset, 0, 0);
                self.is_end = false;
            }
        }
    }

    /// Passes over all that is left, which has to be text as well.
    ///
    /// # Errors
    /// Those of [`Self::more`].
    pub(super) fn pass_all(&mut self) -> Result<(), SourceError> {
        self.pass(self.rest().len());
        while self.more()? {
            self.pass(self.rest().len());
        }
        Ok(())
    }

    /// Sees more of the text, if there is more, and as much again where a value does not fit.
    ///
    /// # Errors
    /// What the system says; bytes that are no UTF-8.
    pub(super) fn more(&mut self) -> Result<bool, SourceError> {
        if self.is_end {
            return Ok(false);
        }
        self.bytes.drain(..self.at);
        self.start += self.at as u64;
        self.valid -= self.at;
        self.at = 0;
        let filled = self.bytes.len();
        let place = self.start + filled as u64;
        let left = usize::try_from(self.end.saturating_sub(place)).unwrap_or(usize::MAX);
        let wanted = self.size.max(filled).min(left);
        self.bytes.resize(filled + wanted, 0);
        let read = self.text.read_at(&mut self.bytes[filled..], place)?;
        self.bytes.truncate(filled + read);
        self.is_end = read < wanted || wanted == left;
        self.validate()?;
        Ok(read > 0)
    }

    /// Sees at least so many bytes, or all that are left.
    ///
    /// # Errors
    /// Those of [`Self::more`].
    pub(super) fn see(&mut self, bytes: usize) -> Result<&[u8], SourceError> {
        while self.rest().len() < bytes && self.more()? {}
        Ok(self.rest())
    }

    fn validate(&mut self) -> Result<(), SourceError> {
        let Some(error) = std::str::from_utf8(&self.bytes[self.valid..]).err() else {
            self.valid = self.bytes.len();
            return Ok(());
        };
        self.valid += error.valid_up_to();
        if error.error_len().is_none() && !self.is_end {
            return Ok(());
        }
        let offset = self.text.body.mark + self.start + self.valid as u64;
        Err(SourceError::BadEncoding {
            file: self.text.body.name.clone(),
            encoding: "UTF-8",
            offset: usize::try_from(offset).unwrap_or(usize::MAX),
        })
    }
}
