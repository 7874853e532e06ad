//! A few words of a file that is too large to show.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::text::SourceText;

/// The characters shown on either side of a place.
const MARGIN: usize = 90;

/// The part of one line around a place. It is shown with the line and column that it has in its
/// file, but holds no more of that file: inventories of gigabytes stand in a single line.
#[derive(Clone, Debug)]
pub struct Excerpt {
    source: SourceText,
    line: usize,
    column: usize,
}

/// A place in a text: what to show of it, and where it is.
pub(super) struct Spot {
    pub(super) excerpt: Excerpt,
    pub(super) span: SourceSpan,
    /// Counted from 1.
    pub(super) line: usize,
    /// In characters, counted from 1.
    pub(super) column: usize,
}

/// How many bytes on either side of a place are enough to show it.
pub(super) const SHOWN: usize = 4 * MARGIN;

impl Spot {
    /// The byte `offset` of `text`, whose first line is the line `first_line` of the file `name`.
    pub(super) fn new(name: &str, text: &str, first_line: usize, offset: usize) -> Self {
        let offset = text.floor_char_boundary(offset);
        let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let line = first_line + text[..start].matches('\n').count();
        let column = text[start..offset].chars().count() + 1;
        Self::between(name, &text[start..offset], &text[offset..], (line, column))
    }

    /// The place between the beginning of a line, or the end of that beginning, and what follows.
    pub(super) fn between(
        name: &str,
        before: &str,
        after: &str,
        (line, column): (usize, usize),
    ) -> Self {
        let shown_before = &before[before.len() - backward(before)..];
        let shown_after = &after[..forward(after)];
        let before = shown_before.len();
        let excerpt = Excerpt {
            source: SourceText::new(name, format!("{shown_before}{shown_after}")),
            line: line - 1,
            column: column - 1 - shown_before.chars().count(),
        };
        let width = shown_after.chars().next().map_or(0, char::len_utf8);
        Self {
            excerpt,
            span: (before, width).into(),
            line,
            column,
        }
    }
}

/// How many bytes the last characters of a line's beginning take.
fn backward(line: &str) -> usize {
    line.chars().rev().take(MARGIN).map(char::len_utf8).sum()
}

/// How many bytes the next characters of the line take.
fn forward(rest: &str) -> usize {
    rest.chars()
        .take(MARGIN)
        .take_while(|character| !matches!(character, '\n' | '\r'))
        .map(char::len_utf8)
        .sum()
}

impl Excerpt {
    /// The characters that it holds.
    pub fn text(&self) -> &str {
        self.source.text()
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_lines_before: usize,
        context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self
            .source
            .read_span(span, context_lines_before, context_lines_after)?;
        // miette counts columns in bytes, people in characters.
        let before = self.text().get(..inner.span().offset()).unwrap_or_default();
        Ok(Box::new(MietteSpanContents::new_named(
            self.source.name().to_owned(),
            inner.data(),
            *inner.span(),
            inner.line() + self.line,
            self.column + before.chars().count(),
            inner.line_count(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_long_line_is_shown_with_its_surroundings() {
        let text = format!("one\n{}!{}\nthree", "ä".repeat(1000), "b".repeat(1000));
        let spot = Spot::new("a.json", &text, 1, text.find('!').unwrap());
        assert_eq!((spot.line, spot.column), (2, 1001));
        assert_eq!(spot.excerpt.text().chars().count(), 2 * MARGIN);
        let contents = spot.excerpt.read_span(&spot.span, 0, 0).unwrap();
        assert_eq!((contents.line(), contents.column()), (1, 1000));
        assert_eq!(contents.name(), Some("a.json"));
        let end = spot.span.offset() + spot.span.len();
        assert_eq!(&spot.excerpt.text()[spot.span.offset()..end], "!");
    }

    #[test]
    fn the_end_of_a_text_is_a_place() {
        let spot = Spot::new("a.json", "{\r\n", 7, 99);
        assert_eq!((spot.line, spot.column), (8, 1));
        assert_eq!(spot.excerpt.text(), "");
    }
}
