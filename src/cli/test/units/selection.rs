//! What is tested: which texts are read, and which of them are meant.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::UnitArgs;
use crate::bundle;
use crate::cli::args::DecisionArgs;
use crate::cli::console::Failure;
use crate::cli::load::project;
use crate::cli::texts::canonical;
use crate::policy::{PolicySet, PolicyText};
use crate::project::FILE_NAME;
use crate::rego::{Suite, Suites};
use crate::text::{SourceText, did_you_mean};

/// The texts of a run, and which of them are to be tested.
pub(super) struct Selection {
    set: PolicySet,
    /// What the user named, or nothing, with the names of the files that it means.
    meant: Vec<(String, BTreeSet<String>)>,
}

/// A directory of policies.
struct Root {
    place: PathBuf,
    texts: Vec<PolicyText>,
}

impl Selection {
    /// Reads the policies of the project, those that the user named, and the built-in ones.
    pub(super) fn load(args: &UnitArgs, decisions: &DecisionArgs) -> Result<Self, Failure> {
        let project = project(decisions, &args.paths)?;
        let built_in = match project.builtin_policies && !decisions.no_builtin_policies {
            true => bundle::built_in_policies(),
            false => Vec::new(),
        };
        let mut roots = Vec::new();
        for directory in directories(args, decisions)? {
            roots.push(Root::read(&directory)?);
        }
        let own = |roots: &[Root]| names(roots.iter().flat_map(|root| &root.texts));
        let paths = paths(args);
        let meant = if args.builtin || roots.is_empty() && paths.is_empty() {
            vec![("the built-in policies".to_owned(), names(&built_in))]
        } else if paths.is_empty() {
            vec![("the policies of the project".to_owned(), own(&roots))]
        } else {
            let mut meant = Vec::new();
            for path in paths {
                meant.push((path.display().to_string(), select(path, &mut roots)?));
            }
            meant
        };
        let own = roots.into_iter().flat_map(|root| root.texts);
        let texts = built_in.into_iter().chain(own).collect();
        Ok(Self {
            set: PolicySet::read(texts)?,
            meant,
        })
    }

    /// Everything that was read.
    pub(super) fn set(&self) -> &PolicySet {
        &self.set
    }

    /// The packages that are meant, in the order of their names.
    pub(super) fn choose<'a>(
        &self,
        suites: &'a Suites<'a>,
        args: &UnitArgs,
    ) -> Result<Vec<Suite<'a>>, Failure> {
        let is_meant = |file: &SourceText| {
            let mut meant = self.meant.iter();
            meant.any(|(_, files)| files.contains(file.name()))
        };
        let chosen = suites.wanted(&is_meant)?;
        // Of what nobody named in particular, policies without tests are told of one by one.
        let is_named = !args.paths.is_empty() || args.builtin;
        for (named, files) in self.meant.iter().filter(|_| is_named) {
            let mut of_this = chosen.iter().filter(|suite| is_of(suite, files));
            if !of_this.any(|suite| !suite.names().is_empty()) {
                let message = format!("there is no test in {}", quoted(named, args));
                return Err(Failure::advised(
                    message,
                    "tests are rules that start with `test_`, in files that end in `_test.rego`",
                ));
            }
        }
        match &args.filter {
            Some(filter) => filtered(chosen, filter, args),
            None => Ok(chosen),
        }
    }
}

/// The packages of which some test is wanted.
fn filtered<'a>(
    meant: Vec<Suite<'a>>,
    filter: &str,
    args: &UnitArgs,
) -> Result<Vec<Suite<'a>>, Failure> {
    let known: Vec<String> = meant.iter().flat_map(Suite::names).collect();
    let is_wanted = |suite: &Suite<'_>| suite.names().iter().any(|name| args.is_wanted(name));
    let wanted: Vec<Suite<'a>> = meant.into_iter().filter(is_wanted).collect();
    if !wanted.is_empty() {
        return Ok(wanted);
    }
    let rules = known.iter().filter_map(|name| name.rsplit('.').next());
    let near = did_you_mean(filter, rules.chain(known.iter().map(String::as_str)));
    let advice = near.unwrap_or_else(|| "names are written `package.rule`".to_owned());
    let message = format!("no test has `{filter}` in its name");
    Err(Failure::advised(message, advice))
}

/// What the user named, as it was named.
fn quoted(named: &str, args: &UnitArgs) -> String {
    match args.paths.is_empty() {
        true => named.to_owned(),
        false => format!("`{named}`"),
    }
}

/// Whether a package has its policy or a test among some files.
fn is_of(suite: &Suite<'_>, files: &BTreeSet<String>) -> bool {
    suite.files().any(|file| files.contains(file.name()))
}

fn names<'a>(texts: impl IntoIterator<Item = &'a PolicyText>) -> BTreeSet<String> {
    let names = texts.into_iter().map(|text| text.source.name().to_owned());
    names.collect()
}

/// The paths that select; a directory with a project file stands for its project.
fn paths(args: &UnitArgs) -> &[PathBuf] {
    match args.paths.as_slice() {
        [path] if path.join(FILE_NAME).is_file() => &[],
        paths => paths,
    }
}

/// The directories of policies that a run knows of, those that the user named apart.
pub(super) fn directories(
    args: &UnitArgs,
    decisions: &DecisionArgs,
) -> Result<Vec<PathBuf>, Failure> {
    let project = project(decisions, &args.paths)?;
    let named = decisions.policies.iter().cloned();
    Ok(project.policies.into_iter().chain(named).collect())
}

impl Root {
    fn read(directory: &Path) -> Result<Self, Failure> {
        Ok(Self {
            place: canonical(directory)?,
            texts: bundle::policies_in(directory)?,
        })
    }

    /// The files at a place or below it.
    fn below(&self, place: &Path) -> Option<BTreeSet<String>> {
        let place = place.strip_prefix(&self.place).ok()?;
        let is_below = |text: &&PolicyText| Path::new(&text.path).starts_with(place);
        Some(names(self.texts.iter().filter(is_below)))
    }
}

/// The files that a path means: those below it, where it stands below a directory of policies,
/// else those of the directory of policies that it is.
fn select(path: &Path, roots: &mut Vec<Root>) -> Result<BTreeSet<String>, Failure> {
    let place = canonical(path)?;
    if let Some(files) = roots.iter().find_map(|root| root.below(&place)) {
        return Ok(files);
    }
    if !path.is_dir() {
        let message = format!("`{}` stands in no directory of policies", path.display());
        let advice = "name that directory with `--policies` or in `securescore.yaml`";
        return Err(Failure::advised(message, advice));
    }
    let root = Root::read(path)?;
    let files = names(&root.texts);
    roots.push(root);
    Ok(files)
}
