//! A node of a document, and a complaint about it.

use std::error::Error;
use std::fmt;

use miette::{Diagnostic, LabeledSpan, Severity, SourceCode, SourceSpan};

use super::SourceText;
use super::yaml::{self, Path, Step};

/// A node of a YAML document. Where it stands is looked up only when somebody asks.
#[derive(Clone, Debug)]
pub struct Place {
    source: SourceText,
    path: Path,
    key: bool,
}

impl Place {
    /// The document as a whole.
    pub fn root(source: &SourceText) -> Self {
        Self::new(source, Path::root())
    }

    /// The node of `source` at `path`.
    pub fn new(source: &SourceText, path: Path) -> Self {
        Self {
            source: source.clone(),
            path,
            key: false,
        }
    }

    /// The node one step further in.
    #[must_use]
    pub fn then(&self, step: impl Into<Step>) -> Self {
        Self::new(&self.source, self.path.then(step))
    }

    /// Not the value there but the key that leads to it.
    #[must_use]
    pub fn key(&self) -> Self {
        Self {
            key: true,
            ..self.clone()
        }
    }

    /// The document that it is in.
    pub fn source(&self) -> &SourceText {
        &self.source
    }

    /// The way to it from the root of the document.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name of the document.
    pub fn file(&self) -> &str {
        self.source.name()
    }

    /// Its line, counted from 1. This reads the document again.
    pub fn line(&self) -> usize {
        self.source.line_at(self.span().offset())
    }

    /// What to underline. This reads the document again.
    pub fn span(&self) -> SourceSpan {
        if self.key {
            yaml::key_span(&self.source, &self.path)
        } else {
            yaml::span(&self.source, &self.path)
        }
    }

    /// A complaint about it.
    pub fn complain<C>(&self, complaint: C) -> Placed<C> {
        Placed {
            complaint,
            source_code: self.source.clone(),
            span: self.span(),
        }
    }
}

/// A complaint with its place. Sentence, code and help are those of the complaint.
#[derive(Clone, Debug)]
pub struct Placed<C> {
    complaint: C,
    source_code: SourceText,
    span: SourceSpan,
}

impl<C> Placed<C> {
    /// The complaint itself.
    pub fn complaint(&self) -> &C {
        &self.complaint
    }

    /// The document that it is about.
    pub fn source(&self) -> &SourceText {
        &self.source_code
    }

    /// What it underlines.
    pub fn span(&self) -> SourceSpan {
        self.span
    }
}

impl<C: fmt::Display> fmt::Display for Placed<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.complaint.fmt(formatter)
    }
}

impl<C: Error> Error for Placed<C> {}

impl<C: Diagnostic> Diagnostic for Placed<C> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.complaint.code()
    }

    fn severity(&self) -> Option<Severity> {
        self.complaint.severity()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.complaint.help()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source_code)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new_with_span(Some("here".to_owned()), self.span);
        Some(Box::new(std::iter::once(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_knows_its_line_and_its_key() {
        let source = SourceText::new("a.yaml", "a: 1\nlist:\n  - b: two\n");
        let place = Place::root(&source).then("list").then(0).then("b");
        assert_eq!((place.file(), place.line()), ("a.yaml", 3));
        assert_eq!(place.span(), (18, 3).into());
        assert_eq!(place.key().span(), (15, 1).into());
    }
}
