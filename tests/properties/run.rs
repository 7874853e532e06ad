//! What holds of whole runs, policies and all. A run costs as much as some two hundred scores.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use proptest::collection::vec;
use proptest::prelude::*;
use securescore::assess::{self, Effort, Listener, Rules};
use securescore::assessment::{Health, Reasons};
use securescore::catalog::{self, Catalog, Control};
use securescore::exemption::{self, Exemptions};
use securescore::format::json::{self, Assessments, Spool};
use securescore::inventory::{Inventory, OnDuplicate};
use securescore::policy::{PolicySet, PolicyText};
use securescore::recommendation::Recommendations;
use securescore::rego::Limits;
use securescore::report::{Arrangement, AssessmentReport, Held, Ledger, Report, Row, Sink};
use securescore::resource::{Origin, Place, Resource, ResourceId, ResourceType};
use securescore::score::{Reading, ScopeScore};
use securescore::text::SourceText;
use securescore::worker::Judges;
use serde_json::{Map, Value, json};

use crate::case::{RESOURCES, SCOPES, health, overall, scope_id};
use crate::config;

/// Compiled policies and what they decide, once for all cases.
pub(crate) struct Engine {
    pub(crate) known: Recommendations,
    pub(crate) judges: Judges,
}

pub(crate) static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let set = PolicySet::read(vec![
        policy("site", "m.x/site", WANTED, CONFIGURED),
        policy("both", "m.x/site, m.x/vault", "", ANSWER),
        policy(
            "vault",
            "m.x/vault",
            "#   requires: [m.x/setting]\n",
            WATCHED,
        ),
    ])
    .unwrap();
    Engine {
        known: set.recommendations(),
        judges: Judges::here(&set, as_of(), Limits::default()).unwrap(),
    }
});

/// Healthy where the resource says so; a number in place of a text makes the policy fail.
const ANSWER: &str = r#"applicable if input.properties.answer != "notApplicable"

healthy if startswith(input.properties.answer, "healthy")
"#;

const WANTED: &str = "#   parameters: {wanted: {type: string, default: healthy}}\n";

/// The same, as the catalog wants it.
const CONFIGURED: &str = r#"applicable if input.properties.answer != "notApplicable"

healthy if startswith(input.properties.answer, data.parameters.a.site.wanted)
"#;

/// Healthy where a setting of the same scope has the answer of the resource.
const WATCHED: &str = r#"healthy if {
	some setting in data.inventory.by_type["m.x/setting"]
	setting.properties.answer == input.properties.answer
}
"#;

pub(crate) const CATALOG: &str = "name: c\ntitle: C\ncontrols:\n\
    - {id: c, title: C, max_score: 4, recommendations: [a.site, a.both]}\n\
    - {id: d, title: D, max_score: 2.5, recommendations: [a.both, a.vault]}\n\
    - {id: e, title: E, max_score: 0, recommendations: [a.site]}\n\
    scopes:\n\
    - {match: /subscriptions/s2, recommendations: {a.site: {parameters: {wanted: unhealthy}}}}\n\
    - {match: /subscriptions/s3, recommendations: {a.vault: {enabled: false, reason: r}}}\n";

const WITHOUT_SITE: &str = "recommendations: {a.site: {enabled: false, reason: r}}\n";

const WITH_PREVIEW: &str = "recommendations: {a.both: {preview: true}}\n";

/// As many as cells name, of their categories.
pub(crate) const ENTRIES: &str = "exemptions:\n\
    - {id: E0, category: mitigated, controls: [c], resources: ['/subscriptions/s1/**'], reason: r, expires: 2030-01-01}\n\
    - {id: E1, category: waiver, recommendations: [a.both], resources: ['**/n1*'], reason: r, expires: 2030-01-01}\n\
    - {id: E2, category: mitigated, recommendations: [a.vault], resources: ['**/n2*'], reason: r, expires: 2030-01-01}\n\
    - {id: E3, category: waiver, controls: [d], resources: ['**/*3'], reason: r, expires: 2020-01-01}\n";

pub(crate) fn as_of() -> jiff::Timestamp {
    "2027-01-01T00:00:00Z".parse().unwrap()
}

fn policy(name: &str, types: &str, custom: &str, rules: &str) -> PolicyText {
    let text = format!(
        "# METADATA\n# title: T\n# custom:\n#   severity: high\n#   resource_types: [{types}]\n\
         {custom}package a.{name}\n\ndefault healthy := false\n\n{rules}\n\
         reasons contains \"not as it should be\" if not healthy\n"
    );
    let path = format!("a/{name}/policy.rego");
    PolicyText {
        source: SourceText::new(&path, text),
        path,
    }
}

pub(crate) fn load_catalog(text: &str) -> Catalog {
    let source = SourceText::new("catalog.yaml", text);
    let mut alone = |name: &str, _: &SourceText| Err(name.to_owned());
    let (catalog, _) = catalog::load(&source, &mut alone, &ENGINE.known).unwrap();
    catalog
}

pub(crate) fn load_exemptions(text: &str, catalog: &Catalog) -> Exemptions {
    let names = |control: &Control| {
        let names = control.recommendations.iter().cloned().collect();
        (control.id.clone(), names)
    };
    let context = exemption::Context {
        controls: &catalog.controls.iter().map(names).collect(),
        known: &ENGINE.known,
        open_ended: false,
    };
    let source = SourceText::new("exemptions.yaml", text);
    exemption::load(vec![source], &context).unwrap().0
}

/// A report with the assessments behind it, held and written.
pub(crate) struct Reported {
    report: Report,
    held: Held,
    written: RefCell<Spool>,
}

impl Deref for Reported {
    type Target = Report;

    fn deref(&self) -> &Report {
        &self.report
    }
}

struct Both(Held, Spool);

impl Sink for Both {
    fn reasons(&self) -> Reasons {
        Reasons::All
    }

    fn begin(&mut self) -> io::Result<()> {
        self.0.begin()?;
        self.1.begin()
    }

    fn take(&mut self, row: Row<'_>) -> io::Result<()> {
        self.0.take(row)?;
        self.1.take(row)
    }
}

/// A report on what a listener is told.
pub(crate) fn build(rules: Rules<'_>, tell: impl FnOnce(&mut dyn Listener)) -> Reported {
    let mut sink = Both(Held::with(Reasons::All), Spool::new(Assessments::All, None));
    let arrangement = Arrangement::default();
    let mut ledger = Ledger::new(rules, &arrangement, &mut sink);
    tell(&mut ledger);
    let report = ledger.close(Vec::new(), 0).unwrap();
    Reported {
        report,
        held: sink.0,
        written: RefCell::new(sink.1),
    }
}

/// A random record: its scope, its kind and its answer.
#[derive(Clone, Copy, Debug)]
struct Record {
    scope: usize,
    kind: &'static str,
    answer: Health,
}

fn records() -> impl Strategy<Value = Vec<Record>> {
    let kind = prop_oneof![
        6 => Just("m.x/site"),
        3 => Just("m.x/vault"),
        1 => Just("m.x/setting"),
    ];
    let record = (0..SCOPES, kind, health());
    let record = record.prop_map(|(scope, kind, answer)| Record {
        scope,
        kind,
        answer,
    });
    vec(record, 0..=RESOURCES)
}

/// The resources of records, each named by its place in the list.
fn resources(records: &[Record]) -> Vec<Resource> {
    let resource = |(number, record): (usize, &Record)| {
        let answer = match record.answer {
            Health::Indeterminate => json!(5),
            other => json!(other.as_str()),
        };
        let row = Map::from_iter([("properties".to_owned(), json!({"answer": answer}))]);
        let (scope, kind) = (scope_id(record.scope), record.kind);
        let id = ResourceId::new(&format!("{scope}/providers/{kind}/n{number}"));
        Resource::new(id, ResourceType::new(kind), row, Origin::synthetic())
    };
    records.iter().enumerate().map(resource).collect()
}

/// Gives each resource its place in a file that lists them in this order.
fn as_listed(mut resources: Vec<Resource>) -> Vec<Resource> {
    for (number, resource) in resources.iter_mut().enumerate() {
        resource.origin = Origin {
            file: Arc::from("a.json"),
            place: Place::Record(number),
        };
    }
    resources
}

/// A whole run over resources.
fn run(catalog: &str, exemptions: &str, resources: Vec<Resource>, threads: usize) -> Reported {
    let catalog = load_catalog(catalog);
    let rules = Rules {
        catalog: &catalog,
        recommendations: &ENGINE.known,
        exemptions: &load_exemptions(exemptions, &catalog),
        judges: &ENGINE.judges,
        as_of: as_of(),
    };
    let resources = as_listed(resources);
    let inventory =
        Inventory::build(resources, Vec::new(), OnDuplicate::Error, &BTreeSet::new()).unwrap();
    let effort = Effort {
        threads,
        reasons: Reasons::All,
        progress: &|_| {},
        clock: &|| std::time::Duration::ZERO,
        memory: None,
    };
    build(rules, |listener| {
        assess::assess(rules, &inventory, effort, listener).unwrap();
    })
}

fn text(report: &Report, rows: &mut Spool) -> String {
    let mut bytes = Vec::new();
    json::write(report, rows, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// All of a report.
fn whole(report: &Reported) -> String {
    text(report, &mut report.written.borrow_mut())
}

pub(crate) fn document(report: &Reported) -> Value {
    serde_json::from_str(&whole(report)).unwrap()
}

pub(crate) fn document_without_assessments(report: &Report) -> Value {
    let mut none = Spool::new(Assessments::None, None);
    serde_json::from_str(&text(report, &mut none)).unwrap()
}

/// The raw health of every pair.
pub(crate) fn raw_healths(report: &Reported) -> BTreeMap<(String, String), Health> {
    let pair = |assessment: &AssessmentReport| {
        let recommendation = assessment.recommendation.to_string();
        let pair = (recommendation, assessment.resource.to_string());
        (pair, assessment.raw_health)
    };
    report.held.assessments.iter().map(pair).collect()
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn order_and_threads_change_no_byte(
        (sorted, shuffled) in records().prop_flat_map(|records| {
            let resources = resources(&records);
            (Just(resources.clone()), Just(resources).prop_shuffle())
        }),
    ) {
        let first = whole(&run(CATALOG, ENTRIES, sorted, 1));
        for threads in [1, 2] {
            prop_assert_eq!(&whole(&run(CATALOG, ENTRIES, shuffled.clone(), threads)), &first);
        }
    }

    /// Each subscription by itself, put together, is the whole inventory.
    #[test]
    fn parts_make_the_whole(records in records()) {
        let resources = resources(&records);
        let whole = run(CATALOG, ENTRIES, resources.clone(), 1);
        let part = |scope: usize| {
            let here = resources.iter().filter(|resource| resource.scope == scope_id(scope));
            run(CATALOG, ENTRIES, here.cloned().collect(), 1)
        };
        let parts: Vec<Reported> = (0..SCOPES).map(part).collect();
        let whole_document = document(&whole);
        for list in ["scopes", "assessments"] {
            let of_part = |part: &Reported| document(part)[list].as_array().cloned();
            let joined: Vec<Value> = parts.iter().filter_map(of_part).flatten().collect();
            prop_assert_eq!(&json!(joined), &whole_document[list]);
        }
        let scopes = parts.iter().flat_map(|part| &part.scopes);
        let scores: Vec<ScopeScore> = scopes.map(|scope| scope.score.clone()).collect();
        prop_assert_eq!(whole.overall.effective, overall(&scores, Reading::Effective));
        prop_assert_eq!(whole.overall.raw, overall(&scores, Reading::Raw));
    }

    #[test]
    fn flags_and_exemptions_change_no_raw_health(records in records()) {
        let resources = resources(&records);
        let healths = |flags: &str, exemptions: &str| {
            let catalog = format!("{CATALOG}{flags}");
            raw_healths(&run(&catalog, exemptions, resources.clone(), 1))
        };
        let mut plain = healths("", "exemptions: []");
        prop_assert_eq!(&healths("", ENTRIES), &plain);
        prop_assert_eq!(&healths(WITH_PREVIEW, ENTRIES), &plain);
        plain.retain(|(recommendation, _), _| recommendation != "a.site");
        prop_assert_eq!(&healths(WITHOUT_SITE, ENTRIES), &plain);
    }
}
