//! What of a text is code, comment or a string over several lines, without any grammar.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::rego::tokens::tokens;

/// The places of a text that lints of its lines have to know.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Comments, each from its `#` to the end of its line.
    pub comments: Vec<Range<usize>>,
    /// Strings, with their quotes.
    pub strings: Vec<Range<usize>>,
    /// Where tokens begin.
    starts: BTreeSet<usize>,
}

impl Layout {
    /// That of a text.
    pub fn of(text: &str) -> Self {
        let mut layout = Self::default();
        let mut end = 0;
        for token in tokens(text) {
            comments(text, end..token.place.start, &mut layout.comments);
            end = token.place.end;
            layout.starts.insert(token.place.start);
            if text[token.place.clone()].starts_with(['"', '`']) {
                layout.strings.push(token.place);
            }
        }
        comments(text, end..text.len(), &mut layout.comments);
        layout
    }

    /// Whether a place is inside of a string, where blanks are content.
    pub fn is_in_string(&self, at: usize) -> bool {
        let before = self.strings.partition_point(|string| string.start < at);
        let string = before
            .checked_sub(1)
            .and_then(|last| self.strings.get(last));
        string.is_some_and(|string| at < string.end)
    }

    /// Whether a stretch holds code.
    pub fn has_code(&self, place: Range<usize>) -> bool {
        self.starts.range(place).next().is_some()
    }
}

/// Between two tokens stand blanks and comments alone.
fn comments(text: &str, gap: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut at = gap.start;
    for line in text[gap].split_inclusive('\n') {
        if let Some(sign) = line.find('#') {
            let length = line.trim_end().len();
            found.push(at + sign..at + length);
        }
        at += line.len();
    }
}

/// Whether two texts have the same code, token by token, but that the second may assign with `:=`
/// where the first has `=`.
pub fn same_code(before: &str, after: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let tokens: Vec<Range<usize>> = tokens(text).map(|token| token.place).collect();
        let is_colon = |at: usize| {
            let next = tokens.get(at + 1);
            let is_tight = next.is_some_and(|next| next.start == tokens[at].end);
            is_tight && &text[tokens[at].clone()] == ":" && text[tokens[at].end..].starts_with('=')
        };
        let kept = (0..tokens.len()).filter(|&at| !is_colon(at));
        kept.map(|at| text[tokens[at].clone()].to_owned()).collect()
    };
    words(before) == words(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_told_apart() {
        let text = "a := \"# no\" # yes  \n# b\n`# no\n ` # c";
        let layout = Layout::of(text);
        let comments: Vec<&str> = layout
            .comments
            .iter()
            .map(|place| &text[place.clone()])
            .collect();
        assert_eq!(comments, ["# yes", "# b", "# c"]);
        let raw = text.find("\n `").unwrap();
        assert!(layout.is_in_string(raw) && !layout.is_in_string(0));
        assert!(layout.has_code(0..2) && !layout.has_code(20..24));
    }

    #[test]
    fn code_is_the_same_whatever_stands_around_it() {
        assert!(same_code("a = 1 # x", "a := 1\n"));
        assert!(same_code("a := 1", "a := 1"));
        assert!(!same_code("a = 1", "a = 2"));
        assert!(!same_code("{\"a\": 1}", "{\"a\" 1}"));
        assert!(!same_code("`a `", "`a`"));
    }
}
