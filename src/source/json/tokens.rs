//! The tokens of a JSON text with their places, for errors: the parser keeps no places of what
//! it has read.

/// What is found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    /// A list or object begins.
    Open,
    /// A list or object ends.
    Close,
    /// A string with its quotes, as it is written.
    String(&'a str),
    /// A number, or a word such as `true`.
    Word(&'a str),
    /// A comma or colon, or a sign that is none of JSON's.
    Sign(char),
}

/// The tokens of a text with the bytes at which they start, as far as they can be told.
fn tokens(text: &str) -> impl Iterator<Item = (usize, Token<'_>)> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let rest = text[offset..].trim_start();
        let start = text.len() - rest.len();
        let first = rest.chars().next()?;
        let length = match first {
            '"' => string_length(rest),
            _ if is_of_word(first) => rest.find(|sign| !is_of_word(sign)).unwrap_or(rest.len()),
            sign => sign.len_utf8(),
        };
        offset = start + length;
        let token = match first {
            '{' | '[' => Token::Open,
            '}' | ']' => Token::Close,
            '"' => Token::String(&rest[..length]),
            _ if is_of_word(first) => Token::Word(&rest[..length]),
            sign => Token::Sign(sign),
        };
        Some((start, token))
    })
}

fn is_of_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '+' | '-' | '.' | '_')
}

/// The length of the string at the start of a text, with its quotes.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (offset, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return offset + 1,
            _ => {}
        }
    }
    text.len()
}

/// Where a key stands first and second in the first object that has it twice.
pub(super) fn twice(text: &str, key: &str) -> Option<(usize, usize)> {
    // Of each open object or list where it has the key.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut tokens = tokens(text).peekable();
    while let Some((start, token)) = tokens.next() {
        match token {
            Token::Open => open.push(None),
            Token::Close => {
                open.pop();
            }
            Token::String(written) if is_spelling(written, key) => {
                let is_key = matches!(tokens.peek(), Some((_, Token::Sign(':'))));
                match open.last_mut().filter(|_| is_key) {
                    Some(Some(first)) => return Some((*first, start)),
                    Some(none) => *none = Some(start),
                    None => {}
                }
            }
            Token::String(_) | Token::Word(_) | Token::Sign(_) => {}
        }
    }
    None
}

fn is_spelling(written: &str, key: &str) -> bool {
    serde_json::from_str::<String>(written).is_ok_and(|text| text == key)
}

/// The first integer that does not fit in 64 bits.
pub(super) fn too_large_integer(text: &str) -> Option<(usize, &str)> {
    tokens(text).find_map(|(start, token)| match token {
        Token::Word(word) if is_integer(word) => {
            let fits = word.parse::<i64>().is_ok() || word.parse::<u64>().is_ok();
            (!fits).then_some((start, word))
        }
        _ => None,
    })
}

fn is_integer(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number or word at a place.
pub(super) fn word_at(text: &str, offset: usize) -> Option<(usize, &str)> {
    tokens(text).find_map(|(start, token)| match token {
        Token::Word(word) if start + word.len() > offset => Some((start, word)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_tokens() {
        let found: Vec<_> = tokens("{\"a\\\"b\": [-1.5e3,true], ü \"").collect();
        let wanted = [
            (0, Token::Open),
            (1, Token::String("\"a\\\"b\"")),
            (7, Token::Sign(':')),
            (9, Token::Open),
            (10, Token::Word("-1.5e3")),
            (16, Token::Sign(',')),
            (17, Token::Word("true")),
            (21, Token::Close),
            (22, Token::Sign(',')),
            (24, Token::Sign('ü')),
            (27, Token::String("\"")),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_key_is_found_twice_in_one_object() {
        assert_eq!(
            twice(r#"{"a": 1, "b": {"a": "a"}, "a": 2}"#, "a"),
            Some((1, 26))
        );
        assert_eq!(
            twice(r#"[{"a": 1}, {"\u0061": 1, "a": 2}]"#, "a"),
            Some((12, 25))
        );
        assert_eq!(twice(r#"{"a": ["a", "a"], "b": "a"}"#, "a"), None);
    }

    #[test]
    fn a_word_is_at_each_of_its_bytes() {
        let at = |offset| word_at("[12, \"7\", 13]", offset);
        for offset in [0, 1, 2] {
            assert_eq!(at(offset), Some((1, "12")), "{offset}");
        }
        for offset in [3, 5, 10, 11] {
            assert_eq!(at(offset), Some((10, "13")), "{offset}");
        }
        assert_eq!(at(12), None);
    }

    #[test]
    fn integers_fit_in_64_bits() {
        let largest = format!(
            "[{}, {}, 1e300, \"{}\"]",
            u64::MAX,
            i64::MIN,
            "9".repeat(30)
        );
        assert_eq!(too_large_integer(&largest), None);
        for integer in ["18446744073709551616", "-9223372036854775809"] {
            let text = format!("[1, {integer}]");
            assert_eq!(too_large_integer(&text), Some((4, integer)));
        }
    }
}
