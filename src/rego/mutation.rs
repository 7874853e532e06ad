//! Would the tests notice? Changes policies in small ways and runs their unit tests on each.
//!
//! A change that no test notices is a condition that nobody holds: it could be lost tomorrow.
//! The changes are those of mutation testing (DeMillo, Lipton, Sayward, "Hints on Test Data
//! Selection", 1978), chosen for what goes wrong in policies.

mod changes;

use super::parsed_beside_others;
use super::unit_tests::Bench;
use crate::text::SourceText;
use changes::{Change, changes};

/// One change of one policy or library, and what became of it.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The package that was changed.
    pub package: String,
    /// The line of the change, counted from 1.
    pub line: usize,
    /// What was changed, in words.
    pub what: &'static str,
    /// The text before the change.
    pub before: SourceText,
    /// The text with the change.
    pub after: SourceText,
    /// Whether a test of the package noticed.
    pub noticed: bool,
}

impl Bench<'_> {
    /// Makes every change in the policy or library, one at a time, and runs its unit tests.
    /// Changes that the static checks refuse are left out: they could not be shipped. Without
    /// tests, nothing is changed.
    pub fn mutants(&self) -> Vec<Mutant> {
        let suite = self.suite;
        let answers = self.answers();
        let Some(source) = suite.source().filter(|_| !answers.is_empty()) else {
            return Vec::new();
        };
        let Ok(module) = parsed_beside_others(source.name(), source.text()) else {
            return Vec::new();
        };
        let mutant = |change: Change| {
            let text = change.applied_to(source.text());
            let after = SourceText::new(source.name(), text);
            suite.is_sound(&after).then(|| Mutant {
                package: suite.package().to_owned(),
                line: source.line_at(change.place.start),
                what: change.what,
                noticed: self.notices(&after, &answers),
                before: source.clone(),
                after,
            })
        };
        changes(&module).into_iter().filter_map(mutant).collect()
    }
}
