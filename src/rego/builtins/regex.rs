//! Patterns: how long a text may be that they are held against.
//!
//! Matching takes time in proportion to text and pattern; finding all matches may take it once
//! for each place.

use anyhow::{Result, bail};
use regorus::Value;

use super::bounds::brought;
use super::re2;
use super::strings::LONGEST;

/// Bytes of a text that is matched as a whole.
const LONGEST_MATCHED: usize = 256 * 1024;
/// Bytes of a text in which all matches are looked for.
const LONGEST_SEARCHED: usize = 16 * 1024;
/// Bytes of a pattern.
const LONGEST_PATTERN: usize = 1000;
/// Parts of a template that are patterns.
const MOST_PARTS: usize = 20;

fn text(value: Option<&Value>) -> &str {
    match value {
        Some(Value::String(text)) => text,
        _ => "",
    }
}

fn bounded(pattern: &str, text: &str, longest: usize) -> Result<()> {
    if pattern.len() > LONGEST_PATTERN {
        bail!("a pattern is at most {LONGEST_PATTERN} bytes long")
    }
    if text.len() > longest {
        bail!(
            "the text is longer than the {} KiB that a pattern is held against",
            longest / 1024
        )
    }
    Ok(())
}

pub(super) fn matches(arguments: &[Value]) -> Result<Option<Value>> {
    bounded(
        text(arguments.first()),
        text(arguments.get(1)),
        LONGEST_MATCHED,
    )?;
    asked("regex.match", arguments, 0)
}

pub(super) fn find_n(arguments: &[Value]) -> Result<Option<Value>> {
    find("regex.find_n", arguments)
}

pub(super) fn find_all(arguments: &[Value]) -> Result<Option<Value>> {
    find("regex.find_all_string_submatch_n", arguments)
}

pub(super) fn split(arguments: &[Value]) -> Result<Option<Value>> {
    find("regex.split", arguments)
}

fn find(name: &str, arguments: &[Value]) -> Result<Option<Value>> {
    bounded(
        text(arguments.first()),
        text(arguments.get(1)),
        LONGEST_SEARCHED,
    )?;
    asked(name, arguments, 0)
}

/// What regorus answers, with the pattern at a position as OPA reads it.
fn asked(name: &str, arguments: &[Value], pattern: usize) -> Result<Option<Value>> {
    let mut arguments = arguments.to_vec();
    if let Some(Value::String(pattern)) = arguments.get_mut(pattern) {
        *pattern = re2::in_rust(pattern)?.into();
    }
    brought(name, &arguments).map(Some)
}

pub(super) fn replace(arguments: &[Value]) -> Result<Option<Value>> {
    let (whole, pattern) = (text(arguments.first()), text(arguments.get(1)));
    bounded(pattern, whole, LONGEST_SEARCHED)?;
    let replacement = text(arguments.get(2));
    if (whole.len() + 1).saturating_mul(replacement.len() + 1) > LONGEST {
        bail!("the text that takes the place of matches is too long")
    }
    asked("regex.replace", arguments, 1)
}

/// A text against a template such as `urn:{.*}`: literal but for what stands between delimiters.
pub(super) fn template_match(arguments: &[Value]) -> Result<Option<Value>> {
    let [
        Value::String(template),
        Value::String(text),
        Value::String(open),
        Value::String(close),
    ] = arguments
    else {
        bail!("`regex.template_match` takes four texts")
    };
    let is_one = |delimiter: &str| delimiter.chars().count() == 1;
    if !is_one(open) || !is_one(close) {
        bail!("the delimiters of a template are one character each")
    }
    bounded(template, text, LONGEST_MATCHED)?;
    let mut pattern = String::from("^");
    let mut rest: &str = template;
    let mut parts = 0;
    while let Some((literal, after)) = rest.split_once(open.as_ref()) {
        let Some((part, after)) = part(after, open, close) else {
            bail!("a delimiter of the template has no other")
        };
        parts += 1;
        if parts > MOST_PARTS || literal.contains(close.as_ref()) {
            bail!("the delimiters of the template are not in pairs, or too many")
        }
        pattern.push_str(&format!("{}({part})", escaped(literal)));
        rest = after;
    }
    if rest.contains(close.as_ref()) {
        bail!("a delimiter of the template has no other")
    }
    pattern.push_str(&format!("{}$", escaped(rest)));
    let arguments = [Value::from(pattern), Value::String(text.clone())];
    asked("regex.match", &arguments, 0)
}

/// What stands before the delimiter that closes, and after it; pairs inside are part of it.
fn part<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    let mut depth = 1;
    for (at, character) in text.char_indices() {
        let rest = &text[at..];
        if rest.starts_with(close) {
            depth -= 1;
        } else if rest.starts_with(open) {
            depth += 1;
        }
        if depth == 0 {
            return Some((&text[..at], &text[at + character.len_utf8()..]));
        }
    }
    None
}

fn escaped(literal: &str) -> String {
    let mut escaped = String::new();
    for character in literal.chars() {
        if character.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

pub(super) fn glob_match(arguments: &[Value]) -> Result<Option<Value>> {
    const MOST_DELIMITERS: usize = 10;
    bounded(
        text(arguments.first()),
        text(arguments.get(2)),
        LONGEST_SEARCHED,
    )?;
    if let Some(Value::Array(delimiters)) = arguments.get(1)
        && delimiters.len() > MOST_DELIMITERS
    {
        bail!("`glob.match` takes at most {MOST_DELIMITERS} delimiters")
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::super::bounds::tests::{answer, error};

    // Expected values: the examples of OPA's documentation and test cases.
    #[test]
    fn templates_match_as_in_opa() {
        let answer = |call: &str| answer(call).unwrap().to_string();
        let urn = |text: &str| {
            answer(&format!(
                "regex.template_match(\"urn:foo:{{.*}}\", \"{text}\", \"{{\", \"}}\")"
            ))
        };
        assert_eq!(urn("urn:foo:bar:baz"), "true");
        assert_eq!(urn("urn"), "false");
        assert_eq!(urn("foo.bar.baz"), "false");
        assert_eq!(
            answer("regex.template_match(\"urn:foo:<.{20}>\", \"urn:foo:bar:baz\", \"<\", \">\")"),
            "false"
        );
    }

    #[test]
    fn texts_and_patterns_have_bounds() {
        let long = "concat(\"\", [\"aaaaaaaaaaaaaaaaaaaa\" | some x in numbers.range(1, 20000)])";
        for call in [
            format!("regex.find_n(\".*b|a\", {long}, -1)"),
            format!("regex.split(\"a\", {long})"),
            format!("regex.match(\"a\", {long})"),
            format!("regex.match({long}, \"a\")"),
            format!("glob.match(\"*\", [], {long})"),
            "regex.template_match(\"a{b\", \"a\", \"{\", \"}\")".to_owned(),
            "regex.template_match(\"é{b}\", \"x\", \"\", \"}\")".to_owned(),
        ] {
            assert!(error(&call).is_some(), "{call}");
        }
    }
}
