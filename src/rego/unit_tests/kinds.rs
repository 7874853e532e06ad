//! Whether the tests of a policy see it healthy, unhealthy, without what it looks at, and not
//! applicable.
//!
//! No test says which of these it is. But one that sees a policy unhealthy fails on a policy that
//! never is: so each kind has rules of its own added, and the tests have to notice them.

use std::collections::BTreeSet;
use std::fmt;

use regorus::Value;
use regorus::unstable::{Expr, Literal, Module, Query, Rule};

use super::suite::Suite;
use crate::rego::RegoError;
use crate::rego::checks::{comprehension, head_parts, head_path, operands, path_text};
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

impl Suite<'_> {
    /// The kinds of resources that no test of the policy sees; none of a library, nor where a
    /// test fails.
    ///
    /// # Errors
    /// regorus refuses the texts.
    pub fn unseen(&self) -> Result<Vec<Kind>, Vec<RegoError>> {
        let Some(subject) = self.subject.filter(|_| !self.is_library()) else {
            return Ok(Vec::new());
        };
        let answers = self.answers()?;
        let is_seen = |rules: &String| {
            let text = format!("{}\n{rules}\n", subject.source.text());
            self.notices(&SourceText::new(subject.source.name(), text), &answers)
        };
        if answers
            .iter()
            .any(|(_, answer)| *answer == Value::Undefined)
        {
            return Ok(Vec::new());
        }
        let kinds = forced(&subject.module).into_iter();
        let unseen = kinds.filter(|(_, versions)| !versions.iter().any(is_seen));
        Ok(unseen.map(|(kind, _)| kind).collect())
    }
}

/// For each kind the rules of which tests have to notice some.
fn forced(module: &Module) -> Vec<(Kind, Vec<String>)> {
    let mut kinds = vec![
        (Kind::Healthy, vec!["healthy := false if true".to_owned()]),
        (Kind::Unhealthy, vec!["healthy if true".to_owned()]),
    ];
    let missing: Vec<String> = looked_at(module).iter().map(|path| absent(path)).collect();
    if !missing.is_empty() {
        let each = |head: &str| {
            let rules = missing.iter().map(|absent| format!("{head} if {absent}"));
            rules.collect::<Vec<_>>().join("\n")
        };
        kinds.push((
            Kind::Missing,
            vec![each("healthy"), each("healthy := false")],
        ));
    }
    let mut rules = module.policy.iter();
    if rules.any(|rule| head_path(rule).as_deref() == Some("applicable")) {
        kinds.push((Kind::NotApplicable, vec!["applicable if true".to_owned()]));
    }
    kinds
}

/// That a resource lacks something.
fn absent(path: &str) -> String {
    let words: Vec<String> = path.split('.').map(|word| format!("\"{word}\"")).collect();
    let words = words.join(", ");
    format!("object.get(input, [{words}], \"securescore:absent\") == \"securescore:absent\"")
}

/// The paths below `input` that a policy looks at, but to say what it applies to and why: those
/// that it reads, and those that it hands to a function together with the resource. An id and a
/// type no resource lacks.
fn looked_at(module: &Module) -> BTreeSet<String> {
    let mut found = Paths::default();
    for rule in &module.policy {
        let name = head_path(rule).unwrap_or_default();
        if let Rule::Spec { head, bodies, .. } = rule.as_ref()
            && name != "applicable"
            && name != "reasons"
        {
            let (_, value) = head_parts(head);
            value.iter().for_each(|value| found.expression(value));
            bodies.iter().for_each(|body| found.query(&body.query));
        }
    }
    found.0.retain(|path| path != "id" && path != "type");
    found.0
}

#[derive(Default)]
struct Paths(BTreeSet<String>);

impl Paths {
    fn query(&mut self, query: &Query) {
        for statement in &query.stmts {
            match &statement.literal {
                Literal::SomeVars { .. } => {}
                Literal::SomeIn { collection, .. } => self.expression(collection),
                Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => {
                    self.expression(expr);
                }
                Literal::Every { domain, query, .. } => {
                    self.expression(domain);
                    self.query(query);
                }
            }
        }
    }

    fn expression(&mut self, expression: &Expr) {
        if let Some(path) = path_text(expression) {
            let below = path.strip_prefix("input.");
            self.0.extend(below.map(str::to_owned));
        }
        if let Expr::Call { params, .. } = expression
            && params.iter().any(|argument| is_input(argument))
        {
            let texts = params
                .iter()
                .filter_map(|argument| match argument.as_ref() {
                    Expr::String { span, .. } => Some(span.text()),
                    _ => None,
                });
            self.0
                .extend(texts.filter(|text| is_path(text)).map(str::to_owned));
        }
        if let Some((query, terms)) = comprehension(expression) {
            self.query(query);
            terms.into_iter().for_each(|term| self.expression(term));
        }
        operands(expression)
            .into_iter()
            .for_each(|part| self.expression(part));
    }
}

fn is_input(argument: &Expr) -> bool {
    matches!(argument, Expr::Var { span, .. } if span.text() == "input")
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
