//! The documents of a file: of JSON one, one a line, or several one after the other; of YAML
//! those between its marks.

mod lines;

use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use super::body::Open;
use super::classes::Classes;
use super::excerpt::Spot;
use super::outline::{self, LARGEST, Reader, Trouble, next_byte};
use super::places::Places;
use super::scan::Scanner;
use super::window::{self, Window};
use super::{SourceError, json, yaml};
use crate::resource::{Origin, Place};
use lines::Crew;

/// What documents are looked through with.
#[derive(Debug)]
pub(super) struct Tools {
    pub(super) scanner: Scanner,
    pub(super) classes: Classes,
    /// Who looks at lines side by side.
    pub(super) crew: Crew,
    /// How much of a text is read at once.
    pub(super) window: usize,
}

impl Tools {
    /// Tools of so many threads.
    pub(super) fn new(threads: usize) -> Self {
        Self {
            scanner: Scanner::default(),
            classes: Classes::default(),
            crew: Crew::of(threads),
            window: window::SIZE,
        }
    }
}

/// A document in a file.
#[derive(Debug)]
pub(super) struct Document {
    /// The line, counted from 1, if each line of the file is a document.
    pub(super) line: Option<usize>,
    /// Where it stands.
    pub(super) extent: Range<u64>,
    pub(super) content: Content,
}

/// What is known of a document.
#[derive(Debug)]
pub(super) enum Content {
    /// Where its records are.
    Seen(outline::Document),
    /// All of it: it had to be read.
    Read(Value),
}

/// Takes documents in, and what keeps others from being ones.
pub(super) trait Take {
    /// Takes a document of a text.
    ///
    /// # Errors
    /// The text cannot be read.
    fn document(
        &mut self,
        text: Open<'_>,
        document: Document,
        tools: &mut Tools,
    ) -> Result<(), SourceError>;

    /// Notes why something is no document.
    fn refuse(&mut self, error: SourceError);
}

/// The documents of a file. A broken line does not stop the lines after it; where documents
/// follow each other freely, nobody knows where the one after a broken one starts.
///
/// Documents that only begin like lines, a page in one line before a page in several, are read
/// as what they are.
///
/// # Errors
/// The text cannot be read, or is none.
pub(super) fn of<T: Take>(
    text: Open<'_>,
    tools: &mut Tools,
    begin: impl Fn() -> T,
) -> Result<T, SourceError> {
    let mut window = Window::new(text, tools.window);
    if is_blank(&mut window)? {
        let file = Arc::clone(&text.body.name);
        return Err(SourceError::Empty { file });
    }
    if let Some(whole) = yaml::whole(text, tools.window)? {
        return read(
            text,
            yaml::documents(&text.body.name, &whole),
            tools,
            begin(),
        );
    }
    if !lines::begins_like_lines(text, tools.window)? {
        return Ok(concatenated(text, tools, begin(), false)?.0);
    }
    let (taken, is_sound) = lines::of(text, tools, begin())?;
    if is_sound {
        return Ok(taken);
    }
    match concatenated(text, tools, begin(), true)? {
        (documents, true) => Ok(documents),
        (_, false) => Ok(taken),
    }
}

/// Passes over spaces of any kind; whether there is nothing else.
fn is_blank(window: &mut Window<'_>) -> Result<bool, SourceError> {
    loop {
        let rest = std::str::from_utf8(window.rest()).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        if blank < rest.len() {
            return Ok(false);
        }
        window.pass(blank);
        if !window.more()? {
            return Ok(true);
        }
    }
}

/// Documents that had to be read.
fn read<T: Take>(
    text: Open<'_>,
    documents: Vec<Result<Value, SourceError>>,
    tools: &mut Tools,
    mut take: T,
) -> Result<T, SourceError> {
    for document in documents {
        match document {
            Err(error) => take.refuse(error),
            Ok(value) => {
                let document = Document {
                    line: None,
                    extent: 0..text.body.length,
                    content: Content::Read(value),
                };
                take.document(text, document, tools)?;
            }
        }
    }
    Ok(take)
}

/// Documents one after the other, up to the first that is broken; and whether none is. A mere
/// trial ends with the first that is not sound.
fn concatenated<T: Take>(
    text: Open<'_>,
    tools: &mut Tools,
    mut take: T,
    is_trial: bool,
) -> Result<(T, bool), SourceError> {
    let mut window = Window::new(text, tools.window);
    let places = Places::new(text);
    let mut is_sound = true;
    while next_byte(&mut window)?.is_some() {
        let (start, asked) = one(&mut window, tools, &places)?;
        if let Some(fault) = places.fault() {
            return Err(fault);
        }
        let follows = asked.follows;
        match asked.content {
            Ok(content) => {
                let document = Document {
                    line: None,
                    extent: start..follows.unwrap_or(window.offset()),
                    content,
                };
                take.document(text, document, tools)?;
            }
            Err(error) => {
                is_sound = false;
                take.refuse(error);
            }
        }
        match follows {
            Some(follows) if is_sound || !is_trial => window.move_to(follows),
            _ if is_trial => break,
            _ => window.pass_all()?,
        }
    }
    Ok((take, is_sound))
}

/// What the parser says of a document.
struct Asked {
    content: Result<Content, SourceError>,
    /// Where the next document may begin, if it may.
    follows: Option<u64>,
}

/// The document that begins at the window's next byte.
fn one(
    window: &mut Window<'_>,
    tools: &mut Tools,
    places: &Places<'_>,
) -> Result<(u64, Asked), SourceError> {
    let mut reader = Reader::new(window, &mut tools.scanner, &mut tools.classes);
    let asked = match reader.document() {
        Ok(document) => Asked {
            content: Ok(Content::Seen(document)),
            follows: Some(reader.window.offset()),
        },
        Err(Trouble::Unreadable(error)) => return Err(error),
        Err(Trouble::Large(offset)) => large(&reader, offset, places),
        Err(Trouble::Unsound) => ask(&reader, places)?,
    };
    Ok((reader.start(), asked))
}

/// Has the parser say what it finds wrong with a document, from as little of the text as it
/// needs for that.
fn ask(reader: &Reader<'_, '_>, places: &Places<'_>) -> Result<Asked, SourceError> {
    const BEGINNING: u64 = 256;
    let text = reader.window.text();
    let mut more = BEGINNING;
    loop {
        let end = text.body.length.min(reader.window.offset() + more);
        let reduced = match reader.reduced(end) {
            Ok(reduced) => reduced,
            Err(Trouble::Unreadable(error)) => return Err(error),
            Err(_) => return Ok(large(reader, reader.window.offset(), places)),
        };
        let Some(first) = json::First::of(reduced.text()) else {
            return Ok(large(reader, reader.window.offset(), places));
        };
        let is_open = first.is_open(reduced.text());
        if is_open && end < text.body.length && more <= LARGEST as u64 {
            more *= 2;
            continue;
        }
        if is_open && end < text.body.length {
            return Ok(large(reader, reader.window.offset(), places));
        }
        let follows = first.is_json().then(|| reduced.place(first.end));
        let spots = |offset| places.spot(reduced.place(offset));
        return Ok(match first.value(&text.body.name, reduced.text(), &spots) {
            // Without the elements it is another document.
            Ok(_) if reader.has_members() => large(reader, reader.window.offset(), places),
            content => Asked {
                content: content.map(Content::Read),
                follows,
            },
        });
    }
}

/// Something too large begins at a byte.
fn large(reader: &Reader<'_, '_>, offset: u64, places: &Places<'_>) -> Asked {
    let Spot { line, column, .. } = places.spot(offset);
    let origin = Origin {
        file: Arc::clone(&reader.window.text().body.name),
        place: Place::LineColumn(line, column),
    };
    Asked {
        content: Err(SourceError::LargeRecord { origin }),
        follows: None,
    }
}

#[cfg(test)]
mod tests;
