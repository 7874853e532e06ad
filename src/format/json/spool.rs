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
use crate::format::file::AT_ONCE;
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
            rows: BufWriter::with_capacity(AT_ONCE, rows),
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
        let mut steps = BufWriter::with_capacity(AT_ONCE, &mut **report);
        io::copy(&mut *self.rows.borrow_mut(), &mut steps)?;
        steps.flush()?;
        drop(steps);
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

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::Map;

    use super::super::{pretty, write};
    use super::*;
    use crate::assessment::{Health, Standing};
    use crate::recommendation::{RecommendationId, Severity};
    use crate::report::{Coverage, Failures, Overall, Report};
    use crate::resource::{Origin, Resource, ResourceId, ResourceType};

    const HEALTHS: [Health; 4] = [
        Health::Healthy,
        Health::Unhealthy,
        Health::NotApplicable,
        Health::Indeterminate,
    ];

    /// What rows borrow from.
    struct Estate {
        recommendation: RecommendationId,
        resources: Vec<Resource>,
        reasons: Vec<String>,
    }

    impl Estate {
        fn of(count: usize) -> Self {
            let resource = |number| {
                let id = ResourceId::new(&format!("/subscriptions/s/\u{202e}##vso[{number}"));
                let kind = ResourceType::new("m.x/y");
                Resource::new(id, kind, Map::new(), Origin::synthetic())
            };
            Self {
                recommendation: RecommendationId::new("a.b"),
                resources: (0..count).map(resource).collect(),
                reasons: ["TLS \"1.0\"\n".to_owned(), String::new()].to_vec(),
            }
        }

        fn rows(&self) -> impl Iterator<Item = Row<'_>> {
            let healths = HEALTHS.into_iter().cycle();
            let rows = self.resources.iter().zip(healths).enumerate();
            rows.map(|(number, (resource, health))| Row {
                recommendation: &self.recommendation,
                resource,
                standing: &Standing::Scored,
                severity: Severity::Low,
                health,
                raw_health: health,
                reasons: &self.reasons[number % 3 % 2..],
                exemption: (number % 5 == 1).then_some("E1"),
            })
        }
    }

    fn nothing() -> Report {
        Report {
            as_of: Timestamp::UNIX_EPOCH,
            title: String::new(),
            overall: Overall::default(),
            coverage: Coverage::default(),
            scopes: Vec::new(),
            groups: Vec::new(),
            gains: Vec::new(),
            failures: Failures::default(),
            assessments: 0,
            exemptions: Vec::new(),
            warnings: Vec::new(),
            skipped_records: 0,
        }
    }

    fn written(spool: &mut Spool) -> String {
        let mut bytes = Vec::new();
        write(&nothing(), spool, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// The list as serde writes it by itself.
    fn held(rows: &[Row<'_>]) -> String {
        #[derive(Serialize)]
        struct Whole<'a> {
            assessments: Vec<AssessmentV1<'a>>,
        }
        let mut bytes = Vec::new();
        let assessments = rows.iter().map(|row| AssessmentV1::new(*row)).collect();
        pretty(&Whole { assessments }, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        text.trim_start_matches('{').replace("\n}\n", "")
    }

    #[test]
    fn a_report_from_a_file_is_the_one_from_memory_byte_for_byte() {
        for (count, memory) in [(0, HELD), (1, HELD), (300, HELD), (0, 0), (1, 0), (300, 0)] {
            for (which, wanted) in [(Assessments::All, 4), (Assessments::Unhealthy, 2)] {
                let estate = Estate::of(count);
                let mut spool = Spool::holding(which, None, memory);
                spool.begin().unwrap();
                estate.rows().for_each(|row| spool.take(row).unwrap());
                let is_wanted = |row: &Row<'_>| wanted == 4 || row.raw_health.is_failing();
                let rows: Vec<Row<'_>> = estate.rows().filter(is_wanted).collect();
                assert_eq!(rows.len(), count / 4 * wanted + count % 4 * (wanted / 4));
                let list = format!("\"gains\": [],{},\n  \"exemptions\"", held(&rows));
                let report = written(&mut spool);
                assert!(report.contains(&list), "{report}\n{list}");
                assert_eq!(written(&mut spool), report, "as often as one likes");
                let is_file = spool.rows.get_ref().is_rolled();
                assert_eq!(is_file, memory == 0 && !rows.is_empty());
            }
        }
        assert!(!written(&mut Spool::new(Assessments::None, None)).contains("assessments"));
    }

    #[test]
    fn what_came_before_a_beginning_is_gone() {
        let (estate, mut spool) = (Estate::of(9), Spool::holding(Assessments::All, None, 0));
        let empty = written(&mut spool);
        estate.rows().for_each(|row| spool.take(row).unwrap());
        assert_ne!(written(&mut spool), empty);
        spool.begin().unwrap();
        assert_eq!(written(&mut spool), empty);
    }

    #[test]
    fn a_folder_without_room_ends_the_run() {
        let nowhere = tempfile::tempdir().unwrap().path().join("nowhere");
        let (estate, mut spool) = (
            Estate::of(2_000),
            Spool::holding(Assessments::All, Some(&nowhere), 0),
        );
        assert!(estate.rows().any(|row| spool.take(row).is_err()));
    }
}
