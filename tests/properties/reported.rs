//! What holds of reports: the cells of a case reported as if policies had given them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use securescore::assess::{Answer, Outcome, Rules};
use securescore::assessment::{Health, Standing, Verdict};
use securescore::exemption::{Exemptions, Holding};
use securescore::inventory::ScopeInventory;
use securescore::recommendation::Severity;
use securescore::resource::{Origin, Resource, ResourceType};
use securescore::score::Reading;
use serde_json::{Map, Value, json};

use crate::case::{
    Case, Cell, IDS, READINGS, RECOMMENDATIONS, RESOURCE_IDS, Row, case, health, overall, scope_id,
};
use crate::config;
use crate::run::{
    CATALOG, ENGINE, ENTRIES, Reported, as_of, build, document, load_catalog, load_exemptions,
    raw_healths,
};

/// As many as the cells name, of their categories.
static HELD: LazyLock<Exemptions> =
    LazyLock::new(|| load_exemptions(ENTRIES, &load_catalog(CATALOG)));

/// A report on all scopes of a case.
pub(crate) fn reported(case: &Case) -> Reported {
    let scopes: Vec<usize> = (0..case.scopes).collect();
    reported_on(case, &scopes)
}

/// A report on some of the scopes of a case.
fn reported_on(case: &Case, scopes: &[usize]) -> Reported {
    let catalog = case.catalog();
    let rules = Rules {
        catalog: &catalog,
        recommendations: &ENGINE.known,
        exemptions: &HELD,
        judges: &ENGINE.judges,
        as_of: as_of(),
    };
    build(rules, |listener| {
        for scope in scopes {
            let inventory = inventory(case, *scope);
            listener.hear(&inventory, outcomes(case, *scope)).unwrap();
        }
    })
}

/// The rows of a scope, each with its number.
fn rows(case: &Case, scope: usize) -> impl Iterator<Item = (usize, &Row)> {
    let rows = case.rows.iter().enumerate();
    rows.filter(move |(_, row)| row.scope == scope)
}

fn inventory(case: &Case, scope: usize) -> ScopeInventory {
    let resource = |(number, _): (usize, &Row)| {
        let (id, kind) = (RESOURCE_IDS[number].clone(), ResourceType::new("m.x/y"));
        Resource {
            scope: scope_id(scope),
            ..Resource::new(id, kind, Map::new(), Origin::synthetic())
        }
    };
    let resources = rows(case, scope).map(resource).collect();
    ScopeInventory::new(scope_id(scope), resources, BTreeSet::new(), None)
}

fn outcomes(case: &Case, scope: usize) -> Vec<Outcome> {
    let outcome = |recommendation: usize| Outcome {
        recommendation: IDS[recommendation].clone(),
        severity: Severity::High,
        standing: case.standings[scope][recommendation].clone(),
        answers: answers(case, scope, recommendation),
    };
    (0..RECOMMENDATIONS).map(outcome).collect()
}

fn answers(case: &Case, scope: usize, recommendation: usize) -> Vec<Answer> {
    let standing = &case.standings[scope][recommendation];
    if !matches!(standing, Standing::Scored | Standing::Preview) {
        return Vec::new();
    }
    let answer = |(resource, (_, row)): (usize, (usize, &Row))| {
        let cell = row.cells[recommendation]?;
        let holding = |number| Holding {
            winner: Some(number),
            ..Holding::default()
        };
        Some(Answer {
            resource,
            verdict: Verdict {
                health: cell.health,
                reasons: Vec::new(),
            },
            holding: cell.exemption.map(holding).map(Box::new),
        })
    };
    let rows = rows(case, scope).enumerate();
    rows.filter_map(answer).collect()
}

proptest! {
    #![proptest_config(config(5))]

    /// What a preview says, and whether it says anything, is in no number of any score.
    #[test]
    fn previews_change_no_score(case in case(), health in health()) {
        let mut silent = case.clone();
        for standing in silent.standings.iter_mut().flatten() {
            if *standing == Standing::Preview {
                *standing = Standing::NotCollected(Vec::new());
            }
        }
        let other = {
            let mut other = case.clone();
            for row in &mut other.rows {
                for (recommendation, cell) in row.cells.iter_mut().enumerate() {
                    if case.standings[row.scope][recommendation] == Standing::Preview {
                        *cell = Some(Cell { health, exemption: None });
                    }
                }
            }
            other
        };
        let scores = case.scores();
        for report in [reported(&case), reported(&silent), reported(&other)] {
            for reading in READINGS {
                for (scope, score) in report.scopes.iter().zip(&scores) {
                    prop_assert_eq!(scope.score.figures(reading), score.figures(reading));
                }
            }
            prop_assert_eq!(report.scopes.len(), scores.len());
            prop_assert_eq!(report.overall.effective, overall(&scores, Reading::Effective));
            prop_assert_eq!(report.overall.raw, overall(&scores, Reading::Raw));
        }
    }

    /// Each scope by itself, put together, is the whole.
    #[test]
    fn parts_make_the_whole(case in case()) {
        let whole = document(&reported(&case));
        let parts = (0..case.scopes).map(|scope| document(&reported_on(&case, &[scope])));
        let parts: Vec<Value> = parts.collect();
        for list in ["scopes", "assessments"] {
            let of_part = |part: &Value| part[list].as_array().cloned();
            let joined: Vec<Value> = parts.iter().filter_map(of_part).flatten().collect();
            prop_assert_eq!(&json!(joined), &whole[list]);
        }
    }

    /// Disabling, like exempting, takes votes away and changes no answer of any policy.
    #[test]
    fn disabling_and_exempting_change_no_raw_health(
        case in case(),
        recommendation in 0..RECOMMENDATIONS,
    ) {
        let mut disabled = case.clone();
        for standings in &mut disabled.standings {
            standings[recommendation] = Standing::Disabled("r".to_owned());
        }
        let open = case.changed(|_, cell| Cell { exemption: None, ..cell });
        let mut healths = raw_healths(&reported(&case));
        prop_assert_eq!(&raw_healths(&reported(&open)), &healths);
        healths.retain(|(of, _), _| *of != IDS[recommendation].to_string());
        prop_assert_eq!(&raw_healths(&reported(&disabled)), &healths);
    }

    /// What was not evaluated is named, pair by pair, and stands beside the score as an interval.
    #[test]
    fn what_failed_and_counts_is_named(case in case()) {
        let report = reported(&case);
        let mut failed = 0;
        for row in &case.rows {
            for (recommendation, cell) in row.cells.iter().enumerate() {
                let is_failed = |cell: &Cell| case.effective(*cell) == Health::Indeterminate;
                failed += usize::from(
                    case.counts(row.scope, recommendation) && cell.is_some_and(|cell| is_failed(&cell)),
                );
            }
        }
        prop_assert_eq!(report.failures.indeterminate(), failed);
        let tallies = report.scopes.iter().flat_map(|scope| &scope.score.controls);
        let open = tallies.map(|control| control.tally(Reading::Effective).indeterminate);
        let is_interval = report.overall.effective.is_some() && open.sum::<u64>() > 0;
        prop_assert_eq!(report.overall.upper.is_some(), is_interval);
        prop_assert!(failed > 0 || report.overall.upper.is_none());
    }
}
