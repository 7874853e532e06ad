//! Takes files in, one after the other: what is sound to the resources, what is not to where
//! the options send it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::body::{Body, Ground, Open, Spool};
use super::documents::{self, Tools};
use super::shelf::Shelf;
use super::stage::Stage;
use super::{Options, SourceError, Survey, completeness, memory};
use crate::inventory::{Fact, Kin, Listing};
use crate::resource::{Owner, ResourceType};
use crate::text::Warning;

/// What was taken in so far.
pub(super) struct Intake<'a> {
    options: &'a Options,
    tools: Tools,
    shelf: Shelf,
    facts: Vec<Fact>,
    collected: BTreeSet<ResourceType>,
    skipped: Vec<SourceError>,
    partial: Vec<SourceError>,
    warnings: Vec<Warning>,
    errors: Vec<SourceError>,
}

impl<'a> Intake<'a> {
    pub(super) fn new(options: &'a Options) -> Self {
        // What had to be read to be seen is written down, and stands in the first body.
        let written = Body {
            name: "".into(),
            ground: Ground::Spool,
            base: 0,
            mark: 0,
            length: u64::MAX,
        };
        Self {
            options,
            tools: Tools::new(options.threads),
            shelf: Shelf {
                bodies: vec![written],
                read_types: options.read_types.clone(),
                ..Shelf::default()
            },
            facts: Vec::new(),
            collected: BTreeSet::new(),
            skipped: Vec::new(),
            partial: Vec::new(),
            warnings: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// Where texts go that do not lie readable anywhere.
    pub(super) fn spool(&self) -> Arc<Spool> {
        Arc::clone(&self.shelf.spool)
    }

    /// Looks through a file, and what its objects belong to.
    ///
    /// # Errors
    /// The file cannot be read, or is no text.
    pub(super) fn look(
        &mut self,
        text: Open<'_>,
        of: Option<&'a Owner>,
    ) -> Result<Stage<'a>, SourceError> {
        let (options, shelf) = (self.options, &self.shelf);
        let begin = || Stage::new(&text.body.name, of, options, shelf);
        let mut stage = documents::of(text, &mut self.tools, begin)?;
        if stage.has_lines {
            let last = text.body.length.saturating_sub(1);
            stage.is_ended = text.read(last, 1)? == *b"\n";
        }
        Ok(stage)
    }

    /// Takes in what was seen of a file, which lies there.
    pub(super) fn take(&mut self, body: Body, stage: Stage<'a>) {
        if stage.has_lines && !stage.is_ended {
            self.warn(vec![no_final_newline(&body.name)]);
        }
        self.shelf.bodies.push(body);
        join(&mut self.shelf.kept, stage.kept);
        join(&mut self.shelf.inline, stage.inline);
        join(&mut self.facts, stage.facts);
        self.shelf.settings.extend(stage.settings);
        self.collected.extend(stage.collected);
        for error in stage.refused {
            self.refuse(error);
        }
        for complaint in completeness::complaints(&stage.pages) {
            self.refuse(complaint);
        }
    }

    /// Notes something wrong where the options want it.
    pub(super) fn refuse(&mut self, error: SourceError) {
        if self.options.skip_invalid && error.is_invalid_record() {
            self.skipped.push(error);
        } else if self.options.allow_partial && error.is_partial() {
            self.partial.push(error);
        } else {
            self.errors.push(error);
        }
    }

    /// Notes what the user should know.
    pub(super) fn warn(&mut self, warnings: Vec<Warning>) {
        self.warnings.extend(warnings);
    }

    /// All that was seen, or all that is wrong.
    pub(super) fn finish(self) -> Result<Survey, Vec<SourceError>> {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let found = self.facts.iter().filter(|fact| !fact.is_inline).count();
        match self.options.expected {
            Some(expected) if found != expected => {
                Err(vec![SourceError::UnexpectedCount { found, expected }])
            }
            _ => Ok(self.survey()),
        }
    }

    fn survey(mut self) -> Survey {
        let (kin, hasher) = self.tools.classes.into_parts();
        let kin: Arc<[Kin]> = kin.into();
        self.shelf.hasher = hasher;
        self.shelf.kin = Arc::clone(&kin);
        let bodies = self.shelf.bodies.iter().skip(1);
        let spooled = bodies.filter(|body| matches!(body.ground, Ground::Spool));
        let spooled = spooled.map(|body| (Arc::clone(&body.name), body.length));
        Survey {
            collected: self.collected,
            skipped: self.skipped,
            partial: self.partial,
            warnings: self.warnings,
            spooled: spooled.collect(),
            listing: Listing {
                facts: self.facts,
                kin,
                records: Box::new(self.shelf),
                room: memory::available(),
            },
        }
    }
}

/// Puts one list behind another.
fn join<T>(all: &mut Vec<T>, more: Vec<T>) {
    match all.is_empty() {
        true => *all = more,
        false => all.extend(more),
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
    use super::*;
    use crate::resource::Resource;
    use crate::source::Records;

    fn read(text: &str, options: &Options) -> Result<Records, Vec<String>> {
        read_of(text, options, None)
    }

    fn read_of(text: &str, options: &Options, of: Option<&Owner>) -> Result<Records, Vec<String>> {
        let messages = |errors: Vec<SourceError>| errors.iter().map(ToString::to_string).collect();
        let mut intake = Intake::new(options);
        let spool = intake.spool();
        let body = Body::spool(&"a".into(), text.as_bytes(), None, &spool).unwrap();
        let (body, stage) = body.read(&spool, |open| intake.look(open, of)).unwrap();
        intake.take(body, stage);
        intake.finish().and_then(Survey::read).map_err(messages)
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
        let far = Owner::new(&repository("far")).unwrap();
        let records = read_of(&text, &Options::default(), Some(&far)).unwrap();
        let records = records.resources;
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
