//! Where the decisions of a side stand: the working tree, another directory, a commit.

use std::path::{Component, Path, PathBuf};

use super::super::args::DecisionArgs;
use super::super::console::{Console, Failure};
use super::super::load::{project_file, project_of};
use super::super::texts::{Shelf, Texts};
use crate::bundle;
use crate::format::impact::Origin;
use crate::project::{FILE_NAME, Project};
use crate::revision::{Revision, RevisionError};

/// Where the decisions of a side stand.
pub(super) enum Side {
    /// Where the program was started.
    WorkingTree,
    /// Another directory, which stands for the working one.
    Directory(PathBuf),
    /// A commit of the repository that holds the project.
    Commit(Revision),
}

/// What one side reads its decisions by.
pub(super) struct Reading<'a> {
    pub(super) project: Project,
    pub(super) texts: Texts<'a>,
}

impl Side {
    /// What a name stands for. A commit comes before a directory of that name, and says so.
    pub(super) fn named(
        name: &str,
        project: Option<&Path>,
        console: &mut Console,
    ) -> Result<Self, Failure> {
        let directory = Path::new(name);
        let inside = project.and_then(Path::parent);
        let inside = inside.filter(|inside| !inside.as_os_str().is_empty());
        match Revision::open(name, inside.unwrap_or(Path::new("."))) {
            Ok(revision) => {
                if directory.is_dir() {
                    console.say(&format!(
                        "note: `{name}` is a commit and a directory; the commit was taken, and \
                         `./{name}` would be the directory"
                    ));
                }
                Ok(Self::Commit(revision))
            }
            Err(_) if directory.is_dir() => Ok(Self::Directory(directory.to_owned())),
            Err(error) => Err(Failure::one(error)),
        }
    }

    /// How reports name it.
    pub(super) fn origin(&self) -> Origin {
        match self {
            Self::WorkingTree => Origin::WorkingTree,
            Self::Directory(directory) => Origin::Directory(directory.display().to_string()),
            Self::Commit(revision) => Origin::Commit(revision.name().to_owned(), revision.commit()),
        }
    }

    /// Reads the decisions of this side. `paths` are those of the inventory.
    pub(super) fn read(
        &self,
        args: &DecisionArgs,
        paths: &[PathBuf],
        console: &mut Console,
    ) -> Result<Reading<'_>, Failure> {
        let working = project_file(args, paths);
        match self {
            Self::WorkingTree => in_working_tree(args, working.as_deref()),
            Self::Directory(directory) => in_directory(directory, args, working, console),
            Self::Commit(revision) => {
                let reading = in_commit(revision, args, working, console);
                name_submodules(revision, console);
                reading
            }
        }
    }
}

fn in_working_tree(
    args: &DecisionArgs,
    working: Option<&Path>,
) -> Result<Reading<'static>, Failure> {
    let project = project_of(working)?;
    let texts = Texts::read(args, &project, Shelf::Disk)?;
    Ok(Reading { project, texts })
}

fn name_submodules(revision: &Revision, console: &mut Console) {
    for path in revision.submodules() {
        console.say(&format!(
            "note: `{}:{}` is a submodule, and was passed over",
            revision.name(),
            path.display()
        ));
    }
}

fn in_directory(
    directory: &Path,
    args: &DecisionArgs,
    working: Option<PathBuf>,
    console: &mut Console,
) -> Result<Reading<'static>, Failure> {
    let args = moved(args, &|path| {
        if path.is_absolute() {
            let path = path.display();
            return Err(Failure::advised(
                format!("`{path}` is one file on both sides"),
                "name it from the working directory: the base has its own at the same place",
            ));
        }
        Ok(directory.join(path))
    })?;
    let beside = working.filter(|file| is_below(file));
    let places = [Some(PathBuf::from(FILE_NAME)), beside];
    let places = places.into_iter().flatten().rev();
    let mut files = places.map(|file| directory.join(file));
    let project = match files.find(|file| file.is_file()) {
        Some(file) => Project::read(&file).map_err(Failure::one)?,
        None => without(&directory.display().to_string(), console),
    };
    let texts = Texts::read(&args, &project, Shelf::Disk)?;
    Ok(Reading { project, texts })
}

/// Whether a path stays below the working directory.
fn is_below(path: &Path) -> bool {
    let mut parts = path.components();
    parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

fn in_commit<'a>(
    revision: &'a Revision,
    args: &DecisionArgs,
    working: Option<PathBuf>,
    console: &mut Console,
) -> Result<Reading<'a>, Failure> {
    let args = moved(args, &|path| revision.locate(path).map_err(Failure::one))?;
    let wanted = working.unwrap_or_else(|| FILE_NAME.into());
    let file = project_at(revision, &wanted, args.project.is_some()).map_err(Failure::one)?;
    let project = match file {
        Some(file) => {
            let source = revision.text(&file).map_err(Failure::one)?;
            let root = file.parent().unwrap_or(Path::new(""));
            Project::parse(&source, root).map_err(Failure::one)?
        }
        None => without(revision.name(), console),
    };
    let texts = Texts::read(&args, &project, Shelf::Commit(revision))?;
    Ok(Reading { project, texts })
}

/// The project file that a commit has where the working tree has one, else the nearest above.
fn project_at(
    revision: &Revision,
    working: &Path,
    is_named: bool,
) -> Result<Option<PathBuf>, RevisionError> {
    let wanted = revision.locate(working)?;
    if revision.has_file(&wanted)? {
        return Ok(Some(wanted));
    }
    if is_named {
        return Ok(None);
    }
    for directory in wanted.ancestors().skip(1) {
        let file = directory.join(FILE_NAME);
        if revision.has_file(&file)? {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

/// What holds where a side has no project file.
fn without(side: &str, console: &mut Console) -> Project {
    console.say(&format!(
        "note: `{side}` has no project file: the built-in policies and catalog decide there, and \
         what options name"
    ));
    Project::none()
}

/// The options with every path at its place on another side.
fn moved(
    args: &DecisionArgs,
    place: &dyn Fn(&Path) -> Result<PathBuf, Failure>,
) -> Result<DecisionArgs, Failure> {
    let all = |paths: &[PathBuf]| -> Result<Vec<PathBuf>, Failure> {
        paths.iter().map(|path| place(path)).collect()
    };
    let is_file = |name: &&String| bundle::built_in_catalog(name).is_none();
    let catalog = match args.catalog.as_ref().filter(is_file) {
        Some(name) => Some(place(Path::new(name))?.to_string_lossy().into_owned()),
        None => args.catalog.clone(),
    };
    Ok(DecisionArgs {
        catalog,
        policies: all(&args.policies)?,
        exemptions: all(&args.exemptions)?,
        ..args.clone()
    })
}
