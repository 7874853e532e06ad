//! The rules of exemptions, one test a rule.

mod faults;
mod pairs;
mod uses;

use miette::Diagnostic;
use serde_json::json;

use super::*;
use crate::recommendation::{Recommendation, Severity};
use crate::resource::{Origin, ResourceId, ResourceType};

const AS_OF: &str = "2027-01-01T00:00:00Z";
const LEGACY: &str = "/subscriptions/s/resourcegroups/legacy";

/// `a.one`, formerly `a.eins`, and `a.two`.
fn known() -> Recommendations {
    let recommendation = |id: &str, formerly: &[&str]| Recommendation {
        id: RecommendationId::new(id),
        title: String::new(),
        description: String::new(),
        severity: Severity::Medium,
        resource_types: Vec::new(),
        requires: Vec::new(),
        parameters: BTreeMap::new(),
        remediation: None,
        fix: None,
        assessment_key: None,
        azure_policy: None,
        preview: false,
        deprecated: false,
        formerly: formerly
            .iter()
            .map(|id| RecommendationId::new(*id))
            .collect(),
    };
    [
        recommendation("a.one", &["a.eins"]),
        recommendation("a.two", &[]),
    ]
    .map(|author| (author.id.clone(), author))
    .into()
}

type Loaded = Result<(Exemptions, Vec<Warning>), Vec<ExemptionError>>;

/// Loads files where the control `safe` holds `a.one` and `both` holds all.
fn load_files(files: &[(&str, &str)], open_ended: bool) -> Loaded {
    let ids = |names: &[&str]| {
        names
            .iter()
            .map(|name| RecommendationId::new(*name))
            .collect()
    };
    let controls = BTreeMap::from([
        ("both".to_owned(), ids(&["a.one", "a.two"])),
        ("safe".to_owned(), ids(&["a.one"])),
    ]);
    let context = Context {
        controls: &controls,
        known: &known(),
        open_ended,
    };
    let sources = files
        .iter()
        .map(|(name, text)| SourceText::new(name, *text));
    load(sources.collect(), &context)
}

/// Entries of a.yaml that expire in 2030, each from its id, category and selectors.
fn exemptions(entries: &[(&str, &str, &str)]) -> Exemptions {
    let mut text = String::from("exemptions:\n");
    for (id, category, selectors) in entries {
        text.push_str(&format!(
            "- {{id: {id}, category: {category}, reason: r, expires: 2030-01-01, {selectors}}}\n"
        ));
    }
    load_files(&[("a.yaml", &text)], false).unwrap().0
}

/// `code [what is underlined]` of every error of one entry.
fn faults(entry: &str) -> Vec<String> {
    faults_of(&format!("exemptions:\n- {{{entry}}}\n"))
}

fn faults_of(text: &str) -> Vec<String> {
    let errors = load_files(&[("a.yaml", text)], false).unwrap_err();
    errors.iter().map(fault).collect()
}

fn fault(error: &ExemptionError) -> String {
    let code = error.code().unwrap();
    let label = error.labels().unwrap().next().unwrap();
    let source = error.source_code().unwrap();
    let shown = source.read_span(label.inner(), 0, 0).unwrap();
    let from = label.offset() - shown.span().offset();
    let bytes = &shown.data()[from..from + label.len()];
    format!("{code} [{}]", String::from_utf8_lossy(bytes))
}

/// A resource with the tags `Team: payments` and `Cost: "7"`.
fn resource(id: &str) -> Resource {
    let serde_json::Value::Object(row) = json!({"tags": {"Team": "payments", "Cost": "7"}}) else {
        unreachable!("rows are objects")
    };
    let kind = ResourceType::new("microsoft.web/sites");
    Resource::new(ResourceId::new(id), kind, row, Origin::synthetic())
}

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

fn holding(exemptions: &Exemptions, recommendation: &str, id: &str) -> Holding {
    let recommendation = RecommendationId::new(recommendation);
    exemptions.holds(&recommendation, &resource(id), at(AS_OF))
}

/// The ids of the winner and of those it shadows.
fn order(exemptions: &Exemptions, id: &str) -> Vec<String> {
    let holding = holding(exemptions, "a.one", id);
    let indices = holding.winner.into_iter().chain(holding.shadowed);
    indices
        .map(|index| exemptions.get(index).unwrap().id.clone())
        .collect()
}
