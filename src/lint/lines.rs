//! Lints of lines: `lint::trailing_whitespace`, `lint::final_newline`, `lint::indentation`,
//! `lint::line_length`.
//!
//! METADATA, unit tests and texts that cannot be broken may make a line long.

use std::ops::Range;

use crate::rego::{Edit, Layout, Remark};
use crate::text::SourceText;

/// The most characters of a line.
const LONGEST: usize = 120;
/// A string of more characters than this may make its line as long as it likes.
const LONGEST_STRING: usize = 40;

/// Remarks about the lines of a text.
pub(super) fn remarks(source: &SourceText) -> Vec<Remark> {
    let layout = Layout::of(source.text());
    let mut remarks = Vec::new();
    let mut in_metadata = false;
    for line in lines(source.text()) {
        let text = &source.text()[line.clone()];
        in_metadata = text.starts_with('#') && (in_metadata || text.trim_end() == "# METADATA");
        remarks.extend(trailing(source, &layout, line.clone()));
        remarks.extend(indented(source, &layout, line.clone()));
        if !in_metadata && !source.name().ends_with("_test.rego") {
            remarks.extend(long(source, &layout, line));
        }
    }
    remarks.extend(end(source, &layout));
    remarks
}

/// The lines of a text, without what ends them.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let bare = line.strip_suffix('\n').unwrap_or(line);
        let bare = bare.strip_suffix('\r').unwrap_or(bare);
        lines.push(at..at + bare.len());
        at += line.len();
    }
    lines
}

fn trailing(source: &SourceText, layout: &Layout, line: Range<usize>) -> Option<Remark> {
    let kept = source.text()[line.clone()]
        .trim_end_matches([' ', '\t'])
        .len();
    let place = line.start + kept..line.end;
    (!place.is_empty() && !layout.is_in_string(place.start)).then(|| {
        let message = "blanks stand at the end of the line";
        mended("lint::trailing_whitespace", source, place, message, "")
    })
}

fn indented(source: &SourceText, layout: &Layout, line: Range<usize>) -> Option<Remark> {
    let text = &source.text()[line.clone()];
    let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
    let place = line.start..line.start + indent;
    let is_code = layout.has_code(place.end..place.end + 1) && !layout.is_in_string(line.start);
    (text[..indent].contains(' ') && is_code).then(|| {
        Remark::new(
            "lint::indentation",
            source,
            place,
            "the line is indented with spaces",
            "indent with tabs, as `opa fmt` does".to_owned(),
        )
    })
}

fn long(source: &SourceText, layout: &Layout, line: Range<usize>) -> Option<Remark> {
    let text = &source.text()[line.clone()];
    let (end, _) = text.char_indices().nth(LONGEST)?;
    let overlaps = |string: &Range<usize>| string.start < line.end && line.start < string.end;
    let mut strings = layout.strings.iter().filter(|string| overlaps(string));
    let cannot_be_broken = strings.any(|string| string.len() > LONGEST_STRING);
    (!cannot_be_broken).then(|| {
        Remark::new(
            "lint::line_length",
            source,
            line.start + end..line.end,
            format!("the line has {} characters", text.chars().count()),
            format!("{LONGEST} are for reading: break the line"),
        )
    })
}

fn end(source: &SourceText, layout: &Layout) -> Option<Remark> {
    let text = source.text();
    let bare = text.trim_end();
    let rest = &text[bare.len()..];
    let is_good = rest.ends_with('\n') && rest.matches('\n').count() == 1;
    if is_good || bare.is_empty() || layout.is_in_string(bare.len()) {
        return None;
    }
    let message = "the file does not end with one new line";
    // Something has to be underlined.
    let last = bare.char_indices().next_back().map_or(0, |(last, _)| last);
    let remark = Remark::new(
        "lint::final_newline",
        source,
        last..bare.len(),
        message,
        None,
    );
    let new_line = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Some(remark.mended_by([(bare.len()..text.len(), new_line.to_owned())]))
}

fn mended(
    code: &'static str,
    source: &SourceText,
    place: Range<usize>,
    message: &str,
    after: &str,
) -> Remark {
    let edit: Edit = (place.clone(), after.to_owned());
    Remark::new(code, source, place, message, None).mended_by([edit])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(name: &str, text: &str) -> Vec<(&'static str, String)> {
        let source = SourceText::new(name, text);
        let remarks = remarks(&source).into_iter();
        let place = |remark: &Remark| {
            let span = remark.span;
            text[span.offset()..span.offset() + span.len()].to_owned()
        };
        remarks
            .map(|remark| (remark.code, place(&remark)))
            .collect()
    }

    #[test]
    fn blanks_inside_of_strings_are_content() {
        assert_eq!(codes("a", "a := `b \n  c `\n"), []);
        let found = codes("a", "a := 1 \t\r\n# b \n");
        let wanted = [" \t", " "].map(|blanks| ("lint::trailing_whitespace", blanks.to_owned()));
        assert_eq!(found, wanted);
    }

    #[test]
    fn code_is_indented_with_tabs() {
        let found = codes("a", "a if {\n  b\n\tc\n  # d\n}\n");
        assert_eq!(found, [("lint::indentation", "  ".to_owned())]);
    }

    #[test]
    fn what_can_be_broken_is_short() {
        let list = format!("a := [{}]\n", "1, ".repeat(40));
        assert_eq!(codes("a.rego", &list)[0].0, "lint::line_length");
        assert_eq!(codes("a_test.rego", &list), []);
        assert_eq!(codes("a", &format!("a := \"{}\"\n", "x".repeat(120))), []);
        assert_eq!(
            codes("a", &format!("# METADATA\n# {}\n", "x ".repeat(80).trim())),
            []
        );
        let comment = format!("# {}\n", "x ".repeat(80).trim());
        assert_eq!(codes("a", &comment)[0].0, "lint::line_length");
    }

    #[test]
    fn a_file_ends_with_one_new_line() {
        for wrong in ["a := 1", "a := 1\n\n"] {
            let end = ("lint::final_newline", "1".to_owned());
            assert_eq!(codes("a", wrong), [end], "{wrong:?}");
        }
        assert_eq!(codes("a", "a := 1\r\n"), []);
    }
}
