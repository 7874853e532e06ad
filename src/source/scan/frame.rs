//! What is kept of a value while it is looked through, and what is said of it in the end.

use std::ops::Range;

use super::text::Text;
use crate::source::inline::is_whole_type;
use crate::source::record::SITE_CONFIG;

/// What is seen of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Seen {
    /// The byte behind it.
    pub(in crate::source) end: usize,
    /// Whether the parser has to decide: a key may stand twice, a number may not fit.
    pub(in crate::source) is_doubtful: bool,
    /// What names it, if it is a row of Azure with nothing odd about it.
    pub(in crate::source) row: Option<Row>,
}

/// A row: what names it, and what names the resources inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Row {
    pub(in crate::source) words: Words,
    pub(in crate::source) children: Vec<Child>,
}

/// What names a resource: places of the text between quotes, in which nothing is escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Words {
    pub(in crate::source) id: Range<usize>,
    pub(in crate::source) kind: Range<usize>,
    pub(in crate::source) tenant: Option<Range<usize>>,
}

/// A resource inside the record of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Child {
    pub(in crate::source) extent: Range<usize>,
    pub(in crate::source) words: Words,
}

/// An open list or object.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) is_object: bool,
    /// What the key before it says.
    pub(super) role: Role,
    /// Its first byte.
    start: usize,
    /// Where its keys begin.
    pub(super) keys: usize,
    names: Names,
    /// Whether it lists resources that may have no ids.
    has_nested: bool,
}

/// What names an object, as far as it was seen.
#[derive(Clone, Copy, Debug, Default)]
struct Names {
    id: Option<Text>,
    kind: Option<Text>,
    tenant: Option<Text>,
}

impl Names {
    /// The words of an object that has an id and a type, if nothing in them is escaped.
    fn words(self) -> Option<Words> {
        let place = |text: Text| (!text.is_escaped).then_some(text.start..text.end);
        Some(Words {
            id: place(self.id?)?,
            kind: place(self.kind?)?,
            tenant: match self.tenant {
                Some(tenant) => Some(place(tenant)?),
                None => None,
            },
        })
    }
}

impl Frame {
    pub(super) fn new(is_object: bool, role: Role, start: usize, keys: usize) -> Self {
        Self {
            is_object,
            role,
            start,
            keys,
            names: Names::default(),
            has_nested: false,
        }
    }
}

/// What a key says about the value behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Id,
    Kind,
    Tenant,
    Properties,
    /// The resources inside a resource.
    Nested,
    /// It makes the record an object of another service, or one of which not all is told.
    Odd,
    Other,
}

impl Role {
    /// Of a key of the record itself.
    pub(super) fn of_record(key: &[u8]) -> Self {
        match key {
            b"metadata" | b"url" | b"kid" | b"resources" => Self::Odd,
            _ => Self::of_part(key),
        }
    }

    /// Of a key of an object within the record, which may be a resource as well.
    pub(super) fn of_part(key: &[u8]) -> Self {
        match key {
            b"id" => Self::Id,
            b"type" => Self::Kind,
            b"tenantId" => Self::Tenant,
            b"properties" => Self::Properties,
            b"resources" => Self::Nested,
            b"@odata.context" => Self::Odd,
            _ => Self::Other,
        }
    }
}

/// What was seen so far.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) is_doubtful: bool,
    /// Whether there is something that makes the record more than a row, or less.
    pub(super) is_odd: bool,
    /// Whether a key of the record's `properties` begins with a capital letter.
    has_capitals: bool,
    names: Names,
    children: Vec<Child>,
}

impl Facts {
    /// A key of the innermost object, and what it says.
    pub(super) fn key(&mut self, frames: &mut [Frame], key: &[u8]) -> Role {
        let role = match frames {
            [_] => Role::of_record(key),
            _ => Role::of_part(key),
        };
        self.is_odd |= role == Role::Odd;
        if let [_, frame] = frames
            && frame.role == Role::Properties
        {
            self.has_capitals |= key.first().is_some_and(u8::is_ascii_uppercase);
        }
        if let [.., frame] = frames {
            frame.has_nested |= role == Role::Nested;
        }
        role
    }

    /// A text that is the value of a key, or an element.
    pub(super) fn text(&mut self, frames: &mut [Frame], bytes: &[u8], text: Text, role: Role) {
        self.is_odd |= may_stand_in(bytes, text);
        let names = match frames {
            [_] => &mut self.names,
            [.., frame] => &mut frame.names,
            [] => return,
        };
        match role {
            Role::Id => names.id = Some(text),
            Role::Kind => names.kind = Some(text),
            Role::Tenant => names.tenant = Some(text),
            _ => {}
        }
    }

    /// An object within the record that ends before a byte. Within the record's `properties`, it
    /// is a resource if its id is below the record's and its type is whole.
    pub(super) fn part(&mut self, bytes: &[u8], frame: &Frame, end: usize, is_inside: bool) {
        let (Some(id), Some(kind)) = (frame.names.id, frame.names.kind) else {
            return;
        };
        if !is_inside || !(kind.is_escaped || is_whole_type(kind.of(bytes))) {
            return;
        }
        let Some(of_record) = self.names.id else {
            // It stands behind, and may be anything.
            self.is_odd = true;
            return;
        };
        let is_escaped = id.is_escaped || of_record.is_escaped;
        if !is_escaped && !is_below(of_record.of(bytes), id.of(bytes)) {
            return;
        }
        match frame.names.words() {
            Some(words) if !is_escaped && !frame.has_nested => self.children.push(Child {
                extent: frame.start..end,
                words,
            }),
            _ => self.is_odd = true,
        }
    }

    pub(super) fn seen(&mut self, bytes: &[u8], end: usize) -> Seen {
        Seen {
            end,
            is_doubtful: self.is_doubtful,
            row: self.row(bytes),
        }
    }

    fn row(&mut self, bytes: &[u8]) -> Option<Row> {
        if self.is_odd || self.is_doubtful {
            return None;
        }
        let words = self.names.words()?;
        let kind = &bytes[words.kind.clone()];
        let is_respelled = self.has_capitals && kind.eq_ignore_ascii_case(RESPELLED);
        let is_plain = is_plain_id(&bytes[words.id.clone()]) && is_plain_type(kind);
        (is_plain && !is_respelled).then(|| Row {
            words,
            children: std::mem::take(&mut self.children),
        })
    }
}

/// The type whose settings are spelled in two ways.
const RESPELLED: &[u8] = SITE_CONFIG.as_bytes();

/// Whether an id is one of something inside of what another one names.
fn is_below(parent: &[u8], id: &[u8]) -> bool {
    let (parent, id) = (without_end(parent), without_end(id));
    let is_same = |beginning: &[u8]| beginning.eq_ignore_ascii_case(parent);
    id.get(..parent.len()).is_some_and(is_same) && id.get(parent.len()) == Some(&b'/')
}

/// An id without slashes at its end.
fn without_end(id: &[u8]) -> &[u8] {
    let end = id.iter().rposition(|&sign| sign != b'/');
    &id[..end.map_or(0, |end| end + 1)]
}

/// Whether a text may be one that stands in for a value which was left out.
fn may_stand_in(bytes: &[u8], text: Text) -> bool {
    let text_of = text.of(bytes);
    match text_of.first() {
        Some(b'@') => text.is_escaped || text_of.starts_with(b"@{"),
        Some(b'S') => text.is_escaped || text_of.starts_with(b"System."),
        Some(b'\\') => true,
        _ => false,
    }
}

/// Whether an id begins as ids do, and names more than everything.
fn is_plain_id(id: &[u8]) -> bool {
    let is_arn = || {
        id.get(..4)
            .is_some_and(|arn| arn.eq_ignore_ascii_case(b"arn:"))
    };
    (id.first() == Some(&b'/') || is_arn()) && id.iter().any(|&sign| sign != b'/')
}

/// Whether a type is one that is taken as it stands.
fn is_plain_type(kind: &[u8]) -> bool {
    kind.iter().all(u8::is_ascii_graphic) && kind.iter().any(|&sign| sign != b'/')
}
