//! From options to what a run needs: each stage in the order that the next one needs it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::args::{DecisionArgs, InventoryArgs};
use super::console::{Console, Failure};
use super::gate::LeftOut;
use super::texts::{self, CatalogTexts, PolicyTexts, Shelf, Texts};
use crate::assess::Rules;
use crate::catalog::Catalog;
use crate::exemption::{self, Exemptions};
use crate::inventory::{Inventory, InventoryError};
use crate::policy::{Policy, PolicySet};
use crate::project::Project;
use crate::recommendation::{Recommendation, RecommendationId, Recommendations, named};
use crate::resource::{Export, ResourceType};
use crate::source;
use crate::text::{SourceText, Warning, did_you_mean};
use crate::worker::{Judges, Trust, WorkerError};

/// Everything that decides a run.
pub(super) struct Decisions {
    pub(super) project: Project,
    pub(super) policies: PolicySet,
    /// Those of the policies that came with the program.
    shipped: PolicySet,
    pub(super) recommendations: Recommendations,
    pub(super) catalog: Catalog,
    pub(super) exemptions: Exemptions,
    pub(super) as_of: Timestamp,
    pub(super) warnings: Vec<Warning>,
}

/// The policies of a run.
#[derive(Clone)]
pub(super) struct Policies {
    /// Those that came with the program.
    pub(super) shipped: PolicySet,
    /// All of them.
    pub(super) policies: PolicySet,
}

/// What a run judges.
pub(super) struct Judged {
    pub(super) inventory: Inventory,
    pub(super) skipped: usize,
    pub(super) left_out: LeftOut,
    pub(super) warnings: Vec<Warning>,
}

impl Decisions {
    /// Reads everything that decides a run. `paths` are those of the inventory: a directory
    /// with a project file of its own brings it along.
    pub(super) fn load(args: &DecisionArgs, paths: &[PathBuf]) -> Result<Self, Failure> {
        Self::of_project(args, project(args, paths)?)
    }

    /// Reads everything that decides a run of a project.
    pub(super) fn of_project(args: &DecisionArgs, project: Project) -> Result<Self, Failure> {
        let texts = Texts::read(args, &project, Shelf::Disk)?;
        Self::read(project, [&texts; 3], args.as_of())
    }

    /// Reads what decides a run beside its policies.
    pub(super) fn of(
        args: &DecisionArgs,
        project: Project,
        policies: Policies,
    ) -> Result<Self, Failure> {
        let catalog = CatalogTexts::read(args, &project, Shelf::Disk)?;
        let exemptions = texts::exemptions(args, &project, Shelf::Disk)?;
        Self::understood(project, policies, &catalog, exemptions, args.as_of())
    }

    /// Understands what decides a run: policies, catalog and exemptions of these texts.
    pub(super) fn read(
        project: Project,
        [policies, catalog, exemptions]: [&Texts<'_>; 3],
        as_of: Timestamp,
    ) -> Result<Self, Failure> {
        let policies = policies.policies.understood()?;
        let exemptions = exemptions.exemptions.clone();
        Self::understood(project, policies, &catalog.catalog, exemptions, as_of)
    }

    fn understood(
        project: Project,
        policies: Policies,
        catalog: &CatalogTexts<'_>,
        exemptions: Vec<SourceText>,
        as_of: Timestamp,
    ) -> Result<Self, Failure> {
        let Policies { shipped, policies } = policies;
        let recommendations = policies.recommendations();
        let (catalog, catalog_warnings) = catalog.understood(&recommendations)?;
        let (exemptions, exemption_warnings) = exempted(exemptions, &catalog, &recommendations)?;
        let timely = catalog.warnings(as_of, &recommendations);
        let warnings = catalog_warnings
            .into_iter()
            .chain(timely)
            .chain(exemption_warnings);
        Ok(Self {
            warnings: warnings.collect(),
            project,
            policies,
            shipped,
            recommendations,
            catalog,
            exemptions,
            as_of,
        })
    }

    /// Compiles the policies; `program` is this one, to be started again for those that are not
    /// trusted.
    pub(super) fn compile(
        &self,
        args: &DecisionArgs,
        program: Option<&Path>,
    ) -> Result<Judges, Failure> {
        let (policies, shipped) = (&self.policies, &self.shipped);
        compile(policies, shipped, self.as_of, args, program)
    }

    /// Checks the policies that came with the program, as it was done when that was built.
    pub(super) fn check_shipped(&self, args: &DecisionArgs) -> Result<(), Failure> {
        let checked = Judges::here(&self.shipped, self.as_of, args.limits());
        Ok(checked.map(|_| ()).map_err(WorkerError::from)?)
    }

    /// The recommendation of this name, or of a former one.
    pub(super) fn recommendation(&self, name: &str) -> Result<&Recommendation, Failure> {
        if let Some(found) = named(&self.recommendations, name) {
            return Ok(found.recommendation);
        }
        let known = self.recommendations.keys().map(RecommendationId::as_str);
        let advice = did_you_mean(name, known)
            .unwrap_or_else(|| "`securescore list` names them all".to_owned());
        let message = format!("there is no recommendation `{name}`");
        Err(Failure::advised(message, advice))
    }

    /// The policies that did not come with the program.
    pub(super) fn own_policies(&self) -> impl Iterator<Item = &Policy> {
        let is_own =
            |(id, _): &(&RecommendationId, &Policy)| !self.shipped.policies.contains_key(*id);
        self.policies
            .policies
            .iter()
            .filter(is_own)
            .map(|(_, policy)| policy)
    }

    /// What the stages after loading take.
    pub(super) fn rules<'a>(&'a self, judges: &'a Judges) -> Rules<'a> {
        Rules {
            catalog: &self.catalog,
            recommendations: &self.recommendations,
            exemptions: &self.exemptions,
            judges,
            as_of: self.as_of,
        }
    }

    /// The exports of the inventory: those of the command line, else the project's.
    pub(super) fn exports(&self, args: &InventoryArgs) -> Vec<Export> {
        let is_project = |path: &PathBuf| project_in(path).is_some();
        let project = || self.project.inventory.iter().cloned();
        let named = || args.paths.iter().cloned().map(Export::from);
        let owned = args.of.iter().cloned();
        match args.paths.as_slice() {
            [] if args.of.is_empty() => project().collect(),
            [path] if is_project(path) && !self.project.inventory.is_empty() => {
                project().chain(owned).collect()
            }
            _ => named().chain(owned).collect(),
        }
    }

    /// Reads what is judged.
    pub(super) fn inventory(
        &self,
        args: &InventoryArgs,
        console: &mut Console,
    ) -> Result<Judged, Failure> {
        self.inventory_for(args, self.read_types(), console)
    }

    /// Reads what is judged by policies that read these types.
    pub(super) fn inventory_for(
        &self,
        args: &InventoryArgs,
        read_types: BTreeSet<ResourceType>,
        console: &mut Console,
    ) -> Result<Judged, Failure> {
        let exports = self.exports(args);
        if exports.is_empty() {
            return Err(Failure::advised(
                "there is no inventory to read",
                "name a file or directory of exported resources, or `-` for standard input",
            ));
        }
        let options = source::Options {
            allow_partial: args.allow_partial,
            skip_invalid: args.skip_invalid,
            read_types,
            follow_links: args.follow_links,
            max_size: args.max_size,
            expected: args.expect_resources,
            threads: args.threads,
        };
        let survey = source::survey(&exports, &mut console.input, &options)?;
        note_spooled(&survey, console);
        let left_out = survey.skipped.iter().chain(&survey.partial);
        let mut warnings: Vec<Warning> = left_out.map(left_out_warning).collect();
        warnings.extend(survey.warnings);
        let collected = self.collected(args, survey.collected);
        let inventory = Inventory::of(survey.listing, args.on_duplicate(), &collected)?;
        warnings.extend(inventory.overruled().iter().map(overruled_warning));
        Ok(Judged {
            inventory,
            skipped: survey.skipped.len(),
            left_out: LeftOut {
                found: survey.skipped.len() + survey.partial.len(),
                allowed: args.max_left_out,
            },
            warnings,
        })
    }

    /// The types that some policy judges or reads.
    pub(super) fn read_types(&self) -> BTreeSet<ResourceType> {
        let known = self.recommendations.values();
        known
            .flat_map(Recommendation::types_read)
            .cloned()
            .collect()
    }

    /// The types that somebody said were exported: the files themselves, the project, the user.
    fn collected(
        &self,
        args: &InventoryArgs,
        told: BTreeSet<ResourceType>,
    ) -> BTreeSet<ResourceType> {
        let names = self.project.collected.iter().chain(&args.collected);
        let named = names.map(|name| ResourceType::new(name));
        told.into_iter().chain(named).collect()
    }
}

/// Tells a person which inputs take room in a temporary file, if it is much.
fn note_spooled(survey: &source::Survey, console: &mut Console) {
    const MUCH: u64 = 64 << 20;
    let is_watched = console.is_error_terminal;
    let much = survey.spooled.iter().filter(|(_, bytes)| *bytes >= MUCH);
    for (name, bytes) in much.filter(|_| is_watched) {
        let size = bytes >> 20;
        console.say(&format!(
            "note: `{name}` takes {size} MiB in a temporary file while the program runs"
        ));
    }
}

/// A tolerated error of the inventory, as a warning.
fn left_out_warning(error: &source::SourceError) -> Warning {
    let code = if error.is_partial() {
        "source::partial"
    } else {
        "source::skipped"
    };
    Warning {
        code,
        message: error.to_string(),
        file: None,
        line: None,
    }
}

/// A record that counts for nothing because the user chose another one of its id.
fn overruled_warning(conflict: &InventoryError) -> Warning {
    Warning {
        code: "inventory::overruled",
        message: conflict.to_string(),
        file: None,
        line: None,
    }
}

/// The project that the arguments or the place of the run name.
pub(super) fn project(args: &DecisionArgs, paths: &[PathBuf]) -> Result<Project, Failure> {
    project_of(project_file(args, paths).as_deref())
}

/// The project of a file, or what holds where there is none.
pub(super) fn project_of(file: Option<&Path>) -> Result<Project, Failure> {
    match file {
        Some(file) => Project::read(file).map_err(Failure::one),
        None => Ok(Project::none()),
    }
}

/// The project file: the one that was named, that of the directory that is looked at, or the
/// nearest.
pub(super) fn project_file(args: &DecisionArgs, paths: &[PathBuf]) -> Option<PathBuf> {
    let beside = match paths {
        [path] => project_in(path),
        _ => None,
    };
    args.project.clone().or(beside).or_else(nearest_project)
}

/// The nearest project file in the working directory or above it.
pub(super) fn nearest_project() -> Option<PathBuf> {
    let here = std::path::absolute(".").ok()?;
    Project::find(&here)
}

/// The project file of a directory itself.
fn project_in(path: &Path) -> Option<PathBuf> {
    let file = path.join(crate::project::FILE_NAME);
    file.is_file().then_some(file)
}

impl Policies {
    /// Reads the built-in policies and those of the project's and the user's directories.
    pub(super) fn load(args: &DecisionArgs, project: &Project) -> Result<Self, Failure> {
        PolicyTexts::read(args, project, Shelf::Disk)?.understood()
    }

    /// Compiles them, as [`Decisions::compile`] does.
    pub(super) fn compile(
        &self,
        as_of: Timestamp,
        args: &DecisionArgs,
        program: Option<&Path>,
    ) -> Result<Judges, Failure> {
        compile(&self.policies, &self.shipped, as_of, args, program)
    }
}

fn compile(
    policies: &PolicySet,
    shipped: &PolicySet,
    as_of: Timestamp,
    args: &DecisionArgs,
    program: Option<&Path>,
) -> Result<Judges, Failure> {
    let trust = match args.trusted {
        true => Trust::Full,
        false => Trust::Shipped(program.map(Path::to_owned)),
    };
    let judges = Judges::compile(policies, shipped, &trust, as_of, args.limits())?;
    Ok(judges)
}

/// The catalog of a run, with what it should be told.
pub(super) fn catalog(
    args: &DecisionArgs,
    project: &Project,
    recommendations: &Recommendations,
) -> Result<(Catalog, Vec<Warning>), Failure> {
    CatalogTexts::read(args, project, Shelf::Disk)?.understood(recommendations)
}

fn exempted(
    sources: Vec<SourceText>,
    catalog: &Catalog,
    recommendations: &Recommendations,
) -> Result<(Exemptions, Vec<Warning>), Failure> {
    let controls = catalog
        .controls
        .iter()
        .map(|control| {
            (
                control.id.clone(),
                control.recommendations.iter().cloned().collect(),
            )
        })
        .collect();
    let context = exemption::Context {
        controls: &controls,
        known: recommendations,
        open_ended: catalog.open_ended_exemptions,
    };
    Ok(exemption::load(sources, &context)?)
}
