//! What an exemption may not say, each with its code and its place.

use super::*;

const REST: &str = "category: waiver, reason: r, expires: 2030-01-01";
const GOOD: &str = "id: A, recommendations: [a.one], resources: [/x]";

#[test]
fn an_exemption_says_who_why_and_until_when() {
    let codes = faults("recommendations: [a.one], resources: [/x], reason: ' '");
    let code = "exemption::missing_field";
    assert_eq!(codes.len(), 4, "{codes:#?}");
    assert!(codes.iter().all(|fault| fault.starts_with(code)));
}

#[test]
fn an_exemption_says_what_from_and_what_for() {
    assert_eq!(faults(&format!("id: A, resources: [/x], {REST}")).len(), 1);
    let codes = faults(&format!("id: A, {REST}"));
    assert!(codes[0].starts_with("exemption::no_recommendation"));
    assert!(codes[1].starts_with("exemption::too_wide"));
    let by_tags =
        format!("exemptions: [{{id: A, recommendations: [a.one], tags: {{team: x}}, {REST}}}]");
    assert!(load_files(&[("a.yaml", &by_tags)], false).is_ok());
}

#[test]
fn an_empty_selector_is_neither_all_nor_none() {
    let empty = "recommendations: [], controls: [], resources: [], tags: {}";
    let codes = faults(&format!("id: A, {empty}, {REST}"));
    assert_eq!(codes.len(), 4);
    let code = "exemption::empty_selector";
    assert!(codes.iter().all(|fault| fault.starts_with(code)));
    let nothing = format!(
        "exemptions:\n- id: A\n  recommendations: [a.one]\n  tags: {{a: b}}\n  resources:\n  # - /x\n  {}\n",
        REST.replace(", ", "\n  ")
    );
    assert_eq!(faults_of(&nothing), ["yaml::invalid [resources]"]);
}

#[test]
fn an_id_is_given_once_across_files() {
    let entry = format!("exemptions:\n- {{{GOOD}, {REST}}}\n");
    let files = [("b.yaml", &*entry), ("a.yaml", &*entry)];
    let errors = load_files(&files, false).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!(fault(&errors[0]), "exemption::duplicate_id [A]");
    assert_eq!(
        errors[0].to_string(),
        "the exemption id `A` is taken: a.yaml, line 2 has it too"
    );
}

#[test]
fn unknown_names_are_answered_with_the_nearest() {
    let text = format!(
        "exemptions:\n- {{id: A, recommendations: [a.onne], controls: [save], resources: [/x], {REST}}}"
    );
    let errors = load_files(&[("a.yaml", &text)], false).unwrap_err();
    let help = |error: &ExemptionError| error.help().unwrap().to_string();
    assert_eq!(
        fault(&errors[0]),
        "exemption::unknown_recommendation [a.onne]"
    );
    assert_eq!(help(&errors[0]), "did you mean `a.one`?");
    assert_eq!(fault(&errors[1]), "exemption::unknown_control [save]");
    assert_eq!(help(&errors[1]), "did you mean `safe`?");
}

#[test]
fn a_former_name_resolves_with_a_warning() {
    let text =
        format!("exemptions:\n- {{id: A, recommendations: [a.eins], resources: [/x], {REST}}}");
    let (exemptions, warnings) = load_files(&[("a.yaml", &text)], false).unwrap();
    assert!(holding(&exemptions, "a.one", "/x").winner.is_some());
    assert_eq!(warnings[0].code, "exemption::renamed_recommendation");
    assert_eq!(warnings[0].line, Some(2));
}

#[test]
fn a_pattern_is_whole_segments_of_stars() {
    let entry = |pattern: &str| {
        faults(&format!(
            "id: A, recommendations: [a.one], resources: [/y, {pattern}], {REST}"
        ))
    };
    assert_eq!(
        entry("/prod**"),
        ["exemption::bad_resource_pattern [/prod**]"]
    );
    assert_eq!(entry("''"), ["exemption::bad_resource_pattern ['']"]);
}

#[test]
fn an_end_is_a_day_or_an_instant_and_may_be_left_out_where_the_catalog_says_so() {
    let entry = |expires: &str| format!("{GOOD}, category: waiver, reason: r{expires}");
    for text in ["2026-02-30", "soon", "2027-01-31T18:00:00"] {
        assert_eq!(
            faults(&entry(&format!(", expires: '{text}'"))),
            [format!("exemption::bad_expiry ['{text}']")]
        );
    }
    let open = format!("exemptions: [{{{}}}]", entry(""));
    let (exemptions, _) = load_files(&[("a.yaml", &open)], true).unwrap();
    assert_eq!(exemptions.get(0).unwrap().expires, None);
    assert!(load_files(&[("a.yaml", &open)], false).is_err());
}

#[test]
fn all_errors_of_all_files_come_at_once_and_in_order() {
    let first = format!(
        "exemptions:\n- {{{GOOD}, {REST}, colour: red, owner: [x]}}\n- {{id: B, controls: [no], resources: [/x], {REST}}}\n\
         - {{id: C, controls: [both], resources: [/x], reason: r, expires: never, category: weaver}}\n"
    );
    let files = [("b.yaml", "entries: []"), ("a.yaml", &*first)];
    let errors = load_files(&files, false).unwrap_err();
    let codes: Vec<String> = errors.iter().map(fault).collect();
    assert_eq!(
        codes,
        [
            "yaml::invalid [colour]",
            "yaml::invalid [[x]",
            "exemption::unknown_control [no]",
            "yaml::invalid [weaver]",
            "yaml::invalid [entries]",
        ]
    );
}

#[test]
fn a_file_without_entries_exempts_nothing() {
    for text in ["", "exemptions: []"] {
        let (exemptions, _) = load_files(&[("a.yaml", text)], false).unwrap();
        assert!(exemptions.is_empty());
    }
}
