//! What a rule refers to, and how deep it stands there.

use std::collections::BTreeSet;

use regorus::unstable::{AssignOp, Expr, Literal, Query, Ref, Rule, RuleHead, Span};

/// A name that is read or called, outside of what the rule itself gives a value.
#[derive(Debug)]
pub(super) struct Use<'a> {
    /// The whole reference, or the name of the function.
    pub(super) reference: &'a Expr,
    /// The arguments, if it is called.
    pub(super) arguments: Option<&'a [Ref<Expr>]>,
    /// Whether the call is a statement of its own.
    pub(super) is_statement: bool,
    /// Whether that statement stands under `not`.
    pub(super) is_negated: bool,
    /// Whether it takes the place of something else, behind a `with`.
    pub(super) is_replacement: bool,
    /// Expressions and queries around it, and the loops that these run through: regorus goes
    /// deeper with each.
    pub(super) depth: usize,
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

/// The names that the arguments of a function declare.
pub(super) fn arguments(head: &RuleHead) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    if let RuleHead::Func { args, .. } = head {
        args.iter()
            .for_each(|argument| pattern(argument, &mut names));
    }
    names
}

/// The reference of a head, and its value or key.
pub(super) fn head_parts(head: &RuleHead) -> (&Expr, Option<&Expr>) {
    match head {
        RuleHead::Compr { refr, assign, .. } | RuleHead::Func { refr, assign, .. } => {
            (refr, assign.as_ref().map(|assign| assign.value.as_ref()))
        }
        RuleHead::Set { refr, key, .. } => (refr, key.as_ref().map(Ref::as_ref)),
    }
}

/// The names that the statements of a query declare, by `some` and `:=`.
pub(super) fn declared(query: &Query) -> BTreeSet<&str> {
    declarations(query)
        .into_iter()
        .map(|name| name.text())
        .collect()
}

/// Where the statements of a query declare names, each time that they do.
pub(super) fn declarations(query: &Query) -> Vec<&Span> {
    let mut names = Vec::new();
    for statement in &query.stmts {
        match &statement.literal {
            Literal::SomeVars { vars, .. } => names.extend(vars),
            Literal::SomeIn { key, value, .. } => {
                key.iter()
                    .chain([value])
                    .for_each(|part| places(part, &mut names));
            }
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => {
                if let Expr::AssignExpr {
                    op: AssignOp::ColEq,
                    lhs,
                    ..
                } = expr.as_ref()
                {
                    places(lhs, &mut names);
                }
            }
            Literal::Every { .. } => {}
        }
    }
    names
}

/// The names in a pattern such as `[first, {"second": second}]`.
pub(super) fn pattern<'a>(expression: &'a Expr, names: &mut BTreeSet<&'a str>) {
    let mut found = Vec::new();
    places(expression, &mut found);
    names.extend(found.into_iter().map(Span::text));
}

fn places<'a>(expression: &'a Expr, names: &mut Vec<&'a Span>) {
    match expression {
        Expr::Var { span, .. } => names.push(span),
        Expr::Array { items, .. } => items.iter().for_each(|item| places(item, names)),
        Expr::Object { fields, .. } => {
            fields.iter().for_each(|(_, _, value)| places(value, names));
        }
        _ => {}
    }
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

/// What stands directly in an expression, but in the queries of comprehensions.
pub(in crate::rego) fn operands(expression: &Expr) -> Vec<&Expr> {
    match expression {
        Expr::Array { items, .. } | Expr::Set { items, .. } => {
            items.iter().map(Ref::as_ref).collect()
        }
        Expr::Object { fields, .. } => {
            let pairs = fields.iter();
            pairs
                .flat_map(|(_, key, value)| [key.as_ref(), value.as_ref()])
                .collect()
        }
        Expr::Call { params, .. } => params.iter().map(Ref::as_ref).collect(),
        Expr::UnaryExpr { expr, .. } => vec![expr.as_ref()],
        Expr::RefDot { refr, .. } => vec![refr.as_ref()],
        Expr::RefBrack { refr, index, .. } => vec![refr.as_ref(), index.as_ref()],
        Expr::BinExpr { lhs, rhs, .. }
        | Expr::BoolExpr { lhs, rhs, .. }
        | Expr::ArithExpr { lhs, rhs, .. }
        | Expr::AssignExpr { lhs, rhs, .. } => vec![lhs.as_ref(), rhs.as_ref()],
        Expr::Membership {
            key,
            value,
            collection,
            ..
        } => {
            let key = key.iter().map(Ref::as_ref);
            key.chain([value.as_ref(), collection.as_ref()]).collect()
        }
        _ => Vec::new(),
    }
}

/// The query of a comprehension, and what it collects.
pub(in crate::rego) fn comprehension(expression: &Expr) -> Option<(&Query, Vec<&Expr>)> {
    match expression {
        Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
            Some((query, vec![term.as_ref()]))
        }
        Expr::ObjectCompr {
            key, value, query, ..
        } => Some((query, vec![key.as_ref(), value.as_ref()])),
        _ => None,
    }
}

/// The name that a reference begins with, and what stands between its brackets; nothing if it
/// begins with something else.
pub(super) fn root(reference: &Expr) -> Option<(&str, Vec<&Expr>)> {
    let mut inner = reference;
    let mut indexes = Vec::new();
    loop {
        inner = match inner {
            Expr::RefDot { refr, .. } => refr,
            Expr::RefBrack { refr, index, .. } => {
                indexes.push(index.as_ref());
                refr
            }
            Expr::Var { span, .. } => return Some((span.text(), indexes)),
            _ => return None,
        };
    }
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
