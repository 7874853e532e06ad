//! Where expressions begin and end. regorus's spans leave the quotes of a string out, and an
//! object of several fields begins at its last one for them.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use regorus::unstable::{Expr, LiteralStmt, Span};

use super::edits::range;
use super::tokens::{Kind, tokens};

/// Where the expressions of a text are. The text is looked through when that is asked first.
#[derive(Debug)]
pub(super) struct Extents<'a> {
    text: &'a str,
    places: OnceCell<Places>,
}

/// The strings and brackets of a text.
#[derive(Debug, Default)]
struct Places {
    /// For each string the place of its end, by that of its start.
    strings: BTreeMap<usize, usize>,
    /// For each closing bracket where the opening one begins, by the place after the former.
    opened: BTreeMap<usize, usize>,
}

impl Places {
    fn of(text: &str) -> Self {
        let mut places = Self::default();
        let mut open = Vec::new();
        for token in tokens(text) {
            let place = token.place;
            match token.kind {
                Kind::Open => open.push(place.start),
                Kind::Close => {
                    let opened = open.pop().map(|opened| (place.end, opened));
                    places.opened.extend(opened);
                }
                _ if text[place.clone()].starts_with(['"', '`']) => {
                    places.strings.insert(place.start, place.end);
                }
                _ => {}
            }
        }
        places
    }
}

impl<'a> Extents<'a> {
    /// Those of a text.
    pub(super) fn of(text: &'a str) -> Self {
        let places = OnceCell::new();
        Self { text, places }
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(self.text))
    }

    /// The bytes of a span, with the quotes of strings at either end.
    pub(super) fn span(&self, span: &Span) -> Range<usize> {
        let place = range(span);
        let around = |at: usize| {
            let (start, end) = self.places().strings.range(..at).next_back()?;
            (at < *end).then_some((*start, *end))
        };
        let start = around(place.start).map_or(place.start, |(start, _)| start);
        let end = around(place.end).map_or(place.end, |(_, end)| end);
        start..end
    }

    /// The bytes of an expression.
    pub(super) fn expression(&self, expression: &Expr) -> Range<usize> {
        let place = self.span(expression.span());
        let opened = match expression {
            Expr::Object { .. } => self.places().opened.get(&place.end),
            _ => None,
        };
        opened.copied().unwrap_or(place.start)..place.end
    }

    /// The bytes of the replacements that hold for a statement, and so for what it reads.
    pub(super) fn replacements(&self, statement: &LiteralStmt) -> Option<Range<usize>> {
        let (first, last) = (statement.with_mods.first()?, statement.with_mods.last()?);
        Some(self.span(&first.span).start..self.expression(&last.r#as).end)
    }
}
