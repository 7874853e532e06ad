//! Where reports go: files, and standard output whose reader may leave.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::console::{Console, Failure, unwritten};
use crate::format::file;
use crate::format::table::Look;

/// Writes a report to a file, or to standard output where none is named.
pub(super) fn deliver(
    path: Option<&Path>,
    console: &mut Console,
    write: impl FnOnce(Look, &mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match path.filter(|path| !is_standard(path)) {
        Some(path) => file::write(path, |out| write(Look::default(), out))
            .map_err(|error| unwritten_file("write", path, &error)),
        None => write(console.look(), &mut console.output).map_err(unwritten),
    }
}

/// The directory that a report is going to be in, if it is going to be a file in one.
pub(super) fn folder_of(path: &Path) -> Option<&Path> {
    let is_file = !is_standard(path) && (path.is_file() || !path.exists());
    let folder = path.parent().filter(|_| is_file)?;
    let folder = match folder == Path::new("") {
        true => Path::new("."),
        false => folder,
    };
    folder.is_dir().then_some(folder)
}

/// Whether a path is a name of standard output: nothing can be renamed onto that.
fn is_standard(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]
        .iter()
        .any(|name| path == Path::new(name))
}

/// A place that is not there is the user's mistake, all else a fault of the system.
pub(super) fn unwritten_file(what: &str, path: &Path, error: &io::Error) -> Failure {
    let reason = without_path(error);
    let message = format!("cannot {what} `{}`: {reason}", path.display());
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory => {
            Failure::input(message)
        }
        _ => Failure::fault(message),
    }
}

/// What the system says, without the temporary path that `tempfile` adds.
fn without_path(error: &io::Error) -> String {
    let text = error.to_string();
    let reason = text.split_once(" at path \"").map(|(reason, _)| reason);
    reason.unwrap_or(&text).to_owned()
}

/// A writer whose reader may leave before the end, as `head` does: what nobody reads any more is
/// no fault, and decides no exit code.
#[derive(Debug)]
pub struct UntilClosed<W> {
    inner: W,
    is_left: bool,
}

impl<W: Write> UntilClosed<W> {
    /// A writer that is being read.
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            is_left: false,
        }
    }

    fn unless_left<T>(
        &mut self,
        left: T,
        act: impl FnOnce(&mut W) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.is_left {
            return Ok(left);
        }
        match act(&mut self.inner) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_left = true;
                Ok(left)
            }
            done => done,
        }
    }
}

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_left(bytes.len(), |inner| inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_left((), W::flush)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Broken(ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_reader_that_leaves_is_no_fault_and_a_full_disk_is() {
        let mut left = UntilClosed::new(Broken(ErrorKind::BrokenPipe));
        assert!(left.write_all(b"x").and_then(|()| left.flush()).is_ok());
        let mut full = UntilClosed::new(Broken(ErrorKind::StorageFull));
        assert!(full.write_all(b"x").is_err());
        assert!(full.flush().is_err());
    }
}
