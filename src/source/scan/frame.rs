//! What is kept of a value while it is looked through, and what is said of it in the end.

use std::ops::Range;

use super::text::Text;

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

/// What names a row: places of the text between quotes, in which nothing is escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Row {
    pub(in crate::source) id: Range<usize>,
    pub(in crate::source) kind: Range<usize>,
    pub(in crate::source) tenant: Option<Range<usize>>,
}

/// An open list or object.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) is_object: bool,
    /// Where its keys begin.
    pub(super) keys: usize,
    id: Option<Text>,
    kind: Option<Text>,
}

impl Frame {
    pub(super) fn new(is_object: bool, keys: usize) -> Self {
        Self {
            is_object,
            keys,
            id: None,
            kind: None,
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
    /// It makes the record an object of another service, or one with others in it.
    Odd,
    Other,
}

impl Role {
    /// Of a key of the record itself.
    pub(super) fn of_record(key: &[u8]) -> Self {
        match key {
            b"id" => Self::Id,
            b"type" => Self::Kind,
            b"tenantId" => Self::Tenant,
            b"properties" => Self::Properties,
            b"metadata" | b"@odata.context" | b"url" | b"kid" | b"resources" => Self::Odd,
            _ => Self::Other,
        }
    }

    /// Of a key of an object within the record.
    pub(super) fn of_part(key: &[u8]) -> Self {
        match key {
            b"id" => Self::Id,
            b"type" => Self::Kind,
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
    id: Option<Text>,
    kind: Option<Text>,
    tenant: Option<Text>,
}

impl Facts {
    /// A text that is the value of a key, or an element.
    pub(super) fn text(&mut self, frames: &mut [Frame], bytes: &[u8], text: Text, role: Role) {
        self.is_odd |= may_stand_in(bytes, text);
        match (frames, role) {
            (_, Role::Tenant) => self.tenant = Some(text),
            ([_], Role::Id) => self.id = Some(text),
            ([_], Role::Kind) => self.kind = Some(text),
            ([.., frame], Role::Id) => frame.id = Some(text),
            ([.., frame], Role::Kind) => frame.kind = Some(text),
            _ => {}
        }
    }

    /// An object within the record: with an id below the record's and a type, it is a resource.
    pub(super) fn part(&mut self, bytes: &[u8], frame: &Frame) {
        if let (Some(id), Some(kind)) = (frame.id, frame.kind)
            && (kind.is_escaped || bytes[kind.start..kind.end].contains(&b'/'))
        {
            self.is_odd |= self.id.is_none_or(|of_record| {
                let is_escaped = id.is_escaped || of_record.is_escaped;
                is_escaped || is_below(of_record.of(bytes), id.of(bytes))
            });
        }
    }

    pub(super) fn seen(&self, bytes: &[u8], end: usize) -> Seen {
        Seen {
            end,
            is_doubtful: self.is_doubtful,
            row: self.row(bytes),
        }
    }

    fn row(&self, bytes: &[u8]) -> Option<Row> {
        let (id, kind) = (self.id?, self.kind?);
        let is_escaped = id.is_escaped || kind.is_escaped;
        let is_escaped = is_escaped || self.tenant.is_some_and(|tenant| tenant.is_escaped);
        let is_known = is_plain_id(id.of(bytes)) && is_plain_type(kind.of(bytes));
        (is_known && !is_escaped && !self.is_odd && !self.is_doubtful).then(|| Row {
            id: id.start..id.end,
            kind: kind.start..kind.end,
            tenant: self.tenant.map(|tenant| tenant.start..tenant.end),
        })
    }
}

/// Whether an id begins as another one does.
fn is_below(parent: &[u8], id: &[u8]) -> bool {
    let end = parent.iter().rposition(|&sign| sign != b'/');
    let parent = &parent[..end.map_or(0, |end| end + 1)];
    id.get(..parent.len())
        .is_some_and(|beginning| beginning.eq_ignore_ascii_case(parent))
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
    const RESPELLED: &[u8] = b"microsoft.web/sites/config";
    kind.iter().all(u8::is_ascii_graphic)
        && kind.iter().any(|&sign| sign != b'/')
        && !kind.eq_ignore_ascii_case(RESPELLED)
}
