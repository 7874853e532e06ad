//! What is read of the documents, and told to who watches.

use regorus::Value;

use super::terms::below;
use super::{Fault, Run};
use crate::rego::evaluator::code::Term;
use crate::rego::evaluator::places::Document;
use crate::rego::evaluator::watch::Read;

impl<'a> Run<'a> {
    /// Whether somebody wants to know what is looked up.
    pub(super) fn is_watched(&self) -> bool {
        self.known.watch.is_some()
    }

    fn tell(&mut self, read: Read) -> Result<(), Fault> {
        match &mut self.known.watch {
            Some(watch) => watch.note(read),
            None => Ok(()),
        }
    }

    /// All that stands at a place.
    pub(super) fn document(&mut self, place: Document) -> Result<Value, Fault> {
        // Parameters are none of the inventory's.
        if place != Document::Parameters {
            self.tell(Read::Everything)?;
        }
        Ok(self.documents.at(place).clone())
    }

    /// `by_id[id]`
    pub(super) fn resource(&mut self, id: &'a Term) -> Result<Value, Fault> {
        let id = self.term(id)?;
        // Only texts are keys.
        if let Value::String(id) = &id {
            self.tell(Read::Resource(id.clone()))?;
        }
        below(self.documents.at(Document::ById), &id).cloned()
    }

    /// `by_type[type]`
    pub(super) fn of_type(&mut self, kind: &'a Term) -> Result<Value, Fault> {
        let kind = self.term(kind)?;
        if let Value::String(kind) = &kind {
            self.tell(Read::OfType(kind.clone()))?;
        }
        below(self.documents.at(Document::ByType), &kind).cloned()
    }

    /// `children[id][type]`
    pub(super) fn children(&mut self, [id, kind]: &'a [Term; 2]) -> Result<Value, Fault> {
        let id = self.term(id)?;
        let children = below(self.documents.at(Document::Children), &id)?;
        let kind = self.term(kind)?;
        match (&id, &kind) {
            (Value::String(id), Value::String(kind)) => {
                self.tell(Read::Children(id.clone(), kind.clone()))?;
            }
            // Whether a number fails depends on whether there is a child of any type.
            (Value::String(_), Value::Number(_)) => self.tell(Read::Everything)?,
            _ => {}
        }
        below(children, &kind).cloned()
    }
}
