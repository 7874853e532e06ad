//! What evaluations look up, for who wants to know.
//!
//! A value that is kept was perhaps worked out for another resource: it carries what was looked up
//! for it, and whoever uses it has looked that up as well.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use foldhash::HashSet;

use super::Fault;
use crate::rego::lookup::{Lookup, Lookups};

/// Something that was looked up. It shares its words with who asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Read {
    /// `by_id[id]`
    Resource(Arc<str>),
    /// `by_type[type]`
    OfType(Arc<str>),
    /// `children[id][type]`
    Children(Arc<str>, Arc<str>),
    /// Anything else.
    Everything,
}

/// What was looked up for a value.
#[derive(Clone, Debug)]
pub(super) struct Noted(Arc<Vec<Entry>>);

/// Something that was looked up, by itself or by the use of a value that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Entry {
    Read(Read),
    Kept(Noted),
}

type Entries = HashSet<Entry>;

/// Notes what is looked up.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch {
    /// What was looked up for the innermost of the values that are being worked out; where none is,
    /// since it was taken last.
    entries: Entries,
    /// The same of what is around it, the outermost first.
    outer: Vec<Entries>,
    /// What may be looked up; nothing if everything may.
    allowed: Option<HashSet<Read>>,
}

impl Watch {
    /// One under which nothing may be looked up but what is in `known`. Part of the documents is
    /// never everything.
    pub(super) fn within(known: Lookups) -> Self {
        let allowed = known.into_iter().map(Read::from);
        let allowed = allowed.filter(|read| *read != Read::Everything);
        Self {
            allowed: Some(allowed.collect()),
            ..Self::default()
        }
    }

    /// Notes that something is looked up, whether it may be or not.
    pub(super) fn note(&mut self, read: Read) -> Result<(), Fault> {
        let allowed = self.allowed.as_ref();
        let is_beyond = allowed.is_some_and(|allowed| !allowed.contains(&read));
        self.entries.insert(Entry::Read(read));
        match is_beyond {
            true => Err(Fault::Beyond),
            false => Ok(()),
        }
    }

    /// Notes that a value is used that was worked out before.
    pub(super) fn reuse(&mut self, noted: &Noted) {
        self.entries.insert(Entry::Kept(noted.clone()));
    }

    /// A value begins to be worked out that is going to be kept.
    pub(super) fn begin(&mut self) {
        self.outer.push(std::mem::take(&mut self.entries));
    }

    /// It was worked out: what was looked up for it.
    pub(super) fn end(&mut self) -> Option<Noted> {
        let outer = self.outer.pop().unwrap_or_default();
        let entries = std::mem::replace(&mut self.entries, outer);
        let noted = Noted::of(entries)?;
        self.reuse(&noted);
        Some(noted)
    }

    /// An evaluation has failed: nobody knows what it would have looked up further on.
    pub(super) fn fail(&mut self, fault: Fault) {
        for entries in self.outer.drain(..) {
            self.entries.extend(entries);
        }
        if fault != Fault::Beyond {
            self.entries.insert(Entry::Read(Read::Everything));
        }
    }

    /// What was looked up since it was taken last.
    pub(super) fn take(&mut self) -> Lookups {
        let mut lookups = Lookups::new();
        let mut seen = HashSet::default();
        let mut open: Vec<Entry> = self.entries.drain().collect();
        while let Some(entry) = open.pop() {
            match entry {
                Entry::Read(read) => {
                    lookups.insert(read.into());
                }
                Entry::Kept(noted) => {
                    if seen.insert(noted.clone()) {
                        open.extend(noted.0.iter().cloned());
                    }
                }
            }
        }
        lookups
    }
}

impl Noted {
    fn of(entries: Entries) -> Option<Self> {
        let mut entries: Vec<Entry> = entries.into_iter().collect();
        match entries.as_slice() {
            [] => None,
            [Entry::Kept(noted)] => Some(noted.clone()),
            _ => {
                entries.shrink_to_fit();
                Some(Self(Arc::new(entries)))
            }
        }
    }
}

/// The same list, not an equal one.
impl PartialEq for Noted {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Noted {}

impl Hash for Noted {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        Arc::as_ptr(&self.0).hash(hasher);
    }
}

impl From<Lookup> for Read {
    fn from(lookup: Lookup) -> Self {
        match lookup {
            Lookup::Resource(id) => Self::Resource(id.into()),
            Lookup::OfType(kind) => Self::OfType(kind.into()),
            Lookup::Children(id, kind) => Self::Children(id.into(), kind.into()),
            Lookup::Everything => Self::Everything,
        }
    }
}

impl From<Read> for Lookup {
    fn from(read: Read) -> Self {
        match read {
            Read::Resource(id) => Self::Resource(id.to_string()),
            Read::OfType(kind) => Self::OfType(kind.to_string()),
            Read::Children(id, kind) => Self::Children(id.to_string(), kind.to_string()),
            Read::Everything => Self::Everything,
        }
    }
}
