//! Texts: how long they may grow, and what counting and replacing mean to OPA.

use std::sync::Arc;

use anyhow::{Result, bail};
use regorus::Value;

/// Bytes of a text that a built-in makes.
pub(super) const LONGEST: usize = 8 << 20;
/// Bytes that are held against bytes.
const MOST_COMPARISONS: usize = 50_000_000;

/// Arguments that are not too large to be written in another way.
pub(super) fn modest(arguments: &[Value]) -> Result<Option<Value>> {
    at_most(size(arguments))?;
    Ok(None)
}

/// Only a text can be valid.
#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands among those that may fail"
)]
pub(super) fn is_text(arguments: &[Value]) -> Result<Option<Value>> {
    let is_text = matches!(arguments, [Value::String(_)]);
    Ok((!is_text).then(|| Value::from(false)))
}

/// YAML that is not too long: reading it may take time as the square of its length.
pub(super) fn yaml(arguments: &[Value]) -> Result<Option<Value>> {
    const LONGEST_YAML: usize = 32 * 1024;
    match arguments {
        [Value::String(text)] if text.len() > LONGEST_YAML => {
            bail!("YAML is at most {} KiB long here", LONGEST_YAML / 1024)
        }
        _ => Ok(None),
    }
}

/// Only a text can be valid YAML.
pub(super) fn is_yaml(arguments: &[Value]) -> Result<Option<Value>> {
    yaml(arguments)?;
    is_text(arguments)
}

/// Roughly the bytes of values, as text, as far as that matters: parts that are shared would be
/// counted for ever.
pub(super) fn size<'a>(values: impl IntoIterator<Item = &'a Value>) -> usize {
    let mut open: Vec<&Value> = values.into_iter().collect();
    let mut size: usize = 0;
    while let Some(value) = open.pop() {
        size += 2;
        match value {
            Value::String(text) => size += text.len(),
            Value::Array(items) => open.extend(items.iter()),
            Value::Set(items) => open.extend(items.iter()),
            Value::Object(fields) => {
                open.extend(fields.iter().flat_map(|(key, value)| [key, value]));
            }
            _ => size += 6,
        }
        if size > LONGEST {
            break;
        }
    }
    size
}

fn at_most(size: usize) -> Result<()> {
    if size > LONGEST {
        bail!("a text may be {} MiB long at most", LONGEST >> 20)
    }
    Ok(())
}

fn text(value: &Value) -> &str {
    match value {
        Value::String(text) => text,
        _ => "",
    }
}

fn length(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.len(),
        Value::Set(items) => items.len(),
        _ => 1,
    }
}

pub(super) fn concat(arguments: &[Value]) -> Result<Option<Value>> {
    if let [delimiter, parts] = arguments {
        at_most(size([parts]).saturating_add(text(delimiter).len().saturating_mul(length(parts))))?;
    }
    Ok(None)
}

pub(super) fn replace(arguments: &[Value]) -> Result<Option<Value>> {
    if let [whole, old, new] = arguments {
        let (whole, old, new) = (text(whole), text(old), text(new));
        at_most(
            whole
                .len()
                .saturating_add(whole.matches(old).count().saturating_mul(new.len())),
        )?;
    }
    Ok(None)
}

/// All patterns at once, in their order: what was put in is not replaced again.
pub(super) fn replace_n(arguments: &[Value]) -> Result<Option<Value>> {
    let [Value::Object(patterns), Value::String(whole)] = arguments else {
        return Ok(None);
    };
    let mut pairs = Vec::new();
    let mut begins = [false; 256];
    for (old, new) in patterns.iter_sorted() {
        let (Value::String(old), Value::String(new)) = (old, new) else {
            bail!("the patterns of `strings.replace_n` are texts")
        };
        if old.is_empty() {
            bail!("the patterns of `strings.replace_n` are not empty")
        }
        begins[usize::from(old.as_bytes()[0])] = true;
        pairs.push((old.as_ref(), new.as_ref()));
    }
    // Most characters begin no pattern, and most texts hold none.
    let next = |rest: &str| rest.bytes().position(|byte| begins[usize::from(byte)]);
    let mut replaced = String::new();
    let mut rest: &str = whole;
    while let Some(at) = next(rest) {
        let (before, behind) = rest.split_at(at);
        replaced.push_str(before);
        let found = pairs.iter().find(|(old, _)| behind.starts_with(*old));
        let first = behind.chars().next().map_or(0, char::len_utf8);
        let (length, new) = match found {
            Some((old, new)) => (old.len(), *new),
            None => (first, &behind[..first]),
        };
        replaced.push_str(new);
        at_most(replaced.len())?;
        rest = &behind[length..];
    }
    at_most(replaced.len() + rest.len())?;
    if rest.len() == whole.len() {
        return Ok(Some(Value::String(Arc::clone(whole))));
    }
    replaced.push_str(rest);
    Ok(Some(Value::from(replaced)))
}

/// Occurrences that do not overlap; an empty text stands before each character and at the end.
pub(super) fn count(arguments: &[Value]) -> Result<Option<Value>> {
    let [Value::String(whole), Value::String(part)] = arguments else {
        bail!("`strings.count` takes two texts")
    };
    Ok(Some(Value::from(whole.matches(part.as_ref()).count())))
}

pub(super) fn index_of(arguments: &[Value]) -> Result<Option<Value>> {
    if let [whole, part] = arguments {
        let (whole, part) = (text(whole), text(part));
        if whole.len().saturating_mul(part.len()) > MOST_COMPARISONS {
            bail!("the texts are too long to look for one in the other")
        }
    }
    Ok(None)
}

pub(super) fn any_match(arguments: &[Value]) -> Result<Option<Value>> {
    if let [texts, parts] = arguments
        && length(texts).saturating_mul(length(parts)) > MOST_COMPARISONS / 10
    {
        bail!("there are too many texts to hold each against each")
    }
    Ok(None)
}

/// Whole numbers: where to begin, and how far to go.
pub(super) fn substring(arguments: &[Value]) -> Result<Option<Value>> {
    if arguments
        .iter()
        .skip(1)
        .any(|number| number.as_i64().is_err())
    {
        bail!("`substring` counts in whole numbers")
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::collection::btree_map;
    use proptest::prelude::*;

    use super::super::bounds::tests::{answer, error};
    use super::*;

    // Expected values: what OPA answers.
    #[test]
    fn counting_and_replacing_are_what_they_are_to_opa() {
        let answer = |call: &str| answer(call).unwrap().to_string();
        assert_eq!(answer("strings.count(\"cheese\", \"e\")"), "3");
        assert_eq!(answer("strings.count(\"dddd\", \"dd\")"), "2");
        assert_eq!(answer("strings.count(\"five\", \"\")"), "5");
        assert_eq!(
            answer("strings.replace_n({\"<\": \"&lt;\", \">\": \"&gt;\"}, \"<b>\")"),
            "\"&lt;b&gt;\""
        );
        assert_eq!(
            answer("strings.replace_n({\"a\": \"b\", \"b\": \"c\"}, \"aé\")"),
            "\"bé\""
        );
        assert_eq!(answer("json.is_valid(1)"), "false");
        assert_eq!(answer("semver.is_valid([])"), "false");
    }

    /// At each place the first pattern that stands there is replaced; else one character is kept.
    fn replaced(pairs: &BTreeMap<String, String>, text: &str) -> String {
        let Some(first) = text.chars().next() else {
            return String::new();
        };
        let found = pairs.iter().find(|(old, _)| text.starts_with(*old));
        let own = (first.to_string(), first.to_string());
        let (old, new) = found.unwrap_or((&own.0, &own.1));
        new.clone() + &replaced(pairs, &text[old.len()..])
    }

    proptest! {
        #[test]
        fn patterns_are_replaced_one_after_the_other(
            pairs in btree_map("[aAéä]{1,3}", "[aé]{0,2}", 0..5),
            text in "[aAbéäè]{0,12}",
        ) {
            let wanted = replaced(&pairs, &text);
            let patterns = serde_json::to_value(&pairs).unwrap();
            let arguments = [Value::from(patterns), Value::from(text)];
            prop_assert_eq!(replace_n(&arguments).unwrap(), Some(Value::from(wanted)));
        }
    }

    #[test]
    fn what_is_shared_again_and_again_is_measured_in_time() {
        let mut value = Value::from("ab");
        for _ in 0..64 {
            value = Value::from(vec![value.clone(), value]);
        }
        assert!(modest(&[value]).is_err());
    }

    #[test]
    fn texts_have_bounds() {
        let long = "concat(\"\", [sprintf(\"%d\", [x]) | some x in numbers.range(1, 50000)])";
        for call in [
            format!("concat({long}, [\"a\" | some x in numbers.range(1, 1000)])"),
            format!("replace({long}, \"1\", {long})"),
            format!("indexof({long}, {long})"),
            "substring(\"abc\", 1.5, 2)".to_owned(),
            "strings.count(5, \"a\")".to_owned(),
            "strings.replace_n({\"\": \"a\"}, \"b\")".to_owned(),
        ] {
            assert!(error(&call).is_some(), "{call}");
        }
    }
}
