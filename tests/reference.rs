//! The reference of the recommendations: the shipped one is up to date, and a project's own is
//! written, compared and tidied.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs;

use securescore::cli::Exit;
use support::securescore;

const SHIPPED: &str = "docs/recommendations";

#[test]
fn the_shipped_pages_are_up_to_date() {
    if std::env::var_os("REFRESH").is_some() {
        assert_eq!(securescore(&["docs", "--output", SHIPPED]).exit, Exit::Done);
    }
    let ran = securescore(&["docs", "--output", SHIPPED, "--check"]);
    let advice = "write them anew: REFRESH=1 cargo test --test reference";
    assert_eq!(ran.exit, Exit::Done, "{}{advice}", ran.errors);
}

/// Every recommendation has its entry, in the page of its folder.
#[test]
fn every_recommendation_has_its_entry() {
    let policies = securescore::bundle::built_in_policies().into_iter();
    for policy in policies.filter(|policy| policy.path.ends_with("/policy.rego")) {
        let folder = policy.path.strip_suffix("/policy.rego").unwrap();
        let (folder, name) = folder.rsplit_once('/').unwrap();
        let page = fs::read_to_string(format!("{SHIPPED}/{folder}.md")).unwrap();
        assert!(page.contains(&format!("\n## {name}\n")), "{folder}: {name}");
    }
}

#[test]
fn a_project_has_pages_of_its_own_policies() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name);
    let folder = path("policies/own/house/door");
    fs::create_dir_all(&folder).unwrap();
    let policy = "# METADATA\n# title: Doors <b>shut</b>\n# custom:\n#   severity: low\n#   resource_types: [a.b/doors]\n\
                  package own.house.door\n\ndefault healthy := false\n\nhealthy if input.isShut\n";
    fs::write(folder.join("policy.rego"), policy).unwrap();
    let (policies, pages) = (path("policies"), path("pages"));
    let docs = |options: &[&str]| {
        let named = [
            "docs",
            "--policies",
            policies.to_str().unwrap(),
            "--output",
            pages.to_str().unwrap(),
        ];
        securescore(&[&named, options].concat())
    };
    let ran = docs(&["--check"]);
    assert_eq!(ran.exit, Exit::Gate);
    assert!(
        ran.errors.contains("stale: ") && ran.errors.contains("own/house.md"),
        "{}",
        ran.errors
    );
    assert!(!pages.exists(), "`--check` writes nothing");
    assert_eq!(docs(&[]).exit, Exit::Done);
    let index = fs::read_to_string(pages.join("README.md")).unwrap();
    assert!(
        index.contains("### In no control\n\n- [Doors \\<b\\>shut\\</b\\>](own/house.md#door)\n"),
        "{index}"
    );
    assert_eq!(docs(&["--check"]).exit, Exit::Done);

    fs::write(pages.join("notes.md"), "mine").unwrap();
    fs::rename(&folder, path("policies/own/house/gate")).unwrap();
    let moved = policy.replace("door\n", "gate\n");
    fs::write(path("policies/own/house/gate/policy.rego"), &moved).unwrap();
    fs::create_dir(pages.join("old")).unwrap();
    fs::copy(pages.join("own/house.md"), pages.join("old/page.md")).unwrap();
    let ran = docs(&["--check"]);
    assert!(
        ran.errors.contains("left over: ") && ran.errors.contains("old/page.md"),
        "{}",
        ran.errors
    );
    assert_eq!(docs(&[]).exit, Exit::Done);
    assert!(!pages.join("old/page.md").exists());
    assert_eq!(fs::read_to_string(pages.join("notes.md")).unwrap(), "mine");

    fs::write(pages.join("own/house.md"), "mine").unwrap();
    let ran = docs(&[]);
    assert_eq!(ran.exit, Exit::Input);
    assert!(
        ran.errors.contains("was not written by `securescore docs`"),
        "{}",
        ran.errors
    );
    assert_eq!(
        fs::read_to_string(pages.join("own/house.md")).unwrap(),
        "mine"
    );
}
