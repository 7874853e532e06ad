use super::*;
use crate::policy::PolicyText;
use crate::text::SourceText;

const HEAD: &str =
    "# METADATA\n# title: T\n# custom:\n#   severity: low\n#   resource_types: [a.b/c]\n";

fn text(path: &str, text: String) -> PolicyText {
    PolicyText {
        path: path.to_owned(),
        source: SourceText::new(path, text),
    }
}

/// A set of one policy with these rules, and these tests of it.
fn set(rules: &str, tests: &str) -> PolicySet {
    let policy = format!("{HEAD}package a.b\n\ndefault healthy := false\n\n{rules}\n");
    let tests = format!("package a.b_test\n\nimport data.a.b\n\n{tests}\n");
    let texts = vec![
        text("a/b/policy.rego", policy),
        text("a/b/policy_test.rego", tests),
    ];
    PolicySet::read(texts).unwrap()
}

fn with_suite<T>(set: &PolicySet, look: impl FnOnce(&Suite<'_>) -> T) -> T {
    let limits = Limits {
        time: Duration::from_secs(10),
        ..Limits::default()
    };
    let suites = Suites::of(set, Timestamp::UNIX_EPOCH, limits);
    look(&suites.wanted(&|_| true).unwrap()[0])
}

fn run(rules: &str, tests: &str) -> Vec<UnitTest> {
    let ran = with_suite(&set(rules, tests), |suite| {
        suite.bench().unwrap().run(&|_| true, false)
    });
    ran.tests
}

/// The first step of the only test.
fn step(tests: &str) -> Step {
    let tests = run("healthy if input.x == 1", tests);
    tests[0].failure().unwrap().steps[0].clone()
}

fn values(step: &Step) -> Vec<(&str, &str)> {
    let values = step.values.iter();
    values
        .map(|(part, value)| (part.as_str(), value.as_str()))
        .collect()
}

#[test]
fn a_comparison_tells_both_sides_and_the_names_in_it() {
    let step = step("test_a if {\n\tx := 1\n\tz := 9\n\t{\"x\": x}.x + 1 == x * 3\n}");
    assert_eq!((step.line, step.result), (8, "is false"));
    let wanted = [("{\"x\": x}.x + 1", "2"), ("x * 3", "3"), ("x", "1")];
    assert_eq!(values(&step), wanted);
}

#[test]
fn what_has_no_value_is_undefined() {
    let step = step("test_a if {\n\tb.healthy\n\tb.reasons == set() with input as {}\n}");
    assert_eq!((step.line, step.result), (6, "is false"));
    let step = self::step("test_a if input.x.y");
    assert_eq!(step.result, "is undefined");
    assert_eq!(values(&step), [("input.x.y", "undefined")]);
}

#[test]
fn replacements_hold_for_what_is_told() {
    let step = step("test_a if not b.healthy with input as {\"x\": 1}");
    assert_eq!(step.result, "is false");
    assert_eq!(
        values(&step),
        [("b.healthy with input as {\"x\": 1}", "true")]
    );
}

#[test]
fn an_item_for_which_every_does_not_hold_is_told() {
    let step =
        step("test_a if {\n\tevery x in [1, 2] {\n\t\tb.healthy with input as {\"x\": x}\n\t}\n}");
    assert_eq!(
        values(&step),
        [("[1, 2]", "[1,2]"), ("x", "2")].split_at(1).1
    );
    assert!(
        step.statement
            .starts_with("every x in [1, 2] {\n    b.healthy")
    );
}

#[test]
fn of_several_ways_the_first_is_told() {
    let step = step("test_a if {\n\tsome x in [1, 2]\n\tx == 3\n}");
    assert_eq!((step.ways, values(&step)), (2, vec![("x", "1")]));
}

#[test]
fn a_test_is_true_and_nothing_else() {
    let tests = run(
        "healthy if input.x == 1",
        "test_a := 7 if true\n\ntest_b if true\n\ntodo_test_c if false\n\ntest_d := b.healthy",
    );
    let reason = |test: &UnitTest| test.failure().map(|failed| failed.reason.clone());
    let reasons: Vec<_> = tests.iter().map(reason).collect();
    let seven = Some("its value is 7".to_owned());
    let wrong = Some("its value is false".to_owned());
    assert_eq!(reasons, [seven, None, None, wrong]);
    assert!(matches!(tests[2].outcome, Outcome::Skipped));
}

#[test]
fn each_case_is_told_by_its_name() {
    let tests = run(
        "healthy if input.x == 1",
        "cases := {\"one\": 1, \"two\": 2}\n\ntest_a[name] if {\n\tsome name, x in cases\n\t\
         b.healthy with input as {\"x\": x}\n}\n\ntest_b[x][y] if {\n\tsome x in [1, 2]\n\t\
         some y in [\"z\"]\n\tx > 0\n}",
    );
    let cases: Vec<_> = tests
        .iter()
        .map(|test| (test.case.as_deref().unwrap(), test.failure().is_none()))
        .collect();
    let wanted = [
        ("one", true),
        ("two", false),
        ("1, z", true),
        ("2, z", true),
    ];
    assert_eq!(cases, wanted);
    let step = &tests[1].failure().unwrap().steps[0];
    assert_eq!(
        (step.line, step.ways, values(step)),
        (
            9,
            1,
            vec![("b.healthy with input as {\"x\": x}", "false"), ("x", "2"),]
        )
    );
}

#[test]
fn names_of_cases_may_be_fixed() {
    let tests = run(
        "healthy if input.x == 1",
        "test_a[\"no\"] if b.healthy with input as {\"x\": 2}\n\ntest_a[\"yes\"] := true\n\n\
         test_a[\"false\"] := false if true",
    );
    let passed = tests
        .iter()
        .map(|test| (test.case.as_deref().unwrap(), test.failure().is_none()));
    let passed: Vec<_> = passed.collect();
    assert_eq!(passed, [("no", false), ("yes", true), ("false", false)]);
}

#[test]
fn a_test_without_cases_fails() {
    let tests = run(
        "healthy if input.x == 1",
        "test_a[name] if {\n\tsome name, _ in {}\n}",
    );
    assert_eq!(tests[0].failure().unwrap().reason, "it has no cases");
}

#[test]
fn what_is_printed_is_told_of_tests_that_fail() {
    let tests = run(
        "healthy if {\n\tprint(\"x is\", input.x)\n\tinput.x == 1\n}",
        "test_a if b.healthy with input as {\"x\": 2}\n\ntest_b if b.healthy with input as {\"x\": 1}",
    );
    let prints = &tests[0].failure().unwrap().prints;
    assert_eq!(prints, &["a/b/policy.rego:11: x is 2"]);
    assert!(tests[1].failure().is_none());
}

/// Codes of the complaints about a policy and its tests.
fn codes(tests: &str) -> Vec<String> {
    let set = set("healthy if input.x == 1", tests);
    let complaints = with_suite(&set, |suite| {
        let refused = suite.bench().err().into_iter().flatten();
        match suite.complaints() {
            complaints if complaints.is_empty() => refused.collect(),
            complaints => complaints,
        }
    });
    let code = |complaint: &RegoError| miette::Diagnostic::code(complaint).unwrap().to_string();
    complaints.iter().map(code).collect()
}

#[test]
fn a_test_is_held_against_the_language() {
    assert_eq!(
        codes("test_a if b.healthy with data.a.b.healthy as true"),
        [""; 0]
    );
    assert_eq!(codes("test_a if b.helthy"), ["rego::unknown_document"]);
    assert_eq!(
        codes("test_a if verdict({}) == 1"),
        ["rego::unknown_function"]
    );
    assert_eq!(
        codes("f(x) := x\n\ntest_a if f(1, 2) == 1"),
        ["rego::wrong_arity"]
    );
    assert_eq!(codes("test_a(x) if x"), ["test::takes_arguments"]);
    assert_eq!(
        codes("test_a if {\n\tx == 3\n\tx := 2 + y\n\ty := 2\n}"),
        ["rego::invalid"]
    );
}

#[test]
fn a_kind_that_no_test_sees_is_named() {
    let unseen = |rules: &str, tests: &str| {
        with_suite(&set(rules, tests), |suite| suite.bench().unwrap().unseen())
    };
    let rules = "applicable if input.kind == \"y\"\n\nhealthy if input.x == 1";
    let healthy = "test_a if b.healthy with input as {\"x\": 1}\n\n";
    let unhealthy = "test_b if not b.healthy with input as {\"x\": 2}\n\n";
    let missing = "test_c if not b.healthy with input as {}\n\n";
    let other = "test_d if not b.applicable with input as {\"kind\": \"z\"}\n\n";
    let all = [healthy, unhealthy, missing, other].concat();
    assert_eq!(unseen(rules, &all), []);
    let without = |part: &str| unseen(rules, &all.replace(part, ""));
    assert_eq!(without(healthy), [Kind::Healthy]);
    assert_eq!(without(missing), [Kind::Missing]);
    assert_eq!(without(other), [Kind::NotApplicable]);
    assert_eq!(
        unseen(rules, healthy),
        [Kind::Unhealthy, Kind::Missing, Kind::NotApplicable]
    );
}

#[test]
fn lines_that_no_test_reaches_are_told() {
    let rules = "healthy if {\n\tinput.x == 1\n\tinput.y == 2\n}\n\nlist contains x if {\n\tsome x in input.list\n}";
    let tests = "test_a if not b.healthy with input as {\"x\": 2}";
    let ran = with_suite(&set(rules, tests), |suite| {
        suite.bench().unwrap().run(&|_| true, true)
    });
    let coverage = ran.coverage.unwrap();
    // Whoever asks a package for a rule has all of them worked out, `list` too.
    assert_eq!(coverage.reached, [8, 11, 16].into());
    assert_eq!(coverage.missed, [12, 15].into());
}

#[test]
fn a_change_that_no_test_notices_survives() {
    let set = set(
        "healthy if input.x >= 1",
        "test_a if b.healthy with input as {\"x\": 2}",
    );
    let mutants = with_suite(&set, |suite| suite.bench().unwrap().mutants());
    let survivors = mutants.iter().filter(|mutant| !mutant.noticed);
    let what: Vec<_> = survivors.map(|mutant| (mutant.line, mutant.what)).collect();
    // Without the condition, and with `>` for `>=`, 2 is healthy still.
    let wanted = [(10, "condition dropped"), (10, "comparison flipped")];
    assert_eq!(what, wanted);
}
