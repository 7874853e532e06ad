//! What the targets share: what must hold of every error, and rules to read documents by.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use securescore::policy::{PolicySet, PolicyText};
use securescore::recommendation::{RecommendationId, Recommendations};
use securescore::text::SourceText;

/// An error points into its text and can be shown.
pub fn check(error: &dyn Diagnostic) {
    if let Some(source) = error.source_code() {
        for label in error.labels().into_iter().flatten() {
            let within = source.read_span(label.inner(), 0, 0);
            assert!(
                within.is_ok(),
                "{error}: {:?} is not in the text",
                label.inner()
            );
        }
    }
    assert!(
        error
            .code()
            .is_none_or(|code| code.to_string().contains("::"))
    );
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
    let mut shown = String::new();
    assert!(handler.render_report(&mut shown, error).is_ok());
    assert!(!shown.trim().is_empty());
}

/// A policy called `a.one`, formerly `a.eins`.
pub const POLICY: &str = "# METADATA\n# title: One\n# custom:\n#   severity: high\n\
    #   resource_types: [m.x/site]\n#   formerly: [a.eins]\n\
    #   parameters: {days: {type: number, default: 90}}\n\
    package a.one\n\ndefault healthy := false\n\nhealthy if input.properties.good\n";

/// What catalogs and exemptions may name.
pub static KNOWN: LazyLock<Recommendations> =
    LazyLock::new(|| policies(POLICY).expect("it is sound").recommendations());

/// A set of one policy.
pub fn policies(text: &str) -> Result<PolicySet, Vec<securescore::policy::PolicyError>> {
    let path = "a/one/policy.rego".to_owned();
    let source = SourceText::new(&path, text);
    PolicySet::read(vec![PolicyText { path, source }])
}

/// The controls that exemptions may name.
pub fn controls() -> BTreeMap<String, BTreeSet<RecommendationId>> {
    let known: BTreeSet<RecommendationId> = KNOWN.keys().cloned().collect();
    BTreeMap::from([("safe".to_owned(), known)])
}
