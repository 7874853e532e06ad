//! Whether the tests of a policy see it healthy, unhealthy, without what it looks at, and not
//! applicable.
//!
//! No test says which of these it is. But one that sees a policy unhealthy fails on a policy that
//! never is: so each kind has rules of its own added, and the tests have to notice them. Of several
//! things that a policy looks at, some resource has to lack all, or for each some has to lack it.

use std::collections::BTreeSet;
use std::fmt;

use regorus::Value;
use regorus::unstable::{Expr, Module, Rule};

use super::bench::Bench;
use crate::rego::checks::{Walk, head_parts, head_path, names_read, path_text};
use crate::text::SourceText;

/// What the tests of a policy have to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A resource that is healthy.
    Healthy,
    /// One that is not.
    Unhealthy,
    /// One that lacks what the policy looks at.
    Missing,
    /// One that the policy does not apply to.
    NotApplicable,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Healthy => "a healthy resource",
            Self::Unhealthy => "an unhealthy resource",
            Self::Missing => "a resource without what it looks at",
            Self::NotApplicable => "a resource that it does not apply to",
        })
    }
}

impl Bench<'_> {
    /// The kinds of resources that no test of the policy sees; none of a library, nor where a
    /// test fails.
    pub fn unseen(&self) -> Vec<Kind> {
        let suite = self.suite;
        let Some(subject) = suite.subject.filter(|_| !suite.is_library()) else {
            return Vec::new();
        };
        let mut answers = self.answers();
        if answers
            .iter()
            .any(|(_, answer)| *answer == Value::Undefined)
        {
            return Vec::new();
        }
        let mut kinds = forced(&subject.module);
        kinds.retain(|(kind, ways)| {
            // Any test may be the one that notices: those that say so in their names are asked
            // first, which saves asking the others.
            answers.sort_by_key(|(rule, _)| !rule.contains(kind.named_in_tests()));
            let is_seen = |rules: &String| {
                let text = format!("{}\n{rules}\n", subject.source.text());
                self.notices(&SourceText::new(subject.source.name(), text), &answers)
            };
            let is_way = |way: &Way| way.iter().all(|either| either.iter().any(is_seen));
            !ways.iter().any(is_way)
        });
        kinds.into_iter().map(|(kind, _)| kind).collect()
    }
}

impl Kind {
    /// The word for it in the names of tests.
    fn named_in_tests(self) -> &'static str {
        match self {
            Self::Healthy => ".test_healthy",
            Self::Unhealthy => "unhealthy",
            Self::Missing => "missing",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// A way to see a kind: each of these has to be noticed, in one of its versions.
type Way = Vec<Vec<String>>;

/// For each kind the ways to see it.
fn forced(module: &Module) -> Vec<(Kind, Vec<Way>)> {
    let one = |rule: &str| vec![vec![vec![rule.to_owned()]]];
    let mut kinds = vec![
        (Kind::Healthy, one("healthy := false if true")),
        (Kind::Unhealthy, one("healthy if true")),
    ];
    let missing: Vec<String> = looked_at(module).iter().map(|path| absent(path)).collect();
    if !missing.is_empty() {
        let either = |absent: &str| {
            let versions = ["healthy", "healthy := false"];
            let rules = versions.map(|head| format!("{head} if {{ {absent} }}"));
            rules.to_vec()
        };
        let each = missing.iter().map(|absent| either(absent)).collect();
        kinds.push((Kind::Missing, vec![vec![either(&missing.join("; "))], each]));
    }
    if rules_called(module, "applicable").next().is_some() {
        kinds.push((Kind::NotApplicable, one("applicable if true")));
    }
    kinds
}

/// That a resource lacks something.
fn absent(path: &str) -> String {
    let words: Vec<String> = path.split('.').map(|word| format!("\"{word}\"")).collect();
    let words = words.join(", ");
    format!("object.get(input, [{words}], \"securescore:absent\") == \"securescore:absent\"")
}

/// The rules of a name.
fn rules_called<'a>(module: &'a Module, name: &str) -> impl Iterator<Item = &'a Rule> {
    let rules = module.policy.iter().map(AsRef::as_ref);
    rules.filter(move |rule| head_path(rule).as_deref() == Some(name))
}

/// The paths below `input` that a policy looks at to call something healthy: those that it reads,
/// and those that it hands to a function together with the resource. An id and a type no resource
/// lacks.
fn looked_at(module: &Module) -> BTreeSet<String> {
    let mut found = Paths::default();
    let mut known = BTreeSet::new();
    let mut open = vec!["healthy".to_owned()];
    while let Some(name) = open.pop() {
        for rule in rules_called(module, &name) {
            found.rule(rule);
            let used = names_read(rule).into_iter();
            open.extend(used.filter(|name| known.insert(name.clone())));
        }
    }
    found.0.retain(|path| path != "id" && path != "type");
    found.0
}

#[derive(Default)]
struct Paths(BTreeSet<String>);

impl Paths {
    fn rule(&mut self, rule: &Rule) {
        if let Rule::Spec { head, bodies, .. } = rule {
            let (_, value) = head_parts(head);
            value.iter().for_each(|value| self.expression(value));
            bodies.iter().for_each(|body| self.query(&body.query));
        }
    }

    /// What stands between the brackets of a reference.
    fn indexes(&mut self, reference: &Expr) {
        match reference {
            Expr::RefDot { refr, .. } => self.indexes(refr),
            Expr::RefBrack { refr, index, .. } => {
                self.expression(index);
                self.indexes(refr);
            }
            _ => {}
        }
    }
}

impl Walk<'_> for Paths {
    fn expression(&mut self, expression: &Expr) {
        let path = path_text(expression).unwrap_or_default();
        if let Some(below) = path.strip_prefix("input.") {
            self.0.insert(below.to_owned());
            return self.indexes(expression);
        }
        if let Expr::Call { params, .. } = expression {
            let behind = params.iter().zip(params.iter().skip(1));
            self.0
                .extend(behind.filter_map(|(first, next)| handed(first, next)));
        }
        self.inside_expression(expression);
    }
}

/// The path that stands behind the resource among the arguments of a function.
fn handed(first: &Expr, next: &Expr) -> Option<String> {
    let is_input = matches!(first, Expr::Var { span, .. } if span.text() == "input");
    match next {
        Expr::String { span, .. } if is_input && is_path(span.text()) => {
            Some(span.text().to_owned())
        }
        _ => None,
    }
}

fn is_path(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    text.split('.').all(is_word)
}
