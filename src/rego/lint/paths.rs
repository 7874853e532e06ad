//! Which attribute of a resource an expression reads.
//!
//! A path begins with `input`, with the rows of `data.inventory`, or with a variable whose origin is
//! not seen. Variables and rules that stand for a path are followed, and so are the readers that
//! take a path as text: those of `lib.attributes`, and `object.get`.

use std::collections::BTreeMap;

use regorus::unstable::{Expr, Literal, Query, Ref, Rule, RuleHead};

use super::Page;
use crate::rego::checks::path_text;
use crate::rego::checks::room::head_of;

/// Rules that stand for rules are followed this far.
const DEEPEST: usize = 16;
/// Expressions of a text that are looked at: a policy of ours has a thousandth of that.
const MOST_STEPS: usize = 1_000_000;
/// What reads attributes by a path that is a text.
const BY_TEXT: &str = "data.lib.attributes.";

/// An attribute that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// Its path, such as `input.properties.rules[].action`.
    pub(super) path: String,
    /// Whether something stands for it where it is missing.
    pub(super) has_default: bool,
}

impl Read {
    fn of(path: impl Into<String>) -> Option<Self> {
        Some(Self {
            path: path.into(),
            has_default: false,
        })
    }

    /// Whether it is an attribute: neither a whole resource nor a parameter.
    pub(super) fn is_attribute(&self) -> bool {
        is_attribute(&self.path)
    }

    fn then(mut self, step: &str) -> Self {
        self.path.push_str(step);
        self
    }
}

/// Whether a path leads into a resource. Rows of the inventory stand behind its indexes, which may
/// be worked out.
pub(super) fn is_attribute(path: &str) -> bool {
    let Some(below) = path.strip_prefix("data.") else {
        return path.contains('.');
    };
    let into_row = |index: &str, rows: usize| {
        let rest = below.strip_prefix("inventory.")?.strip_prefix(index)?;
        Some(rest.matches("[].").count() >= rows)
    };
    let known = into_row("by_id", 1)
        .or_else(|| into_row("by_type", 1))
        .or_else(|| into_row("children", 2));
    known.unwrap_or(false)
}

/// What the names of a body stand for; nothing for what is no path.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    known: BTreeMap<String, Option<Read>>,
    depth: usize,
}

/// Reads the expressions of one module.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    /// The module.
    pub(super) page: &'a Page<'a>,
}

impl<'a> Reader<'a> {
    /// The rules of a name that say something, defaults left out.
    pub(super) fn rules(&self, name: &str) -> impl Iterator<Item = &'a Rule> {
        let rules = self.page.room.module.policy.iter().map(Ref::as_ref);
        rules.filter(move |rule| matches!(rule, Rule::Spec { .. }) && head_of(rule).1.0 == *name)
    }

    /// The attribute that an expression is, if it is one.
    pub(super) fn path(&self, expression: &Expr, names: &Names) -> Option<Read> {
        if !self.goes_on() {
            return None;
        }
        match expression {
            Expr::Var { span, .. } => self.variable(span.text(), names),
            Expr::RefDot { refr, field, .. } => Some(
                self.path(refr, names)?
                    .then(&format!(".{}", field.0.text())),
            ),
            Expr::RefBrack { refr, index, .. } => {
                let step =
                    text_of(index).map_or_else(|| "[]".to_owned(), |text| format!(".{text}"));
                Some(self.path(refr, names)?.then(&step))
            }
            Expr::Call { fcn, params, .. } => self.by_text(fcn, params, names),
            _ => None,
        }
    }

    fn variable(&self, name: &str, names: &Names) -> Option<Read> {
        if let Some(known) = names.known.get(name) {
            return known.clone();
        }
        if self.page.room.imports.contains_key(name) {
            return None;
        }
        if !self.page.room.rules.contains(name) {
            return Read::of(name);
        }
        let mut rules = self.rules(name);
        match (rules.next(), rules.next()) {
            (Some(Rule::Spec { head, bodies, .. }), None) if names.depth < DEEPEST => {
                let RuleHead::Compr { assign, .. } = head else {
                    return None;
                };
                let inner = names.inner();
                let inner = match bodies.first() {
                    Some(body) => self.bound(&body.query, &inner),
                    None => inner,
                };
                self.path(&assign.as_ref()?.value, &inner)
            }
            _ => None,
        }
    }

    /// `attributes.value(input, "a.b")` and `object.get(input, ["a", "b"], null)`.
    fn by_text(&self, function: &Expr, arguments: &[Ref<Expr>], names: &Names) -> Option<Read> {
        let name = path_text(function)?;
        let full = self.page.room.full(&name);
        let reads_text = full.is_some_and(|full| full.starts_with(BY_TEXT));
        if !reads_text && name != "object.get" {
            return None;
        }
        let read = self.path(arguments.first()?, names)?;
        let step = steps_of(arguments.get(1)?)?;
        Some(Read {
            has_default: true,
            ..read.then(&step)
        })
    }

    /// The names around a query with those that it declares itself.
    pub(super) fn bound(&self, query: &Query, around: &Names) -> Names {
        let mut names = around.clone();
        for statement in &query.stmts {
            match &statement.literal {
                Literal::Expr { expr, .. } => {
                    if let Expr::AssignExpr { lhs, rhs, .. } = expr.as_ref()
                        && let Expr::Var { span, .. } = lhs.as_ref()
                    {
                        let read = self.path(rhs, &names);
                        names.known.insert(span.text().to_owned(), read);
                    }
                }
                Literal::SomeIn {
                    value, collection, ..
                } => {
                    names = self.element(value, collection, names);
                }
                _ => {}
            }
        }
        names
    }

    /// The names with the one that runs over a collection.
    pub(super) fn element(&self, value: &Expr, collection: &Expr, names: Names) -> Names {
        match value {
            Expr::Var { span, .. } => self.named_element(span.text(), collection, names),
            _ => names,
        }
    }

    /// The same for a name.
    pub(super) fn named_element(&self, name: &str, collection: &Expr, mut names: Names) -> Names {
        let of_rule = || match collection {
            Expr::Var { span, .. } => Read::of(span.text()),
            _ => None,
        };
        let read = self.path(collection, &names).or_else(of_rule);
        let read = read.map(|read| read.then("[]"));
        names.known.insert(name.to_owned(), read);
        names
    }

    /// What the arguments of an own function stand for where it is called.
    pub(super) fn arguments(&self, head: &RuleHead, given: &[Ref<Expr>], names: &Names) -> Names {
        let mut inner = names.inner();
        if let RuleHead::Func { args, .. } = head {
            for (argument, given) in args.iter().zip(given) {
                if let Expr::Var { span, .. } = argument.as_ref() {
                    let read = self.path(given, names);
                    inner.known.insert(span.text().to_owned(), read);
                }
            }
        }
        inner
    }

    /// The own rule or function that an expression names, with its arguments.
    pub(super) fn own<'e>(&self, expression: &'e Expr, names: &Names) -> Option<Own<'e>> {
        let (name, arguments) = match expression {
            Expr::Var { span, .. } => (span.text(), [].as_slice()),
            Expr::Call { fcn, params, .. } => match fcn.as_ref() {
                Expr::Var { span, .. } => (span.text(), params.as_slice()),
                _ => return None,
            },
            _ => return None,
        };
        let is_own = self.page.room.rules.contains(name) && !names.known.contains_key(name);
        (is_own && names.depth < DEEPEST && self.goes_on()).then_some((name, arguments))
    }

    /// Whether more may be looked at.
    fn goes_on(&self) -> bool {
        let steps = self.page.steps.get();
        self.page.steps.set(steps + 1);
        steps < MOST_STEPS
    }
}

/// The name of a rule or function, and what it is called with.
pub(super) type Own<'e> = (&'e str, &'e [Ref<Expr>]);

impl Names {
    /// Those at the start of another rule.
    fn inner(&self) -> Self {
        Self {
            known: BTreeMap::new(),
            depth: self.depth + 1,
        }
    }
}

fn text_of(expression: &Expr) -> Option<&str> {
    match expression {
        Expr::String { span, .. } | Expr::RawString { span, .. } => Some(span.text()),
        _ => None,
    }
}

/// The steps of a path that is a text, or a list of texts.
fn steps_of(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Array { items, .. } => {
            let steps = items.iter().map(|item| text_of(item));
            let steps: Option<Vec<String>> = steps
                .map(|step| step.map(|step| format!(".{step}")))
                .collect();
            steps.map(|steps| steps.concat())
        }
        _ => text_of(expression).map(|text| format!(".{text}")),
    }
}
