//! The values of expressions.

use std::collections::{BTreeMap, BTreeSet};

use regorus::Value;
use regorus::unstable::{ArithOp, BinOp, BoolOp};

use super::known::Worked;
use super::rules::add_field;
use super::{Fault, Run, Search};
use crate::rego::builtins;
use crate::rego::evaluator::code::{Statement, Term};
use crate::rego::evaluator::places::Document;

impl<'a> Run<'a> {
    /// The value of an expression; undefined where it has none.
    pub(super) fn term(&mut self, term: &'a Term) -> Result<Value, Fault> {
        if let Some(value) = self.place(term) {
            return Ok(value.clone());
        }
        match term {
            Term::Constant(value) => Ok(value.clone()),
            Term::Variable(slot) => Ok(self.variable(*slot).clone()),
            Term::Input => Ok(self.input.clone()),
            Term::Document(place) => self.document(*place),
            Term::Resource(id) => self.resource(id),
            Term::OfType(kind) => self.of_type(kind),
            Term::Children(keys) => self.children(keys),
            Term::Rule(number) => self.rule(*number),
            Term::Kept(number) => self.kept(*number),
            Term::At(base, key) => self.at(base, key),
            Term::Call(number, arguments) => self.call(*number, arguments),
            Term::Builtin(builtin, arguments) => match self.defined(arguments)? {
                Some(arguments) => builtin.call(&arguments).map_err(|error| fault(&error)),
                None => Ok(Value::Undefined),
            },
            Term::List(items) => Ok(self.defined(items)?.map_or(Value::Undefined, Value::from)),
            Term::Set(items) => Ok(self.defined(items)?.map_or(Value::Undefined, |items| {
                Value::from(items.into_iter().collect::<BTreeSet<_>>())
            })),
            Term::Object(fields) => self.fields(fields),
            Term::ListOf(item, query) => Ok(Value::from(self.items::<Vec<_>>(item, query)?)),
            Term::SetOf(item, query) => Ok(Value::from(self.items::<BTreeSet<_>>(item, query)?)),
            Term::ObjectOf(pair, query) => {
                let mut fields = BTreeMap::new();
                self.query(query, &mut |run| {
                    let key = run.term(&pair.0)?;
                    let value = run.term(&pair.1)?;
                    add_field(&mut fields, key, value)?;
                    Ok(Search::GoesOn)
                })?;
                Ok(Value::from(fields))
            }
            Term::Compare(operator, sides) => self.compare(operator, sides),
            Term::Compute(operator, sides) => self.compute(operator, sides),
            Term::Combine(operator, sides) => self.combine(operator, sides),
            Term::Contains {
                key,
                value,
                collection,
            } => self.contains(key.as_deref(), value, collection),
        }
    }

    /// The value of an expression that only leads somewhere, where it stands.
    fn place(&self, term: &'a Term) -> Option<&Value> {
        match term {
            Term::Constant(value) => Some(value),
            Term::Variable(slot) => Some(self.variable(*slot)),
            Term::Input => Some(self.input),
            Term::At(base, key) => below(self.place(base)?, self.place(key)?).ok(),
            // What is read there has to be told.
            _ if self.is_watched() => None,
            Term::Document(place) => Some(self.documents.at(*place)),
            Term::Resource(id) => self.entry(Document::ById, id),
            Term::OfType(kind) => self.entry(Document::ByType, kind),
            Term::Children(keys) => {
                let [id, kind] = keys.as_ref();
                below(self.entry(Document::Children, id)?, self.place(kind)?).ok()
            }
            Term::Rule(number) => self.known.rules[*number].as_ref().map(Worked::value),
            Term::Kept(number) => self.known.kept[*number].as_ref().map(Worked::value),
            _ => None,
        }
    }

    fn entry(&self, place: Document, key: &'a Term) -> Option<&Value> {
        below(self.documents.at(place), self.place(key)?).ok()
    }

    fn at(&mut self, base: &'a Term, key: &'a Term) -> Result<Value, Fault> {
        let base = self.term(base)?;
        let key = self.term(key)?;
        below(&base, &key).cloned()
    }

    /// The values of terms, if all have one.
    pub(super) fn defined(&mut self, terms: &'a [Term]) -> Result<Option<Vec<Value>>, Fault> {
        let mut values = Vec::with_capacity(terms.len());
        for term in terms {
            values.push(self.term(term)?);
        }
        let is_whole = !values.contains(&Value::Undefined);
        Ok(is_whole.then_some(values))
    }

    /// What a term comes to at each solution of a query.
    fn items<T: Default + Extend<Value>>(
        &mut self,
        item: &'a Term,
        query: &'a [Statement],
    ) -> Result<T, Fault> {
        let mut items = T::default();
        self.query(query, &mut |run| {
            let value = run.term(item)?;
            items.extend((value != Value::Undefined).then_some(value));
            Ok(Search::GoesOn)
        })?;
        Ok(items)
    }

    fn fields(&mut self, fields: &'a [(Term, Term)]) -> Result<Value, Fault> {
        let mut object = BTreeMap::new();
        for (key, value) in fields {
            let (key, value) = (self.term(key)?, self.term(value)?);
            if key == Value::Undefined || value == Value::Undefined {
                return Ok(Value::Undefined);
            }
            object.insert(key, value);
        }
        Ok(Value::from(object))
    }

    fn compare(&mut self, operator: &BoolOp, [left, right]: &'a [Term; 2]) -> Result<Value, Fault> {
        let left = self.term(left)?;
        let right = self.term(right)?;
        if left == Value::Undefined || right == Value::Undefined {
            return Ok(Value::Undefined);
        }
        Ok(Value::Bool(match operator {
            BoolOp::Eq => left == right,
            BoolOp::Ne => left != right,
            BoolOp::Lt => left < right,
            BoolOp::Le => left <= right,
            BoolOp::Gt => left > right,
            BoolOp::Ge => left >= right,
        }))
    }

    fn compute(
        &mut self,
        operator: &ArithOp,
        [left, right]: &'a [Term; 2],
    ) -> Result<Value, Fault> {
        let left = self.term(left)?;
        let right = self.term(right)?;
        if left == Value::Undefined || right == Value::Undefined {
            return Ok(Value::Undefined);
        }
        let computed = builtins::compute(operator, left, right);
        computed.map_err(|error| fault(&error))
    }

    fn combine(&mut self, operator: &BinOp, [left, right]: &'a [Term; 2]) -> Result<Value, Fault> {
        match (operator, self.term(left)?, self.term(right)?) {
            (_, Value::Undefined, _) | (_, _, Value::Undefined) => Ok(Value::Undefined),
            (BinOp::Union, Value::Set(left), Value::Set(right)) => {
                Ok(Value::from(left.union(&right)))
            }
            (BinOp::Intersection, Value::Set(left), Value::Set(right)) => {
                Ok(Value::from(left.intersection(&right)))
            }
            _ => Err(Fault::Failed),
        }
    }

    fn contains(
        &mut self,
        key: Option<&'a Term>,
        value: &'a Term,
        collection: &'a Term,
    ) -> Result<Value, Fault> {
        let value = self.term(value)?;
        let collection = self.term(collection)?;
        let is_in = match (key, &collection) {
            (None, Value::Array(items)) => items.contains(&value),
            (None, Value::Set(items)) => items.contains(&value),
            (None, Value::Object(fields)) => fields.values().any(|item| *item == value),
            (Some(key), Value::Array(_) | Value::Object(_)) => {
                let key = self.term(key)?;
                collection[&key] == value
            }
            _ => false,
        };
        Ok(Value::Bool(is_in))
    }
}

/// What stands under a key. Where an object has no such number, the interpreter may take its digits
/// for a text.
pub(super) fn below<'v>(base: &'v Value, key: &Value) -> Result<&'v Value, Fault> {
    let value = &base[key];
    match (base, key, value) {
        (Value::Object(_), Value::Number(_), Value::Undefined) => Err(Fault::Failed),
        _ => Ok(value),
    }
}

fn fault(error: &anyhow::Error) -> Fault {
    use crate::rego::failure::{Limit, limit};
    match limit(error) {
        Some(Limit::Time) => Fault::Time,
        Some(Limit::Memory) => Fault::Memory,
        None => Fault::Failed,
    }
}
