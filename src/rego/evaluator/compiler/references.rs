//! References: what begins with a name and goes on with keys.

use regorus::Value;
use regorus::unstable::Expr;

use super::{Compiled, Compiler, Meaning, Place};
use crate::rego::evaluator::code::{Pattern, Statement, Term, Unknown};
use crate::rego::evaluator::places::Document;

/// A key of a reference.
enum Step<'e> {
    Word(Value),
    Expression(&'e Expr),
}

impl Compiler {
    pub(super) fn reference(&mut self, expression: &Expr, place: &mut Place<'_>) -> Compiled<Term> {
        let (root, steps) = taken_apart(expression);
        let (term, taken) = match root {
            Expr::Var { span, .. } => self.root(span.text(), &steps, place)?,
            other => (self.term(other, place)?, 0),
        };
        let mut term = term;
        for step in &steps[taken..] {
            term = match step {
                Step::Expression(Expr::Var { span, .. }) if place.names.is_open(span.text()) => {
                    found_in(term, span.text(), place)
                }
                Step::Expression(expression) => at(term, self.term(expression, place)?),
                Step::Word(word) => at(term, Term::Constant(word.clone())),
            };
        }
        Ok(term)
    }

    /// What a reference begins with, and how many of its steps that takes.
    fn root(
        &mut self,
        name: &str,
        steps: &[Step<'_>],
        place: &mut Place<'_>,
    ) -> Compiled<(Term, usize)> {
        if let Some(meaning) = place.meaning(name) {
            return Ok(match meaning? {
                Meaning::Variable(slot) => (Term::Variable(slot), 0),
                Meaning::Fixed(fixed) => {
                    place.reads_input |= self.leads_to_input(&fixed);
                    (fixed.term(), 0)
                }
                Meaning::Later | Meaning::Open => {
                    return Err(Unknown("a name before its declaration"));
                }
            });
        }
        if name == "input" {
            place.reads_input = true;
            return Ok((Term::Input, 0));
        }
        if name == "data" {
            return self.below_data(steps, place);
        }
        let path = self.package(place)?.full(name).ok_or(Unknown("a name"))?;
        self.rule_at(path, steps, place)
    }

    /// What a reference into `data` leads to.
    fn below_data(&mut self, steps: &[Step<'_>], place: &mut Place<'_>) -> Compiled<(Term, usize)> {
        match steps.first() {
            Some(Step::Word(Value::String(word))) if self.documents.contains(word.as_ref()) => {
                Ok((Term::Document(Document::All), 0))
            }
            _ => self.rule_at("data".to_owned(), steps, place),
        }
    }

    /// The rule that a path leads to, with as many words of the steps as it takes.
    fn rule_at(
        &mut self,
        mut path: String,
        steps: &[Step<'_>],
        place: &mut Place<'_>,
    ) -> Compiled<(Term, usize)> {
        let mut words = steps.iter().map(|step| match step {
            Step::Word(Value::String(word)) if !word.contains('.') => Ok(word),
            _ => Err(Unknown("a package as a value")),
        });
        let mut taken = 0;
        while !self.is_rule(&path) {
            let word = words.next().ok_or(Unknown("a package as a value"))??;
            path = format!("{path}.{word}");
            taken += 1;
        }
        let number = self.rule(&path)?;
        place.reads_input |= self.code.rules[number].reads_input;
        Ok((Term::Rule(number), taken))
    }

    fn is_rule(&self, path: &str) -> bool {
        let Some((package, name)) = path.rsplit_once('.') else {
            return false;
        };
        let package = self.packages.get(package);
        package.is_some_and(|package| package.rules.contains_key(name))
    }
}

/// What stands under a key.
pub(super) fn at(base: Term, key: Term) -> Term {
    match (base, key) {
        (Term::Constant(base), Term::Constant(key)) if base[&key] != Value::Undefined => {
            Term::Constant(base[&key].clone())
        }
        (Term::Document(place), key) => in_document(place, key),
        (Term::At(base, id), kind) if matches!(*base, Term::Document(Document::Children)) => {
            Term::Children(Box::new([*id, kind]))
        }
        (base, key) => Term::At(Box::new(base), Box::new(key)),
    }
}

/// What stands under a key of a document.
fn in_document(place: Document, key: Term) -> Term {
    let further = key.constant().and_then(|key| place.under(key));
    match (further, place) {
        (Some(further), _) => Term::Document(further),
        (None, Document::ById) => Term::Resource(Box::new(key)),
        (None, Document::ByType) => Term::OfType(Box::new(key)),
        (None, _) => Term::At(Box::new(Term::Document(place)), Box::new(key)),
    }
}

/// Each of the values in a collection, which are gone through before the statement at hand.
fn found_in(collection: Term, key: &str, place: &mut Place<'_>) -> Term {
    let value = place.names.nameless();
    place.searches = true;
    place.before.push(Statement::Each {
        key: place.names.declare(key).map(Pattern::Variable),
        value: Pattern::Variable(value),
        collection,
    });
    Term::Variable(value)
}

/// What a reference begins with, and its steps.
fn taken_apart(expression: &Expr) -> (&Expr, Vec<Step<'_>>) {
    let mut inner = expression;
    let mut steps = Vec::new();
    loop {
        inner = match inner {
            Expr::RefDot { refr, field, .. } => {
                steps.push(Step::Word(Value::from(field.0.text())));
                refr
            }
            Expr::RefBrack { refr, index, .. } => {
                steps.push(match index.as_ref() {
                    Expr::String { value, .. } => Step::Word(value.clone()),
                    other => Step::Expression(other),
                });
                refr
            }
            root => {
                steps.reverse();
                return (root, steps);
            }
        };
    }
}
