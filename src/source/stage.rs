//! What was seen of one file, before it is known that all of it is sound.

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::body::{Open, Spool};
use super::completeness::Page;
use super::documents::{Content, Document, Take, Tools};
use super::envelope::{self, Opened};
use super::examine::Examined;
use super::extents::{self, Extent};
use super::outline::{self, LARGEST, List, Outlined, Sight};
use super::shelf::{Inline, Kept, Outline, Plain, Setting, Shelf};
use super::{Options, SourceError, json, shape};
use crate::inventory::{Fact, Name};
use crate::resource::{Origin, Owner, Place, ResourceType};

/// What was seen of one file.
pub(super) struct Stage<'a> {
    name: Arc<str>,
    of: Option<&'a Owner>,
    options: &'a Options,
    spool: Arc<Spool>,
    /// The number of the body that the file will have.
    body: u32,
    /// How many records and settings stand before those of this file.
    before: (usize, usize),
    /// How many records the file has.
    records: usize,
    pub(super) kept: Vec<Kept>,
    pub(super) inline: Vec<Inline>,
    pub(super) settings: Vec<Setting>,
    pub(super) facts: Vec<Fact>,
    pub(super) pages: Vec<(Origin, Page)>,
    pub(super) collected: Vec<ResourceType>,
    pub(super) refused: Vec<SourceError>,
    /// Whether each line is a document, and the last one has an end.
    pub(super) has_lines: bool,
    pub(super) is_ended: bool,
}

/// The body in which those records stand that were written down.
const WRITTEN: u32 = 0;

impl Take for Stage<'_> {
    fn document(
        &mut self,
        text: Open<'_>,
        document: Document,
        tools: &mut Tools,
    ) -> Result<(), SourceError> {
        let Document {
            line,
            extent,
            content,
        } = document;
        self.has_lines |= line.is_some();
        let own = self.setting(line.is_some(), self.of.cloned(), None);
        match content {
            Content::Seen(outline::Document::Row(sight)) => {
                self.members(text, &[sight], (own, line), tools)
            }
            Content::Seen(outline::Document::Record(sight, record)) => {
                let (number, kept) = self.keep((&sight).into(), own, line, None);
                self.examine(record, (number, kept), tools)
            }
            Content::Seen(outline::Document::List(members)) => {
                self.members(text, &members, (own, line), tools)
            }
            Content::Seen(outline::Document::Outlined(outlined)) => {
                self.outlined(text, outlined, (extent, line), tools)
            }
            Content::Read(value) => self.read(value, line, tools),
        }
    }

    fn refuse(&mut self, error: SourceError) {
        self.refused.push(error);
    }
}

impl From<&Sight> for Extent {
    fn from(sight: &Sight) -> Self {
        Self {
            offset: sight.offset,
            length: sight.length,
        }
    }
}

impl<'a> Stage<'a> {
    /// Nothing of a file that follows what is on a shelf.
    pub(super) fn new(
        name: &Arc<str>,
        of: Option<&'a Owner>,
        options: &'a Options,
        shelf: &Shelf,
    ) -> Self {
        Self {
            name: Arc::clone(name),
            of,
            options,
            spool: Arc::clone(&shelf.spool),
            body: number(shelf.bodies.len()),
            before: (shelf.kept.len(), shelf.settings.len()),
            records: 0,
            kept: Vec::new(),
            inline: Vec::new(),
            settings: Vec::new(),
            facts: Vec::new(),
            pages: Vec::new(),
            collected: Vec::new(),
            refused: Vec::new(),
            has_lines: false,
            is_ended: false,
        }
    }

    /// The number of a setting.
    fn setting(
        &mut self,
        is_line: bool,
        owner: Option<Owner>,
        outline: Option<Arc<Outline>>,
    ) -> u32 {
        self.setting_in(self.body, is_line, owner, outline)
    }

    fn setting_in(
        &mut self,
        body: u32,
        is_line: bool,
        owner: Option<Owner>,
        outline: Option<Arc<Outline>>,
    ) -> u32 {
        const LATEST: usize = 4;
        let setting = Setting {
            name: Arc::clone(&self.name),
            body,
            is_line,
            owner,
            outline,
        };
        let latest = self.settings.len().saturating_sub(LATEST);
        let known = self.settings[latest..]
            .iter()
            .position(|one| *one == setting);
        let index = known.map_or(self.settings.len(), |known| latest + known);
        if known.is_none() {
            self.settings.push(setting);
        }
        number(self.before.1 + index)
    }

    fn of_number(&self, setting: u32) -> &Setting {
        &self.settings[setting as usize - self.before.1]
    }

    /// Takes in elements of a list that may be records. `line` is theirs, if each is a document.
    fn members(
        &mut self,
        text: Open<'_>,
        members: &[Sight],
        (setting, line): (u32, Option<usize>),
        tools: &mut Tools,
    ) -> Result<(), SourceError> {
        let is_simple = {
            let setting = self.of_number(setting);
            setting.owner.is_none() && setting.outline.is_none()
        };
        let mut open: Vec<(u32, Kept)> = Vec::new();
        for sight in members {
            let plain = sight.plain.as_ref().filter(|_| is_simple);
            let named = plain.map(|plain| Plain::from(plain.named));
            let (record, kept) = self.keep(sight.into(), setting, line, named);
            match plain {
                Some(plain) => self.know_all(plain, record),
                None => open.push((record, kept)),
            }
        }
        let extents = open.iter().map(|(_, kept)| Extent {
            offset: kept.offset,
            length: kept.length,
        });
        let extents: Vec<Extent> = extents.collect();
        extents::read(text, &extents, &mut |index, text| {
            let changed = || self.of_number(setting).changed();
            let element = json::strict(text).ok_or_else(changed)?;
            self.examine(element, open[index], tools)
        })
    }

    /// Looks at an element of a list, or a document, that stands in the text.
    fn examine(
        &mut self,
        element: Value,
        (record, kept): (u32, Kept),
        tools: &mut Tools,
    ) -> Result<(), SourceError> {
        let setting = self.of_number(kept.setting);
        let examined = setting.examine(element, kept.place, &self.options.read_types);
        let examined = examined.ok_or_else(|| setting.changed())?;
        self.examined(examined, record, tools);
        Ok(())
    }

    /// Keeps where a record stands.
    fn keep(
        &mut self,
        extent: Extent,
        setting: u32,
        line: Option<usize>,
        plain: Option<Plain>,
    ) -> (u32, Kept) {
        let record = number(self.before.0 + self.kept.len());
        let kept = Kept {
            offset: extent.offset,
            place: line.unwrap_or(self.records) as u64,
            length: extent.length,
            setting,
            plain,
        };
        self.records += 1;
        self.kept.push(kept);
        (record, kept)
    }

    /// A plain row, and the resources inside it.
    fn know_all(&mut self, plain: &outline::Plain, record: u32) {
        self.know(plain.named.name, record, false);
        for child in &plain.children {
            self.know(child.named.name, record, true);
            self.inline.push(Inline::of(record, child));
        }
    }

    fn know(&mut self, name: Name, record: u32, is_inline: bool) {
        self.facts.push(Fact {
            name,
            record,
            is_inline,
        });
    }

    fn examined(&mut self, examined: Examined, record: u32, tools: &mut Tools) {
        if let Some(own) = &examined.own {
            self.know(tools.classes.of_resource(own), record, false);
        }
        for child in &examined.inline {
            self.know(tools.classes.of_resource(child), record, true);
        }
        self.refused.extend(examined.complaints);
    }

    /// Takes in a document that is told by its outline.
    fn outlined(
        &mut self,
        text: Open<'_>,
        outlined: Outlined,
        (extent, line): (Range<u64>, Option<usize>),
        tools: &mut Tools,
    ) -> Result<(), SourceError> {
        let whole = self.whole(line);
        let Some(Opened { document, of }) = self.opened(outlined.outline, &whole) else {
            return Ok(());
        };
        let content = outlined.content.filter(|_| of.is_some());
        let steps_in = usize::from(content.is_some());
        let owner = of.or_else(|| self.of.cloned());
        let kept = (!outlined.lists.is_empty()).then(|| document.clone());
        let Some(found) = self.content(document, &whole) else {
            return Ok(());
        };
        self.collected.extend(found.collected);
        let list = listed(&found.records, outlined.lists);
        let count = list.as_ref().map(|list| list.members.len());
        let page = found.page.map(|page| Page {
            found: count.unwrap_or(page.found),
            ..page
        });
        self.pages.extend(page.map(|page| (whole.clone(), page)));
        match (list, found.records.is_empty(), kept) {
            (Some(list), _, Some(document)) => {
                let outline = Outline {
                    document,
                    path: list.path[steps_in..].to_vec(),
                };
                let outline = Some(Arc::new(outline)).filter(|outline| is_needed(outline));
                let setting = self.setting(line.is_some(), owner, outline);
                self.members(text, &list.members, (setting, line), tools)
            }
            (_, true, _) => Ok(()),
            _ => {
                let extent = content.unwrap_or(extent);
                let Some(sight) = sight(extent) else {
                    self.refuse(SourceError::LargeRecord { origin: whole });
                    return Ok(());
                };
                let setting = self.setting(line.is_some(), owner, None);
                self.members(text, &[sight], (setting, line), tools)
            }
        }
    }

    /// Takes in a document that had to be read: its records are written down.
    fn read(
        &mut self,
        document: Value,
        line: Option<usize>,
        tools: &mut Tools,
    ) -> Result<(), SourceError> {
        let whole = self.whole(line);
        let Some(Opened { document, of }) = self.opened(document, &whole) else {
            return Ok(());
        };
        let Some(content) = self.content(document, &whole) else {
            return Ok(());
        };
        self.collected.extend(content.collected);
        self.pages.extend(content.page.map(|page| (whole, page)));
        let owner = of.or_else(|| self.of.cloned());
        let setting = self.setting_in(WRITTEN, line.is_some(), owner, None);
        for record in content.records {
            let extent = self.written(&record)?;
            let (number, kept) = self.keep(extent, setting, line, None);
            let setting = self.of_number(setting);
            let examined = setting.examine(record, kept.place, &self.options.read_types);
            self.examined(examined.unwrap_or_default(), number, tools);
        }
        Ok(())
    }

    /// Writes a record down.
    fn written(&self, record: &Value) -> Result<Extent, SourceError> {
        let text = record.to_string();
        let offset = self.spool.end().and_then(|end| {
            self.spool.append(text.as_bytes())?;
            Ok(end)
        });
        let offset = offset.map_err(|error| SourceError::Unspooled {
            file: Arc::clone(&self.name),
            reason: error.to_string(),
        })?;
        let length = u32::try_from(text.len()).map_err(|_| SourceError::LargeRecord {
            origin: self.whole(None),
        })?;
        Ok(Extent { offset, length })
    }

    fn opened(&mut self, document: Value, whole: &Origin) -> Option<Opened> {
        match envelope::open(document) {
            Ok(opened) => Some(opened),
            Err(reason) => {
                self.refuse(SourceError::BadOwner {
                    origin: whole.clone(),
                    reason,
                });
                None
            }
        }
    }

    fn content(&mut self, document: Value, whole: &Origin) -> Option<shape::Content> {
        let content = shape::content(document, whole);
        content.map_err(|error| self.refuse(error)).ok()
    }

    fn whole(&self, line: Option<usize>) -> Origin {
        Origin {
            file: Arc::clone(&self.name),
            place: line.map_or(Place::Whole, Place::Line),
        }
    }
}

/// The list that the records of a document stand in: it holds its number.
fn listed(records: &[Value], lists: Vec<List>) -> Option<List> {
    let [Value::Number(number)] = records else {
        return None;
    };
    let number = usize::try_from(number.as_u64()?).ok()?;
    lists.into_iter().nth(number)
}

/// Whether an element is another record than it is by itself.
fn is_needed(outline: &Outline) -> bool {
    let is_row = outline.path.last().is_some_and(|key| key == "rows");
    let element = || Value::Object(Map::new());
    is_row || outline.record(element()) != Some(element())
}

/// A document that is one record, if it is not too large.
fn sight(extent: Range<u64>) -> Option<Sight> {
    let length = extent.end - extent.start;
    let length = u32::try_from(length).ok();
    Some(Sight {
        offset: extent.start,
        length: length.filter(|length| *length as usize <= LARGEST)?,
        plain: None,
    })
}

/// The number of something of which there are fewer than four billion.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
