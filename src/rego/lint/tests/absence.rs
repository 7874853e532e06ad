use super::{in_policy, is_healthy};

/// Nothing that is judged is there.
const BARE: &str = "{\"name\": \"a\", \"properties\": {}}";

fn found(rules: &str) -> Vec<String> {
    in_policy("lint::healthy_by_absence", rules)
}

#[test]
fn a_negated_attribute_has_to_be_there() {
    for bad in [
        "not input.properties.open",
        "not input.properties.open == true",
        "not input.properties[\"open\"] == true",
        "not attributes.value(input, \"properties.open\") == true",
        "not attributes.value(input, \"properties.open\") in {\"a\", \"b\"}",
        "not is_string(attributes.value(input, \"properties.open\"))",
        "not object.get(input, [\"properties\", \"open\"], \"x\") == true",
    ] {
        assert_eq!(found(&format!("healthy if {bad}")), [bad], "{bad}");
        let body = format!("healthy if {{\n\tinput.name == \"a\"\n\t{bad}\n}}");
        assert_eq!(found(&body), [bad], "{bad}");
        assert!(is_healthy(&body, BARE), "{bad}");
    }
}

#[test]
fn what_fails_without_the_attribute_is_no_absence() {
    for good in [
        "input.properties.open == false",
        "input.properties.open != true",
        // Operands of calls are worked out before the `not`.
        "not is_string(input.properties.open)",
        "not startswith(input.properties.open, \"a\")",
        "not \"open\" in input.properties.flags",
        // Null is not false.
        "not attributes.value(input, \"properties.open\")",
        "not is_open(input.properties.open)",
        "not is_open(input.properties.open) == true",
    ] {
        let rules = format!("is_open(value) if value == true\n\nhealthy if {good}");
        assert!(found(&rules).is_empty(), "{good}");
        assert!(!is_healthy(&rules, BARE), "{good}");
    }
}

#[test]
fn what_says_that_it_may_be_missing_is_believed() {
    for good in [
        "not input.properties.open == null",
        "not attributes.value(input, \"properties.open\") in {null, \"a\"}",
        "not attributes.present(input, \"properties.open\")",
        "attributes.absent(input, \"properties.open\")",
        "attributes.value(input, \"properties.open\") != null",
        "not is_null(attributes.value(input, \"properties.open\"))",
    ] {
        assert!(found(&format!("healthy if {good}")).is_empty(), "{good}");
    }
}

#[test]
fn another_statement_of_the_body_may_prove_it() {
    let bad = "not input.properties.open == true";
    for proof in [
        "input.properties.open != null",
        "is_boolean(input.properties.open)",
        "attributes.present(input, \"properties.open\")",
        "not attributes.absent(input, \"properties.open\")",
        "\"open\" in object.keys(input.properties)",
        "input.properties.open.inner == 1",
        "open := input.properties.open",
        "some part in input.properties.open",
    ] {
        let body = format!("healthy if {{\n\t{proof}\n\t{bad}\n}}");
        assert!(found(&body).is_empty(), "{proof}");
    }
    for no_proof in [
        "is_object(input.properties)",
        "input.properties.opened == true",
        "attributes.absent(input, \"properties.open\")",
        "open := attributes.value(input, \"properties.open\")",
        "attributes.value(input, \"properties.open\") != \"x\"",
        "input.properties.name == null",
        "is_null(attributes.value(input, \"properties.open\"))",
    ] {
        let body = format!("healthy if {{\n\t{no_proof}\n\t{bad}\n}}");
        assert!(found(&body).contains(&bad.to_owned()), "{no_proof}");
    }
}

#[test]
fn an_attribute_that_is_null_where_missing_is_unequal_to_everything() {
    let bad = "attributes.value(input, \"properties.open\") != \"yes\"";
    assert_eq!(found(&format!("healthy if {bad}")), [bad]);
    assert!(is_healthy(&format!("healthy if {bad}"), BARE));
    let proved = format!("healthy if {{\n\tinput.properties.open\n\t{bad}\n}}");
    assert!(found(&proved).is_empty());
}

#[test]
fn names_are_followed() {
    for (rules, place) in [
        (
            "healthy if {\n\topen := attributes.value(input, \"open\")\n\tnot open == true\n}",
            "not open == true",
        ),
        (
            "open := attributes.value(input, \"open\")\n\nhealthy if not open == true",
            "not open == true",
        ),
        (
            "is_open if input.open == true\n\nhealthy if not is_open",
            "not is_open",
        ),
        (
            "is_open if input.open == true\n\nhealthy if not is_open == true",
            "not is_open == true",
        ),
        (
            "is_open if {\n\tsome x in input.list\n\tx.open\n}\n\nhealthy if not is_open",
            "not is_open",
        ),
        (
            "is_open(it) if it.open == true\n\nhealthy if not is_open(input)",
            "not is_open(input)",
        ),
        (
            "healthy if is_good\n\nis_good if not input.open",
            "not input.open",
        ),
    ] {
        assert_eq!(found(rules), [place], "{rules}");
        assert!(is_healthy(rules, BARE), "{rules}");
    }
}

#[test]
fn proofs_are_followed() {
    let is_open = "is_open(it) if it.open == true";
    let stated =
        format!("{is_open}\n\nhealthy if {{\n\tis_boolean(input.open)\n\tnot is_open(input)\n}}");
    let outside =
        "healthy if {\n\tis_boolean(input.open)\n\tis_good\n}\n\nis_good if not input.open";
    for rules in [stated.as_str(), outside] {
        assert!(found(rules).is_empty(), "{rules}");
        assert!(!is_healthy(rules, BARE), "{rules}");
        assert!(is_healthy(rules, "{\"open\": false}"), "{rules}");
    }
}

/// Thirty rules of which each states the next one twelve times, as a rule and in a name.
#[test]
fn rules_that_lead_everywhere_come_to_an_end() {
    let rule = |number: usize| {
        let next = format!("r{}", number + 1);
        let states = format!("\t{next}\n").repeat(12);
        let names: String = (0..12)
            .map(|name| format!("\tx{name} := {next}.a\n\tx{name}\n"))
            .collect();
        format!("r{number} := x0.a if {{\n{states}{names}}}\n\n")
    };
    let rules: String = (0..30).map(rule).collect();
    let rules = format!("{rules}r30 := input.a\n\nhealthy if r0\n\napplicable if r0");
    assert!(found(&rules).is_empty());
}

#[test]
fn every_element_is_looked_at() {
    let body = "healthy if {\n\tevery rule in input.rules {\n\t\tnot rule.open\n\t}\n}";
    assert_eq!(found(body), ["not rule.open"]);
    let proved = "healthy if {\n\tevery rule in input.rules {\n\t\tis_boolean(rule.open)\n\t\tnot rule.open\n\t}\n}";
    assert!(found(proved).is_empty());
}

#[test]
fn what_collects_or_refuses_is_no_health() {
    for good in [
        "healthy if count([rule | some rule in input.rules; not rule.safe]) == 0",
        "bad contains rule if {\n\tsome rule in input.rules\n\tnot rule.safe\n}\n\nhealthy if count(bad) == 0",
        "healthy := false if not input.open",
        "reasons contains \"x\" if not input.open\n\nhealthy if input.a",
        "is_bad if not input.safe == true\n\nhealthy if not is_bad",
    ] {
        assert!(found(good).is_empty(), "{good}");
    }
}
