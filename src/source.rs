//! Inventories as people export them, read into resources.
//!
//! What a file holds is told by its content, never by its name: a compression, an encoding, a
//! stream of JSON documents, and in each document one of the shapes that the tools around Azure
//! write. Nothing is guessed: what is no resource, or visibly not all of them, is an error.

mod completeness;
mod compression;
mod documents;
mod encoding;
mod envelope;
mod error;
mod excerpt;
mod files;
mod foreign;
mod incomplete;
mod inline;
mod intake;
mod json;
mod record;
mod shape;
mod yaml;

use std::collections::BTreeSet;
use std::io::Read;

pub use error::SourceError;
pub use excerpt::Excerpt;

use crate::resource::{Export, Resource, ResourceType};
use crate::text::Warning;
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

/// Reads files, the inventory files of directories, and standard input for the path `-`.
///
/// Exports are read in the order given, the files of a directory by name, and a file that is
/// reached twice once, as what it is said to belong to.
///
/// # Errors
/// Everything that is wrong with any of the files, unless `options` forgive it.
pub fn read(
    exports: &[Export],
    stdin: &mut dyn Read,
    options: &Options,
) -> Result<Records, Vec<SourceError>> {
    let mut intake = Intake::new(options);
    let Inputs { inputs, warnings } = files::inputs(exports, options.follow_links);
    intake.warn(warnings);
    for input in inputs {
        let read = input.and_then(|input| Ok((input.read(stdin, options.max_size)?, input.of)));
        match read {
            Ok((text, of)) => intake.file(&text, of.as_ref()),
            Err(error) => intake.refuse(error),
        }
    }
    intake.finish()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

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
