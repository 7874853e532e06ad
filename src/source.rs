//! Inventories as people export them, read into resources.
//!
//! What a file holds is told by its content, never by its name: a compression, an encoding, a
//! stream of JSON documents, and in each document one of the shapes that the tools around Azure
//! write. Nothing is guessed: what is no resource, or visibly not all of them, is an error.
//!
//! Files are gone through twice. [`survey`] looks at every byte, finds all that is wrong, and
//! keeps where the records are; the resources of a scope are read when the scope is loaded.

mod body;
mod classes;
mod completeness;
mod compression;
mod documents;
mod encoding;
mod envelope;
mod error;
mod examine;
mod excerpt;
mod extents;
mod files;
mod foreign;
mod incomplete;
mod inline;
mod intake;
mod json;
mod memory;
mod outline;
mod places;
mod record;
mod reduced;
mod scan;
mod shape;
mod shelf;
mod stage;
mod window;
mod yaml;

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

pub use error::SourceError;
pub use excerpt::Excerpt;

use crate::inventory::Listing;
use crate::resource::{Export, Resource, ResourceType};
use crate::text::Warning;
use body::Open;
use files::Inputs;
use intake::Intake;

/// What to read, and how forgiving to be.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether results with pages missing, and rows with values missing, are tolerated.
    pub allow_partial: bool,
    /// Whether what is broken or no resource is left out instead of refused.
    pub skip_invalid: bool,
    /// The types that some policy would read, because it judges or requires them.
    pub read_types: BTreeSet<ResourceType>,
    /// Whether the links in directories are followed.
    pub follow_links: bool,
    /// The bytes that one file may hold, decompressed. Where none are given there is a limit as
    /// well, and one to how far compressed data may expand.
    pub max_size: Option<u64>,
    /// The number of records of resources that there have to be.
    pub expected: Option<usize>,
    /// How many threads look through the files; 0 for one a core.
    pub threads: usize,
}

/// What was seen of an inventory, of which nothing is in memory but where its records are.
#[derive(Debug)]
pub struct Survey {
    /// The records that make the inventory.
    pub listing: Listing,
    /// The types that files say were exported, and of which they may hold none.
    pub collected: BTreeSet<ResourceType>,
    /// What [`Options::skip_invalid`] left out.
    pub skipped: Vec<SourceError>,
    /// What [`Options::allow_partial`] tolerated: missing pages, and the rows that were left out
    /// because values are missing in them.
    pub partial: Vec<SourceError>,
    /// What the user should know beside.
    pub warnings: Vec<Warning>,
    /// The inputs that were put into a temporary file, with the bytes that each takes there.
    pub spooled: Vec<(Arc<str>, u64)>,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Records {
    /// The resources that have a record of their own, in file and record order.
    pub resources: Vec<Resource>,
    /// The resources that were found inside another one's record, in the same order.
    pub inline: Vec<Resource>,
    /// The types that files say were exported, and of which they may hold none.
    pub collected: BTreeSet<ResourceType>,
    /// What [`Options::skip_invalid`] left out.
    pub skipped: Vec<SourceError>,
    /// What [`Options::allow_partial`] tolerated: missing pages, and the rows that were left out
    /// because values are missing in them.
    pub partial: Vec<SourceError>,
    /// What the user should know beside.
    pub warnings: Vec<Warning>,
}

/// Looks through files, the inventory files of directories, and standard input for the path `-`.
///
/// Exports are read in the order given, the files of a directory by name, and a file that is
/// reached twice once, as what it is said to belong to. The files have to stay as they are as
/// long as somebody loads something of the inventory.
///
/// # Errors
/// Everything that is wrong with any of the files, unless `options` forgive it.
pub fn survey(
    exports: &[Export],
    stdin: &mut dyn Read,
    options: &Options,
) -> Result<Survey, Vec<SourceError>> {
    let Inputs { inputs, warnings } = files::inputs(exports, options.follow_links);
    let mut intake = Intake::new(options);
    intake.warn(warnings);
    for input in &inputs {
        match input {
            Err(error) => intake.refuse(error.clone()),
            Ok(input) => {
                let (spool, of) = (intake.spool(), input.of.as_ref());
                let look = |text: Open<'_>| intake.look(text, of);
                match input.read(stdin, options.max_size, &spool, look) {
                    Ok((body, stage)) => intake.take(body, stage),
                    Err(error) => intake.refuse(error),
                }
            }
        }
    }
    intake.finish()
}

/// Reads all resources of the same into memory.
///
/// # Errors
/// Those of [`survey`].
pub fn read(
    exports: &[Export],
    stdin: &mut dyn Read,
    options: &Options,
) -> Result<Records, Vec<SourceError>> {
    survey(exports, stdin, options)?.read()
}

impl Survey {
    /// Reads all resources into memory.
    ///
    /// # Errors
    /// A file is no longer what it was, or cannot be read.
    fn read(self) -> Result<Records, Vec<SourceError>> {
        let mut records = Records {
            collected: self.collected,
            skipped: self.skipped,
            partial: self.partial,
            warnings: self.warnings,
            ..Records::default()
        };
        let numbers = self.listing.facts.iter().map(|fact| fact.record);
        let mut numbers: Vec<u32> = numbers.collect();
        numbers.sort_unstable();
        numbers.dedup();
        let read = self.listing.records.read(&numbers, &mut |own, inline| {
            records.resources.extend(own);
            records.inline.extend(inline);
        });
        match read {
            Ok(()) => Ok(records),
            Err(error) => Err(vec![SourceError::Lost(error)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::inventory::{Inventory, InventoryError, OnDuplicate, ScopeInventory};
    use crate::resource::ResourceId;

    const SITE: &str = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/";

    fn site(name: &str) -> String {
        format!(r#"{{"id": "{SITE}{name}", "type": "Microsoft.Web/sites"}}"#)
    }

    fn names(records: &Records) -> Vec<&str> {
        records.resources.iter().map(Resource::name).collect()
    }

    #[test]
    fn paths_are_read_in_order_and_each_file_once() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        fs::write(path("b.json"), site("b")).unwrap();
        fs::write(path("a.json"), site("a")).unwrap();
        fs::write(path("named"), site("named")).unwrap();
        let paths = ["-".into(), path("named"), path(""), path("a.json")];
        let paths = paths.map(Export::from);
        let stdin = site("piped");
        let records = read(&paths, &mut stdin.as_bytes(), &Options::default()).unwrap();
        assert_eq!(names(&records), ["piped", "named", "a", "b"]);
        assert_eq!(&*records.resources[0].origin.file, "-");
    }

    #[test]
    fn the_errors_of_all_files_are_collected() {
        let directory = tempfile::tempdir().unwrap();
        let missing = directory.path().join("missing.json");
        let paths = [missing.clone(), "-".into()].map(Export::from);
        let errors = read(&paths, &mut "{".as_bytes(), &Options::default()).unwrap_err();
        let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(messages[0], format!("there is no `{}`", missing.display()));
        assert_eq!(
            messages[1],
            "`-:1:1` is not valid JSON: EOF while parsing an object"
        );
    }

    fn surveyed(path: &std::path::Path) -> Survey {
        let exports = [path.to_owned().into()];
        survey(&exports, &mut "".as_bytes(), &Options::default()).unwrap()
    }

    fn of(survey: Survey, on_duplicate: OnDuplicate) -> Result<Inventory, Vec<InventoryError>> {
        Inventory::of(survey.listing, on_duplicate, &survey.collected)
    }

    #[test]
    fn a_scope_is_loaded_from_its_records_alone() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.ndjson");
        let record = |scope: &str, name: &str| {
            let id = format!("/subscriptions/{scope}/providers/M.X/y/{name}");
            format!("{{\"id\": \"{id}\", \"type\": \"M.X/y\"}}\n")
        };
        let lines = [("t", "b"), ("s", "a"), ("t", "a"), ("t", "b")];
        let lines = lines.map(|(scope, name)| record(scope, name));
        fs::write(&path, lines.concat()).unwrap();
        let inventory = of(surveyed(&path), OnDuplicate::Error).unwrap();
        let found = |scope: &ScopeInventory| {
            let ids = scope.resources().iter().map(|resource| resource.name());
            ids.map(str::to_owned).collect::<Vec<_>>()
        };
        let loaded = inventory.loaded().map(Result::unwrap);
        let loaded: Vec<Vec<String>> = loaded.map(|scope| found(&scope)).collect();
        assert_eq!(loaded, [vec!["s", "a"], vec!["t", "a", "b"]]);
        let counted: Vec<usize> = inventory.scopes().map(|scope| scope.len()).collect();
        assert_eq!((counted, inventory.len()), (vec![2, 3], 5));
    }

    #[test]
    fn records_of_one_id_that_differ_conflict_before_anything_is_loaded() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.ndjson");
        let record = |kind: &str| format!("{{\"id\": \"{SITE}a\", \"type\": \"{kind}\"}}\n");
        fs::write(&path, record("a.b/c") + &record("a.b/d")).unwrap();
        let errors = of(surveyed(&path), OnDuplicate::Error).unwrap_err();
        assert!(
            errors[0].to_string().ends_with("a.ndjson, line 2"),
            "{errors:?}"
        );
        for (choice, kind) in [(OnDuplicate::First, "a.b/c"), (OnDuplicate::Last, "a.b/d")] {
            let inventory = of(surveyed(&path), choice).unwrap();
            let kept = inventory.get(&ResourceId::new(&format!("{SITE}a")));
            assert_eq!(kept.unwrap().unwrap().resource_type.as_str(), kind);
            let handle = inventory.scopes().next().unwrap();
            assert_eq!(handle.len_of(&[ResourceType::new(kind)]), 1);
            assert_eq!((handle.len(), inventory.overruled().len()), (2, 1));
        }
    }

    #[test]
    fn a_scope_that_does_not_fit_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.json");
        fs::write(&path, site("a")).unwrap();
        for (room, is_refused) in [(None, false), (Some(1 << 20), false), (Some(99), true)] {
            let mut survey = surveyed(&path);
            survey.listing.room = room;
            let refused = of(survey, OnDuplicate::Error).err().unwrap_or_default();
            let is_named = matches!(refused[..], [InventoryError::ScopeTooLarge { .. }]);
            assert_eq!(is_named, is_refused, "{room:?}");
        }
    }

    #[test]
    fn a_file_that_changes_before_it_is_loaded_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.json");
        fs::write(&path, site("a")).unwrap();
        let inventory = of(surveyed(&path), OnDuplicate::Error).unwrap();
        fs::write(&path, site("b")).unwrap();
        let error = inventory.loaded().next().unwrap().unwrap_err().to_string();
        assert!(error.ends_with("changed while it was read"), "{error}");
    }

    #[test]
    fn an_empty_file_is_an_error() {
        let exports = [PathBuf::from("-").into()];
        let error = read(&exports, &mut " \n\u{a0}".as_bytes(), &Options::default());
        assert_eq!(error.unwrap_err()[0].to_string(), "`-` is empty");
    }

    #[test]
    fn a_missing_file_is_no_record_to_skip() {
        let options = Options {
            skip_invalid: true,
            allow_partial: true,
            ..Options::default()
        };
        let errors = read(
            &[PathBuf::from("nowhere").into()],
            &mut "".as_bytes(),
            &options,
        )
        .unwrap_err();
        assert!(matches!(errors[..], [SourceError::Missing { .. }]));
    }
}
