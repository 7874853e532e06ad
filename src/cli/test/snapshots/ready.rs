//! What holds for a fixture: policies, catalog and exemptions of the project, except for what
//! stands in its own folder, at the instant of its snapshot.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::bundle;
use crate::cli::args::{DecisionArgs, InventoryArgs};
use crate::cli::console::Failure;
use crate::project::{Case, Project};
use crate::snapshot::{FILE_NAME, Snapshot};

/// Where policies come from: whether the built-in ones are among them, and from which directories.
pub(super) type Origins = (bool, Vec<PathBuf>);

/// A fixture with what holds for it.
pub(super) struct Ready {
    pub(super) accepted: Option<Snapshot>,
    pub(super) as_of: Timestamp,
    pub(super) project: Project,
    pub(super) decisions: DecisionArgs,
    pub(super) inventory: InventoryArgs,
}

impl Ready {
    /// What holds for a fixture of a project.
    pub(super) fn of(case: &Case, project: &Project, args: &DecisionArgs) -> Result<Self, Failure> {
        let accepted = accepted(case)?;
        let as_of = accepted
            .as_ref()
            .map_or_else(|| args.day(), |accepted| accepted.as_of);
        let (project, mut decisions) = match &case.project {
            Some(file) => (Project::read(file).map_err(Failure::one)?, alone(args)),
            None => (shared(project), own(case, args)),
        };
        decisions.as_of = Some(as_of);
        let paths = match project.inventory.is_empty() {
            true => case.inventory.clone(),
            false => vec![case.folder.clone()],
        };
        let inventory = InventoryArgs {
            paths,
            ..InventoryArgs::default()
        };
        Ok(Self {
            accepted,
            as_of,
            project,
            decisions,
            inventory,
        })
    }

    /// What it takes to be compiled.
    pub(super) fn bench(&self) -> (Origins, Timestamp) {
        let is_built_in = self.project.builtin_policies && !self.decisions.no_builtin_policies;
        let directories = self.project.policies.iter().chain(&self.decisions.policies);
        ((is_built_in, directories.cloned().collect()), self.as_of)
    }
}

/// What holds for a fixture with a project file: nothing but what that says.
fn alone(args: &DecisionArgs) -> DecisionArgs {
    DecisionArgs {
        project: None,
        catalog: None,
        policies: Vec::new(),
        no_builtin_policies: false,
        exemptions: Vec::new(),
        ..args.clone()
    }
}

/// What holds for a fixture without one: what stands in its folder, and else what holds for all.
fn own(case: &Case, args: &DecisionArgs) -> DecisionArgs {
    let mut own = args.clone();
    if let Some(catalog) = &case.catalog {
        own.catalog = Some(catalog.display().to_string());
    }
    if let Some(exemptions) = &case.exemptions {
        own.exemptions = vec![exemptions.clone()];
    }
    own
}

/// The project without what it says of its own inventory.
fn shared(project: &Project) -> Project {
    Project {
        inventory: Vec::new(),
        collected: Vec::new(),
        ..project.clone()
    }
}

/// What a fixture was accepted to mean, if it was.
fn accepted(case: &Case) -> Result<Option<Snapshot>, Failure> {
    let file = snapshot_file(case);
    if !file.exists() {
        return Ok(None);
    }
    let text = bundle::read_text(&file).map_err(Failure::one)?;
    Snapshot::read(&text).map(Some).map_err(Failure::one)
}

/// Where the snapshot of a fixture stands.
pub(super) fn snapshot_file(case: &Case) -> PathBuf {
    case.folder.join(FILE_NAME)
}
