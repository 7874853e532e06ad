use super::lines::LONGEST;
use super::*;
use crate::source::body::{Body, Spool};

/// The line and content of each document, and the message of each error.
#[derive(Default)]
struct Shown(Vec<String>);

impl Take for Shown {
    fn document(
        &mut self,
        text: Open<'_>,
        document: Document,
        _: &mut Tools,
    ) -> Result<(), SourceError> {
        let extent = document.extent;
        let length = usize::try_from(extent.end - extent.start).unwrap();
        let bytes = text.read(extent.start, length).unwrap();
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        self.0.push(match document.line {
            None => value.to_string(),
            Some(line) => format!("{line} {value}"),
        });
        Ok(())
    }

    fn refuse(&mut self, error: SourceError) {
        self.0.push(error.to_string());
    }
}

/// What is found in a text through a window of some size.
fn documents_through(text: &str, window: usize) -> Vec<String> {
    let spool = Spool::default();
    let body = Body::spool(&"a".into(), text.as_bytes(), None, &spool).unwrap();
    let mut tools = Tools {
        window,
        ..Tools::new(1)
    };
    let found = body.read(&spool, |open| of(open, &mut tools, Shown::default));
    found.unwrap().1.0
}

/// What is found in a text, which does not depend on the window if that is small.
fn documents(text: &str) -> Vec<String> {
    let found = documents_through(text, 1 << 20);
    if text.len() < 1000 {
        for window in 1..10 {
            assert_eq!(documents_through(text, window), found, "{window}");
        }
    }
    found
}

#[test]
fn a_document_may_have_many_lines() {
    assert_eq!(documents("{\n  \"a\": 1\n}\n"), ["{\"a\":1}"]);
    assert_eq!(documents("[\n[1],\n[2]\n]"), ["[[1],[2]]"]);
}

#[test]
fn lines_are_numbered_with_blank_ones() {
    assert_eq!(documents("\n{}\r\n\n[1]\n"), ["2 {}", "4 [1]"]);
}

#[test]
fn a_broken_line_does_not_stop_the_others() {
    let lines = documents("{}\n{\"a\":}\n{}\n{}}");
    assert_eq!(lines[0], "1 {}");
    assert_eq!(lines[1], "`a:2:6` is not valid JSON: expected value");
    assert_eq!(lines[2], "3 {}");
    assert_eq!(lines[3], "`a:4:3` is not valid JSON: trailing characters");
    for first in ["{\"a", "\"a\": 1}", "WARNING: a"] {
        let lines = documents(&format!("{first}\n{{}}\n{{}}"));
        assert_eq!(lines[1..], ["2 {}", "3 {}"], "{first}");
    }
}

#[test]
fn the_longest_line_is_read() {
    let line = |length: usize| format!("\"{}\"", " ".repeat(length - 2));
    let lines = documents(&format!("{{}}\n{}\n{{}}", line(LONGEST)));
    assert_eq!(lines[1].len(), "2 ".len() + LONGEST);
    let lines = documents(&format!("{{}}\n{}\n{{}}", line(LONGEST + 1)));
    assert!(lines[1].starts_with("`a`, line 2"), "{}", &lines[1][..99]);
    assert_eq!(lines[2], "3 {}");
}

#[test]
fn documents_may_follow_each_other() {
    assert_eq!(documents("[1][2]\n{\n}"), ["[1]", "[2]", "{}"]);
    assert_eq!(documents("[1]\n[\n2\n]"), ["[1]", "[2]"]);
}

#[test]
fn a_broken_document_ends_its_file() {
    let message = "`a:2:1` is not valid JSON: expected value";
    assert_eq!(
        documents("[\n1][2]\n{"),
        [
            "[1]",
            "[2]",
            "`a:3:1` is not valid JSON: EOF while parsing an object"
        ]
    );
    assert_eq!(documents("[1] [2]\n] [3]"), ["[1]", "[2]", message]);
}

#[test]
fn what_is_wrong_is_named_wherever_the_parser_has_to_begin() {
    for before in 0..600 {
        let text = format!("[1,\n{}{{\"key\": 1, \"key\": 2}}]", " ".repeat(before));
        let column = before + 12;
        let first = before + 2;
        let message =
            format!("`a:2:{column}`: the key `key` stands twice in one object, first at 2:{first}");
        assert_eq!(documents_through(&text, 64), [message]);
        let text = format!("[1,\n{}99999999999999999999] [2]", " ".repeat(before));
        let found = documents_through(&text, 64);
        assert!(
            found[0].starts_with(&format!("`a:2:{}`: ", before + 1)),
            "{found:?}"
        );
        assert_eq!(found[1], "[2]");
    }
}

#[test]
fn a_record_has_an_end() {
    let list = |length: usize| format!("[1,\n \"{}\"]", "x".repeat(length));
    let found = documents(&list(LARGEST));
    assert_eq!(found, ["`a:2:2` begins a record of more than 64 MiB"]);
    let open = format!("{{\"value\": [{}", "{},".repeat(100_000));
    let found = documents(&open);
    assert_eq!(
        found,
        ["`a:1:300011` is not valid JSON: EOF while parsing a value"]
    );
}
