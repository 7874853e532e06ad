//! How lints are shown.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::Format;
use crate::cli::console::drawn;
use crate::format::json::pretty;
use crate::format::number::counted;
use crate::format::table::{Look, cell, table, write_lines};
use crate::lint::{Found, LINTS, Level, Lint};
use crate::text::escape::shown;

/// What a run found, and what it mended before.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) found: Vec<Found>,
    pub(super) mended: Vec<Found>,
    /// How many texts were looked at.
    pub(super) texts: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    version: u8,
    files: usize,
    errors: usize,
    warnings: usize,
    lints: Vec<Row<'a>>,
    mended: Vec<Row<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    code: &'a str,
    level: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    can_be_mended: bool,
}

impl<'a> Row<'a> {
    fn of(found: &'a Found) -> Self {
        let remark = &found.remark;
        let place = found.has_place().then(|| found.line_and_column());
        Self {
            code: remark.code,
            level: found.level.as_str(),
            message: &remark.message,
            help: remark.help.as_deref(),
            file: found.has_place().then(|| remark.source.name()),
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
            can_be_mended: !remark.edits.is_empty(),
        }
    }
}

impl Outcome {
    fn count(&self, level: Level) -> usize {
        let of_level = self.found.iter().filter(|found| found.level == level);
        of_level.count()
    }

    /// For a person.
    pub(super) fn table(&self, look: Look, out: &mut dyn Write) -> io::Result<()> {
        for found in &self.mended {
            let (name, (line, _)) = (found.remark.source.name(), found.line_and_column());
            let what = format!("mended: {name}:{line}: {} ({})", found, found.remark.code);
            writeln!(out, "{}", shown(&what))?;
        }
        for found in &self.found {
            match drawn(found, look.colour) {
                Some(text) => writeln!(out, "{text}")?,
                None => writeln!(out, "{}", shown(&found.to_string()))?,
            }
        }
        writeln!(out, "{}", self.summary())
    }

    fn summary(&self) -> String {
        let files = counted(self.texts, "file");
        if self.found.is_empty() {
            return format!("ok: {files}, nothing to say");
        }
        let errors = counted(self.count(Level::Error), "error");
        let warnings = counted(self.count(Level::Warning), "warning");
        let can_be_mended = self.found.iter();
        let can_be_mended = can_be_mended.filter(|found| !found.remark.edits.is_empty());
        let advice = match can_be_mended.count() {
            0 => String::new(),
            count => format!("; `--fix` mends {count} of them"),
        };
        format!("{files}: {errors}, {warnings}{advice}")
    }

    /// For a program.
    pub(super) fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let document = Document {
            version: 1,
            files: self.texts,
            errors: self.count(Level::Error),
            warnings: self.count(Level::Warning),
            lints: self.found.iter().map(Row::of).collect(),
            mended: self.mended.iter().map(Row::of).collect(),
        };
        pretty(&document, out)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LintRow {
    code: &'static str,
    level: &'static str,
    what: &'static str,
    is_mended: bool,
}

/// Lists all lints.
pub(super) fn list(format: Format, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Table => {
            let mut table = table(look, &["Lint", "Level", "--fix", "What it looks for"]);
            for lint in &LINTS {
                let fix = if lint.is_mended { "yes" } else { "" };
                let cells = [lint.code, lint.level.as_str(), fix, lint.what];
                table.add_row(cells.map(cell));
            }
            write_lines(&table, out)
        }
        Format::Json => {
            let row = |lint: &Lint| LintRow {
                code: lint.code,
                level: lint.level.as_str(),
                what: lint.what,
                is_mended: lint.is_mended,
            };
            pretty(&LINTS.iter().map(row).collect::<Vec<_>>(), out)
        }
    }
}
