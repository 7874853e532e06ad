//! The unit tests that stand beside policies: rules whose names start with `test_`.

use jiff::Timestamp;
use regorus::{Engine, Value};

use super::checks::{head_path, path_text};
use super::{RegoError, add_policies, analyse, caps, failure, memory, strict_engine};
use crate::policy::PolicySet;

/// A unit test that ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitTest {
    /// Its package: `azure.storage.secure_transfer_test`.
    pub package: String,
    /// Its rule.
    pub name: String,
    /// Why it failed; none if it passed.
    pub failure: Option<String>,
}

/// Runs the unit tests of a set, in the order of their files and rules.
///
/// # Errors
/// Texts that do not parse.
pub fn run_unit_tests(set: &PolicySet, as_of: Timestamp) -> Result<Vec<UnitTest>, Vec<RegoError>> {
    let mut engine = strict_engine(as_of)?;
    let alone = memory::alone();
    alone.lift();
    add_policies(&mut engine, set, &mut || ())?;
    let mut errors = Vec::new();
    for source in &set.tests {
        if let Err(error) = caps::check(source) {
            errors.push(error);
            continue;
        }
        let added = engine.add_policy(source.name().to_owned(), source.text().to_owned());
        errors.extend(
            added
                .err()
                .map(|error| failure::complaint(&error, source, set)),
        );
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(run_all(&mut engine))
}

/// Runs every unit test of an engine.
pub(super) fn run_all(engine: &mut Engine) -> Vec<UnitTest> {
    let names = test_names(engine);
    analyse(engine);
    let unasked = engine.clone();
    let run = |(package, name)| {
        let (test, is_engine_sound) = run(engine, package, name);
        if !is_engine_sound {
            *engine = unasked.clone();
        }
        test
    };
    names.into_iter().map(run).collect()
}

fn test_names(engine: &mut Engine) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for module in engine.get_modules() {
        let Some(package) = path_text(&module.package.refr) else {
            continue;
        };
        for rule in &module.policy {
            let name = head_path(rule).filter(|name| name.starts_with("test_"));
            let test = name.map(|name| (package.clone(), name));
            names.extend(test.filter(|test| !names.contains(test)));
        }
    }
    names
}

/// Runs a test. An engine that failed is sound no more.
fn run(engine: &mut Engine, package: String, name: String) -> (UnitTest, bool) {
    let answer = engine.eval_rule(format!("data.{package}.{name}"));
    let is_engine_sound = answer.is_ok();
    let failure = match answer {
        Ok(Value::Bool(true)) => None,
        Ok(_) => Some("it is not true".to_owned()),
        Err(error) => Some(failure::reason(&error)),
    };
    let test = UnitTest {
        package,
        name,
        failure,
    };
    (test, is_engine_sound)
}
