//! What the syntax tree of a policy says of its style, where it breaks no law of the language.

mod absence;
mod assignment;
mod idle;
mod imports;
mod judged;
mod layout;
mod parameters;
mod paths;
mod proofs;
mod reads;
mod reasons;
mod rules;
mod types;
mod unit_tests;
mod variables;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use miette::SourceSpan;
use regorus::Engine;
use regorus::unstable::{Module, Ref, Span};

use super::checks::room::Room;
use super::extents::Extents;
use super::{RegoError, add_written, caps, failure, memory};
use crate::policy::{Policy, PolicySet};
use crate::text::SourceText;

pub use layout::{Layout, same_code};

/// A stretch of a text, and what takes its place.
pub type Edit = (Range<usize>, String);

/// What could be better at one place of a text.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The stable name of the lint: `lint::unused_import`.
    pub code: &'static str,
    /// The text that it is about.
    pub source: SourceText,
    /// The place in that text.
    pub span: SourceSpan,
    /// A lower-case sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What mends it and changes no meaning; nothing where only the author can.
    pub edits: Vec<Edit>,
}

impl Remark {
    /// A remark about a place, to be mended by hand.
    pub fn new(
        code: &'static str,
        source: &SourceText,
        span: impl Into<SourceSpan>,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) -> Self {
        Self {
            code,
            source: source.clone(),
            span: span.into(),
            message: message.into(),
            help: help.into(),
            edits: Vec::new(),
        }
    }

    /// The same with what mends it.
    #[must_use]
    pub fn mended_by(mut self, edits: impl IntoIterator<Item = Edit>) -> Self {
        self.edits = edits.into_iter().collect();
        self
    }
}

/// What a text of a set is for.
#[derive(Clone, Copy, Debug)]
enum Purpose<'a> {
    Policy(&'a Policy),
    Library,
    Test,
}

/// A module, what its names stand for, and what it is for.
#[derive(Debug)]
struct Page<'a> {
    room: Room<'a>,
    extents: Extents<'a>,
    purpose: Purpose<'a>,
    /// How many expressions were looked at, for rules may lead to each other in countless ways.
    steps: Cell<usize>,
}

impl Page<'_> {
    /// The package without `data.`
    fn package(&self) -> &str {
        let package = &self.room.package;
        package.strip_prefix("data.").unwrap_or(package)
    }

    fn remark(
        &self,
        code: &'static str,
        span: &Span,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) -> Remark {
        let place = self.extents.span(span);
        Remark::new(code, self.room.source, place, message, help)
    }
}

/// Everything that a lint of the syntax tree looks at.
#[derive(Debug)]
struct Book<'a> {
    pages: Vec<Page<'a>>,
}

impl<'a> Book<'a> {
    /// The pages of policies: neither of libraries nor of tests.
    fn policies(&self) -> impl Iterator<Item = &Page<'a>> {
        let pages = self.pages.iter();
        pages.filter(|page| matches!(page.purpose, Purpose::Policy(_)))
    }
}

/// What is remarked about the policies, libraries and tests of a set, in no particular order.
///
/// # Errors
/// Texts that do not parse, tests included.
pub fn remarks(set: &PolicySet) -> Result<Vec<Remark>, Vec<RegoError>> {
    let modules = {
        let alone = memory::alone();
        alone.lift();
        parsed(set)?
    };
    let purposes = purposes(set);
    let pages = modules.iter().map(|(source, module)| Page {
        room: Room::new(module, source),
        extents: Extents::of(source.text()),
        steps: Cell::new(0),
        purpose: purposes
            .get(source.name())
            .copied()
            .unwrap_or(Purpose::Test),
    });
    let book = Book {
        pages: pages.collect(),
    };
    let lints = [
        absence::remarks,
        assignment::remarks,
        idle::remarks,
        imports::remarks,
        judged::remarks,
        parameters::remarks,
        reasons::remarks,
        rules::remarks,
        types::remarks,
        unit_tests::remarks,
        variables::remarks,
    ];
    Ok(lints.iter().flat_map(|lint| lint(&book)).collect())
}

fn purposes(set: &PolicySet) -> BTreeMap<&str, Purpose<'_>> {
    let policies = set.policies.values();
    let policies = policies.map(|policy| (policy.source.name(), Purpose::Policy(policy)));
    let libraries = set.libraries.values();
    let libraries = libraries.map(|library| (library.source.name(), Purpose::Library));
    policies.chain(libraries).collect()
}

type Parsed<'a> = Vec<(&'a SourceText, Ref<Module>)>;

fn parsed(set: &PolicySet) -> Result<Parsed<'_>, Vec<RegoError>> {
    let mut engine = Engine::new();
    let mut modules = Vec::new();
    let mut errors = Vec::new();
    for source in set.sources().chain(&set.tests) {
        let added = caps::check(source).and_then(|()| {
            add_written(&mut engine, source)
                .map_err(|error| failure::complaint(&error, source, set))
        });
        match added {
            Ok(()) => modules.extend(engine.get_modules().last().map(|new| (source, new.clone()))),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(modules)
    } else {
        Err(errors)
    }
}

#[cfg(test)]
mod tests;
