//! Values of others made fit to be shown: all of a value can be seen, it stays on its line, and
//! no terminal and no build server takes it for a command.
//!
//! What cannot be seen is written as its number, `\u{1b}`. So is one character of each beginning
//! that a build server would obey: `::error::` (GitHub) at the start of a line, and anywhere
//! `##[group]`, `##vso[…]` (Azure DevOps) and `##teamcity[…]`.

use std::borrow::Cow;

/// The most characters that are shown of one value.
pub const LONGEST: usize = 1_000;

/// The most lines that are shown of one text.
const MOST_LINES: usize = 200;

/// Whether a person sees a character for what it is. Control characters are not seen, nor what
/// reorders, joins or separates its neighbours, nor any blank but the space.
pub fn is_visible(character: char) -> bool {
    match character {
        ' '..='~' => true,
        _ if character.is_ascii() || is_ignorable(character) => false,
        // Behind a letter, an accent is text; `escape_debug` of it alone would say otherwise.
        _ => ["a", character.encode_utf8(&mut [0; 4])]
            .concat()
            .escape_debug()
            .eq(['a', character]),
    }
}

/// Whether a text surely stays as it is, told fast: most do.
pub fn is_plain(text: &str) -> bool {
    // Whole chunks without a way out are looked at many bytes at once.
    const CHUNK: usize = 32;
    let is_plain = |byte: &u8| (b' '..=b'~').contains(byte) & (*byte != b'#');
    let mut chunks = text.as_bytes().chunks(CHUNK);
    chunks.all(|chunk| chunk.iter().fold(true, |all, byte| all & is_plain(byte)))
}

/// Letters and marks that Unicode has fonts show as nothing (`Default_Ignorable_Code_Point`
/// outside the category of format characters), and the braille pattern without a dot.
fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{34f}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

/// A text of which everything can be seen, on one line, and nothing is obeyed within a line.
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, is_visible)
}

/// A value as people see it: [`visible`], neither too long nor a command at the start of a line.
pub fn shown(value: &str) -> Cow<'_, str> {
    let short = cut(value, LONGEST);
    match short {
        Cow::Borrowed(short) => at_start(visible(short)),
        Cow::Owned(short) => Cow::Owned(at_start(visible(&short)).into_owned()),
    }
}

/// The lines of a text, each [`shown`]; of very many, the first.
pub fn lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut lines = text.lines();
    let first: Vec<&str> = lines.by_ref().take(MOST_LINES).collect();
    let more = lines.next().map(|_| Cow::Borrowed("…"));
    first.into_iter().map(shown).chain(more)
}

/// Lines of a file as they stand there, tabs included, the rest [`visible`].
pub fn excerpt(text: &str) -> String {
    let is_kept = |character| matches!(character, '\t' | '\n') || is_visible(character);
    escaped(&text.replace("\r\n", "\n"), is_kept).into_owned()
}

/// A text of at most so many characters: of a longer one the middle is left out, for its ends
/// tell the most of a path or a sentence.
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    if text.chars().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    let tail = most / 3;
    let head = most.saturating_sub(tail + 1);
    let mut starts = text.char_indices().map(|(start, _)| start);
    let start = starts.nth(head).unwrap_or_default();
    let end = starts.rev().take(tail).last().unwrap_or(text.len());
    Cow::Owned(format!("{}…{}", &text[..start], &text[end..]))
}

/// A line of our own that may begin with a value of others, as a table breaks it.
pub fn at_start(line: Cow<'_, str>) -> Cow<'_, str> {
    let blank = line.len() - line.trim_start().len();
    match line[blank..].strip_prefix(':') {
        Some(rest) => Cow::Owned(format!("{}\\u{{3a}}{rest}", &line[..blank])),
        None => line,
    }
}

fn escaped(text: &str, is_kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_kept = |at: usize, character| is_kept(character) && !is_armed(text, at);
    let mut signs = text.char_indices();
    if is_plain(text) || signs.all(|(at, character)| is_kept(at, character)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        match is_kept(at, character) {
            true => safe.push(character),
            false => safe.extend(character.escape_unicode()),
        }
    }
    Cow::Owned(safe)
}

/// Whether the second `#` of `##word[` stands here, with which commands to build servers open.
pub fn is_armed(text: &str, at: usize) -> bool {
    let word = text[at..].strip_prefix('#');
    let word = word.filter(|_| text[..at].ends_with('#'));
    word.is_some_and(|word| {
        let rest = word.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        rest.starts_with('[')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_that_moves_hides_or_breaks_is_visible() {
        let hidden = [
            '\0',
            '\t',
            '\n',
            '\r',
            '\u{1b}',
            '\u{7f}',
            '\u{85}',
            '\u{9b}',
            '\u{a0}',
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{180e}',
            '\u{200b}',
            '\u{200d}',
            '\u{200e}',
            '\u{2028}',
            '\u{2029}',
            '\u{202e}',
            '\u{2060}',
            '\u{2066}',
            '\u{2800}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{fff9}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{f0000}',
        ];
        for character in hidden {
            assert!(!is_visible(character), "{character:?}");
        }
        for character in [
            'a', ' ', '"', '\\', 'ß', '日', '\u{301}', '\u{94d}', '🔒', '\u{fffd}',
        ] {
            assert!(is_visible(character), "{character:?}");
        }
    }

    #[test]
    fn a_value_stays_on_its_line() {
        assert_eq!(shown("a\nb\u{1b}[2J"), "a\\u{a}b\\u{1b}[2J");
        assert_eq!(shown("ein Ümlaut, e\u{301}"), "ein Ümlaut, e\u{301}");
    }

    #[test]
    fn no_build_server_obeys() {
        assert_eq!(shown("::error::x"), "\\u{3a}:error::x");
        assert_eq!(shown("  ::error::x"), "  \\u{3a}:error::x");
        assert_eq!(shown("x ##vso[a]b"), "x #\\u{23}vso[a]b");
        assert_eq!(shown("##[group]x"), "#\\u{23}[group]x");
        assert_eq!(shown("###teamcity[x"), "##\\u{23}teamcity[x");
        for plain in ["arn:aws:s3:::b", "a ::1", "## Heading [1]", "#[x]"] {
            assert_eq!(shown(plain), plain);
        }
    }

    #[test]
    fn of_a_long_value_the_middle_is_left_out() {
        assert_eq!(cut("abcdefg", 7), "abcdefg");
        assert_eq!(cut("abcdefgh", 7), "abcd…gh");
        assert_eq!(cut("äöüßäöüß", 6), "äöü…üß");
        let long = "x".repeat(1 << 20);
        assert_eq!(shown(&long).chars().count(), LONGEST);
    }

    #[test]
    fn a_text_keeps_its_lines() {
        let text = "one\n::error::\r\nthree";
        assert_eq!(
            lines(text).collect::<Vec<_>>(),
            ["one", "\\u{3a}:error::", "three"]
        );
        let many = "x\n".repeat(MOST_LINES + 1);
        assert_eq!(lines(&many).last().unwrap(), "…");
        assert_eq!(excerpt("a\r\n\tb\r"), "a\n\tb\\u{d}");
    }

    proptest! {
        #[test]
        fn a_plain_text_stays_as_it_is(value in "[ -~]{0,80}|[ -~ä\n]*") {
            let is_whole = value.chars().all(|sign| sign.is_ascii() && is_visible(sign) && sign != '#');
            prop_assert_eq!(is_plain(&value), is_whole);
            prop_assert!(!is_whole || visible(&value) == value);
        }

        #[test]
        fn what_is_shown_is_visible_and_short(value in any::<String>()) {
            let shown = shown(&value);
            prop_assert!(shown.chars().all(is_visible));
            prop_assert!(!shown.trim_start().starts_with("::"));
            prop_assert!((0..shown.len()).all(|at| !shown.is_char_boundary(at) || !is_armed(&shown, at)));
        }
    }
}
