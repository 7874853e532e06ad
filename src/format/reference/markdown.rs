//! Text of others in Markdown: it says what it says, and formats nothing but its own code.

use crate::text::escape::{excerpt, visible};

/// What Markdown or HTML may take for more than a letter.
const SIGNS: &str = "\\`*_[]<>&#|~!";

/// A text on one line. What stands between backticks is code, where each has its other.
pub(super) fn text(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let pieces: Vec<&str> = words.split('`').collect();
    let is_paired = pieces.len() % 2 == 1;
    if !is_paired {
        return at_start(&plain(&words));
    }
    let piece = |(index, piece): (usize, &&str)| match index % 2 {
        0 => plain(piece),
        _ if piece.trim().is_empty() => plain(&format!("`{piece}`")),
        _ => code(piece),
    };
    at_start(&pieces.iter().enumerate().map(piece).collect::<String>())
}

/// Each line of a text as a paragraph.
pub(super) fn paragraphs(lines: &str) -> impl Iterator<Item = String> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(text)
}

/// Words as code, in a table too: there a bar ends the cell, unless a backslash stands before it.
pub(super) fn code(words: &str) -> String {
    let words = visible(words).replace('|', "\\|");
    let longest = longest_run(&words);
    let ticks = "`".repeat(longest + 1);
    let is_edge = |sign: char| sign == '`' || sign == ' ';
    match words.starts_with(is_edge) || words.ends_with(is_edge) {
        true => format!("{ticks} {words} {ticks}"),
        false => format!("{ticks}{words}{ticks}"),
    }
}

/// Lines as they are.
pub(super) fn fence(language: &str, lines: &str) -> String {
    let lines = excerpt(lines);
    let ticks = "`".repeat(longest_run(&lines).max(2) + 1);
    format!("{ticks}{language}\n{lines}\n{ticks}\n")
}

fn longest_run(words: &str) -> usize {
    let runs = words.split(|sign| sign != '`').map(str::len);
    runs.max().unwrap_or_default()
}

fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for sign in visible(words).chars() {
        if SIGNS.contains(sign) {
            plain.push('\\');
        }
        plain.push(sign);
    }
    plain
}

/// At the start of a line, `-`, `+`, `=` and a number with a dot open something.
fn at_start(line: &str) -> String {
    let digits = line.len()
        - line
            .trim_start_matches(|sign: char| sign.is_ascii_digit())
            .len();
    match line.as_bytes().get(digits) {
        Some(b'-' | b'+' | b'=' | b':') if digits == 0 => format!("\\{line}"),
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_formats_nothing_but_its_code() {
        for (words, wanted) in [
            ("Set `a_b` to *true*", "Set `a_b` to \\*true\\*"),
            ("one ` alone_", "one \\` alone\\_"),
            (
                "<b>&amp; [x](javascript:y)",
                "\\<b\\>\\&amp; \\[x\\](javascript:y)",
            ),
            ("a\n# b | c\u{1b}[2J", "a \\# b \\| c\\\\u{1b}\\[2J"),
            ("- x", "\\- x"),
            ("12. x", "12\\. x"),
            ("`` x", "\\`\\` x"),
        ] {
            assert_eq!(text(words), wanted);
        }
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("`a``"), "``` `a`` ```");
        assert_eq!(
            fence("rego", "a\n```\n\tb"),
            "````rego\na\n```\n\tb\n````\n"
        );
        let parts: Vec<String> = paragraphs("one\n\n two\n").collect();
        assert_eq!(parts, ["one", "two"]);
    }
}
