//! The texts that decide a run: read, and not yet understood.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::DecisionArgs;
use super::console::Failure;
use super::load::Policies;
use crate::bundle::{self, BundleError};
use crate::catalog::{self, Catalog};
use crate::policy::{PolicySet, PolicyText};
use crate::project::Project;
use crate::recommendation::Recommendations;
use crate::revision::Revision;
use crate::text::{SourceText, Warning};

/// The catalog where nothing names another.
pub(super) const DEFAULT_CATALOG: &str = "azure";

/// Where files are read from.
#[derive(Clone, Copy)]
pub(super) enum Shelf<'a> {
    /// As they are now.
    Disk,
    /// As they were committed.
    Commit(&'a Revision),
}

/// The texts that decide a run.
pub(super) struct Texts<'a> {
    pub(super) policies: PolicyTexts,
    pub(super) catalog: CatalogTexts<'a>,
    pub(super) exemptions: Vec<SourceText>,
}

/// The texts of policies.
pub(super) struct PolicyTexts {
    with_builtin: bool,
    own: Vec<PolicyText>,
}

/// What a catalog calls the one that it extends, and the name of the catalog that says so.
type Extends = (String, String);

/// A catalog. What it extends is read when it is understood, and once.
pub(super) struct CatalogTexts<'a> {
    shelf: Shelf<'a>,
    catalog: SourceText,
    extended: RefCell<BTreeMap<Extends, Result<SourceText, String>>>,
}

impl<'a> Texts<'a> {
    /// Reads what the options and, where they are silent, the project name.
    pub(super) fn read(
        args: &DecisionArgs,
        project: &Project,
        shelf: Shelf<'a>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            policies: PolicyTexts::read(args, project, shelf)?,
            catalog: CatalogTexts::read(args, project, shelf)?,
            exemptions: exemptions(args, project, shelf)?,
        })
    }

    /// Whether the same policies stand there, byte for byte.
    pub(super) fn has_policies_of(&self, other: &Self) -> bool {
        self.policies.with_builtin == other.policies.with_builtin
            && self.policies.by_path() == other.policies.by_path()
    }

    /// Whether the same catalog stands there, with all that it extends, byte for byte. Both have
    /// been understood before.
    pub(super) fn has_catalog_of(&self, other: &Self) -> bool {
        self.catalog.chain() == other.catalog.chain()
    }

    /// Whether the same exemptions stand there, byte for byte.
    pub(super) fn has_exemptions_of(&self, other: &Self) -> bool {
        let texts = |texts: &Self| -> Vec<String> {
            let exemptions = texts.exemptions.iter();
            exemptions.map(|text| text.text().to_owned()).collect()
        };
        texts(self) == texts(other)
    }
}

impl PolicyTexts {
    /// Reads the policies of the project and of the options.
    pub(super) fn read(
        args: &DecisionArgs,
        project: &Project,
        shelf: Shelf<'_>,
    ) -> Result<Self, Failure> {
        let mut own = Vec::new();
        for directory in project.policies.iter().chain(&args.policies) {
            own.extend(shelf.policies_in(directory)?);
        }
        let with_builtin = project.builtin_policies && !args.no_builtin_policies;
        Ok(Self { with_builtin, own })
    }

    /// What they say, with the policies that came with the program.
    pub(super) fn understood(&self) -> Result<Policies, Failure> {
        let mut texts = Vec::new();
        if self.with_builtin {
            texts.extend(bundle::built_in_policies());
        }
        let shipped = PolicySet::read(texts.clone())?;
        if self.own.is_empty() {
            let policies = shipped.clone();
            return Ok(Policies { shipped, policies });
        }
        texts.extend(self.own.iter().cloned());
        let policies = PolicySet::read(texts)?;
        Ok(Policies { shipped, policies })
    }

    fn by_path(&self) -> BTreeMap<&str, &str> {
        let own = self.own.iter();
        own.map(|text| (text.path.as_str(), text.source.text()))
            .collect()
    }
}

impl<'a> CatalogTexts<'a> {
    /// Reads the catalog of the options, else of the project.
    pub(super) fn read(
        args: &DecisionArgs,
        project: &Project,
        shelf: Shelf<'a>,
    ) -> Result<Self, Failure> {
        let catalog = match (&args.catalog, &project.catalog) {
            (Some(name), _) => shelf.catalog(name, Path::new("")),
            (None, Some(name)) => shelf.catalog(name, &project.root),
            (None, None) => shelf.catalog(DEFAULT_CATALOG, Path::new("")),
        };
        Ok(Self {
            shelf,
            catalog: catalog.map_err(Failure::input)?,
            extended: RefCell::default(),
        })
    }

    /// What it says, and what its reader should be told.
    pub(super) fn understood(
        &self,
        recommendations: &Recommendations,
    ) -> Result<(Catalog, Vec<Warning>), Failure> {
        let mut extended = |name: &str, from: &SourceText| self.extended(name, from);
        Ok(catalog::load(
            &self.catalog,
            &mut extended,
            recommendations,
        )?)
    }

    /// The catalog that another one extends.
    fn extended(&self, name: &str, from: &SourceText) -> Result<SourceText, String> {
        let key = (name.to_owned(), from.name().to_owned());
        let mut known = self.extended.borrow_mut();
        let read = || self.shelf.catalog(name, &self.shelf.directory_of(from));
        known.entry(key).or_insert_with(read).clone()
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

/// The exemptions of the options, else of the project.
pub(super) fn exemptions(
    args: &DecisionArgs,
    project: &Project,
    shelf: Shelf<'_>,
) -> Result<Vec<SourceText>, Failure> {
    let paths = if args.exemptions.is_empty() {
        &project.exemptions
    } else {
        &args.exemptions
    };
    let mut texts = Vec::new();
    for path in paths {
        texts.extend(shelf.yaml_texts(path)?);
    }
    Ok(texts)
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

/// A path without links, of what has to be there.
pub(super) fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    let unreadable = |error| format!("cannot read `{}`: {error}", path.display());
    path.canonicalize()
        .map_err(|error| Failure::input(unreadable(error)))
}
