//! Snapshots of any kind.

use jiff::Timestamp;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;

use crate::assessment::Health;
use crate::points::Exact;
use crate::recommendation::RecommendationId;
use crate::snapshot::{Decimal, Exempt, Figure, Overall, Ruling, ScopeSnapshot, Snapshot};

/// Texts of others: anything, and what readers of YAML take for something else.
fn text() -> impl Strategy<Value = String> {
    let tricky = [
        "", "null", "Yes", "1e3", "0x1f", "a: b", "- a", "{a}", "#", "a #b", "'", "\"\\",
    ];
    let tricky = tricky.map(str::to_owned).to_vec();
    prop_oneof![
        any::<String>(),
        "[a-z/._ -]{0,12}",
        "[\u{0}-\u{ff}\u{2028}\u{feff}\u{202e}]{0,6}",
        prop::sample::select(tricky),
        "x{490,1100}",
    ]
}

/// A key of a mapping: `<<` is none.
pub(super) fn key() -> impl Strategy<Value = String> {
    text().prop_filter("a merge key", |text| text != "<<")
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (0..10_000_000_i128).prop_map(|hundredths| Decimal::rounded(Exact::new(hundredths, 100)))
}

fn health() -> impl Strategy<Value = Health> {
    prop::sample::select(vec![
        Health::Healthy,
        Health::Unhealthy,
        Health::NotApplicable,
        Health::Indeterminate,
    ])
}

fn figure() -> impl Strategy<Value = Figure> {
    (option::of(decimal()), decimal(), decimal()).prop_map(|(percent, points, max)| Figure {
        percent,
        points,
        max,
    })
}

fn ruling() -> impl Strategy<Value = Ruling> {
    let exempt = (text(), health()).prop_map(|(exemption, counts_as)| Exempt {
        exemption,
        counts_as,
    });
    (
        health(),
        any::<bool>(),
        option::of(exempt),
        vec(text(), 0..3),
    )
        .prop_map(|(health, is_preview, exempt, reasons)| Ruling {
            health,
            is_preview,
            exempt,
            reasons,
        })
}

/// Keys of which two snapshots have some in common.
pub(super) fn few() -> impl Strategy<Value = String> {
    "[ab]"
}

type Keys = BoxedStrategy<String>;

fn scope(keys: &Keys) -> impl Strategy<Value = ScopeSnapshot> + use<> {
    let id = keys.clone().prop_map(RecommendationId::new);
    let waiting = btree_map(id, btree_set(keys.clone(), 1..3), 0..2);
    let controls = btree_map(keys.clone(), figure(), 0..2);
    (keys.clone(), figure(), figure(), controls, waiting).prop_map(
        |(name, score, without_exemptions, controls, not_collected)| ScopeSnapshot {
            name,
            score,
            without_exemptions,
            controls,
            not_collected,
        },
    )
}

pub(super) fn snapshot(keys: &Keys) -> impl Strategy<Value = Snapshot> + use<> {
    let overall = (option::of(decimal()), option::of(decimal()));
    let scopes = btree_map(keys.clone(), scope(keys), 0..3);
    let id = keys.clone().prop_map(RecommendationId::new);
    let verdicts = btree_map(id, btree_map(keys.clone(), ruling(), 1..3), 0..3);
    (0..4_000_000_000_i64, overall, scopes, verdicts).prop_map(
        |(second, (percent, without_exemptions), scopes, verdicts)| Snapshot {
            as_of: Timestamp::from_second(second).unwrap(),
            overall: Overall {
                percent,
                without_exemptions,
            },
            scopes,
            verdicts,
        },
    )
}
