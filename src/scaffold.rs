//! The first texts of a recommendation: a policy that lacks its condition, its tests, a fixture.
//! Words in, texts out; nothing is read and nothing is written.

mod edit;
mod literal;
mod names;
mod sample;
mod standins;

use serde_json::{Map, Value, json};

use crate::recommendation::{RecommendationId, Severity};
use crate::resource::ResourceType;
use crate::text::escape::visible;
use literal::{literal, scalar};

pub use edit::{CannotEdit, with_entry, with_key};
pub use names::{NameError, attribute, recommendation_id, resource_type};
pub use sample::Sample;
pub use standins::{Replaced, disguised};

/// What a person says of a new recommendation.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Its id.
    pub id: &'a RecommendationId,
    /// The types that it assesses.
    pub types: &'a [ResourceType],
    /// What should hold.
    pub title: &'a str,
    /// How much it matters.
    pub severity: Severity,
    /// A resource, and what is judged of it.
    pub sample: &'a Sample,
}

/// The texts of a new recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// `policy.rego`.
    pub policy: String,
    /// `policy_test.rego`.
    pub tests: String,
    /// `inventory.json` of its fixture.
    pub inventory: String,
}

/// A `kind` that no service gives: resources of it are not the policy's concern.
const OTHER_KIND: &str = "example";

impl Draft<'_> {
    /// Writes the texts.
    pub fn texts(&self) -> Texts {
        Texts {
            policy: self.policy(),
            tests: self.tests(),
            inventory: self.inventory(),
        }
    }

    fn policy(&self) -> String {
        let types: Vec<&str> = self.types.iter().map(ResourceType::as_str).collect();
        let path = self.sample.path();
        let right = self.sample.right();
        let keys = literal(&json!(self.sample.attribute()), 1);
        format!(
            "# METADATA\n\
             # title: {title}\n\
             # description: Say why it matters, and what the policy reads as evidence.\n\
             # custom:\n\
             #   severity: {severity}\n\
             #   resource_types: [{types}]\n\
             #   remediation: Say what to do about it.\n\
             package {id}\n\n\
             # What kind of thing it concerns, and nothing of what is judged. Where that is every resource of its types,\n\
             # leave this out, and its test.\n\
             applicable if object.get(input, \"kind\", \"\") != \"{OTHER_KIND}\"\n\n\
             default healthy := false\n\n\
             # The condition: a positive statement of what has to be there. Nothing is healthy until it stands here:\n\
             # healthy if input.{path} == {right}\n\
             healthy if false\n\n\
             reasons contains reason if {{\n\
             \tnot healthy\n\
             \tfound := object.get(input, {keys}, \"absent\")\n\
             \treason := sprintf(\"{path} is %v, wanted %v\", [found, {right}])\n\
             }}\n",
            title = scalar(self.title),
            severity = self.severity,
            types = types.join(", "),
            id = self.id,
        )
    }

    fn tests(&self) -> String {
        let id = self.id.as_str();
        let name = id.rsplit('.').next().unwrap_or(id);
        // An import hides the built-ins of its name.
        let (alias, name) = match names::is_built_in(name) {
            true => (" as policy", "policy"),
            false => ("", name),
        };
        let resource = literal(&Value::Object(self.sample.without().clone()), 0);
        let (right, wrong) = (
            literal(self.sample.right(), 0),
            literal(self.sample.wrong(), 0),
        );
        let path = self.sample.path();
        let nested = self.sample.attribute().iter().rev();
        let nested = nested.fold("value".to_owned(), |inner, key| {
            format!("{{{}: {inner}}}", Value::from(key.as_str()))
        });
        format!(
            "package {id}_test\n\n\
             import data.{id}{alias}\n\n\
             # A resource as the policy sees it, without what is judged.\n\
             resource := {resource}\n\n\
             # The resource with a value of `{path}`.\n\
             valued(value) := object.union(resource, {nested})\n\n\
             test_healthy if {name}.healthy with input as valued({right})\n\n\
             test_unhealthy if {name}.healthy == false with input as valued({wrong})\n\n\
             test_missing_attribute_is_unhealthy if {name}.healthy == false with input as resource\n\n\
             test_not_applicable if {{\n\
             \tother := object.union(valued({right}), {{\"kind\": \"{OTHER_KIND}\"}})\n\
             \tnot {name}.applicable with input as other\n\
             }}\n"
        )
    }

    /// A resource of each fate.
    fn inventory(&self) -> String {
        let kind = Map::from_iter([("kind".to_owned(), OTHER_KIND.into())]);
        let other = self.sample.with(self.sample.right());
        let rows = [
            self.sample.named(1, self.sample.with(self.sample.right())),
            self.sample.named(2, self.sample.with(self.sample.wrong())),
            self.sample.named(3, self.sample.without().clone()),
            self.sample
                .named(4, other.into_iter().chain(kind).collect()),
        ];
        let text = serde_json::to_string_pretty(&rows).unwrap_or_default();
        format!("{text}\n")
    }
}

/// A sentence for the title where nobody gives one: `Internal tls should be in place`.
pub fn title_of(id: &RecommendationId) -> String {
    let name = id
        .as_str()
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .replace('_', " ");
    let name = visible(name.trim()).into_owned();
    let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
    format!("{}{rest} should be in place", first.to_uppercase())
}

#[cfg(test)]
mod tests;
