//! Policy texts become a set of policies: METADATA read, package = path, ids unique.

mod fix;
mod header;
mod metadata;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use miette::{Diagnostic, SourceSpan};
use thiserror::Error;

use crate::recommendation::{Recommendation, RecommendationId};
use crate::resource::ResourceType;
use crate::text::yaml::YamlError;
use crate::text::{Complaint, SourceText, schema};
use header::Header;

/// First words of packages that are the engine's own.
pub const RESERVED: [&str; 4] = ["inventory", "parameters", "lib", "securescore"];

/// Bytes of a text: a policy of ours has a twentieth of that.
pub const LONGEST_TEXT: usize = 256 * 1024;
/// Bytes of METADATA. Brackets within brackets take a reader of YAML the square of their number.
const LONGEST_METADATA: usize = 16 * 1024;

/// A Rego file and where it stands below the root of its bundle.
#[derive(Clone, Debug)]
pub struct PolicyText {
    /// The path below the root, with `/` between its parts: `azure/storage/x/policy.rego`.
    pub path: String,
    /// The text, named as the user knows it.
    pub source: SourceText,
}

/// The Rego text that decides one recommendation.
#[derive(Clone, Debug)]
pub struct Policy {
    /// What it decides, as its METADATA says.
    pub recommendation: Recommendation,
    /// The text.
    pub source: SourceText,
}

/// A Rego text that policies import.
#[derive(Clone, Debug)]
pub struct Library {
    /// Its package: `lib.network`.
    pub package: String,
    /// The text.
    pub source: SourceText,
}

/// All policies of a run, with what they import.
#[derive(Clone, Debug, Default)]
pub struct PolicySet {
    /// One a recommendation.
    pub policies: BTreeMap<RecommendationId, Policy>,
    /// What they import.
    pub libraries: BTreeMap<String, Library>,
    /// Their unit tests, which decide nothing.
    pub tests: Vec<SourceText>,
}

/// Why a policy text is none.
#[derive(Debug, Error, Diagnostic)]
pub enum PolicyError {
    /// The METADATA is no YAML of the right shape.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Metadata(#[from] YamlError),

    /// Something in the text breaks the policy contract.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Contract(Box<Complaint>),
}

impl PolicyError {
    pub(crate) fn contract(
        code: &'static str,
        source: &SourceText,
        span: SourceSpan,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) -> Self {
        Self::Contract(Box::new(Complaint::new(code, source, span, message, help)))
    }
}

impl PolicySet {
    /// Reads the headers of policy texts. Files ending in `_test.rego` are unit tests.
    ///
    /// # Errors
    /// Every complaint about every text: bad METADATA, a package that is not its path, one
    /// package in two files, a reserved name, a file that is neither policy nor library.
    pub fn read(texts: Vec<PolicyText>) -> Result<Self, Vec<PolicyError>> {
        let mut set = Self::default();
        let mut errors = Vec::new();
        for text in texts {
            if text.path.ends_with("_test.rego") {
                set.tests.push(text.source);
            } else {
                set.add(&text, &mut errors);
            }
        }
        set.check_former_names(&mut errors);
        set.check_parameter_paths(&mut errors);
        if errors.is_empty() {
            Ok(set)
        } else {
            Err(errors)
        }
    }

    fn add(&mut self, text: &PolicyText, errors: &mut Vec<PolicyError>) {
        if text.source.text().len() > LONGEST_TEXT {
            let message = format!("a Rego file has at most {} KiB", LONGEST_TEXT / 1024);
            return errors.push(too_long(&text.source, (0, 0).into(), message));
        }
        let header = match Header::read(&text.source) {
            Ok(header) => header,
            Err(error) => return errors.push(error),
        };
        if header.package_span.offset() - header.metadata_span.offset() > LONGEST_METADATA {
            let message = format!("METADATA has at most {} KiB", LONGEST_METADATA / 1024);
            return errors.push(too_long(&text.source, header.metadata_span, message));
        }
        match expected_package(&text.path) {
            Some(expected) if expected == header.package => {}
            Some(expected) => return errors.push(misplaced(&text.source, &header, &expected)),
            None => return errors.push(stray(&text.source, &header)),
        }
        if header.package.starts_with("lib.") {
            self.add_library(text, &header, errors);
        } else {
            self.add_policy(text, &header, errors);
        }
    }

    fn add_library(&mut self, text: &PolicyText, header: &Header, errors: &mut Vec<PolicyError>) {
        match self.libraries.entry(header.package.clone()) {
            Entry::Occupied(first) => {
                errors.push(twice(&text.source, header, &first.get().source));
            }
            Entry::Vacant(vacant) => {
                vacant.insert(Library {
                    package: header.package.clone(),
                    source: text.source.clone(),
                });
            }
        }
    }

    fn add_policy(&mut self, text: &PolicyText, header: &Header, errors: &mut Vec<PolicyError>) {
        let first_word = header.package.split('.').next().unwrap_or_default();
        if RESERVED.contains(&first_word) {
            return errors.push(reserved(&text.source, header, first_word));
        }
        let recommendation = match metadata::read(&text.source, header) {
            Ok(recommendation) => recommendation,
            Err(complaints) => return errors.extend(complaints),
        };
        match self.policies.entry(recommendation.id.clone()) {
            Entry::Occupied(first) => {
                errors.push(twice(&text.source, header, &first.get().source));
            }
            Entry::Vacant(vacant) => {
                vacant.insert(Policy {
                    recommendation,
                    source: text.source.clone(),
                });
            }
        }
    }

    /// What each policy decides, by its id.
    pub fn recommendations(&self) -> BTreeMap<RecommendationId, Recommendation> {
        let entry = |(id, policy): (&RecommendationId, &Policy)| {
            (id.clone(), policy.recommendation.clone())
        };
        self.policies.iter().map(entry).collect()
    }

    /// The texts that decide: first the libraries, then the policies.
    pub fn sources(&self) -> impl Iterator<Item = &SourceText> {
        let libraries = self.libraries.values().map(|library| &library.source);
        libraries.chain(self.policies.values().map(|policy| &policy.source))
    }

    /// The texts that decide, each with the place where it has to stand.
    pub fn texts(&self) -> Vec<PolicyText> {
        let text = |path: String, source: &SourceText| PolicyText {
            path,
            source: source.clone(),
        };
        let folder = |package: &str| package.replace('.', "/");
        let library = |library: &Library| {
            let path = format!("{}.rego", folder(&library.package));
            text(path, &library.source)
        };
        let policy = |(id, policy): (&RecommendationId, &Policy)| {
            let path = format!("{}/policy.rego", folder(id.as_str()));
            text(path, &policy.source)
        };
        let libraries = self.libraries.values().map(library);
        libraries.chain(self.policies.iter().map(policy)).collect()
    }

    /// The types of resources whose names stand in the texts, between quotes: what policies and
    /// libraries look up beside the types that a recommendation assesses and requires.
    pub fn types_named(&self) -> BTreeSet<ResourceType> {
        self.sources()
            .flat_map(|source| source.text().split('"').skip(1).step_by(2))
            .filter(|text| is_type(text))
            .map(ResourceType::new)
            .collect()
    }

    /// `data.parameters.<id>.<name>` must be one thing: no parameter lies over another package.
    fn check_parameter_paths(&self, errors: &mut Vec<PolicyError>) {
        for (id, policy) in &self.policies {
            for name in policy.recommendation.parameters.keys() {
                let path = format!("{id}.{name}");
                let is_under = |other: &&RecommendationId| {
                    let rest = other.as_str().strip_prefix(&path);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                };
                if let Some(other) = self.policies.keys().find(is_under) {
                    errors.push(PolicyError::contract(
                        "policy::parameter_over_package",
                        &policy.source,
                        (0, 0).into(),
                        format!("the parameter `{name}` of `{id}` lies over the package `{other}`"),
                        "call the parameter something else".to_owned(),
                    ));
                }
            }
        }
    }

    /// A former name must lead to one policy, and to no living one's name.
    fn check_former_names(&self, errors: &mut Vec<PolicyError>) {
        let mut owners: BTreeMap<&RecommendationId, &RecommendationId> = BTreeMap::new();
        for (id, policy) in &self.policies {
            for former in &policy.recommendation.formerly {
                let taken = self.policies.contains_key(former);
                let other = owners.insert(former, id);
                if taken || other.is_some() {
                    let owner = other.unwrap_or(former);
                    errors.push(PolicyError::contract(
                        "policy::former_name_taken",
                        &policy.source,
                        former_span(&policy.source, former),
                        format!(
                            "the former name `{former}` of `{id}` belongs to `{owner}` already"
                        ),
                        None,
                    ));
                }
            }
        }
    }
}

/// The JSON Schema of the METADATA of a policy.
pub fn metadata_json_schema() -> serde_json::Value {
    schema::of::<metadata::RawMetadata>()
}

/// `namespace/type`, in lower case.
fn is_type(text: &str) -> bool {
    let is_word = |word: &str| {
        let mut letters = word.chars();
        !word.is_empty() && letters.all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '.'))
    };
    text.contains('/') && text.split('/').all(is_word)
}

/// Where a former name stands in the METADATA: after the key, and before the package line, which
/// may begin with the same words.
fn former_span(source: &SourceText, former: &RecommendationId) -> SourceSpan {
    let text = source.text();
    let key = text.find("formerly").unwrap_or_default();
    let name = text[key..].find(former.as_str());
    name.map_or((0, 0), |name| (key + name, former.as_str().len()))
        .into()
}

/// The package that a path stands for; nothing for a file that has no business there.
fn expected_package(path: &str) -> Option<String> {
    let folder = match path.strip_prefix("lib/") {
        Some(_) => path.strip_suffix(".rego")?,
        None => path.strip_suffix("/policy.rego")?,
    };
    Some(folder.replace('/', "."))
}

fn too_long(source: &SourceText, span: SourceSpan, message: String) -> PolicyError {
    let help = "say less, or say it in two files".to_owned();
    PolicyError::contract("policy::too_long", source, span, message, help)
}

fn misplaced(source: &SourceText, header: &Header, expected: &str) -> PolicyError {
    PolicyError::contract(
        "policy::package_is_not_path",
        source,
        header.package_span,
        format!(
            "package `{}` stands in the folder of `{expected}`",
            header.package
        ),
        format!("write `package {expected}`, or move the file"),
    )
}

fn stray(source: &SourceText, header: &Header) -> PolicyError {
    PolicyError::contract(
        "policy::stray_file",
        source,
        header.package_span,
        "a recommendation is one folder with one `policy.rego`",
        "move shared rules to `lib/<topic>.rego`, tests to `policy_test.rego`".to_owned(),
    )
}

fn twice(source: &SourceText, header: &Header, first: &SourceText) -> PolicyError {
    PolicyError::contract(
        "policy::duplicate_package",
        source,
        header.package_span,
        format!(
            "package `{}` stands in `{}` too",
            header.package,
            first.name()
        ),
        "one package stands in one file; rename one of them".to_owned(),
    )
}

fn reserved(source: &SourceText, header: &Header, word: &str) -> PolicyError {
    PolicyError::contract(
        "policy::reserved_package",
        source,
        header.package_span,
        format!("packages under `{word}` are the engine's own"),
        format!(
            "choose a first word that is none of {}",
            RESERVED.join(", ")
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str =
        "# METADATA\n# title: T\n# custom:\n#   severity: low\n#   resource_types: [a.b/c]\n";

    fn text(path: &str, text: &str) -> PolicyText {
        PolicyText {
            path: path.to_owned(),
            source: SourceText::new(path, text),
        }
    }

    fn policy(path: &str, package: &str) -> PolicyText {
        text(
            path,
            &format!("{POLICY}package {package}\n\ndefault healthy := false\n"),
        )
    }

    fn codes(texts: Vec<PolicyText>) -> Vec<String> {
        let errors = PolicySet::read(texts).unwrap_err();
        errors
            .iter()
            .map(|error| error.code().unwrap().to_string())
            .collect()
    }

    #[test]
    fn folder_package_and_id_are_one() {
        let set = PolicySet::read(vec![
            policy("azure/x/y/policy.rego", "azure.x.y"),
            text("azure/x/y/policy_test.rego", "package nonsense"),
            text("lib/net/ports.rego", "package lib.net.ports\n"),
        ])
        .unwrap();
        assert_eq!(set.policies.keys().next().unwrap().as_str(), "azure.x.y");
        assert_eq!(set.libraries.keys().next().unwrap(), "lib.net.ports");
    }

    #[test]
    fn types_between_quotes_are_looked_up() {
        let library = "package lib.a\nb := data.inventory.by_type[\"m.x/y/z\"]\nc := \"A/b\"\n\
                       d := [\"kubernetes/pod\", \"/x\", \"a b/c\", \"x\"]\n";
        let set = PolicySet::read(vec![text("lib/a.rego", library)]).unwrap();
        let named = set.types_named();
        let wanted = ["kubernetes/pod", "m.x/y/z"].map(ResourceType::new);
        assert_eq!(named, BTreeSet::from(wanted));
    }

    #[test]
    fn a_wrong_place_is_an_error() {
        let misplaced = policy("azure/x/y/policy.rego", "azure.x.z");
        assert_eq!(codes(vec![misplaced]), ["policy::package_is_not_path"]);
        let stray = policy("azure/x/y/rules.rego", "azure.x.y");
        assert_eq!(codes(vec![stray]), ["policy::stray_file"]);
        let reserved = policy("inventory/x/policy.rego", "inventory.x");
        assert_eq!(codes(vec![reserved]), ["policy::reserved_package"]);
    }

    #[test]
    fn a_text_has_an_end() {
        let comments = "# again\n".repeat(40_000);
        let long = text(
            "azure/x/policy.rego",
            &format!("{comments}{POLICY}package azure.x\n"),
        );
        assert_eq!(codes(vec![long]), ["policy::too_long"]);
    }

    #[test]
    fn a_parameter_lies_over_no_package() {
        let owner = format!(
            "{POLICY}#   parameters: {{y: {{type: number, default: 1}}}}\npackage azure.x\n"
        );
        let under = policy("azure/x/y/policy.rego", "azure.x.y");
        let both = vec![text("azure/x/policy.rego", &owner), under];
        assert_eq!(codes(both), ["policy::parameter_over_package"]);
    }

    #[test]
    fn one_package_in_two_files_is_an_error() {
        let again = policy("azure/x/policy.rego", "azure.x");
        assert_eq!(
            codes(vec![again.clone(), again]),
            ["policy::duplicate_package"]
        );
    }
}
