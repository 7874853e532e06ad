//! Policies that are not built in are judged by workers: the verdicts are those of this process,
//! and whatever becomes of a worker, no verdict is the better for it.

#![allow(clippy::unwrap_used)]
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use securescore::assess::{Effort, Rules, assess};
use securescore::assessment::{Health, Reasons, Verdict};
use securescore::catalog;
use securescore::cli::Exit;
use securescore::exemption::Exemptions;
use securescore::inventory::{Inventory, OnDuplicate};
use securescore::policy::{PolicySet, PolicyText};
use securescore::recommendation::RecommendationId;
use securescore::rego::{Documents, Limits, Parameters, Task};
use securescore::report::{Arrangement, Held, Ledger, Report, Row, Sink};
use securescore::resource::{Origin, Resource, ResourceId, ResourceType};
use securescore::text::SourceText;
use securescore::worker::{Judges, Trust, WorkerError};
use serde_json::{Map, json};
use support::securescore;

const PROGRAM: &str = env!("CARGO_BIN_EXE_securescore");

#[test]
fn the_report_is_the_same_apart_and_together() {
    let arguments = [
        "score",
        "fixtures/contoso",
        "--no-builtin-policies",
        "--policies=policies",
        "--format=json",
        "--assessments=all",
        "--as-of=2026-11-24",
    ];
    let apart = securescore(&arguments);
    let together = securescore(&[arguments.as_slice(), &["--trusted"]].concat());
    assert_eq!(apart.exit, Exit::Done, "{}", apart.errors);
    assert!(apart.output == together.output, "the reports differ");
    assert_eq!(apart.errors, together.errors);
}

/// A policy that calls what ends in `good` healthy.
fn policy(name: &str) -> PolicyText {
    let path = format!("stranger/{name}/policy.rego");
    let text = format!(
        "# METADATA\n# title: T\n# custom:\n#   severity: low\n#   resource_types: [a.b/c]\n\
         package stranger.{name}\n\ndefault healthy := false\n\n\
         healthy if endswith(input.id, \"good\")\n\n\
         reasons contains input.id if not healthy\n"
    );
    PolicyText {
        source: SourceText::new(&path, text),
        path,
    }
}

/// A stand-in for the program, which does what a shell says.
fn stand_in(directory: &Path, script: &str) -> PathBuf {
    let path = directory.join("program");
    fs::write(&path, format!("#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn compile(program: PathBuf) -> Result<Judges, WorkerError> {
    let set = PolicySet::read(vec![policy("poison"), policy("plain")]).unwrap();
    let limits = Limits {
        time: Duration::from_millis(100),
        ..Limits::default()
    };
    let as_of = "2026-11-24T00:00:00Z".parse().unwrap();
    let shipped = PolicySet::default();
    Judges::compile(
        &set,
        &shipped,
        &Trust::Shipped(Some(program)),
        as_of,
        limits,
    )
}

/// What two policies say of a good resource and a bad one, by a program that is one of the
/// stand-ins: first `plain`, then `poison`.
fn verdicts(script: &str) -> (Judges, Vec<Verdict>) {
    let directory = tempfile::tempdir().unwrap();
    let judges = compile(stand_in(directory.path(), script)).unwrap();
    let resource = |name: &str| {
        let id = ResourceId::new(&format!("/subscriptions/s/providers/a.b/c/{name}"));
        let row = Map::from_iter([("properties".to_owned(), json!({"ratio": 0.1}))]);
        Resource::new(id, ResourceType::new("a.b/c"), row, Origin::synthetic())
    };
    let resources = vec![resource("bad"), resource("good")];
    let none = Vec::new();
    let inventory =
        Inventory::build(resources, none, OnDuplicate::Error, &Default::default()).unwrap();
    let scope = &*inventory.loaded().next().unwrap().unwrap();
    let ids = ["stranger.plain", "stranger.poison"].map(RecommendationId::new);
    let positions = scope.of_type(&ResourceType::new("a.b/c"));
    let tasks: Vec<Task<'_>> = ids
        .iter()
        .flat_map(|recommendation| {
            positions.iter().map(move |position| Task {
                resource: *position,
                recommendation,
            })
        })
        .collect();
    let parameters = Parameters::new();
    let asked: Vec<&RecommendationId> = ids.iter().collect();
    let documents = Documents::of(scope, &Documents::default()).unwrap();
    let mut bound = judges.in_scope(scope, &documents, &parameters, &asked);
    let verdicts = bound.as_mut().unwrap().judge(&tasks);
    drop(bound);
    (judges, verdicts)
}

const PLAIN: [Health; 2] = [Health::Unhealthy, Health::Healthy];

fn healths(verdicts: &[Verdict]) -> Vec<Health> {
    verdicts.iter().map(|verdict| verdict.health).collect()
}

/// What a stand-in does with the first question whose tasks name `poison`.
fn poisoned(deed: &str) -> String {
    format!(
        "while IFS= read -r line; do case $line in *'\"ask\":\"judge\"'*poison*) {deed};; esac; \
         printf '%s\\n' \"$line\"; done | {PROGRAM} worker"
    )
}

/// What a stand-in does instead of giving a verdict.
fn judged(deed: &str) -> String {
    format!(
        "{PROGRAM} worker | while IFS= read -r line; do \
         case $line in *'\"say\":\"judged\"'*) {deed};; esac; printf '%s\\n' \"$line\"; done"
    )
}

fn assert_poison_is_distrusted(script: &str, fall: &str) {
    let (judges, verdicts) = verdicts(script);
    let (plain, poison) = verdicts.split_at(2);
    assert_eq!(healths(plain), PLAIN, "the neighbour");
    assert_eq!(healths(poison), [Health::Indeterminate; 2]);
    let distrusted: Vec<_> = judges.distrusted().into_iter().collect();
    assert_eq!(distrusted, [RecommendationId::new("stranger.poison")]);
    let falls = judges.falls();
    assert!(falls.iter().all(|text| text.contains(fall)), "{falls:?}");
}

#[test]
fn a_worker_that_stands_judges_as_this_process_does() {
    let (judges, verdicts) = verdicts(&format!("exec {PROGRAM} worker"));
    assert_eq!(healths(&verdicts), [PLAIN, PLAIN].concat());
    assert_eq!(
        verdicts[0].reasons,
        ["/subscriptions/s/providers/a.b/c/bad"]
    );
    assert!(judges.falls().is_empty());
}

#[test]
fn a_policy_that_ends_its_worker_is_not_believed() {
    assert_poison_is_distrusted(&poisoned("exit 1"), "it ended");
}

#[test]
fn a_policy_that_never_comes_back_is_not_believed() {
    assert_poison_is_distrusted(&poisoned("sleep 9"), "it did not answer in time");
}

#[test]
fn a_worker_that_lies_is_not_believed() {
    for answer in ["", "healthy", "{}", "{\"say\":\"done\"}"] {
        let (judges, verdicts) = verdicts(&judged(&format!("line='{answer}'")));
        assert_eq!(healths(&verdicts), [Health::Indeterminate; 4], "{answer}");
        assert_eq!(judges.distrusted().len(), 2);
    }
}

#[test]
fn a_worker_that_says_too_much_is_not_heard_out() {
    let flood =
        "while printf aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; do :; done";
    let (_, verdicts) = verdicts(&judged(flood));
    assert_eq!(healths(&verdicts), [Health::Indeterminate; 4]);
}

#[test]
fn a_program_that_is_no_worker_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    for script in ["exit 0", "echo hello", "cat", "exec 1>&-; exit 7"] {
        let program = stand_in(directory.path(), script);
        let error = compile(program).map(|_| ()).unwrap_err();
        let is_known = matches!(error, WorkerError::Policies(_) | WorkerError::Fell(_));
        assert!(is_known, "{script}: {error}");
    }
    let nowhere = compile(directory.path().join("nowhere")).map(|_| ());
    assert!(matches!(nowhere, Err(WorkerError::Start(_))));
}

/// A stand-in whose workers fall over a policy once they hold the documents of a scope, by its name.
fn falls_in(scopes: &[(&str, &str)]) -> String {
    let case = |(policy, scope): &(&str, &str)| {
        format!(
            "*'\"ask\":\"scope\"'*{scope}*) now={scope};; \
             *'\"ask\":\"judge\"'*{policy}*) [ \"$now\" = {scope} ] && exit 1;; "
        )
    };
    let cases: String = scopes.iter().map(case).collect();
    let scope = "*'\"ask\":\"scope\"'*) now=other;; ";
    format!(
        "while IFS= read -r line; do case $line in {cases} {scope} esac; \
         printf '%s\\n' \"$line\"; done | {PROGRAM} worker"
    )
}

/// The rows of a run, and how often it began.
#[derive(Default)]
struct Begun {
    times: usize,
    held: Held,
}

impl Sink for Begun {
    fn reasons(&self) -> Reasons {
        Reasons::All
    }

    fn begin(&mut self) -> std::io::Result<()> {
        self.times += 1;
        self.held.begin()
    }

    fn take(&mut self, row: Row<'_>) -> std::io::Result<()> {
        self.held.take(row)
    }
}

/// A run over three scopes of two resources each, judged by a stand-in.
fn run_over_scopes(script: &str) -> (Begun, Report) {
    let directory = tempfile::tempdir().unwrap();
    let judges = compile(stand_in(directory.path(), script)).unwrap();
    let set = PolicySet::read(vec![policy("poison"), policy("plain")]).unwrap();
    let known = set.recommendations();
    let text = "name: c\ntitle: C\ncontrols:\n- {id: a, title: A, max_score: 3, \
                recommendations: [stranger.plain, stranger.poison]}\n";
    let mut none = |name: &str, _: &SourceText| Err(name.to_owned());
    let catalog = SourceText::new("catalog.yaml", text);
    let (catalog, _) = catalog::load(&catalog, &mut none, &known).unwrap();
    let resource = |(scope, name): (&str, &str)| {
        let id = ResourceId::new(&format!("/subscriptions/{scope}/providers/a.b/c/{name}"));
        Resource::new(
            id,
            ResourceType::new("a.b/c"),
            Map::new(),
            Origin::synthetic(),
        )
    };
    let scopes = ["first", "second", "third"].into_iter();
    let pairs = scopes.flat_map(|scope| [(scope, "bad"), (scope, "good")]);
    let resources = pairs.map(resource).collect();
    let none = Vec::new();
    let inventory =
        Inventory::build(resources, none, OnDuplicate::Error, &Default::default()).unwrap();
    let rules = Rules {
        catalog: &catalog,
        recommendations: &known,
        exemptions: &Exemptions::default(),
        judges: &judges,
        as_of: "2026-11-24T00:00:00Z".parse().unwrap(),
    };
    let (arrangement, mut begun) = (Arrangement::default(), Begun::default());
    let reasons = begun.reasons();
    let mut ledger = Ledger::new(rules, &arrangement, &mut begun);
    let effort = Effort {
        threads: 2,
        reasons,
        progress: &|_| {},
        clock: &|| std::time::Duration::ZERO,
        memory: None,
    };
    assess(rules, &inventory, effort, &mut ledger).unwrap();
    let report = ledger.close(Vec::new(), 0).unwrap();
    (begun, report)
}

/// A policy that falls late is not believed where it was heard before, and the run is told anew
/// once for each: with the falls in the first scope, nobody has heard anything yet.
#[test]
fn a_policy_that_falls_in_one_scope_is_believed_in_none() {
    let poison = |scope| ("poison", scope);
    let plain = |scope| ("plain", scope);
    let healthy = [Health::Unhealthy, Health::Healthy];
    for (falls, times, believed) in [
        (vec![], 1, [true, true]),
        (vec![poison("first")], 1, [true, false]),
        (vec![poison("second")], 2, [true, false]),
        (vec![poison("third")], 2, [true, false]),
        (vec![poison("second"), plain("third")], 3, [false, false]),
        (vec![plain("third"), poison("first")], 2, [false, false]),
    ] {
        let (begun, report) = run_over_scopes(&falls_in(&falls));
        assert_eq!(begun.times, times, "{falls:?}");
        let rows = &begun.held.assessments;
        assert_eq!((rows.len(), report.assessments), (12, 12), "{falls:?}");
        let failed = believed.iter().filter(|is_believed| !**is_believed).count();
        assert_eq!(report.failures.indeterminate(), failed * 6, "{falls:?}");
        for (policy, is_believed) in ["stranger.plain", "stranger.poison"].iter().zip(believed) {
            let of_policy = rows.iter();
            let of_policy = of_policy.filter(|row| row.recommendation.as_str() == *policy);
            let healths: Vec<Health> = of_policy.map(|row| row.raw_health).collect();
            let expected = match is_believed {
                true => healthy.repeat(3),
                false => vec![Health::Indeterminate; 6],
            };
            assert_eq!(healths, expected, "{falls:?}: {policy}");
        }
    }
}

/// Runs the program over policies that take their time.
fn start_run(directory: &Path) -> Child {
    Command::new(PROGRAM)
        .args(["score", "inventory.json", "--no-builtin-policies"])
        .args(["--policies=policies", "--catalog=catalog.yaml"])
        .args(["--format=json", "--assessments=all", "--as-of=2026-11-24"])
        .args(["--threads=2", "--time-limit=60000"])
        .current_dir(directory)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A project whose run takes some seconds: every verdict counts for some milliseconds.
fn slow_project(directory: &Path, resources: usize) {
    let names = ["one", "two", "three"];
    for name in names {
        let PolicyText { path, source } = policy(name);
        let path = directory.join("policies").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let busy =
            "busy if count([x | some x in numbers.range(1, 1000); x % 7 == 3; input.id]) > 0";
        let text = source
            .text()
            .replace("if endswith", "if {\n\tbusy\n\tendswith");
        let text = text.replace("\"good\")\n", "\"good\")\n}\n");
        fs::write(path, format!("{text}\n{busy}\n")).unwrap();
    }
    let list = names.map(|name| format!("stranger.{name}")).join(", ");
    let catalog = format!(
        "name: c\ntitle: C\ncontrols:\n- {{id: a, title: A, max_score: 3, recommendations: [{list}]}}\n"
    );
    fs::write(directory.join("catalog.yaml"), catalog).unwrap();
    let row = |number: usize| {
        let end = if number.is_multiple_of(3) {
            "good"
        } else {
            "bad"
        };
        json!({"id": format!("/subscriptions/s/providers/a.b/c/{number}{end}"), "type": "a.b/c"})
    };
    let rows: Vec<_> = (0..resources).map(row).collect();
    let inventory = serde_json::to_string(&rows).unwrap();
    fs::write(directory.join("inventory.json"), inventory).unwrap();
}

/// The workers of a run.
fn workers(run: u32) -> Vec<i32> {
    let threads = fs::read_dir(format!("/proc/{run}/task"));
    let listed = |thread: std::io::Result<fs::DirEntry>| {
        fs::read_to_string(thread.ok()?.path().join("children")).ok()
    };
    let listed: Vec<String> = threads.into_iter().flatten().filter_map(listed).collect();
    let ids = listed.iter().flat_map(|line| line.split_whitespace());
    ids.map(|id| id.parse().unwrap()).collect()
}

/// Kills one worker after another until the run ends; how many it were, and the report.
///
/// A policy is distrusted when a worker falls twice in a row on one pair, so there is time between
/// two kills for a second attempt.
fn disturb(run: Child, chance: &mut impl Iterator<Item = u64>) -> (usize, Vec<u8>) {
    let mut kills = 0;
    let mut draw = |below: u64| chance.next().unwrap_or_default() % below;
    std::thread::scope(|scope| {
        let id = run.id();
        let ended = scope.spawn(move || run.wait_with_output().unwrap());
        while !ended.is_finished() {
            std::thread::sleep(Duration::from_millis(400 + draw(400)));
            let workers = workers(id);
            let Some(victim) = workers.get(draw(workers.len().max(1) as u64) as usize) else {
                continue;
            };
            let victim = rustix::process::Pid::from_raw(*victim).unwrap();
            let killed = rustix::process::kill_process(victim, rustix::process::Signal::KILL);
            kills += usize::from(killed.is_ok());
        }
        (kills, ended.join().unwrap().stdout)
    })
}

/// Set `SECURESCORE_KILLS=200` for the long run.
#[cfg(target_os = "linux")]
#[test]
fn workers_that_are_killed_change_no_verdict() {
    let wanted = std::env::var_os("SECURESCORE_KILLS")
        .map_or(5, |count| count.into_string().unwrap().parse().unwrap());
    let directory = tempfile::tempdir().unwrap();
    slow_project(directory.path(), 1500);
    let undisturbed = start_run(directory.path()).wait_with_output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&undisturbed.stdout).unwrap();
    let control = &report["scopes"][0]["controls"][0];
    assert_eq!(control["healthyResourceCount"], 500);
    assert_eq!(control["unhealthyResourceCount"], 1000);
    let mut chance = std::iter::successors(Some(2_463_534_242_u64), |last| {
        Some((last ^ (last << 13)) ^ ((last ^ (last << 13)) >> 7))
    });
    let mut kills = 0;
    while kills < wanted {
        let (more, report) = disturb(start_run(directory.path()), &mut chance);
        assert!(report == undisturbed.stdout, "after {more} kills");
        kills += more;
    }
}
