//! One value of JSON, looked through without being built: where it ends, whether it is sound, and
//! what names it if it is a record.
//!
//! The scanner knows less than the parser, and never says more. What it finds sound the parser
//! finds sound; where it is in doubt, the parser decides; where it stops, the parser says why.

mod frame;
mod text;

use frame::{Facts, Frame, Role};
pub(super) use frame::{Row, Seen, Words};
pub(super) use text::{Stop, spaces};
use text::{Text, number, string};

/// How deep lists and objects may be nested, as the parser has it.
const DEEPEST: usize = 127;

/// Looks through values; the room that it needs for one it keeps for the next.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    frames: Vec<Frame>,
    /// Of the keys of all open objects, a number each.
    keys: Vec<u64>,
    facts: Facts,
}

/// Where the walk goes on.
enum Step {
    /// At another value.
    At(usize, Role),
    /// Behind a value.
    Behind(usize),
}

impl Scanner {
    /// Looks through the value that begins at a byte, or behind spaces there, inside of `depth`
    /// lists and objects. A number that ends where `bytes` end may go on: it is cut.
    ///
    /// # Errors
    /// The bytes end within the value, or it is no JSON.
    pub(super) fn value(&mut self, bytes: &[u8], at: usize, depth: usize) -> Result<Seen, Stop> {
        self.frames.clear();
        self.keys.clear();
        self.facts = Facts::default();
        let end = self.walk(bytes, at, depth)?;
        Ok(self.facts.seen(bytes, end))
    }

    /// The key that begins at a byte, with its quotes, and the byte behind the colon.
    ///
    /// # Errors
    /// The bytes end before the colon, or something else stands there.
    pub(super) fn key(bytes: &[u8], at: usize) -> Result<(Text, usize), Stop> {
        match bytes.get(at) {
            Some(b'"') => {}
            Some(_) => return Err(Stop::Broken),
            None => return Err(Stop::Cut),
        }
        let key = string(bytes, at)?;
        let colon = spaces(bytes, key.end + 1);
        match bytes.get(colon) {
            Some(b':') => Ok((key, colon + 1)),
            Some(_) => Err(Stop::Broken),
            None => Err(Stop::Cut),
        }
    }

    fn walk(&mut self, bytes: &[u8], at: usize, depth: usize) -> Result<usize, Stop> {
        let (mut at, mut role) = (at, Role::Other);
        loop {
            let mut step = self.begin(bytes, spaces(bytes, at), role, depth)?;
            if let Step::Behind(end) = step {
                step = self.follow(bytes, end)?;
            }
            match step {
                Step::At(next, of_next) => (at, role) = (next, of_next),
                Step::Behind(end) => return Ok(end),
            }
        }
    }

    /// A value without parts, or the beginning of one with parts.
    fn begin(&mut self, bytes: &[u8], at: usize, role: Role, depth: usize) -> Result<Step, Stop> {
        match *bytes.get(at).ok_or(Stop::Cut)? {
            b'"' => {
                let text = string(bytes, at)?;
                self.facts.text(&mut self.frames, bytes, text, role);
                Ok(Step::Behind(text.end + 1))
            }
            b'{' => {
                self.open(true, (at, role), depth)?;
                match spaces(bytes, at + 1) {
                    end if bytes.get(end) == Some(&b'}') => Ok(self.close(bytes, end)),
                    next => self.entry(bytes, next),
                }
            }
            b'[' => {
                self.open(false, (at, role), depth)?;
                match spaces(bytes, at + 1) {
                    end if bytes.get(end) == Some(&b']') => Ok(self.close(bytes, end)),
                    next => Ok(Step::At(next, Role::Other)),
                }
            }
            b't' => text::word(bytes, at, b"true").map(Step::Behind),
            b'f' => text::word(bytes, at, b"false").map(Step::Behind),
            b'n' => {
                self.facts.is_odd |= role == Role::Properties;
                text::word(bytes, at, b"null").map(Step::Behind)
            }
            _ => {
                let number = number(bytes, at)?;
                self.facts.is_doubtful |= number.is_doubtful;
                Ok(Step::Behind(number.end))
            }
        }
    }

    /// What follows a value: signs that close what is open, then a comma or the end.
    fn follow(&mut self, bytes: &[u8], at: usize) -> Result<Step, Stop> {
        let mut at = at;
        while let Some(frame) = self.frames.last() {
            let sign = spaces(bytes, at);
            match (*bytes.get(sign).ok_or(Stop::Cut)?, frame.is_object) {
                (b',', true) => return self.entry(bytes, spaces(bytes, sign + 1)),
                (b',', false) => return Ok(Step::At(sign + 1, Role::Other)),
                (b'}', true) | (b']', false) => {
                    self.close(bytes, sign);
                    at = sign + 1;
                }
                _ => return Err(Stop::Broken),
            }
        }
        Ok(Step::Behind(at))
    }

    fn entry(&mut self, bytes: &[u8], at: usize) -> Result<Step, Stop> {
        let (key, next) = Self::key(bytes, at)?;
        let name = &bytes[key.start..key.end];
        self.keys.push(text::digest(name));
        // An escaped key may be any key.
        self.facts.is_doubtful |= key.is_escaped;
        let role = self.facts.key(&mut self.frames, name);
        self.facts.is_odd |= key.is_escaped;
        Ok(Step::At(next, role))
    }

    fn open(
        &mut self,
        is_object: bool,
        (at, role): (usize, Role),
        depth: usize,
    ) -> Result<(), Stop> {
        if self.frames.len() + depth >= DEEPEST {
            return Err(Stop::Broken);
        }
        let frame = Frame::new(is_object, role, at, self.keys.len());
        self.frames.push(frame);
        Ok(())
    }

    fn close(&mut self, bytes: &[u8], sign: usize) -> Step {
        if let Some(frame) = self.frames.pop() {
            self.facts.is_doubtful |= has_twins(&mut self.keys[frame.keys..]);
            self.keys.truncate(frame.keys);
            if !self.frames.is_empty() {
                let of_record = self.frames.get(1).unwrap_or(&frame);
                let is_inside = of_record.role == Role::Properties;
                self.facts.part(bytes, &frame, sign + 1, is_inside);
            }
        }
        Step::Behind(sign + 1)
    }
}

/// Whether a number stands twice among others.
fn has_twins(keys: &mut [u64]) -> bool {
    const FEW: usize = 24;
    if keys.len() > FEW {
        keys.sort_unstable();
        return keys.windows(2).any(|pair| pair[0] == pair[1]);
    }
    let mut rest = &*keys;
    while let [first, others @ ..] = rest {
        if others.contains(first) {
            return true;
        }
        rest = others;
    }
    false
}

#[cfg(test)]
mod tests;
