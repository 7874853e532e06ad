//! `lint::healthy_by_absence`: a resource that is healthy where an attribute is missing.
//!
//! Looked at are the bodies of `healthy`, of the own rules and functions that they state, and of
//! their `every`. A `not` there holds as well where what it negates is undefined, and `!=` where the
//! reader of an attribute answers null for a missing one. Both need a proof in the same body, or in
//! one that leads to it, that the attribute is there: another statement that is undefined or false
//! without it. What says itself that an attribute may be missing (`null`, `attributes.absent`) is
//! taken at its word. What libraries read is not seen, nor what comprehensions collect.

use std::collections::BTreeSet;

use regorus::unstable::{
    AssignOp, BoolOp, Expr, Literal, Query, Ref, Rule, RuleBody, RuleHead, Span,
};

use super::paths::{Names, Reader, is_attribute};
use super::{Book, Page, Purpose, Remark};
use crate::rego::checks::{operands, path_text};

/// Remarks about the health of all policies.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    let policies = book.pages.iter();
    policies
        .filter(|page| matches!(page.purpose, Purpose::Policy(_)))
        .flat_map(of_page)
        .collect()
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

type Paths = BTreeSet<String>;

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
            self.proofs(&statement.literal, &names, &mut proved);
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
        if is_explicit(self.reader, expression) {
            return Paths::new();
        }
        match expression {
            Expr::BoolExpr {
                op: BoolOp::Eq,
                lhs,
                rhs,
                ..
            }
            | Expr::AssignExpr {
                op: AssignOp::Eq,
                lhs,
                rhs,
                ..
            } => {
                let terms = [lhs, rhs].into_iter();
                terms.flat_map(|term| self.term(term, names)).collect()
            }
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
                self.proof(argument, names, true, &mut given);
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
            } if !is_explicit(self.reader, expression) => {
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
        if !is_explicit(self.reader, expr) {
            let mut read = Paths::new();
            self.proof(expr, names, is_inequality(expr), &mut read);
            needed.extend(read.into_iter().filter(|path| is_attribute(path)));
            needed.extend(self.followed(expr, names));
        }
    }

    /// What is there wherever a statement holds.
    fn proofs(&self, literal: &Literal, names: &Names, proved: &mut Paths) {
        match literal {
            Literal::Expr { expr, .. } if !says_missing(self.reader, expr) => {
                let may_be_null = is_inequality(expr) && !mentions_null(expr)
                    || matches!(expr.as_ref(), Expr::AssignExpr { .. });
                self.proof(expr, names, may_be_null, proved);
            }
            Literal::NotExpr { expr, .. } if is_call_of(self.reader, expr, "absent") => {
                self.proof(expr, names, false, proved);
            }
            Literal::SomeIn {
                collection: expr, ..
            }
            | Literal::Every { domain: expr, .. } => self.proof(expr, names, true, proved),
            _ => {}
        }
    }

    fn proof(&self, expression: &Expr, names: &Names, only_direct: bool, proved: &mut Paths) {
        if let Some(read) = self.reader.path(expression, names) {
            if !(only_direct && read.has_default) {
                proved.insert(read.path);
            }
            return;
        }
        if let Expr::Membership {
            value, collection, ..
        } = expression
            && let Some(path) = self.key_of(value, collection, names)
        {
            proved.insert(path);
        }
        let parts = operands(expression).into_iter();
        parts.for_each(|part| self.proof(part, names, only_direct, proved));
    }

    /// `"a" in object.keys(input.properties)`
    fn key_of(&self, value: &Expr, collection: &Expr, names: &Names) -> Option<String> {
        let (Expr::String { span, .. }, Expr::Call { fcn, params, .. }) = (value, collection)
        else {
            return None;
        };
        let of = self.reader.path(params.first()?, names)?;
        let is_keys = path_text(fcn).as_deref() == Some("object.keys");
        is_keys.then(|| format!("{}.{}", of.path, span.text()))
    }
}

/// Whether an attribute is there where these are: it is one of them, or one is inside of it.
fn is_proved(path: &str, proved: &Paths) -> bool {
    let is_inside = |proof: &String| {
        let rest = proof.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    proved.iter().any(is_inside)
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

/// Whether an expression speaks of what is missing in so many words.
fn is_explicit(reader: Reader<'_>, expression: &Expr) -> bool {
    let presence = ["absent", "present", "has_text", "has_fields"];
    let mut presence = presence.iter();
    mentions_null(expression) || presence.any(|name| is_call_of(reader, expression, name))
}

/// Whether a statement holds of what is missing.
fn says_missing(reader: Reader<'_>, expression: &Expr) -> bool {
    mentions_null(expression) && !is_inequality(expression)
        || is_call_of(reader, expression, "absent")
}

fn is_call_of(reader: Reader<'_>, expression: &Expr, name: &str) -> bool {
    let Expr::Call { fcn, .. } = expression else {
        return false;
    };
    let full = path_text(fcn).and_then(|path| reader.page.room.full(&path));
    full.is_some_and(|full| full == format!("data.lib.attributes.{name}"))
}

fn mentions_null(expression: &Expr) -> bool {
    matches!(expression, Expr::Null { .. }) || operands(expression).into_iter().any(mentions_null)
}

fn is_inequality(expression: &Expr) -> bool {
    matches!(expression, Expr::BoolExpr { op: BoolOp::Ne, .. })
}
