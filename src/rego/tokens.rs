//! The tokens of a Rego text, read without any grammar: what stands where, between blanks,
//! comments and strings. Reading them takes one pass, whatever the text.

use std::ops::Range;

/// What a token is, as far as sizes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// `,` or `;`.
    Separator,
    /// Something between two operands, such as `+`, `|`, `.` or `else`.
    Link,
    /// A name, a number or a text.
    Operand,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Where it stands, in bytes.
    pub(super) place: Range<usize>,
    /// Whether it is the first of its line.
    pub(super) starts_line: bool,
}

/// Words that stand between two operands, or go on with a rule or a statement.
const LINKS: [&str; 4] = ["as", "else", "in", "with"];

/// The tokens of a text, in their order. A string without its end goes to the end of its line,
/// a raw string to that of the text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut at = 0;
    let mut starts_line = true;
    std::iter::from_fn(move || {
        let (start, is_new_line) = after_blanks(text, at);
        starts_line |= is_new_line;
        let first = text[start..].chars().next()?;
        let length = length_of(&text[start..], first);
        let place = start..start + length;
        at = place.end;
        let kind = kind_of(first, &text[place.clone()]);
        Some(Token {
            kind,
            place,
            starts_line: std::mem::take(&mut starts_line),
        })
    })
}

/// The next place that is neither blank nor in a comment, and whether a line ended before it.
fn after_blanks(text: &str, mut at: usize) -> (usize, bool) {
    let from = at;
    loop {
        let rest = &text[at..];
        let next = rest.trim_start();
        at += rest.len() - next.len();
        if !next.starts_with('#') {
            return (at, text[from..at].contains('\n'));
        }
        at += next.find('\n').unwrap_or(next.len());
    }
}

fn length_of(rest: &str, first: char) -> usize {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    match first {
        '"' => string_length(rest),
        '`' => rest[1..].find('`').map_or(rest.len(), |end| end + 2),
        _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        _ => first.len_utf8(),
    }
}

fn string_length(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            '\n' => return at,
            '"' if !is_escaped => return at + 1,
            _ => is_escaped = character == '\\' && !is_escaped,
        }
    }
    rest.len()
}

fn kind_of(first: char, text: &str) -> Kind {
    match first {
        '(' | '[' | '{' => Kind::Open,
        ')' | ']' | '}' => Kind::Close,
        ',' | ';' => Kind::Separator,
        '"' | '`' => Kind::Operand,
        _ if LINKS.contains(&text) => Kind::Link,
        _ if first.is_alphanumeric() || first == '_' => Kind::Operand,
        _ => Kind::Link,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).map(|token| &text[token.place]).collect()
    }

    #[test]
    fn comments_and_strings_are_no_syntax() {
        assert_eq!(
            texts("a # [[[\n\"[\\\"[\" `[\n[`{ # \"\n"),
            ["a", "\"[\\\"[\"", "`[\n[`", "{"]
        );
    }

    #[test]
    fn what_has_no_end_ends_somewhere() {
        assert_eq!(texts("\"a[\n[ `b"), ["\"a[", "[", "`b"]);
        assert_eq!(texts("\"\\"), ["\"\\"]);
        assert_eq!(texts("é€{"), ["é", "€", "{"]);
    }

    #[test]
    fn kinds_and_lines_are_told() {
        let kinds: Vec<Kind> = tokens("a.b[1], in in_x").map(|token| token.kind).collect();
        assert_eq!(
            kinds,
            [
                Kind::Operand,
                Kind::Link,
                Kind::Operand,
                Kind::Open,
                Kind::Operand,
                Kind::Close,
                Kind::Separator,
                Kind::Link,
                Kind::Operand,
            ]
        );
        let lines: Vec<bool> = tokens("a b\n# c\nd e").map(|t| t.starts_line).collect();
        assert_eq!(lines, [true, false, true, false]);
    }
}
