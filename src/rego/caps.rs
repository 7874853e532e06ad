//! How large and how deep a Rego text may be.
//!
//! regorus's parser has no timer. It reads what stands between brackets twice or three times,
//! once for each thing that it may turn out to be: time doubles or trebles with each level, and
//! `[[[[…` of 22 levels takes minutes. A chain of operators becomes a tree as deep as it is long,
//! and what walks through that tree needs as much stack. So texts are measured beforehand.

use super::RegoError;
use super::tokens::{Kind, Token, tokens};
use crate::policy::LONGEST_TEXT;
use crate::text::SourceText;

/// Bytes of one line of code. regorus takes 1,024 columns, a tab for four.
const LONGEST_LINE: usize = 1000;
/// Brackets within brackets.
const DEEPEST: usize = 24;
/// Operators, steps of a path, `with` or `else` in a row.
const LONGEST_CHAIN: usize = 100;
/// Statements between two braces: regorus compares each with each.
const MOST_STATEMENTS: usize = 500;
/// Tokens that the parser reads, each as often as it reads it.
const MOST_READINGS: u64 = 500_000;
/// What a bracket costs, in plain tokens: for each thing that it turns out not to be, the parser
/// makes an error message.
const COST_OF_BRACKET: u64 = 10;

/// What stands between two brackets, or outside all.
#[derive(Debug, Default)]
struct Level {
    /// How often the parser reads what stands here.
    readings: u64,
    /// Operators since the last statement or element began.
    chain: usize,
    statements: usize,
    /// Whether the last token asks for more.
    is_open_ended: bool,
}

impl Level {
    /// Takes the next token of this level. A line that does not go on with an operator begins a
    /// new statement, unless the last one asked for more.
    fn take(&mut self, token: &Token, text: &str) {
        let is_link = token.kind == Kind::Link;
        let goes_on = is_link || token.kind == Kind::Close || self.is_open_ended;
        let begins = token.starts_line && !goes_on;
        if begins || token.kind == Kind::Separator {
            self.chain = 0;
            self.statements += usize::from(begins || text == ";");
        }
        self.chain += usize::from(is_link);
        self.is_open_ended = matches!(token.kind, Kind::Link | Kind::Separator);
    }
}

/// Measures a text before it is parsed. One complaint is enough: the rest of what is too large
/// would be more of the same.
///
/// # Errors
/// What is too large, or a character that would hide the rest of the text.
pub(super) fn check(source: &SourceText) -> Result<(), RegoError> {
    let text = source.text();
    if text.len() > LONGEST_TEXT {
        let message = format!("a text is at most {} KiB long", LONGEST_TEXT / 1024);
        return Err(too_long(source, 0, message));
    }
    if let Some(at) = text.find('\0') {
        return Err(RegoError::new(
            "rego::control_character",
            source,
            (at, 1).into(),
            "the parser takes this character, NUL, for the end of the text",
            "remove it".to_owned(),
        ));
    }
    let tokens: Vec<Token> = tokens(text).collect();
    check_lines(source, &tokens)?;
    check_levels(source, &tokens)
}

fn check_lines(source: &SourceText, tokens: &[Token]) -> Result<(), RegoError> {
    let text = source.text();
    let mut line = 0;
    for token in tokens {
        let start = token.place.start;
        if token.starts_line {
            line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        }
        let is_raw = text[start..].starts_with('`');
        let end = if is_raw { start } else { token.place.end };
        if end - line > LONGEST_LINE {
            let message = format!("a line is at most {LONGEST_LINE} bytes long");
            return Err(too_long(source, start, message));
        }
    }
    Ok(())
}

fn check_levels(source: &SourceText, tokens: &[Token]) -> Result<(), RegoError> {
    let text = source.text();
    let factors = factors(text, tokens);
    let mut readings = 0_u64;
    let mut levels = vec![Level {
        readings: 1,
        ..Level::default()
    }];
    for (token, factor) in tokens.iter().zip(factors) {
        let start = token.place.start;
        if token.kind == Kind::Close && levels.len() > 1 {
            levels.pop();
        }
        let depth = levels.len();
        let Some(level) = levels.last_mut() else {
            continue;
        };
        level.take(token, &text[token.place.clone()]);
        let cost = if token.kind == Kind::Open {
            COST_OF_BRACKET
        } else {
            1
        };
        readings = readings.saturating_add(level.readings.saturating_mul(cost));
        if level.chain > LONGEST_CHAIN {
            let message = format!("at most {LONGEST_CHAIN} operators stand in a row");
            return Err(too_long(source, start, message));
        }
        if level.statements > MOST_STATEMENTS && depth > 1 {
            let message = format!("at most {MOST_STATEMENTS} statements stand between two braces");
            return Err(too_long(source, start, message));
        }
        if readings > MOST_READINGS || depth > DEEPEST {
            return Err(too_deep(source, start));
        }
        if token.kind == Kind::Open {
            let inside = Level {
                readings: level.readings.saturating_mul(factor),
                is_open_ended: true,
                ..Level::default()
            };
            levels.push(inside);
        }
    }
    Ok(())
}

/// For each token that opens a bracket, how often the parser reads what stands behind it: for
/// each thing that it may be once, and what has a `|` may be a comprehension or a union as well.
fn factors(text: &str, tokens: &[Token]) -> Vec<u64> {
    let mut factors = vec![1; tokens.len()];
    let mut open = Vec::new();
    for (position, token) in tokens.iter().enumerate() {
        match (token.kind, &text[token.place.clone()]) {
            (Kind::Open, bracket) => {
                factors[position] = if bracket == "(" { 1 } else { 2 };
                open.push(position);
            }
            (Kind::Close, _) => {
                open.pop();
            }
            (_, "|") => {
                let inner = open.last().map(|&inner: &usize| &mut factors[inner]);
                inner.into_iter().for_each(|factor| *factor = 4);
            }
            _ => {}
        }
    }
    factors
}

fn too_long(source: &SourceText, at: usize, message: String) -> RegoError {
    let help = "break it up: into rules, into more lines, into data".to_owned();
    RegoError::new("rego::too_long", source, source.word_at(at), message, help)
}

fn too_deep(source: &SourceText, at: usize) -> RegoError {
    RegoError::new(
        "rego::too_deep",
        source,
        (at, 1).into(),
        "brackets are nested too deeply, or too many of them, up to here",
        "give what stands inside a name, in a rule of its own".to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use miette::Diagnostic;

    use super::*;

    fn code(body: &str) -> Option<String> {
        let text = format!("package x\n\n{body}\n");
        let error = check(&SourceText::new("x", text)).err()?;
        error.code().map(|code| code.to_string())
    }

    /// A part, again and again.
    fn times(count: usize, part: &str) -> String {
        part.repeat(count)
    }

    #[test]
    fn what_people_write_is_neither_long_nor_deep() {
        let object = format!("a := {}1{}", times(12, "{\"a\": "), times(12, "}"));
        assert_eq!(code(&object), None);
        let rules: String = (0..2000)
            .map(|n| format!("a_{n} if input.a.b[{n}] + 1 > 2\n"))
            .collect();
        assert_eq!(code(&rules), None);
        let list = format!("a := [\n{}]", times(5000, "\t\"10.0.0.0/8\",\n"));
        assert_eq!(code(&list), None);
        let comment = format!("# {}\na := `\n{}\n`", times(9000, "["), times(9000, "["));
        assert_eq!(code(&comment), None);
    }

    #[test]
    fn brackets_within_brackets_are_too_deep() {
        for open in ["[", "{", "{\"a\": ", "f(", "(", "[x | ", "{x | y := {"] {
            let body = format!("a := {}", times(60, open));
            assert_eq!(code(&body).as_deref(), Some("rego::too_deep"), "{open}");
        }
        let wide: String = times(
            400,
            &format!("a := {}1{}\n", times(12, "["), times(12, "]")),
        );
        assert_eq!(code(&wide).as_deref(), Some("rego::too_deep"));
    }

    #[test]
    fn chains_lines_bodies_and_texts_are_too_long() {
        let bodies = [
            format!("a := 1{}", times(101, " + 1")),
            format!("a := 1{}", times(101, "\n + 1")),
            format!("a := 1{}", times(101, " +\n 1")),
            format!("a := b{}", times(101, ".c")),
            format!("a := {}1", times(101, "-")),
            format!("a := 1 if b{}", times(101, "\n\twith input as 1")),
            format!("a := 1 if b{}", times(101, " else := 1 if {\n\tb\n}")),
            format!("a := \"{}\"", times(1000, "x")),
            format!("a := {}", times(1000, "x")),
            format!("a if {{\n{}}}", times(502, "\tb\n")),
            format!("a if {{ {} b }}", times(502, "b;\n")),
            times(300 * 1024, "#"),
        ];
        for body in bodies {
            assert_eq!(code(&body).as_deref(), Some("rego::too_long"), "{body:.40}");
        }
    }

    #[test]
    fn a_character_that_hides_the_rest_is_refused() {
        assert_eq!(code("# \0").as_deref(), Some("rego::control_character"));
    }
}
