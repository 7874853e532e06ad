//! One document after the other, looked through for the places of its records.
//!
//! What a document is, and which of its lists holds its records, is told by what stands around
//! them: the outline. Of the records themselves only the places are kept.

use std::ops::Range;

use serde_json::Value;

use super::SourceError;
use super::body::Open;
use super::classes::Classes;
use super::envelope::CONTENT;
use super::json::{self, Soundness};
use super::reduced::Reduced;
use super::scan::{Row, Scanner, Seen, Stop, Words, spaces};
use super::shape::{holds_records, is_spelling};
use super::window::Window;
use crate::inventory::Name;

/// What one record may have, in bytes, and one outline.
pub(super) const LARGEST: usize = 64 << 20;

/// How much of an object is looked at as if it were one record.
const GLANCE: usize = 64 << 10;

/// Where something that may be a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sight {
    pub(super) offset: u64,
    pub(super) length: u32,
    /// What is known of it, if it is a row with nothing odd about it.
    pub(super) plain: Option<Plain>,
}

/// What is known of a row: what names it, and the resources inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) named: Named,
    pub(super) children: Box<[Child]>,
}

/// What names a resource, and where its id stands in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: Name,
    pub(super) id: Part,
}

/// A resource inside a row: where it stands in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Child {
    pub(super) extent: Part,
    pub(super) named: Named,
}

/// Some bytes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Part {
    fn of(range: &Range<usize>) -> Option<Self> {
        Some(Self {
            start: u32::try_from(range.start).ok()?,
            end: u32::try_from(range.end).ok()?,
        })
    }

    /// The part of a record.
    pub(super) fn text(self, record: &str) -> Option<&str> {
        record.get(self.start as usize..self.end as usize)
    }
}

impl Plain {
    /// What is known of a row of a text that begins with it.
    pub(super) fn of(text: &[u8], row: &Row, classes: &mut Classes) -> Option<Self> {
        let children = row.children.iter().map(|child| {
            Some(Child {
                extent: Part::of(&child.extent)?,
                named: Named::of(text, &child.words, classes)?,
            })
        });
        Some(Self {
            children: children.collect::<Option<_>>()?,
            named: Named::of(text, &row.words, classes)?,
        })
    }
}

impl Named {
    fn of(text: &[u8], words: &Words, classes: &mut Classes) -> Option<Self> {
        Some(Self {
            id: Part::of(&words.id)?,
            name: classes.of_words(text, words),
        })
    }
}

/// A sound document.
#[derive(Debug)]
pub(super) enum Document {
    /// A row of Azure.
    Row(Sight),
    /// Another record, which had to be read.
    Record(Sight, Value),
    /// A list of records.
    List(Vec<Sight>),
    /// Anything else.
    Outlined(Outlined),
}

/// A document that is more than a list: what stands around its lists, each of which holds its own
/// number in place of its elements.
#[derive(Debug)]
pub(super) struct Outlined {
    pub(super) outline: Value,
    /// Where the value of its `content` stands.
    pub(super) content: Option<Range<u64>>,
    pub(super) lists: Vec<List>,
}

/// A list that may hold records.
#[derive(Debug)]
pub(super) struct List {
    /// The keys that lead to it.
    pub(super) path: Vec<String>,
    pub(super) members: Vec<Sight>,
    /// From the first byte of the first element to behind the last one.
    extent: Range<u64>,
}

/// Why a document is not one.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Nothing can be read any more.
    Unreadable(SourceError),
    /// It is no JSON, or not as strict as ours: the parser says why.
    Unsound,
    /// Something in it that begins at this byte is larger than a record may be.
    Large(u64),
}

impl From<SourceError> for Trouble {
    fn from(error: SourceError) -> Self {
        Self::Unreadable(error)
    }
}

/// Looks through one document.
pub(super) struct Reader<'r, 't> {
    pub(super) window: &'r mut Window<'t>,
    pub(super) scanner: &'r mut Scanner,
    pub(super) classes: &'r mut Classes,
    start: u64,
    content: Option<Range<u64>>,
    lists: Vec<List>,
    /// The element that has a number which does not fit.
    misfit: Option<(usize, Range<u64>)>,
}

impl<'r, 't> Reader<'r, 't> {
    pub(super) fn new(
        window: &'r mut Window<'t>,
        scanner: &'r mut Scanner,
        classes: &'r mut Classes,
    ) -> Self {
        Self {
            start: window.offset(),
            window,
            scanner,
            classes,
            content: None,
            lists: Vec::new(),
            misfit: None,
        }
    }

    /// Looks through the document that begins at the window's next byte.
    ///
    /// # Errors
    /// It is not sound, or not readable.
    pub(super) fn document(&mut self) -> Result<Document, Trouble> {
        self.start = self.window.offset();
        match self.peek()? {
            Some(b'[') => {
                self.list(Vec::new(), 0)?;
                match self.misfit {
                    None => Ok(Document::List(self.lists.remove(0).members)),
                    Some(_) => Err(Trouble::Unsound),
                }
            }
            Some(b'{') => match self.row()? {
                Some(row) => Ok(Document::Row(row)),
                None => {
                    self.object(&[], 0)?;
                    self.outlined()
                }
            },
            _ => Err(Trouble::Unsound),
        }
    }

    /// The document as a row, if it is one.
    fn row(&mut self) -> Result<Option<Sight>, Trouble> {
        let bytes = self.window.see(GLANCE)?;
        let Ok(Seen { end, row, .. }) = self.scanner.value(bytes, 0, 0) else {
            return Ok(None);
        };
        let Some(row) = row else { return Ok(None) };
        let sight = Sight {
            offset: self.start,
            length: length(end)?,
            plain: Plain::of(bytes, &row, self.classes),
        };
        self.window.pass(end);
        Ok(Some(sight))
    }

    /// The entries of an object, up to behind its end.
    fn object(&mut self, path: &[String], depth: usize) -> Result<(), Trouble> {
        self.window.pass(1);
        if self.peek()? == Some(b'}') {
            self.window.pass(1);
            return Ok(());
        }
        loop {
            let key = self.key()?;
            self.entry(path, key, depth + 1)?;
            match self.peek()? {
                Some(b',') => self.window.pass(1),
                Some(b'}') => break self.window.pass(1),
                _ => return Err(Trouble::Unsound),
            }
            self.peek()?;
        }
        Ok(())
    }

    fn entry(&mut self, path: &[String], key: String, depth: usize) -> Result<(), Trouble> {
        let first = self.peek()?;
        let start = self.window.offset();
        let is_content = path.is_empty() && key == CONTENT;
        let path = [path, std::slice::from_ref(&key)].concat();
        match first {
            Some(b'[') if is_content || holds_records(&path) => self.list(path, depth)?,
            Some(b'{') if is_content || is_table(&path) => self.object(&path, depth)?,
            _ => {
                self.value(depth)?;
            }
        }
        if is_content {
            self.content = Some(start..self.window.offset());
        }
        Ok(())
    }

    /// The elements of a list, up to behind its end.
    fn list(&mut self, path: Vec<String>, depth: usize) -> Result<(), Trouble> {
        self.window.pass(1);
        let number = self.lists.len();
        let is_empty = self.peek()? == Some(b']');
        let start = self.window.offset();
        self.lists.push(List {
            path,
            members: Vec::new(),
            extent: start..start,
        });
        if is_empty {
            self.window.pass(1);
            return Ok(());
        }
        loop {
            self.peek()?;
            self.element(number, depth + 1)?;
            match self.peek()? {
                Some(b',') => self.window.pass(1),
                Some(b']') => break self.window.pass(1),
                _ => return Err(Trouble::Unsound),
            }
        }
        Ok(())
    }

    fn element(&mut self, list: usize, depth: usize) -> Result<(), Trouble> {
        let offset = self.window.offset();
        let seen = self.look(depth)?;
        let bytes = self.window.rest();
        if seen.is_doubtful {
            let text = std::str::from_utf8(&bytes[..seen.end]).map_err(|_| Trouble::Unsound)?;
            match json::soundness(text) {
                Soundness::Sound => {}
                Soundness::Misfit => {
                    let extent = offset..offset + seen.end as u64;
                    self.misfit.get_or_insert((list, extent));
                }
                Soundness::Unsound => return Err(Trouble::Unsound),
            }
        }
        let row = seen.row.as_ref();
        let plain = row.and_then(|row| Plain::of(bytes, row, self.classes));
        self.window.pass(seen.end);
        let list = &mut self.lists[list];
        list.extent.end = self.window.offset();
        list.members.push(Sight {
            offset,
            length: length(seen.end)?,
            plain,
        });
        Ok(())
    }

    /// Passes over a value of the outline, which is read later.
    fn value(&mut self, depth: usize) -> Result<(), Trouble> {
        let seen = self.look(depth)?;
        self.window.pass(seen.end);
        Ok(())
    }

    fn look(&mut self, depth: usize) -> Result<Seen, Trouble> {
        loop {
            match self.scanner.value(self.window.rest(), 0, depth) {
                Ok(seen) if seen.end <= LARGEST => return Ok(seen),
                Err(Stop::Broken) => return Err(Trouble::Unsound),
                Err(Stop::Cut) if self.window.rest().len() <= LARGEST => {
                    match self.window.more()? {
                        true => {}
                        false => return Err(Trouble::Unsound),
                    }
                }
                _ => return Err(Trouble::Large(self.window.offset())),
            }
        }
    }

    fn key(&mut self) -> Result<String, Trouble> {
        loop {
            match Scanner::key(self.window.rest(), 0) {
                Ok((key, next)) => {
                    let quoted = &self.window.rest()[key.start - 1..=key.end];
                    let key = serde_json::from_slice(quoted).map_err(|_| Trouble::Unsound)?;
                    self.window.pass(next);
                    return Ok(key);
                }
                Err(Stop::Cut) if self.window.rest().len() > LARGEST => {
                    return Err(Trouble::Large(self.window.offset()));
                }
                Err(Stop::Cut) if self.window.more()? => {}
                Err(_) => return Err(Trouble::Unsound),
            }
        }
    }

    /// The next byte that is no space.
    fn peek(&mut self) -> Result<Option<u8>, SourceError> {
        next_byte(self.window)
    }

    fn outlined(&mut self) -> Result<Document, Trouble> {
        if self.misfit.is_some() {
            return Err(Trouble::Unsound);
        }
        let reduced = self.reduced(self.window.offset())?;
        let outline = json::strict(reduced.text()).ok_or(Trouble::Unsound)?;
        Ok(Document::Outlined(Outlined {
            outline,
            content: self.content.take(),
            lists: std::mem::take(&mut self.lists),
        }))
    }

    /// The text of the document up to a byte, without the elements of its lists but one: that of
    /// which a number does not fit.
    ///
    /// # Errors
    /// The text cannot be read, or is too large.
    pub(super) fn reduced(&self, end: u64) -> Result<Reduced, Trouble> {
        let text = self.window.text();
        let mut reduced = Reduced::default();
        let mut from = self.start;
        for (number, list) in self.lists.iter().enumerate() {
            if list.members.is_empty() {
                continue;
            }
            add(&mut reduced, text, from..list.extent.start)?;
            match &self.misfit {
                Some((of, element)) if *of == number => add(&mut reduced, text, element.clone())?,
                _ => reduced.stand_in(&number.to_string(), list.extent.start),
            }
            from = list.extent.end;
        }
        add(&mut reduced, text, from..end.max(from))?;
        Ok(reduced)
    }

    /// Whether some elements of it were seen already.
    pub(super) fn has_members(&self) -> bool {
        self.lists.iter().any(|list| !list.members.is_empty())
    }

    /// Where the document begins.
    pub(super) fn start(&self) -> u64 {
        self.start
    }
}

/// The next byte of a text that is no space of JSON.
pub(super) fn next_byte(window: &mut Window<'_>) -> Result<Option<u8>, SourceError> {
    loop {
        let passed = spaces(window.rest(), 0);
        window.pass(passed);
        if let Some(byte) = window.rest().first() {
            return Ok(Some(*byte));
        }
        if !window.more()? {
            return Ok(None);
        }
    }
}

fn add(reduced: &mut Reduced, text: Open<'_>, extent: Range<u64>) -> Result<(), Trouble> {
    let length = usize::try_from(extent.end - extent.start).unwrap_or(usize::MAX);
    if reduced.text().len().saturating_add(length) > LARGEST {
        return Err(Trouble::Large(extent.start));
    }
    let bytes = text.read(extent.start, length)?;
    let part = String::from_utf8(bytes).map_err(|_| Trouble::Unsound)?;
    reduced.add(&part, extent.start);
    Ok(())
}

fn length(bytes: usize) -> Result<u32, Trouble> {
    u32::try_from(bytes).map_err(|_| Trouble::Unsound)
}

/// Whether an object that these keys lead to may hold the rows of a table.
fn is_table(path: &[String]) -> bool {
    path.last().is_some_and(|key| is_spelling(key, "data"))
}
