//! The texts of a set with what each needs of the others, so that a package is compiled with
//! these alone.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{Module, Ref};

use super::cases;
use crate::policy::PolicySet;
use crate::rego::checks::{path_text, paths_read};
use crate::rego::{RegoError, caps, failure, parsed, runnable};
use crate::text::SourceText;

/// A text, as it is written and as it is run.
#[derive(Debug)]
pub(super) struct Text {
    /// Its package.
    pub(super) package: String,
    /// As it is written.
    pub(super) source: SourceText,
    /// What is written there.
    pub(super) module: Ref<Module>,
    /// As regorus runs it.
    pub(super) runnable: String,
    /// Whether it holds unit tests, and decides nothing.
    pub(super) is_test: bool,
    /// The paths below `data` that it names.
    needs: BTreeSet<String>,
}

/// All texts of a set: libraries, policies, tests.
#[derive(Debug)]
pub(super) struct Texts {
    texts: Vec<Text>,
    /// Where the texts of a package are.
    packages: BTreeMap<String, Vec<usize>>,
}

impl Texts {
    /// Reads the texts of a set.
    ///
    /// # Errors
    /// Each text that does not parse.
    pub(super) fn read(set: &PolicySet) -> Result<Self, Vec<RegoError>> {
        let deciding = set.sources().map(|source| (source, false));
        let tests = set.tests.iter().map(|source| (source, true));
        let (mut texts, mut errors) = (Vec::new(), Vec::new());
        for (source, is_test) in deciding.chain(tests) {
            match Text::read(source, is_test, set) {
                Ok(text) => texts.push(text),
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut packages: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (position, text) in texts.iter().enumerate() {
            let positions = packages.entry(text.package.clone()).or_default();
            positions.push(position);
        }
        Ok(Self { texts, packages })
    }

    /// All texts, in their order.
    pub(super) fn all(&self) -> &[Text] {
        &self.texts
    }

    /// Some texts with all that they need, directly or through others, in the order of all.
    pub(super) fn closure(&self, roots: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut open: Vec<usize> = roots.into_iter().collect();
        let mut known: BTreeSet<usize> = open.iter().copied().collect();
        while let Some(position) = open.pop() {
            let needs = self.texts[position].needs.iter();
            for needed in needs.flat_map(|path| self.at(path)) {
                if known.insert(needed) {
                    open.push(needed);
                }
            }
        }
        known.into_iter().collect()
    }

    /// The texts of the packages that a path leads to, into or through.
    fn at(&self, path: &str) -> Vec<usize> {
        let ends = path.match_indices('.').map(|(end, _)| &path[..end]);
        let around = ends.chain([path]).filter_map(|end| self.packages.get(end));
        let below = format!("{path}.");
        let inside = self.packages.range(below.clone()..);
        let inside = inside.take_while(|(package, _)| package.starts_with(&below));
        around
            .chain(inside.map(|(_, positions)| positions))
            .flatten()
            .copied()
            .collect()
    }
}

impl Text {
    fn read(source: &SourceText, is_test: bool, set: &PolicySet) -> Result<Self, RegoError> {
        caps::check(source)?;
        let invalid = |error| failure::complaint(&error, source, set);
        let module = parsed(source.name(), source.text()).map_err(invalid)?;
        let needs = paths_read(&module).into_iter();
        let below = needs.filter_map(|path| path.strip_prefix("data.").map(str::to_owned));
        let mut text = Self {
            package: path_text(&module.package.refr).unwrap_or_default(),
            source: source.clone(),
            runnable: String::new(),
            needs: below.collect(),
            is_test,
            module,
        };
        text.runnable = text.as_run(source).map_err(invalid)?;
        Ok(text)
    }

    /// A version of this text as regorus runs it, with what stands in for some of its tests.
    pub(super) fn as_run(&self, version: &SourceText) -> anyhow::Result<String> {
        let beside = match self.is_test {
            true => cases::stand_ins(self),
            false => String::new(),
        };
        let whole = format!("{}{beside}", version.text());
        let version = SourceText::new(version.name(), whole);
        let module = parsed(version.name(), version.text())?;
        runnable(&version, &module)
    }
}
