//! Files in which each line is a document.

mod ahead;

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use serde::de::IgnoredAny;

use super::{Content, Document, Take, Tools};
use crate::resource::{Origin, Place};
use crate::source::body::Open;
use crate::source::outline::{self, Plain, Reader, Sight, Trouble, next_byte};
use ahead::{Ahead, Glance};

use crate::source::window::Window;
use crate::source::{SourceError, json};
pub(super) use ahead::Crew;

/// The longest line, in bytes, of a file in which each line is a document.
pub(super) const LONGEST: usize = 16 << 20;

/// A line, of which the window is at the beginning or, if it is too long, behind the end.
struct Line {
    start: u64,
    /// Without what ends it.
    length: u64,
    /// With what ends it, where the window is at its beginning.
    whole: Option<usize>,
    is_blank: bool,
}

impl Line {
    fn extent(&self) -> Range<u64> {
        self.start..self.start + self.length
    }
}

/// Whether the first of several lines is a document by itself, or is broken and the second is:
/// an object that stands in no list.
pub(super) fn begins_like_lines(text: Open<'_>, size: usize) -> Result<bool, SourceError> {
    let mut window = Window::new(text, size);
    let Some(first) = filled(&mut window)? else {
        return Ok(false);
    };
    let Some(second) = filled(&mut window)? else {
        return Ok(false);
    };
    let starts = |line: &Line| -> Result<Option<u8>, SourceError> {
        let mut window = Window::of(text, line.extent(), size);
        next_byte(&mut window)
    };
    Ok(is_document(text, &first)?
        || (starts(&first)? != Some(b'[')
            && starts(&second)? == Some(b'{')
            && is_document(text, &second)?))
}

/// The next line that is not blank, passed over.
fn filled(window: &mut Window<'_>) -> Result<Option<Line>, SourceError> {
    while let Some(line) = next(window)? {
        window.pass(line.whole.unwrap_or_default());
        if !line.is_blank {
            return Ok(Some(line));
        }
    }
    Ok(None)
}

fn is_document(text: Open<'_>, line: &Line) -> Result<bool, SourceError> {
    let mut part = Part {
        text,
        extent: line.extent(),
        fault: None,
    };
    let reader = io::BufReader::with_capacity(64 << 10, &mut part);
    let is_document = serde_json::from_reader::<_, IgnoredAny>(reader).is_ok();
    part.fault.map_or(Ok(is_document), Err)
}

/// Part of a text, read from its beginning to its end.
struct Part<'t> {
    text: Open<'t>,
    extent: Range<u64>,
    fault: Option<SourceError>,
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.extent.end - self.extent.start;
        let most = usize::try_from(left).map_or(buffer.len(), |left| left.min(buffer.len()));
        match self.text.read_at(&mut buffer[..most], self.extent.start) {
            Ok(read) => {
                self.extent.start += read as u64;
                Ok(read)
            }
            Err(fault) => {
                self.fault = Some(fault);
                Err(io::ErrorKind::Other.into())
            }
        }
    }
}

/// Takes in the documents of all lines; and whether no line is broken.
pub(super) fn of<T: Take>(
    text: Open<'_>,
    tools: &mut Tools,
    mut take: T,
) -> Result<(T, bool), SourceError> {
    let mut window = Window::new(text, tools.window);
    let mut ahead = Ahead::default();
    let mut is_sound = true;
    for number in 1.. {
        let Some(line) = next(&mut window)? else {
            break;
        };
        let glance = ahead.at(&window, line.start, &tools.crew);
        if !line.is_blank {
            match document(&mut window, (&line, number), glance, tools)? {
                Ok(content) => {
                    let document = Document {
                        line: Some(number),
                        extent: line.extent(),
                        content,
                    };
                    take.document(text, document, tools)?;
                }
                Err(error) => {
                    is_sound &= matches!(error, SourceError::LongLine { .. });
                    take.refuse(error);
                }
            }
        }
        window.pass(line.whole.unwrap_or_default());
    }
    Ok((take, is_sound))
}

fn document(
    window: &mut Window<'_>,
    (line, number): (&Line, usize),
    glance: Option<Glance>,
    tools: &mut Tools,
) -> Result<Result<Content, SourceError>, SourceError> {
    let length = usize::try_from(line.length).unwrap_or(usize::MAX);
    if line.whole.is_none() || length > LONGEST {
        return Ok(Err(long(window.text(), length, number)));
    }
    let bytes = &window.rest()[..length];
    let sight = |length, plain| Sight {
        offset: line.start,
        length,
        plain,
    };
    match glance.unwrap_or_else(|| Glance::at(&mut tools.scanner, bytes)) {
        Glance::Row { length, row } => {
            let plain = Plain::of(bytes, &row, &mut tools.classes);
            let row = outline::Document::Row(sight(length, plain));
            return Ok(Ok(Content::Seen(row)));
        }
        Glance::Record { length, record } => {
            let record = outline::Document::Record(sight(length, None), record);
            return Ok(Ok(Content::Seen(record)));
        }
        Glance::Unclear => {}
    }
    if let Some(document) = outlined(window.text(), line, tools)? {
        return Ok(Ok(Content::Seen(document)));
    }
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let read = json::document(&window.text().body.name, text, number);
    Ok(read.map(Content::Read))
}

/// A document of a line that is more than a row, if it is sound.
fn outlined(
    text: Open<'_>,
    line: &Line,
    tools: &mut Tools,
) -> Result<Option<outline::Document>, SourceError> {
    let mut window = Window::of(text, line.extent(), tools.window);
    if next_byte(&mut window)?.is_none() {
        return Ok(None);
    }
    let mut reader = Reader::new(&mut window, &mut tools.scanner, &mut tools.classes);
    let document = match reader.document() {
        Ok(document) => document,
        Err(Trouble::Unreadable(error)) => return Err(error),
        Err(_) => return Ok(None),
    };
    let is_alone = next_byte(&mut window)?.is_none();
    Ok(is_alone.then_some(document))
}

fn long(text: Open<'_>, length: usize, number: usize) -> SourceError {
    SourceError::LongLine {
        origin: Origin {
            file: Arc::clone(&text.body.name),
            place: Place::Line(number),
        },
        length,
    }
}

/// The next line.
fn next(window: &mut Window<'_>) -> Result<Option<Line>, SourceError> {
    let start = window.offset();
    let mut searched = 0;
    loop {
        let rest = window.rest();
        if let Some(at) = memchr::memchr(b'\n', &rest[searched..]) {
            let length = searched + at;
            let line = &rest[..length];
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            return Ok(Some(Line {
                start,
                length: line.len() as u64,
                whole: Some(length + 1),
                is_blank: is_blank(line),
            }));
        }
        searched = rest.len();
        if searched > LONGEST + 1 {
            return pass_long(window).map(Some);
        }
        if !window.more()? {
            break;
        }
    }
    let line = window.rest();
    Ok((!line.is_empty()).then(|| Line {
        start,
        length: line.len() as u64,
        whole: Some(line.len()),
        is_blank: is_blank(line),
    }))
}

/// Passes over a line that does not fit.
fn pass_long(window: &mut Window<'_>) -> Result<Line, SourceError> {
    let start = window.offset();
    let mut blank = true;
    let mut last = None;
    loop {
        let rest = window.rest();
        let end = memchr::memchr(b'\n', rest);
        let part = &rest[..end.unwrap_or(rest.len())];
        blank &= is_blank(part);
        last = part.last().copied().or(last);
        let passed = part.len();
        window.pass(passed);
        if end.is_some() || !window.more()? {
            let is_returned = end.is_some() && last == Some(b'\r');
            let length = window.offset() - start - u64::from(is_returned);
            window.pass(usize::from(end.is_some()));
            return Ok(Line {
                start,
                length,
                whole: None,
                is_blank: blank,
            });
        }
    }
}

fn is_blank(line: &[u8]) -> bool {
    line.first() != Some(&b'{')
        && std::str::from_utf8(line).is_ok_and(|line| line.trim().is_empty())
}
