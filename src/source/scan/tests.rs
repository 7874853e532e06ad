use std::ops::Range;

use serde_json::{Value, json};

use super::*;
use crate::source::json::{Soundness, soundness};

fn seen(text: &str) -> Result<Seen, Stop> {
    Scanner::default().value(text.as_bytes(), 0, 0)
}

/// What names a text as a row.
fn row(text: &str) -> Option<[&str; 2]> {
    let row = seen(text).unwrap().row?;
    let part = |part: Range<usize>| &text[part];
    Some([part(row.id), part(row.kind)])
}

/// Texts that are JSON, or nearly.
const TEXTS: [&str; 47] = [
    "{}",
    "[]",
    "[1, -2.5, 0, -0, 0.1e5, 1E+2, 1e-2]",
    "[01]",
    "[-]",
    "[1.]",
    "[.5]",
    "[1e]",
    "[+1]",
    "[0x1]",
    "[NaN]",
    "[1e400]",
    "[123456789012345678]",
    "[18446744073709551615]",
    "[18446744073709551616]",
    "[-9223372036854775808]",
    "[-9223372036854775809]",
    "[12345678901234567890.5]",
    "[true, false, null]",
    "[tru]",
    "[truee]",
    "[nul]",
    "[\"a\\n\\u00e4\\\"\\/\\b\\f\\r\\t\\\\\"]",
    "[\"\\x\"]",
    "[\"\\u12\"]",
    "[\"\\ud83d\\ude00\"]",
    "[\"\\ud83d\"]",
    "[\"\\ud83dx\"]",
    "[\"\\ud83d\\u0041\"]",
    "[\"\\ude00\"]",
    "[\"a\tb\"]",
    "[\"a\u{7f}ä😀\u{2028}\"]",
    "[\"a\nb\"]",
    "[\"a]",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1}",
    "{\"a\": 1, \"b\": [{}, {\"c\": {}}]}",
    "{\"a\": 1, \"a\": 2}",
    "{\"a\": 1, \"\\u0061\": 2}",
    "{\"a\": {\"b\": 1, \"b\": 1}}",
    "{\"a\": 1,}",
    "{\"a\" 1}",
    "{a: 1}",
    "{\"a\": [1, {\"b\": \"c\"}], \"d\": [[], [[]]]}",
    "{\"a\":\r\n\t 1\u{b}}",
];

#[test]
fn it_finds_sound_what_the_parser_finds_sound() {
    for text in TEXTS {
        let found = match seen(text) {
            Ok(seen) if seen.is_doubtful => continue,
            Ok(seen) => seen.end == text.len(),
            Err(_) => false,
        };
        assert_eq!(found, soundness(text) == Soundness::Sound, "{text}");
    }
}

#[test]
fn a_doubt_is_one_of_keys_or_numbers() {
    let doubtful = |text: &&str| seen(text).is_ok_and(|seen| seen.is_doubtful);
    let found: Vec<&str> = TEXTS.into_iter().filter(doubtful).collect();
    for text in TEXTS {
        let is_sound = soundness(text) == Soundness::Sound;
        let is_json = serde_json::from_str::<Value>(text).is_ok();
        if is_json && !is_sound {
            assert!(found.contains(&text), "{text}");
        }
    }
}

#[test]
fn what_goes_on_is_cut_and_nothing_else() {
    for text in TEXTS {
        let whole = seen(text);
        for end in 0..text.len() {
            let part = text.as_bytes().get(..end).unwrap();
            let found = Scanner::default().value(part, 0, 0);
            match (found, whole.clone()) {
                (Ok(found), Ok(whole)) => assert_eq!(found.end, whole.end, "{text} {end}"),
                (Ok(_), Err(_)) => panic!("{text} {end}"),
                (Err(stop), Ok(_)) => assert_eq!(stop, Stop::Cut, "{text} {end}"),
                (Err(_), Err(_)) => {}
            }
        }
    }
}

#[test]
fn nesting_ends_where_the_parsers_does() {
    for depth in 120..135 {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let is_sound = soundness(&text) == Soundness::Sound;
            assert_eq!(seen(&text).is_ok(), is_sound, "{depth}");
            let inside = format!("[{text}]");
            let is_sound = soundness(&inside) == Soundness::Sound;
            let found = Scanner::default().value(text.as_bytes(), 0, 1);
            assert_eq!(found.is_ok(), is_sound, "{depth}");
        }
    }
}

#[test]
fn many_keys_are_told_apart() {
    let object = |last: usize| {
        let keys = (0..100).chain([last]).map(|key| format!("\"key{key}\": 1"));
        format!("{{{}}}", keys.collect::<Vec<_>>().join(","))
    };
    assert!(!seen(&object(100)).unwrap().is_doubtful);
    assert!(seen(&object(57)).unwrap().is_doubtful);
}

const ID: &str = "/subscriptions/s/providers/M.X/y/z";

#[test]
fn a_row_is_named_by_its_id_and_type() {
    let text = json!({"id": ID, "type": "M.X/y", "properties": {"id": "other", "a": [1]}});
    assert_eq!(row(&text.to_string()), Some([ID, "M.X/y"]));
    let late = format!(
        "{{\"properties\": {{\"id\": \"{ID}/x\"}}, \"type\": \"a.b/c\", \"id\": \"{ID}\"}}"
    );
    assert_eq!(row(&late), Some([ID, "a.b/c"]));
}

#[test]
fn what_is_odd_is_no_row() {
    let with = |more: Value| {
        let mut record = json!({"id": ID, "type": "M.X/y"});
        for (key, value) in more.as_object().unwrap() {
            record[key] = value.clone();
        }
        row(&record.to_string()).is_some()
    };
    assert!(with(json!({})));
    assert!(with(
        json!({"properties": {"resources": [], "metadata": {}, "url": ""}})
    ));
    assert!(with(
        json!({"properties": {"x": {"id": "/else/x", "type": "M.X/y"}}})
    ));
    assert!(with(
        json!({"properties": {"x": {"id": format!("{ID}/x"), "type": "plain"}}})
    ));
    assert!(with(
        json!({"properties": {"x": ["System", "Sys", "@x", "S\u{e4}"]}})
    ));
    for odd in [
        json!({"id": 1}),
        json!({"id": "x"}),
        json!({"id": "//"}),
        json!({"type": null}),
        json!({"type": "a b/c"}),
        json!({"type": "/"}),
        json!({"type": "Microsoft.Web/Sites/Config"}),
        json!({"properties": null}),
        json!({"resources": []}),
        json!({"metadata": {}}),
        json!({"url": "x"}),
        json!({"kid": "x"}),
        json!({"@odata.context": "x"}),
        json!({"properties": {"x": "System.Object[]"}}),
        json!({"properties": {"x": ["@{a=1}"]}}),
        json!({"properties": {"x": {"id": ID.to_uppercase() + "/x/Y", "type": "M.X/y/x"}}}),
        json!({"tenantId": "a\nb"}),
    ] {
        assert!(!with(odd.clone()), "{odd}");
    }
}
