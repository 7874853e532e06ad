//! What is written reads back the same; what differs is said, each difference once.

mod strategies;

use proptest::prelude::*;

use super::*;
use crate::text::SourceText;
use strategies::{few, key, snapshot};

fn written(snapshot: &Snapshot) -> String {
    let mut bytes = Vec::new();
    snapshot.write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn read(text: &str) -> Result<Snapshot, String> {
    let source = SourceText::new("expected.yaml", text);
    Snapshot::read(&source).map_err(|error| {
        let label = miette::Diagnostic::labels(&error).and_then(|mut labels| labels.next());
        let label =
            label.map(|label| text[label.offset()..label.offset() + label.len()].to_owned());
        format!("{error} [{}]", label.unwrap_or_default())
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(snapshot in snapshot(&key().boxed())) {
        let text = written(&snapshot);
        prop_assert_eq!(read(&text), Ok(snapshot), "{}", text);
    }

    #[test]
    fn nothing_hidden_is_written(snapshot in snapshot(&key().boxed())) {
        let text = written(&snapshot);
        prop_assert!(text.lines().all(|line| line.chars().all(crate::text::escape::is_visible)));
    }

    #[test]
    fn only_what_differs_is_a_change(
        before in snapshot(&few().boxed()),
        other in snapshot(&few().boxed()),
        parts in any::<[bool; 4]>(),
    ) {
        let mut after = before.clone();
        if parts[0] {
            after.overall = other.overall;
        }
        if parts[1] {
            after.scopes = other.scopes;
        }
        if parts[2] {
            after.verdicts = other.verdicts;
        }
        if let Some(scope) = after.scopes.values_mut().next().filter(|_| parts[3]) {
            scope.not_collected.clear();
        }
        prop_assert_eq!(before.changes(&before), []);
        prop_assert_eq!(before.changes(&after).is_empty(), before == after);
        prop_assert_eq!(before.changes(&after).len(), after.changes(&before).len());
    }
}

const SHOP: &str = r#"as_of: 2026-11-24T00:00:00Z
overall: {percent: "63.1", without_exemptions: "63.1"}
scopes:
  /subscriptions/1:
    name: contoso-prod
    score: {percent: "63.1", points: "3.16", max: "5"}
    without_exemptions: {percent: "63.1", points: "3.16", max: "5"}
    controls:
      transit: {percent: "63.1", points: "3.16", max: "5"}
    not_collected:
      azure.web.tls: [microsoft.web/sites/config]
verdicts:
  azure.storage.secure_transfer:
    stgone: healthy
    stlegacy: healthy
    stlogs: {health: unhealthy, reasons: ["plain HTTP is accepted"]}
    stold: {health: unhealthy, exemption: EX-1, counts_as: notApplicable}
"#;

/// The changes that edits of the shop's snapshot make, in words.
fn changes(edits: &[(&str, &str)]) -> Vec<String> {
    let before = read(SHOP).unwrap();
    let mut text = SHOP.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let changes = before.changes(&read(&text).unwrap());
    changes.iter().map(ToString::to_string).collect()
}

#[test]
fn a_verdict_that_changes_is_said_with_its_reasons() {
    let worse = r#"stlegacy: {health: unhealthy, reasons: ["minimumTlsVersion is TLS1_0"]}"#;
    assert_eq!(
        changes(&[("stlegacy: healthy", worse)]),
        [
            "azure.storage.secure_transfer / stlegacy: healthy -> unhealthy (minimumTlsVersion is TLS1_0)"
        ]
    );
}

#[test]
fn verdicts_come_and_go() {
    assert_eq!(
        changes(&[("    stgone: healthy\n", "    stnew: notApplicable\n")]),
        [
            "azure.storage.secure_transfer / stgone: healthy -> gone",
            "azure.storage.secure_transfer / stnew: new, notApplicable",
        ]
    );
}

#[test]
fn reasons_alone_are_said_as_such() {
    assert_eq!(
        changes(&[("[\"plain HTTP is accepted\"]", "[\"HTTP\", \"no TLS\"]")]),
        [
            "azure.storage.secure_transfer / stlogs: still unhealthy, for other reasons: \
          (plain HTTP is accepted) -> (HTTP; no TLS)"
        ]
    );
    assert_eq!(
        changes(&[(", reasons: [\"plain HTTP is accepted\"]", "")]),
        [
            "azure.storage.secure_transfer / stlogs: still unhealthy, for other reasons: \
          (plain HTTP is accepted) -> none"
        ]
    );
}

#[test]
fn standings_are_said() {
    assert_eq!(
        changes(&[
            (
                "{health: unhealthy, exemption: EX-1, counts_as: notApplicable}",
                "unhealthy"
            ),
            (
                "stgone: healthy",
                "stgone: {health: healthy, preview: true}"
            ),
        ]),
        [
            "azure.storage.secure_transfer / stgone: healthy -> healthy, preview",
            "azure.storage.secure_transfer / stold: \
             unhealthy, exempt by EX-1 (counts as notApplicable) -> unhealthy",
        ]
    );
}

#[test]
fn scores_are_said_with_their_difference() {
    assert_eq!(
        changes(&[
            (
                "transit: {percent: \"63.1\", points: \"3.16\"",
                "transit: {percent: \"58.4\", points: \"2.92\""
            ),
            (
                "    score: {percent: \"63.1\", points: \"3.16\"",
                "    score: {percent: \"58.4\", points: \"2.92\""
            ),
            (
                "overall: {percent: \"63.1\", without_exemptions: \"63.1\"",
                "overall: {percent: null, without_exemptions: \"70\""
            ),
        ]),
        [
            "contoso-prod, transit 63.1 % -> 58.4 % (-4.7)",
            "contoso-prod 63.1 % -> 58.4 % (-4.7)",
            "overall 63.1 % -> no score",
            "overall, without exemptions 63.1 % -> 70 % (+6.9)",
        ]
    );
    assert_eq!(
        changes(&[(
            "transit: {percent: \"63.1\", points: \"3.16\", max: \"5\"}",
            "transit: {percent: \"63.1\", points: \"6.31\", max: \"10\"}"
        )]),
        ["contoso-prod, transit 3.16 of 5 -> 6.31 of 10 points"]
    );
}

#[test]
fn a_score_without_exemptions_is_said_where_it_fares_otherwise() {
    let raw = r#"    without_exemptions: {percent: "63.1", points: "3.16""#;
    let lower = r#"    without_exemptions: {percent: "60", points: "3""#;
    assert_eq!(
        changes(&[(raw, lower)]),
        ["contoso-prod, without exemptions 63.1 % -> 60 % (-3.1)"]
    );
    let all = changes(&[("{percent: \"63.1\"", "{percent: \"60\"")]);
    let score = "contoso-prod 63.1 % -> 60 % (-3.1)";
    assert!(all.contains(&score.to_owned()), "{all:?}");
    assert!(
        all.iter()
            .all(|line| !line.starts_with("contoso-prod, without")),
        "{all:?}"
    );
}

#[test]
fn a_failing_policy_is_named_without_the_way_to_it() {
    let failing = r#"stlegacy: {health: indeterminate, reasons: ["wrong (../a/b.rego:1)"]}"#;
    let text = SHOP.replace("stlegacy: healthy", failing);
    let snapshot = read(&text).unwrap().without_path("../a/");
    let (_, _, ruling) = snapshot
        .rulings()
        .find(|(_, name, _)| *name == "stlegacy")
        .unwrap();
    assert_eq!(ruling.reasons, ["wrong (b.rego:1)"]);
    assert!(ruling.is_doubtful());
}

#[test]
fn what_is_not_collected_is_said() {
    assert_eq!(
        changes(&[(
            "    not_collected:\n      azure.web.tls: [microsoft.web/sites/config]\n",
            ""
        )]),
        [
            "azure.web.tls in contoso-prod: not collected, for want of microsoft.web/sites/config \
          -> no data missing"
        ]
    );
}

#[test]
fn scopes_come_go_and_are_renamed() {
    assert_eq!(
        changes(&[("name: contoso-prod", "name: contoso")]),
        ["/subscriptions/1: called `contoso-prod` -> `contoso`"]
    );
    let nothing = Snapshot::nothing(Timestamp::UNIX_EPOCH);
    let changes = nothing.changes(&read(SHOP).unwrap());
    let words: Vec<String> = changes.iter().map(ToString::to_string).collect();
    assert_eq!(
        words[0],
        "azure.storage.secure_transfer / stgone: new, healthy"
    );
    assert!(
        words.contains(&"contoso-prod not there -> 63.1 %".to_owned()),
        "{words:?}"
    );
    assert_eq!(changes.len(), 4 + 1 + 1 + 1, "{words:?}");
}

#[test]
fn a_change_is_for_the_better_or_the_worse() {
    let before = read(SHOP).unwrap();
    let direction = |from: &str, to: &str| {
        let after = read(&SHOP.replace(from, to)).unwrap();
        before.changes(&after)[0].direction()
    };
    assert_eq!(
        direction("stlegacy: healthy", "stlegacy: unhealthy"),
        Direction::Worse
    );
    assert_eq!(
        direction("stlegacy: healthy", "stlegacy: indeterminate"),
        Direction::Worse
    );
    assert_eq!(
        direction(
            "    stold: {health: unhealthy",
            "    stold: {health: healthy"
        ),
        Direction::Better
    );
    assert_eq!(
        direction("stgone: healthy", "stgone: notApplicable"),
        Direction::Aside
    );
    assert_eq!(
        direction("overall: {percent: \"63.1\"", "overall: {percent: \"63.2\""),
        Direction::Better
    );
}

#[test]
fn the_shop_is_written_as_it_stands_here() {
    let written = written(&read(SHOP).unwrap());
    let (heading, rest) = written.split_once('\n').unwrap();
    assert!(heading.starts_with("# "));
    assert_eq!(rest, SHOP);
}

#[test]
fn what_does_not_fit_on_a_line_is_broken() {
    let long = "x".repeat(100);
    let text = SHOP.replace("plain HTTP is accepted", &long);
    let wanted =
        format!("    stlogs:\n      health: unhealthy\n      reasons:\n        - \"{long}\"\n");
    assert!(written(&read(&text).unwrap()).contains(&wanted));
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    for (from, to, wanted) in [
        ("overall:", "overal:", "[overal]"),
        ("stgone: healthy", "stgone: fine", "[fine]"),
        (
            "stgone:",
            "stlogs:",
            "the key `stlogs` stands twice [stlogs]",
        ),
        ("\"63.1\", points", "\"63.123\", points", "[\"63.123\"]"),
        ("\"63.1\", points", "63.1, points", "[63.1]"),
        (", counts_as: notApplicable", "", "needs `counts_as`"),
        (
            "exemption: EX-1, ",
            "",
            "`counts_as` stands beside an `exemption`",
        ),
        (
            "{percent: \"63.1\", without_exemptions: \"63.1\"}",
            "{percent: \"63.1\"}",
            "missing field `without_exemptions`",
        ),
        ("2026-11-24T00:00:00Z", "yesterday", "[yesterday]"),
        ("as_of: 2026-11-24T00:00:00Z\n", "", "missing field `as_of`"),
        ("name: contoso-prod", "nam: contoso-prod", "[nam]"),
    ] {
        let error = read(&SHOP.replace(from, to)).unwrap_err();
        assert!(error.contains(wanted), "{wanted}: {error}");
    }
}
