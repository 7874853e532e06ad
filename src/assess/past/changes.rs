//! What has changed, as far as a policy could have looked it up.

use foldhash::HashSet;

use crate::rego::{Lookup, Lookups};
use crate::resource::{ResourceId, ResourceType};

/// Lookups that may lead to something else than before.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    lookups: HashSet<Lookup>,
    /// Whether nobody knows what has changed.
    is_unknown: bool,
}

impl Changes {
    /// Anything may have changed.
    pub(super) fn unknown() -> Self {
        Self {
            lookups: HashSet::default(),
            is_unknown: true,
        }
    }

    /// A resource of this id and type is there, is gone or has changed.
    pub(super) fn add(&mut self, id: &ResourceId, kind: &ResourceType) {
        let kind = || kind.as_str().to_owned();
        self.lookups
            .insert(Lookup::Resource(id.as_str().to_owned()));
        self.lookups.insert(Lookup::OfType(kind()));
        let parents = id.parents().into_iter();
        let children = parents.map(|parent| Lookup::Children(parent.as_str().to_owned(), kind()));
        self.lookups.extend(children);
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.lookups.is_empty() && !self.is_unknown
    }

    /// Whether what was looked up may lead to something else now.
    pub(super) fn concern(&self, lookups: &Lookups) -> bool {
        let is_concerned = |lookup: &Lookup| match lookup {
            Lookup::Everything => !self.is_empty(),
            lookup => self.is_unknown || self.lookups.contains(lookup),
        };
        lookups.iter().any(is_concerned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_concerns_who_looks_for_it_its_type_or_the_children_of_its_parents() {
        let mut changes = Changes::default();
        let everything = Lookups::from([Lookup::Everything]);
        assert!(!changes.concern(&everything));
        let id = ResourceId::new("/subscriptions/s/providers/m.x/servers/a/databases/b");
        let server = "/subscriptions/s/providers/m.x/servers/a".to_owned();
        changes.add(&id, &ResourceType::new("m.x/servers/databases"));
        let kind = || "m.x/servers/databases".to_owned();
        for concerned in [
            Lookup::Everything,
            Lookup::Resource(id.as_str().to_owned()),
            Lookup::OfType(kind()),
            Lookup::Children(server.clone(), kind()),
            Lookup::Children("/subscriptions/s".to_owned(), kind()),
        ] {
            assert!(
                changes.concern(&[concerned.clone()].into()),
                "{concerned:?}"
            );
        }
        for other in [
            Lookup::Resource(server.clone()),
            Lookup::OfType("m.x/servers".to_owned()),
            Lookup::Children(server, "m.x/servers".to_owned()),
        ] {
            assert!(!changes.concern(&[other.clone()].into()), "{other:?}");
            assert!(Changes::unknown().concern(&[other].into()));
        }
        assert!(!Changes::unknown().concern(&Lookups::new()));
        assert!(Changes::unknown().concern(&everything));
    }
}
