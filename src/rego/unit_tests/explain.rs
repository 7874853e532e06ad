//! Why a test does not hold: the first statement of its body that comes to nothing, with the
//! values of its parts.
//!
//! regorus keeps no trace, so the first statements of the body are asked for alone, then one more,
//! until nothing is left of what they find.

use std::time::{Duration, Instant};

use regorus::Value;
use regorus::unstable::{Expr, Literal, LiteralStmt, Query};

use super::Step;
use super::cases::Case;
use super::groups::{Definition, Group};
use super::suite::Suite;
use super::values::written;

/// How long the explanation of one test may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The steps at which the bodies of a test came to nothing, or those of one of its cases.
pub(super) fn explain(suite: &Suite<'_>, group: &Group<'_>, case: Option<&Case>) -> Vec<Step> {
    #[allow(
        clippy::disallowed_methods,
        reason = "an explanation that takes too long is none"
    )]
    let began = Instant::now();
    let mut steps = Vec::new();
    for definition in &group.definitions {
        for body in definition.bodies() {
            let search = Search {
                suite,
                definition,
                body,
                case,
                began,
            };
            steps.extend(search.step());
        }
    }
    steps
}

/// One body of a test.
pub(super) struct Search<'a> {
    pub(super) suite: &'a Suite<'a>,
    pub(super) definition: &'a Definition<'a>,
    pub(super) body: &'a Query,
    pub(super) case: Option<&'a Case>,
    began: Instant,
}

/// What some statements from the first come to.
enum Found {
    /// They hold in some way.
    Something,
    /// They hold in no way.
    Nothing,
    /// They fail.
    Error,
    /// They need one of the statements behind them.
    Unknown,
}

impl Search<'_> {
    /// The first statement behind which nothing is left; nothing if it cannot be told, or if the
    /// body is not what this case failed at.
    fn step(&self) -> Option<Step> {
        let start = match self.case {
            None => 0,
            Some(case) => {
                let (start, cases) = self.definition.attempted(self.suite, self.body)?;
                cases.contains(case).then_some(start)?
            }
        };
        let mut good = start;
        for count in start + 1..=self.body.stmts.len() {
            if self.began.elapsed() > PATIENCE {
                return None;
            }
            match self.found(count) {
                Found::Something => good = count,
                Found::Unknown => {}
                Found::Nothing => return Some(self.at(good, count, false)),
                Found::Error => return Some(self.at(good, count, true)),
            }
        }
        None
    }

    fn found(&self, count: usize) -> Found {
        match self.ask(&format!("[1 | {}\n]", self.first(count))) {
            None => Found::Unknown,
            Some(Ok(Value::Array(found))) if found.is_empty() => Found::Nothing,
            Some(Ok(_)) => Found::Something,
            Some(Err(_)) => Found::Error,
        }
    }

    /// What is said of the statements between those that hold and those that do not.
    fn at(&self, good: usize, count: usize, has_failed: bool) -> Step {
        let failing = &self.body.stmts[good..count];
        let names = self.names(good, failing);
        let (parts, item) = match failing {
            [statement] => (
                self.parts(statement, &names),
                self.failing_item(good, statement),
            ),
            _ => (Vec::new(), None),
        };
        let told = self.values(good, &parts, &names);
        let is_undefined = told.parts.iter().any(|(_, value)| value.is_none());
        let values = told.parts.into_iter().chain(item).chain(told.names);
        let written = |value: Option<Value>| match value {
            Some(value) => written(&value),
            None => "undefined".to_owned(),
        };
        Step {
            line: failing.first().map_or(0, |first| first.span.line as usize),
            result: match has_failed {
                true => "fails",
                false => result(failing, is_undefined),
            },
            statement: self.definition.tidy(failing),
            ways: told.ways,
            values: values.map(|(part, value)| (part, written(value))).collect(),
        }
    }
}

/// What a statement came to, in words.
fn result(failing: &[LiteralStmt], is_undefined: bool) -> &'static str {
    let [statement] = failing else {
        return "do not hold together";
    };
    match &statement.literal {
        _ if is_undefined => "is undefined",
        Literal::SomeVars { .. } | Literal::SomeIn { .. } => "finds nothing",
        Literal::Expr { expr, .. } if matches!(expr.as_ref(), Expr::AssignExpr { .. }) => {
            "does not match"
        }
        _ => "is false",
    }
}
