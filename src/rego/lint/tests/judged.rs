use super::in_policy;

fn found(rules: &str) -> Vec<String> {
    in_policy("lint::judged_in_applicable", rules)
}

#[test]
fn an_attribute_decides_one_thing() {
    let healthy = "healthy if input.properties.mode == \"on\"\n\n";
    for bad in [
        "input.properties.mode",
        "input.properties[\"mode\"]",
        "attributes.value(input, \"properties.mode\")",
    ] {
        let rules = format!("{healthy}applicable if {bad} != \"x\"");
        assert_eq!(found(&rules), [bad], "{bad}");
    }
    for good in [
        "input.properties.other == \"x\"",
        "is_object(input.properties)",
        "input.properties.mode.inner == 1",
        "data.parameters.a.b.most == 1",
    ] {
        let rules = format!("{healthy}applicable if {good}");
        assert!(found(&rules).is_empty(), "{good}");
    }
}

#[test]
fn both_may_ask_for_the_kind() {
    let rules = "healthy if input.kind == \"a\"\n\napplicable if input.kind != \"b\"";
    assert!(found(rules).is_empty());
    let rules = "healthy if input.sku.tier == \"a\"\n\napplicable if input.sku.tier != \"b\"";
    assert!(found(rules).is_empty());
}

#[test]
fn rules_and_functions_are_followed() {
    let rules = "on(it) if it.mode == \"on\"\n\nmode := input.mode\n\nhealthy if on(input)\n\napplicable if mode != null";
    assert_eq!(found(rules), ["mode"]);
    let rules = "listed := [rule | some rule in input.rules; rule.open]\n\nhealthy if count(listed) == 0\n\n\
                 applicable if {\n\tsome rule in input.rules\n\trule.open\n}";
    assert_eq!(found(rules), ["input.rules", "rule.open"]);
}

#[test]
fn the_same_name_in_rows_of_another_type_is_another_attribute() {
    let rules = "healthy if {\n\tsome row in data.inventory.by_type[\"a.b/known\"]\n\trow.open\n}\n\n\
                 applicable if {\n\tsome row in data.inventory.by_type[\"a.b/c\"]\n\trow.open\n}";
    assert!(found(rules).is_empty());
    let rules = rules.replace("a.b/c", "a.b/known");
    assert_eq!(found(&rules), ["row.open"]);
}
