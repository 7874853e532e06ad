use std::ops::Range;

use serde_json::{Value, json};

use super::*;
use crate::source::json::{Soundness, soundness};

fn seen(text: &str) -> Result<Seen, Stop> {
    Scanner::default().value(text.as_bytes(), 0, 0)
}

/// What names a text as a row.
fn row(text: &str) -> Option<[&str; 2]> {
    let words = seen(text).unwrap().row?.words;
    let part = |part: Range<usize>| &text[part];
    Some([part(words.id), part(words.kind)])
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

/// An object inside of the record that is a resource.
fn child(more: Value) -> Value {
    let mut child = json!({"id": ID.to_uppercase() + "/x/Y", "type": "M.X/y/x"});
    for (key, value) in more.as_object().unwrap() {
        child[key] = value.clone();
    }
    child
}

/// What is found inside of a record that is a row: id and tenant of each, and whether it is whole.
fn children(properties: Value) -> Option<Vec<String>> {
    let record = json!({"id": ID, "properties": properties, "type": "M.X/y"}).to_string();
    let row = seen(&record).unwrap().row?;
    let show = |child: &super::frame::Child| {
        let object: Value = serde_json::from_str(&record[child.extent.clone()]).unwrap();
        assert_eq!(object["id"], record[child.words.id.clone()]);
        assert_eq!(object["type"], record[child.words.kind.clone()]);
        let tenant = child.words.tenant.clone();
        let tenant = tenant.map_or("", |tenant| &record[tenant]);
        format!("{}:{tenant}", &record[child.words.id.clone()][ID.len()..])
    };
    Some(row.children.iter().map(show).collect())
}

#[test]
fn what_has_an_id_below_the_records_and_a_whole_type_is_a_child() {
    let with = |id: &str, kind: &str| children(json!({"x": [{"id": id, "type": kind}]})).unwrap();
    assert_eq!(with(&format!("{ID}/x"), "M.X/y"), ["/x:"]);
    assert_eq!(with(&format!("{ID}//"), "M.X/y"), [""; 0]);
    assert_eq!(with(&format!("{ID}2/x"), "M.X/y"), [""; 0]);
    assert_eq!(with("/else/x", "M.X/y"), [""; 0]);
    for part in ["plain", "M.X", "x/y", "M.X//y", "M.X/"] {
        assert_eq!(with(&format!("{ID}/x"), part), [""; 0], "{part}");
    }
    let deep = child(json!({
        "tenantId": "T", "properties": {"y": [child(json!({"id": format!("{ID}/x/y/z/z")}))]}
    }));
    let found = children(json!({"list": [deep], "other": child(json!({"tenantId": 1}))}));
    assert_eq!(found.unwrap(), ["/x/y/z/z:", "/x/Y:T", "/x/Y:"]);
    assert_eq!(children(child(json!({}))).unwrap(), ["/x/Y:"]);
    let elsewhere = json!({"id": ID, "type": "M.X/y", "tags": child(json!({}))}).to_string();
    assert!(seen(&elsewhere).unwrap().row.unwrap().children.is_empty());
}

#[test]
fn an_id_behind_what_may_be_a_child_is_odd() {
    let child = child(json!({}));
    let text = format!("{{\"properties\": {child}, \"type\": \"a.b/c\", \"id\": \"{ID}\"}}");
    assert_eq!(row(&text), None);
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
        json!({"type": "Microsoft.Web/Sites/Config", "properties": {"ftpsState": {"X": 1}}})
    ));
    assert!(with(json!({"properties": {"X": {"resources": []}}})));
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
        json!({"type": "Microsoft.Web/Sites/Config", "properties": {"FtpsState": "x"}}),
        json!({"properties": null}),
        json!({"resources": []}),
        json!({"metadata": {}}),
        json!({"url": "x"}),
        json!({"kid": "x"}),
        json!({"@odata.context": "x"}),
        json!({"properties": {"x": "System.Object[]"}}),
        json!({"properties": {"x": ["@{a=1}"]}}),
        json!({"properties": {"x": {"properties": null}}}),
        json!({"properties": {"x": {"@odata.context": "x"}}}),
        json!({"properties": child(json!({"resources": []}))}),
        json!({"properties": child(json!({"tenantId": "a\nb"}))}),
        json!({"properties": child(json!({"type": "M.X/y\n/x"}))}),
        json!({"properties": child(json!({"id": format!("{ID}\n/x")}))}),
        json!({"tenantId": "a\nb"}),
    ] {
        assert!(!with(odd.clone()), "{odd}");
    }
}
