//! Patterns as OPA reads them, in the words of Rust's regular expressions.
//!
//! In OPA `\d`, `\w`, `\s` and `\b` are of ASCII, in Rust of Unicode: there an Arabic digit is one.
//! And what stands between brackets is a list there, where Rust knows sets within sets.

use std::iter::Peekable;
use std::str::Chars;

use anyhow::{Result, bail};

/// The characters of a class, as they stand between brackets.
fn class(letter: char) -> Option<&'static str> {
    match letter.to_ascii_lowercase() {
        'd' => Some("0-9"),
        'w' => Some("0-9A-Za-z_"),
        's' => Some(r"\t\n\f\r "),
        _ => None,
    }
}

/// A pattern that matches in Rust what this one matches in OPA.
///
/// # Errors
/// It has something that Rust cannot say.
pub(super) fn in_rust(pattern: &str) -> Result<String> {
    let mut rust = String::new();
    let mut rest = pattern.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' => rust.push_str(&escape(rest.next())?),
            '[' => list(&mut rest, &mut rust)?,
            plain => rust.push(plain),
        }
    }
    Ok(rust)
}

/// What stands behind a backslash, outside of brackets.
fn escape(letter: Option<char>) -> Result<String> {
    let Some(letter) = letter else {
        bail!("a pattern ends in a backslash")
    };
    Ok(match class(letter) {
        Some(class) if letter.is_ascii_uppercase() => format!("[^{class}]"),
        Some(class) => format!("[{class}]"),
        None if letter == 'b' => r"(?-u:\b)".to_owned(),
        None if letter == 'B' => bail!("`\\B` is not known in patterns here"),
        None => format!("\\{letter}"),
    })
}

/// What stands between brackets, the last one included.
fn list(rest: &mut Peekable<Chars<'_>>, rust: &mut String) -> Result<()> {
    rust.push('[');
    if let Some(not) = rest.next_if_eq(&'^') {
        rust.push(not);
    }
    // A bracket in the first place is one of the list.
    if rest.next_if_eq(&']').is_some() {
        rust.push_str(r"\]");
    }
    while let Some(character) = rest.next() {
        match character {
            ']' => {
                rust.push(']');
                return Ok(());
            }
            '\\' => rust.push_str(&listed(rest.next())?),
            '[' if rest.peek() == Some(&':') => named(rest, rust),
            '-' if rest.peek() == Some(&'-') => bail!("write `\\-` for a hyphen in a list"),
            '[' | '&' | '~' => rust.extend(['\\', character]),
            plain => rust.push(plain),
        }
    }
    bail!("a list of a pattern has no end")
}

/// What stands behind a backslash between brackets.
fn listed(letter: Option<char>) -> Result<String> {
    match letter.and_then(|letter| Some((letter, class(letter)?))) {
        Some((letter, class)) if letter.is_ascii_uppercase() => Ok(format!("[^{class}]")),
        Some((_, class)) => Ok(class.to_owned()),
        None => escape(letter),
    }
}

/// A class with a name, `[:alpha:]`, of ASCII in both.
fn named(rest: &mut Peekable<Chars<'_>>, rust: &mut String) {
    rust.push('[');
    for character in rest.by_ref() {
        rust.push(character);
        if character == ']' {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::bounds::tests::answer;
    use super::*;

    #[test]
    fn classes_are_of_ascii() {
        assert_eq!(in_rust(r"^\d+$").unwrap(), "^[0-9]+$");
        assert_eq!(
            in_rust(r"[\w.-]+@\S").unwrap(),
            r"[0-9A-Za-z_.-]+@[^\t\n\f\r ]"
        );
        assert_eq!(in_rust(r"[^\D]\b").unwrap(), r"[^[^0-9]](?-u:\b)");
        assert_eq!(in_rust(r"\\d\.\pL").unwrap(), r"\\d\.\pL");
    }

    #[test]
    fn lists_hold_no_sets() {
        assert_eq!(in_rust("[a&&b]").unwrap(), r"[a\&\&b]");
        assert_eq!(in_rust("[]a]").unwrap(), r"[\]a]");
        assert_eq!(in_rust("[[:alpha:][]").unwrap(), r"[[:alpha:]\[]");
        for wrong in ["[a--b]", r"\B", "[a", "a\\"] {
            assert!(in_rust(wrong).is_err(), "{wrong}");
        }
    }

    /// What OPA answers: its patterns are RE2's.
    #[test]
    fn matches_are_those_of_opa() {
        let holds = |pattern: &str, text: &str| {
            let call = format!("regex.match({}, \"{text}\")", serde_json::json!(pattern));
            answer(&call).unwrap() == regorus::Value::from(true)
        };
        assert!(holds(r"^\d+$", "123") && !holds(r"^\d+$", "١٢٣"));
        assert!(holds(r"^[\w-]+$", "a-1") && !holds(r"^[\w-]+$", "ä"));
        assert!(holds(r"^\S$", "\u{a0}") && !holds(r"^\s$", "\u{a0}"));
        assert!(holds(r"^[^\W]$", "_") && !holds(r"^[^\W]$", "é"));
        assert!(
            holds(r"\bcat\b", "écaté cat é"),
            "between é and c is a boundary"
        );
        assert!(holds("^[a&&b]$", "&"));
        assert!(holds("^[[:digit:]]$", "7") && holds("(?i)^K$", "k"));
    }
}
