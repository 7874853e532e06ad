mod absence;
mod judged;
mod style;

use super::remarks;
use crate::policy::{PolicySet, PolicyText};
use crate::rego::{Limits, Suites};
use crate::text::SourceText;

const HEAD: &str = "# METADATA\n# title: T\n# custom:\n#   severity: low\n#   resource_types: [a.b/c]\n#   \
                    requires: [a.b/known]\n#   parameters:\n#     most: {type: number, default: 1}\npackage a.b\n\n\
                    import data.lib.attributes\n\ndefault healthy := false\n\n";

const ATTRIBUTES: &str = "package lib.attributes\n\nvalue(resource, path) := object.get(resource, split(path, \".\"), null)\n\n\
                          absent(resource, path) if value(resource, path) == null\n\n\
                          present(resource, path) if not value(resource, path) in {null, \"\"}\n";

/// What a lint underlines in a policy that says this behind its head.
fn in_policy(code: &str, rules: &str) -> Vec<String> {
    in_texts(code, &[("a/b/policy.rego", &format!("{HEAD}{rules}\n"))])
}

/// What a lint underlines in texts that stand beside a library.
fn in_texts(code: &str, texts: &[(&str, &str)]) -> Vec<String> {
    let set = set(texts);
    let mut found = remarks(&set).unwrap();
    found.retain(|remark| remark.code == code);
    found.sort_by_key(|remark| remark.span.offset());
    let underlined = found.iter().map(|remark| {
        let start = remark.span.offset();
        remark.source.text()[start..start + remark.span.len()].to_owned()
    });
    underlined.collect()
}

fn set(texts: &[(&str, &str)]) -> PolicySet {
    let library = ("lib/attributes.rego", ATTRIBUTES);
    let texts = texts.iter().chain([&library]);
    let texts = texts.map(|(path, text)| PolicyText {
        path: (*path).to_owned(),
        source: SourceText::new(path, *text),
    });
    PolicySet::read(texts.collect()).unwrap()
}

/// Whether a policy that says this behind its head calls a resource healthy.
fn is_healthy(rules: &str, input: &str) -> bool {
    let policy = format!("{HEAD}{rules}\n");
    let test = format!("package a.b_test\n\ntest_it if data.a.b.healthy with input as {input}\n");
    let set = set(&[
        ("a/b/policy.rego", &policy),
        ("a/b/policy_test.rego", &test),
    ]);
    let as_of = "2026-11-24T00:00:00Z".parse().unwrap();
    let suites = Suites::of(&set, as_of, Limits::default());
    let suites = suites
        .wanted(&|text| text.name() == "a/b/policy_test.rego")
        .unwrap();
    let tests = suites[0].bench().unwrap().run(&|_| true, false).tests;
    tests.iter().all(|test| test.failure().is_none())
}
