//! The head of a Rego file: its METADATA comment and its package line.

use miette::SourceSpan;

use super::PolicyError;
use crate::recommendation::RecommendationId;
use crate::text::SourceText;

/// What stands before the first rule of a file.
#[derive(Debug)]
pub(super) struct Header {
    /// The dotted name on the package line.
    pub(super) package: String,
    /// Where that name stands.
    pub(super) package_span: SourceSpan,
    /// The METADATA as YAML that stands at the same offsets as in the file: everything else
    /// is blank, so that a place in one is a place in the other.
    pub(super) metadata: Option<SourceText>,
    /// Where the METADATA starts.
    pub(super) metadata_span: SourceSpan,
}

const METADATA: &str = "# METADATA";

impl Header {
    /// Reads the head of a file.
    ///
    /// # Errors
    /// A first statement that is no `package` line, or a package that is not a dotted name.
    pub(super) fn read(source: &SourceText) -> Result<Self, PolicyError> {
        let (package, package_span) = package_line(source)?;
        let head = &source.text()[..package_span.offset()];
        let start = head
            .lines()
            .rev()
            .any(|line| line.trim_end() == METADATA)
            .then(|| head.rfind(METADATA));
        let start = start.flatten();
        Ok(Self {
            package,
            package_span,
            metadata: start.map(|start| SourceText::new(source.name(), blanked(head, start))),
            metadata_span: start.map_or(package_span, |start| (start, METADATA.len()).into()),
        })
    }
}

fn package_line(source: &SourceText) -> Result<(String, SourceSpan), PolicyError> {
    let mut offset = 0;
    for line in source.text().split_inclusive('\n') {
        let statement = line.trim_start();
        if !statement.is_empty() && !statement.starts_with('#') {
            return package_name(source, offset + line.len() - statement.len(), statement);
        }
        offset += line.len();
    }
    Err(no_package(source, (0, 0).into()))
}

fn package_name(
    source: &SourceText,
    offset: usize,
    statement: &str,
) -> Result<(String, SourceSpan), PolicyError> {
    let rest = statement
        .strip_prefix("package")
        .filter(|rest| rest.starts_with([' ', '\t']));
    let Some(rest) = rest else {
        return Err(no_package(source, source.word_at(offset)));
    };
    let name = rest.split(['#', ';']).next().unwrap_or_default().trim();
    let start = offset + statement.find(name).unwrap_or_default();
    if RecommendationId::is_id(name) {
        return Ok((name.to_owned(), (start, name.len()).into()));
    }
    Err(PolicyError::contract(
        "policy::bad_package",
        source,
        (start, name.len()).into(),
        format!("`{name}` is no name for a package"),
        "use lower-case words with dots between them, as in `azure.storage.secure_transfer`"
            .to_owned(),
    ))
}

fn no_package(source: &SourceText, span: SourceSpan) -> PolicyError {
    PolicyError::contract(
        "policy::no_package",
        source,
        span,
        "a Rego file starts with its `package`",
        None,
    )
}

/// The head with everything blank but the METADATA's own lines, their `#` blank as well.
fn blanked(head: &str, start: usize) -> String {
    let mut yaml = blank(&head[..start]);
    let mut in_block = true;
    for (number, line) in head[start..].split_inclusive('\n').enumerate() {
        in_block = in_block && line.starts_with('#');
        if in_block && number > 0 {
            yaml.push(' ');
            yaml.push_str(&line[1..]);
        } else {
            yaml.push_str(&blank(line));
        }
    }
    yaml
}

fn blank(text: &str) -> String {
    let blank = |byte: u8| if byte == b'\n' { '\n' } else { ' ' };
    text.bytes().map(blank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_the_metadata_are_places_in_the_file() {
        let file = SourceText::new(
            "p",
            "# é\n\n# METADATA\n# title: T\n# custom: {}\npackage a.b\n",
        );
        let header = Header::read(&file).unwrap();
        let yaml = header.metadata.unwrap();
        assert_eq!(yaml.text().find("title"), file.text().find("title"));
        assert_eq!(header.package, "a.b");
    }

    #[test]
    fn the_first_statement_must_be_the_package() {
        for bad in [
            "",
            "default healthy := false\n",
            "package\n",
            "package A.B",
            "package a[\"b\"]",
        ] {
            assert!(Header::read(&SourceText::new("p", bad)).is_err(), "{bad}");
        }
    }
}
