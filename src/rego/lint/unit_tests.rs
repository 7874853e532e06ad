//! Unit tests: `lint::missing_test`, `lint::test_name`, `lint::empty_test`.
//!
//! A policy is tested healthy, unhealthy, without the judged attribute and, where it has
//! `applicable`, where it does not apply. Names of tests say which they are.

use std::collections::BTreeSet;

use regorus::unstable::{AssignOp, Expr, Literal, Query, Rule};

use super::rules::{is_read, read_by};
use super::{Book, Page, Purpose, Remark};
use crate::policy::Policy;
use crate::rego::checks::room::{Kind, head_of, kind_of};

/// Words in names of tests that look at what is not there.
const OF_MISSING: [&str; 9] = [
    "absent", "default", "defaults", "empty", "missing", "no", "unknown", "unset", "without",
];

/// Remarks about all unit tests.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    let read = read_by(book, |_| true);
    let mut remarks = Vec::new();
    for page in &book.pages {
        match page.purpose {
            Purpose::Policy(policy) => remarks.extend(missing(book, page, policy)),
            Purpose::Test => {
                remarks.extend(unnamed(page, &read));
                remarks.extend(empty(page));
            }
            Purpose::Library => {}
        }
    }
    remarks
}

fn missing(book: &Book<'_>, page: &Page<'_>, policy: &Policy) -> Option<Remark> {
    let package = format!("{}_test", policy.recommendation.id);
    let tests = book.pages.iter().filter(|other| other.package() == package);
    let rules = tests.flat_map(|other| &other.room.module.policy);
    let names: BTreeSet<String> = rules
        .map(|rule| head_of(rule).1.0)
        .filter(|name| name.starts_with("test_"))
        .collect();
    let with_word = |wanted: &[&str]| -> BTreeSet<&str> {
        let has_word = |name: &&String| name.split('_').any(|word| wanted.contains(&word));
        names.iter().filter(has_word).map(String::as_str).collect()
    };
    let unhealthy = with_word(&["unhealthy"]);
    let without = with_word(&OF_MISSING);
    // One test cannot stand for both: without the attribute nothing is said of its other values.
    let is_one = unhealthy.len() == 1 && unhealthy == without;
    let is_limited = page.room.rules.contains("applicable");
    let is_there = [
        ("healthy", !with_word(&["healthy"]).is_empty()),
        ("unhealthy", !unhealthy.is_empty() && !is_one),
        ("missing attribute", !without.is_empty()),
        (
            "not applicable",
            !is_limited || names.iter().any(|name| name.contains("not_applicable")),
        ),
    ];
    let missing: Vec<&str> = is_there
        .iter()
        .filter(|(_, is_there)| !is_there)
        .map(|(kind, _)| *kind)
        .collect();
    (!missing.is_empty()).then(|| {
        page.remark(
            "lint::missing_test",
            page.room.module.package.refr.span(),
            format!("no test is named for: {}", missing.join(", ")),
            "add it to `policy_test.rego`, as in `test_healthy`, `test_unhealthy_when_off`, \
             `test_missing_attribute_is_unhealthy`, `test_not_applicable_to_others`"
                .to_owned(),
        )
    })
}

/// A rule of a test file that nobody reads is a test, but for its name.
fn unnamed(page: &Page<'_>, read: &BTreeSet<String>) -> Vec<Remark> {
    let rules: Vec<(&Rule, String, _)> = page.room.rules_and_uses().collect();
    let mut seen = BTreeSet::new();
    let is_idle = |rule: &Rule, path: &str| {
        let name = head_of(rule).1.0;
        !name.starts_with("test_") && !name.starts_with("todo_test_") && !is_read(path, read)
    };
    let idle = rules
        .into_iter()
        .filter(|(rule, path, _)| is_idle(rule, path) && seen.insert(path.clone()));
    idle.map(|(rule, _, _)| {
        let (reference, (name, _)) = head_of(rule);
        let help = match kind_of(rule) {
            Kind::Function(_) => "leave it out".to_owned(),
            _ => "names of tests begin with `test_`; leave it out if it is none".to_owned(),
        };
        page.remark(
            "lint::test_name",
            reference.span(),
            format!("`{name}` is not run as a test, and nothing reads it"),
            help,
        )
    })
    .collect()
}

fn empty(page: &Page<'_>) -> Vec<Remark> {
    let rules = page.room.module.policy.iter();
    let is_empty = |rule: &&Rule| match rule {
        Rule::Spec { bodies, .. } => {
            head_of(rule).1.0.starts_with("test_")
                && !bodies.iter().any(|body| asserts(&body.query))
        }
        Rule::Default { .. } => false,
    };
    let empty = rules.map(AsRef::as_ref).filter(is_empty);
    empty
        .map(|rule| {
            page.remark(
                "lint::empty_test",
                head_of(rule).0.span(),
                format!("`{}` asserts nothing", head_of(rule).1.0),
                "state what has to hold, as in `policy.healthy with input as …`".to_owned(),
            )
        })
        .collect()
}

/// Whether a query can fail for another reason than an undefined value.
fn asserts(query: &Query) -> bool {
    query
        .stmts
        .iter()
        .any(|statement| match &statement.literal {
            Literal::SomeVars { .. } => false,
            Literal::Expr { expr, .. } => !matches!(
                expr.as_ref(),
                Expr::Bool { .. }
                    | Expr::Number { .. }
                    | Expr::String { .. }
                    | Expr::AssignExpr {
                        op: AssignOp::ColEq,
                        ..
                    }
            ),
            _ => true,
        })
}
