//! Built-ins called without an engine around them, as an engine of ours would call them.

use std::fmt;
use std::sync::LazyLock;

use anyhow::{Result, bail};
use regorus::Value;
use regorus::unstable::{ArithOp, BUILTINS, BuiltinFcn, Expr, Ref, Source, Span, numbers, sets};

use super::bounds::{self, Check};
use super::{Extension, REFUSED, extension};

/// Built-ins that need an engine: they hand out what they find one by one, print, or know what
/// now is.
const WITH_ENGINE: [&str; 4] = ["print", "time.now_ns", "trace", "walk"];

/// A built-in.
#[derive(Clone, Copy)]
pub(in crate::rego) struct Function {
    name: &'static str,
    /// How many arguments it takes.
    pub(in crate::rego) arity: usize,
    way: Way,
}

#[derive(Clone, Copy)]
enum Way {
    /// It is ours.
    Supplied(Extension),
    /// It is regorus's, behind a check of ours.
    Checked(Check, BuiltinFcn),
    /// It is regorus's.
    Brought(BuiltinFcn),
}

impl fmt::Debug for Function {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// A built-in by its name, if it can be called so.
pub(in crate::rego) fn function(name: &str) -> Option<Function> {
    if WITH_ENGINE.contains(&name) || REFUSED.contains(&name) {
        return None;
    }
    if let Some((name, arity, supplied)) = extension(name) {
        let way = Way::Supplied(supplied);
        return Some(Function { name, arity, way });
    }
    let (name, brought) = BUILTINS.get_key_value(name)?;
    let way = match bounds::check(name) {
        Some(check) => Way::Checked(check, *brought),
        None => Way::Brought(*brought),
    };
    let arity = usize::from(brought.1);
    Some(Function { name, arity, way })
}

impl Function {
    /// What it answers; undefined where it has no answer and that is no error.
    ///
    /// # Errors
    /// It refuses the arguments.
    pub(in crate::rego) fn call(&self, arguments: &[Value]) -> Result<Value> {
        match self.way {
            Way::Supplied(supplied) => supplied(arguments.to_vec()),
            Way::Brought(brought) => answer(brought, arguments),
            Way::Checked(check, brought) => bounds::checked(self.name, check, brought, arguments),
        }
    }
}

/// What regorus answers.
pub(super) fn answer((function, _): BuiltinFcn, arguments: &[Value]) -> Result<Value> {
    let (span, places) = places(arguments.len());
    function(span, places, arguments, true)
}

/// `left operator right`
pub(in crate::rego) fn compute(operator: &ArithOp, left: Value, right: Value) -> Result<Value> {
    let (span, places) = places(2);
    let [first, second] = places else {
        bail!("two operands have two places")
    };
    match (operator, &left, &right) {
        (ArithOp::Sub, Value::Set(_), _) | (ArithOp::Sub, _, Value::Set(_)) => {
            sets::difference(first, second, left, right)
        }
        _ => numbers::arithmetic_operation(span, operator, first, second, left, right, true),
    }
}

/// More arguments than any built-in has.
const MOST: usize = 16;

/// Places for errors, which get that of the call put before.
fn places(count: usize) -> (&'static Span, &'static [Ref<Expr>]) {
    static PLACES: LazyLock<(Span, Vec<Ref<Expr>>)> = LazyLock::new(|| {
        let source = Source::from_contents(String::new(), String::new());
        let span = Span {
            source: source.unwrap_or_else(|_| unreachable!("an empty text is short enough")),
            line: 1,
            col: 1,
            start: 0,
            end: 0,
        };
        let place = Expr::Null {
            span: span.clone(),
            value: Value::Null,
            eidx: 0,
        };
        (span, vec![Ref::new(place); MOST])
    });
    let (span, places) = &*PLACES;
    (span, &places[..count.min(MOST)])
}
