//! The directory of a cache.

use std::fs;
use std::io;
use std::path::Path;

use super::CacheError;

/// The file that tells programs for backups and archives to leave a directory out.
const TAG: &str = "CACHEDIR.TAG";

/// How the file begins, by which such programs know it, and what it tells people.
const SIGNED: &str = "Signature: 8a477f597d28d172789f06886806bc55
# The cache of securescore, which may be deleted at any time.
# What this file is for: https://bford.info/cachedir/
";

/// Makes a directory and tags it. One that holds something is not tagged: then it may be more than
/// a cache, and backups keep it.
pub(super) fn prepare(directory: &Path) -> Result<(), CacheError> {
    let refused = |error: io::Error| CacheError::unwritable(directory, &error);
    fs::create_dir_all(directory).map_err(refused)?;
    let is_empty = fs::read_dir(directory).map_err(refused)?.next().is_none();
    if is_empty {
        fs::write(directory.join(TAG), SIGNED).map_err(refused)?;
    }
    Ok(())
}
