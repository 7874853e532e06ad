//! A way through statements and expressions, down to the queries inside of them.

use regorus::unstable::{Expr, Literal, LiteralStmt, Query};

use super::syntax::{comprehension, operands};

/// Somebody who walks through queries. Whatever is not looked at in a way of its own is walked
/// through; each `inside` goes on below what is.
pub(in crate::rego) trait Walk<'a> {
    /// At the statements of a body, of an `every` or of a comprehension.
    fn query(&mut self, query: &'a Query) {
        self.inside_query(query);
    }

    /// At a statement.
    fn statement(&mut self, statement: &'a LiteralStmt) {
        self.inside_statement(statement);
    }

    /// At an expression.
    fn expression(&mut self, expression: &'a Expr) {
        self.inside_expression(expression);
    }

    /// To each of the statements.
    fn inside_query(&mut self, query: &'a Query) {
        for statement in &query.stmts {
            self.statement(statement);
        }
    }

    /// To what a statement looks at, and to the body of an `every`.
    fn inside_statement(&mut self, statement: &'a LiteralStmt) {
        match &statement.literal {
            Literal::SomeVars { .. } => {}
            Literal::SomeIn { collection, .. } => self.expression(collection),
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => self.expression(expr),
            Literal::Every { domain, query, .. } => {
                self.expression(domain);
                self.query(query);
            }
        }
    }

    /// To the query of a comprehension and what it collects, or to what else stands in an
    /// expression.
    fn inside_expression(&mut self, expression: &'a Expr) {
        if let Some((query, terms)) = comprehension(expression) {
            self.query(query);
            terms.into_iter().for_each(|term| self.expression(term));
        }
        for part in operands(expression) {
            self.expression(part);
        }
    }
}
