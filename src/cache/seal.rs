//! What is kept of a scope: compressed, with a digest before it. What does not match that is not
//! believed.
//!
//! The digest finds damage. It does not keep anybody out who can write the file.

use std::io;

use super::FORMAT;
use crate::digest::{Digest, Digester};
use crate::resource::Scope;

/// The bytes of a digest.
const LENGTH: usize = size_of::<Digest>();

/// The fastest level: a memo takes a sixth of its bytes, and less time than to read and digest all
/// of them.
const LEVEL: i32 = 1;

/// Compresses and digests.
pub(super) fn sealed(scope: &Scope, content: &[u8]) -> io::Result<Vec<u8>> {
    let content = zstd::bulk::compress(content, LEVEL)?;
    let mut bytes = digest(scope, &content).to_vec();
    bytes.extend(content);
    Ok(bytes)
}

/// What was sealed, if the digest is of this scope and content. Nothing is decompressed before.
pub(super) fn opened(scope: &Scope, bytes: &[u8]) -> Option<Vec<u8>> {
    let (found, content) = bytes.split_first_chunk::<LENGTH>()?;
    if *found != digest(scope, content) {
        return None;
    }
    zstd::decode_all(content).ok()
}

fn digest(scope: &Scope, content: &[u8]) -> Digest {
    let digester = Digester::default().with(&FORMAT.to_le_bytes());
    let digester = digester.with(scope.as_str().as_bytes());
    digester.with(content).digest()
}
