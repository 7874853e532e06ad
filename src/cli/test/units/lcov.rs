//! The lines that tests reach, in the format of lcov, which editors and build servers show.

use std::io;
use std::path::Path;

use crate::cli::console::Failure;
use crate::format::file;
use crate::rego::Coverage;
use crate::text::escape::visible;

/// Writes a file of reached lines.
pub(super) fn write(coverage: &[Coverage], path: &Path) -> Result<(), Failure> {
    let written = file::write(path, |out| {
        coverage.iter().try_for_each(|file| record(file, out))
    });
    written.map_err(|error| Failure::fault(format!("cannot write `{}`: {error}", path.display())))
}

fn record(file: &Coverage, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "SF:{}", visible(&file.file))?;
    let reached = file.reached.iter().map(|line| (line, 1));
    let missed = file.missed.iter().map(|line| (line, 0));
    let mut lines: Vec<_> = reached.chain(missed).collect();
    lines.sort_unstable();
    for (line, times) in lines {
        writeln!(out, "DA:{line},{times}")?;
    }
    writeln!(out, "LF:{}", file.lines())?;
    writeln!(out, "LH:{}", file.reached.len())?;
    writeln!(out, "end_of_record")
}
