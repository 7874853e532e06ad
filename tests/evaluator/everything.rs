//! What a verdict depends on is little: no built-in policy goes through all that a scope holds.

use std::collections::BTreeSet;

use clap::Parser;
use securescore::rego::Lookup;

use super::estate::{contoso, for_each_loaded, read};
use super::lookups::Asking;
use super::request::Request;

/// The policies for which a change of anything at all means that they have to be asked again.
const LOOKING_EVERYWHERE: [&str; 0] = [];

/// Policies that nothing in either of the estates is a resource of.
const UNASKED: [&str; 0] = [];

#[test]
fn which_policies_look_up_everything() {
    let asking = Asking::new();
    let mut everywhere = BTreeSet::new();
    let mut unasked: BTreeSet<&str> = asking.set.policies.keys().map(|id| id.as_str()).collect();
    let made_up = made_up();
    for records in [contoso(), read(&[made_up.path().to_owned().into()])] {
        for_each_loaded(records, |scope, above| {
            for said in asking.all_said(scope, above) {
                unasked.remove(said.policy.as_str());
                if said.lookups.contains(&Lookup::Everything) {
                    everywhere.insert(said.policy.as_str());
                }
            }
        });
    }
    assert_eq!(everywhere, LOOKING_EVERYWHERE.into());
    assert_eq!(unasked, UNASKED.into());
}

/// The inventory that speed is measured on, a smaller one.
fn made_up() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("made-up.ndjson");
    let size = ["--resources", "1500", "--scopes", "3"];
    let words = ["generate", "--output", file.to_str().unwrap()];
    let words = words.iter().chain(&size);
    Request::try_parse_from(words).unwrap().write().unwrap();
    directory
}
