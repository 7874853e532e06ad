//! What a catalog may not say, each with its code and its place.

use super::*;

#[test]
fn a_catalog_needs_a_name_and_a_title() {
    let codes = faults("controls: []\n");
    assert_eq!(codes.len(), 2);
    assert!(codes[0].starts_with("catalog::missing_field"));
    assert_eq!(faults("").len(), 2);
}

#[test]
fn a_control_needs_a_good_id_and_a_new_one_all_its_parts() {
    let one = |control: &str| faults(&format!("{HEAD}controls:\n- {control}\n"));
    let rest = "title: T, max_score: 1, recommendations: [a.one]";
    for id in ["Safe", "1st", "a-b", "''", "ä"] {
        let faults = one(&format!("{{id: {id}, {rest}}}"));
        assert!(faults[0].starts_with("catalog::bad_control_id"), "{id}");
    }
    assert_eq!(
        one(&format!("{{{rest}}}"))[0].split(' ').next(),
        Some("catalog::missing_field")
    );
    assert_eq!(
        one("{id: safe, title: ' '}"),
        ["catalog::missing_field [safe]"; 2]
    );
}

#[test]
fn a_control_stands_once_in_a_file() {
    let text = format!("{HEAD}{CONTROL}- {{id: safe, title: T, max_score: 1}}\n");
    assert_eq!(faults(&text), ["catalog::duplicate_control [safe]"]);
}

#[test]
fn a_list_names_something_and_each_thing_once() {
    let list = |names: &str| {
        let control = "{id: safe, title: T, max_score: 1, recommendations: ";
        faults(&format!("{HEAD}controls:\n- {control}{names}}}\n"))
    };
    assert_eq!(list("[]"), ["catalog::empty_list [[]"]);
    assert_eq!(
        list("[a.one, a.two, a.one]"),
        ["catalog::repeated_recommendation [a.one]"]
    );
    assert_eq!(
        list("[a.one, a.eins]"),
        ["catalog::repeated_recommendation [a.eins]"]
    );
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let text = format!("{HEAD}{CONTROL}recommendations: {{a.onne: {{preview: true}}}}\n");
    let errors = read(&text).unwrap_err();
    assert_eq!(
        fault(&errors[0]),
        "catalog::unknown_recommendation [a.onne]"
    );
    let help = errors[0].help().unwrap().to_string();
    assert_eq!(help, "did you mean `a.one`?");
}

#[test]
fn a_max_score_is_an_exact_number_of_points() {
    let score = |text: &str| {
        faults(&format!(
            "{HEAD}controls:\n- {{id: safe, title: T, max_score: {text}, recommendations: [a.one]}}\n"
        ))
    };
    for text in ["-1", ".nan", ".inf", "1.23456", "1000001"] {
        assert_eq!(score(text), [format!("catalog::bad_max_score [{text}]")]);
    }
    assert_eq!(score("'8'"), ["yaml::invalid ['8']"]);
}

#[test]
fn disabling_needs_a_reason() {
    for flags in ["{enabled: false}", "{enabled: false, reason: ' '}"] {
        assert_eq!(faults(&flagged(flags)), ["catalog::missing_reason [false]"]);
    }
    assert!(read(&flagged("{reason: only a remark}")).is_ok());
}

#[test]
fn the_end_of_a_preview_is_a_day_and_belongs_to_a_preview() {
    for day in ["2026-02-30", "soon", "2026-3-1"] {
        let flags = format!("{{preview: true, preview_until: {day}}}");
        assert_eq!(
            faults(&flagged(&flags)),
            [format!("catalog::bad_date [{day}]")]
        );
    }
    for flags in [
        "{preview_until: 2027-01-01}",
        "{preview: false, preview_until: 2027-01-01}",
    ] {
        assert_eq!(
            faults(&flagged(flags)),
            ["catalog::preview_until_without_preview [preview_until]"]
        );
    }
    let by_author = format!("{HEAD}recommendations: {{a.two: {{preview_until: 2027-01-01}}}}\n");
    assert!(read(&by_author).is_ok());
}

#[test]
fn parameters_are_declared_and_of_their_kind() {
    assert_eq!(
        faults(&flagged("{parameters: {day: 3}}")),
        ["catalog::unknown_parameter [day]"]
    );
    assert_eq!(
        faults(&flagged("{parameters: {days: many}}")),
        ["catalog::wrong_parameter_type [many]"]
    );
    assert_eq!(
        faults(&flagged("{parameters: {days: .nan}}")),
        ["catalog::wrong_parameter_type [.nan]"]
    );
}

#[test]
fn scopes_need_a_pattern_and_flags() {
    let scope = |text: &str| faults(&format!("{HEAD}scopes:\n- {text}\n"));
    let flags = "recommendations: {a.one: {preview: true}}";
    assert_eq!(
        scope(&format!("{{match: '', {flags}}}")),
        ["catalog::bad_match ['']"]
    );
    assert_eq!(
        scope(&format!("{{match: /prod**, {flags}}}")),
        ["catalog::bad_match [/prod**]"]
    );
    assert!(scope(&format!("{{{flags}}}"))[0].starts_with("catalog::missing_field"));
    assert!(scope("{match: /a}")[0].starts_with("catalog::missing_field"));
    assert_eq!(
        scope("{match: /a, recommendations: {}}"),
        ["catalog::empty_list [{]"]
    );
}

#[test]
fn all_errors_of_a_file_come_at_once_and_in_order() {
    let text = "name: base\ntitle: [Base]\ncolour: red\ncontrols:\n\
        - {id: A, title: T, max_score: x, recommendations: [a.one]}\n\
        - {id: B, title: T, max_score: 1, recommendations: [a.uno]}\n\
        recommendations:\n  a.one: {enabled: false}\n  a.three: {severity: huge}\n";
    assert_eq!(
        faults(text),
        [
            "yaml::invalid [[Base]",
            "yaml::invalid [colour]",
            "catalog::bad_control_id [A]",
            "yaml::invalid [x]",
            "catalog::bad_control_id [B]",
            "catalog::unknown_recommendation [a.uno]",
            "catalog::missing_reason [false]",
            "catalog::unknown_recommendation [a.three]",
            "yaml::invalid [huge]",
        ]
    );
}

#[test]
fn a_key_stands_once_and_has_a_value() {
    let twice = format!("{HEAD}recommendations:\n  a.one: {{}}\n  a.one: {{}}\n");
    assert!(faults(&twice)[0].starts_with("yaml::duplicate_key"));
    let empty = format!("{HEAD}controls:\n");
    assert_eq!(faults(&empty), ["yaml::invalid [controls]"]);
}
