//! Resolves the rules of policies, as far as their constructs are known.

mod fixed;
mod functions;
mod names;
mod references;
mod rules;
mod terms;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use regorus::Value;
use regorus::unstable::{Expr, Literal, LiteralStmt, Module, Query as WrittenQuery, Ref};

use super::code::{
    Code, FunctionNumber, KeptNumber, Pattern, Query, RuleNumber, Statement, Unknown,
};
use crate::rego::builtins;
use crate::rego::checks::syntax::scalar;
use names::{Meaning, Names};
use rules::Package;

/// Resolves rules on demand. What was resolved once is not again.
#[derive(Debug)]
pub(super) struct Compiler {
    pub(super) code: Code,
    packages: BTreeMap<String, Package>,
    pub(super) rules: HashMap<String, Result<RuleNumber, Unknown>>,
    functions: BTreeMap<functions::Key, Result<FunctionNumber, Unknown>>,
    kept: BTreeMap<fixed::Call, KeptNumber>,
    /// The words below `data` that lead to documents.
    documents: BTreeSet<String>,
    /// What `time.now_ns` answers.
    now: Value,
}

/// What is being resolved: a body of a module.
pub(super) struct Place<'a> {
    package: &'a str,
    names: Names,
    /// What has to be gone through before the statement at hand.
    before: Vec<Statement>,
    /// Whether it leads to the resource.
    reads_input: bool,
    /// Whether it goes through collections.
    searches: bool,
}

type Compiled<T> = Result<T, Unknown>;

impl Compiler {
    pub(super) fn new(as_of: Timestamp, documents: BTreeSet<String>) -> Self {
        Self {
            code: Code::default(),
            packages: BTreeMap::new(),
            rules: HashMap::new(),
            functions: BTreeMap::new(),
            kept: BTreeMap::new(),
            documents,
            now: builtins::now(as_of),
        }
    }

    /// Makes the rules of a module known.
    pub(super) fn add(&mut self, module: &Ref<Module>) {
        let package = Package::of(module);
        match self.packages.entry(package.path.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(package);
            }
            Entry::Occupied(mut known) if known.get().file != package.file => {
                known.get_mut().is_split = true;
            }
            Entry::Occupied(_) => {}
        }
    }

    /// The statements of a query. The names that they declare are known from then on.
    fn query(&mut self, query: &WrittenQuery, place: &mut Place<'_>) -> Compiled<Query> {
        place.names.announce(query);
        let outer = std::mem::take(&mut place.before);
        let mut statements = Vec::new();
        for written in &query.stmts {
            let statement = self.statement(written, place)?;
            statements.append(&mut place.before);
            statements.extend(statement);
        }
        place.before = outer;
        Ok(statements)
    }

    /// The statements of a query, and a term that is read at each of its solutions.
    fn query_and<T>(
        &mut self,
        query: Option<&WrittenQuery>,
        place: &mut Place<'_>,
        term: impl FnOnce(&mut Self, &mut Place<'_>) -> Compiled<T>,
    ) -> Compiled<(Query, T)> {
        let query = query.map(|query| self.query(query, place));
        let mut query = query.transpose()?.unwrap_or_default();
        let outer = std::mem::take(&mut place.before);
        let term = term(self, place)?;
        query.append(&mut place.before);
        place.before = outer;
        Ok((query, term))
    }

    fn statement(
        &mut self,
        statement: &LiteralStmt,
        place: &mut Place<'_>,
    ) -> Compiled<Option<Statement>> {
        if !statement.with_mods.is_empty() {
            return Err(Unknown("`with`"));
        }
        Ok(Some(match &statement.literal {
            Literal::SomeVars { vars, .. } => {
                vars.iter().for_each(|name| place.names.open(name.text()));
                return Ok(None);
            }
            Literal::Expr { expr, .. } => self.assertion(expr, place)?,
            Literal::NotExpr { expr, .. } => {
                let term = self.term(expr, place)?;
                if !place.before.is_empty() {
                    return Err(Unknown("a search behind `not`"));
                }
                Statement::Fails(term)
            }
            Literal::SomeIn {
                key,
                value,
                collection,
                ..
            } => {
                let collection = self.term(collection, place)?;
                let key = key.as_ref().map(|key| place.pattern(key));
                place.searches = true;
                Statement::Each {
                    key: key.transpose()?,
                    value: place.pattern(value)?,
                    collection,
                }
            }
            Literal::Every {
                key,
                value,
                domain,
                query,
                ..
            } => {
                let domain = self.term(domain, place)?;
                let mark = place.names.mark();
                let key = key.as_ref().and_then(|key| place.names.declare(key.text()));
                let value = place.names.declare(value.text());
                let query = self.query(query, place)?;
                place.names.forget(mark);
                place.searches = true;
                Statement::Every {
                    key,
                    value,
                    domain,
                    query,
                }
            }
        }))
    }

    /// An expression that stands by itself.
    fn assertion(&mut self, expression: &Expr, place: &mut Place<'_>) -> Compiled<Statement> {
        let Expr::AssignExpr { op, lhs, rhs, .. } = expression else {
            return self.term(expression, place).map(Statement::Holds);
        };
        if *op != regorus::unstable::AssignOp::ColEq {
            return Err(Unknown("`=`"));
        }
        let value = self.term(rhs, place)?;
        Ok(Statement::Bind(place.pattern(lhs)?, value))
    }
}

impl<'a> Place<'a> {
    fn new(package: &'a str) -> Self {
        Self {
            package,
            names: Names::default(),
            before: Vec::new(),
            reads_input: false,
            searches: false,
        }
    }

    fn meaning(&self, name: &str) -> Option<Compiled<Meaning>> {
        self.names.meaning(name)
    }

    /// What a value is taken apart by; its names are declared.
    fn pattern(&mut self, expression: &Expr) -> Compiled<Pattern> {
        match expression {
            Expr::Var { span, .. } => Ok(self
                .names
                .declare(span.text())
                .map_or(Pattern::Anything, Pattern::Variable)),
            Expr::Array { items, .. } => {
                let items = items.iter().map(|item| self.pattern(item));
                items.collect::<Compiled<_>>().map(Pattern::List)
            }
            _ => {
                let value = scalar(expression).ok_or(Unknown("a pattern"))?;
                Ok(Pattern::Equal(value.clone()))
            }
        }
    }
}
