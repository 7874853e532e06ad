//! Recipes for every type that a policy reads, the page that shows them, and the verb.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::Path;

use securescore::bundle::built_in_policies;
use securescore::cli::Exit;
use securescore::collect::{Each, page, recipe_for};
use securescore::policy::PolicySet;
use securescore::recommendation::Recommendation;
use securescore::resource::ResourceType;
use support::securescore;

fn recommendations() -> Vec<Recommendation> {
    let policies = PolicySet::read(built_in_policies()).unwrap();
    policies.recommendations().into_values().collect()
}

#[test]
fn the_page_is_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/collect.md");
    if std::env::var_os("REFRESH").is_some() {
        std::fs::write(&file, page()).unwrap();
    }
    let is_current = std::fs::read_to_string(&file).is_ok_and(|text| text == page());
    assert!(
        is_current,
        "docs/collect.md differs from the recipes; write it anew: REFRESH=1 cargo test --test collect"
    );
}

#[test]
fn every_type_that_a_policy_reads_has_a_recipe() {
    for known in recommendations() {
        for kind in known.types_read() {
            assert!(recipe_for(kind).is_some(), "`{}`: `{kind}`", known.id);
        }
    }
}

/// What a policy requires is exported for everything that it assesses: a new policy on diagnostic
/// settings has to name its type in the recipe.
#[test]
fn what_is_required_is_exported_for_what_is_assessed() {
    for known in recommendations() {
        for kind in &known.requires {
            let Some(Each::Resources(types)) =
                recipe_for(kind).and_then(|found| found.each.as_ref())
            else {
                continue;
            };
            let exported = |assessed: &&ResourceType| types.contains(assessed);
            let is_met = known
                .resource_types
                .iter()
                .any(|assessed| exported(&assessed));
            assert!(
                is_met,
                "`{}`: `{kind}` is exported for {types:?} only",
                known.id
            );
        }
    }
}

#[test]
fn collect_prints_the_script() {
    let ran = securescore(&["collect", "--print"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    assert!(ran.output.starts_with("#!/usr/bin/env bash\n"));
    assert!(
        ran.output
            .contains("collect diagnostic-settings microsoft.insights/diagnosticsettings\n")
    );
    let one = securescore(&[
        "collect",
        "--print",
        "--recommendation",
        "azure.diagnostics.key_vault",
    ]);
    let parts: Vec<&str> = one
        .output
        .lines()
        .filter(|line| line.starts_with("collect "))
        .collect();
    assert_eq!(
        parts,
        [
            "collect resources microsoft.keyvault/vaults",
            "collect diagnostic-settings microsoft.insights/diagnosticsettings",
        ]
    );
}

#[test]
fn collect_knows_types_and_recommendations() {
    assert_eq!(
        securescore(&["collect"]).exit,
        Exit::Input,
        "`--print` is required"
    );
    for (option, name, hint) in [
        (
            "--type",
            "kubernetes/pods",
            "did you mean `kubernetes/pod`?",
        ),
        (
            "--recommendation",
            "azure.diagnostics.key_vaults",
            "did you mean `azure.diagnostics.key_vault`?",
        ),
    ] {
        let ran = securescore(&["collect", "--print", option, name]);
        assert_eq!(ran.exit, Exit::Input);
        assert!(ran.output.is_empty());
        assert!(ran.errors.contains(hint), "{}", ran.errors);
    }
}
