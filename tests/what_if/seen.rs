//! What people and programs see of a comparison.

use std::fs;

use insta::assert_snapshot;

use crate::estate::{self, BASE, Estate, till};
use crate::support::{Streams, securescore, securescore_on};
use crate::{AFTER, BEFORE, all, ran};

#[test]
fn what_people_and_programs_see() {
    let estate = all();
    let times = ["--base-as-of", BEFORE, "--as-of", AFTER];
    let shown = |options: &[&str]| ran(&estate, &[&times[..], options].concat()).output;
    assert_snapshot!("table", shown(&[]));
    assert_snapshot!("markdown", shown(&["--format=markdown"]));
    assert_snapshot!("json", shown(&["--format=json"]));
    let arguments = ["what-if", "--base=main", estate.root(), "--trusted"];
    let coloured = securescore_on(&[&arguments[..], &times].concat(), b"", Streams::Terminals);
    assert_snapshot!("coloured", coloured.output.replace('\u{1b}', "ESC"));
    let alike = Estate::of(&BASE.files(), &BASE.files());
    assert_snapshot!("alike", ran(&alike, &["--as-of", AFTER]).output);
    let file = estate.path("impact.md");
    let option = format!("--output={}", file.display());
    assert!(shown(&["--format=markdown", &option]).is_empty());
    assert_eq!(
        fs::read_to_string(file).unwrap(),
        shown(&["--format=markdown"])
    );
    let help = securescore(&["what-if", "--help"]);
    assert_snapshot!("help", help.output);
}

#[test]
fn names_of_others_mean_nothing_in_markdown() {
    let estate = all();
    let hostile = "</code><script>alert(1)</script>|`@all`";
    let id = till("b").replace("/b", "/b%20");
    let text = estate::inventory().replace(&till("b"), &format!("{id}{hostile}"));
    fs::write(estate.path("inventory.json"), text).unwrap();
    let shown = ran(&estate, &["--as-of", AFTER, "--format=markdown"]);
    assert!(
        shown.output.contains("&#60;/code&#62;&#60;script"),
        "{}",
        shown.output
    );
    assert!(!shown.output.contains("<script") && !shown.output.contains("@all"));
}
