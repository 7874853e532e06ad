use proptest::prelude::*;

use super::*;

fn entry(text: &str, control: &str, id: &str) -> Result<String, CannotEdit> {
    let source = SourceText::new("catalog.yaml", text);
    with_entry(&source, control, &RecommendationId::new(id))
}

#[test]
fn a_list_of_lines_gets_a_line_and_a_sorted_one_stays_sorted() {
    let text = "# Ours.\ncontrols:\n  - id: a # first\n    recommendations:\n      - x.a # why\n      # about c\n      - x.c\n\n  - id: b\n";
    let text = &format!("{text}    recommendations:\n      - x.z\n      - x.a\n");
    let wanted = text.replace("- x.a # why\n", "- x.a # why\n      - x.b\n");
    assert_eq!(entry(text, "a", "x.b").unwrap(), wanted);
    let wanted = text.replace("      - x.a # why\n", "      - w.a\n      - x.a # why\n");
    assert_eq!(entry(text, "a", "w.a").unwrap(), wanted);
    let wanted = text.replace("- x.c\n", "- x.c\n      - x.d\n");
    assert_eq!(entry(text, "a", "x.d").unwrap(), wanted);
    let wanted = format!("{text}      - x.b\n");
    assert_eq!(entry(text, "b", "x.b").unwrap(), wanted);
}

#[test]
fn a_list_in_brackets_gets_a_word() {
    let text = "controls:\n  - id: a\n    recommendations: [x.b,\n      x.d] # why\n";
    let added = |id| entry(text, "a", id).unwrap();
    assert_eq!(added("x.a"), text.replace("[x.b", "[x.a, x.b"));
    assert_eq!(added("x.c"), text.replace("[x.b,", "[x.b, x.c,"));
    assert_eq!(added("x.e"), text.replace("x.d]", "x.d, x.e]"));
}

#[test]
fn a_control_without_a_list_gets_one() {
    let text = "controls:\n  - id: a\n    title: |\n      two\n      lines\n\n# the end\n";
    let wanted = text.replace("      lines\n", "      lines\n    recommendations: [x.a]\n");
    assert_eq!(entry(text, "a", "x.a").unwrap(), wanted);
    let text = "controls: [{id: a, max_score: 2}, {id: b}]\n";
    let wanted = text.replace("2}", "2, recommendations: [x.a]}");
    assert_eq!(entry(text, "a", "x.a").unwrap(), wanted);
}

#[test]
fn a_control_of_the_extended_catalog_gets_its_entry() {
    let text = "name: c\nextends: azure # the base";
    let controls = "controls:\n  - id: a\n    recommendations: [x.a]\n";
    let added = entry(text, "a", "x.a").unwrap();
    assert_eq!(added, format!("{text}\n{controls}"));
    let wanted = format!("{text}\n{controls}  - id: b\n    recommendations: [x.a]\n");
    assert_eq!(entry(&added, "b", "x.a").unwrap(), wanted);
    let wanted = format!("{text}\r\ncontrols:\r\n  - id: a\r\n    recommendations: [x.a]\r\n");
    let text = "name: c\r\nextends: azure # the base".to_owned();
    assert_eq!(
        entry(&text, "a", "x.a").unwrap(),
        wanted.replace("c\nextends", "c\r\nextends")
    );
    assert_eq!(
        entry("controls: []\n", "a", "x.a").unwrap(),
        "controls: [{id: a, recommendations: [x.a]}]\n"
    );
}

#[test]
fn what_would_change_something_else_is_refused() {
    for odd in [
        "controls:\n  - id: a\n    recommendations: &list [x.b]\n  - id: b\n    recommendations: *list\n",
        "controls:\n  - id: a\n    recommendations: &list\n      - x.b\n  - id: b\n    recommendations: *list\n",
        "{name: c}\n",
        "name: c\n...\n",
        "controls: none\n",
    ] {
        let error = entry(odd, "b", "x.a").unwrap_err();
        let wanted =
            "`catalog.yaml` is written in a way that cannot be added to without touching the rest";
        assert_eq!(error.to_string(), wanted, "{odd}");
    }
}

/// Whatever led to an edit: what it makes of the text decides.
#[test]
fn an_edit_that_means_something_else_is_none() {
    let source = SourceText::new("p", "a: 1\nb: 2\n");
    let wanted: Value = serde_yaml::from_str("a: 3\nb: 2\n").unwrap();
    let edit = |at| Edit {
        at,
        text: "3".to_owned(),
    };
    assert_eq!(
        checked(&source, edit(3..4), &wanted).unwrap(),
        "a: 3\nb: 2\n"
    );
    assert_eq!(checked(&source, edit(8..9), &wanted), None);
    assert_eq!(checked(&source, edit(0..5), &wanted), None);
}

#[test]
fn a_key_is_set_where_it_stands_or_at_the_end() {
    let set = |text: &str| with_key(&SourceText::new("p", text), "catalog", "catalog.yaml");
    let text = "catalog: azure # built in\ngate: {}\n";
    assert_eq!(set(text).unwrap(), text.replace("azure", "catalog.yaml"));
    assert_eq!(set("# ours\n").unwrap(), "# ours\ncatalog: catalog.yaml\n");
}

proptest! {
    /// Whatever the file looks like: it is refused, or everything in it stays and the entry is there.
    #[test]
    fn nothing_but_the_entry_is_added(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "controls:\n", "  - id: a\n", "  - id: b # b\n", "    recommendations:\n", "      - x.a\n",
                "      - x.c # c\n", "    recommendations: [x.a, x.c]\n", "    title: T\n", "  # note\n", "\n",
                "name: n\n", "- ", "  - {id: a}\n", "    max_score: 2\n", "\t", "é: ü\n", "---\n",
            ]),
            0..9,
        ),
        id in "x\\.[a-d]",
    ) {
        let text = parts.concat();
        if let Ok(added) = entry(&text, "a", &id) {
            let mut rest = added.chars();
            prop_assert!(text.chars().all(|sign| rest.any(|other| other == sign)));
            let value: Value = serde_yaml::from_str(&added).unwrap();
            let controls = value["controls"].as_sequence().unwrap();
            let control = &controls[position(controls, "a").unwrap()];
            let list = control["recommendations"].as_sequence().unwrap();
            prop_assert!(list.contains(&Value::from(id)));
        }
    }
}
