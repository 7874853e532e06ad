//! Where the files of a new recommendation go.

use std::path::{Path, PathBuf};

use crate::bundle::{self, BundleError};
use crate::cli::console::Failure;
use crate::cli::load::nearest_project;
use crate::cli::texts::DEFAULT_CATALOG;
use crate::format::files::FileText;
use crate::project::{FILE_NAME, Project};
use crate::recommendation::RecommendationId;
use crate::scaffold::{Texts, with_entry, with_key};
use crate::text::SourceText;
use crate::text::escape::shown;

/// The directory of policies where nothing names another.
const POLICIES: &str = "policies";
/// The catalog of a project that had none of its own.
const CATALOG: &str = "catalog.yaml";

/// The directories and files of a project, as far as they matter here.
pub(super) struct Home {
    project: Project,
    /// The project file; none where the command line says it all.
    file: Option<ProjectFile>,
    policies: PathBuf,
    /// The catalog that the command line names.
    catalog: Option<PathBuf>,
}

struct ProjectFile {
    path: PathBuf,
    source: SourceText,
    is_new: bool,
}

impl Home {
    /// Finds the project, or starts one.
    pub(super) fn find(
        project: &Option<PathBuf>,
        policies: &Option<PathBuf>,
        catalog: &Option<PathBuf>,
    ) -> Result<Self, Failure> {
        let file = match project.clone().or_else(nearest_project) {
            Some(path) => Some(ProjectFile::read(path)?),
            None if policies.is_none() && catalog.is_none() => Some(ProjectFile::fresh()),
            None => None,
        };
        let project = match &file {
            Some(file) if !file.is_new => Project::read(&file.path).map_err(Failure::one)?,
            _ => Project::none(),
        };
        let first = project.policies.first().cloned();
        let policies = policies.clone().or(first);
        Ok(Self {
            policies: policies.unwrap_or_else(|| project.root.join(POLICIES)),
            project,
            file,
            catalog: catalog.clone(),
        })
    }

    /// The project as it is: without a directory of policies in which there is none yet.
    pub(super) fn project_so_far(&self) -> Result<Project, Failure> {
        let mut project = self.project.clone();
        if !self.is_named() {
            project.policies.push(self.policies.clone());
        }
        let is_empty = match bundle::policies_in(&self.policies) {
            _ if !self.policies.exists() => true,
            Err(errors) if matches!(errors[..], [BundleError::NoPolicies { .. }]) => true,
            Err(errors) => return Err(errors.into()),
            Ok(_) => false,
        };
        if is_empty {
            project
                .policies
                .retain(|directory| !is_same(directory, &self.policies));
        }
        Ok(project)
    }

    /// The folder of a recommendation.
    pub(super) fn folder(&self, id: &RecommendationId) -> PathBuf {
        let words = id.as_str().split('.');
        words.fold(self.policies.clone(), |folder, word| folder.join(word))
    }

    /// The files that are to be there.
    pub(super) fn new_files(
        &self,
        id: &RecommendationId,
        texts: Texts,
    ) -> Result<Vec<FileText>, Failure> {
        let folder = self.folder(id);
        let fixture = self.fixture(id);
        let new = |path, text| FileText {
            path,
            text,
            former: None,
        };
        let files = vec![
            new(folder.join("policy.rego"), texts.policy),
            new(folder.join("policy_test.rego"), texts.tests),
            new(fixture.join("inventory.json"), texts.inventory),
        ];
        match files.iter().find(|file| file.path.exists()) {
            None => Ok(files),
            Some(taken) => Err(Failure::advised(
                format!("`{}` is there already", taken.path.display()),
                "nothing is overwritten: choose another id, or move it",
            )),
        }
    }

    /// `fixtures/internal_tls` beside the project file, or beside the policies; by the whole id
    /// where another recommendation has that name.
    fn fixture(&self, id: &RecommendationId) -> PathBuf {
        let root = match &self.file {
            Some(_) => self.project.root.as_path(),
            None => self.policies.parent().unwrap_or(Path::new("")),
        };
        let fixtures = root.join("fixtures");
        let id = id.as_str();
        let short = fixtures.join(id.rsplit('.').next().unwrap_or(id));
        match short.exists() {
            false => short,
            true => fixtures.join(id.replace('.', "_")),
        }
    }

    /// The project file and the catalog, as they are to be.
    pub(super) fn changed_files(
        &self,
        id: &RecommendationId,
        control: Option<&str>,
    ) -> Result<Vec<FileText>, Failure> {
        let mut keys = Vec::new();
        if self.project.policies.is_empty() {
            keys.push(("policies", format!("[{}]", self.policies_as_written())));
        }
        let mut files = Vec::new();
        if let Some(control) = control {
            let catalog = self.catalog(id)?;
            if catalog.is_new {
                keys.push(("catalog", CATALOG.to_owned()));
            }
            let text = with_entry(&catalog.source, control, id).map_err(Failure::one)?;
            files.push(catalog.changed(text));
        }
        if let Some(file) = &self.file {
            let mut source = file.source.clone();
            for (key, value) in &keys {
                let text = with_key(&source, key, value).map_err(Failure::one)?;
                source = SourceText::new(source.name(), text);
            }
            if source.text() != file.source.text() {
                files.push(file.changed(source.text().to_owned()));
            }
        }
        Ok(files)
    }

    /// The directory of policies as the project file names it.
    fn policies_as_written(&self) -> String {
        let below = self.policies.strip_prefix(&self.project.root);
        let path = below.unwrap_or(&self.policies).display().to_string();
        serde_json::Value::from(path).to_string()
    }

    /// The catalog that an entry goes into: one of their own, or a new one that extends theirs.
    fn catalog(&self, id: &RecommendationId) -> Result<ProjectFile, Failure> {
        let named = self.catalog.as_ref().map(|path| path.display().to_string());
        if let Some(path) = named.filter(|name| bundle::built_in_catalog(name).is_none()) {
            return ProjectFile::read(path.into());
        }
        let base = self.project.catalog.as_deref().unwrap_or(DEFAULT_CATALOG);
        if bundle::built_in_catalog(base).is_none() {
            return ProjectFile::read(self.project.root.join(base));
        }
        if self.file.is_none() || self.catalog.is_some() {
            return Err(Failure::advised(
                format!("the catalog `{base}` is built in and cannot be added to"),
                "name one of your own with `--catalog`; it may say `extends: azure`",
            ));
        }
        let path = self.project.root.join(CATALOG);
        if path.exists() {
            let message = format!(
                "`{}` is there already, and the project does not name it",
                path.display()
            );
            let advice = format!("add `catalog: {CATALOG}` to {FILE_NAME}");
            return Err(Failure::advised(message, advice));
        }
        Ok(ProjectFile {
            source: SourceText::new(path.display().to_string(), fresh_catalog(id, base)),
            path,
            is_new: true,
        })
    }

    /// What to do for a recommendation that is in no control.
    pub(super) fn advice(&self, id: &RecommendationId) -> String {
        let base = self.project.catalog.as_deref().unwrap_or(DEFAULT_CATALOG);
        let place = match &self.catalog {
            Some(path) => shown_path(path),
            None if bundle::built_in_catalog(base).is_some() => {
                format!("a {CATALOG} that says `extends: {base}`")
            }
            None => shown_path(&self.project.root.join(base)),
        };
        format!(
            "It is in no control, and counts for nothing: add it to one in {place}:\n  \
             controls: [{{id: CONTROL, recommendations: [{id}]}}]\n\
             `securescore list` names the controls."
        )
    }

    /// What the verbs have to be told that no project file tells them.
    pub(super) fn options(&self) -> String {
        let mut options = String::new();
        let is_told = self.file.is_some() && (self.project.policies.is_empty() || self.is_named());
        if !is_told {
            options.push_str(&format!(" --policies {}", shown_path(&self.policies)));
        }
        if let Some(catalog) = &self.catalog {
            options.push_str(&format!(" --catalog {}", shown_path(catalog)));
        }
        options
    }

    /// Whether the project names the directory of policies.
    fn is_named(&self) -> bool {
        let mut directories = self.project.policies.iter();
        directories.any(|directory| is_same(directory, &self.policies))
    }
}

/// Whether two paths lead to one directory.
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| {
        path.canonicalize()
            .or_else(|_| std::path::absolute(path))
            .ok()
    };
    one == other || real(one).is_some_and(|one| Some(one) == real(other))
}

impl ProjectFile {
    fn read(path: PathBuf) -> Result<Self, Failure> {
        let source = bundle::read_text(&path).map_err(Failure::one)?;
        Ok(Self {
            path,
            source,
            is_new: false,
        })
    }

    /// A project file for the working directory.
    fn fresh() -> Self {
        let text = "# What `securescore` loads here; the built-in policies are used as well.\n";
        Self {
            path: FILE_NAME.into(),
            source: SourceText::new(FILE_NAME, text),
            is_new: true,
        }
    }

    fn changed(&self, text: String) -> FileText {
        let former = self.source.text().to_owned();
        FileText {
            path: self.path.clone(),
            text,
            former: (!self.is_new).then_some(former),
        }
    }
}

fn fresh_catalog(id: &RecommendationId, base: &str) -> String {
    let owner = id.as_str().split('.').next().unwrap_or_default();
    let (first, rest) = owner.split_at(owner.len().min(1));
    let title = format!("{}{rest} secure score", first.to_uppercase());
    format!(
        "# What differs from the catalog `{base}`.\nname: {owner}\ntitle: {title}\nextends: {base}\n"
    )
}

/// A path as it is shown.
pub(super) fn shown_path(path: &Path) -> String {
    shown(&path.display().to_string()).into_owned()
}
