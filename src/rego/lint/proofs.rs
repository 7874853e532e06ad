//! What has to be there wherever a statement holds.

use std::collections::BTreeSet;

use regorus::unstable::{BoolOp, Expr, Literal};

use super::paths::{Names, Reader};
use crate::rego::checks::{operands, path_text};

/// Paths of attributes.
pub(super) type Paths = BTreeSet<String>;

impl Reader<'_> {
    /// What is there wherever a statement holds.
    pub(super) fn proofs(&self, literal: &Literal, names: &Names, proved: &mut Paths) {
        match literal {
            Literal::Expr { expr, .. } if !self.says_missing(expr) => {
                let may_be_null = is_inequality(expr) && !mentions_null(expr)
                    || matches!(expr.as_ref(), Expr::AssignExpr { .. });
                self.proof(expr, names, may_be_null, proved);
            }
            Literal::NotExpr { expr, .. } if self.is_reader(expr, "absent") => {
                self.proof(expr, names, false, proved);
            }
            Literal::SomeIn {
                collection: expr, ..
            }
            | Literal::Every { domain: expr, .. } => self.proof(expr, names, true, proved),
            _ => {}
        }
    }

    /// The attributes that an expression reads itself, those with a default only if that is wanted.
    pub(super) fn proof(
        &self,
        expression: &Expr,
        names: &Names,
        only_direct: bool,
        proved: &mut Paths,
    ) {
        if let Some(read) = self.path(expression, names) {
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
        let of = self.path(params.first()?, names)?;
        let is_keys = path_text(fcn).as_deref() == Some("object.keys");
        is_keys.then(|| format!("{}.{}", of.path, span.text()))
    }

    /// Whether an expression speaks of what is missing in so many words.
    pub(super) fn is_explicit(&self, expression: &Expr) -> bool {
        let presence = ["absent", "present", "has_text", "has_fields"];
        let mut presence = presence.iter();
        mentions_null(expression) || presence.any(|name| self.is_reader(expression, name))
    }

    /// Whether a statement holds of what is missing.
    fn says_missing(&self, expression: &Expr) -> bool {
        mentions_null(expression) && !is_inequality(expression)
            || self.is_reader(expression, "absent")
    }

    /// Whether an expression calls this function of `lib.attributes`.
    fn is_reader(&self, expression: &Expr, name: &str) -> bool {
        let Expr::Call { fcn, .. } = expression else {
            return false;
        };
        let full = path_text(fcn).and_then(|path| self.page.room.full(&path));
        full.is_some_and(|full| full == format!("data.lib.attributes.{name}"))
    }
}

/// `null` itself, or `is_null`.
fn mentions_null(expression: &Expr) -> bool {
    let is_null = match expression {
        Expr::Null { .. } => true,
        Expr::Call { fcn, .. } => path_text(fcn).as_deref() == Some("is_null"),
        _ => false,
    };
    is_null || operands(expression).into_iter().any(mentions_null)
}

/// Whether an expression is `… != …`.
pub(super) fn is_inequality(expression: &Expr) -> bool {
    matches!(expression, Expr::BoolExpr { op: BoolOp::Ne, .. })
}

/// Whether an attribute is there where these are: it is one of them, or one is inside of it.
pub(super) fn is_proved(path: &str, proved: &Paths) -> bool {
    let is_inside = |proof: &String| {
        let rest = proof.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    proved.iter().any(is_inside)
}
