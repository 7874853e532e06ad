//! What a change of the decisions does: flips, causes and parts of the score, each worked out by
//! hand from scoring.md; and what a person and a program see of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "what_if/estate.rs"]
mod estate;
#[path = "what_if/seen.rs"]
mod seen;
#[path = "what_if/sides.rs"]
mod sides;
mod support;

use estate::{BASE, CATALOG, Estate, ONE, Side, TWO, exemption, policy, till, tls_policy};
use insta::assert_snapshot;
use securescore::cli::Exit;
use securescore::points::Exact;
use serde_json::{Value, json};
use support::{Ran, securescore};

/// Before the exemption of c ends, and after it.
const BEFORE: &str = "2026-12-01";
const AFTER: &str = "2027-01-02";

fn ran(estate: &Estate, options: &[&str]) -> Ran {
    let arguments = ["what-if", "--base=main", estate.root(), "--trusted"];
    securescore(&[&arguments, options].concat())
}

/// The JSON of a comparison that passes.
fn compared(estate: &Estate, options: &[&str]) -> Value {
    let ran = ran(estate, &[&["--format=json"], options].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    serde_json::from_str(&ran.output).unwrap()
}

fn exact(value: &Value) -> Exact {
    let text = value["exact"].as_str().unwrap();
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    Exact::new(above.parse().unwrap(), below.parse().unwrap())
}

fn fraction(above: i128, below: i128) -> Exact {
    Exact::new(above, below)
}

/// What was exchanged, with the exact change of the effective and of the raw score.
fn parts(impact: &Value) -> Vec<(Vec<String>, Exact, Exact)> {
    let part = |part: &Value| {
        let exchanged = serde_json::from_value(part["exchanged"].clone()).unwrap();
        (exchanged, exact(&part["score"]), exact(&part["rawScore"]))
    };
    impact["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(part)
        .collect()
}

/// Flips as recommendation, till, direction and causes.
fn flips(impact: &Value) -> Vec<[String; 4]> {
    let flip = |flip: &Value| {
        let causes = flip["causes"].as_array().unwrap().iter();
        let causes = causes.map(|cause| {
            let word = |key: &str| cause[key].as_str().unwrap();
            format!("{}: {}", word("kind"), word("what"))
        });
        let resource = flip["resource"].as_str().unwrap();
        [
            flip["recommendation"].as_str().unwrap().to_owned(),
            resource.rsplit('/').next().unwrap().to_owned(),
            flip["direction"].as_str().unwrap().to_owned(),
            causes.collect::<Vec<_>>().join("; "),
        ]
    };
    impact["flips"]
        .as_array()
        .unwrap()
        .iter()
        .map(flip)
        .collect()
}

fn row(recommendation: &str, till: &str, direction: &str, cause: &str) -> [String; 4] {
    [recommendation, till, direction, cause].map(str::to_owned)
}

const COUNTED: Side = Side {
    is_lock_preview: false,
    ..BASE
};

/// The exemption of c is over in every test that does not say otherwise, so that raw and
/// effective scores are one.
///
/// Subscription 1, TLS from 11: a, b healthy, c, d not: R2(8 x 2/4) = 4; the lock: a, b, d healthy, c
/// not: R2(4 x 3/4) = 3. 7 of 12, weight 8 x 4 + 4 x 4 = 48.
/// Subscription 2: all healthy, 12 of 12, weight 8 x 2 + 4 x 2 = 24.
/// Overall (R2(48 x 7/12) + R2(24 x 12/12)) / 72 = (28 + 24) / 72 = 13/18.
#[test]
fn a_policy_is_tightened() {
    let tight = Side { tls: 12, ..COUNTED };
    let estate = Estate::of(&COUNTED.files(), &tight.files());
    let impact = compared(&estate, &["--as-of", AFTER]);
    // Subscription 1: only a is healthy: R2(8 x 1/4) = 2, 5 of 12. Subscription 2: e, not f:
    // R2(8 x 1/2) = 4, 8 of 12. Overall (R2(48 x 5/12) + R2(24 x 8/12)) / 72 = (20 + 16) / 72 = 1/2.
    assert_eq!(exact(&impact["score"]["base"]), fraction(13, 18));
    assert_eq!(exact(&impact["score"]["head"]), fraction(1, 2));
    assert_eq!(impact["rawScore"], impact["score"]);
    let drop = fraction(-2, 9);
    assert_eq!(parts(&impact), [(vec!["policies".to_owned()], drop, drop)]);
    let tls = |till| {
        row(
            "contoso.till.tls",
            till,
            "worse",
            "policy: the policy changed",
        )
    };
    assert_eq!(flips(&impact), [tls("b"), tls("f")]);
    let scopes = &impact["scopes"];
    assert_eq!(
        (&scopes[0]["id"], &scopes[1]["id"]),
        (&json!(ONE), &json!(TWO))
    );
    assert_eq!(scopes[0]["score"]["change"]["points"], -2);
    assert_eq!(scopes[1]["score"]["change"]["points"], -4);
    assert_eq!(exact(&scopes[0]["score"]["change"]), fraction(-2, 12));
    let transit = &scopes[1]["controls"][0];
    assert_eq!(transit["id"], "transit");
    assert_eq!(transit["score"]["base"]["current"], 8);
    assert_eq!(transit["score"]["head"]["current"], 4);
    assert_eq!(scopes[1]["controls"][1]["score"]["change"]["points"], 0);
}

#[test]
fn a_flag_is_flipped() {
    let estate = Estate::of(&BASE.files(), &COUNTED.files());
    let impact = compared(&estate, &["--as-of", AFTER]);
    // With the lock in preview its control drops out: 4 of 8, weight 32, and 8 of 8, weight 16:
    // (16 + 16) / 48 = 2/3. With it 13/18.
    let rise = fraction(13, 18) - fraction(2, 3);
    assert_eq!(rise, fraction(1, 18));
    assert_eq!(parts(&impact), [(vec!["catalog".to_owned()], rise, rise)]);
    let lock = |till| {
        let direction = if till == "c" { "worse" } else { "other" };
        row(
            "contoso.till.lock",
            till,
            direction,
            "catalog: preview -> enabled",
        )
    };
    assert_eq!(flips(&impact), ["a", "b", "c", "d", "e", "f"].map(lock));
}

#[test]
fn an_exemption_expires() {
    let estate = Estate::of(&COUNTED.files(), &COUNTED.files());
    let impact = compared(&estate, &["--base-as-of", BEFORE, "--as-of", AFTER]);
    // Waived, c leaves the denominator of TLS: R2(8 x 2/3) = 5.33, with the lock 8.33 of 12, weight
    // 8 x 3 + 4 x 4 = 40; R2(40 x 8.33/12) = 27.77; overall (27.77 + 24) / 64 = 5177/6400.
    assert_eq!(exact(&impact["score"]["base"]), fraction(5177, 6400));
    assert_eq!(exact(&impact["score"]["head"]), fraction(13, 18));
    let drop = fraction(13, 18) - fraction(5177, 6400);
    assert_eq!(drop, fraction(-4993, 57600));
    let nothing = fraction(0, 1);
    assert_eq!(parts(&impact), [(vec!["asOf".to_owned()], drop, nothing)]);
    let expired = "time: the exemption EX-1 expired";
    assert_eq!(
        flips(&impact),
        [row("contoso.till.tls", "c", "worse", expired)]
    );
    let before = &impact["flips"][0]["before"];
    assert_eq!(before["health"], "notApplicable");
    assert_eq!(before["rawHealth"], "unhealthy");
    assert_eq!(before["category"], "waiver");
}

const ALL: Side = Side {
    tls: 12,
    is_lock_preview: false,
    is_d_mitigated: true,
};

/// Everything at once.
fn all() -> Estate {
    Estate::of(&BASE.files(), &ALL.files())
}

/// Base: 1: a, b of a, b, d: 5.33 of 8, weight 24, R2(24 x 5.33/8) = 15.99; 2: 16 of 16:
/// 31.99/40 = 3199/4000.
/// Policies: 1: a of a, b, d: R2(8/3) = 2.67, R2(24 x 2.67/8) = 8.01; 2: 8 of 16: 16.01/40 = 1601/4000.
/// Catalog: 1: 2.67 + 3 of 12, weight 40, R2(40 x 5.67/12) = 18.9; 2: 4 + 4 of 12, weight 24, 16:
/// 34.9/64 = 349/640.
/// Exemptions: 1: a, d of a, b, d: 5.33 + 3, R2(40 x 8.33/12) = 27.77; 43.77/64 = 4377/6400.
/// Time: 1: a, d of a, b, c, d: 4 + 3 of 12, weight 48, 28; 44/72 = 11/18.
/// As if there were no exemptions: (16 + 16)/48 = 2/3; (8 + 8)/48 = 1/3; (20 + 16)/72 = 1/2.
#[test]
fn every_part_is_what_its_exchange_does() {
    let impact = compared(&all(), &["--base-as-of", BEFORE, "--as-of", AFTER]);
    let effective = [
        (3199, 4000),
        (1601, 4000),
        (349, 640),
        (4377, 6400),
        (11, 18),
    ];
    let raw = [(2, 3), (1, 3), (1, 2), (1, 2), (1, 2)];
    let stages: Vec<[Exact; 2]> = effective
        .iter()
        .zip(raw)
        .map(|(&(a, b), (c, d))| [fraction(a, b), fraction(c, d)])
        .collect();
    let axes = ["policies", "catalog", "exemptions", "asOf"];
    let expected: Vec<_> = axes
        .iter()
        .zip(stages.windows(2))
        .map(|(axis, pair)| {
            let [effective, raw] = [0, 1].map(|reading| pair[1][reading] - pair[0][reading]);
            (vec![(*axis).to_owned()], effective, raw)
        })
        .collect();
    assert_eq!(parts(&impact), expected);
    // c was waived and unhealthy and is unhealthy; b flipped in the first step; d is unhealthy
    // in all, and mitigated since the third.
    let changed = "policy: the policy changed";
    let tls = |till, direction, cause| row("contoso.till.tls", till, direction, cause);
    let of_tls: Vec<_> = flips(&impact)
        .into_iter()
        .filter(|row| row[0] == "contoso.till.tls")
        .collect();
    let expected = [
        tls("b", "worse", changed),
        tls("c", "worse", "time: the exemption EX-1 expired"),
        tls("d", "better", "exemption: the exemption EX-2 was added"),
        tls("f", "worse", changed),
    ];
    assert_eq!(of_tls, expected);
}

/// Every subset of the four changes.
#[test]
fn parts_add_up_to_the_whole_and_the_ends_are_what_score_says() {
    for subset in 0..16 {
        let is_in = |bit: u8| subset >> bit & 1 == 1;
        let head = Side {
            tls: if is_in(0) { ALL.tls } else { BASE.tls },
            is_lock_preview: !is_in(1),
            is_d_mitigated: is_in(2),
        };
        let as_of = if is_in(3) { AFTER } else { BEFORE };
        let estate = Estate::of(&BASE.files(), &head.files());
        let impact = compared(&estate, &["--base-as-of", BEFORE, "--as-of", as_of]);
        let axes = ["policies", "catalog", "exemptions", "asOf"];
        let wanted = (0..4)
            .filter(|bit| is_in(*bit))
            .map(|bit| axes[usize::from(bit)]);
        let parts = parts(&impact);
        let exchanged: Vec<&str> = parts.iter().map(|part| part.0[0].as_str()).collect();
        assert_eq!(exchanged, wanted.collect::<Vec<_>>());
        let sums = parts
            .iter()
            .fold([fraction(0, 1); 2], |[effective, raw], part| {
                [effective + part.1, raw + part.2]
            });
        let whole = [&impact["score"], &impact["rawScore"]].map(|score| exact(&score["change"]));
        assert_eq!(sums, whole, "{subset}");
        for (number, scope) in impact["scopes"].as_array().unwrap().iter().enumerate() {
            let sum: Exact = impact["parts"]
                .as_array()
                .unwrap()
                .iter()
                .map(|part| exact(&part["scopes"][number]["score"]))
                .sum();
            assert_eq!(sum, exact(&scope["score"]["change"]), "{subset}");
        }
        if subset == 0 {
            assert_eq!(impact["flips"], json!([]));
        }
        let score = securescore(&[
            "score",
            estate.root(),
            "--as-of",
            as_of,
            "--format=json",
            "--trusted",
        ]);
        let score: Value = serde_json::from_str(&score.output).unwrap();
        assert_eq!(
            impact["score"]["head"]["percentage"], score["score"]["percentage"],
            "{subset}"
        );
    }
}

/// A recommendation goes, with its place in the catalog and an exemption from it: none of the
/// three can go first.
#[test]
fn what_goes_only_together_is_one_part() {
    let mut base = COUNTED.files();
    let old = policy("old", "", "healthy if input.properties.locked");
    base.insert("policies/contoso/till/old/policy.rego".to_owned(), old);
    let with_old = CATALOG.replace(
        "[contoso.till.lock]",
        "[contoso.till.lock, contoso.till.old]",
    );
    base.insert("catalog.yaml".to_owned(), with_old);
    let estate = Estate::of(&base, &COUNTED.files());
    let impact = compared(&estate, &["--as-of", AFTER]);
    // The lock and the old one say the same, so that no vote changes.
    let nothing = fraction(0, 1);
    let together = vec!["policies".to_owned(), "catalog".to_owned()];
    assert_eq!(parts(&impact), [(together, nothing, nothing)]);
    let gone = "policy: the policy was removed; catalog: its controls: access -> none";
    let old = |till| {
        let direction = if till == "c" { "better" } else { "other" };
        row("contoso.till.old", till, direction, gone)
    };
    assert_eq!(flips(&impact), ["a", "b", "c", "d", "e", "f"].map(old));
    assert_eq!(impact["flips"][0]["after"]["state"], "no policy");

    let exempt = exemption("EX-3", "c", "mitigated", "2027-12-31").replace(".tls", ".old");
    base.get_mut("exemptions/shop.yaml")
        .unwrap()
        .push_str(&exempt);
    let estate = Estate::of(&base, &COUNTED.files());
    let impact = compared(&estate, &["--as-of", AFTER]);
    assert_eq!(
        impact["parts"][0]["exchanged"],
        json!(["policies", "catalog", "exemptions"])
    );
}

/// An exemption of a control may match two pairs at the base and four at the head. With the
/// catalog of the head and the exemptions of the base there are four, and two are expected.
#[test]
fn what_exemptions_forbid_on_the_way_is_one_part_with_them() {
    let side = |members: &str, expected: u8| {
        let mut files = COUNTED.files();
        let seen = policy("seen", "", "healthy if input.name");
        files.insert("policies/contoso/till/seen/policy.rego".to_owned(), seen);
        files.insert(
            "catalog.yaml".to_owned(),
            CATALOG.replace("[contoso.till.lock]", members),
        );
        let entry = format!(
            "exemptions:\n  - {{id: EX-9, controls: [access], resources: [{}, {}], category: waiver, \
             reason: r, expires: 2027-12-31, expected_matches: {expected}}}\n",
            till("c"),
            till("d")
        );
        files.insert("exemptions/shop.yaml".to_owned(), entry);
        files
    };
    let base = side("[contoso.till.lock]", 2);
    let head = side("[contoso.till.lock, contoso.till.seen]", 4);
    let impact = compared(&Estate::of(&base, &head), &["--as-of", AFTER]);
    assert_eq!(parts(&impact).len(), 1);
    assert_eq!(
        impact["parts"][0]["exchanged"],
        json!(["catalog", "exemptions"])
    );
}

#[test]
fn what_differs_is_listed_even_where_nothing_flips() {
    let impact = compared(&all(), &["--base-as-of", BEFORE, "--as-of", AFTER]);
    let rows = |impact: &Value| -> Vec<[String; 3]> {
        let rows = impact["differences"].as_array().unwrap().iter();
        let row = |row: &Value| {
            ["part", "subject", "what"].map(|key| row[key].as_str().unwrap().to_owned())
        };
        rows.map(row).collect()
    };
    let expected = [
        ["policies", "contoso.till.tls", "the policy changed"],
        ["catalog", "contoso.till.lock", "preview -> enabled"],
        ["exemptions", "EX-2", "the exemption was added"],
        ["asOf", "EX-1", "the exemption expired"],
    ];
    assert_eq!(rows(&impact), expected.map(|row| row.map(str::to_owned)));

    let mut head = COUNTED.files();
    let catalog = CATALOG.replace("max_score: 4", "max_score: 2.5").replace(
        "[contoso.till.lock]",
        "[contoso.till.lock, contoso.till.tls]",
    );
    let flags = format!(
        "recommendations:\n  contoso.till.tls: {{severity: low}}\nscopes:\n  - match: {TWO}\n    \
         recommendations:\n      contoso.till.lock: {{preview: true, preview_until: 2027-06-30}}\n"
    );
    head.insert("catalog.yaml".to_owned(), catalog + &flags);
    let exemptions = head.get_mut("exemptions/shop.yaml").unwrap();
    *exemptions = exemptions.replace("reason: r", "reason: another");
    let impact = compared(&Estate::of(&COUNTED.files(), &head), &["--as-of", AFTER]);
    let within = format!("enabled -> preview until 2027-06-30, in {TWO}");
    let expected = [
        ["catalog", "access", "with contoso.till.tls"],
        ["catalog", "access", "worth 4 -> 2.5"],
        ["catalog", "contoso.till.lock", within.as_str()],
        ["catalog", "contoso.till.tls", "severity high -> low"],
        ["exemptions", "EX-1", "the exemption changed"],
    ];
    assert_eq!(rows(&impact), expected.map(|row| row.map(str::to_owned)));
    // Only the lock of the second subscription is another than before: e and f.
    let flipped: Vec<String> = flips(&impact)
        .into_iter()
        .map(|row| row[1].clone())
        .collect();
    assert_eq!(flipped, ["e", "f"]);
}

#[test]
fn a_library_a_parameter_and_a_new_name_are_causes() {
    let with = |limit: u8, parameter: u8| {
        let mut files = COUNTED.files();
        let declared =
            "#   parameters:\n#     least: {type: number, default: 10, description: d}\n";
        let body = "healthy if {\n\tdata.lib.till.is_new\n\t\
                    input.properties.tls >= data.parameters.contoso.till.tls.least\n}";
        let tls = policy("tls", declared, body);
        files.insert("policies/contoso/till/tls/policy.rego".to_owned(), tls);
        let library = format!("package lib.till\n\nis_new if input.properties.tls >= {limit}\n");
        files.insert("policies/lib/till.rego".to_owned(), library);
        let flags = format!(
            "recommendations:\n  contoso.till.tls: {{parameters: {{least: {parameter}}}}}\n"
        );
        files.insert("catalog.yaml".to_owned(), format!("{CATALOG}{flags}"));
        files
    };
    let estate = Estate::of(&with(10, 10), &with(11, 12));
    let impact = compared(&estate, &["--as-of", AFTER]);
    let library = "policy: `lib.till`, which it imports, changed";
    let parameter = "parameter: least: 10 -> 12";
    let tls = |till, cause| row("contoso.till.tls", till, "worse", cause);
    let expected = [
        tls("b", parameter),
        tls("c", library),
        tls("d", library),
        tls("f", parameter),
    ];
    assert_eq!(flips(&impact), expected);

    let mut renamed = COUNTED.files();
    renamed.remove("policies/contoso/till/tls/policy.rego");
    let tls = tls_policy(12).replace(
        "package contoso.till.tls",
        "#   formerly: [contoso.till.tls]\npackage contoso.till.newer",
    );
    renamed.insert("policies/contoso/till/newer/policy.rego".to_owned(), tls);
    let estate = Estate::of(&COUNTED.files(), &renamed);
    let impact = compared(&estate, &["--as-of", AFTER]);
    let cause = "policy: the policy `contoso.till.tls` is now called `contoso.till.newer`";
    let newer = |till| row("contoso.till.newer", till, "worse", cause);
    assert_eq!(flips(&impact), [newer("b"), newer("f")]);
    assert_eq!(impact["flips"][0]["formerly"], "contoso.till.tls");
}

#[test]
fn gates_compare_exactly_and_what_is_allowed_is_left_out() {
    let tight = Side { tls: 12, ..COUNTED };
    let estate = Estate::of(&COUNTED.files(), &tight.files());
    let gate = |options: &[&str]| {
        let ran = ran(&estate, &[&["--as-of", AFTER], options].concat());
        (
            ran.exit,
            ran.errors.lines().last().unwrap_or_default().to_owned(),
        )
    };
    // The score falls by 2/9, which is 22.2222… %.
    assert_eq!(gate(&["--max-score-drop", "22.2223"]).0, Exit::Done);
    let (exit, why) = gate(&["--max-score-drop", "22.2222%"]);
    assert_eq!(exit, Exit::Gate);
    assert_eq!(
        why,
        "failed: the score falls by 22.22222 percentage points, allowed: 22.2222"
    );
    assert_eq!(gate(&["--max-flips", "2"]).0, Exit::Done);
    let (exit, why) = gate(&["--max-flips", "1"]);
    assert_eq!(exit, Exit::Gate);
    assert_eq!(
        why,
        "failed: flips: 2, 2 of them to unhealthy and 0 to indeterminate, allowed: 1"
    );
    let both = ["--max-flips=0", "--max-score-drop=0"];
    assert_eq!(gate(&both).0, Exit::Gate);
    let allow = |id| gate(&[&both[..], &["--allow", id]].concat());
    assert_eq!(allow("contoso.till.tls").0, Exit::Done);
    assert_eq!(allow("contoso.till.lock").0, Exit::Gate);
    let ran = ran(&estate, &["--allow", "contoso.till.tsl"]);
    assert_eq!(ran.exit, Exit::Input);
    assert!(
        ran.errors.contains("did you mean `contoso.till.tls`?"),
        "{}",
        ran.errors
    );
}

#[test]
fn a_side_that_cannot_be_trusted_ends_with_2() {
    let mut failing = COUNTED.files();
    let body = "healthy if to_number(input.properties.tls) >= to_number(input.name)";
    let path = "policies/contoso/till/tls/policy.rego";
    failing.insert(path.to_owned(), policy("tls", "", body));
    let estate = Estate::of(&COUNTED.files(), &failing);
    let ran_with = |options: &[&str]| ran(&estate, &[&["--as-of", AFTER], options].concat());
    let failed = ran_with(&[]);
    assert_eq!(failed.exit, Exit::Input);
    let last = failed.errors.lines().last().unwrap();
    assert_eq!(
        last,
        "failed: indeterminate results of the head: 6, allowed: 0"
    );
    let tolerated = ran_with(&["--max-indeterminate=6", "--max-flips=3"]);
    assert_eq!(tolerated.exit, Exit::Gate);
    let last = tolerated.errors.lines().last().unwrap();
    // a, b, e and f were healthy; c and d counted against the score before.
    assert_eq!(
        last,
        "failed: flips: 4, 0 of them to unhealthy and 4 to indeterminate, allowed: 3"
    );
    let estate = Estate::of(&failing, &COUNTED.files());
    let ran = ran(&estate, &["--as-of", AFTER]);
    assert_eq!(ran.exit, Exit::Input);
    let named = format!(
        "indeterminate at the base: `contoso.till.tls` on {}: ",
        till("a")
    );
    assert!(ran.errors.contains(&named), "{}", ran.errors);
    assert!(
        ran.errors.contains("indeterminate results of the base: 6"),
        "{}",
        ran.errors
    );
}

/// Counted, the lock brings 7 of 12 and 12 of 12 where there were 4 of 8 and 8 of 8: 13/18 for 2/3.
#[test]
fn a_preview_is_promoted_by_itself() {
    let mut files = BASE.files();
    let until = format!(
        "{CATALOG}recommendations:\n  contoso.till.lock: {{preview: true, preview_until: 2027-03-31}}\n"
    );
    files.insert("catalog.yaml".to_owned(), until);
    let estate = Estate::of(&files, &files);
    let arguments = ["preview", estate.root(), "--trusted", "--as-of", AFTER];
    let ran = securescore(&[&arguments[..], &["--format=json"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
    let all: Value = serde_json::from_str(&ran.output).unwrap();
    assert_eq!(all["previews"].as_array().unwrap().len(), 1);
    let lock = &all["previews"][0];
    assert_eq!(lock["recommendation"], "contoso.till.lock");
    assert_eq!(lock["previewUntil"], "2027-03-31");
    assert_eq!(exact(&lock["score"]["base"]), fraction(2, 3));
    assert_eq!(exact(&lock["score"]["head"]), fraction(13, 18));
    let one = &lock["scopes"][0];
    assert_eq!(one["score"]["base"]["current"], 4);
    assert_eq!(one["score"]["head"]["current"], 7);
    assert_eq!(exact(&one["score"]["change"]), fraction(1, 12));
    assert_eq!(
        one["unhealthy"],
        json!([{"resource": till("c"), "health": "unhealthy"}])
    );
    assert_eq!(lock["scopes"][1]["unhealthy"], json!([]));
    assert_snapshot!("preview", securescore(&arguments).output);
    let none = Estate::of(&COUNTED.files(), &COUNTED.files());
    let ran = securescore(&["preview", none.root(), "--trusted", "--as-of", AFTER]);
    assert_eq!(ran.output, "no recommendation is a preview\n");
}
