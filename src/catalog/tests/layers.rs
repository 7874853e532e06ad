//! Flags, scopes and extended catalogs.

use super::*;

#[test]
fn a_control_has_what_is_written() {
    let catalog = catalog(&format!("{HEAD}{CONTROL}"));
    assert_eq!((&*catalog.name, &*catalog.title), ("base", "Base"));
    assert_eq!(catalog.exemptions, ExemptionMode::Standard);
    assert!(!catalog.open_ended_exemptions);
    let control = &catalog.controls[0];
    assert_eq!(control.max_score.exact(), crate::points::Exact::new(5, 2));
    let ids: Vec<&str> = catalog
        .recommendations()
        .iter()
        .map(|id| id.as_str())
        .collect();
    assert_eq!(ids, ["a.one", "a.two"]);
}

#[test]
fn options_are_read_and_inherited() {
    let base = format!("{HEAD}exemptions: classic\nopen_ended_exemptions: true\n");
    let (inherited, _) =
        read_over(&[("main.yaml", "name: main\nextends: base"), ("base", &base)]).unwrap();
    assert_eq!(inherited.exemptions, ExemptionMode::Classic);
    assert!(inherited.open_ended_exemptions);
    assert_eq!((&*inherited.name, &*inherited.title), ("main", "Base"));
}

#[test]
fn without_flags_the_author_decides() {
    let catalog = catalog(&format!("{HEAD}{CONTROL}"));
    assert_eq!(activity(&catalog, "a.one"), Activity::Enabled);
    assert_eq!(activity(&catalog, "a.old"), Activity::Enabled);
    assert_eq!(
        activity(&catalog, "a.two"),
        Activity::Preview { until: None }
    );
    let settings = settings(&catalog, "a.one", "/", "2027-01-01T00:00:00Z");
    assert_eq!(settings.severity, Severity::Medium);
    assert_eq!(settings.parameters["days"], json!(30));
}

#[test]
fn flags_change_what_they_name() {
    let flags =
        "{parameters: {days: 90}, severity: high, preview: true, preview_until: 2027-03-31}";
    let catalog = catalog(&flagged(flags));
    let at = |instant| settings(&catalog, "a.one", "/", instant);
    let last = at("2027-03-31T23:59:59.999999999Z");
    assert_eq!(last.severity, Severity::High);
    assert_eq!(last.parameters["days"], json!(90));
    let until = crate::calendar::day("2027-03-31");
    assert_eq!(last.activity, Activity::Preview { until });
    assert_eq!(at("2027-04-01T00:00:00Z").activity, Activity::Enabled);
}

#[test]
fn disabled_wins_over_preview() {
    let catalog = catalog(&flagged("{enabled: false, reason: no, preview: true}"));
    assert_eq!(activity(&catalog, "a.one"), disabled("no"));
}

#[test]
fn a_preview_of_the_author_can_be_ended() {
    let catalog = catalog(&format!(
        "{HEAD}recommendations: {{a.two: {{preview: false}}}}\n"
    ));
    assert_eq!(activity(&catalog, "a.two"), Activity::Enabled);
}

#[test]
fn the_last_matching_scope_wins_flag_by_flag() {
    let catalog = catalog(&format!(
        "{}scopes:\n\
         - match: /subscriptions/*\n  recommendations:\n    a.one: {{enabled: false, reason: any, severity: low}}\n\
         - match: /Subscriptions/S\n  recommendations:\n    a.one: {{reason: mine, parameters: {{days: 7}}}}\n\
         - match: /subscriptions/t\n  recommendations:\n    a.one: {{enabled: true}}\n",
        flagged("{severity: high}")
    ));
    let at = |scope| settings(&catalog, "a.one", scope, "2027-01-01T00:00:00Z");
    assert_eq!(at("/subscriptions/s").activity, disabled("mine"));
    assert_eq!(at("/subscriptions/s").severity, Severity::Low);
    assert_eq!(at("/subscriptions/s").parameters["days"], json!(7));
    assert_eq!(at("/subscriptions/t").activity, Activity::Enabled);
    assert_eq!(at("//projects/p").severity, Severity::High);
    assert_eq!(at("//projects/p").parameters["days"], json!(30));
}

#[test]
fn an_extending_catalog_adds_overrides_and_re_enables() {
    let base = flagged("{enabled: false, reason: no}");
    let main = "name: main\ntitle: Main\nextends: base\ncontrols:\n\
        - {id: safe, title: Be safer, recommendations: [a.old, a.one]}\n\
        - {id: new, title: New, max_score: 0, recommendations: [a.one]}\n\
        recommendations: {a.one: {enabled: true}}\n";
    let (catalog, _) = read_over(&[("main.yaml", main), ("base", &base)]).unwrap();
    let ids: Vec<&str> = catalog
        .controls
        .iter()
        .map(|control| &*control.id)
        .collect();
    assert_eq!(ids, ["safe", "new"]);
    assert_eq!(catalog.controls[0].title, "Be safer");
    assert_eq!(
        catalog.controls[0].max_score.exact(),
        crate::points::Exact::new(5, 2)
    );
    let names: Vec<&str> = catalog
        .recommendations()
        .iter()
        .map(|id| id.as_str())
        .collect();
    assert_eq!(names, ["a.one", "a.two", "a.old"]);
    assert_eq!(activity(&catalog, "a.one"), Activity::Enabled);
}

#[test]
fn an_extending_catalog_may_end_the_preview_of_the_extended_one() {
    let base = flagged("{preview: true}");
    let main = "name: main\nextends: base\nrecommendations: {a.one: {preview_until: 2027-01-01}}";
    assert!(read_over(&[("main.yaml", main), ("base", &base)]).is_ok());
}

#[test]
fn an_addition_to_an_unknown_control_is_an_error() {
    let base = format!("{HEAD}{CONTROL}");
    let main = "name: main\nextends: base\ncontrols: [{id: save, recommendations: [a.one]}]";
    let files = [("main.yaml", main), ("base", &*base)];
    let errors = read_over(&files).unwrap_err();
    assert_eq!(fault(&errors[0]), "catalog::unknown_control [save]");
    assert_eq!(
        errors[0].help().unwrap().to_string(),
        "did you mean `safe`?"
    );
}

#[test]
fn a_chain_ends_and_its_files_exist() {
    let cycle = [("a", "name: a\nextends: b"), ("b", "name: b\nextends: a")];
    assert_eq!(faults_over(&cycle), ["catalog::endless_extends [a]"]);
    assert_eq!(
        faults("name: a\nextends: main.yaml"),
        ["catalog::endless_extends [main.yaml]"]
    );
    assert_eq!(
        faults("name: a\nextends: azur\ncolour: red"),
        ["catalog::cannot_extend [azur]", "yaml::invalid [colour]"]
    );
}

#[test]
fn errors_of_an_extended_catalog_are_its_own() {
    let files = [
        ("a", "name: a\nextends: b"),
        ("b", "name: b\ntitle: B\ncolour: red"),
    ];
    let errors = read_over(&files).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!(fault(&errors[0]), "yaml::invalid [colour]");
}
