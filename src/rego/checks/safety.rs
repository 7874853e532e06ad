//! Every variable gets a value from somewhere, as OPA demands it.
//!
//! regorus takes a variable that nothing gives a value for undefined: a condition on it does not
//! hold, and `not` that condition does. Values come from what OPA calls outputs: `:=` and `=`,
//! `some … in`, an index of something known, the last argument of a call that has one too many.

mod scope;

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{Expr, Literal, LiteralStmt, Query, Rule, RuleBody, RuleHead, Span};

use super::names::Names;
use super::room::{Kind, Room};
use super::syntax::{
    argument_places, arguments, comprehension, declarations, head_parts, operands, root,
};
use crate::rego::RegoError;
use scope::Scope;

/// Complaints about the variables of all modules; `kinds` are those of rules, by their path.
pub(super) fn check(rooms: &[Room<'_>], kinds: &BTreeMap<String, Kind>) -> Vec<RegoError> {
    let rules = rooms
        .iter()
        .flat_map(|room| room.module.policy.iter().map(move |rule| (room, rule)));
    rules
        .flat_map(|(room, rule)| {
            let mut safety = Safety {
                rule,
                errors: BTreeMap::new(),
            };
            safety.check(rule, Scope::new(room, kinds));
            safety.errors.into_values()
        })
        .collect()
}

/// The complaints about one rule, one a place.
struct Safety<'r> {
    rule: &'r Rule,
    errors: BTreeMap<u32, RegoError>,
}

impl Safety<'_> {
    fn check<'a>(&mut self, rule: &'a Rule, mut scope: Scope<'a>) {
        let Rule::Spec { head, bodies, .. } = rule else {
            return;
        };
        for name in argument_places(head) {
            self.hides_document(name, &scope);
        }
        scope.declare(arguments(head));
        let Some((first, others)) = bodies.split_first() else {
            return self.head(head, scope);
        };
        let after = self.query(&first.query, scope.clone(), &arguments(head));
        self.head(head, after);
        for body in others {
            self.other_body(head, body, scope.clone());
        }
    }

    /// A body after the first: what an `else` says, or once more what the head does.
    fn other_body<'a>(&mut self, head: &'a RuleHead, body: &'a RuleBody, scope: Scope<'a>) {
        let after = self.query(&body.query, scope, &arguments(head));
        match &body.assign {
            Some(assign) => self.value(&assign.value, after),
            None if !body.is_else => self.head(head, after),
            None => {}
        }
    }

    fn head<'a>(&mut self, head: &'a RuleHead, scope: Scope<'a>) {
        let (reference, value) = head_parts(head);
        let indexes = root(reference).map_or_else(Vec::new, |(_, indexes)| indexes);
        for value in indexes.into_iter().chain(value) {
            self.value(value, scope.clone());
        }
    }

    /// What is worked out when everything is known; references may look for more themselves.
    fn value<'a>(&mut self, value: &'a Expr, mut scope: Scope<'a>) {
        scope.look_up(value);
        self.unsafe_variables(&scope.missing(value, false), &scope);
        self.inside(value, &scope);
    }

    /// Reads a query. In the scope that comes back everything is known that it gives a value.
    fn query<'a>(
        &mut self,
        query: &'a Query,
        mut scope: Scope<'a>,
        arguments: &BTreeSet<&str>,
    ) -> Scope<'a> {
        self.declared_twice(query, arguments, &scope);
        scope.enter(query);
        for statement in scope.settle(query) {
            self.unsafe_variables(&scope.missing_in(statement), &scope);
        }
        for statement in &query.stmts {
            self.inside_statement(statement, &scope);
        }
        scope
    }

    /// The queries in a statement, which see what is known around them.
    fn inside_statement<'a>(&mut self, statement: &'a LiteralStmt, scope: &Scope<'a>) {
        match &statement.literal {
            Literal::SomeVars { .. } => {}
            Literal::SomeIn {
                key,
                value,
                collection,
                ..
            } => {
                let parts = key.iter().chain([value, collection]);
                parts.for_each(|part| self.inside(part, scope));
            }
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => self.inside(expr, scope),
            Literal::Every {
                key,
                value,
                domain,
                query,
                ..
            } => {
                self.inside(domain, scope);
                let mut scope = scope.clone();
                for name in key.iter().chain([value]) {
                    self.hides_document(name, &scope);
                }
                scope.declare(key.iter().chain([value]).map(Span::text).collect());
                self.query(query, scope, &BTreeSet::new());
            }
        }
        for modifier in &statement.with_mods {
            self.inside(&modifier.r#as, scope);
        }
    }

    fn inside<'a>(&mut self, expression: &'a Expr, scope: &Scope<'a>) {
        match comprehension(expression) {
            Some((query, terms)) => {
                let after = self.query(query, scope.clone(), &BTreeSet::new());
                for term in terms {
                    self.value(term, after.clone());
                }
            }
            None => operands(expression)
                .into_iter()
                .for_each(|part| self.inside(part, scope)),
        }
    }

    /// A name is declared once where it is declared.
    fn declared_twice(&mut self, query: &Query, arguments: &BTreeSet<&str>, scope: &Scope<'_>) {
        let mut seen = arguments.clone();
        for name in declarations(query) {
            self.hides_document(name, scope);
            if name.text() != "_" && !seen.insert(name.text()) {
                let error = scope.room.complain(
                    "rego::declared_twice",
                    name,
                    format!("`{}` has been declared here already", name.text()),
                    "a name stands for one value: choose another".to_owned(),
                );
                self.errors.entry(name.start).or_insert(error);
            }
        }
    }

    /// `input` and `data` are the same everywhere.
    fn hides_document(&mut self, name: &Span, scope: &Scope<'_>) {
        let text = name.text();
        if text == "input" || text == "data" {
            let error = scope.room.complain(
                "rego::shadowed_document",
                name,
                format!("`{text}` is a document, and no name to be given"),
                "choose a name of its own".to_owned(),
            );
            self.errors.entry(name.start).or_insert(error);
        }
    }

    fn unsafe_variables(&mut self, missing: &[&Span], scope: &Scope<'_>) {
        if missing.is_empty() {
            return;
        }
        let bound = Names::of(self.rule).bound;
        for name in missing {
            let text = name.text();
            // What is bound nowhere is said to be defined nowhere.
            if text != "_" && !bound.contains(text) {
                continue;
            }
            let error = scope.room.complain(
                "rego::unsafe_variable",
                name,
                format!("nothing gives `{text}` a value"),
                "a condition gives no values, least of all under `not`: bind it with `:=` or `some … in`".to_owned(),
            );
            self.errors.entry(name.start).or_insert(error);
        }
    }
}
