//! The texts that decide a run: read, and not yet understood.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::DecisionArgs;
use super::console::Failure;
use crate::bundle::{self, BundleError};
use crate::policy::{PolicySet, PolicyText};
use crate::project::Project;
use crate::revision::Revision;
use crate::text::SourceText;

/// The catalog where nothing names another.
const DEFAULT_CATALOG: &str = "azure";

/// Where files are read from.
#[derive(Clone, Copy)]
pub(super) enum Shelf<'a> {
    /// As they are now.
    Disk,
    /// As they were committed.
    Commit(&'a Revision),
}

/// What a catalog calls the one that it extends, and the name of the catalog that says so.
type Extends = (String, String);

/// The texts that decide a run. What a catalog extends is read when the catalog is, and once.
pub(super) struct Texts<'a> {
    shelf: Shelf<'a>,
    with_builtin: bool,
    own: Vec<PolicyText>,
    catalog: SourceText,
    extended: RefCell<BTreeMap<Extends, Result<SourceText, String>>>,
    pub(super) exemptions: Vec<SourceText>,
}

impl<'a> Texts<'a> {
    /// Reads what the options and, where they are silent, the project name.
    pub(super) fn read(
        args: &DecisionArgs,
        project: &Project,
        shelf: Shelf<'a>,
    ) -> Result<Self, Failure> {
        let mut own = Vec::new();
        for directory in project.policies.iter().chain(&args.policies) {
            own.extend(shelf.policies_in(directory)?);
        }
        let catalog = match (&args.catalog, &project.catalog) {
            (Some(name), _) => shelf.catalog(name, Path::new("")),
            (None, Some(name)) => shelf.catalog(name, &project.root),
            (None, None) => shelf.catalog(DEFAULT_CATALOG, Path::new("")),
        };
        let paths = if args.exemptions.is_empty() {
            &project.exemptions
        } else {
            &args.exemptions
        };
        let mut exemptions = Vec::new();
        for path in paths {
            exemptions.extend(shelf.yaml_texts(path)?);
        }
        Ok(Self {
            shelf,
            with_builtin: project.builtin_policies && !args.no_builtin_policies,
            own,
            catalog: catalog.map_err(Failure::input)?,
            extended: RefCell::default(),
            exemptions,
        })
    }

    /// The policies that came with the program, and all policies.
    pub(super) fn policies(&self) -> Result<(PolicySet, PolicySet), Failure> {
        let mut texts = Vec::new();
        if self.with_builtin {
            texts.extend(bundle::built_in_policies());
        }
        let shipped = PolicySet::read(texts.clone())?;
        if self.own.is_empty() {
            return Ok((shipped.clone(), shipped));
        }
        texts.extend(self.own.iter().cloned());
        Ok((shipped, PolicySet::read(texts)?))
    }

    /// The catalog.
    pub(super) fn catalog(&self) -> &SourceText {
        &self.catalog
    }

    /// The catalog that another one extends.
    pub(super) fn extended(&self, name: &str, from: &SourceText) -> Result<SourceText, String> {
        let key = (name.to_owned(), from.name().to_owned());
        let mut known = self.extended.borrow_mut();
        let read = || self.shelf.catalog(name, &self.shelf.directory_of(from));
        known.entry(key).or_insert_with(read).clone()
    }

    /// Whether the same policies stand there, byte for byte.
    pub(super) fn has_policies_of(&self, other: &Self) -> bool {
        let texts = |texts: &Self| -> BTreeMap<String, String> {
            let own = texts.own.iter();
            own.map(|text| (text.path.clone(), text.source.text().to_owned()))
                .collect()
        };
        self.with_builtin == other.with_builtin && texts(self) == texts(other)
    }

    /// Whether the same catalog stands there, with all that it extends, byte for byte. Both have
    /// been understood before.
    pub(super) fn has_catalog_of(&self, other: &Self) -> bool {
        self.chain() == other.chain()
    }

    /// Whether the same exemptions stand there, byte for byte.
    pub(super) fn has_exemptions_of(&self, other: &Self) -> bool {
        let texts = |texts: &Self| -> Vec<String> {
            let exemptions = texts.exemptions.iter();
            exemptions.map(|text| text.text().to_owned()).collect()
        };
        texts(self) == texts(other)
    }

    /// The texts of the catalog and of those below it.
    fn chain(&self) -> Vec<String> {
        let extended = self.extended.borrow();
        let below = |above: &SourceText| {
            let mut known = extended.iter();
            let found = known.find(|((_, from), _)| from == above.name())?;
            found.1.as_ref().ok().cloned()
        };
        let chain = std::iter::successors(Some(self.catalog.clone()), below);
        chain.map(|text| text.text().to_owned()).collect()
    }
}

impl Shelf<'_> {
    fn policies_in(self, directory: &Path) -> Result<Vec<PolicyText>, Failure> {
        let Self::Commit(revision) = self else {
            return Ok(bundle::policies_in(directory)?);
        };
        let files = revision.files(directory, &bundle::is_rego);
        let mut texts = Vec::new();
        for file in files.map_err(Failure::one)? {
            let source = revision.text(&file).map_err(Failure::one)?;
            texts.push(bundle::policy_text(directory, &file, source));
        }
        if texts.is_empty() {
            let path = format!("{}:{}", revision.name(), directory.display());
            return Err(Failure::one(BundleError::NoPolicies { path }));
        }
        Ok(texts)
    }

    fn yaml_texts(self, path: &Path) -> Result<Vec<SourceText>, Failure> {
        let mut texts = Vec::new();
        match self {
            Self::Disk => {
                for file in bundle::yaml_files(path).map_err(Failure::one)? {
                    texts.push(bundle::read_text(&file).map_err(Failure::one)?);
                }
            }
            Self::Commit(revision) => {
                let files = revision.files(path, &bundle::is_yaml);
                for file in files.map_err(Failure::one)? {
                    texts.push(revision.text(&file).map_err(Failure::one)?);
                }
                if texts.is_empty() {
                    let path = format!("{}:{}", revision.name(), path.display());
                    return Err(Failure::one(BundleError::NoYaml { path }));
                }
            }
        }
        Ok(texts)
    }

    /// A built-in catalog by its name, else a file below `root`.
    fn catalog(self, name: &str, root: &Path) -> Result<SourceText, String> {
        if let Some(text) = bundle::built_in_catalog(name) {
            return Ok(text);
        }
        let path = root.join(name);
        let read = match self {
            Self::Disk => bundle::read_text(&path).map_err(|error| error.to_string()),
            Self::Commit(revision) => revision.text(&path).map_err(|error| error.to_string()),
        };
        read.map_err(|error| {
            let known = bundle::built_in_catalogs().join(", ");
            format!("{error}; the built-in catalogs are: {known}")
        })
    }

    /// Where the names in a text are looked up.
    fn directory_of(self, text: &SourceText) -> PathBuf {
        match self {
            Self::Disk => Path::new(text.name())
                .parent()
                .unwrap_or(Path::new(""))
                .to_owned(),
            Self::Commit(revision) => revision.directory_of(text),
        }
    }
}
