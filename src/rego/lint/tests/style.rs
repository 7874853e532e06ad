use super::{HEAD, in_policy, in_texts};
use crate::lint::edited;
use crate::policy::{PolicySet, PolicyText};
use crate::rego::{remarks, same_code};
use crate::text::SourceText;

#[test]
fn an_import_is_used() {
    let unused = in_policy("lint::unused_import", "healthy if input.a");
    assert_eq!(unused, ["data.lib.attributes"]);
    let renamed =
        "package lib.x\n\nimport data.lib.attributes as a\n\nb := a.value({}, \"attributes\")\n";
    assert!(in_texts("lint::unused_import", &[("lib/x.rego", renamed)]).is_empty());
    let unnamed = renamed.replace(":= a.", ":= data.lib.attributes.");
    let unused = in_texts("lint::unused_import", &[("lib/x.rego", &unnamed)]);
    assert_eq!(unused, ["data.lib.attributes"]);
}

#[test]
fn a_rule_is_read_by_policies_and_a_library_by_anybody() {
    let policy = format!("{HEAD}healthy if input.a\n\nleft := 1\n\nf(x) := x\n\nf(x) := x\n");
    let test = "package a.b_test\n\nimport data.a.b\nimport data.lib.x\n\ntest_left if b.left + x.y == 1\n";
    let library = "package lib.x\n\ny := 1\n\nz := 1\n";
    let texts = [
        ("a/b/policy.rego", policy.as_str()),
        ("a/b/policy_test.rego", test),
        ("lib/x.rego", library),
    ];
    let found = in_texts("lint::unused_rule", &texts);
    // Of the two libraries here nobody reads `absent` and `present` either.
    assert_eq!(found, ["z", "absent", "present", "left", "f"]);
}

#[test]
fn names_are_in_snake_case() {
    let found = in_policy(
        "lint::rule_name",
        "isOpen := 1\n\nis_open_2 := 1\n\nhealthy if isOpen == is_open_2",
    );
    assert_eq!(found, ["isOpen"]);
}

#[test]
fn a_parameter_is_read() {
    let name = "lint::unused_parameter";
    assert_eq!(in_policy(name, "healthy if input.a"), ["a.b"]);
    assert!(in_policy(name, "healthy if input.a < data.parameters.a.b.most").is_empty());
    let handed = format!("{HEAD}healthy if lib.x.holds(data.parameters.a.b)\n")
        .replace("lib.x.", "data.lib.x.");
    let library = |name: &str| format!("package lib.x\n\nholds(settings) if settings.{name} > 1\n");
    let texts = |library| [("a/b/policy.rego", handed.clone()), ("lib/x.rego", library)];
    let found = |library: String| {
        let texts = texts(library);
        let texts: Vec<(&str, &str)> = texts
            .iter()
            .map(|(path, text)| (*path, text.as_str()))
            .collect();
        in_texts(name, &texts)
    };
    assert!(found(library("most")).is_empty());
    assert_eq!(found(library("least")), ["a.b"]);
}

#[test]
fn types_are_declared_and_small() {
    let rule = |kind: &str| format!("healthy if count(data.inventory.by_type[\"{kind}\"]) > 0");
    assert_eq!(
        in_policy("lint::undeclared_type", &rule("a.b/other")),
        ["\"a.b/other\""]
    );
    for known in ["a.b/c", "a.b/known"] {
        assert!(in_policy("lint::undeclared_type", &rule(known)).is_empty());
    }
    let child = "healthy if some row in data.inventory.children[input.id][\"a.b/c/other\"]";
    assert_eq!(
        in_policy("lint::undeclared_type", child),
        ["\"a.b/c/other\""]
    );
    assert_eq!(
        in_policy("lint::type_case", &rule("A.b/known")),
        ["\"A.b/known\""]
    );
}

#[test]
fn variables_between_brackets_are_declared() {
    let name = "lint::undeclared_variable";
    assert_eq!(in_policy(name, "healthy if input.rules[i].open"), ["i"]);
    for good in [
        "healthy if {\n\tsome i\n\tinput.rules[i].open\n}",
        "healthy if input.rules[_].open",
        "healthy if {\n\tsome rule in input.rules\n\tinput[rule]\n}",
        "i := 1\n\nhealthy if input.rules[i].open",
        "f(i) if input.rules[i].open\n\nhealthy if f(1)",
    ] {
        assert!(in_policy(name, good).is_empty(), "{good}");
    }
}

#[test]
fn a_variable_is_read() {
    let name = "lint::unused_variable";
    for (rules, place) in [
        ("healthy if {\n\tx := input.a\n\tinput.b\n}", "x"),
        ("healthy if some x in input.a", "x"),
        ("healthy if {\n\tsome k, v in input.a\n\tv > 1\n}", "k"),
        (
            "healthy if {\n\tevery x in input.a {\n\t\tinput.b\n\t}\n}",
            "x",
        ),
        ("healthy if count([1 | some x in input.a]) > 0", "x"),
        ("healthy if f(1, 2)\n\nf(x, y) if x > 1", "y"),
        (
            "f(x, y) := [y | some y in [1]]\n\nhealthy if f(1, 2) == [1]",
            "x",
        ),
    ] {
        assert_eq!(in_policy(name, rules), [place], "{rules}");
    }
    for good in [
        "healthy if some _ in input.a",
        "healthy if f(1, 2)\n\nf(x, _) if x > 1",
        "reasons contains x if {\n\tx := input.a\n}\n\nhealthy if input.b",
        "healthy if {\n\tsome i\n\tinput.a[i] == 1\n}",
    ] {
        assert!(in_policy(name, good).is_empty(), "{good}");
    }
}

#[test]
fn a_reason_says_what_was_found() {
    let name = "lint::bare_reason";
    let reason = |body: &str| {
        format!("healthy if input.a\n\nreasons contains \"too open\" if {{\n\t{body}\n}}")
    };
    for bad in [
        "some rule in input.rules",
        "found := input.a",
        "input.a > 3",
        "attributes.value(input, \"a\") != \"x\"",
    ] {
        assert_eq!(in_policy(name, &reason(bad)), ["\"too open\""], "{bad}");
    }
    for good in [
        "not healthy",
        "input.a == 3",
        "count(input.rules) == 0",
        "input.a != null",
    ] {
        assert!(in_policy(name, &reason(good)).is_empty(), "{good}");
    }
    let said = reason("found := input.a").replace("\"too open\"", "sprintf(\"%v\", [found])");
    assert!(in_policy(name, &said).is_empty());
}

fn with_tests(code: &str, applicable: &str, tests: &str) -> Vec<String> {
    let policy = format!("{HEAD}healthy if input.a\n{applicable}");
    let tests = format!("package a.b_test\n\nimport data.a.b\n\n{tests}\n");
    in_texts(
        code,
        &[
            ("a/b/policy.rego", &policy),
            ("a/b/policy_test.rego", &tests),
        ],
    )
}

#[test]
fn a_policy_has_a_test_of_each_kind() {
    let test = |name: &str| format!("test_{name} if b.healthy with input as {{}}\n\n");
    let all = ["healthy", "unhealthy_when_off", "missing_a_is_unhealthy"];
    let tests = all.map(test).concat();
    let applicable = "\napplicable if input.b\n";
    assert!(with_tests("lint::missing_test", "", &tests).is_empty());
    assert_eq!(
        with_tests("lint::missing_test", applicable, &tests),
        ["a.b"]
    );
    let more = format!("{tests}{}", test("not_applicable_to_others"));
    assert!(with_tests("lint::missing_test", applicable, &more).is_empty());
    for left_out in all {
        let rest: Vec<String> = all
            .into_iter()
            .filter(|name| *name != left_out)
            .map(test)
            .collect();
        assert_eq!(
            with_tests("lint::missing_test", "", &rest.concat()),
            ["a.b"],
            "{left_out}"
        );
    }
    assert_eq!(
        in_policy("lint::missing_test", "healthy if input.a"),
        ["a.b"]
    );
}

#[test]
fn what_looks_like_a_test_is_one() {
    let tests = "sample := {}\n\ntest_a if b.healthy with input as sample\n\ntst_b if b.healthy\n\ntodo_test_c if false";
    assert_eq!(with_tests("lint::test_name", "", tests), ["tst_b"]);
}

#[test]
fn a_test_asserts_something() {
    let name = "lint::empty_test";
    for empty in [
        "true",
        "1",
        "{\n\tfound := b.healthy\n}",
        "{\n\tsome x\n\tx := 1\n}",
    ] {
        assert_eq!(
            with_tests(name, "", &format!("test_a if {empty}")),
            ["test_a"],
            "{empty}"
        );
    }
    for full in [
        "b.healthy",
        "not b.healthy",
        "1 == 1",
        "{\n\tevery x in [1] {\n\t\tx\n\t}\n}",
    ] {
        assert!(
            with_tests(name, "", &format!("test_a if {full}")).is_empty(),
            "{full}"
        );
    }
}

/// A policy with the equals signs mended that can be.
fn mended(rules: &str) -> (usize, String) {
    let text = format!("{HEAD}{rules}\n");
    let source = SourceText::new("a/b/policy.rego", text.as_str());
    let library = SourceText::new("lib/attributes.rego", super::ATTRIBUTES);
    let texts = [
        ("a/b/policy.rego", &source),
        ("lib/attributes.rego", &library),
    ];
    let texts = texts.map(|(path, source)| PolicyText {
        path: path.to_owned(),
        source: source.clone(),
    });
    let mut found = remarks(&PolicySet::read(texts.to_vec()).unwrap()).unwrap();
    found.retain(|remark| remark.code == "lint::equals_sign");
    let count = found.len();
    let edits = found.into_iter().flat_map(|remark| remark.edits);
    let changed = edited(&text, edits.collect());
    assert!(same_code(&text, &changed));
    (count, changed[HEAD.len()..].trim_end().to_owned())
}

#[test]
fn an_equals_sign_that_can_only_assign_is_mended() {
    for (before, after) in [
        ("a = 1", "a := 1"),
        ("a = \"x = y\"", "a := \"x = y\""),
        ("default a = 1", "default a := 1"),
        ("f(x) = {\"a\": x}", "f(x) := {\"a\": x}"),
        ("a = {\"b\": 1, \"c\": 2}", "a := {\"b\": 1, \"c\": 2}"),
        (
            "a = [x | some x in input.b] if input.c",
            "a := [x | some x in input.b] if input.c",
        ),
        (
            "a if {\n\tx = input.b\n\tx > 1\n}",
            "a if {\n\tx := input.b\n\tx > 1\n}",
        ),
        (
            "a = 1 if {\n\tinput.b\n} else = 2",
            "a := 1 if {\n\tinput.b\n} else := 2",
        ),
    ] {
        let signs = before.matches(" = ").count() - before.matches("x = y").count();
        assert_eq!(mended(before), (signs, after.to_owned()));
    }
}

#[test]
fn an_equals_sign_that_may_compare_stays() {
    for kept in [
        "a if input.b = 1",
        "a if 1 = input.b",
        "a if [x, 1] = input.b",
        "f(x) if x = 1",
        "c := 1\n\na if c = 1",
        "a if {\n\tsome x in input.b\n\tx = 1\n}",
        "a if {\n\tinput.b[x]\n\tx = 1\n}",
        "a if {\n\tx = input.b\n\tx = input.c\n}",
        "a if {\n\tx = x\n}",
        "a if {\n\tsome y in [1]\n\tcount([y | x = y]) == 1\n}",
    ] {
        let signs = kept.matches(" = ").count();
        assert_eq!(mended(kept), (signs, kept.to_owned()));
    }
    assert_eq!(mended("a := 1").0, 0);
}
