//! What is kept of a scope, with a digest before it: what does not match is not believed.
//!
//! It finds damage. It does not keep anybody out who can write the file.

use blake3::Hasher;

use super::FORMAT;
use crate::resource::Scope;

/// The bytes of a digest.
const LENGTH: usize = blake3::OUT_LEN;

/// Room for a digest, to write behind.
pub(super) fn room() -> Vec<u8> {
    vec![0; LENGTH]
}

/// Writes the digest of what stands behind its room.
pub(super) fn sealed(scope: &Scope, mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some((room, content)) = bytes.split_first_chunk_mut::<LENGTH>() {
        *room = digest(scope, content);
    }
    bytes
}

/// What stands behind the digest, if that is of this scope and content.
pub(super) fn opened<'a>(scope: &Scope, bytes: &'a [u8]) -> Option<&'a [u8]> {
    let (found, content) = bytes.split_first_chunk::<LENGTH>()?;
    (*found == digest(scope, content)).then_some(content)
}

fn digest(scope: &Scope, content: &[u8]) -> [u8; LENGTH] {
    let scope = scope.as_str().as_bytes();
    let mut hasher = Hasher::new();
    hasher.update(&FORMAT.to_le_bytes());
    hasher.update(&(scope.len() as u64).to_le_bytes());
    hasher.update(scope);
    hasher.update(content);
    hasher.finalize().into()
}
