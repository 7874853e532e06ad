//! What stops nothing and is said all the same.

use super::*;

fn notices(text: &str, as_of: &str) -> Vec<(&'static str, Option<usize>)> {
    let warnings = catalog(text).warnings(at(as_of), &known());
    warnings
        .iter()
        .map(|warning| (warning.code, warning.line))
        .collect()
}

#[test]
fn a_former_name_resolves_with_a_warning() {
    let text = format!(
        "{HEAD}controls:\n- {{id: safe, title: T, max_score: 1, recommendations: [a.eins]}}\n"
    );
    let (catalog, warnings) = read(&text).unwrap();
    assert_eq!(catalog.recommendations()[0].as_str(), "a.one");
    assert_eq!(warnings[0].code, "catalog::renamed_recommendation");
    assert_eq!(warnings[0].message, "`a.eins` is now called `a.one`");
    assert_eq!(
        (warnings[0].file.as_deref(), warnings[0].line),
        (Some("main.yaml"), Some(4))
    );
}

#[test]
fn a_recommendation_in_no_control_is_told_unless_deprecated() {
    let text = format!(
        "{HEAD}controls: [{{id: safe, title: T, max_score: 1, recommendations: [a.one]}}]\n"
    );
    let notices = catalog(&text).warnings(at("2027-01-01T00:00:00Z"), &known());
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].code, "catalog::unlisted_recommendation");
    assert!(notices[0].message.contains("`a.two`"));
}

#[test]
fn a_control_that_counts_nowhere_is_told() {
    let disabled = flagged("{enabled: false, reason: no}");
    let as_of = "2027-01-01T00:00:00Z";
    assert_eq!(
        notices(&disabled, as_of),
        [("catalog::empty_control", Some(4))]
    );
    let somewhere = format!(
        "{disabled}scopes: [{{match: /subscriptions/s, recommendations: {{a.one: {{enabled: true}}}}}}]\n"
    );
    assert!(notices(&somewhere, as_of).is_empty());
}

#[test]
fn a_new_control_may_wait_for_its_recommendations() {
    let main = "name: main\nextends: base\ncontrols: [{id: later, title: Later, max_score: 1}]";
    let base = flagged("{}");
    let (catalog, _) = read_over(&[("main.yaml", main), ("base", &base)]).unwrap();
    let warnings = catalog.warnings(at("2027-01-01T00:00:00Z"), &known());
    assert_eq!(warnings.len(), 1);
    assert_eq!(
        warnings[0].message,
        "the control `later` has no recommendation"
    );
    assert_eq!(warnings[0].line, Some(3));
}

#[test]
fn the_end_of_a_preview_is_told_for_thirty_days() {
    let text = flagged("{preview: true, preview_until: 2027-03-31}");
    let ends = |as_of| {
        let mut notices = notices(&text, as_of);
        notices.retain(|(code, _)| *code == "catalog::preview_ends");
        notices
    };
    let told = [("catalog::preview_ends", Some(6))];
    assert!(ends("2027-02-28T23:59:59Z").is_empty());
    assert_eq!(ends("2027-03-01T00:00:00Z"), told);
    assert_eq!(ends("2027-03-31T23:59:59Z"), told);
    assert!(ends("2027-04-01T00:00:00Z").is_empty());
}

#[test]
fn the_end_of_a_preview_is_told_once() {
    let text = flagged("{preview: true, preview_until: 2027-03-31}")
        + "scopes: [{match: /subscriptions/s, recommendations: {a.one: {severity: low}}}]\n";
    let notices = notices(&text, "2027-03-31T00:00:00Z");
    let ends = notices
        .iter()
        .filter(|(code, _)| *code == "catalog::preview_ends");
    assert_eq!(ends.count(), 1);
}
