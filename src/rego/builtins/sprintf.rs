//! `sprintf`: which formats regorus writes as OPA does.
//!
//! It leaves out what it does not know, and what does not fit: `%t` of `true` comes to nothing.
//! A text that lacks a part is an error here.

use anyhow::{Result, bail};
use regorus::Value;

use super::kind;
use super::strings::modest;

/// Digits of a width or a precision.
const MOST_DIGITS: usize = 3;

/// Holds the format against its arguments.
pub(super) fn check(arguments: &[Value]) -> Result<Option<Value>> {
    if let [Value::String(format), Value::Array(values)] = arguments {
        modest(arguments)?;
        let mut values = values.iter();
        let mut rest = format.as_ref();
        while let Some(at) = rest.find('%') {
            let (verb, after) = verb(&rest[at + 1..])?;
            rest = after;
            if let Some((flags, verb)) = verb
                && let Some(value) = values.next()
            {
                fits(flags, verb, value)?;
            }
        }
    }
    Ok(None)
}

/// What stands between `%` and its letter, with the letter; nothing for `%%`.
fn verb(text: &str) -> Result<(Option<(&str, char)>, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (flags, rest) = text.split_at(end);
    let mut letters = rest.chars();
    match letters.next() {
        Some('%') if flags.is_empty() => Ok((None, letters.as_str())),
        Some(letter) => Ok((Some((flags, letter)), letters.as_str())),
        None => bail!("`sprintf` lacks a letter behind its last `%`"),
    }
}

fn fits(flags: &str, letter: char, value: &Value) -> Result<()> {
    let is_whole = matches!(value, Value::Number(number) if number.is_integer());
    let fits = match letter {
        's' | 'v' => flags.is_empty(),
        'd' | 'x' | 'X' | 'o' | 'O' => is_whole && !flags.contains('.'),
        'b' | 'c' => is_whole && flags.is_empty(),
        'f' | 'F' => matches!(value, Value::Number(_)) && flags.rfind('.').unwrap_or(0) == 0,
        'e' | 'E' | 'g' | 'G' => matches!(value, Value::Number(_)) && flags.is_empty(),
        'q' => matches!(value, Value::String(_)),
        _ => false,
    };
    if !fits {
        bail!(
            "`sprintf` does not write `%{flags}{letter}` of {}",
            kind(value)
        )
    }
    if flags.len() > MOST_DIGITS + 1 {
        bail!("`sprintf` takes widths of at most {MOST_DIGITS} digits")
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::bounds::tests::{answer, error};

    #[test]
    fn what_is_known_is_written() {
        let answer = |call: &str| answer(call).unwrap().to_string();
        assert_eq!(
            answer("sprintf(\"%d of %s: 100%%\", [1, [\"a\"]])"),
            "\"1 of [\\\"a\\\"]: 100%\""
        );
        assert_eq!(
            answer("sprintf(\"%5d|%.2f|%v\", [7, 1.005, true])"),
            "\"    7|1.00|true\""
        );
    }

    #[test]
    fn what_would_be_left_out_is_an_error() {
        for call in [
            "sprintf(\"%900000000d\", [1])",
            "sprintf(\"%99999999999999999999d\", [1])",
            "sprintf(\"%.900000f\", [1])",
            "sprintf(\"%*d\", [5, 1])",
            "sprintf(\"%d\", [\"a\"])",
            "sprintf(\"%t\", [true])",
            "sprintf(\"%-5s\", [\"a\"])",
            "sprintf(\"%5s\", [\"a\"])",
            "sprintf(\"%s\", [])",
            "sprintf(\"%s\", [1, 2])",
            "sprintf(\"%\", [])",
        ] {
            assert!(error(call).is_some(), "{call}");
        }
    }
}
