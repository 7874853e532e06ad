//! Records that were seen, and are read anew when somebody wants them.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use serde_json::Value;

use super::body::{Body, Spool};
use super::examine::{Examined, examine};
use super::extents::{self, Extent};
use super::outline::{Child, Named, Part};
use super::{SourceError, json, shape};
use crate::digest::{Digest, Digester};
use crate::inventory::{Kin, LoadError, Records};
use crate::resource::{Origin, Owner, Place, Resource, ResourceId, ResourceType};

/// All records of an inventory, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub(super) kept: Vec<Kept>,
    /// The resources inside plain rows, by the numbers of their records.
    pub(super) inline: Vec<Inline>,
    pub(super) settings: Vec<Setting>,
    pub(super) bodies: Vec<Body>,
    pub(super) spool: Arc<Spool>,
    pub(super) read_types: BTreeSet<ResourceType>,
    pub(super) hasher: RandomState,
    /// What the classes of plain rows are.
    pub(super) kin: Arc<[Kin]>,
}

/// Where a record stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    pub(super) offset: u64,
    /// Its line, or its number in the file.
    pub(super) place: u64,
    pub(super) length: u32,
    pub(super) setting: u32,
    /// What is known of it, if it is a row with nothing odd about it.
    pub(super) plain: Option<Plain>,
}

/// What is known of a resource in a plain row: its class, and where its id stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain {
    class: u32,
    id: Part,
}

impl From<Named> for Plain {
    fn from(named: Named) -> Self {
        Self {
            class: named.name.class,
            id: named.id,
        }
    }
}

/// A resource inside a plain row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inline {
    /// The record of the row.
    record: u32,
    extent: Part,
    plain: Plain,
}

impl Inline {
    pub(super) fn of(record: u32, child: &Child) -> Self {
        Self {
            record,
            extent: child.extent,
            plain: child.named.into(),
        }
    }
}

/// What records of one document have in common, and of most others like it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    pub(super) name: Arc<str>,
    pub(super) body: u32,
    pub(super) is_line: bool,
    pub(super) owner: Option<Owner>,
    pub(super) outline: Option<Arc<Outline>>,
}

/// A document without its records, where they cannot be understood without it.
#[derive(Debug, PartialEq)]
pub(super) struct Outline {
    pub(super) document: Value,
    /// The keys that lead to the list of the records.
    pub(super) path: Vec<String>,
}

impl Outline {
    /// The record that an element of the list is.
    pub(super) fn record(&self, element: Value) -> Option<Value> {
        let mut document = self.document.clone();
        let mut keys = self.path.iter();
        let list = keys.try_fold(&mut document, |value, key| value.get_mut(key))?;
        *list = Value::Array(vec![element]);
        let content = shape::content(document, &Origin::synthetic()).ok()?;
        content.records.into_iter().next()
    }
}

impl Setting {
    /// Where a record stands, for messages.
    pub(super) fn origin(&self, place: u64) -> Origin {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        Origin {
            file: Arc::clone(&self.name),
            place: match self.is_line {
                true => Place::Line(place),
                false => Place::Record(place),
            },
        }
    }

    /// What a record is, and what is wrong with it.
    pub(super) fn examine(
        &self,
        element: Value,
        place: u64,
        read_types: &BTreeSet<ResourceType>,
    ) -> Option<Examined> {
        let record = match &self.outline {
            Some(outline) => outline.record(element)?,
            None => element,
        };
        let origin = self.origin(place);
        Some(examine(record, self.owner.as_ref(), origin, read_types))
    }

    /// The file is not as it was.
    pub(super) fn changed(&self) -> SourceError {
        SourceError::Changed {
            path: self.name.to_string(),
        }
    }
}

impl Shelf {
    /// Reads records, whose numbers ascend.
    ///
    /// # Errors
    /// A file cannot be read, or is not as it was.
    pub(super) fn examined(
        &self,
        records: &[u32],
        take: &mut dyn FnMut(Examined),
    ) -> Result<(), SourceError> {
        self.texts(records, &mut |text, record, setting| {
            let examined = self.of_text(text, record, setting);
            take(examined.ok_or_else(|| setting.changed())?);
            Ok(())
        })
    }

    /// Reads the texts of records, whose numbers ascend.
    fn texts(
        &self,
        records: &[u32],
        take: &mut dyn FnMut(&str, u32, &Setting) -> Result<(), SourceError>,
    ) -> Result<(), SourceError> {
        let kept = |record: &u32| &self.kept[*record as usize];
        let body = |record: &u32| self.settings[kept(record).setting as usize].body;
        for part in records.chunk_by(|one, other| body(one) == body(other)) {
            let Some(first) = part.first() else { continue };
            let extents = part.iter().map(kept).map(|kept| Extent {
                offset: kept.offset,
                length: kept.length,
            });
            let extents: Vec<Extent> = extents.collect();
            self.bodies[body(first) as usize].reopened(&self.spool, |text| {
                extents::read(text, &extents, &mut |number, text| {
                    let record = part[number];
                    take(text, record, &self.settings[kept(&record).setting as usize])
                })
            })?;
        }
        Ok(())
    }
}

impl Setting {
    /// A digest of a record, and of what makes it the record that it is.
    fn digest(&self, text: &str) -> Digest {
        let mut digester = Digester::default().with(text.as_bytes());
        if let Some(owner) = &self.owner {
            digester.add(owner.to_string().as_bytes());
        }
        if let Some(outline) = &self.outline {
            digester.add(outline.document.to_string().as_bytes());
            for key in &outline.path {
                digester.add(key.as_bytes());
            }
        }
        digester.digest()
    }
}

impl Shelf {
    /// What a record is whose text was sound.
    fn of_text(&self, text: &str, record: u32, setting: &Setting) -> Option<Examined> {
        let kept = &self.kept[record as usize];
        let Some(plain) = &kept.plain else {
            return setting.examine(json::again(text)?, kept.place, &self.read_types);
        };
        let origin = setting.origin(kept.place);
        let inline = self.inline_of(record).iter().map(|inline| {
            let id = inline.plain.id.text(text)?;
            self.written(inline.plain, id, inline.extent.text(text)?, &origin)
        });
        Some(Examined {
            inline: inline.collect::<Option<_>>()?,
            own: Some(self.written(*plain, plain.id.text(text)?, text, &origin)?),
            ..Examined::default()
        })
    }

    /// The resources inside a plain row.
    fn inline_of(&self, record: u32) -> &[Inline] {
        let start = self.inline.partition_point(|inline| inline.record < record);
        let rest = &self.inline[start..];
        let end = rest.iter().position(|inline| inline.record != record);
        &rest[..end.unwrap_or(rest.len())]
    }

    /// The resource with an id that a text is the row of.
    fn written(&self, plain: Plain, id: &str, text: &str, origin: &Origin) -> Option<Resource> {
        let kin = self.kin.get(plain.class as usize)?;
        let (id, kind) = (ResourceId::new(id), kin.resource_type.clone());
        let resource = Resource::written(id, kind, kin.scope.clone(), text, origin.clone());
        Some(resource)
    }
}

impl Records for Shelf {
    fn digest(&self, id: &ResourceId) -> u64 {
        self.hasher.hash_one(id.as_str().as_bytes())
    }

    fn digests(&self, records: &[u32]) -> Result<Vec<Digest>, LoadError> {
        let mut digests = Vec::with_capacity(records.len());
        let read = self.texts(records, &mut |text, _, setting| {
            digests.push(setting.digest(text));
            Ok(())
        });
        read.map_err(LoadError::new)?;
        Ok(digests)
    }

    fn size(&self, record: u32) -> u64 {
        u64::from(self.kept[record as usize].length)
    }

    fn read(
        &self,
        records: &[u32],
        take: &mut dyn FnMut(Option<Resource>, Vec<Resource>),
    ) -> Result<(), LoadError> {
        let read = self.examined(records, &mut |examined| take(examined.own, examined.inline));
        read.map_err(LoadError::new)
    }
}
