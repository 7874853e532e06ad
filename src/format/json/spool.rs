//! The rows of a report, written as they come and kept until their place in it is reached.

use std::cell::RefCell;
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};
use tempfile::SpooledTempFile;

use super::visible::Visible;
use super::{AssessmentV1, Assessments};
use crate::assessment::Reasons;
use crate::report::{Row, Sink};

/// More bytes than this go to a file that has no name and is gone with the program.
const HELD: usize = 1 << 20;

/// How deep rows stand in a report: in its object and in their list.
const DEPTH: usize = 2;

/// The rows of a JSON report, as its bytes.
#[derive(Debug)]
pub struct Spool {
    which: Assessments,
    folder: Option<PathBuf>,
    held: usize,
    rows: BufWriter<SpooledTempFile>,
    is_empty: bool,
}

impl Spool {
    /// No rows yet. `which` are wanted; `folder` is where there is room for them, if that is known
    /// better than the system knows it.
    pub fn new(which: Assessments, folder: Option<&Path>) -> Self {
        Self::holding(which, folder, HELD)
    }

    /// The same, with as many bytes in memory.
    fn holding(which: Assessments, folder: Option<&Path>, held: usize) -> Self {
        let rows = match folder {
            Some(folder) => SpooledTempFile::new_in(held, folder),
            None => SpooledTempFile::new(held),
        };
        Self {
            which,
            folder: folder.map(Path::to_owned),
            held,
            rows: BufWriter::new(rows),
            is_empty: true,
        }
    }

    /// What the list of a report holds.
    pub(super) fn list<'a>(
        &'a mut self,
        report: &'a RefCell<&'a mut dyn Write>,
    ) -> io::Result<Option<List<'a>>> {
        self.rows.flush()?;
        let rows = self.rows.get_mut();
        rows.rewind()?;
        Ok((self.which != Assessments::None).then(|| List {
            rows: RefCell::new(rows),
            is_empty: self.is_empty,
            report,
        }))
    }

    fn is_wanted(&self, row: Row<'_>) -> bool {
        match self.which {
            Assessments::All => true,
            Assessments::Unhealthy => row.raw_health.is_failing(),
            Assessments::None => false,
        }
    }
}

impl Sink for Spool {
    fn reasons(&self) -> Reasons {
        match self.which {
            Assessments::All => Reasons::All,
            Assessments::Unhealthy => Reasons::Failing,
            Assessments::None => Reasons::Indeterminate,
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        *self = Self::holding(self.which, self.folder.as_deref(), self.held);
        Ok(())
    }

    fn take(&mut self, row: Row<'_>) -> io::Result<()> {
        if !self.is_wanted(row) {
            return Ok(());
        }
        let before: &[u8] = if self.is_empty { b"\n" } else { b",\n" };
        self.is_empty = false;
        self.rows.write_all(before)?;
        indent(DEPTH, &mut self.rows)?;
        let visible = Visible::at(DEPTH)?;
        let mut serializer = serde_json::Serializer::with_formatter(&mut self.rows, visible);
        Ok(AssessmentV1::new(row).serialize(&mut serializer)?)
    }
}

fn indent(depth: usize, out: &mut impl Write) -> io::Result<()> {
    (0..depth).try_for_each(|_| out.write_all(b"  "))
}

/// A list of rows that are written already. It has to be serialised into the report that it
/// knows: the bytes go there by the side of the serialiser, which writes the brackets.
pub(super) struct List<'a> {
    rows: RefCell<&'a mut SpooledTempFile>,
    is_empty: bool,
    report: &'a RefCell<&'a mut dyn Write>,
}

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let list = serializer.serialize_seq(None)?;
        self.copy().map_err(S::Error::custom)?;
        list.end()
    }
}

impl List<'_> {
    fn copy(&self) -> io::Result<()> {
        let mut report = self.report.borrow_mut();
        io::copy(&mut *self.rows.borrow_mut(), &mut **report)?;
        if !self.is_empty {
            report.write_all(b"\n")?;
            indent(DEPTH - 1, &mut *report)?;
        }
        Ok(())
    }
}

/// A writer that is shared with what writes by its side.
pub(super) struct Shared<'a>(pub(super) &'a RefCell<&'a mut dyn Write>);

impl Write for Shared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().flush()
    }
}
