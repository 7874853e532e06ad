//! What is asked again: what is remembered is replaced by a mark, so each answer without it was
//! asked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use securescore::assess::{Memo, Memory};
use securescore::assessment::{Health, Verdict};
use securescore::cache::Cache;
use securescore::resource::Scope;
use serde_json::json;

use crate::estate::{Estate, USUAL, assert_scored};
use crate::said;
use crate::zoo::{self, ONE, TWO};

const MARK: &str = "remembered";

/// Pairs of a policy and a till, by their last words; tills of the second subscription behind a `2`.
type Asked = BTreeSet<(String, String)>;

/// The memos of the scopes of the zoo.
pub(crate) fn memos(cache: &Cache) -> Vec<(Scope, Memo)> {
    let scopes = ["/", ONE, TWO].map(Scope::new);
    let recalled = |scope: Scope| cache.recall(&scope).map(|memo| (scope, memo));
    scopes.into_iter().filter_map(recalled).collect()
}

fn mark(estate: &Estate) {
    let (cache, warning) = Cache::open(&estate.cache()).unwrap();
    assert_eq!(warning, None);
    for (scope, mut memo) in memos(&cache) {
        for resource in &mut memo.resources {
            for verdict in &mut Arc::make_mut(resource).verdicts {
                verdict.verdict = Verdict {
                    health: Health::Unhealthy,
                    reasons: vec![MARK.to_owned()],
                };
            }
        }
        cache.remember(&scope, &memo);
    }
    cache.close().unwrap();
}

/// What a run with the cache asks.
fn asked(estate: &Estate, options: &[&str]) -> Asked {
    mark(estate);
    let ran = estate.cached(options);
    assert_scored(&ran);
    let last = |name: &str, sign: char| name.rsplit(sign).next().unwrap().to_owned();
    let mut asked = Asked::new();
    for ((policy, resource), row) in said(&ran.output) {
        if row["reasons"] != json!([MARK]) {
            let scope = if resource.starts_with(TWO) { "2" } else { "" };
            let till = format!("{scope}{}", last(&resource, '/'));
            asked.insert((last(&policy, '.'), till));
        }
    }
    asked
}

/// An estate of which a run was remembered.
fn remembered() -> Estate {
    let estate = Estate::zoo();
    assert_scored(&estate.cached(&USUAL));
    estate
}

fn policies(asked: &Asked) -> Vec<&str> {
    let policies: BTreeSet<&str> = asked.iter().map(|(policy, _)| policy.as_str()).collect();
    policies.into_iter().collect()
}

fn tills_of<'a>(asked: &'a Asked, policy: &str) -> Vec<&'a str> {
    let pairs = asked.iter().filter(|(asked, _)| asked == policy);
    pairs.map(|(_, till)| till.as_str()).collect()
}

#[test]
fn nothing_has_changed_and_nothing_is_asked() {
    let estate = remembered();
    for _ in 0..2 {
        assert_eq!(asked(&estate, &USUAL), Asked::new());
    }
    let otherwise = [USUAL.as_slice(), &["--threads=1", "--group-by=tag:team"]].concat();
    assert_eq!(asked(&estate, &otherwise), Asked::new());
}

#[test]
fn files_are_others_and_resources_are_not() {
    let mut estate = remembered();
    estate.rows.reverse();
    (estate.per_file, estate.compressed) = (3, 2);
    estate.write_rows();
    assert_eq!(asked(&estate, &USUAL), Asked::new());
}

/// The friend of t2 is t3, and of t1 it is t2.
#[test]
fn a_resource_is_asked_about_and_who_looked_it_up() {
    let mut estate = remembered();
    estate.row(&zoo::till(ONE, 3))["properties"]["tls"] = json!(1);
    estate.write_rows();
    let asked = asked(&estate, &USUAL);
    assert!(asked.iter().all(|(_, till)| !till.starts_with('2')));
    for (policy, _) in zoo::POLICIES {
        assert!(tills_of(&asked, policy).contains(&"t3"), "{policy}");
    }
    for alone in [
        "alone",
        "safes",
        "no_stool",
        "drawers",
        "no_drawer",
        "subscription",
        "owner",
        "owner_by_id",
        "rest",
        "due",
        "parameter",
        "parameter_of_another",
        "verdict_of_another",
        "fails",
    ] {
        assert_eq!(tills_of(&asked, alone), ["t3"], "{alone}");
    }
    assert_eq!(tills_of(&asked, "friend"), ["t2", "t3"]);
    assert_eq!(tills_of(&asked, "friend_of_friend"), ["t1", "t2", "t3"]);
    for all in ["everything", "library_too"] {
        assert_eq!(tills_of(&asked, all).len(), 9, "{all}");
    }
}

/// A till that was not there is a friend, one of its type, and a child of what stands above it.
#[test]
fn who_looked_for_what_was_not_there_is_asked() {
    let mut estate = Estate::zoo();
    let missing = estate
        .rows
        .iter()
        .position(|row| row["id"] == zoo::till(TWO, 3));
    let missing = estate.rows.remove(missing.unwrap());
    estate.write_rows();
    assert_scored(&estate.cached(&USUAL));
    estate.rows.push(missing);
    estate.write_rows();
    let asked = asked(&estate, &USUAL);
    assert!(asked.iter().all(|(_, till)| till.starts_with('2')));
    assert_eq!(tills_of(&asked, "alone"), ["2t3"]);
    assert_eq!(tills_of(&asked, "friend"), ["2t2", "2t3"]);
    assert_eq!(tills_of(&asked, "friend_of_friend"), ["2t1", "2t2", "2t3"]);
    assert_eq!(tills_of(&asked, "library_too").len(), 6);
}

/// Of user 2 only t2 and t6 are told, and of a type all users.
#[test]
fn the_directory_concerns_who_looked_there() {
    let mut estate = remembered();
    estate.row("/users/2")["accountEnabled"] = json!(false);
    estate.write_rows();
    let asked = asked(&estate, &USUAL);
    assert_eq!(tills_of(&asked, "owner").len(), 15);
    assert_eq!(tills_of(&asked, "owner_by_id"), ["2t2", "t2", "t6"]);
    assert_eq!(tills_of(&asked, "everything").len(), 15);
    for other in [
        "alone",
        "friend",
        "safes",
        "drawers",
        "library",
        "library_too",
    ] {
        assert_eq!(tills_of(&asked, other), [""; 0], "{other}");
    }
}

#[test]
fn a_policy_that_changes_is_asked_alone() {
    let estate = remembered();
    estate.write_policy("alone", "healthy if input.properties.tls >= 1");
    let asked = asked(&estate, &USUAL);
    assert_eq!((policies(&asked), asked.len()), (vec!["alone"], 15));
}

#[test]
fn a_library_concerns_the_policies_that_need_it() {
    let estate = remembered();
    estate.write("policies/lib/shop.rego", &zoo::SHOP.replace(">= 2", ">= 1"));
    let asked_shop = asked(&estate, &USUAL);
    assert_eq!(policies(&asked_shop), ["library", "library_too"]);
    assert_eq!(asked_shop.len(), 30);
    estate.write(
        "policies/lib/watch.rego",
        &zoo::WATCH.replace("()", "() + 1"),
    );
    let asked_watch = asked(&estate, &USUAL);
    assert_eq!(
        (policies(&asked_watch), asked_watch.len()),
        (vec!["rest"], 15)
    );
}

#[test]
fn another_instant_concerns_who_reads_it() {
    let estate = remembered();
    let later = [
        "--format=json",
        "--assessments=all",
        "--as-of=2026-11-25",
        "--trusted",
    ];
    let asked = asked(&estate, &later);
    assert_eq!((policies(&asked), asked.len()), (vec!["due", "rest"], 30));
}

#[test]
fn a_parameter_concerns_who_names_it_where_it_holds() {
    let estate = remembered();
    let more = format!(
        "scopes:\n  - match: {TWO}\n    recommendations:\n      contoso.till.parameter: \
         {{parameters: {{least: 1}}}}\n"
    );
    estate.write("catalog.yaml", &zoo::catalog(&more));
    let asked = asked(&estate, &USUAL);
    let named = [
        "parameter",
        "parameter_of_a_library",
        "parameter_of_another",
        "verdict_of_another",
    ];
    assert_eq!(policies(&asked), named);
    assert_eq!(asked.len(), 24);
    assert!(asked.iter().all(|(_, till)| till.starts_with('2')));
}

#[test]
fn another_limit_concerns_all() {
    let estate = remembered();
    let all = zoo::POLICIES.len() * 15;
    let options = [USUAL.as_slice(), &["--time-limit=999"]].concat();
    assert_eq!(asked(&estate, &options).len(), all);
    let options = [options.as_slice(), &["--memory-limit=999"]].concat();
    assert_eq!(asked(&estate, &options).len(), all);
    assert_eq!(asked(&estate, &options), Asked::new());
}

/// Nobody knows what workers read, but what scope they read is known.
#[test]
fn a_worker_is_asked_about_all_of_a_scope() {
    let mut estate = Estate::zoo();
    let options = &USUAL[..3];
    assert_scored(&estate.cached(options));
    assert_eq!(asked(&estate, options), Asked::new());
    estate.row(&zoo::till(TWO, 3))["properties"]["tls"] = json!(1);
    estate.write_rows();
    let asked = asked(&estate, options);
    assert!(asked.iter().all(|(_, till)| till.starts_with('2')));
    assert_eq!(asked.len(), zoo::POLICIES.len() * 6);
}
