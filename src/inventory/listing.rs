//! What is known of records before they are loaded.

use std::fmt::Debug;
use std::sync::Arc;

use super::LoadError;
use crate::digest::Digest;
use crate::resource::{Resource, ResourceId, ResourceType, Scope};

/// All records of an inventory, in reading order, and where their contents are.
#[derive(Debug)]
pub struct Listing {
    /// What is known of each resource: of a record's own, and of those found inside it.
    pub facts: Vec<Fact>,
    /// What the classes of [`Name::class`] are.
    pub kin: Arc<[Kin]>,
    /// The contents.
    pub records: Box<dyn Records>,
    /// How many bytes the machine has left for the resources of one scope, if somebody knows.
    pub room: Option<u64>,
}

/// What names a resource: a digest of its id, and the number of its [`Kin`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The same for the same ids, and hardly ever for others.
    pub digest: u64,
    /// The place in [`Listing::kin`].
    pub class: u32,
}

/// What many resources have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kin {
    /// Where they belong.
    pub scope: Scope,
    /// What they are.
    pub resource_type: ResourceType,
    /// The tenant that their rows name, in lower case; empty where they name none.
    pub tenant: String,
}

/// A resource that is known and not loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What names it.
    pub name: Name,
    /// The number of the record that it stands in.
    pub record: u32,
    /// Whether it was found inside the record of another one.
    pub is_inline: bool,
}

/// The contents of records.
pub trait Records: Debug + Send + Sync {
    /// The digest of an id.
    fn digest(&self, id: &ResourceId) -> u64;

    /// A digest of each of some records, whose numbers ascend: of all that decides what they hold.
    ///
    /// # Errors
    /// They are no longer what they were, or cannot be read.
    fn digests(&self, records: &[u32]) -> Result<Vec<Digest>, LoadError>;

    /// How many bytes the text of a record has.
    fn size(&self, record: u32) -> u64;

    /// Hands on the records of these numbers, which ascend: what each is, if it is whole, and
    /// what was found inside.
    ///
    /// # Errors
    /// They are no longer what they were, or cannot be read.
    fn read(
        &self,
        records: &[u32],
        take: &mut dyn FnMut(Option<Resource>, Vec<Resource>),
    ) -> Result<(), LoadError>;
}
