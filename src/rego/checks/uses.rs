//! What a rule refers to, and how deep it stands there.

use std::collections::BTreeSet;

use regorus::unstable::{Expr, Literal, Query, Ref, Rule, RuleHead, Span};

use super::syntax::{arguments, comprehension, declared, head_parts, operands, root};

/// A name that is read or called, outside of what the rule itself gives a value.
#[derive(Debug)]
pub(in crate::rego) struct Use<'a> {
    /// The whole reference, or the name of the function.
    pub(in crate::rego) reference: &'a Expr,
    /// The arguments, if it is called.
    pub(in crate::rego) arguments: Option<&'a [Ref<Expr>]>,
    /// Whether the call is a statement of its own.
    pub(in crate::rego) is_statement: bool,
    /// Whether that statement stands under `not`.
    pub(in crate::rego) is_negated: bool,
    /// Whether it takes the place of something else, behind a `with`.
    pub(in crate::rego) is_replacement: bool,
    /// Expressions and queries around it, and the loops that these run through: regorus goes
    /// deeper with each.
    pub(in crate::rego) depth: usize,
}

/// The uses of names that no scope around them declares.
pub(super) fn uses(rule: &Rule) -> Vec<Use<'_>> {
    let mut walker = Walker::default();
    match rule {
        Rule::Default { value, .. } => walker.expression(value),
        Rule::Spec { head, bodies, .. } => {
            let first = bodies.first().map(|body| body.query.as_ref());
            walker.scopes.extend([arguments(head)]);
            walker.within(first, |walker| walker.head(head));
            for body in bodies {
                walker.within(Some(&body.query), |walker| {
                    let value = body.assign.iter().map(|assign| &assign.value);
                    value.for_each(|value| walker.expression(value));
                    walker.statements(&body.query);
                });
            }
        }
    }
    walker.uses
}

/// The names that a query and what it collects read from around it.
pub(super) fn free_names<'a>(query: &'a Query, terms: &[&'a Expr]) -> Vec<&'a Span> {
    let mut walker = Walker::default();
    walker.within(Some(query), |walker| {
        walker.statements(query);
        terms.iter().for_each(|term| walker.expression(term));
    });
    let references = walker
        .uses
        .into_iter()
        .filter(|used| used.arguments.is_none());
    references
        .filter_map(|used| root_place(used.reference))
        .collect()
}

fn root_place(reference: &Expr) -> Option<&Span> {
    match reference {
        Expr::Var { span, .. } => Some(span),
        Expr::RefDot { refr, .. } | Expr::RefBrack { refr, .. } => root_place(refr),
        _ => None,
    }
}

/// The loops of a query: each `some … in`, and each variable between the brackets of a reference.
fn loops(query: &Query) -> usize {
    let statements = query
        .stmts
        .iter()
        .map(|statement| match &statement.literal {
            Literal::SomeVars { .. } => 0,
            Literal::SomeIn { collection, .. } => 1 + indexes(collection),
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => indexes(expr),
            Literal::Every { domain, .. } => indexes(domain),
        });
    statements.sum()
}

fn indexes(expression: &Expr) -> usize {
    let own = match expression {
        Expr::RefBrack { index, .. } => usize::from(!matches!(index.as_ref(), Expr::String { .. })),
        _ => 0,
    };
    operands(expression).into_iter().map(indexes).sum::<usize>() + own
}

#[derive(Default)]
struct Walker<'a> {
    scopes: Vec<BTreeSet<&'a str>>,
    depth: usize,
    is_replacement: bool,
    uses: Vec<Use<'a>>,
}

impl<'a> Walker<'a> {
    /// Walks where the names of a query are declared.
    fn within(&mut self, query: Option<&'a Query>, walk: impl FnOnce(&mut Self)) {
        const DEPTH_OF_LOOP: usize = 3;
        let depth = 1 + DEPTH_OF_LOOP * query.map_or(0, loops);
        self.scopes.push(query.map(declared).unwrap_or_default());
        self.depth += depth;
        walk(self);
        self.depth -= depth;
        self.scopes.pop();
    }

    fn head(&mut self, head: &'a RuleHead) {
        let (reference, value) = head_parts(head);
        let indexes = root(reference).map_or_else(Vec::new, |(_, indexes)| indexes);
        indexes
            .into_iter()
            .chain(value)
            .for_each(|part| self.expression(part));
    }

    fn statements(&mut self, query: &'a Query) {
        for statement in &query.stmts {
            match &statement.literal {
                Literal::SomeVars { .. } => {}
                Literal::SomeIn {
                    key,
                    value,
                    collection,
                    ..
                } => {
                    key.iter()
                        .chain([value, collection])
                        .for_each(|part| self.expression(part));
                }
                Literal::Expr { expr, .. } => self.statement(expr, false),
                Literal::NotExpr { expr, .. } => self.statement(expr, true),
                Literal::Every {
                    key,
                    value,
                    domain,
                    query,
                    ..
                } => {
                    self.expression(domain);
                    let names = key.iter().chain([value]).map(|name| name.text());
                    self.scopes.push(names.collect());
                    self.within(Some(query), |walker| walker.statements(query));
                    self.scopes.pop();
                }
            }
            for modifier in &statement.with_mods {
                self.is_replacement = true;
                self.expression(&modifier.r#as);
                self.is_replacement = false;
            }
        }
    }

    fn statement(&mut self, expression: &'a Expr, is_negated: bool) {
        let before = self.uses.len();
        self.expression(expression);
        if matches!(expression, Expr::Call { .. })
            && let Some(call) = self.uses.get_mut(before)
        {
            call.is_statement = call.arguments.is_some();
            call.is_negated = is_negated;
        }
    }

    fn expression(&mut self, expression: &'a Expr) {
        self.depth += 1;
        match (comprehension(expression), expression) {
            (Some((query, terms)), _) => self.within(Some(query), |walker| {
                walker.statements(query);
                terms.into_iter().for_each(|term| walker.expression(term));
            }),
            (None, Expr::Call { fcn, params, .. }) => {
                self.note(fcn, Some(params.as_slice()));
                params.iter().for_each(|argument| self.expression(argument));
            }
            (None, Expr::Var { .. } | Expr::RefDot { .. } | Expr::RefBrack { .. }) => {
                self.reference(expression);
            }
            _ => operands(expression)
                .into_iter()
                .for_each(|operand| self.expression(operand)),
        }
        self.depth -= 1;
    }

    fn reference(&mut self, reference: &'a Expr) {
        match root(reference) {
            Some((_, indexes)) => {
                self.note(reference, None);
                indexes.into_iter().for_each(|index| self.expression(index));
            }
            None => operands(reference)
                .into_iter()
                .for_each(|operand| self.expression(operand)),
        }
    }

    fn note(&mut self, reference: &'a Expr, arguments: Option<&'a [Ref<Expr>]>) {
        let is_declared = root(reference)
            .is_some_and(|(name, _)| self.scopes.iter().any(|scope| scope.contains(name)));
        // What is called is no variable: `count := count(x)` calls the built-in.
        if !is_declared || arguments.is_some() {
            self.uses.push(Use {
                reference,
                arguments,
                is_statement: false,
                is_negated: false,
                is_replacement: self.is_replacement,
                depth: self.depth,
            });
        }
    }
}
