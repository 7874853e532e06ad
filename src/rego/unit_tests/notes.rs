//! What is missing between policies and their tests: complaints that stop nobody unless asked.

use std::collections::BTreeSet;

use miette::SourceSpan;
use regorus::unstable::Span;

use super::bench::Bench;
use super::deciding;
use super::suite::Suite;
use crate::rego::RegoError;
use crate::rego::texts::Text;
use crate::text::did_you_mean;

impl Bench<'_> {
    /// Tests that have lost their policy, a policy without tests, and kinds of resources that
    /// no test sees.
    pub fn notes(&self) -> Vec<RegoError> {
        let suite = self.suite;
        let Some(subject) = suite.subject else {
            return suite.lost();
        };
        if suite.groups().is_empty() {
            let message = format!("`{}` has no tests", suite.package());
            let help = "write rules that start with `test_` into a file `…_test.rego` beside it";
            let help = format!("{help}, in the package `{}_test`", suite.package());
            return vec![note("test::no_tests", subject, message, help)];
        }
        let complaint = |kind| {
            let message = format!("no test of `{}` sees {kind}", suite.package());
            let help = "write a test that fails where the verdict on such a resource is another";
            note("test::missing_kind", subject, message, help.to_owned())
        };
        self.unseen().into_iter().map(complaint).collect()
    }
}

impl Suite<'_> {
    /// Tests of what does not exist. A file without tests may hold samples for others.
    fn lost(&self) -> Vec<RegoError> {
        if self.groups().is_empty() {
            return Vec::new();
        }
        let near = did_you_mean(self.package(), deciding(&self.suites.subjects));
        let message = format!("there is no `{}` to test", self.package());
        let help =
            near.unwrap_or_else(|| "tests of `x.y` stand in the package `x.y_test`".to_owned());
        let complaint = |test: &&Text| note("test::no_policy", test, message.clone(), help.clone());
        self.tests.iter().map(complaint).collect()
    }

    /// What keeps a test from being one, whatever it says.
    pub(super) fn misshapen(&self) -> Vec<RegoError> {
        let mut told = BTreeSet::new();
        let mut errors = Vec::new();
        for group in self.groups() {
            for definition in &group.definitions {
                if definition.is_function() && told.insert(group.name.clone()) {
                    errors.push(RegoError::new(
                        "test::takes_arguments",
                        &definition.text.source,
                        span(definition.rule.span()),
                        format!("`{}` takes arguments: nobody calls a test", group.name),
                        "write its values in its body, or run it over cases: `test_x[name] if …`"
                            .to_owned(),
                    ));
                }
            }
        }
        errors
    }
}

fn note(code: &'static str, text: &Text, message: String, help: String) -> RegoError {
    let package = span(text.module.package.refr.span());
    RegoError::new(code, &text.source, package, message, help)
}

fn span(span: &Span) -> SourceSpan {
    let start = span.start as usize;
    (start, (span.end as usize).saturating_sub(start)).into()
}
