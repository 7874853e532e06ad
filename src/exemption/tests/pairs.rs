//! Which exemption holds for which pair, and when.

use super::*;

#[test]
fn an_entry_knows_itself() {
    let text = "# ours\nexemptions:\n  - id: EX-014\n    controls: [safe]\n    resources: [/x]\n    \
        category: mitigated\n    reason: why\n    owner: us\n    ticket: T-1\n    expires: 2027-01-31\n    \
        expected_matches: 3\n";
    let (exemptions, warnings) = load_files(&[("a.yaml", text)], false).unwrap();
    assert!(warnings.is_empty());
    let entry = exemptions.get(0).unwrap();
    assert_eq!((&*entry.id, &*entry.reason), ("EX-014", "why"));
    assert_eq!(entry.category, Category::Mitigated);
    assert_eq!(
        (entry.owner.as_deref(), entry.ticket.as_deref()),
        (Some("us"), Some("T-1"))
    );
    assert_eq!((&*entry.file, entry.line), ("a.yaml", 3));
    assert_eq!(entry.expires, Some(at("2027-02-01T00:00:00Z")));
    assert_eq!(entry.expires_text.as_deref(), Some("2027-01-31"));
    assert_eq!(entry.expected_matches, Some(3));
}

#[test]
fn an_end_is_honoured_until_it_and_not_at_it() {
    let text = "exemptions:\n\
        - {id: day, recommendations: [a.one], resources: [/x], category: waiver, reason: r, expires: 2027-01-31}\n\
        - {id: instant, recommendations: [a.two], resources: [/x], category: waiver, reason: r, expires: '2027-01-31T18:00:00+02:00'}\n";
    let (exemptions, _) = load_files(&[("a.yaml", text)], false).unwrap();
    let live = |name: &str, instant| {
        let holding = exemptions.holds(&RecommendationId::new(name), &resource("/x"), at(instant));
        assert_ne!(holding.winner.is_some(), !holding.expired.is_empty());
        holding.winner.is_some()
    };
    assert!(live("a.one", "2027-01-31T23:59:59.999999999Z"));
    assert!(!live("a.one", "2027-02-01T00:00:00Z"));
    assert!(live("a.two", "2027-01-31T15:59:59.999999999Z"));
    assert!(!live("a.two", "2027-01-31T16:00:00Z"));
}

#[test]
fn all_selectors_of_an_entry_must_match() {
    let exemptions = exemptions(&[(
        "A",
        "waiver",
        "recommendations: [a.one, a.two], controls: [safe], resources: ['/x/**'], tags: {team: payments, COST: '7'}",
    )]);
    assert!(holding(&exemptions, "a.one", "/x/y").winner.is_some());
    assert!(holding(&exemptions, "a.two", "/x/y").winner.is_none());
    assert!(holding(&exemptions, "a.one", "/y").winner.is_none());
}

#[test]
fn tag_names_fold_and_values_do_not() {
    let holds = |tags: &str| {
        let selectors = format!("controls: [safe], tags: {tags}");
        let exemptions = exemptions(&[("A", "waiver", &selectors)]);
        holding(&exemptions, "a.one", "/x").winner.is_some()
    };
    assert!(holds("{TEAM: payments}"));
    assert!(!holds("{team: Payments}"));
    assert!(!holds("{team: payments, other: x}"));
}

#[test]
fn patterns_cover_whole_ids_without_case() {
    let holds = |pattern: &str| {
        let selectors = format!("controls: [safe], resources: ['{pattern}']");
        let exemptions = exemptions(&[("A", "waiver", &selectors)]);
        let id = format!("{LEGACY}/providers/Microsoft.Web/sites/Front");
        holding(&exemptions, "a.one", &id).winner.is_some()
    };
    assert!(holds("/subscriptions/S/resourceGroups/Legacy/**"));
    assert!(holds("/subscriptions/*/resourcegroups/leg*/**/front"));
    assert!(!holds("/subscriptions/s/resourcegroups/legacy/*"));
    assert!(!holds("/subscriptions/s/resourcegroups/legacy"));
    assert!(!holds("resourcegroups/legacy/**"));
}

#[test]
fn the_narrower_scope_wins() {
    let exemptions = exemptions(&[
        (
            "A-tags",
            "waiver",
            "controls: [safe], tags: {team: payments}",
        ),
        (
            "B-wide",
            "waiver",
            "controls: [safe], resources: ['/subscriptions/**']",
        ),
        (
            "C-narrow",
            "waiver",
            "controls: [safe], resources: ['/subscriptions/s/**']",
        ),
        (
            "D-exact",
            "mitigated",
            "controls: [safe], resources: ['**', /subscriptions/s/x]",
        ),
    ]);
    assert_eq!(
        order(&exemptions, "/subscriptions/s/x"),
        ["D-exact", "C-narrow", "B-wide", "A-tags"]
    );
    assert_eq!(
        order(&exemptions, "/subscriptions/s/y"),
        ["C-narrow", "B-wide", "D-exact", "A-tags"]
    );
}

#[test]
fn on_a_tie_a_waiver_wins_and_then_the_smaller_id() {
    let exemptions = exemptions(&[
        ("C", "waiver", "controls: [safe], resources: ['/x/*']"),
        ("A", "mitigated", "controls: [safe], resources: ['/x/*']"),
        ("B", "waiver", "controls: [safe], resources: ['/x/*']"),
    ]);
    assert_eq!(order(&exemptions, "/x/y"), ["B", "C", "A"]);
}

#[test]
fn the_order_of_files_changes_nothing() {
    let entry = |id: &str| {
        format!(
            "exemptions: [{{id: {id}, controls: [safe], resources: [/x], category: waiver, reason: r, expires: 2030-01-01}}]"
        )
    };
    let (one, two) = (entry("A"), entry("B"));
    let ids = |files: &[(&str, &str)]| {
        let (exemptions, _) = load_files(files, false).unwrap();
        exemptions
            .iter()
            .map(|entry| entry.id.clone())
            .collect::<Vec<_>>()
    };
    let (first, second) = (("1.yaml", &*one), ("2.yaml", &*two));
    assert_eq!(ids(&[first, second]), ids(&[second, first]));
}
