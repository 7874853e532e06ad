//! Which texts are looked at, and which are read because these lean on them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Args, names};
use crate::bundle;
use crate::cli::console::Failure;
use crate::cli::texts::canonical;
use crate::policy::PolicyText;
use crate::project::Project;

/// The texts of a run.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// All of them.
    pub(super) texts: Vec<PolicyText>,
    /// Those of them that came with the program.
    pub(super) shipped: Vec<PolicyText>,
    /// The names of those that are looked at.
    pub(super) names: BTreeSet<String>,
    /// Directories of policies beside those of the project.
    pub(super) further: Vec<PathBuf>,
    /// Whether they stand in the place of the built-in ones.
    pub(super) replaces_built_in: bool,
}

impl Own {
    /// Finds the texts that the arguments speak of.
    pub(super) fn find(args: &Args, project: &Project) -> Result<Self, Failure> {
        let mut own = Self::default();
        let directories: Vec<&PathBuf> = project
            .policies
            .iter()
            .chain(&args.decisions.policies)
            .collect();
        own.further.clone_from(&args.decisions.policies);
        for directory in &directories {
            own.texts.extend(bundle::policies_in(directory)?);
        }
        let mut built_in = match project.builtin_policies && !args.decisions.no_builtin_policies {
            true => bundle::built_in_policies(),
            false => Vec::new(),
        };
        if args.paths.is_empty() {
            own.names = match args.builtin || directories.is_empty() {
                true => names(&built_in),
                false => names(&own.texts),
            };
        } else {
            own.paths(&args.paths)?;
            let paths: BTreeSet<&str> = own.texts.iter().map(|text| text.path.as_str()).collect();
            let before = built_in.len();
            built_in.retain(|text| !paths.contains(text.path.as_str()));
            own.replaces_built_in = built_in.len() < before;
        }
        own.texts.extend(built_in.iter().cloned());
        own.shipped = built_in;
        match own.names.is_empty() {
            true => Err(Failure::advised(
                "there is no policy to look at",
                "name a directory of policies",
            )),
            false if args.output.fix && own.are_built_in() => Err(Failure::advised(
                "the built-in policies cannot be mended",
                "name the directory that they come from",
            )),
            false => Ok(own),
        }
    }

    fn are_built_in(&self) -> bool {
        let mut own = self.texts.iter();
        own.any(|text| {
            let name = text.source.name();
            self.names.contains(name) && name == format!("built-in:policies/{}", text.path)
        })
    }

    /// Reads the directories that paths are parts of, and picks what stands under the paths.
    fn paths(&mut self, paths: &[PathBuf]) -> Result<(), Failure> {
        for path in paths {
            let wanted = canonical(path)?;
            let is_wanted = |text: &&PolicyText| {
                canonical(Path::new(text.source.name())).is_ok_and(|name| name.starts_with(&wanted))
            };
            if !self.texts.iter().any(|text| is_wanted(&text)) {
                let root = root_of(path)?;
                self.texts.extend(bundle::policies_in(&root)?);
                self.further.push(root);
            }
            self.names
                .extend(names(self.texts.iter().filter(is_wanted)));
        }
        Ok(())
    }
}

/// The directory from which packages are counted: that of a file without the words of its package.
fn root_of(path: &Path) -> Result<PathBuf, Failure> {
    let texts = bundle::policies_in(path)?;
    let mut roots = texts.iter().filter_map(|text| root_of_text(path, text));
    let folder = match path.is_file() {
        true => path.parent().unwrap_or(Path::new("")),
        false => path,
    };
    Ok(roots.next().unwrap_or_else(|| folder.to_owned()))
}

fn root_of_text(path: &Path, text: &PolicyText) -> Option<PathBuf> {
    let file = match path.is_file() {
        true => path.to_owned(),
        false => path.join(&text.path),
    };
    if file.to_str()?.ends_with("_test.rego") {
        return None;
    }
    let mut lines = text.source.text().lines();
    let package = lines.find_map(|line| line.strip_prefix("package "))?;
    let package = package.split(['#', ';']).next()?.trim();
    let folder = match package.starts_with("lib.") {
        true => file.with_extension(""),
        false => file.parent()?.to_owned(),
    };
    let above = |folder: &Path| {
        let mut root = folder.to_owned();
        for word in package.rsplit('.') {
            let is_word = root.file_name().is_some_and(|name| name == word);
            (is_word && root.pop()).then_some(())?;
        }
        Some(root)
    };
    let root = above(&folder).or_else(|| above(&folder.canonicalize().ok()?))?;
    Some(match root.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => root,
    })
}
