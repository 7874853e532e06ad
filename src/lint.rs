//! What could be better about policies that are right. What is wrong with them is an error of
//! `check` and stands below, in `policy` and `rego`.

mod allow;
mod catalog;
mod fix;
mod inventory;
mod lines;
mod metadata;
mod table;

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use miette::{Diagnostic, LabeledSpan, Severity, SourceCode};

use crate::catalog::Catalog;
use crate::policy::PolicySet;
use crate::rego::{self, RegoError, Remark};
use crate::text::SourceText;
use allow::Allowances;

pub use fix::{edited, mended, types_in_capitals};
pub use inventory::{Tried, Verdicts};
pub use table::{LINTS, Level, Lint, lint};

/// What is looked at.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// All policies, libraries and tests that belong together.
    pub set: &'a PolicySet,
    /// The names of the texts that are spoken of; the others are only read.
    pub own: &'a BTreeSet<String>,
    /// The catalog, where there is one.
    pub catalog: Option<&'a Catalog>,
    /// The day on which the catalog is read.
    pub as_of: Timestamp,
    /// What the policies said of an inventory, where there is one.
    pub tried: Option<Tried<'a>>,
}

/// What the user thinks of single lints.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// These are not reported.
    pub allowed: BTreeSet<&'static str>,
    /// These are errors.
    pub denied: BTreeSet<&'static str>,
}

impl Levels {
    fn of(&self, code: &str) -> Option<Level> {
        let known = lint(code).map_or(Level::Error, |lint| lint.level);
        match (self.allowed.contains(code), self.denied.contains(code)) {
            (_, true) => Some(Level::Error),
            (true, false) => None,
            (false, false) => Some(known),
        }
    }
}

/// A remark, with how much it matters to this user.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", remark.message)]
pub struct Found {
    /// What is remarked.
    pub remark: Remark,
    /// How much it matters.
    pub level: Level,
}

impl Found {
    /// Whether it is about a place in a file, rather than about what an inventory lacks.
    pub fn has_place(&self) -> bool {
        !self.remark.source.text().is_empty()
    }

    /// Line and column of the place, both counted from 1, the column in characters.
    pub fn line_and_column(&self) -> (usize, usize) {
        let (source, offset) = (&self.remark.source, self.remark.span.offset());
        let before = source.text().get(..offset).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default();
        (source.line_at(offset), column.chars().count() + 1)
    }
}

impl Diagnostic for Found {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.remark.code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.level {
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.remark.help.as_ref();
        help.map(|help| Box::new(help) as Box<_>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.has_place()
            .then_some(&self.remark.source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::underline(self.remark.span);
        self.has_place()
            .then(|| Box::new(std::iter::once(label)) as Box<_>)
    }
}

/// Everything that is to be said, in the order of files, places and codes.
///
/// # Errors
/// Texts that do not parse, unit tests included.
pub fn found(subject: &Subject<'_>, levels: &Levels) -> Result<Vec<Found>, Vec<RegoError>> {
    let is_own = |source: &&SourceText| subject.own.contains(source.name());
    let texts: Vec<&SourceText> = subject
        .set
        .sources()
        .chain(&subject.set.tests)
        .filter(is_own)
        .collect();
    let mut remarks = rego::remarks(subject.set)?;
    remarks.retain(|remark| is_own(&&remark.source));
    remarks.extend(texts.iter().flat_map(|source| of_text(source)));
    remarks.extend(metadata::remarks(subject));
    remarks.extend(catalog::remarks(subject));
    remarks.extend(inventory::remarks(subject));
    let is_looked_for = |code: &str| match code {
        catalog::UNLISTED => subject.catalog.is_some(),
        code if inventory::CODES.contains(&code) => subject.tried.is_some(),
        _ => true,
    };
    let remarks = allowed(&texts, remarks, &is_looked_for);
    Ok(sorted(of_level(remarks, levels)))
}

/// What is to be said of single texts, whether they are policies or not.
pub fn found_in_texts(texts: &[&SourceText], levels: &Levels) -> Vec<Found> {
    let remarks = texts.iter().flat_map(|source| {
        let types = types_in_capitals(source);
        of_text(source).into_iter().chain(types)
    });
    let allowances = Allowances::of(texts);
    let remarks = remarks.filter(|remark| !allowances.cover(remark));
    sorted(of_level(remarks.collect(), levels))
}

fn of_text(source: &SourceText) -> Vec<Remark> {
    let lines = lines::remarks(source);
    lines
        .into_iter()
        .chain(metadata::detached(source))
        .collect()
}

/// What no comment allows, and what is wrong with those comments. One that allows what was not
/// looked for may be needed another time.
fn allowed(
    texts: &[&SourceText],
    mut remarks: Vec<Remark>,
    is_looked_for: &dyn Fn(&str) -> bool,
) -> Vec<Remark> {
    let allowances = Allowances::of(texts);
    let unused = allowances.unused(&remarks, is_looked_for);
    remarks.retain(|remark| !allowances.cover(remark));
    remarks.extend(allowances.into_faults());
    remarks.extend(unused);
    remarks
}

fn of_level(remarks: Vec<Remark>, levels: &Levels) -> Vec<Found> {
    let found = remarks.into_iter().filter_map(|remark| {
        let level = levels.of(remark.code)?;
        Some(Found { remark, level })
    });
    found.collect()
}

fn sorted(mut found: Vec<Found>) -> Vec<Found> {
    let order = |found: &Found| {
        let remark = &found.remark;
        let name = remark.source.name().to_owned();
        (
            name,
            remark.span.offset(),
            remark.code,
            remark.message.clone(),
        )
    };
    found.sort_by_cached_key(order);
    found
}
