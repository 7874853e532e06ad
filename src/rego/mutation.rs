//! Would the tests notice? Changes policies in small ways and runs their unit tests on each.
//!
//! A change that no test notices is a condition that nobody holds: it could be lost tomorrow.
//! The changes are those of mutation testing (DeMillo, Lipton, Sayward, "Hints on Test Data
//! Selection", 1978), chosen for what goes wrong in policies.

mod changes;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use std::time::Duration;

use jiff::Timestamp;
use regorus::Engine;
use regorus::utils::limits::ExecutionTimerConfig;

use super::checks::path_text;
use super::{RegoError, add_text, add_written, check, failure, memory, strict_engine, unit_tests};
use crate::policy::PolicySet;
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
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// Whether a test of the package failed.
    pub noticed: bool,
}

/// Everything that changed texts are run with.
pub struct Bench<'a> {
    set: &'a PolicySet,
    as_of: Timestamp,
    sources: BTreeMap<String, SourceText>,
    tests: BTreeMap<String, UnitTests<'a>>,
}

/// What stands around the package that is changed.
struct Surroundings {
    /// Libraries and tests, ready to run.
    runnable: Engine,
    /// Libraries as they are written, to be checked.
    written: Engine,
}

/// The unit tests of one package.
struct UnitTests<'a> {
    source: &'a SourceText,
    /// Packages that it imports, of tests as well.
    imports: Vec<String>,
}

impl<'a> Bench<'a> {
    /// Reads a set, of which each package can be changed.
    ///
    /// # Errors
    /// Tests that do not parse.
    pub fn new(set: &'a PolicySet, as_of: Timestamp) -> Result<Self, Vec<RegoError>> {
        memory::alone().lift();
        let libraries = set.libraries.iter();
        let libraries = libraries.map(|(name, library)| (name.clone(), library.source.clone()));
        let policies = set.policies.iter();
        let policies = policies.map(|(id, policy)| (id.to_string(), policy.source.clone()));
        let mut tests = BTreeMap::new();
        for source in &set.tests {
            let mut engine = strict_engine(as_of)?;
            add(&mut engine, source, set)?;
            for module in engine.get_modules() {
                let package = path_text(&module.package.refr).unwrap_or_default();
                let imports = module.imports.iter();
                let imports = imports.filter_map(|import| path_text(&import.refr));
                let imports = imports
                    .filter_map(|path| path.strip_prefix("data.").map(str::to_owned))
                    .collect();
                tests.insert(package, UnitTests { source, imports });
            }
        }
        Ok(Self {
            set,
            as_of,
            sources: libraries.chain(policies).collect(),
            tests,
        })
    }

    /// The policies and libraries that have tests.
    pub fn packages(&self) -> impl Iterator<Item = &str> {
        let packages = self.sources.keys().map(String::as_str);
        packages.filter(|package| self.tests.contains_key(&test_package(package)))
    }

    /// Makes every change in one policy or library, one at a time, and runs its unit tests.
    /// Changes that the static checks refuse are left out: they could not be shipped.
    ///
    /// # Errors
    /// Texts that do not parse, and a package whose tests fail before anything is changed.
    pub fn mutants(&self, package: &str) -> Result<Vec<Mutant>, Vec<RegoError>> {
        let (Some(source), Some(test)) = (
            self.sources.get(package),
            self.tests.get(&test_package(package)),
        ) else {
            return Ok(Vec::new());
        };
        let surroundings = self.surroundings(package)?;
        if !self.passes(&surroundings, source, test.source) {
            return Err(vec![RegoError::new(
                "rego::tests_fail",
                source,
                (0, 0).into(),
                format!("the tests of `{package}` fail before anything is changed"),
                "make them pass first".to_owned(),
            )]);
        }
        let mut parsed = Engine::new();
        let added = add_written(&mut parsed, source);
        added.map_err(|error| vec![failure::complaint(&error, source, self.set)])?;
        let module = parsed.get_modules().first().cloned();
        let found = module.map_or_else(Vec::new, |module| changes(&module));
        Ok(found
            .into_iter()
            .filter_map(|change| self.mutant(&surroundings, package, source, test.source, change))
            .collect())
    }

    /// Whether the unit tests of a package notice that another text stands in its place.
    ///
    /// # Errors
    /// Texts of libraries or tests that do not parse.
    pub fn notices(&self, package: &str, changed: &SourceText) -> Result<bool, Vec<RegoError>> {
        let surroundings = self.surroundings(package)?;
        let test = self.tests.get(&test_package(package));
        Ok(test.is_some_and(|test| !self.passes(&surroundings, changed, test.source)))
    }

    /// The libraries without the package itself, and the tests that its tests import.
    fn surroundings(&self, package: &str) -> Result<Surroundings, Vec<RegoError>> {
        let mut runnable = strict_engine(self.as_of)?;
        let mut written = Engine::new();
        for (name, library) in &self.set.libraries {
            if name != package {
                add(&mut runnable, &library.source, self.set)?;
                let added = add_written(&mut written, &library.source);
                added
                    .map_err(|error| vec![failure::complaint(&error, &library.source, self.set)])?;
            }
        }
        for test in self.imported_tests(package) {
            add(&mut runnable, test, self.set)?;
        }
        Ok(Surroundings { runnable, written })
    }

    /// Samples stand in tests that other tests import, directly or through others.
    fn imported_tests(&self, package: &str) -> Vec<&SourceText> {
        let own = test_package(package);
        let mut known = BTreeSet::from([own.clone()]);
        let mut open = vec![own];
        let mut found = Vec::new();
        while let Some(test) = open.pop().and_then(|name| self.tests.get(&name)) {
            for import in &test.imports {
                if let Some(imported) = self.tests.get(import)
                    && known.insert(import.clone())
                {
                    found.push(imported.source);
                    open.push(import.clone());
                }
            }
        }
        found
    }

    fn mutant(
        &self,
        surroundings: &Surroundings,
        package: &str,
        source: &SourceText,
        test: &SourceText,
        change: Change,
    ) -> Option<Mutant> {
        let before = &source.text()[change.place.clone()];
        let text = change.applied_to(source.text());
        let changed = SourceText::new(source.name(), text);
        if !self.is_sound(surroundings, &changed) {
            return None;
        }
        Some(Mutant {
            package: package.to_owned(),
            line: source.line_at(change.place.start),
            what: change.what,
            before: before.to_owned(),
            after: change.after,
            noticed: !self.passes(surroundings, &changed, test),
        })
    }

    /// Whether a changed text still passes the static checks.
    fn is_sound(&self, surroundings: &Surroundings, changed: &SourceText) -> bool {
        let mut engine = surroundings.written.clone();
        let libraries = self.set.libraries.values();
        let sources = libraries
            .map(|library| &library.source)
            .filter(|library| library.name() != changed.name())
            .chain([changed])
            .map(|source| (source.name().to_owned(), source.clone()))
            .collect();
        add_written(&mut engine, changed).is_ok() && check(&mut engine, self.set, &sources).is_ok()
    }

    /// Whether all tests of the package pass.
    fn passes(&self, surroundings: &Surroundings, source: &SourceText, test: &SourceText) -> bool {
        const PATIENCE: Duration = Duration::from_secs(10);
        let mut engine = surroundings.runnable.clone();
        engine.set_execution_timer_config(ExecutionTimerConfig {
            limit: PATIENCE,
            check_interval: NonZeroU32::MIN.saturating_add(255),
        });
        let added =
            add(&mut engine, source, self.set).and_then(|()| add(&mut engine, test, self.set));
        added.is_ok()
            && unit_tests::run_all(&mut engine)
                .iter()
                .all(|test| test.failure.is_none())
    }
}

fn test_package(package: &str) -> String {
    format!("{package}_test")
}

fn add(engine: &mut Engine, source: &SourceText, set: &PolicySet) -> Result<(), Vec<RegoError>> {
    add_text(engine, source).map_err(|error| vec![failure::complaint(&error, source, set)])
}
