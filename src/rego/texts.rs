//! The texts of a set with what each needs of the others, so that a package is compiled with
//! these alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use regorus::unstable::{Module, Ref};

use super::checks::{path_text, paths_read};
use super::unit_tests::stand_ins;
use super::{RegoError, caps, failure, memory, parsed, parsed_beside_others, runnable};
use crate::policy::PolicySet;
use crate::recommendation::RecommendationId;
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
    /// What is run, once it was asked for.
    as_run: OnceLock<Result<Ref<Module>, RegoError>>,
    /// Whether it holds unit tests, and decides nothing.
    pub(super) is_test: bool,
    /// The paths below `data` that it names.
    needs: BTreeSet<String>,
}

/// All texts of a set: libraries, policies, tests. Each is read when it is needed first.
#[derive(Debug)]
pub(super) struct Texts {
    set: Arc<PolicySet>,
    unread: Vec<Unread>,
    /// Where the texts of a package are.
    packages: BTreeMap<String, Vec<usize>>,
}

/// A text that may have been read.
#[derive(Debug)]
pub(super) struct Unread {
    /// Its package.
    pub(super) package: String,
    /// As it is written.
    pub(super) source: SourceText,
    /// Whether it holds unit tests, and decides nothing.
    pub(super) is_test: bool,
    text: OnceLock<Result<Text, RegoError>>,
}

impl Texts {
    /// The texts of a set.
    pub(super) fn of(set: Arc<PolicySet>) -> Self {
        let libraries = set.libraries.iter();
        let libraries = libraries.map(|(package, library)| (package.clone(), &library.source));
        let policies = set.policies.iter();
        let policies = policies.map(|(id, policy)| (id.to_string(), &policy.source));
        let deciding = libraries.chain(policies).map(|text| (text, false));
        let tests = set.tests.iter();
        let tests = tests.map(|source| ((package_of(source), source), true));
        let unread = deciding.chain(tests);
        let unread: Vec<Unread> = unread
            .map(|((package, source), is_test)| Unread {
                package,
                source: source.clone(),
                is_test,
                text: OnceLock::new(),
            })
            .collect();
        let mut packages: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (position, text) in unread.iter().enumerate() {
            let positions = packages.entry(text.package.clone()).or_default();
            positions.push(position);
        }
        Self {
            unread,
            packages,
            set,
        }
    }

    /// All texts, in their order.
    pub(super) fn all(&self) -> &[Unread] {
        &self.unread
    }

    /// How many of them decide something: the first ones.
    pub(super) fn deciding(&self) -> usize {
        self.unread.iter().take_while(|text| !text.is_test).count()
    }

    /// The text of a package that decides something.
    pub(super) fn deciding_in(&self, package: &str) -> Option<usize> {
        let positions = self.packages.get(package)?.iter().copied();
        positions
            .into_iter()
            .find(|&position| !self.unread[position].is_test)
    }

    /// A text, read.
    ///
    /// # Errors
    /// It does not parse.
    pub(super) fn get(&self, position: usize) -> Result<&Text, RegoError> {
        let unread = &self.unread[position];
        let read = || Text::read(&unread.source, unread.is_test, &self.set);
        unread.text.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// Some texts with all that they need, directly or through others, in the order of all.
    ///
    /// # Errors
    /// Those that do not parse.
    pub(super) fn closure(
        &self,
        roots: impl IntoIterator<Item = usize>,
    ) -> Result<Vec<&Text>, Vec<RegoError>> {
        let mut errors = Vec::new();
        let known = reached(roots, |position| {
            let needs = self.get(position).map(|text| text.needs.iter());
            let needs = needs.map_err(|error| errors.push(error));
            let needs = needs.into_iter().flatten();
            needs.flat_map(|path| self.at(path)).collect()
        });
        let texts = known
            .into_iter()
            .filter_map(|position| self.get(position).ok());
        match errors.is_empty() {
            true => Ok(texts.collect()),
            false => Err(errors),
        }
    }

    /// The policies, each with the position of its text.
    pub(super) fn policies(&self) -> impl Iterator<Item = (&RecommendationId, usize)> {
        let ids = self.set.policies.keys();
        ids.filter_map(|id| Some((id, self.deciding_in(id.as_str())?)))
    }

    /// The texts of the packages that a path leads to, into or through.
    pub(super) fn at(&self, path: &str) -> Vec<usize> {
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

/// Some positions with all that they lead to, directly or through others.
pub(super) fn reached(
    roots: impl IntoIterator<Item = usize>,
    mut next: impl FnMut(usize) -> Vec<usize>,
) -> BTreeSet<usize> {
    let mut open: Vec<usize> = roots.into_iter().collect();
    let mut known: BTreeSet<usize> = open.iter().copied().collect();
    while let Some(position) = open.pop() {
        for needed in next(position) {
            if known.insert(needed) {
                open.push(needed);
            }
        }
    }
    known
}

/// The package that a text of tests says that it is of.
fn package_of(source: &SourceText) -> String {
    let mut lines = source.text().lines();
    let name = lines.find_map(|line| line.trim_start().strip_prefix("package "));
    let name = name.and_then(|name| name.split(['#', ';']).next());
    name.unwrap_or_default().trim().to_owned()
}

impl Text {
    fn read(source: &SourceText, is_test: bool, set: &PolicySet) -> Result<Self, RegoError> {
        caps::check(source)?;
        let _shared = memory::shared();
        let invalid = |error| failure::complaint(&error, source, set);
        let module = parsed(source.name(), source.text()).map_err(invalid)?;
        let needs = paths_read(&module).into_iter();
        let below = needs.filter_map(|path| path.strip_prefix("data.").map(str::to_owned));
        let mut text = Self {
            package: path_text(&module.package.refr).unwrap_or_default(),
            source: source.clone(),
            runnable: String::new(),
            as_run: OnceLock::new(),
            needs: below.collect(),
            is_test,
            module,
        };
        text.runnable = text.version_as_run(source).map_err(invalid)?;
        Ok(text)
    }

    /// What is run.
    ///
    /// # Errors
    /// regorus refuses it, though not as it is written.
    pub(super) fn as_run(&self) -> Result<Ref<Module>, RegoError> {
        let parse = || {
            if self.runnable == self.source.text() {
                return Ok(self.module.clone());
            }
            let module = parsed_beside_others(self.source.name(), &self.runnable);
            module.map_err(|error| failure::plain(&error, &self.source))
        };
        self.as_run.get_or_init(parse).clone()
    }

    /// A version of this text as regorus runs it, while others evaluate.
    pub(super) fn as_run_beside_others(&self, version: &SourceText) -> anyhow::Result<String> {
        let _shared = memory::shared();
        self.version_as_run(version)
    }

    /// A version of this text as regorus runs it, with what stands in for some of its tests.
    fn version_as_run(&self, version: &SourceText) -> anyhow::Result<String> {
        let beside = match self.is_test {
            true => stand_ins(self),
            false => String::new(),
        };
        let whole = format!("{}{beside}", version.text());
        let version = SourceText::new(version.name(), whole);
        let module = parsed(version.name(), version.text())?;
        runnable(&version, &module)
    }
}
