//! What records have in common: scope, type and tenant, each kept once.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::scan::Words;
use crate::inventory::{Kin, Name};
use crate::resource::{Resource, ResourceId, ResourceType, Scope};

/// The classes of the records that were seen.
#[derive(Debug, Default)]
pub(super) struct Classes {
    numbers: HashMap<Box<[u8]>, u32>,
    kin: Vec<Kin>,
    hasher: RandomState,
    /// Room for the key of a class, and for an id.
    key: Vec<u8>,
    id: Vec<u8>,
}

impl Classes {
    /// The class of a resource whose words stand in a text.
    pub(super) fn of_words(&mut self, bytes: &[u8], words: &Words) -> Name {
        self.id.clear();
        self.id.extend_from_slice(&bytes[words.id.clone()]);
        self.id.make_ascii_lowercase();
        let tenant = words.tenant.as_ref().map(|tenant| &bytes[tenant.clone()]);
        self.of(&bytes[words.kind.clone()], tenant.unwrap_or_default())
    }

    /// The class of a resource.
    pub(super) fn of_resource(&mut self, resource: &Resource) -> Name {
        self.id.clear();
        self.id.extend_from_slice(resource.id.as_str().as_bytes());
        let tenant = resource
            .row
            .get("tenantId")
            .and_then(|tenant| tenant.as_str());
        let kind = resource.resource_type.as_str().as_bytes();
        self.of(kind, tenant.unwrap_or_default().as_bytes())
    }

    /// The classes, by their numbers, and what digests ids.
    pub(super) fn into_parts(self) -> (Vec<Kin>, RandomState) {
        (self.kin, self.hasher)
    }

    /// The class of the folded id at hand.
    fn of(&mut self, kind: &[u8], tenant: &[u8]) -> Name {
        while self.id.len() > 1 && self.id.last() == Some(&b'/') {
            self.id.pop();
        }
        let digest = self.hasher.hash_one(self.id.as_slice());
        let scope = subscription(&self.id).map(<[u8]>::len);
        self.key.clear();
        match scope {
            Some(length) => self.key.extend_from_slice(&self.id[..length]),
            None => {
                let scope = id_of(&self.id).scope();
                self.key.extend_from_slice(scope.as_str().as_bytes());
            }
        }
        let scope = self.key.len();
        self.key.extend_from_slice(kind);
        self.key.extend_from_slice(tenant);
        self.key.make_ascii_lowercase();
        // Where the words end: any sign may stand in a scope or a tenant.
        self.key.extend_from_slice(&scope.to_le_bytes());
        self.key.extend_from_slice(&kind.len().to_le_bytes());
        let class = match self.numbers.get(self.key.as_slice()) {
            Some(number) => *number,
            None => self.number(scope, kind, tenant),
        };
        Name { digest, class }
    }

    fn number(&mut self, scope: usize, kind: &[u8], tenant: &[u8]) -> u32 {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let number = u32::try_from(self.kin.len()).unwrap_or(u32::MAX);
        self.kin.push(Kin {
            scope: Scope::new(&text(&self.key[..scope])),
            resource_type: ResourceType::new(&text(kind)),
            tenant: text(tenant).to_ascii_lowercase(),
        });
        self.numbers.insert(self.key.as_slice().into(), number);
        number
    }
}

fn id_of(folded: &[u8]) -> ResourceId {
    ResourceId::new(&String::from_utf8_lossy(folded))
}

/// The beginning of a folded id that is the subscription's.
fn subscription(id: &[u8]) -> Option<&[u8]> {
    const SUBSCRIPTIONS: &[u8] = b"/subscriptions/";
    let rest = id.strip_prefix(SUBSCRIPTIONS)?;
    let end = rest.iter().position(|&sign| sign == b'/');
    Some(&id[..SUBSCRIPTIONS.len() + end.unwrap_or(rest.len())])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::resource::Origin;
    use crate::source::scan::Scanner;

    #[test]
    fn a_row_and_its_resource_are_of_one_class() {
        for id in [
            "/subscriptions/A/resourceGroups/G/providers/M.X/y/Z/",
            "/subscriptions/a",
            "/subscriptions//x",
            "/providers/M.Management/managementGroups/m",
            "arn:aws:ec2:eu-west-1:123:instance/i-1",
            "//compute.googleapis.com/projects/P/zones/z",
            "//GitHub.com/Contoso/shop",
        ] {
            let record = json!({"id": id, "type": "M.X/y", "tenantId": "T"});
            let text = record.to_string();
            let seen = Scanner::default().value(text.as_bytes(), 0, 0).unwrap();
            let mut classes = Classes::default();
            let of_row = classes.of_words(text.as_bytes(), &seen.row.unwrap().words);
            let row = record.as_object().unwrap().clone();
            let (known, kind) = (ResourceId::new(id), ResourceType::new("M.X/y"));
            let resource = Resource::new(known, kind, row, Origin::synthetic());
            assert_eq!(classes.of_resource(&resource), of_row, "{id}");
            let kin = classes.into_parts().0.remove(0);
            assert_eq!(kin.scope, resource.scope, "{id}");
            assert_eq!(kin.resource_type, resource.resource_type);
            assert_eq!(kin.tenant, "t");
        }
    }
}
