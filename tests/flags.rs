//! What counts: every flag of a recommendation against every exemption, through the whole
//! engine. Expected values come from scoring.md, whose sections the comments cite.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use securescore::assess::{self, Effort, Rules};
use securescore::assessment::{Health, Reasons};
use securescore::catalog::{self, Catalog};
use securescore::exemption::{self, Category};
use securescore::inventory::{Inventory, OnDuplicate};
use securescore::points::Exact;
use securescore::policy::{PolicySet, PolicyText};
use securescore::recommendation::Recommendations;
use securescore::rego::Limits;
use securescore::report::{self, Arrangement, AssessmentReport, Held, Ledger, Report};
use securescore::resource::{Origin, Resource, ResourceId, ResourceType};
use securescore::score::{Reading, Tally};
use securescore::text::SourceText;
use securescore::worker::Judges;
use serde_json::{Map, Value, json};

/// The instant of every run: the last one of 2026 is over.
const AS_OF: &str = "2027-01-01T00:00:00Z";

const HEALTHS: [Health; 4] = [
    Health::Healthy,
    Health::Unhealthy,
    Health::NotApplicable,
    Health::Indeterminate,
];

/// The policies of all tests, compiled once.
struct Engine {
    known: Recommendations,
    judges: Judges,
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let needing = policy("one", "#   requires: [m.x/related]\n");
    let set = PolicySet::read(vec![needing, policy("two", ""), policy("three", "")]).unwrap();
    Engine {
        known: set.recommendations(),
        judges: Judges::here(&set, AS_OF.parse().unwrap(), Limits::default()).unwrap(),
    }
});

/// A policy that answers what `input.properties.<name>` says; a number there makes it fail.
fn policy(name: &str, requires: &str) -> PolicyText {
    let text = format!(
        r#"# METADATA
# title: T
# custom:
#   severity: high
#   resource_types: [m.x/y]
{requires}package a.{name}

default healthy := false

applicable if input.properties.{name} != "notApplicable"

healthy if startswith(input.properties.{name}, "healthy")
"#
    );
    let path = format!("a/{name}/policy.rego");
    PolicyText {
        source: SourceText::new(&path, text),
        path,
    }
}

/// The property that makes a policy give this answer.
fn property(health: Health) -> Value {
    match health {
        Health::Indeterminate => json!(5),
        other => json!(other.as_str()),
    }
}

fn resource(name: &str, kind: &str, properties: Value) -> Resource {
    let row = Map::from_iter([("properties".to_owned(), properties)]);
    let id = ResourceId::new(&format!("/subscriptions/s/providers/{kind}/{name}"));
    Resource::new(id, ResourceType::new(kind), row, Origin::synthetic())
}

/// The one resource that is judged.
fn judged(properties: Value) -> Resource {
    resource("z", "m.x/y", properties)
}

fn load_catalog(text: &str) -> Catalog {
    let text = format!("name: c\ntitle: C\n{text}");
    let source = SourceText::new("catalog.yaml", text);
    let mut alone = |name: &str, _: &SourceText| Err(name.to_owned());
    let (catalog, _) = catalog::load(&source, &mut alone, &ENGINE.known).unwrap();
    catalog
}

/// A whole run. `exemptions` are the entries of a file.
fn run(
    catalog: &str,
    exemptions: &[String],
    resources: Vec<Resource>,
    collected: &str,
) -> (Report, Vec<AssessmentReport>) {
    let catalog = load_catalog(catalog);
    let names = |control: &catalog::Control| {
        let names = control.recommendations.iter().cloned().collect();
        (control.id.clone(), names)
    };
    let context = exemption::Context {
        controls: &catalog.controls.iter().map(names).collect(),
        known: &ENGINE.known,
        open_ended: false,
    };
    let file = format!("exemptions: [{}]", exemptions.join(", "));
    let file = SourceText::new("exemptions.yaml", file);
    let (exemptions, _) = exemption::load(vec![file], &context).unwrap();
    let rules = Rules {
        catalog: &catalog,
        recommendations: &ENGINE.known,
        exemptions: &exemptions,
        judges: &ENGINE.judges,
        as_of: AS_OF.parse().unwrap(),
    };
    let collected = BTreeSet::from([ResourceType::new(collected)]);
    let inventory =
        Inventory::build(resources, Vec::new(), OnDuplicate::Error, &collected).unwrap();
    let effort = Effort {
        threads: 1,
        reasons: Reasons::All,
        progress: &|_| {},
        clock: &|| std::time::Duration::ZERO,
        memory: None,
    };
    let (arrangement, mut held) = (Arrangement::default(), Held::default());
    let mut ledger = Ledger::new(rules, &arrangement, &mut held);
    assess::assess(rules, &inventory, effort, &mut ledger).unwrap();
    let report = ledger.close(Vec::new(), 0).unwrap();
    (report, held.assessments)
}

/// A run without exemptions over the one resource.
fn run_plain(catalog: &str, properties: Value) -> (Report, Vec<AssessmentReport>) {
    run(catalog, &[], vec![judged(properties)], "m.x/none")
}

/// The entry of an exemption from `a.<name>`, good until the end of 2027.
fn entry(id: &str, category: Category, name: &str, pattern: &str) -> String {
    entry_until(id, category, name, pattern, "2027-12-31")
}

fn entry_until(id: &str, category: Category, name: &str, pattern: &str, end: &str) -> String {
    let category = category.as_str();
    format!(
        "{{id: {id}, category: {category}, recommendations: [a.{name}], resources: ['{pattern}'], \
         reason: r, expires: '{end}'}}"
    )
}

const THE_RESOURCE: &str = "/subscriptions/s/providers/m.x/y/z";

// ---------------------------------------------------------------------------------------------
// One recommendation, one resource, one control of 4 points: the whole product.

#[derive(Clone, Copy, Debug)]
enum Flag {
    Enabled,
    Disabled,
    Preview,
    /// Its last day is the one of the run.
    PreviewToday,
    /// Its last day ended with the instant of the run.
    PreviewOver,
}

#[derive(Clone, Copy, Debug)]
enum Related {
    Collected,
    NotCollected,
    Declared,
}

/// Ends of exemptions, with whether an exemption is still honoured at [`AS_OF`]. Section 3:
/// "until its `expires` instant (a date alone: the end of that day, UTC) and not at or after it".
const ENDS: [(&str, bool); 6] = [
    ("2027-06-30", true),
    ("2027-01-01", true),
    ("2027-01-01T00:00:00.000000001Z", true),
    ("2027-01-01T00:00:00Z", false),
    ("2026-12-31", false),
    ("2026-06-30T12:00:00Z", false),
];

#[derive(Clone, Copy, Debug)]
struct Row {
    health: Health,
    flag: Flag,
    category: Option<Category>,
    classic: bool,
    end: &'static str,
    live: bool,
    related: Related,
}

#[derive(Debug, PartialEq)]
enum Vote {
    Healthy,
    Unhealthy,
    NotApplicable,
    Absent,
}

/// Current and max.
type Points = (Exact, Exact);

/// What a run says of a row.
#[derive(Debug, PartialEq)]
struct Said {
    standing: &'static str,
    /// The effective and the raw health of the assessment, where there is one.
    health: Option<(Health, Health)>,
    /// Healthy, unhealthy, not applicable, indeterminate and exempt resources in the row of
    /// the recommendation.
    counts: [u64; 5],
    vote: Vote,
    raw_vote: Vote,
    points: Points,
    raw_points: Points,
    upper_points: Points,
    overall: Option<Exact>,
    raw_overall: Option<Exact>,
    upper: Option<Exact>,
    /// Results for which the run ends with exit code 2.
    untrusted: usize,
    exemption: Option<(&'static str, Exact)>,
}

fn expected(row: Row) -> Said {
    let (none, full) = (Exact::from(0), Exact::from(4));
    let standing = match (row.flag, row.related) {
        // Section 3: disabled: listed as disabled, with its reason; not evaluated.
        (Flag::Disabled, _) => "disabled",
        // Section 1: not collected keeps a recommendation from being assessed at all.
        (_, Related::NotCollected) => "notCollected",
        // Section 3: preview: shown, marked, not counted.
        (Flag::Preview | Flag::PreviewToday, _) => "preview",
        // files.md: after `preview_until` the recommendation counts.
        (Flag::Enabled | Flag::PreviewOver, _) => "scored",
    };
    let assessed = ["scored", "preview"].contains(&standing);
    let counts = standing == "scored";
    let category = row.category.filter(|_| row.live);
    let effective = match category {
        // Section 3: classic makes both categories notApplicable.
        Some(_) if row.classic => Health::NotApplicable,
        // Section 3: mitigated as healthy, waiver as notApplicable.
        Some(Category::Mitigated) => Health::Healthy,
        Some(Category::Waiver) => Health::NotApplicable,
        None => row.health,
    };
    let vote = |health| match health {
        // Section 3: skipped before the fold; section 1, rule 4: in no control at all.
        _ if !counts => Vote::Absent,
        // Section 1, rules 1 to 3.
        Health::Unhealthy | Health::Indeterminate => Vote::Unhealthy,
        Health::Healthy => Vote::Healthy,
        Health::NotApplicable => Vote::NotApplicable,
    };
    // Section 2: max is 0 if N == 0; an inventory in which nothing applies has no score.
    let points = |vote: &Vote| match vote {
        Vote::Healthy => (full, full),
        Vote::Unhealthy => (none, full),
        Vote::NotApplicable | Vote::Absent => (none, none),
    };
    let ratio = |(current, max): Points| (max == full).then(|| current / max);
    // Section 4: an interval only next to a score that contains an indeterminate result.
    let uncertain = counts && effective == Health::Indeterminate;
    let (vote, raw_vote) = (vote(effective), vote(row.health));
    let (points, raw_points) = (points(&vote), points(&raw_vote));
    let mut in_row = [0; 5];
    if assessed {
        // report.md: resources that an exemption covers are counted apart.
        let of_health = HEALTHS.iter().position(|health| *health == row.health);
        in_row[category.map_or(of_health.unwrap(), |_| 4)] = 1;
    }
    let status = match row.category {
        _ if !row.live => "expired",
        _ if !assessed => "unused",
        _ => "active",
    };
    Said {
        standing,
        health: assessed.then_some((effective, row.health)),
        counts: in_row,
        upper_points: if uncertain { (full, full) } else { points },
        upper: uncertain.then_some(Exact::from(1)),
        untrusted: usize::from(uncertain),
        overall: ratio(points),
        raw_overall: ratio(raw_points),
        // Section 4: the difference of both scores is the exemption's own share.
        exemption: row.category.map(|_| (status, points.0 - raw_points.0)),
        vote,
        raw_vote,
        points,
        raw_points,
    }
}

fn said(row: Row) -> Said {
    let flags = match row.flag {
        Flag::Enabled => "",
        Flag::Disabled => "enabled: false, reason: r",
        Flag::Preview => "preview: true",
        Flag::PreviewToday => "preview: true, preview_until: 2027-01-01",
        Flag::PreviewOver => "preview: true, preview_until: 2026-12-31",
    };
    let mode = if row.classic { "classic" } else { "standard" };
    let catalog = format!(
        "exemptions: {mode}\n\
         controls: [{{id: c, title: C, max_score: 4, recommendations: [a.one]}}]\n\
         recommendations: {{a.one: {{{flags}}}}}\n"
    );
    let entry = |category| entry_until("E", category, "one", THE_RESOURCE, row.end);
    let exemptions: Vec<String> = row.category.map(entry).into_iter().collect();
    let mut resources = vec![judged(json!({"one": property(row.health)}))];
    let declared = match row.related {
        Related::Collected => {
            resources.push(resource("r", "m.x/related", json!({})));
            "m.x/none"
        }
        Related::NotCollected => "m.x/none",
        Related::Declared => "m.x/related",
    };
    let (report, assessments) = run(&catalog, &exemptions, resources, declared);
    observed(&report, &assessments)
}

fn observed(report: &Report, assessments: &[AssessmentReport]) -> Said {
    let control = &report.scopes[0].controls[0];
    let row = &control.recommendations[0];
    let points = |reading| {
        let figures = control.score.figures(reading);
        (figures.current, figures.max)
    };
    let health = |assessment: &AssessmentReport| (assessment.health, assessment.raw_health);
    let exemption = report.exemptions.first();
    Said {
        standing: row.standing.as_str(),
        health: assessments.first().map(health),
        counts: [
            row.healthy,
            row.unhealthy,
            row.not_applicable,
            row.indeterminate,
            row.exempt,
        ],
        vote: only_vote(control.score.tally(Reading::Effective)),
        raw_vote: only_vote(control.score.tally(Reading::Raw)),
        points: points(Reading::Effective),
        raw_points: points(Reading::Raw),
        upper_points: points(Reading::Upper),
        overall: report.overall.effective,
        raw_overall: report.overall.raw,
        upper: report.overall.upper,
        untrusted: report.failures.indeterminate(),
        exemption: exemption.map(|exemption| (exemption.status, exemption.points)),
    }
}

/// The vote of the one resource of a control.
fn only_vote(tally: Tally) -> Vote {
    match (tally.healthy, tally.unhealthy, tally.not_applicable) {
        (1, 0, 0) => Vote::Healthy,
        (0, 1, 0) => Vote::Unhealthy,
        (0, 0, 1) => Vote::NotApplicable,
        (0, 0, 0) => Vote::Absent,
        more => unreachable!("one resource votes once: {more:?}"),
    }
}

/// All rows with one health and one flag.
fn rows(health: Health, flag: Flag) -> Vec<Row> {
    let mut rows = Vec::new();
    for category in [None, Some(Category::Mitigated), Some(Category::Waiver)] {
        for classic in [false, true] {
            for (end, live) in ENDS {
                for related in [Related::Collected, Related::NotCollected, Related::Declared] {
                    rows.push(Row {
                        health,
                        flag,
                        category,
                        classic,
                        end,
                        live,
                        related,
                    });
                }
            }
        }
    }
    rows
}

#[test]
fn what_counts_over_the_whole_product_of_flags() {
    for health in HEALTHS {
        for flag in [
            Flag::Enabled,
            Flag::Disabled,
            Flag::Preview,
            Flag::PreviewToday,
            Flag::PreviewOver,
        ] {
            for row in rows(health, flag) {
                assert_eq!(said(row), expected(row), "{row:?}");
            }
        }
    }
}

// ---------------------------------------------------------------------------------------------
// Several recommendations, several controls, several exemptions.

/// A control of 4 points over some recommendations.
fn control(id: &str, names: &str) -> String {
    worth(id, 4, names)
}

fn worth(id: &str, points: u32, names: &str) -> String {
    format!("- {{id: {id}, title: T, max_score: {points}, recommendations: [{names}]}}\n")
}

fn both() -> String {
    format!("controls:\n{}", control("c", "a.two, a.three"))
}

/// (healthy, unhealthy, not applicable) of each control, exemptions honoured.
fn votes(report: &Report) -> Vec<(u64, u64, u64)> {
    let controls = report.scopes[0].controls.iter();
    controls
        .map(|control| control.score.tally(Reading::Effective))
        .map(|tally| (tally.healthy, tally.unhealthy, tally.not_applicable))
        .collect()
}

/// (current, max) of each control, then of the scope, exemptions honoured.
fn points(report: &Report) -> Vec<(i128, i128)> {
    let score = &report.scopes[0].score;
    let controls = score.controls.iter();
    controls
        .map(|control| control.figures(Reading::Effective))
        .chain([score.figures(Reading::Effective)])
        .inspect(|figures| assert!(figures.current.is_integer() && figures.max.is_integer()))
        .map(|figures| (figures.current.to_integer(), figures.max.to_integer()))
        .collect()
}

#[test]
fn two_answers_about_one_resource_fold_into_one_vote() {
    for one in HEALTHS {
        for other in HEALTHS {
            let answers = [one, other];
            let any = |health| answers.contains(&health);
            // Section 1: rule 1, rule 2, rule 3, in this order.
            let vote = if any(Health::Unhealthy) || any(Health::Indeterminate) {
                (0, 1, 0)
            } else if any(Health::Healthy) {
                (1, 0, 0)
            } else {
                (0, 0, 1)
            };
            let properties = json!({"two": property(one), "three": property(other)});
            let (report, _) = run_plain(&both(), properties);
            assert_eq!(votes(&report), [vote], "{answers:?}");
            // Section 4: taking the indeterminate results as healthy helps where nothing else
            // keeps the resource down.
            let saved = any(Health::Indeterminate) && !any(Health::Unhealthy);
            let upper = saved.then_some(Exact::from(1));
            assert_eq!(report.overall.upper, upper, "{answers:?}");
        }
    }
}

#[test]
fn a_resource_votes_separately_in_each_control() {
    let catalog = format!(
        "controls:\n{}{}",
        control("c", "a.two"),
        control("d", "a.three")
    );
    let (report, _) = run_plain(&catalog, json!({"two": "healthy", "three": "unhealthy"}));
    assert_eq!(votes(&report), [(1, 0, 0), (0, 1, 0)]);
    assert_eq!(points(&report), [(4, 4), (0, 4), (4, 8)]);
}

#[test]
fn a_recommendation_votes_in_each_of_its_controls() {
    let catalog = format!(
        "controls:\n{}{}",
        control("c", "a.two"),
        control("d", "a.two, a.three")
    );
    let (report, _) = run_plain(&catalog, json!({"two": "unhealthy", "three": "healthy"}));
    assert_eq!(votes(&report), [(0, 1, 0), (0, 1, 0)]);
    assert_eq!(report.assessments, 2, "it is assessed once");
    let (healthy, _) = run_plain(&catalog, json!({"two": "healthy", "three": "unhealthy"}));
    assert_eq!(votes(&healthy), [(1, 0, 0), (0, 1, 0)]);
}

#[test]
fn a_control_without_counting_recommendations_drops_out() {
    let controls = format!(
        "controls:\n{}{}",
        control("c", "a.two"),
        control("d", "a.three")
    );
    for flags in ["enabled: false, reason: r", "preview: true"] {
        let catalog = format!("{controls}recommendations: {{a.two: {{{flags}}}}}\n");
        let (report, _) = run_plain(&catalog, json!({"two": "healthy", "three": "unhealthy"}));
        assert_eq!(votes(&report), [(0, 0, 0), (0, 1, 0)], "{flags}");
        assert_eq!(points(&report), [(0, 0), (0, 4), (0, 4)], "{flags}");
    }
}

#[test]
fn a_control_worth_nothing_is_counted_and_adds_nothing() {
    let worthless = worth("c", 0, "a.two");
    let properties = json!({"two": "healthy", "three": "unhealthy"});
    let beside = format!("controls:\n{worthless}{}", control("d", "a.three"));
    let (report, _) = run_plain(&beside, properties.clone());
    assert_eq!(votes(&report), [(1, 0, 0), (0, 1, 0)]);
    assert_eq!(points(&report), [(0, 0), (0, 4), (0, 4)]);
    let weight = report.scopes[0].controls[0]
        .score
        .figures(Reading::Effective);
    assert_eq!(weight.weight, Exact::from(1), "its weight is shown");
    let figures = report.scopes[0].score.figures(Reading::Effective);
    assert_eq!(figures.weight, Exact::from(4), "and weighs nothing");
    let (alone, _) = run_plain(&format!("controls:\n{worthless}"), properties);
    assert_eq!(votes(&alone), [(1, 0, 0)]);
    assert_eq!(alone.overall.effective, None);
}

/// The status of each exemption, by id, and the points of the only control.
fn under(exemptions: &[String], two: Health) -> (Vec<(String, &'static str)>, (i128, i128)) {
    let properties = json!({"two": property(two), "three": "notApplicable"});
    let (report, _) = run(&both(), exemptions, vec![judged(properties)], "m.x/none");
    let status = |exemption: &report::ExemptionReport| (exemption.id.clone(), exemption.status);
    let shadowed = report
        .warnings
        .iter()
        .filter(|warning| warning.code == "exemption::shadowed");
    let statuses: Vec<_> = report.exemptions.iter().map(status).collect();
    let expected = statuses.iter().filter(|(_, status)| *status == "shadowed");
    assert_eq!(shadowed.count(), expected.count(), "reported as shadowed");
    (statuses, points(&report)[0])
}

#[test]
fn of_two_live_exemptions_the_narrower_holds() {
    let wide = "/subscriptions/s/**";
    // (category of the narrow one, of the wide one, what comes of an unhealthy resource)
    let table = [
        (Category::Mitigated, Category::Waiver, (4, 4)),
        (Category::Waiver, Category::Mitigated, (0, 0)),
    ];
    for (narrow, other, points) in table {
        let narrow = entry("narrow", narrow, "two", THE_RESOURCE);
        let wide = entry("wide", other, "two", wide);
        for order in [[narrow.clone(), wide.clone()], [wide, narrow]] {
            let (mut statuses, found) = under(&order, Health::Unhealthy);
            statuses.sort();
            let expected = [("narrow".into(), "active"), ("wide".into(), "shadowed")];
            assert_eq!((&*statuses, found), (&expected[..], points));
        }
    }
}

#[test]
fn of_two_exemptions_as_narrow_the_waiver_holds() {
    let mitigated = entry("a", Category::Mitigated, "two", THE_RESOURCE);
    let waiver = entry("b", Category::Waiver, "two", THE_RESOURCE);
    for order in [[mitigated.clone(), waiver.clone()], [waiver, mitigated]] {
        let (mut statuses, points) = under(&order, Health::Unhealthy);
        statuses.sort();
        let expected = [("a".into(), "shadowed"), ("b".into(), "active")];
        assert_eq!((&*statuses, points), (&expected[..], (0, 0)));
    }
}

#[test]
fn an_expired_exemption_shadows_none() {
    let ended = entry_until("a", Category::Waiver, "two", THE_RESOURCE, "2026-12-31");
    let live = entry("b", Category::Mitigated, "two", "/subscriptions/s/**");
    let (statuses, points) = under(&[ended, live], Health::Unhealthy);
    let expected = [("a".into(), "expired"), ("b".into(), "active")];
    assert_eq!((&*statuses, points), (&expected[..], (4, 4)));
}

#[test]
fn an_exemption_acts_on_one_pair() {
    let properties = json!({"two": "unhealthy", "three": "unhealthy"});
    let two = entry("a", Category::Mitigated, "two", "**");
    let three = entry("b", Category::Waiver, "three", "**");
    let report = |exemptions: &[String]| {
        let resources = vec![judged(properties.clone())];
        run(&both(), exemptions, resources, "m.x/none").0
    };
    assert_eq!(votes(&report(std::slice::from_ref(&two))), [(0, 1, 0)]);
    assert_eq!(votes(&report(std::slice::from_ref(&three))), [(0, 1, 0)]);
    // Mitigated counts as healthy, waived as not applicable: rule 2 of the fold.
    assert_eq!(votes(&report(&[two, three])), [(1, 0, 0)]);
}

#[test]
fn where_everything_is_waived_there_is_no_score() {
    for health in HEALTHS {
        let properties = json!({"two": property(health), "three": "unhealthy"});
        let waivers = [
            entry("a", Category::Waiver, "two", "**"),
            entry("b", Category::Waiver, "three", "**"),
        ];
        let (report, _) = run(&both(), &waivers, vec![judged(properties)], "m.x/none");
        assert_eq!(votes(&report), [(0, 0, 1)]);
        assert_eq!(points(&report), [(0, 0), (0, 0)]);
        assert_eq!(report.overall.effective, None, "not 100 %, not 0 %");
        assert_eq!(report.overall.raw, Some(Exact::from(0)));
        assert_eq!(report.overall.upper, None);
    }
}
