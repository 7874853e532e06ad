//! Expressions.

use std::collections::{BTreeMap, BTreeSet};

use regorus::Value;
use regorus::unstable::{Expr, Query as WrittenQuery, Ref};

use super::fixed::Fixed;
use super::{Compiled, Compiler, Place};
use crate::rego::builtins;
use crate::rego::checks::path_text;
use crate::rego::checks::syntax::scalar;
use crate::rego::evaluator::code::{Query, Term, Unknown};

impl Compiler {
    pub(super) fn term(&mut self, expression: &Expr, place: &mut Place<'_>) -> Compiled<Term> {
        if let Some(value) = scalar(expression) {
            return Ok(Term::Constant(value.clone()));
        }
        Ok(match expression {
            Expr::Var { .. } | Expr::RefDot { .. } | Expr::RefBrack { .. } => {
                self.reference(expression, place)?
            }
            Expr::Array { items, .. } => list(self.terms(items, place)?),
            Expr::Set { items, .. } => set(self.terms(items, place)?),
            Expr::Object { fields, .. } => {
                let fields = fields
                    .iter()
                    .map(|(_, key, value)| Ok((self.term(key, place)?, self.term(value, place)?)));
                object(fields.collect::<Compiled<_>>()?)
            }
            Expr::ArrayCompr { term, query, .. } => {
                let (query, term) =
                    self.collected(query, place, |compiler, place| compiler.term(term, place))?;
                Term::ListOf(Box::new(term), query)
            }
            Expr::SetCompr { term, query, .. } => {
                let (query, term) =
                    self.collected(query, place, |compiler, place| compiler.term(term, place))?;
                Term::SetOf(Box::new(term), query)
            }
            Expr::ObjectCompr {
                key, value, query, ..
            } => {
                let (query, pair) = self.collected(query, place, |compiler, place| {
                    Ok((compiler.term(key, place)?, compiler.term(value, place)?))
                })?;
                Term::ObjectOf(Box::new(pair), query)
            }
            Expr::Call { fcn, params, .. } => self.called(fcn, params, place)?,
            Expr::BoolExpr { op, lhs, rhs, .. } => {
                Term::Compare(op.clone(), self.pair(lhs, rhs, place)?)
            }
            Expr::ArithExpr { op, lhs, rhs, .. } => {
                Term::Compute(op.clone(), self.pair(lhs, rhs, place)?)
            }
            Expr::BinExpr { op, lhs, rhs, .. } => {
                Term::Combine(op.clone(), self.pair(lhs, rhs, place)?)
            }
            Expr::Membership {
                key,
                value,
                collection,
                ..
            } => {
                let value = Box::new(self.term(value, place)?);
                let collection = Box::new(self.term(collection, place)?);
                let key = key.as_ref().map(|key| self.term(key, place).map(Box::new));
                Term::Contains {
                    key: key.transpose()?,
                    value,
                    collection,
                }
            }
            _ => return Err(Unknown("an expression")),
        })
    }

    fn terms(&mut self, written: &[Ref<Expr>], place: &mut Place<'_>) -> Compiled<Vec<Term>> {
        written.iter().map(|term| self.term(term, place)).collect()
    }

    fn pair(
        &mut self,
        left: &Expr,
        right: &Expr,
        place: &mut Place<'_>,
    ) -> Compiled<Box<[Term; 2]>> {
        Ok(Box::new([
            self.term(left, place)?,
            self.term(right, place)?,
        ]))
    }

    /// What a comprehension collects, and the query that it collects it by.
    fn collected<T>(
        &mut self,
        query: &WrittenQuery,
        place: &mut Place<'_>,
        term: impl FnOnce(&mut Self, &mut Place<'_>) -> Compiled<T>,
    ) -> Compiled<(Query, T)> {
        let mark = place.names.mark();
        let collected = self.query_and(Some(query), place, term)?;
        place.searches = true;
        place.names.forget(mark);
        Ok(collected)
    }

    /// A call: of a function of the module, of one that is imported or written out, or of a
    /// built-in.
    fn called(
        &mut self,
        name: &Expr,
        arguments: &[Ref<Expr>],
        place: &mut Place<'_>,
    ) -> Compiled<Term> {
        let name = path_text(name).ok_or(Unknown("a call"))?;
        let arguments = self.terms(arguments, place)?;
        let root = name.split('.').next().unwrap_or_default();
        if place.meaning(root).is_some() {
            return Err(Unknown("a call of a variable"));
        }
        match self.package(place)?.full(&name) {
            Some(path) => self.call(&path, arguments, place),
            None => self.builtin(&name, arguments, place),
        }
    }

    /// A built-in; what does not depend on anything is worked out here.
    fn builtin(
        &mut self,
        name: &str,
        arguments: Vec<Term>,
        place: &mut Place<'_>,
    ) -> Compiled<Term> {
        if name == "time.now_ns" && arguments.is_empty() {
            return Ok(Term::Constant(self.now.clone()));
        }
        let builtin = builtins::function(name).ok_or(Unknown("a built-in"))?;
        if arguments.len() != builtin.arity {
            return Err(Unknown("a result as an argument"));
        }
        let answer = constants(&arguments).and_then(|constants| builtin.call(&constants).ok());
        if let Some(answer) = answer.filter(|answer| *answer != Value::Undefined) {
            return Ok(Term::Constant(answer));
        }
        let fixed: Option<Vec<Fixed>> = arguments.iter().map(Fixed::of).collect();
        let call = Term::Builtin(builtin, arguments);
        Ok(match fixed {
            Some(fixed) => self.keep((name.to_owned(), fixed), call, false, place),
            None => call,
        })
    }
}

/// The values of terms that are all constant.
fn constants(terms: &[Term]) -> Option<Vec<Value>> {
    terms.iter().map(|term| term.constant().cloned()).collect()
}

fn list(items: Vec<Term>) -> Term {
    match constants(&items) {
        Some(items) => Term::Constant(Value::from(items)),
        None => Term::List(items),
    }
}

fn set(items: Vec<Term>) -> Term {
    match constants(&items) {
        Some(items) => Term::Constant(Value::from(items.into_iter().collect::<BTreeSet<_>>())),
        None => Term::Set(items),
    }
}

fn object(fields: Vec<(Term, Term)>) -> Term {
    let constant =
        |(key, value): &(Term, Term)| Some((key.constant()?.clone(), value.constant()?.clone()));
    let constants: Option<Vec<_>> = fields.iter().map(constant).collect();
    match constants {
        Some(fields) => Term::Constant(Value::from(fields.into_iter().collect::<BTreeMap<_, _>>())),
        None => Term::Object(fields),
    }
}
