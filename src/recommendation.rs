//! What should hold: a recommendation and what its author says of it.

mod fix;
mod names;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::resource::ResourceType;

pub use fix::{Fix, FixFlaw, FixPart, FlawKind, Placeholder};
pub use names::{Named, Recommendations, named};

/// The dotted name of a recommendation: its package and the path of its folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecommendationId(Arc<str>);

impl RecommendationId {
    /// An id from its text, unchecked: it names something only if a policy of that package exists.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// Whether a text is a name that a recommendation can have: words of lower-case letters, digits
    /// and underscores with dots between them, none of which begins with a digit.
    pub fn is_id(text: &str) -> bool {
        text.split('.').all(|word| {
            word.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
                && word
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        })
    }

    /// The dotted text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecommendationId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// How much it matters that a recommendation is not met, from least to most.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good practice.
    Low,
    /// Worth planning for.
    Medium,
    /// Worth doing now.
    High,
    /// Worth waking someone for.
    Critical,
}

impl Severity {
    /// All severities, from least to most.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The word that files and reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|severity| severity.as_str() == text)
            .ok_or_else(|| format!("`{text}` is none of low, medium, high, critical"))
    }
}

/// The kind of value that a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ParameterType {
    /// Text.
    String,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A list.
    Array,
    /// A mapping.
    Object,
}

impl ParameterType {
    /// Whether a value is of this kind.
    pub fn accepts(self, value: &Value) -> bool {
        match self {
            Self::String => value.is_string(),
            Self::Number => value.is_number(),
            Self::Boolean => value.is_boolean(),
            Self::Array => value.is_array(),
            Self::Object => value.is_object(),
        }
    }
}

/// A value that the catalog may set for a policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The kind of value it takes.
    pub parameter_type: ParameterType,
    /// The value where no catalog sets one.
    pub default: Value,
    /// What it is for.
    pub description: String,
}

/// What should hold, as its author describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// Its name: package, folder and id in one.
    pub id: RecommendationId,
    /// One sentence: what should hold.
    pub title: String,
    /// Why, and what is taken as evidence.
    pub description: String,
    /// How much it matters.
    pub severity: Severity,
    /// The types it assesses.
    pub resource_types: Vec<ResourceType>,
    /// The types of related data without which no verdict is possible.
    pub requires: Vec<ResourceType>,
    /// What the catalog may set.
    pub parameters: BTreeMap<String, Parameter>,
    /// What to do, in words.
    pub remediation: Option<String>,
    /// A command with placeholders that repairs it.
    pub fix: Option<Fix>,
    /// The key under which Defender for Cloud knows it.
    pub assessment_key: Option<String>,
    /// The id of the Azure Policy definition that decides the same.
    pub azure_policy: Option<String>,
    /// The author's default: shown, not counted.
    pub preview: bool,
    /// The author's word that something else took its place.
    pub deprecated: bool,
    /// Ids it had before: old catalogs and exemptions keep resolving.
    pub formerly: Vec<RecommendationId>,
}

impl Recommendation {
    /// The types whose resources its policy looks at: those that it assesses and requires.
    pub fn types_read(&self) -> impl Iterator<Item = &ResourceType> {
        self.resource_types.iter().chain(&self.requires)
    }
}
