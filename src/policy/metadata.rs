//! METADATA: what a policy's author says of the recommendation.

use std::collections::BTreeMap;

use miette::SourceSpan;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::PolicyError;
use super::fix;
use super::header::Header;
use crate::recommendation::{
    Fix, Parameter, ParameterType, Recommendation, RecommendationId, Severity,
};
use crate::resource::ResourceType;
use crate::text::SourceText;
use crate::text::yaml::{self, Path};

/// The annotation block of OPA before the package of a policy, with our keys under `custom`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Metadata", extend("required" = ["title", "custom"]))]
pub(super) struct RawMetadata {
    /// One sentence: what should hold.
    title: Option<String>,
    /// Why it matters, and what is taken as evidence.
    description: Option<String>,
    /// What the engine and the reports take.
    custom: Option<RawCustom>,
    /// What OPA takes the block to be about.
    #[serde(rename = "scope")]
    _scope: Option<RawScope>,
    /// Who wrote it, as OPA has it.
    #[serde(rename = "authors")]
    _authors: Option<Value>,
    /// For whom it was written, as OPA has it.
    #[serde(rename = "organizations")]
    _organizations: Option<Value>,
    /// Where to read more, as OPA has it.
    #[serde(rename = "related_resources")]
    _related_resources: Option<Value>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "AnnotationScope")]
enum RawScope {
    /// The package.
    Package,
}

/// What the engine and the reports take.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Custom", extend("required" = ["severity", "resource_types"]))]
struct RawCustom {
    /// How much it matters.
    severity: Option<Severity>,
    /// The types that it assesses, in lower case.
    #[schemars(length(min = 1), inner(regex(pattern = "^[^A-Z/]+/[^A-Z]+$")))]
    resource_types: Option<Vec<String>>,
    /// The types of related data without which no verdict is possible.
    #[schemars(length(min = 1), inner(regex(pattern = "^[^A-Z/]+/[^A-Z]+$")))]
    requires: Option<Vec<String>>,
    /// What the catalog may set, by name; read as `data.parameters.<id>.<name>`.
    #[serde(default)]
    parameters: BTreeMap<String, RawParameter>,
    /// What to do, in words.
    remediation: Option<String>,
    /// A command with placeholders such as `{id}` that repairs one resource.
    fix: Option<String>,
    /// The key under which Defender for Cloud knows it.
    assessment_key: Option<String>,
    /// The id of the Azure Policy definition that decides the same.
    azure_policy: Option<String>,
    /// Whether it is shown and not counted, unless the catalog says otherwise.
    #[serde(default)]
    preview: bool,
    /// Whether something else took its place.
    #[serde(default)]
    deprecated: bool,
    /// Ids that it had before: old catalogs and exemptions keep resolving.
    #[serde(default)]
    formerly: Vec<String>,
}

/// A value that the catalog may set.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Parameter")]
struct RawParameter {
    /// The kind of value that it takes.
    r#type: ParameterType,
    /// The value where no catalog sets one.
    default: Value,
    /// What it is for.
    #[serde(default)]
    description: String,
}

/// Reads the METADATA of a policy.
///
/// # Errors
/// Every complaint: no METADATA, an unknown key, a missing title, severity or type, a
/// parameter whose default is of another type.
pub(super) fn read(
    source: &SourceText,
    header: &Header,
) -> Result<Recommendation, Vec<PolicyError>> {
    let Some(text) = &header.metadata else {
        return Err(vec![PolicyError::contract(
            "policy::no_metadata",
            source,
            header.package_span,
            "a policy needs a METADATA comment before its package",
            "start it with `# METADATA`, then `# title:` and `# custom:`".to_owned(),
        )]);
    };
    let raw = yaml::parse(text)
        .and_then(|value| yaml::read(text, &Path::root(), value))
        .map_err(|error| vec![error.shown_in(source).into()])?;
    let mut reader = Reader {
        source,
        text,
        header,
        complaints: Vec::new(),
    };
    let recommendation = reader.recommendation(raw);
    match recommendation {
        Some(recommendation) if reader.complaints.is_empty() => Ok(recommendation),
        _ => Err(reader.complaints),
    }
}

/// Turns raw METADATA into a recommendation and keeps what it finds wrong on the way.
struct Reader<'a> {
    source: &'a SourceText,
    text: &'a SourceText,
    header: &'a Header,
    complaints: Vec<PolicyError>,
}

impl Reader<'_> {
    fn recommendation(&mut self, raw: RawMetadata) -> Option<Recommendation> {
        let title = self.required("title", raw.title.filter(|title| !title.trim().is_empty()));
        let custom = raw.custom.unwrap_or_default();
        let severity = self.required("custom.severity", custom.severity);
        let resource_types = self.required("custom.resource_types", custom.resource_types);
        let resource_types = resource_types.map(|types| self.types("resource_types", types));
        let requires = custom.requires.map(|types| self.types("requires", types));
        Some(Recommendation {
            id: RecommendationId::new(self.header.package.as_str()),
            title: title?,
            description: raw.description.unwrap_or_default(),
            severity: severity?,
            resource_types: resource_types?,
            requires: requires.unwrap_or_default(),
            parameters: self.parameters(custom.parameters),
            remediation: custom.remediation,
            fix: self.fix(custom.fix),
            assessment_key: custom.assessment_key,
            azure_policy: custom.azure_policy,
            preview: custom.preview,
            deprecated: custom.deprecated,
            formerly: custom
                .formerly
                .into_iter()
                .map(RecommendationId::new)
                .collect(),
        })
    }

    fn required<T>(&mut self, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.complain(
                "policy::missing_metadata",
                self.header.metadata_span,
                format!("METADATA lacks `{key}`"),
            );
        }
        value
    }

    fn types(&mut self, key: &str, types: Vec<String>) -> Vec<ResourceType> {
        let path = Path::root().then("custom").then(key);
        if types.is_empty() {
            let span = yaml::key_span(self.text, &path);
            self.complain("policy::empty_list", span, format!("`{key}` is empty"));
        }
        for (index, name) in types.iter().enumerate() {
            if name.to_ascii_lowercase() != *name || !name.contains('/') {
                let span = yaml::span(self.text, &path.then(index));
                let message = format!(
                    "`{name}` is no resource type in lower case, as `microsoft.web/sites` is"
                );
                self.complain("policy::bad_type", span, message);
            }
        }
        types.iter().map(|name| ResourceType::new(name)).collect()
    }

    fn parameters(&mut self, raw: BTreeMap<String, RawParameter>) -> BTreeMap<String, Parameter> {
        for (name, parameter) in &raw {
            if !parameter.r#type.accepts(&parameter.default) {
                let path = Path::root()
                    .then("custom")
                    .then("parameters")
                    .then(name.as_str());
                let span = yaml::span(self.text, &path.then("default"));
                let message = format!("the default of `{name}` is not of its type");
                self.complain("policy::bad_default", span, message);
            }
        }
        let parameter = |(name, raw): (String, RawParameter)| {
            let parameter = Parameter {
                parameter_type: raw.r#type,
                default: raw.default,
                description: raw.description,
            };
            (name, parameter)
        };
        raw.into_iter().map(parameter).collect()
    }

    fn fix(&mut self, text: Option<String>) -> Option<Fix> {
        let fix = fix::read(self.source, self.text, &text?);
        fix.map_err(|complaints| self.complaints.extend(complaints))
            .ok()
    }

    fn complain(&mut self, code: &'static str, span: SourceSpan, message: String) {
        self.complaints.push(PolicyError::contract(
            code,
            self.source,
            span,
            message,
            None,
        ));
    }
}

#[cfg(test)]
mod tests {
    use miette::Diagnostic;

    use super::*;

    fn complaints(metadata: &str) -> Vec<(String, String)> {
        let source = SourceText::new("p", format!("{metadata}package a.b\n"));
        let header = Header::read(&source).unwrap();
        let errors = read(&source, &header).err().unwrap_or_default();
        let describe = |error: &PolicyError| {
            let label = error.labels().unwrap().next().unwrap();
            let place = &source.text()[label.offset()..label.offset() + label.len()];
            (error.to_string(), place.to_owned())
        };
        errors.iter().map(describe).collect()
    }

    #[test]
    fn everything_missing_is_said_at_once() {
        let found = complaints("# METADATA\n# description: D\n");
        let missing: Vec<&str> = found.iter().map(|(message, _)| message.as_str()).collect();
        let wanted = ["title", "custom.severity", "custom.resource_types"];
        assert_eq!(missing.len(), wanted.len());
        for (key, message) in wanted.iter().zip(&missing) {
            assert_eq!(*message, format!("METADATA lacks `{key}`"));
        }
    }

    #[test]
    fn a_wrong_value_is_underlined_in_the_file() {
        let head = "# METADATA\n# title: T\n# custom:\n#   resource_types: [a.b/c]\n";
        let found = complaints(&format!("{head}#   severity: urgent\n"));
        assert_eq!(found[0].1, "urgent");
        let found = complaints(&format!("{head}#   severity: low\n#   severty: low\n"));
        assert_eq!(found[0].1, "severty");
        let found = complaints(&format!("{head}#   severity: low\n#   requires: [A.b/c]\n"));
        assert_eq!(found[0].1, "A.b/c");
    }

    #[test]
    fn a_default_is_of_its_type() {
        let head =
            "# METADATA\n# title: T\n# custom:\n#   severity: low\n#   resource_types: [a.b/c]\n";
        let found = complaints(&format!(
            "{head}#   parameters: {{days: {{type: number, default: ninety}}}}\n"
        ));
        assert_eq!(found[0].1, "ninety");
    }
}
