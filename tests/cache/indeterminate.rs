//! What could not be decided is asked again, until it can be.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use securescore::assess::{Effort, Listener, Memo, Memory, Outcome, Rules, assess};
use securescore::assessment::{Health, Reasons};
use securescore::bundle::policies_in;
use securescore::cache::Cache;
use securescore::exemption::Exemptions;
use securescore::inventory::{Inventory, OnDuplicate, ScopeInventory};
use securescore::policy::PolicySet;
use securescore::rego::Limits;
use securescore::resource::{Export, Scope};
use securescore::source::{self, Options};
use securescore::text::SourceText;
use securescore::worker::Judges;
use securescore::{catalog, recommendation::RecommendationId};
use serde_json::{Value, json};

use crate::asked::memos;
use crate::estate::{Estate, USUAL};
use crate::said;
use crate::support::Ran;
use crate::zoo::{self, ONE, TWO};

/// What a policy says of a till.
fn of(ran: &Ran, policy: &str, till: &str) -> Value {
    of_report(&ran.output, policy, till)
}

fn of_report(report: &str, policy: &str, till: &str) -> Value {
    let key = (format!("contoso.till.{policy}"), till.to_ascii_lowercase());
    said(report)[&key]["health"].clone()
}

/// The policies of which something is remembered about a till.
fn remembered(estate: &Estate, till: &str) -> Vec<RecommendationId> {
    let (cache, _) = Cache::open(&estate.cache()).unwrap();
    let memos = memos(&cache);
    let resources = memos.iter().flat_map(|(_, memo)| &memo.resources);
    let till = till.to_ascii_lowercase();
    let found = resources.filter(|resource| resource.id.as_str() == till);
    let verdicts = found.flat_map(|resource| &resource.verdicts);
    verdicts.map(|verdict| verdict.policy.clone()).collect()
}

#[test]
fn a_policy_that_fails_on_a_resource_is_asked_again() {
    let mut estate = Estate::zoo();
    let till = zoo::till(ONE, 4);
    estate.row(&till)["properties"]["count"] = json!("many");
    estate.write_rows();
    for turn in ["first", "second", "third"] {
        let ran = estate.same(&USUAL, turn);
        assert_eq!(of(&ran, "fails", &till), "indeterminate");
        let kept = remembered(&estate, &till);
        assert_eq!(kept.len(), zoo::POLICIES.len() - 1, "{turn}");
        assert!(!kept.contains(&RecommendationId::new("contoso.till.fails")));
    }
    estate.row(&till)["properties"]["count"] = json!("5");
    estate.write_rows();
    let ran = estate.same(&USUAL, "the count is one");
    assert_eq!(of(&ran, "fails", &till), "healthy");
}

const GREEDY: &str = "healthy if count({[x, y] | some x in numbers.range(1, 600); some y in numbers.range(1, 60)}) == 36000";

/// Memory is counted for a whole process, so each run is one of its own.
#[test]
fn a_policy_that_ran_out_of_time_or_memory_is_asked_again() {
    let estate = Estate::zoo();
    estate.write_policy("alone", GREEDY);
    let till = zoo::till(TWO, 1);
    let says = |limit: &str| {
        let run = estate.process(&USUAL).arg(limit).output().unwrap();
        let report = String::from_utf8(run.stdout).unwrap();
        of_report(&report, "alone", &till)
    };
    for limit in ["--memory-limit=1", "--time-limit=1"] {
        for _ in 0..2 {
            assert_eq!(says(limit), "indeterminate");
            let kept = remembered(&estate, &till);
            assert!(!kept.contains(&RecommendationId::new("contoso.till.alone")));
        }
        assert_eq!(says("--time-limit=600000"), "healthy");
        assert_eq!(says(limit), "indeterminate");
    }
}

/// A stand-in for the program, whose workers fall in a scope over a policy that they are asked with
/// these words.
#[cfg(unix)]
fn falling(estate: &mut Estate, scope: &str, words: &str) {
    use std::os::unix::fs::PermissionsExt;
    let script = format!(
        "#!/bin/sh\nPATH=/usr/bin:/bin\nwhile IFS= read -r line; do case $line in \
         *'\"ask\":\"scope\"'*'{scope}'*) now=it;; *'\"ask\":\"scope\"'*) now=other;; \
         *'\"ask\":\"judge\"'*'{words}'*) [ \"$now\" = it ] && exit 1;; esac; \
         printf '%s\\n' \"$line\"; done | {} worker\n",
        estate.program.display()
    );
    estate.write("program", &script);
    estate.program = estate.path("program");
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&estate.program, executable).unwrap();
}

/// What was remembered of a policy before it fell counts no more than what it says now.
#[cfg(unix)]
#[test]
fn a_policy_that_fells_its_workers_is_believed_nowhere() {
    let mut estate = Estate::zoo();
    let options = &USUAL[..3];
    let ran = estate.same(options, "no worker falls");
    let sound = estate.program.clone();
    // The last tills are the last of the rows of their subscriptions: what was said of the others was
    // heard by then.
    let alone = r#""contoso.till.alone""#;
    let places = [
        (TWO, alone.to_owned()),
        (TWO, format!("[14,{alone}")),
        (ONE, format!("[21,{alone}")),
        (TWO, alone.to_owned()),
    ];
    for (number, (scope, words)) in places.iter().enumerate() {
        falling(&mut estate, scope, words);
        let till = zoo::till(TWO, 2);
        estate.row(&till)["properties"]["tls"] = json!(number);
        estate.row(&zoo::till(ONE, 2))["properties"]["tls"] = json!(number);
        estate.write_rows();
        let (with, without) = (estate.cached(options), estate.run(options));
        assert!(with.output == without.output, "{words}");
        assert_eq!(with.exit, without.exit);
        for (scope, tills) in [(ONE, 9), (TWO, 6)] {
            for number in 0..tills {
                let till = zoo::till(scope, number);
                assert_eq!(of(&with, "alone", &till), "indeterminate");
                let kept = remembered(&estate, &till);
                assert!(!kept.contains(&RecommendationId::new("contoso.till.alone")));
            }
        }
        estate.program = sound.clone();
        let ran = estate.same(options, "they stand again");
        assert_ne!(of(&ran, "alone", &till), "indeterminate");
    }
    assert_ne!(of(&ran, "alone", &zoo::till(TWO, 2)), "indeterminate");
}

/// Memos in memory.
#[derive(Default)]
struct Held(Mutex<BTreeMap<Scope, Memo>>);

impl Memory for Held {
    fn recall(&self, scope: &Scope) -> Option<Memo> {
        self.0.lock().unwrap().get(scope).cloned()
    }

    fn remember(&self, scope: &Scope, memo: &Memo) {
        self.0.lock().unwrap().insert(scope.clone(), memo.clone());
    }
}

/// Hears how many answers are indeterminate.
#[derive(Default)]
struct Heard {
    indeterminate: usize,
    all: usize,
}

impl Listener for Heard {
    fn begin(&mut self) -> std::io::Result<()> {
        *self = Self::default();
        Ok(())
    }

    fn hear(&mut self, _: &ScopeInventory, outcomes: Vec<Outcome>) -> std::io::Result<()> {
        for answer in outcomes.iter().flat_map(|outcome| &outcome.answers) {
            self.all += 1;
            let is_decided = answer.verdict.health != Health::Indeterminate;
            self.indeterminate += usize::from(!is_decided);
        }
        Ok(())
    }
}

/// Whoever keeps memos is told nothing that could not be decided, and told again only what is new.
#[test]
fn no_memory_hears_of_what_could_not_be_decided() {
    let mut estate = Estate::zoo();
    for scope in [ONE, TWO] {
        estate.row(&zoo::till(scope, 0))["properties"]["count"] = json!("many");
    }
    estate.write_rows();
    let set = PolicySet::read(policies_in(&estate.path("policies")).unwrap()).unwrap();
    let known = set.recommendations();
    let as_of = "2026-11-24T00:00:00Z".parse().unwrap();
    let judges = Judges::here(&set, as_of, Limits::default()).unwrap();
    let text = SourceText::new("catalog.yaml", zoo::catalog(""));
    let mut none = |name: &str, _: &SourceText| Err(name.to_owned());
    let (catalog, _) = catalog::load(&text, &mut none, &known).unwrap();
    let rules = Rules {
        catalog: &catalog,
        recommendations: &known,
        exemptions: &Exemptions::default(),
        judges: &judges,
        as_of,
    };
    let memory = Held::default();
    for turn in 0..2 {
        let exports = [Export::from(estate.path("inventory"))];
        let survey = source::survey(&exports, &mut std::io::empty(), &Options::default()).unwrap();
        let none = Default::default();
        let inventory = Inventory::of(survey.listing, OnDuplicate::Error, &none).unwrap();
        let asked = Mutex::new(0);
        let effort = Effort {
            threads: 2,
            reasons: Reasons::All,
            progress: &|steps| *asked.lock().unwrap() += steps,
            clock: &|| Duration::ZERO,
            memory: Some(&memory),
        };
        let mut heard = Heard::default();
        assess(rules, &inventory, effort, &mut heard).unwrap();
        let all = zoo::POLICIES.len() * 15;
        assert_eq!((heard.all, heard.indeterminate), (all, 2));
        let asked = asked.into_inner().unwrap();
        assert_eq!(asked, if turn == 0 { all } else { 2 });
        let memos = memory.0.lock().unwrap();
        let resources = memos.values().flat_map(|memo| &memo.resources);
        let verdicts = resources.flat_map(|resource| &resource.verdicts);
        let healths: Vec<Health> = verdicts.map(|memo| memo.verdict.health).collect();
        assert_eq!(healths.len(), all - 2);
        assert!(!healths.contains(&Health::Indeterminate));
    }
}
