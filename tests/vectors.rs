//! Two recordings of the real service: every control and subscription figure must come out equal,
//! through the library and through the binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use securescore::assessment::Health;
use securescore::catalog::{self, Catalog};
use securescore::points::{Exact, round, to_number};
use securescore::policy::{PolicySet, PolicyText};
use securescore::recommendation::RecommendationId;
use securescore::resource::Scope;
use securescore::score::{Ballot, Ballots, Reading, score};
use securescore::text::SourceText;
use serde_json::{Value, json};

const VECTORS: &str = include_str!("data/vectors.json");

/// One recording: its controls and its subscription, as the service returned them.
struct Recording {
    name: String,
    controls: Vec<Value>,
    subscription: Value,
}

fn recordings() -> Vec<Recording> {
    let vectors: Vec<Value> = serde_json::from_str(VECTORS).unwrap();
    let mut recordings: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for vector in vectors {
        let name = vector["dataset"].as_str().unwrap().to_owned();
        recordings.entry(name).or_default().push(vector);
    }
    let recording = |(name, vectors): (String, Vec<Value>)| {
        let (controls, others): (Vec<Value>, Vec<Value>) = vectors
            .into_iter()
            .partition(|vector| vector["type"] == "control");
        let subscription = others.into_iter().next().unwrap();
        Recording {
            name,
            controls,
            subscription,
        }
    };
    recordings.into_iter().map(recording).collect()
}

impl Recording {
    /// What a control is worth: where nothing voted, only the definition says.
    fn max_score(control: &Value) -> i64 {
        control["definitionMaxScore"]
            .as_i64()
            .or(control["max"].as_i64())
            .unwrap()
    }

    fn catalog_text(&self) -> String {
        let mut text = String::from("name: recorded\ntitle: Recorded\ncontrols:\n");
        for (number, control) in self.controls.iter().enumerate() {
            let (title, max) = (&control["name"], Self::max_score(control));
            writeln!(
                text,
                "  - id: c{number}\n    title: {title}\n    max_score: {max}"
            )
            .unwrap();
            writeln!(text, "    recommendations: [recorded.c{number}]").unwrap();
        }
        text
    }

    fn policies(&self) -> Vec<PolicyText> {
        (0..self.controls.len()).map(policy).collect()
    }

    fn catalog(&self) -> Catalog {
        let policies = PolicySet::read(self.policies()).unwrap();
        let source = SourceText::new("catalog.yaml", self.catalog_text());
        let mut none = |name: &str, _: &SourceText| Err(format!("there is no `{name}`"));
        catalog::load(&source, &mut none, &policies.recommendations())
            .unwrap()
            .0
    }

    /// For each control as many resources of each health as were recorded.
    fn resources(&self) -> Vec<(usize, Health, String)> {
        let mut resources = Vec::new();
        for (number, control) in self.controls.iter().enumerate() {
            for (field, health) in [
                ("healthy", Health::Healthy),
                ("unhealthy", Health::Unhealthy),
                ("notApplicable", Health::NotApplicable),
            ] {
                for index in 0..control[field].as_u64().unwrap() {
                    let id = format!(
                        "/subscriptions/s/providers/recorded.c{number}/things/{field}{index}"
                    );
                    resources.push((number, health, id));
                }
            }
        }
        resources
    }
}

fn policy(number: usize) -> PolicyText {
    let path = format!("recorded/c{number}/policy.rego");
    let text = format!(
        "# METADATA\n# title: Control {number}\n# custom:\n#   severity: low\n\
         #   resource_types: [recorded.c{number}/things]\n\
         package recorded.c{number}\n\n\
         default healthy := false\n\nhealthy if input.properties.health == \"healthy\"\n\n\
         applicable if input.properties.health != \"notApplicable\"\n"
    );
    PolicyText {
        source: SourceText::new(&path, text),
        path,
    }
}

/// The number as the recording writes it, compared as decimal text: 10 and 10.0 are one.
fn same(recorded: &Value, computed: Exact) -> bool {
    let computed: f64 = to_number(computed).to_string().parse().unwrap();
    recorded.as_f64().unwrap().to_string() == computed.to_string()
}

#[test]
fn the_library_computes_what_the_service_returned() {
    let recordings = recordings();
    assert_eq!(recordings.len(), 2);
    for recording in &recordings {
        let catalog = recording.catalog();
        let resources = recording.resources();
        let recommendation = |number| RecommendationId::new(format!("recorded.c{number}"));
        let ids: Vec<RecommendationId> =
            (0..recording.controls.len()).map(recommendation).collect();
        let mut ballots = Ballots::default();
        for (place, (number, health, _)) in resources.iter().enumerate() {
            let ballot = Ballot {
                resource: place,
                health: *health,
                exemption: None,
            };
            ballots.cast(&ids[*number], [ballot]);
        }
        let score = score(&catalog, &Scope::new("/subscriptions/s"), &ballots);
        assert_eq!(score.controls.len(), recording.controls.len());
        for (control, recorded) in score.controls.iter().zip(&recording.controls) {
            let figures = control.figures(Reading::Effective);
            let percentage = figures.percentage().unwrap_or_default();
            let name = format!("{}: {}", recording.name, recorded["name"]);
            assert!(same(&recorded["max"], figures.max), "max of {name}");
            assert!(
                same(&recorded["current"], figures.current),
                "current of {name}"
            );
            assert!(
                same(&recorded["percentage"], percentage),
                "percentage of {name}"
            );
            assert!(
                same(&recorded["weight"], figures.weight),
                "weight of {name}"
            );
        }
        let figures = score.figures(Reading::Effective);
        let recorded = &recording.subscription;
        assert!(same(&recorded["max"], figures.max), "{}", recording.name);
        assert!(
            same(&recorded["current"], figures.current),
            "{}",
            recording.name
        );
        assert!(
            same(&recorded["percentage"], round(figures.ratio().unwrap(), 4)),
            "{}",
            recording.name
        );
        assert!(
            same(&recorded["weight"], figures.weight),
            "{}",
            recording.name
        );
    }
}

#[test]
fn the_binary_computes_what_the_service_returned() {
    for recording in recordings() {
        let directory = tempfile::tempdir().unwrap();
        write_project(&recording, directory.path());
        let output = assert_cmd::Command::cargo_bin("securescore")
            .unwrap()
            .current_dir(directory.path())
            .args(["score", "--format", "json", "--assessments", "none"])
            .output()
            .unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let scope = &report["scopes"][0];
        for (control, recorded) in scope["controls"]
            .as_array()
            .unwrap()
            .iter()
            .zip(&recording.controls)
        {
            let name = &recorded["name"];
            for (field, computed) in [
                ("max", &control["score"]["max"]),
                ("current", &control["score"]["current"]),
                ("percentage", &control["score"]["percentage"]),
                ("weight", &control["weight"]),
                ("healthy", &control["healthyResourceCount"]),
                ("unhealthy", &control["unhealthyResourceCount"]),
                ("notApplicable", &control["notApplicableResourceCount"]),
            ] {
                assert_eq!(
                    recorded[field].as_f64(),
                    computed.as_f64(),
                    "{field} of {name}"
                );
            }
        }
        for field in ["max", "current", "percentage"] {
            let recorded = &recording.subscription[field];
            assert_eq!(recorded.as_f64(), scope["score"][field].as_f64(), "{field}");
        }
        assert_eq!(
            recording.subscription["weight"].as_f64(),
            scope["weight"].as_f64()
        );
    }
}

fn write_project(recording: &Recording, directory: &Path) {
    for text in recording.policies() {
        let path = directory.join("policies").join(&text.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text.source.text()).unwrap();
    }
    let row = |(number, health, id): (usize, Health, String)| {
        let kind = format!("recorded.c{number}/things");
        json!({"id": id, "type": kind, "properties": {"health": health.as_str()}})
    };
    let rows: Vec<Value> = recording.resources().into_iter().map(row).collect();
    let project = "catalog: catalog.yaml\npolicies: [policies]\nbuiltin_policies: false\ninventory: [inventory.json]\n";
    std::fs::write(directory.join("securescore.yaml"), project).unwrap();
    std::fs::write(directory.join("catalog.yaml"), recording.catalog_text()).unwrap();
    std::fs::write(
        directory.join("inventory.json"),
        Value::from(rows).to_string(),
    )
    .unwrap();
}
