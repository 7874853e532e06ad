//! Texts that are no YAML documents, or not one: what is wrong, and where.

use super::{Fault, FaultKind, INVALID, YamlError, survey, without_place};
use crate::text::SourceText;

/// What a survey found.
pub(super) fn fault(source: &SourceText, fault: &Fault) -> YamlError {
    let (start, length) = (fault.span.start, fault.span.len());
    let (code, first) = match &fault.kind {
        FaultKind::Twice { first, .. } => ("yaml::duplicate_key", Some(first.clone().into())),
        FaultKind::TooDeep => ("yaml::too_deep", None),
        FaultKind::TooLarge => ("yaml::too_large", None),
        FaultKind::Broken(_) | FaultKind::Merge => (INVALID, None),
    };
    YamlError {
        code,
        message: fault.kind.to_string(),
        source_code: source.clone(),
        span: match length {
            0 => source.word_at(start),
            _ => (start, length).into(),
        },
        first,
        help: fault.kind.help().map(str::to_owned),
    }
}

/// What keeps a text from being a tree, at the place that is meant.
pub(super) fn complaint(source: &SourceText, error: &serde_yaml::Error) -> YamlError {
    if let Err(found) = survey(source.text()) {
        return fault(source, &found);
    }
    let message = without_place(&error.to_string());
    let offset = error
        .location()
        .map_or(0, |place| source.offset_of(place.line(), place.column()));
    let several = message.contains("more than one document");
    let span = match second_document(source.text()) {
        Some(start) if several => (start, "---".len()).into(),
        _ => source.word_at(offset),
    };
    let help = several.then_some("a file is one document: leave out what stands from `---` on");
    YamlError {
        code: INVALID,
        message,
        source_code: source.clone(),
        span,
        first: None,
        help: help.map(str::to_owned),
    }
}

/// Where the `---` of a second document stands.
fn second_document(text: &str) -> Option<usize> {
    let is_content = |line: &str| !(line.trim().is_empty() || line.starts_with(['#', '%']));
    let mut offset = 0;
    let mut begun = false;
    for line in text.split_inclusive('\n') {
        if begun && line.starts_with("---") {
            return Some(offset);
        }
        begun = begun || is_content(line);
        offset += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::text::SourceText;
    use crate::text::yaml::parse;

    #[test]
    fn a_second_document_is_underlined() {
        let text = "# first\n---\na: 1\n---\nb: 1\n";
        let source = SourceText::new("a.yaml", text);
        let span = parse(&source).unwrap_err().span;
        let (start, length) = (span.offset(), span.len());
        assert_eq!(&text[start..start + length], "---");
        assert_eq!(source.line_at(start), 4);
    }
}
