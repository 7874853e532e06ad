//! What tells whether a resource is made of the same as before.

use super::OnDuplicate;
use super::settle::Standing;
use crate::digest::{Digest, Digester};

/// For each resource of a scope, by the digest of its id, a digest of what it is made of.
#[derive(Clone, Debug, Default)]
pub struct Fingerprint(Vec<(u64, Digest)>);

/// What a subscription is made of that stands in no record.
const NOTHING: Digest = [0; 16];

impl Fingerprint {
    /// The fingerprint of resources by where they stand. `of_record` has the digests of records.
    pub(super) fn of(
        standings: &[Standing],
        on_duplicate: OnDuplicate,
        of_record: impl Fn(u32) -> Option<Digest>,
    ) -> Self {
        let resources = standings.chunk_by(|one, other| one.digest == other.digest);
        let digests = resources.map(|same| {
            let digest = digest(same, on_duplicate, &of_record);
            (same[0].digest, digest)
        });
        Self(digests.collect())
    }

    /// Adds a resource, by the digest of its id, that stands nowhere.
    pub(super) fn add_missing(&mut self, id: u64) {
        if let Err(place) = self.place(id) {
            self.0.insert(place, (id, NOTHING));
        }
    }

    /// What the resource of an id is made of, by the digest of its id.
    pub fn get(&self, id: u64) -> Option<Digest> {
        self.place(id).ok().map(|place| self.0[place].1)
    }

    /// The digests of all ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = u64> {
        self.0.iter().map(|(id, _)| *id)
    }

    /// How many resources there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn place(&self, id: u64) -> Result<usize, usize> {
        self.0.binary_search_by_key(&id, |(known, _)| *known)
    }
}

/// Most resources stand in one record of their own. What becomes of others depends on all of the
/// records, on their order, and on which one counts.
fn digest(
    standings: &[Standing],
    on_duplicate: OnDuplicate,
    of_record: impl Fn(u32) -> Option<Digest>,
) -> Digest {
    // A record that is gone is none.
    let of = |standing: &Standing| of_record(standing.record).unwrap_or(NOTHING);
    if let [standing] = standings
        && !standing.is_inline
    {
        return of(standing);
    }
    let mut digester = Digester::default().with(&[on_duplicate as u8]);
    for standing in standings {
        digester.add(&of(standing));
        digester.add(&[u8::from(standing.is_inline)]);
    }
    digester.digest()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(digest: u64, record: u32, is_inline: bool) -> Standing {
        Standing {
            digest,
            record,
            is_inline,
        }
    }

    fn of(standings: &[Standing]) -> Fingerprint {
        fingerprint(standings, OnDuplicate::Error)
    }

    fn fingerprint(standings: &[Standing], on_duplicate: OnDuplicate) -> Fingerprint {
        Fingerprint::of(standings, on_duplicate, |record| {
            let mut digest = Digest::default();
            digest[0] = u8::try_from(record).unwrap();
            Some(digest)
        })
    }

    #[test]
    fn a_resource_is_the_same_while_all_its_records_are() {
        let one = of(&[
            standing(1, 7, false),
            standing(2, 8, false),
            standing(2, 9, true),
        ]);
        assert_eq!(one.len(), 2);
        assert_eq!(one.get(1).unwrap()[0], 7);
        assert_eq!(one.get(3), None);
        for other in [
            [standing(2, 8, false), standing(2, 7, true)],
            [standing(2, 9, false), standing(2, 8, true)],
            [standing(2, 8, false), standing(2, 9, false)],
        ] {
            assert_ne!(of(&other).get(2), one.get(2));
        }
        assert_ne!(of(&[standing(1, 7, true)]).get(1), one.get(1));
        let contested = [standing(2, 8, false), standing(2, 9, false)];
        let last = fingerprint(&contested, OnDuplicate::Last);
        assert_ne!(last.get(2), of(&contested).get(2));
    }

    #[test]
    fn a_subscription_that_stands_nowhere_is_there() {
        let mut fingerprint = of(&[standing(1, 7, false)]);
        fingerprint.add_missing(1);
        fingerprint.add_missing(5);
        assert_eq!((fingerprint.len(), fingerprint.get(5)), (2, Some(NOTHING)));
        assert_eq!(fingerprint.get(1).unwrap()[0], 7);
    }
}
