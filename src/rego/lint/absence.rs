//! `lint::healthy_by_absence`: a resource that is healthy where an attribute is missing.
//!
//! Looked at are the bodies of `healthy`, of the own rules and functions that they state, and of
//! their `every`. A `not` there holds as well where what it negates is undefined, and `!=` where the
//! reader of an attribute answers null for a missing one. Both need a proof in the same body, or in
//! one that leads to it, that the attribute is there: another statement that is undefined or false
//! without it. What says itself that an attribute may be missing (`null`, `attributes.absent`) is
//! taken at its word. What libraries read is not seen, nor what comprehensions collect.

use std::collections::BTreeSet;

use regorus::unstable::{BoolOp, Expr, Literal, Query, Ref, Rule, RuleBody, RuleHead, Span};

use super::paths::{Names, Reader, is_attribute};
use super::proofs::{Paths, is_inequality, is_proved};
use super::{Book, Page, Remark};
use crate::rego::checks::{equation, operands};

/// Remarks about the health of all policies.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    book.policies().flat_map(of_page).collect()
}

fn of_page(page: &Page<'_>) -> Vec<Remark> {
    let mut search = Search {
        reader: Reader { page },
        remarks: Vec::new(),
        seen: BTreeSet::new(),
    };
    search.rules("healthy", &[], &Names::default(), &Paths::new());
    search.remarks
}

struct Search<'a> {
    reader: Reader<'a>,
    remarks: Vec<Remark>,
    seen: BTreeSet<u32>,
}

impl Search<'_> {
    fn rules(&mut self, name: &str, given: &[Ref<Expr>], names: &Names, proved: &Paths) {
        let reader = self.reader;
        for rule in reader.rules(name) {
            let Rule::Spec { head, bodies, .. } = rule else {
                continue;
            };
            let inner = match name {
                "healthy" => Names::default(),
                _ => reader.arguments(head, given, names),
            };
            let bodies = bodies.iter().filter(|body| !is_refusal(head, body));
            bodies.for_each(|body| self.body(&body.query, &inner, proved));
        }
    }

    fn body(&mut self, query: &Query, around: &Names, proved: &Paths) {
        let names = self.reader.bound(query, around);
        let mut proved = proved.clone();
        for statement in &query.stmts {
            self.reader.proofs(&statement.literal, &names, &mut proved);
        }
        for statement in &query.stmts {
            match &statement.literal {
                Literal::NotExpr { expr, .. } => {
                    let needed = self.negated(expr, &names);
                    self.hold(&statement.span, needed, &proved);
                }
                Literal::Expr { expr, .. } => {
                    let needed = self.unequal(expr, &names);
                    self.hold(&statement.span, needed, &proved);
                    if let Some((name, given)) = self.reader.own(expr, &names) {
                        self.rules(name, given, &names, &proved);
                    }
                }
                Literal::Every {
                    value,
                    domain,
                    query,
                    ..
                } => {
                    let inner = self
                        .reader
                        .named_element(value.text(), domain, names.clone());
                    self.body(query, &inner, &proved);
                }
                Literal::SomeVars { .. } | Literal::SomeIn { .. } => {}
            }
        }
    }

    /// Holds what a statement needs against what is proved.
    fn hold(&mut self, place: &Span, needed: Paths, proved: &Paths) {
        let is_missing = |path: &&String| !is_proved(path, proved);
        if let Some(path) = needed.iter().find(is_missing)
            && self.seen.insert(place.start)
        {
            self.remarks.push(self.reader.page.remark(
                "lint::healthy_by_absence",
                place,
                format!("this holds where `{path}` is missing, and calls the resource healthy"),
                format!("say in the same body what has to be there, as in `{path} == …` or `is_string({path})`"),
            ));
        }
    }

    /// The attributes without which a negated expression is undefined or false.
    fn negated(&self, expression: &Expr, names: &Names) -> Paths {
        if self.reader.is_explicit(expression) {
            return Paths::new();
        }
        if let Some(sides) = equation(expression) {
            let sides = sides.into_iter();
            return sides.flat_map(|side| self.term(side, names)).collect();
        }
        match expression {
            _ if self.reader.own(expression, names).is_some() => self.stated(expression, names),
            // Operands are worked out first, and the statement fails where one is undefined.
            Expr::Call { .. } | Expr::BoolExpr { .. } | Expr::Membership { .. } => {
                let operands = operands(expression).into_iter();
                operands
                    .flat_map(|part| self.with_default(part, names))
                    .collect()
            }
            // What has a default is null, and null is not false.
            _ => match self.reader.path(expression, names) {
                Some(read) if read.is_attribute() && !read.has_default => [read.path].into(),
                _ => Paths::new(),
            },
        }
    }

    /// A side of a negated equation. Calls are worked out first, like all operands.
    fn term(&self, term: &Expr, names: &Names) -> Paths {
        match self.reader.path(term, names) {
            Some(read) if read.is_attribute() => [read.path].into(),
            None if !matches!(term, Expr::Call { .. }) => self.followed(term, names),
            _ => Paths::new(),
        }
    }

    /// What a negated rule or function needs, but for the arguments, which are worked out first.
    fn stated(&self, expression: &Expr, names: &Names) -> Paths {
        let mut needed = self.followed(expression, names);
        if let Expr::Call { params, .. } = expression {
            let mut given = Paths::new();
            for argument in params {
                self.reader.proof(argument, names, true, &mut given);
            }
            needed.retain(|path| !is_proved(path, &given));
        }
        needed
    }

    fn with_default(&self, term: &Expr, names: &Names) -> Option<String> {
        let read = self.reader.path(term, names)?;
        (read.is_attribute() && read.has_default).then_some(read.path)
    }

    /// `attributes.value(…) != …`, which null is as well.
    fn unequal(&self, expression: &Expr, names: &Names) -> Paths {
        match expression {
            Expr::BoolExpr {
                op: BoolOp::Ne,
                lhs,
                rhs,
                ..
            } if !self.reader.is_explicit(expression) => {
                let sides = [lhs, rhs].into_iter();
                sides
                    .filter_map(|side| self.with_default(side, names))
                    .collect()
            }
            _ => Paths::new(),
        }
    }

    /// What the bodies of an own rule need to hold.
    fn followed(&self, expression: &Expr, names: &Names) -> Paths {
        let Some((name, given)) = self.reader.own(expression, names) else {
            return Paths::new();
        };
        let mut needed = Paths::new();
        for rule in self.reader.rules(name) {
            let Rule::Spec { head, bodies, .. } = rule else {
                continue;
            };
            let inner = self.reader.arguments(head, given, names);
            for body in bodies {
                let inner = self.reader.bound(&body.query, &inner);
                let statements = body.query.stmts.iter();
                statements
                    .for_each(|statement| self.needs(&statement.literal, &inner, &mut needed));
            }
        }
        needed
    }

    fn needs(&self, literal: &Literal, names: &Names, needed: &mut Paths) {
        let (Literal::Expr { expr, .. }
        | Literal::SomeIn {
            collection: expr, ..
        }
        | Literal::Every { domain: expr, .. }) = literal
        else {
            return;
        };
        if !self.reader.is_explicit(expr) {
            let mut read = Paths::new();
            self.reader
                .proof(expr, names, is_inequality(expr), &mut read);
            needed.extend(read.into_iter().filter(|path| is_attribute(path)));
            needed.extend(self.followed(expr, names));
        }
    }
}

/// `healthy := false if …`: what holds there is no health.
fn is_refusal(head: &RuleHead, body: &RuleBody) -> bool {
    let of_head = match head {
        RuleHead::Compr { assign, .. } | RuleHead::Func { assign, .. } => assign.as_ref(),
        RuleHead::Set { .. } => None,
    };
    let assign = body.assign.as_ref().or(of_head);
    assign.is_some_and(
        |assign| matches!(assign.value.as_ref(), Expr::Bool { span, .. } if span.text() == "false"),
    )
}
