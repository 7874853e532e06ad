//! The rules of a catalog, one test a rule.

mod faults;
mod layers;
mod notices;

use miette::Diagnostic;
use serde_json::json;

use super::*;
use crate::recommendation::{Parameter, ParameterType};

/// Three recommendations: `a.one` with the parameter `days`, formerly `a.eins`; `a.two`, a
/// preview by its author; `a.old`, deprecated.
fn known() -> Recommendations {
    let mut one = recommendation("a.one");
    one.formerly = vec![RecommendationId::new("a.eins")];
    one.parameters = BTreeMap::from([(
        "days".to_owned(),
        Parameter {
            parameter_type: ParameterType::Number,
            default: json!(30),
            description: String::new(),
        },
    )]);
    let mut two = recommendation("a.two");
    two.preview = true;
    let mut old = recommendation("a.old");
    old.deprecated = true;
    [one, two, old]
        .map(|author| (author.id.clone(), author))
        .into()
}

fn recommendation(id: &str) -> Recommendation {
    Recommendation {
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
        formerly: Vec::new(),
    }
}

const HEAD: &str = "name: base\ntitle: Base\n";
const CONTROL: &str = "controls:\n\
    - {id: safe, title: Be safe, max_score: 2.5, recommendations: [a.one, a.two]}\n";

fn read(text: &str) -> Result<(Catalog, Vec<Warning>), Vec<CatalogError>> {
    read_over(&[("main.yaml", text)])
}

/// Reads the first file; the others may be extended by their names.
fn read_over(files: &[(&str, &str)]) -> Result<(Catalog, Vec<Warning>), Vec<CatalogError>> {
    let source = |&(name, text): &(&str, &str)| SourceText::new(name, text);
    let mut find = |name: &str, _: &SourceText| {
        let found = files.iter().find(|(file, _)| *file == name);
        found.map(source).ok_or_else(|| "no such file".to_owned())
    };
    load(&source(&files[0]), &mut find, &known())
}

fn catalog(text: &str) -> Catalog {
    read(text).unwrap().0
}

/// A base catalog and the flags of `a.one` in it.
fn flagged(flags: &str) -> String {
    format!("{HEAD}{CONTROL}recommendations:\n  a.one: {flags}\n")
}

/// `code [what is underlined]` of every error.
fn faults(text: &str) -> Vec<String> {
    faults_over(&[("main.yaml", text)])
}

fn faults_over(files: &[(&str, &str)]) -> Vec<String> {
    let errors = read_over(files).unwrap_err();
    errors.iter().map(fault).collect()
}

fn fault(error: &CatalogError) -> String {
    let code = error.code().unwrap();
    let label = error.labels().unwrap().next().unwrap();
    let source = error.source_code().unwrap();
    let shown = source.read_span(label.inner(), 0, 0).unwrap();
    let from = label.offset() - shown.span().offset();
    let bytes = &shown.data()[from..from + label.len()];
    format!("{code} [{}]", String::from_utf8_lossy(bytes))
}

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

fn settings(catalog: &Catalog, id: &str, scope: &str, as_of: &str) -> Settings {
    let author = &known()[&RecommendationId::new(id)];
    catalog.settings(author, &Scope::new(scope), at(as_of))
}

fn activity(catalog: &Catalog, id: &str) -> Activity {
    settings(catalog, id, "/subscriptions/s", "2027-01-01T00:00:00Z").activity
}

fn disabled(reason: &str) -> Activity {
    Activity::Disabled {
        reason: reason.to_owned(),
    }
}
