//! Takes files in, one after the other: what is sound to the resources, what is not to where
//! the options send it.

use std::sync::Arc;

use serde_json::Value;

use super::completeness::{self, Page};
use super::documents::{self, Document};
use super::files::Text;
use super::{Options, Records, SourceError, envelope, incomplete, inline, record, shape};
use crate::resource::{Origin, Owner, Place, Resource};
use crate::text::Warning;

/// What was taken in so far.
pub(super) struct Intake<'a> {
    options: &'a Options,
    records: Records,
    errors: Vec<SourceError>,
}

/// The state of one file.
#[derive(Default)]
struct Progress<'a> {
    of: Option<&'a Owner>,
    records: usize,
    pages: Vec<(Origin, Page)>,
}

impl<'a> Intake<'a> {
    pub(super) fn new(options: &'a Options) -> Self {
        Self {
            options,
            records: Records::default(),
            errors: Vec::new(),
        }
    }

    /// Takes in a file, and what its objects belong to.
    pub(super) fn file(&mut self, text: &Text, of: Option<&Owner>) {
        let mut progress = Progress {
            of,
            ..Progress::default()
        };
        let documents = documents::of(text);
        let is_line =
            |document: &Result<Document, _>| matches!(document, Ok(Document { line: Some(_), .. }));
        if documents.iter().any(is_line) && !text.text.ends_with('\n') {
            self.warn(vec![no_final_newline(&text.name)]);
        }
        for document in documents {
            match document {
                Ok(document) => self.document(&text.name, document, &mut progress),
                Err(error) => self.refuse(error),
            }
        }
        for complaint in completeness::complaints(&progress.pages) {
            self.refuse(complaint);
        }
    }

    fn document(&mut self, file: &Arc<str>, document: Document, progress: &mut Progress<'_>) {
        let origin = |place| Origin {
            file: Arc::clone(file),
            place,
        };
        let line = document.line.map(Place::Line);
        let whole = origin(line.unwrap_or(Place::Whole));
        let opened = match envelope::open(document.value) {
            Ok(opened) => opened,
            Err(reason) => {
                return self.refuse(SourceError::BadOwner {
                    origin: whole,
                    reason,
                });
            }
        };
        let content = match shape::content(opened.document, &whole) {
            Ok(content) => content,
            Err(error) => return self.refuse(error),
        };
        let of = opened.of.as_ref().or(progress.of);
        self.records.collected.extend(content.collected);
        progress
            .pages
            .extend(content.page.map(|page| (whole, page)));
        for record in content.records {
            self.record(
                record,
                of,
                origin(line.unwrap_or(Place::Record(progress.records))),
            );
            progress.records += 1;
        }
    }

    fn record(&mut self, record: Value, of: Option<&Owner>, origin: Origin) {
        let resource = match record::resource(record, of, origin) {
            Ok(resource) => resource,
            Err(error) => return self.refuse(error),
        };
        let children = inline::children(&resource);
        let own = self.whole(resource);
        self.records.resources.extend(own);
        for child in children {
            match child {
                Ok(child) => {
                    let child = self.whole(child);
                    self.records.inline.extend(child);
                }
                Err(error) => self.refuse(error),
            }
        }
    }

    /// The resource, unless values are missing in it.
    fn whole(&mut self, resource: Resource) -> Option<Resource> {
        match incomplete::complaint(&resource, &self.options.read_types) {
            Some(complaint) => {
                self.refuse(complaint);
                None
            }
            None => Some(resource),
        }
    }

    /// Notes something wrong where the options want it.
    pub(super) fn refuse(&mut self, error: SourceError) {
        if self.options.skip_invalid && error.is_invalid_record() {
            self.records.skipped.push(error);
        } else if self.options.allow_partial && error.is_partial() {
            self.records.partial.push(error);
        } else {
            self.errors.push(error);
        }
    }

    /// Notes what the user should know.
    pub(super) fn warn(&mut self, warnings: Vec<Warning>) {
        self.records.warnings.extend(warnings);
    }

    /// All that was read, or all that is wrong.
    pub(super) fn finish(self) -> Result<Records, Vec<SourceError>> {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let found = self.records.resources.len();
        match self.options.expected {
            Some(expected) if found != expected => {
                Err(vec![SourceError::UnexpectedCount { found, expected }])
            }
            _ => Ok(self.records),
        }
    }
}

/// Writers of lines end each of them; of a file that was cut off within a line, or just behind a
/// record, the last line has no end.
fn no_final_newline(file: &Arc<str>) -> Warning {
    Warning {
        code: "source::no_final_newline",
        message: format!(
            "the last line of `{file}` has no end, so the file may be cut off; \
             `--expect-resources` says how many resources there have to be"
        ),
        file: None,
        line: None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::resource::ResourceType;

    fn read(text: &str, options: &Options) -> Result<Records, Vec<String>> {
        let mut intake = Intake::new(options);
        let text = Text {
            name: "a".into(),
            text: text.to_owned(),
        };
        intake.file(&text, None);
        let messages = |errors: Vec<SourceError>| errors.iter().map(ToString::to_string).collect();
        intake.finish().map_err(messages)
    }

    /// The origins of the resources in a text.
    fn origins(text: &str) -> Vec<String> {
        let records = read(text, &Options::default()).unwrap();
        let origin = |resource: &Resource| format!("{} {}", resource.id, resource.origin);
        records.resources.iter().map(origin).collect()
    }

    const A: &str = r#"{"id": "/a", "type": "X.Y/z"}"#;
    const B: &str = r#"{"id": "/b", "type": "X.Y/z"}"#;

    #[test]
    fn records_are_counted_over_the_file() {
        let expected = ["/a a, record 0", "/b a, record 1"];
        assert_eq!(origins(&format!("[{A}, {B}]")), expected);
        assert_eq!(origins(&format!("[{A}][{B}]")), expected);
        assert_eq!(
            origins(&format!("{{\"data\": [{A}]}} {{\"value\": [{B}]}}")),
            expected
        );
        assert_eq!(
            origins(&format!("{A}\n\n{B}")),
            ["/a a, line 1", "/b a, line 3"]
        );
        assert_eq!(origins(A), expected[..1]);
    }

    #[test]
    fn a_list_of_nothing_is_nothing() {
        for text in ["[]", r#"{"value": []}"#, r#"{"data": [], "count": 0}"#] {
            assert!(origins(text).is_empty());
        }
    }

    #[test]
    fn what_is_broken_or_no_resource_can_be_skipped() {
        let text = format!("{A}\n{{\"id\": \"/x\"}}\n{{\n[1]\n7\n{{\"a\": 1, \"a\": 1}}\n{B}");
        let errors = read(&text, &Options::default()).unwrap_err();
        let expected = [
            "`a`, line 2: no `type`",
            "`a:3:1` is not valid JSON: EOF while parsing an object",
            "`a`, line 4: a record is an object, and this is a number",
            "`a`, line 5 is no inventory: it is a number",
            "`a:6:10`: the key `a` stands twice in one object, first at 6:2",
        ];
        assert_eq!(errors, expected);
        let options = Options {
            skip_invalid: true,
            ..Options::default()
        };
        let records = read(&text, &options).unwrap();
        assert_eq!((records.resources.len(), records.skipped.len()), (2, 5));
    }

    #[test]
    fn a_last_line_without_an_end_is_named() {
        let warnings = |text: &str| {
            let records = read(text, &Options::default()).unwrap();
            records
                .warnings
                .iter()
                .map(|warning| warning.code)
                .collect::<Vec<_>>()
        };
        assert_eq!(warnings(&format!("{A}\n{B}")), ["source::no_final_newline"]);
        for whole in [format!("{A}\n{B}\n"), A.to_owned(), format!("[{A},\n{B}]")] {
            assert!(warnings(&whole).is_empty(), "{whole}");
        }
    }

    #[test]
    fn resources_are_as_many_as_expected() {
        let text = format!("{A}\n{B}\n{{\"collected\": []}}\n{A}\n");
        let expecting = |expected| {
            let options = Options {
                expected: Some(expected),
                ..Options::default()
            };
            read(&text, &options).map(|records| records.resources.len())
        };
        assert_eq!(expecting(3), Ok(3));
        let message = "resources read: 3, expected: 2";
        assert_eq!(expecting(2), Err(vec![message.to_owned()]));
    }

    #[test]
    fn missing_pages_can_be_tolerated() {
        let text = format!("{{\"data\": [{A}], \"total_records\": 2}}");
        let message = "`a` is not the whole result: 1 of 2 records are here";
        assert_eq!(read(&text, &Options::default()).unwrap_err(), [message]);
        let options = Options {
            allow_partial: true,
            ..Options::default()
        };
        let records = read(&text, &options).unwrap();
        assert_eq!((records.resources.len(), records.partial.len()), (1, 1));
        let second = format!("{{\"data\": [{B}], \"total_records\": 2}}");
        assert_eq!(origins(&format!("{text}\n{second}")).len(), 2);
    }

    #[test]
    fn rows_with_values_missing_are_left_out() {
        let null = r#"{"id": "/n", "type": "X.Y/z", "properties": null}"#;
        let text = format!("[{null}, {A}]");
        assert_eq!(origins(&text).len(), 2);
        let mut options = Options {
            read_types: BTreeSet::from([ResourceType::new("X.Y/z")]),
            ..Options::default()
        };
        let errors = read(&text, &options).unwrap_err();
        let message = "`a`, record 0: `/n` is not exported in full: its `properties` are null";
        assert_eq!(errors, [message]);
        options.allow_partial = true;
        let records = read(&text, &options).unwrap();
        assert_eq!(records.resources[0].id.as_str(), "/a");
        assert_eq!((records.resources.len(), records.partial.len()), (1, 1));
    }

    #[test]
    fn the_nearest_owner_counts() {
        let repository = |name: &str| format!("//github.com/o/{name}");
        let setting = r#"{"type": "github/vulnerabilityalerts", "enabled": true}"#;
        let near = repository("near");
        let text = format!("{setting}\n{{\"of\": \"{near}\", \"content\": {setting}}}");
        let options = Options::default();
        let mut intake = Intake::new(&options);
        let text = Text {
            name: "a".into(),
            text,
        };
        intake.file(&text, Some(&Owner::new(&repository("far")).unwrap()));
        let records = intake.finish().unwrap().resources;
        let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
        let below = |name: &str| format!("{}/vulnerability-alerts", repository(name));
        assert_eq!(ids, [below("far"), below("near")]);
    }

    #[test]
    fn what_was_collected_is_no_record() {
        let text = format!(r#"{{"collected": ["X.Y/none"]}} {A}"#);
        let records = read(&text, &Options::default()).unwrap();
        assert_eq!(
            records.collected,
            BTreeSet::from([ResourceType::new("x.y/none")])
        );
        assert_eq!(records.resources.len(), 1);
    }

    #[test]
    fn children_stand_apart() {
        let text = r#"[{"ResourceId": "/a", "ResourceType": "X.Y/z", "resources": [
            {"name": "c", "type": "boxes"}
        ]}]"#;
        let records = read(text, &Options::default()).unwrap();
        assert_eq!(records.resources.len(), 1);
        assert_eq!(records.inline[0].id.as_str(), "/a/boxes/c");
        assert_eq!(records.inline[0].origin.to_string(), "a, record 0");
    }
}
