//! The values without parts: strings, numbers, words.

/// Why a value was not looked through to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Stop {
    /// The bytes end within it, or right behind a number that may go on.
    Cut,
    /// It is no JSON.
    Broken,
}

/// A string, without its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) struct Text {
    pub(in crate::source) start: usize,
    pub(in crate::source) end: usize,
    pub(in crate::source) is_escaped: bool,
}

impl Text {
    /// What stands between the quotes.
    pub(in crate::source) fn of(self, bytes: &[u8]) -> &[u8] {
        &bytes[self.start..self.end]
    }
}

/// A number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) end: usize,
    /// Whether it may not fit.
    pub(super) is_doubtful: bool,
}

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGHS: u64 = ONES << 7;

/// The first byte that is none of the four spaces of JSON.
#[inline]
pub(in crate::source) fn spaces(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
        while bytes.get(at..at + 8) == Some(b"        ") {
            at += 8;
        }
    }
    at
}

/// The string that begins with the quote at a byte.
#[inline]
pub(super) fn string(bytes: &[u8], at: usize) -> Result<Text, Stop> {
    let start = at + 1;
    let mut is_escaped = false;
    let mut at = start;
    loop {
        at = plain(bytes, at);
        match *bytes.get(at).ok_or(Stop::Cut)? {
            b'"' => break,
            b'\\' => at = escape(bytes, at + 1)?,
            _ => return Err(Stop::Broken),
        }
        is_escaped = true;
    }
    Ok(Text {
        start,
        end: at,
        is_escaped,
    })
}

/// The first byte that is a quote, a backslash or a control character.
#[inline]
fn plain(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let special = special(u64::from_le_bytes(*chunk));
        if special != 0 {
            return at + (special.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at)
        && !matches!(byte, b'"' | b'\\' | 0..=0x1f)
    {
        at += 1;
    }
    at
}

/// The high bits of the bytes that are special, of which the lowest is certain.
#[inline]
fn special(word: u64) -> u64 {
    let is_zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let quote = is_zero(word ^ (ONES * b'"' as u64));
    let backslash = is_zero(word ^ (ONES * b'\\' as u64));
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (quote | backslash | control) & HIGHS
}

/// The byte behind an escape whose backslash stands before `at`.
fn escape(bytes: &[u8], at: usize) -> Result<usize, Stop> {
    match *bytes.get(at).ok_or(Stop::Cut)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(at + 1),
        b'u' => match unit(bytes, at + 1)? {
            0xd800..=0xdbff => {
                word(bytes, at + 5, b"\\u")?;
                match unit(bytes, at + 7)? {
                    0xdc00..=0xdfff => Ok(at + 11),
                    _ => Err(Stop::Broken),
                }
            }
            0xdc00..=0xdfff => Err(Stop::Broken),
            _ => Ok(at + 5),
        },
        _ => Err(Stop::Broken),
    }
}

/// Four hexadecimal digits.
fn unit(bytes: &[u8], at: usize) -> Result<u32, Stop> {
    let digits = bytes.get(at..at + 4).ok_or(Stop::Cut)?;
    digits.iter().try_fold(0, |unit, &digit| {
        let digit = char::from(digit).to_digit(16).ok_or(Stop::Broken)?;
        Ok(unit * 16 + digit)
    })
}

/// The byte behind a word that has to stand at a byte.
#[inline]
pub(super) fn word(bytes: &[u8], at: usize, word: &[u8]) -> Result<usize, Stop> {
    let end = bytes.len().min(at + word.len());
    match bytes.get(at..end) {
        Some(found) if found == word => Ok(end),
        Some(found) if word.starts_with(found) => Err(Stop::Cut),
        _ => Err(Stop::Broken),
    }
}

/// The number that begins at a byte. Integers of so many digits, and powers of ten, may not fit.
#[inline]
pub(super) fn number(bytes: &[u8], at: usize) -> Result<Number, Stop> {
    const SURELY_FIT: usize = 18;
    let start = at + usize::from(bytes.get(at) == Some(&b'-'));
    let mut end = digits(bytes, start)?;
    let mut is_doubtful = end - start > SURELY_FIT;
    if bytes[start] == b'0' && end - start > 1 {
        return Err(Stop::Broken);
    }
    if bytes.get(end) == Some(&b'.') {
        end = digits(bytes, end + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        is_doubtful = true;
        let sign = matches!(bytes.get(end + 1), Some(b'+' | b'-'));
        end = digits(bytes, end + 1 + usize::from(sign))?;
    }
    match end == bytes.len() {
        true => Err(Stop::Cut),
        false => Ok(Number { end, is_doubtful }),
    }
}

/// The byte behind some digits, of which there is one at least.
#[inline]
fn digits(bytes: &[u8], at: usize) -> Result<usize, Stop> {
    let mut end = at;
    while let Some(b'0'..=b'9') = bytes.get(end) {
        end += 1;
    }
    match (end == at, end == bytes.len()) {
        (_, true) => Err(Stop::Cut),
        (true, false) => Err(Stop::Broken),
        (false, false) => Ok(end),
    }
}

/// A number for a key: the same for the same bytes, and hardly ever for others.
#[inline]
pub(super) fn digest(key: &[u8]) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |digest: u64, word: u64| {
        let mixed = (digest ^ word).wrapping_mul(SPREAD);
        mixed ^ (mixed >> 29)
    };
    let (words, rest) = key.as_chunks::<8>();
    let digest = words.iter().fold(key.len() as u64, |digest, word| {
        mix(digest, u64::from_le_bytes(*word))
    });
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(digest, u64::from_le_bytes(last))
}
