//! `lint::unused_import`: an import whose name the module never says.

use regorus::unstable::Span;

use super::{Book, Page, Remark};
use crate::rego::checks::path_text;
use crate::rego::edits::range;
use crate::rego::tokens::tokens;

/// Remarks about all imports.
pub(super) fn remarks(book: &Book<'_>) -> Vec<Remark> {
    book.pages.iter().flat_map(of_page).collect()
}

fn of_page(page: &Page<'_>) -> Vec<Remark> {
    let text = page.room.source.text();
    let imports = &page.room.module.imports;
    let first_line_after = imports.last().map_or(0, |last| range(&last.span).end);
    let names = tokens_after(text, first_line_after);
    let unused = imports.iter().filter_map(|import| {
        let path = path_text(&import.refr)?;
        let last = path.rsplit('.').next()?.to_owned();
        let name = import.r#as.as_ref().map_or(last.as_str(), Span::text);
        let is_language = path.starts_with("rego.") || path.starts_with("future.");
        (!is_language && !names.contains(&name)).then(|| {
            page.remark(
                "lint::unused_import",
                import.refr.span(),
                format!("`{name}` is imported and never used"),
                "leave the import out".to_owned(),
            )
        })
    });
    unused.collect()
}

fn tokens_after(text: &str, place: usize) -> Vec<&str> {
    let tokens = tokens(text).filter(|token| token.place.start >= place);
    tokens.map(|token| &text[token.place]).collect()
}
