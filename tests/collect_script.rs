//! The script that exports what is judged: complete, reading only, and whole in what it writes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "collect/trial.rs"]
mod trial;

use std::collections::BTreeSet;
use std::process::Command;

use insta::assert_snapshot;
use securescore::bundle::built_in_policies;
use securescore::collect::recipes;
use securescore::policy::PolicySet;
use securescore::recommendation::Recommendation;
use securescore::resource::ResourceType;
use securescore::source;
use serde_json::{Value, json};
use trial::Trial;

const READS: [&str; 6] = [
    "az graph query ",
    "az rest --method get ",
    "az keyvault certificate list ",
    "az keyvault certificate show ",
    "kubectl get ",
    "gh api ",
];

/// Options that would make another method of a call, or send something with it.
const CHANGES: [&str; 8] = [
    " --method p",
    " --method d",
    " -X",
    " -f ",
    " -F ",
    " --field",
    " --input",
    " --body",
];

const ROLES: &str = "microsoft.authorization/roleassignments";
const USERS: &str = "microsoft.graph/users";
const CLUSTER: &str = "/subscriptions/0001/resourcegroups/g/providers/microsoft.containerservice/managedclusters/shop";

fn all_types() -> BTreeSet<ResourceType> {
    let policies = PolicySet::read(built_in_policies()).unwrap();
    let known = policies.recommendations();
    let read = known.values().flat_map(Recommendation::types_read);
    let named = recipes().iter().flat_map(|recipe| &recipe.types);
    read.chain(named).cloned().collect()
}

fn types(names: &[&str]) -> BTreeSet<ResourceType> {
    names.iter().map(|name| ResourceType::new(name)).collect()
}

/// What a run leaves behind that exports these types and ends well.
fn run_of(types: &BTreeSet<ResourceType>) -> Trial {
    let trial = Trial::new(types);
    let clusters = format!("shop={CLUSTER}");
    let output = trial.run(&[
        ("SECURESCORE_CLUSTERS", clusters.as_str()),
        ("SECURESCORE_GITHUB", "contoso fabrikam"),
    ]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{errors}");
    trial
}

#[test]
fn the_script_is_bash() {
    let trial = Trial::new(&all_types());
    let mut bash = Command::new("bash");
    let checked = bash.arg("-n").arg(trial.path("collect.sh")).output();
    assert!(checked.unwrap().status.success());
}

#[test]
fn every_type_is_collected_by_calls_that_only_read() {
    let trial = run_of(&all_types());
    assert_eq!(trial.collected(), all_types());
    for recipe in recipes() {
        assert!(!trial.documents(&recipe.id).is_empty(), "{}", recipe.id);
    }
    let left = std::fs::read_dir(trial.path("exports")).unwrap().count();
    assert_eq!(left, recipes().len() + 1, "nothing else is left there");
    for call in trial.text("calls").lines() {
        assert!(READS.iter().any(|read| call.starts_with(read)), "{call}");
        assert!(
            !CHANGES.iter().any(|option| call.contains(option)),
            "{call}"
        );
    }
}

/// Whatever a service calls its objects, they come out as the types that were asked for.
#[test]
fn what_is_collected_can_be_read() {
    let trial = run_of(&all_types());
    let exports = [trial.path("exports").into()];
    let records = source::read(&exports, &mut std::io::empty(), &source::Options::default());
    let records = records.unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(records.collected, all_types());
    let read: BTreeSet<ResourceType> = records
        .resources
        .into_iter()
        .map(|resource| resource.resource_type)
        .collect();
    for service in [
        "github/codescanningalerts",
        "github/codescanningdefaultsetup",
        "github/vulnerabilityalerts",
        "kubernetes/pod",
        "microsoft.devices/iothubs/devices",
        "microsoft.graph/groups",
        "microsoft.graph/securitydefaults",
        "microsoft.graph/users",
        "microsoft.keyvault.data/vaults/certificates",
        "microsoft.security/securityconnectors/devops/githubowners/repos",
        "microsoft.web/sites/config",
    ] {
        assert!(
            read.contains(&ResourceType::new(service)),
            "{service}: {read:#?}"
        );
    }
    // The table of all resources holds more than anybody asked for.
    let unasked: Vec<&ResourceType> = read.difference(&records.collected).collect();
    assert_eq!(unasked, [&ResourceType::new("microsoft.contoso/gadgets")]);
}

#[test]
fn all_pages_are_there() {
    let trial = run_of(&types(&[
        "microsoft.web/sites",
        "microsoft.web/sites/config",
        ROLES,
    ]));
    let resources = trial.documents("resources");
    assert_eq!(resources.len(), 2);
    assert_eq!(resources[0]["skip_token"], "two");
    assert_eq!(resources[1]["skip_token"], Value::Null);
    assert_eq!(trial.documents("role-assignments").len(), 2);
    assert_eq!(
        trial.documents("site-configurations").len(),
        2,
        "one a site"
    );
}

#[test]
fn what_has_no_scope_is_wrapped() {
    let trial = run_of(&types(&["kubernetes/pod", "github/vulnerabilityalerts"]));
    assert_eq!(trial.documents("kubernetes")[0]["of"], CLUSTER);
    let switch = |of: &str, enabled: bool| json!({"of": of, "content": {"type": "github/vulnerabilityalerts", "enabled": enabled}});
    let switches = trial.documents("github-vulnerability-alerts");
    assert_eq!(switches[0], switch("//github.com/contoso/shop", true));
    assert_eq!(switches[1], switch("//github.com/contoso/plant", false));
}

#[test]
fn groups_have_their_members() {
    let groups = run_of(&types(&["microsoft.graph/groups"])).documents("groups");
    let ids: Vec<&Value> = groups.iter().map(|group| &group["content"]["id"]).collect();
    assert_eq!(ids, ["g-1", "g-2", "g-3"], "a deleted group is left out");
    assert_eq!(
        groups[1],
        json!({"of": "tenant", "content": {
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#groups/$entity",
            "id": "g-2", "displayName": "Readers of all", "members": [
                {"@odata.type": "#microsoft.graph.user", "id": "u-2"},
            ]
        }})
    );
}

#[test]
fn users_who_hold_a_role_have_a_state() {
    let users = run_of(&types(&[USERS])).documents("users");
    let state = |user: &Value| user["content"]["perUserMfaState"].clone();
    let states: Vec<Value> = users.iter().map(state).collect();
    assert_eq!(states, [json!("enforced"), json!("enforced"), Value::Null]);
}

#[test]
fn keys_of_devices_are_hashed() {
    let trial = run_of(&types(&["microsoft.devices/iothubs/devices"]));
    let text = trial.text("exports/iot-devices.json");
    assert!(!text.contains("a2V5"), "{text}");
    assert_snapshot!(trial.documents("iot-devices")[0]["content"].to_string());
}

#[test]
fn a_part_that_fails_leaves_nothing_and_stops_nothing() {
    let trial = Trial::new(&types(&["microsoft.web/sites", USERS]));
    std::fs::create_dir(trial.path("exports")).unwrap();
    std::fs::write(trial.path("exports/resources.json"), "[]").unwrap();
    let output = trial.run(&[("REFUSED", "resources | order by id asc")]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(
        errors.ends_with("not exported, or not in full: resources\n"),
        "{errors}"
    );
    assert!(!trial.path("exports/resources.json").exists());
    assert_eq!(trial.collected(), types(&[USERS]));
}

#[test]
fn a_page_that_fails_fails_its_part() {
    let trial = Trial::new(&types(&[
        "microsoft.web/sites",
        "microsoft.web/sites/config",
    ]));
    let output = trial.run(&[("REFUSED", "--skip-token")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!trial.path("exports/resources.json").exists());
    assert!(!trial.path("exports/site-configurations.json").exists());
    assert!(trial.collected().is_empty());
}

#[test]
fn what_is_gone_or_was_never_switched_on_is_no_failure() {
    for (kind, asked, answer) in [
        (
            "microsoft.web/sites/config",
            "one/config/web",
            "(ResourceNotFound)",
        ),
        (
            "microsoft.security/pricings",
            "pricings",
            "Please register to Microsoft.Security.",
        ),
    ] {
        let trial = Trial::new(&types(&[kind]));
        let output = trial.run(&[("REFUSED", asked), ("REASON", answer)]);
        assert_eq!(output.status.code(), Some(0), "{asked}");
        assert_eq!(trial.collected(), types(&[kind]));
    }
}

#[test]
fn refused_states_leave_the_users() {
    let trial = Trial::new(&types(&[USERS]));
    let output = trial.run(&[("REFUSED", "authentication/requirements")]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(trial.documents("users").len(), 3);
    let calls = trial.text("calls");
    assert_eq!(calls.matches("authentication/requirements").count(), 1);
}

#[test]
fn clusters_and_organisations_are_named_by_people() {
    let trial = Trial::new(&types(&["kubernetes/pod", "github/dependabotalerts"]));
    let output = trial.run(&[]);
    assert_eq!(output.status.code(), Some(0));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("kubernetes: left out, because SECURESCORE_CLUSTERS is empty\n"));
    assert!(trial.collected().is_empty());
}
