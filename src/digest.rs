//! Digests, by which things are told to be what they were.

use blake3::Hasher;

/// A digest of some things: the same for the same ones, and for no others that anybody can find.
pub type Digest = [u8; 16];

/// Makes a digest of one thing after the other.
#[derive(Clone, Debug, Default)]
pub struct Digester(Hasher);

impl Digester {
    /// Adds a thing. Where it ends is part of the digest.
    #[must_use]
    pub fn with(mut self, thing: &[u8]) -> Self {
        self.add(thing);
        self
    }

    /// Adds a thing. Where it ends is part of the digest.
    pub fn add(&mut self, thing: &[u8]) {
        self.0.update(&(thing.len() as u64).to_le_bytes());
        self.0.update(thing);
    }

    /// The digest of all that was added.
    pub fn digest(&self) -> Digest {
        let mut digest = Digest::default();
        self.0.finalize_xof().fill(&mut digest);
        digest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_told_from_each_other_and_from_their_parts() {
        let of = |things: &[&str]| {
            let mut digester = Digester::default();
            things
                .iter()
                .for_each(|thing| digester.add(thing.as_bytes()));
            digester.digest()
        };
        let different = [
            of(&[]),
            of(&[""]),
            of(&["ab"]),
            of(&["a", "b"]),
            of(&["", "ab"]),
            of(&["ab", ""]),
        ];
        for (place, one) in different.iter().enumerate() {
            assert!(!different[..place].contains(one), "{place}");
        }
        let again = Digester::default().with(b"a").with(b"b");
        assert_eq!(again.digest(), of(&["a", "b"]));
    }
}
