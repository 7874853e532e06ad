//! One record, looked at in every respect.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{SourceError, incomplete, inline, record};
use crate::resource::{Origin, Owner, Resource, ResourceType};

/// What a record holds, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Examined {
    /// The resource that it is the record of, if that is whole.
    pub(super) own: Option<Resource>,
    /// The whole resources inside it.
    pub(super) inline: Vec<Resource>,
    pub(super) complaints: Vec<SourceError>,
}

/// Looks at a record. `owner` is what the records of its document belong to, `read_types` are the
/// types that some policy would read.
pub(super) fn examine(
    record: Value,
    owner: Option<&Owner>,
    origin: Origin,
    read_types: &BTreeSet<ResourceType>,
) -> Examined {
    let mut examined = Examined::default();
    let resource = match record::resource(record, owner, origin) {
        Ok(resource) => resource,
        Err(error) => {
            examined.complaints.push(error);
            return examined;
        }
    };
    let children = inline::children(&resource);
    examined.own = examined.whole(resource, read_types);
    for child in children {
        match child {
            Ok(child) => {
                let child = examined.whole(child, read_types);
                examined.inline.extend(child);
            }
            Err(error) => examined.complaints.push(error),
        }
    }
    examined
}

impl Examined {
    /// The resource, unless values are missing in it.
    fn whole(
        &mut self,
        resource: Resource,
        read_types: &BTreeSet<ResourceType>,
    ) -> Option<Resource> {
        match incomplete::complaint(&resource, read_types) {
            Some(complaint) => {
                self.complaints.push(complaint);
                None
            }
            None => Some(resource),
        }
    }
}

#[cfg(test)]
mod tests;
