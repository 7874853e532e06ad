//! Policies and catalogs as texts: the embedded ones, or those of a directory.

use std::path::{Path, PathBuf};

use include_dir::{Dir, File, include_dir};
use miette::Diagnostic;
use thiserror::Error;
use walkdir::WalkDir;

use crate::policy::PolicyText;
use crate::text::SourceText;

static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies");
static CATALOGS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/catalog");

/// How a message names an embedded file.
const BUILT_IN: &str = "built-in";

/// A file of a bundle that cannot be read.
#[derive(Debug, Error, Diagnostic)]
pub enum BundleError {
    /// The file or directory cannot be read.
    #[error("cannot read `{path}`: {reason}")]
    #[diagnostic(code(bundle::unreadable))]
    Unreadable {
        /// As the user named it.
        path: String,
        /// As the system says it.
        reason: String,
    },
    /// A directory that should hold YAML files holds none.
    #[error("`{path}` holds no YAML file")]
    #[diagnostic(
        code(bundle::no_yaml),
        help("name a directory with `.yaml` or `.yml` files, or a file")
    )]
    NoYaml {
        /// As the user named it.
        path: String,
    },
    /// A directory that should hold policies holds none.
    #[error("`{path}` holds no policy")]
    #[diagnostic(
        code(bundle::no_policies),
        help("a policy is a file `<path>/policy.rego` below this directory")
    )]
    NoPolicies {
        /// As the user named it.
        path: String,
    },
}

impl BundleError {
    fn unreadable(path: &Path, reason: impl ToString) -> Self {
        Self::Unreadable {
            path: path.display().to_string(),
            reason: reason.to_string(),
        }
    }
}

/// The embedded policies, with their libraries and tests.
pub fn built_in_policies() -> Vec<PolicyText> {
    let mut files = Vec::new();
    collect(&POLICIES, &mut files);
    let text = |file: &&File<'_>| {
        let path = slashed(file.path());
        Some(PolicyText {
            source: SourceText::new(format!("{BUILT_IN}:policies/{path}"), file.contents_utf8()?),
            path,
        })
    };
    let is_rego = |file: &&File<'_>| is_rego(file.path());
    files
        .iter()
        .copied()
        .filter(is_rego)
        .filter_map(|file| text(&file))
        .collect()
}

fn collect<'a>(directory: &'a Dir<'a>, files: &mut Vec<&'a File<'a>>) {
    files.extend(directory.files());
    for inner in directory.dirs() {
        collect(inner, files);
    }
}

/// The embedded catalog of a name.
pub fn built_in_catalog(name: &str) -> Option<SourceText> {
    let file = CATALOGS.get_file(format!("{name}.yaml"))?;
    let text = file.contents_utf8()?;
    Some(SourceText::new(
        format!("{BUILT_IN}:catalog/{name}.yaml"),
        text,
    ))
}

/// The names of the embedded catalogs.
pub fn built_in_catalogs() -> Vec<&'static str> {
    let name = |file: &'static File<'static>| file.path().file_stem()?.to_str();
    CATALOGS.files().filter_map(name).collect()
}

/// The policies below a directory, in the order of their paths. Hidden files are passed over,
/// links followed.
///
/// # Errors
/// Files that cannot be read or are not UTF-8; a directory without a policy.
pub fn policies_in(root: &Path) -> Result<Vec<PolicyText>, Vec<BundleError>> {
    let files = files_in(root, is_rego).map_err(|error| vec![error])?;
    let mut texts = Vec::new();
    let mut errors = Vec::new();
    for path in files {
        match read_text(&path) {
            Ok(source) => texts.push(policy_text(root, &path, source)),
            Err(error) => errors.push(error),
        }
    }
    if texts.is_empty() && errors.is_empty() {
        let path = root.display().to_string();
        errors.push(BundleError::NoPolicies { path });
    }
    if errors.is_empty() {
        Ok(texts)
    } else {
        Err(errors)
    }
}

/// A text with its place below the root of its bundle.
pub fn policy_text(root: &Path, path: &Path, source: SourceText) -> PolicyText {
    PolicyText {
        path: slashed(path.strip_prefix(root).unwrap_or(path)),
        source,
    }
}

/// The YAML files that a path stands for: itself, or those below it.
///
/// # Errors
/// The path cannot be read, or is a directory without such a file.
pub fn yaml_files(path: &Path) -> Result<Vec<PathBuf>, BundleError> {
    let files = files_in(path, is_yaml)?;
    if files.is_empty() {
        let path = path.display().to_string();
        return Err(BundleError::NoYaml { path });
    }
    Ok(files)
}

/// The Markdown files below a directory, in the order of their paths; none where there is no such
/// directory.
///
/// # Errors
/// Something below it cannot be read.
pub fn markdown_files(root: &Path) -> Result<Vec<PathBuf>, BundleError> {
    let is_page = |path: &Path| path.extension().is_some_and(|extension| extension == "md");
    match root.is_dir() {
        true => files_in(root, is_page),
        false => Ok(Vec::new()),
    }
}

/// Reads a text file.
///
/// # Errors
/// It cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<SourceText, BundleError> {
    let bytes = std::fs::read(path).map_err(|error| BundleError::unreadable(path, error))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| BundleError::unreadable(path, error.utf8_error()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(SourceText::new(path.display().to_string(), text))
}

fn files_in(root: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, BundleError> {
    let is_hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
    };
    let mut files = Vec::new();
    let walk = WalkDir::new(root).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
        let entry = match entry {
            Ok(entry) => entry,
            // A link back to a directory on the way: everything in it was seen.
            Err(error) if error.loop_ancestor().is_some() => continue,
            Err(error) => return Err(walk_error(root, &error)),
        };
        // What the user names is read whatever it is: `<(…)` is a pipe.
        let is_named = entry.depth() == 0;
        if entry.file_type().is_dir() || !(is_named || wanted(entry.path())) {
            continue;
        }
        if !is_named && !entry.file_type().is_file() {
            return Err(BundleError::unreadable(entry.path(), "it is no file"));
        }
        files.push(entry.into_path());
    }
    Ok(files)
}

/// What the system says of the very path that it is about.
fn walk_error(root: &Path, error: &walkdir::Error) -> BundleError {
    let path = error.path().unwrap_or(root);
    match error.io_error() {
        Some(reason) => BundleError::unreadable(path, reason),
        None => BundleError::unreadable(path, error),
    }
}

/// Whether a file is YAML, by its name.
pub fn is_yaml(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("yaml" | "yml"))
}

/// Whether a file is Rego, by its name.
pub fn is_rego(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "rego")
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_bundle_is_there() {
        let policies = built_in_policies();
        let wanted = "azure/storage/secure_transfer/policy.rego";
        assert!(policies.iter().any(|text| text.path == wanted));
        assert_eq!(built_in_catalogs(), ["azure"]);
        assert!(built_in_catalog("azure").is_some());
    }

    #[cfg(unix)]
    #[test]
    fn what_looks_like_a_policy_and_is_no_file_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name);
        std::fs::write(path("policy.rego"), "package x").unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(path("other.rego")).unwrap();
        let errors = policies_in(root.path()).unwrap_err();
        let wanted = format!(
            "cannot read `{}`: it is no file",
            path("other.rego").display()
        );
        assert_eq!(errors[0].to_string(), wanted);
    }

    #[test]
    fn paths_below_a_directory_are_relative_and_sorted() {
        let root = tempfile::tempdir().unwrap();
        for path in [
            "b/policy.rego",
            "a/policy.rego",
            ".hidden/policy.rego",
            "a/notes.txt",
        ] {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "package x").unwrap();
        }
        let texts = policies_in(root.path()).unwrap();
        let paths: Vec<&str> = texts.iter().map(|text| text.path.as_str()).collect();
        assert_eq!(paths, ["a/policy.rego", "b/policy.rego"]);
        assert!(policies_in(&root.path().join("a/notes.txt")).is_ok());
        assert!(policies_in(&root.path().join("missing")).is_err());
    }
}
