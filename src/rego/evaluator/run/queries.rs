//! The solutions of queries.

use regorus::Value;

use super::{Fault, Run, Search};
use crate::rego::evaluator::code::{Pattern, Slot, Statement, Term};

/// What is done at each solution.
type Then<'t, 'a> = &'t mut dyn FnMut(&mut Run<'a>) -> Result<Search, Fault>;

impl<'a> Run<'a> {
    /// Visits the solutions of a query, until one of the visits ends the search.
    pub(super) fn query(
        &mut self,
        statements: &'a [Statement],
        then: Then<'_, 'a>,
    ) -> Result<Search, Fault> {
        for (place, statement) in statements.iter().enumerate() {
            self.step()?;
            let holds = match statement {
                Statement::Holds(term) => self.holds(term)?,
                Statement::Fails(term) => !self.holds(term)?,
                Statement::Bind(pattern, term) => {
                    let value = self.term(term)?;
                    value != Value::Undefined && self.fits(pattern, &value)
                }
                Statement::Every {
                    key,
                    value,
                    domain,
                    query,
                } => self.every((*key, *value), domain, query)?,
                Statement::Each {
                    key,
                    value,
                    collection,
                } => {
                    let collection = self.term(collection)?;
                    let rest = &statements[place + 1..];
                    return self.each((key.as_ref(), value), &collection, rest, then);
                }
            };
            if !holds {
                return Ok(Search::GoesOn);
            }
        }
        then(self)
    }

    /// Whether a query has a solution. All are looked for: an error in a later one is an error.
    fn has_solution(&mut self, query: &'a [Statement]) -> Result<bool, Fault> {
        let mut found = false;
        self.query(query, &mut |_| {
            found = true;
            Ok(Search::GoesOn)
        })?;
        Ok(found)
    }

    fn each(
        &mut self,
        (key, value): (Option<&'a Pattern>, &'a Pattern),
        collection: &Value,
        rest: &'a [Statement],
        then: Then<'_, 'a>,
    ) -> Result<Search, Fault> {
        let mut visit = |run: &mut Self, own: &dyn Fn() -> Value, item: &Value| {
            let fits = key.is_none_or(|key| run.fits(key, &own())) && run.fits(value, item);
            match fits {
                true => run.query(rest, then),
                false => Ok(Search::GoesOn),
            }
        };
        for_each(collection, &mut |own, item| visit(self, own, item))
    }

    fn every(
        &mut self,
        (key, value): (Option<Slot>, Option<Slot>),
        domain: &'a Term,
        query: &'a [Statement],
    ) -> Result<bool, Fault> {
        let domain = self.term(domain)?;
        if !matches!(domain, Value::Array(_) | Value::Set(_) | Value::Object(_)) {
            return Ok(false);
        }
        let search = for_each(&domain, &mut |own, item| {
            if let Some(slot) = value {
                self.set_variable(slot, item.clone());
            }
            if let Some(slot) = key {
                self.set_variable(slot, own());
            }
            Ok(match self.has_solution(query)? {
                true => Search::GoesOn,
                false => Search::Ends,
            })
        })?;
        Ok(search == Search::GoesOn)
    }

    fn holds(&mut self, term: &'a Term) -> Result<bool, Fault> {
        let value = self.term(term)?;
        Ok(!matches!(value, Value::Bool(false) | Value::Undefined))
    }
}

/// What is done with an item of a collection, and its key.
type Visit<'v> = &'v mut dyn FnMut(&dyn Fn() -> Value, &Value) -> Result<Search, Fault>;

/// Visits the items of a collection, each with its key, until a visit ends the search.
fn for_each(collection: &Value, visit: Visit<'_>) -> Result<Search, Fault> {
    match collection {
        Value::Array(items) => {
            let items = items.iter().enumerate();
            until_end(items.map(|(index, item)| visit(&|| Value::from(index), item)))
        }
        Value::Set(items) => until_end(items.iter().map(|item| visit(&|| item.clone(), item))),
        Value::Object(fields) => until_end(
            fields
                .iter()
                .map(|(key, item)| visit(&|| key.clone(), item)),
        ),
        Value::Undefined => Ok(Search::GoesOn),
        _ => Err(Fault::Failed),
    }
}

/// Makes visits until one of them ends the search, or fails.
fn until_end(mut visits: impl Iterator<Item = Result<Search, Fault>>) -> Result<Search, Fault> {
    let last = visits.find(|visit| *visit != Ok(Search::GoesOn));
    last.unwrap_or(Ok(Search::GoesOn))
}
