//! The names that a rule binds, refers to and calls.

use std::collections::BTreeSet;

use regorus::unstable::{AssignOp, Expr, Literal, Query, Rule, RuleBody, RuleHead, Span};

use super::path_text;

/// The names of one rule. Binding is taken for the rule as a whole: a name bound in one body
/// counts in another, so that no correct policy is refused.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Names that some part of the rule gives a value.
    pub(super) bound: BTreeSet<String>,
    /// Paths that are read, each with its place.
    pub(super) references: Vec<(String, Span)>,
    /// Functions that are called, each with its place.
    pub(super) calls: Vec<(String, Span)>,
}

impl Names {
    /// The names of a rule.
    pub(super) fn of(rule: &Rule) -> Self {
        let mut names = Self::default();
        match rule {
            Rule::Default { value, .. } => names.read(value),
            Rule::Spec { head, bodies, .. } => {
                names.head(head);
                bodies.iter().for_each(|body| names.body(body));
            }
        }
        names
    }

    fn head(&mut self, head: &RuleHead) {
        match head {
            RuleHead::Compr { refr, assign, .. } => {
                self.head_reference(refr);
                assign.iter().for_each(|assign| self.read(&assign.value));
            }
            RuleHead::Set { refr, key, .. } => {
                self.head_reference(refr);
                key.iter().for_each(|key| self.read(key));
            }
            RuleHead::Func { args, assign, .. } => {
                args.iter().for_each(|argument| self.bind(argument));
                assign.iter().for_each(|assign| self.read(&assign.value));
            }
        }
    }

    /// The variable parts of a head such as `limits[name]`.
    fn head_reference(&mut self, reference: &Expr) {
        match reference {
            Expr::RefBrack { refr, index, .. } => {
                self.head_reference(refr);
                self.read(index);
            }
            Expr::RefDot { refr, .. } => self.head_reference(refr),
            _ => {}
        }
    }

    fn body(&mut self, body: &RuleBody) {
        body.assign
            .iter()
            .for_each(|assign| self.read(&assign.value));
        self.query(&body.query);
    }

    fn query(&mut self, query: &Query) {
        for statement in &query.stmts {
            self.literal(&statement.literal);
            for modifier in &statement.with_mods {
                self.read(&modifier.r#as);
            }
        }
    }

    fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::SomeVars { vars, .. } => vars.iter().for_each(|name| self.bind_name(name)),
            Literal::SomeIn {
                key,
                value,
                collection,
                ..
            } => {
                key.iter().for_each(|key| self.bind(key));
                self.bind(value);
                self.read(collection);
            }
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => self.read(expr),
            Literal::Every {
                key,
                value,
                domain,
                query,
                ..
            } => {
                key.iter().for_each(|key| self.bind_name(key));
                self.bind_name(value);
                self.read(domain);
                self.query(query);
            }
        }
    }

    fn bind_name(&mut self, name: &Span) {
        self.bound.insert(name.text().to_owned());
    }

    /// A pattern: its variables get values.
    fn bind(&mut self, pattern: &Expr) {
        match pattern {
            Expr::Var { span, .. } => self.bind_name(span),
            Expr::Array { items, .. } => items.iter().for_each(|item| self.bind(item)),
            Expr::Object { fields, .. } => {
                for (_, key, value) in fields {
                    self.read(key);
                    self.bind(value);
                }
            }
            other => self.read(other),
        }
    }

    fn read(&mut self, expression: &Expr) {
        match expression {
            Expr::Var { span, .. } => self.references.push((span.text().to_owned(), span.clone())),
            Expr::RefDot { .. } | Expr::RefBrack { .. } => self.reference(expression),
            Expr::Call { fcn, params, .. } => {
                self.calls
                    .extend(path_text(fcn).map(|path| (path, fcn.span().clone())));
                params.iter().for_each(|argument| self.read(argument));
            }
            Expr::AssignExpr { op, lhs, rhs, .. } => self.assignment(op, lhs, rhs),
            Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
                self.query(query);
                self.read(term);
            }
            Expr::ObjectCompr {
                key, value, query, ..
            } => {
                self.query(query);
                self.read(key);
                self.read(value);
            }
            Expr::Membership {
                key,
                value,
                collection,
                ..
            } => {
                key.iter().for_each(|key| self.read(key));
                self.read(value);
                self.read(collection);
            }
            _ => self.operands(expression),
        }
    }

    fn operands(&mut self, expression: &Expr) {
        match expression {
            Expr::Array { items, .. } | Expr::Set { items, .. } => {
                items.iter().for_each(|item| self.read(item));
            }
            Expr::Object { fields, .. } => {
                for (_, key, value) in fields {
                    self.read(key);
                    self.read(value);
                }
            }
            Expr::UnaryExpr { expr, .. } => self.read(expr),
            Expr::BinExpr { lhs, rhs, .. }
            | Expr::BoolExpr { lhs, rhs, .. }
            | Expr::ArithExpr { lhs, rhs, .. } => {
                self.read(lhs);
                self.read(rhs);
            }
            _ => {}
        }
    }

    /// `:=` gives its left side values; `=` may give either side.
    fn assignment(&mut self, op: &AssignOp, left: &Expr, right: &Expr) {
        self.bind(left);
        match op {
            AssignOp::ColEq => self.read(right),
            AssignOp::Eq => self.bind(right),
        }
    }

    /// A variable between the brackets of a reference runs over all keys: it is bound there.
    fn reference(&mut self, reference: &Expr) {
        if let Some(path) = path_text(reference) {
            self.references.push((path, reference.span().clone()));
        }
        let mut inner = reference;
        loop {
            inner = match inner {
                Expr::RefBrack { refr, index, .. } => {
                    self.bind(index);
                    refr
                }
                Expr::RefDot { refr, .. } => refr,
                Expr::Var { .. } => break,
                other => return self.read(other),
            };
        }
    }
}
