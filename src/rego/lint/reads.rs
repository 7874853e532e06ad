//! Every attribute that rules read, through the rules and functions of their own module.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{Expr, Literal, Query, Rule, Span};

use super::paths::{Names, Reader};
use crate::rego::checks::{comprehension, head_parts, operands};

/// Attributes by their path, each with where it is read first.
#[derive(Debug)]
pub(super) struct Reads<'a> {
    reader: Reader<'a>,
    /// What is read so far.
    pub(super) found: BTreeMap<String, Span>,
    followed: BTreeSet<String>,
}

impl<'a> Reads<'a> {
    /// Nothing yet.
    pub(super) fn new(reader: Reader<'a>) -> Self {
        Self {
            reader,
            found: BTreeMap::new(),
            followed: BTreeSet::new(),
        }
    }

    /// What all rules of a name read.
    pub(super) fn of_rules(reader: Reader<'a>, name: &str) -> Self {
        let mut reads = Self::new(reader);
        for rule in reader.rules(name) {
            reads.rule(rule, &Names::default());
        }
        reads
    }

    fn rule(&mut self, rule: &Rule, names: &Names) {
        if let Rule::Spec { bodies, .. } = rule {
            for body in bodies {
                self.query(&body.query, names);
            }
        }
    }

    /// What the statements of a query read.
    pub(super) fn query(&mut self, query: &Query, around: &Names) {
        let names = self.reader.bound(query, around);
        for statement in &query.stmts {
            match &statement.literal {
                Literal::SomeVars { .. } => {}
                Literal::SomeIn { collection, .. } => self.expression(collection, &names),
                Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => {
                    self.expression(expr, &names);
                }
                Literal::Every {
                    value,
                    domain,
                    query,
                    ..
                } => {
                    self.expression(domain, &names);
                    let inner = self
                        .reader
                        .named_element(value.text(), domain, names.clone());
                    self.query(query, &inner);
                }
            }
        }
    }

    /// What an expression reads.
    pub(super) fn expression(&mut self, expression: &Expr, names: &Names) {
        if let Some(read) = self.reader.path(expression, names) {
            if read.is_attribute() {
                let place = expression.span().clone();
                self.found.entry(read.path).or_insert(place);
            }
            return;
        }
        if let Some((query, terms)) = comprehension(expression) {
            self.query(query, names);
            let inner = self.reader.bound(query, names);
            terms
                .into_iter()
                .for_each(|term| self.expression(term, &inner));
        }
        self.follow(expression, names);
        let parts = operands(expression).into_iter();
        parts.for_each(|part| self.expression(part, names));
    }

    fn follow(&mut self, expression: &Expr, names: &Names) {
        let Some((name, given)) = self.reader.own(expression, names) else {
            return;
        };
        let paths = given.iter().map(|given| self.reader.path(given, names));
        let call = format!("{name} {:?}", paths.collect::<Vec<_>>());
        if !self.followed.insert(call) {
            return;
        }
        let reader = self.reader;
        for rule in reader.rules(name) {
            if let Rule::Spec { head, .. } = rule {
                let inner = reader.arguments(head, given, names);
                self.rule(rule, &inner);
                let (_, value) = head_parts(head);
                value
                    .into_iter()
                    .for_each(|value| self.expression(value, &inner));
            }
        }
    }
}
