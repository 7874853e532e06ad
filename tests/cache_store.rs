//! A run that keeps a cache is killed, again and again: what the next one finds was remembered by
//! one of them, whole.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use securescore::assess::{Memo, Memory, ResourceMemo, VerdictMemo};
use securescore::assessment::{Health, Verdict};
use securescore::cache::Cache;
use securescore::recommendation::RecommendationId;
use securescore::rego::Lookup;
use securescore::resource::{ResourceId, ResourceType, Scope};

const SCOPES: u16 = 6;
const KILLS: u64 = 40;

fn scope(number: u16) -> Scope {
    Scope::new(&format!("/subscriptions/{number}"))
}

/// What a run of a number remembers of a scope of a number.
fn memo(scope: u16, run: u16) -> Memo {
    let id = |number: u16| ResourceId::new(&format!("/subscriptions/{scope}/sites/{number:04}"));
    let resource = |number: u16| ResourceMemo {
        id: id(number),
        resource_type: ResourceType::new("m.web/sites"),
        digest: u128::from(number ^ run).to_le_bytes(),
        labels: format!(r#"{{"run":{run}}}"#),
        verdicts: vec![VerdictMemo {
            policy: RecommendationId::new("azure.web.https"),
            verdict: verdict(run),
            lookups: Arc::new([Lookup::Resource(id(number + 1).to_string())].into()),
        }],
    };
    Memo {
        above: [1; 16],
        policies: [(RecommendationId::new("azure.web.https"), [1; 16])].into(),
        resources: (0..20 + scope * 150 + run % 50)
            .map(resource)
            .map(Arc::new)
            .collect(),
    }
}

fn verdict(run: u16) -> Verdict {
    Verdict {
        health: Health::Unhealthy,
        reasons: vec![format!("plain HTTP is accepted in run {run}")],
    }
}

/// The run that remembered this, by its words.
fn run_of(memo: &Memo) -> u16 {
    let labels = &memo.resources[0].labels;
    let number = labels.trim_start_matches(r#"{"run":"#);
    number.trim_end_matches('}').parse().unwrap()
}

/// What is killed: run after run, in the directory in which it was started.
#[test]
#[ignore = "is started by another test, and never ends"]
fn run_after_run() {
    // Whoever starts all tests starts it elsewhere.
    if !Path::new("securescore.redb").exists() {
        return;
    }
    for run in 0..=u16::MAX {
        let (cache, _) = Cache::open(Path::new(".")).unwrap();
        for number in 0..SCOPES {
            cache.remember(&scope(number), &memo(number, run));
        }
        // Most runs end before they close it.
        if run % 4 == 0 {
            cache.close().unwrap();
        }
    }
}

#[test]
fn a_kill_leaves_what_was_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let (cache, _) = Cache::open(folder.path()).unwrap();
    cache.close().unwrap();
    let mut remembered = [false; SCOPES as usize];
    let mut recalled = 0;
    for kill in 0..KILLS {
        let mut run = Command::new(std::env::current_exe().unwrap());
        run.args(["--exact", "run_after_run", "--ignored"]);
        let run = run.current_dir(folder.path()).stdout(Stdio::null());
        let mut run = run.stderr(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_millis(10 + kill * 37 % 101));
        run.kill().unwrap();
        run.wait().unwrap();
        let (cache, warning) = Cache::open(folder.path()).unwrap();
        assert_eq!(warning, None, "kill {kill}");
        for number in 0..SCOPES {
            let Some(kept) = cache.recall(&scope(number)) else {
                let was_there = remembered[usize::from(number)];
                assert!(!was_there, "kill {kill} took what was there");
                continue;
            };
            assert!(kept == memo(number, run_of(&kept)), "kill {kill}: torn");
            remembered[usize::from(number)] = true;
            recalled += 1;
        }
        assert_eq!(cache.warnings(), [], "kill {kill}");
    }
    assert!(recalled > u64::from(SCOPES) * KILLS / 2, "only {recalled}");
}
