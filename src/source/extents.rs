//! Parts of a text, read in as few steps as makes sense.

use super::SourceError;
use super::body::Open;

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) offset: u64,
    pub(super) length: u32,
}

impl Extent {
    fn end(self) -> u64 {
        self.offset + u64::from(self.length)
    }
}

/// Bytes between two parts that are rather read than passed over.
const GAP: u64 = 16 << 10;

/// Bytes that are read in one step, where several parts are.
const STEP: u64 = 1 << 20;

/// Reads parts of a text, which come in order, and hands each on with its number among them.
///
/// # Errors
/// The text cannot be read, or is not as it was; what `take` finds.
pub(super) fn read(
    text: Open<'_>,
    extents: &[Extent],
    take: &mut dyn FnMut(usize, &str) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let mut rest = extents;
    while let [first, others @ ..] = rest {
        let mut end = first.end();
        let near = others.iter().take_while(|next| {
            let is_near = next.offset >= end && next.offset <= end + GAP;
            let is_near = is_near && next.end() - first.offset <= STEP;
            if is_near {
                end = next.end();
            }
            is_near
        });
        let count = 1 + near.count();
        let length = usize::try_from(end - first.offset).unwrap_or(usize::MAX);
        let bytes = text.read(first.offset, length)?;
        let before = extents.len() - rest.len();
        for (number, extent) in rest[..count].iter().enumerate() {
            let start = usize::try_from(extent.offset - first.offset).unwrap_or(usize::MAX);
            let part = &bytes[start..start + extent.length as usize];
            let part = std::str::from_utf8(part).map_err(|_| SourceError::Changed {
                path: text.body.name.to_string(),
            })?;
            take(before + number, part)?;
        }
        rest = &rest[count..];
    }
    Ok(())
}
