//! What is said of exemptions after a run.

use super::*;

#[test]
fn every_exemption_that_does_nothing_is_told_with_its_line() {
    let text = "exemptions:\n\
        - {id: active, controls: [safe], resources: [/x], category: waiver, reason: r, expires: 2030-01-01}\n\
        - {id: shadowed, controls: [safe], resources: [/*], category: waiver, reason: r, expires: 2030-01-01}\n\
        - {id: unused, controls: [safe], resources: [/z], category: waiver, reason: r, expires: 2030-01-01}\n\
        - {id: expired, controls: [safe], resources: [/x], category: waiver, reason: r, expires: 2026-12-31}\n";
    let (exemptions, _) = load_files(&[("a.yaml", text)], false).unwrap();
    let mut uses = ExemptionUses::none(&exemptions);
    uses.record(&holding(&exemptions, "a.one", "/x"));
    let words: Vec<&str> = exemptions
        .iter()
        .enumerate()
        .map(|(index, entry)| entry.status(uses.get(index), at(AS_OF)).as_str())
        .collect();
    assert_eq!(words, ["active", "shadowed", "unused", "expired"]);
    let warnings = exemptions.warnings(&uses, at(AS_OF));
    let told: Vec<_> = warnings
        .iter()
        .map(|warning| (warning.code, warning.line))
        .collect();
    assert_eq!(
        told,
        [
            ("exemption::shadowed", Some(3)),
            ("exemption::unused", Some(4)),
            ("exemption::expired", Some(5)),
        ]
    );
    assert_eq!(
        warnings[2].message,
        "the exemption `expired` was good until 2026-12-31; it would have matched 1 pair"
    );
}

#[test]
fn every_pair_is_counted_once() {
    let exemptions = exemptions(&[
        ("narrow", "waiver", "controls: [both], resources: [/x]"),
        ("wide", "waiver", "controls: [both], resources: [/x, '/*']"),
    ]);
    let mut uses = ExemptionUses::none(&exemptions);
    for id in ["/x", "/y", "/z"] {
        uses.record(&holding(&exemptions, "a.one", id));
    }
    let used = |matched, won| ExemptionUse {
        matched,
        won,
        expired_matches: 0,
    };
    assert_eq!((uses.get(0), uses.get(1)), (used(1, 1), used(3, 2)));
    assert!(!exemptions.is_empty());
}

#[test]
fn more_matches_than_expected_are_an_error() {
    let exemptions = exemptions(&[(
        "A",
        "waiver",
        "controls: [safe], resources: ['/*'], expected_matches: 1",
    )]);
    let mut uses = ExemptionUses::none(&exemptions);
    uses.record(&holding(&exemptions, "a.one", "/x"));
    assert!(exemptions.excesses(&uses).is_empty());
    uses.record(&holding(&exemptions, "a.one", "/y"));
    let errors = exemptions.excesses(&uses);
    assert_eq!(fault(&errors[0]), "exemption::too_many_matches [1]");
    assert_eq!(
        errors[0].to_string(),
        "the exemption `A` matches 2 pairs, expected are at most 1"
    );
}
