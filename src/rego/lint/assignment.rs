//! `lint::equals_sign`: `=`, which is neither an assignment nor a comparison but may be either.
//!
//! Where it can only be an assignment, `:=` means the same: in a head, and in a body for a name that
//! stands nowhere before and is given a value once.

use regorus::unstable::{AssignOp, Expr, Literal, Query, Rule, RuleAssign, RuleHead, Span};

use super::{Book, Edit, Page, Remark};
use crate::rego::checks::syntax::{arguments, declared};
use crate::rego::checks::{Walk, comprehension, operands};
use crate::rego::edits::range;
use crate::rego::tokens::tokens;

/// Remarks about the assignments of all modules.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    book.pages.iter().flat_map(of_page).collect()
}

fn of_page(page: &Page<'_>) -> Vec<Remark> {
    let mut search = Search {
        page,
        remarks: Vec::new(),
    };
    for rule in &page.room.module.policy {
        search.rule(rule);
    }
    search.remarks
}

struct Search<'a> {
    page: &'a Page<'a>,
    remarks: Vec<Remark>,
}

/// What stands in braces may take its names from around them.
impl<'b> Walk<'b> for Search<'_> {
    fn query(&mut self, query: &'b Query) {
        for statement in &query.stmts {
            if let Literal::Expr { expr, .. } = &statement.literal
                && let Expr::AssignExpr {
                    op: AssignOp::Eq,
                    span,
                    ..
                } = expr.as_ref()
            {
                self.unclear(span, None);
            }
        }
        self.inside_query(query);
    }
}

impl Search<'_> {
    fn rule(&mut self, rule: &Rule) {
        match rule {
            Rule::Default {
                op, refr, value, ..
            } => {
                if *op == AssignOp::Eq {
                    self.head(refr.span(), value);
                }
            }
            Rule::Spec { head, bodies, .. } => {
                if let RuleHead::Compr { assign, refr, .. } | RuleHead::Func { assign, refr, .. } =
                    head
                {
                    self.assign(refr.span(), assign.as_ref());
                }
                for body in bodies {
                    self.assign(&body.query.span, body.assign.as_ref());
                    self.body(head, &body.query);
                }
            }
        }
    }

    fn assign(&mut self, after: &Span, assign: Option<&RuleAssign>) {
        if let Some(assign) = assign.filter(|assign| assign.op == AssignOp::Eq) {
            self.head(after, &assign.value);
        }
    }

    fn head(&mut self, name: &Span, value: &Expr) {
        let sign = self.sign_before(value);
        let edit = sign.map(|sign| (sign..sign + 1, ":=".to_owned()));
        self.say(name, "`=` in the head of a rule", "write `:=`", edit);
    }

    fn body(&mut self, head: &RuleHead, query: &Query) {
        for statement in &query.stmts {
            if let Literal::Expr { expr, .. } = &statement.literal
                && let Expr::AssignExpr {
                    op: AssignOp::Eq,
                    lhs,
                    rhs,
                    span,
                    ..
                } = expr.as_ref()
            {
                let edit = self.assignment(head, query, lhs, rhs);
                self.unclear(span, edit);
            }
        }
        self.inside_query(query);
    }

    fn unclear(&mut self, place: &Span, edit: Option<Edit>) {
        let help = match edit {
            Some(_) => "write `:=`",
            None => "write `:=` to give a name a value, `==` to compare",
        };
        self.say(place, "`=` may compare and may assign", help, edit);
    }

    fn say(&mut self, place: &Span, message: &str, help: &str, edit: Option<Edit>) {
        let remark = self
            .page
            .remark("lint::equals_sign", place, message, help.to_owned());
        self.remarks.push(remark.mended_by(edit));
    }

    /// The change to `:=`, where the left side is a new name.
    fn assignment(
        &self,
        head: &RuleHead,
        query: &Query,
        left: &Expr,
        right: &Expr,
    ) -> Option<Edit> {
        let Expr::Var { span, .. } = left else {
            return None;
        };
        let name = span.text();
        let room = &self.page.room;
        let is_known = ["_", "data", "input"].contains(&name)
            || room.rules.contains(name)
            || room.imports.contains_key(name)
            || arguments(head).contains(name)
            || declared(query).contains(name)
            || mentions(right, name);
        let place = range(&query.span).start..range(span).start;
        let text = room.source.text();
        let mut before = tokens(&text[place.clone()]);
        let stands_before = before.any(|token| text[place.clone()][token.place] == *name);
        if is_known || stands_before || equations_of(query, name) > 1 {
            return None;
        }
        let sign = self.sign_after(span)?;
        Some((sign..sign + 1, ":=".to_owned()))
    }

    /// The place of the sign before a value.
    fn sign_before(&self, value: &Expr) -> Option<usize> {
        let start = self.page.extents.expression(value).start;
        let before = &self.page.room.source.text()[..start];
        let before =
            before.trim_end_matches(|letter: char| letter.is_whitespace() || letter == '(');
        let name = before.strip_suffix('=')?;
        (!name.ends_with([':', '=', '!', '<', '>'])).then_some(name.len())
    }

    fn sign_after(&self, name: &Span) -> Option<usize> {
        let text = self.page.room.source.text();
        let end = range(name).end;
        let rest = &text[end..];
        let sign = rest.len() - rest.trim_start().len();
        rest[sign..].starts_with('=').then_some(end + sign)
    }
}

fn mentions(expression: &Expr, name: &str) -> bool {
    let is_name = matches!(expression, Expr::Var { span, .. } if span.text() == name);
    let parts = || operands(expression).into_iter();
    is_name || parts().any(|part| mentions(part, name)) || comprehension(expression).is_some()
}

/// How many of the equations of a query may give a name its value.
fn equations_of(query: &Query, name: &str) -> usize {
    let equations = query
        .stmts
        .iter()
        .filter(|statement| match &statement.literal {
            Literal::Expr { expr, .. } => match expr.as_ref() {
                Expr::AssignExpr {
                    op: AssignOp::Eq,
                    lhs,
                    rhs,
                    ..
                } => mentions(lhs, name) || mentions(rhs, name),
                _ => false,
            },
            _ => false,
        });
    equations.count()
}
