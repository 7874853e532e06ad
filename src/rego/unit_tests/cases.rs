//! Tests that run over several cases, each with its name in the head: `test_access[name]`.
//!
//! OPA takes each name that the head can have, once the body got as far as giving it one, for a
//! case, and each for which the rule is true for one that passed.

use regorus::Value;
use regorus::unstable::Query;

use super::explain::explain;
use super::groups::{Definition, Group};
use super::runner::Answer;
use super::suite::Suite;
use super::values::{ask_beside, written};
use super::{Failed, Outcome, UnitTest};
use crate::rego::failure;

/// The name of a case, in its parts.
pub(super) type Case = Vec<Value>;

impl Definition<'_> {
    /// How many statements of a body, from the first, give the case its name, and the names.
    pub(super) fn attempted(&self, suite: &Suite<'_>, body: &Query) -> Option<(usize, Vec<Case>)> {
        (0..=body.stmts.len()).find_map(|count| {
            let statements = match count {
                0 => "true".to_owned(),
                _ => self.written(&body.stmts[..count]),
            };
            Some((count, self.named(suite, &statements)?))
        })
    }

    /// The cases that some statements name; nothing if they do not yet.
    fn named(&self, suite: &Suite<'_>, statements: &str) -> Option<Vec<Case>> {
        let names = self.names.join(", ");
        let asked = format!("{{[{names}] | {statements}\n}}");
        let Ok(Value::Set(found)) = ask_beside(suite, self.text, &asked)?.value else {
            return None;
        };
        let parts = |name: &Value| name.as_array().ok().map(|parts| parts.to_vec());
        Some(found.iter().filter_map(parts).collect())
    }
}

/// What became of each case.
pub(super) fn outcomes(suite: &Suite<'_>, group: &Group<'_>, answer: Answer) -> Vec<UnitTest> {
    let failed = |reason: &str, prints| {
        let failed = Failed {
            reason: reason.to_owned(),
            steps: Vec::new(),
            prints,
        };
        vec![group.test(None, Outcome::Failed(failed))]
    };
    let value = match answer.value {
        Ok(value) => value,
        Err(error) => return failed(&failure::reason(&error), answer.prints),
    };
    let Some(attempted) = attempted(suite, group) else {
        return failed("its cases cannot be told", answer.prints);
    };
    if attempted.is_empty() {
        return failed("it has no cases", answer.prints);
    }
    let has_passed = |case: &Case| match &value {
        Value::Set(passed) => passed.contains(&Value::from(case.clone())),
        value => passes(value, case),
    };
    let outcome = |case: &Case| match has_passed(case) {
        true => Outcome::Passed,
        false => Outcome::Failed(Failed {
            reason: "it does not hold".to_owned(),
            steps: explain(suite, group, Some(case)),
            prints: answer.prints.clone(),
        }),
    };
    let test = |case: &Case| group.test(Some(shown(case)), outcome(case));
    attempted.iter().map(test).collect()
}

/// The cases of all rules; nothing if those of one of them cannot be told.
fn attempted(suite: &Suite<'_>, group: &Group<'_>) -> Option<Vec<Case>> {
    let mut cases: Vec<Case> = Vec::new();
    for definition in &group.definitions {
        let mut bodies = definition.bodies().peekable();
        if bodies.peek().is_none() {
            cases.extend(definition.named(suite, "true")?);
        }
        for body in bodies {
            let (_, found) = definition.attempted(suite, body)?;
            cases.extend(found);
        }
    }
    let mut known: Vec<Case> = Vec::new();
    cases.retain(|case| {
        let is_new = !known.contains(case);
        known.extend(is_new.then(|| case.clone()));
        is_new
    });
    Some(cases)
}

fn passes(value: &Value, case: &[Value]) -> bool {
    match case.split_first() {
        None => *value == Value::Bool(true),
        Some((name, rest)) => match value.as_object() {
            Ok(fields) => fields.get(name).is_some_and(|value| passes(value, rest)),
            Err(_) => false,
        },
    }
}

/// The name of a case for people.
fn shown(case: &[Value]) -> String {
    let part = |part: &Value| match part.as_string() {
        Ok(text) => text.to_string(),
        Err(_) => written(part),
    };
    case.iter().map(part).collect::<Vec<_>>().join(", ")
}
