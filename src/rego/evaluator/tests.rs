mod estate;
mod kept;
mod part;
mod reading;

use std::collections::BTreeMap;

use crate::bundle;
use crate::policy::PolicySet;
use crate::rego::{Limits, Program};

#[test]
fn every_shipped_policy_is_known() {
    let set = PolicySet::read(bundle::built_in_policies()).unwrap();
    let program = Program::shipped(
        &set,
        "2026-01-01T00:00:00Z".parse().unwrap(),
        Limits::default(),
    );
    program.in_nothing(&set).unwrap();
    let opened = program.opened();
    let mut unknown: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, questions) in &opened.questions {
        for rule in questions.rules() {
            if let Some(reason) = opened.evaluator.unknown(rule) {
                unknown.entry(reason).or_default().push(id.as_str());
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}
