//! The variables of a query, and which of them have a value so far.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{AssignOp, Expr, Literal, LiteralStmt, Query, Ref, Span};

use super::super::path_text;
use super::super::room::{Kind, Room};
use super::super::syntax::{comprehension, declared, operands, pattern, root};
use super::super::uses::free_names;
use crate::rego::builtins::{self, Builtin};

/// The variables of a query and of those around it.
#[derive(Clone)]
pub(super) struct Scope<'a> {
    /// The module, whose rules and imports are no variables.
    pub(super) room: &'a Room<'a>,
    kinds: &'a BTreeMap<String, Kind>,
    /// Names that hide rules and imports.
    declared: BTreeSet<&'a str>,
    /// Variables that stand in a query itself, not in one inside it.
    mentioned: BTreeSet<&'a str>,
    /// Variables that have a value.
    known: BTreeSet<&'a str>,
    /// Those that had none before the last statement.
    new: Vec<&'a str>,
}

impl<'a> Scope<'a> {
    /// The scope of a rule, without variables.
    pub(super) fn new(room: &'a Room<'a>, kinds: &'a BTreeMap<String, Kind>) -> Self {
        Self {
            room,
            kinds,
            declared: BTreeSet::new(),
            mentioned: BTreeSet::new(),
            known: BTreeSet::new(),
            new: Vec::new(),
        }
    }

    /// Variables that have a value from the start.
    pub(super) fn declare(&mut self, names: BTreeSet<&'a str>) {
        self.known.extend(&names);
        self.declared.extend(names);
    }

    /// Goes into a query: what it declares is new, and without a value.
    pub(super) fn enter(&mut self, query: &'a Query) {
        let own = declared(query);
        self.known.retain(|name| !own.contains(name));
        self.declared.extend(own);
        let mut mentioned = BTreeSet::new();
        for statement in &query.stmts {
            expressions(statement).for_each(|part| mention(part, &mut mentioned));
        }
        self.mentioned.extend(mentioned);
        self.mentioned.extend(&self.declared);
    }

    fn is_variable(&self, name: &str) -> bool {
        self.declared.contains(name)
            || name != "input"
                && name != "data"
                && !self.room.imports.contains_key(name)
                && !self.room.rules.contains(name)
    }

    fn is_missing(&self, name: &str) -> bool {
        self.is_variable(name) && !self.known.contains(name)
    }

    /// Gives values to what the statements of a query give values, each as soon as all that it
    /// needs is known. Those that come back never had it.
    pub(super) fn settle(&mut self, query: &'a Query) -> Vec<&'a LiteralStmt> {
        let mut ready: Vec<usize> = (0..query.stmts.len()).rev().collect();
        let mut is_settled = vec![false; query.stmts.len()];
        let mut waiting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        while let Some(position) = ready.pop() {
            let statement = &query.stmts[position];
            if is_settled[position] {
                continue;
            }
            let missing = self.take(statement);
            is_settled[position] = missing.is_empty();
            for name in missing {
                waiting.entry(name.text()).or_default().push(position);
            }
            for name in std::mem::take(&mut self.new) {
                ready.extend(waiting.remove(name).unwrap_or_default());
            }
        }
        let statements = query.stmts.iter().zip(is_settled);
        statements
            .filter(|(_, is_settled)| !is_settled)
            .map(|(statement, _)| statement)
            .collect()
    }

    /// Takes a statement, unless it misses something: nothing has a new value then.
    fn take(&mut self, statement: &'a LiteralStmt) -> Vec<&'a Span> {
        self.give(statement);
        let missing = self.missing_in(statement);
        if !missing.is_empty() {
            for name in std::mem::take(&mut self.new) {
                self.known.remove(name);
            }
        }
        missing
    }

    /// What a statement needs and nothing has given a value.
    pub(super) fn missing_in(&self, statement: &'a LiteralStmt) -> Vec<&'a Span> {
        let is_negated = matches!(statement.literal, Literal::NotExpr { .. });
        let mut missing: Vec<&Span> = Vec::new();
        for part in expressions(statement) {
            missing.extend(self.missing(part, is_negated));
        }
        for modifier in &statement.with_mods {
            let name = path_text(&modifier.r#as).unwrap_or_default();
            if builtins::look_up(&name) == Builtin::None {
                missing.extend(self.missing(&modifier.r#as, true));
            }
        }
        if let Literal::Every { query, .. } = &statement.literal {
            missing.extend(self.missing_inside(query, &[]));
        }
        missing
    }

    /// Gives values to what a statement gives values.
    fn give(&mut self, statement: &'a LiteralStmt) {
        match &statement.literal {
            Literal::SomeIn {
                key,
                value,
                collection,
                ..
            } => {
                self.look_up(collection);
                if self.missing(collection, false).is_empty() {
                    key.iter().chain([value]).for_each(|part| self.bind(part));
                }
            }
            Literal::Expr { expr, .. } => match expr.as_ref() {
                Expr::AssignExpr {
                    op: AssignOp::ColEq,
                    lhs,
                    rhs,
                    ..
                } => {
                    self.look_up(rhs);
                    if self.missing(rhs, false).is_empty() {
                        self.bind(lhs);
                    }
                }
                Expr::AssignExpr {
                    op: AssignOp::Eq,
                    lhs,
                    rhs,
                    ..
                } => {
                    self.look_up(expr);
                    while self.unify(lhs, rhs) {}
                }
                Expr::Call { fcn, params, .. } => {
                    self.look_up(expr);
                    self.output(fcn, params);
                }
                _ => self.look_up(expr),
            },
            Literal::Every { domain, .. } => self.look_up(domain),
            Literal::SomeVars { .. } | Literal::NotExpr { .. } => {}
        }
    }

    fn bind(&mut self, part: &'a Expr) {
        let mut names = BTreeSet::new();
        pattern(part, &mut names);
        for name in names {
            if self.known.insert(name) {
                self.new.push(name);
            }
        }
    }

    /// Gives values to one side from the other, or to both, element by element. Whether anything
    /// has a value now that had none.
    fn unify(&mut self, left: &'a Expr, right: &'a Expr) -> bool {
        let before = self.known.len();
        if self.missing(left, false).is_empty() {
            self.bind(right);
        } else if self.missing(right, false).is_empty() {
            self.bind(left);
        } else {
            for (left, right) in pairs(left, right) {
                self.unify(left, right);
            }
        }
        self.known.len() > before
    }

    /// The last argument of a call with one argument too many takes the result.
    fn output(&mut self, function: &Expr, arguments: &'a [Ref<Expr>]) {
        let Some((last, inputs)) = arguments.split_last() else {
            return;
        };
        let name = path_text(function).unwrap_or_default();
        let kind = self.room.full(&name).and_then(|path| self.kinds.get(&path));
        let arity = match kind {
            Some(Kind::Function(arity)) => Some(*arity),
            _ => builtins::arity(&name),
        };
        let mut inputs_missing = inputs.iter().flat_map(|input| self.missing(input, false));
        if arity == Some(inputs.len()) && inputs_missing.next().is_none() {
            self.bind(last);
        }
    }

    /// Gives values to the variables between the brackets of references to something known.
    pub(super) fn look_up(&mut self, expression: &'a Expr) {
        if comprehension(expression).is_some() {
            return;
        }
        match root(expression) {
            Some((name, indexes)) => {
                for index in indexes.into_iter().rev() {
                    self.look_up(index);
                    if !self.is_missing(name) {
                        self.bind(index);
                    }
                }
            }
            None => {
                for part in operands(expression) {
                    self.look_up(part);
                }
                if let Expr::RefBrack { index, .. } = expression {
                    self.bind(index);
                }
            }
        }
    }

    /// The variables of an expression that have no value.
    pub(super) fn missing(&self, expression: &'a Expr, is_negated: bool) -> Vec<&'a Span> {
        if let Some((query, terms)) = comprehension(expression) {
            return self.missing_inside(query, &terms);
        }
        match expression {
            // Whatever stands there: `_` looks for a value, but not under `not`.
            Expr::Var { span, .. } if span.text() == "_" => {
                Vec::from_iter(is_negated.then_some(span))
            }
            Expr::Var { span, .. } if self.is_missing(span.text()) => vec![span],
            _ => operands(expression)
                .into_iter()
                .flat_map(|part| self.missing(part, is_negated))
                .collect(),
        }
    }

    /// What a query inside shares with this one, and has no value here.
    fn missing_inside(&self, query: &'a Query, terms: &[&'a Expr]) -> Vec<&'a Span> {
        let shared = free_names(query, terms).into_iter();
        shared
            .filter(|name| {
                let name = name.text();
                name != "_" && self.mentioned.contains(name) && self.is_missing(name)
            })
            .collect()
    }
}

/// The expressions of a statement that stand in the query itself.
fn expressions(statement: &LiteralStmt) -> impl Iterator<Item = &Expr> {
    let parts = match &statement.literal {
        Literal::SomeVars { .. } => Vec::new(),
        Literal::SomeIn {
            key,
            value,
            collection,
            ..
        } => key.iter().chain([value, collection]).collect(),
        Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => vec![expr],
        Literal::Every { domain, .. } => vec![domain],
    };
    parts.into_iter().map(AsRef::as_ref)
}

fn mention<'a>(expression: &'a Expr, names: &mut BTreeSet<&'a str>) {
    match expression {
        Expr::Var { span, .. } => {
            names.insert(span.text());
        }
        _ => operands(expression)
            .into_iter()
            .for_each(|part| mention(part, names)),
    }
}

/// The elements of two arrays, or of two objects under the same keys.
fn pairs<'a>(left: &'a Expr, right: &'a Expr) -> Vec<(&'a Expr, &'a Expr)> {
    match (left, right) {
        (Expr::Array { items: left, .. }, Expr::Array { items: right, .. }) => {
            let pairs = left.iter().zip(right);
            pairs
                .map(|(left, right)| (left.as_ref(), right.as_ref()))
                .collect()
        }
        (Expr::Object { fields: left, .. }, Expr::Object { fields: right, .. }) => {
            let pairs = left.iter().filter_map(|(_, key, left)| {
                let mut right = right.iter();
                let same = right.find(|(_, other, _)| other.span().text() == key.span().text());
                same.map(|(_, _, right)| (left.as_ref(), right.as_ref()))
            });
            pairs.collect()
        }
        _ => Vec::new(),
    }
}
