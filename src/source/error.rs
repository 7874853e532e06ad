//! What can be wrong with an inventory.

use std::sync::Arc;

use miette::{Diagnostic, SourceSpan};
use thiserror::Error;

use super::Excerpt;
use crate::inventory::LoadError;
use crate::resource::{Origin, Owner, Place};

/// Something wrong with an inventory, with its place.
#[derive(Clone, Debug, Error, Diagnostic)]
pub enum SourceError {
    /// A path that leads nowhere.
    #[error("there is no `{path}`")]
    #[diagnostic(code(source::missing))]
    Missing {
        /// The path as the user named it.
        path: String,
    },

    /// A file or directory that the system does not let us read.
    #[error("`{path}` cannot be read: {reason}")]
    #[diagnostic(code(source::unreadable))]
    Unreadable {
        /// The path as the user named it.
        path: String,
        /// What the system says.
        reason: String,
    },

    /// A directory without inventories.
    #[error("the directory `{path}` holds no inventory file")]
    #[diagnostic(
        code(source::no_files),
        help(
            "inventory files end in .json, .ndjson or .jsonl, perhaps followed by .gz or .zst; \
             a file with another name is read when it is named itself"
        )
    )]
    NoFiles {
        /// The path as the user named it.
        path: String,
    },

    /// A link in a directory.
    #[error("`{path}` is a link, and links are not followed")]
    #[diagnostic(
        code(source::link),
        help(
            "`--follow-links` reads what the links in directories lead to; a link that is named \
             itself is always read"
        )
    )]
    Link {
        /// The path as the user named it.
        path: String,
    },

    /// A pipe, a socket or a device in a directory.
    #[error("`{path}` is {kind}, and no file")]
    #[diagnostic(
        code(source::no_file),
        help("take it out of the directory; a pipe is read when it is named itself")
    )]
    Special {
        /// The path as the user named it.
        path: String,
        /// What it is.
        kind: &'static str,
    },

    /// A file that somebody writes to while it is read.
    #[error("`{path}` changed while it was read")]
    #[diagnostic(
        code(source::changed),
        help("wait until the export has ended, or write it elsewhere and move it here")
    )]
    Changed {
        /// The path as the user named it.
        path: String,
    },

    /// A file without content.
    #[error("`{file}` is empty")]
    #[diagnostic(
        code(source::empty),
        help(
            "an export that found nothing is an empty list, `[]`; an empty file is one that failed"
        )
    )]
    Empty {
        /// The file as the user named it.
        file: Arc<str>,
    },

    /// A compressed file that is cut off or damaged.
    #[error("`{file}` is damaged {format} data: {reason}")]
    #[diagnostic(
        code(source::broken_compression),
        help("the file may be cut off; export or copy it again")
    )]
    BrokenCompression {
        /// The file as the user named it.
        file: Arc<str>,
        /// `gzip` or `zstd`.
        format: &'static str,
        /// What the decoder says.
        reason: String,
    },

    /// A file that holds more than it may.
    #[error("`{file}` holds more than {}", size(*.most))]
    #[diagnostic(
        code(source::too_large),
        help("`--max-size` says how much a file may hold, decompressed: `--max-size 8GiB`")
    )]
    TooLarge {
        /// The file as the user named it.
        file: Arc<str>,
        /// What it may hold, in bytes.
        most: u64,
    },

    /// A compressed file that is many times as large as it looks.
    #[error("`{file}` expands more than {ratio}-fold")]
    #[diagnostic(
        code(source::decompression_bomb),
        help(
            "inventories do not; where this one does, `--max-size 1GiB` reads what holds no more \
             than that, whatever its ratio"
        )
    )]
    Bomb {
        /// The file as the user named it.
        file: Arc<str>,
        /// How many times as large a file may become.
        ratio: u64,
    },

    /// More or fewer resources than the user counted.
    #[error("resources read: {found}, expected: {expected}")]
    #[diagnostic(
        code(source::unexpected_count),
        help(
            "an export may be cut off or stand twice; `--expect-resources` counts records of \
             resources as `jq length` of a list and `wc -l` of lines do"
        )
    )]
    UnexpectedCount {
        /// How many records of resources were read.
        found: usize,
        /// How many there should be.
        expected: usize,
    },

    /// A file that is unpacked, or comes through a pipe, and finds no room.
    #[error("`{file}` cannot be put into a temporary file: {reason}")]
    #[diagnostic(
        code(source::no_room),
        help(
            "make room where temporary files go, or name another directory in TMPDIR; a file that \
             is neither compressed nor piped is read where it lies"
        )
    )]
    Unspooled {
        /// The file as the user named it.
        file: Arc<str>,
        /// What the system says.
        reason: String,
    },

    /// A record that is larger than any.
    #[error("{} begins a record of more than 64 MiB", quoted(.origin))]
    #[diagnostic(
        code(source::large_record),
        help(
            "the list of records may stand where none is looked for; write one record a line, or \
             a list of them; `--skip-invalid` leaves out what is broken"
        )
    )]
    LargeRecord {
        /// The line and column at which it begins.
        origin: Origin,
    },

    /// A text in YAML that is larger than any.
    #[error("`{file}` has more than 64 MiB, the most that is read of YAML")]
    #[diagnostic(
        code(source::large_yaml),
        help("write it with `--output json`, which is read however large it is")
    )]
    LargeYaml {
        /// The file as the user named it.
        file: Arc<str>,
    },

    /// A text that is not what its bytes promise to be.
    #[error("`{file}` is not valid {encoding} at byte {offset}")]
    #[diagnostic(
        code(source::bad_encoding),
        help("save the file as UTF-8, or as UTF-16 with a byte order mark")
    )]
    BadEncoding {
        /// The file as the user named it.
        file: Arc<str>,
        /// `UTF-8` or `UTF-16`.
        encoding: &'static str,
        /// The first byte that is wrong, after decompression, counted from 0.
        offset: usize,
    },

    /// A text that is not JSON.
    #[error("{} is not valid JSON: {reason}", quoted(.origin))]
    #[diagnostic(code(source::broken_json))]
    BrokenJson {
        /// The line and column.
        origin: Origin,
        /// What the parser says.
        reason: String,
        /// The line, or the part of it around the place.
        #[source_code]
        excerpt: Arc<Excerpt>,
        /// The place in the excerpt.
        #[label("here")]
        span: SourceSpan,
        /// What may have happened, and what to do.
        #[help]
        help: String,
    },

    /// A text that is not YAML.
    #[error("{} is not valid YAML: {reason}", quoted(.origin))]
    #[diagnostic(
        code(source::broken_yaml),
        help(
            "inventories in YAML are what `kubectl get --output yaml` writes; \
             `--skip-invalid` leaves out what is broken"
        )
    )]
    BrokenYaml {
        /// The line and column.
        origin: Origin,
        /// What the parser says.
        reason: String,
        /// The line, or the part of it around the place.
        #[source_code]
        excerpt: Arc<Excerpt>,
        /// The place in the excerpt.
        #[label("here")]
        span: SourceSpan,
    },

    /// A JSON object that says two things under one name.
    #[error("{}: the key `{key}` stands twice in one object, first at {first}", quoted(.origin))]
    #[diagnostic(
        code(source::duplicate_key),
        help("readers disagree about which of the two counts, so neither does")
    )]
    DuplicateKey {
        /// The line and column of the second.
        origin: Origin,
        /// The key.
        key: String,
        /// The line and column of the first.
        first: String,
        /// The line, or the part of it around the place.
        #[source_code]
        excerpt: Arc<Excerpt>,
        /// The place in the excerpt.
        #[label("the second one")]
        span: SourceSpan,
    },

    /// A number that is none, or that would be another one once it is read.
    #[error("{}: `{number}` {reason}", quoted(.origin))]
    #[diagnostic(
        code(source::bad_number),
        help(
            "numbers are integers of 64 bits, or decimals within their range; \
             `--skip-invalid` leaves out what is broken"
        )
    )]
    BadNumber {
        /// The line and column.
        origin: Origin,
        /// The number as written.
        number: String,
        /// What is wrong with it.
        reason: &'static str,
        /// The line, or the part of it around the place.
        #[source_code]
        excerpt: Arc<Excerpt>,
        /// The place in the excerpt.
        #[label("here")]
        span: SourceSpan,
    },

    /// A line that is longer than any record.
    #[error("{} has {length} bytes, and a line may have 16 MiB", quoted(.origin))]
    #[diagnostic(
        code(source::long_line),
        help(
            "lines may have run together; a document may be larger where it alone is the file \
             or stands on several lines"
        )
    )]
    LongLine {
        /// The line.
        origin: Origin,
        /// Its length in bytes.
        length: usize,
    },

    /// Aliases of YAML that would fill the memory.
    #[error("{}: its aliases expand beyond measure", quoted(.origin))]
    #[diagnostic(
        code(source::alias_bomb),
        help("`kubectl get --output yaml` writes no aliases; write the values out")
    )]
    AliasBomb {
        /// The line and column.
        origin: Origin,
        /// The line, or the part of it around the place.
        #[source_code]
        excerpt: Arc<Excerpt>,
        /// The place in the excerpt.
        #[label("here")]
        span: SourceSpan,
    },

    /// A JSON document of which we do not know where its resources are.
    #[error("{} is no inventory: it is {found}", quoted(.origin))]
    #[diagnostic(code(source::unknown_shape))]
    UnknownShape {
        /// The document.
        origin: Origin,
        /// What it is instead.
        found: String,
        /// The shapes that are known.
        #[help]
        help: Arc<str>,
    },

    /// An envelope that names no possible owner.
    #[error("{}: {reason}", quoted(.origin))]
    #[diagnostic(
        code(source::bad_owner),
        help("`of` says what the `content` beside it belongs to: a cluster, a vault, the tenant")
    )]
    BadOwner {
        /// The document.
        origin: Origin,
        /// What it says instead.
        reason: String,
    },

    /// A file of which two owners are named.
    #[error("`{path}` belongs to `{first}` and to `{second}`")]
    #[diagnostic(
        code(source::two_owners),
        help("name one of them, on the command line or in securescore.yaml")
    )]
    TwoOwners {
        /// The path as the user named it.
        path: String,
        /// The owner named first.
        first: Owner,
        /// The other one.
        second: Owner,
    },

    /// A record that cannot be a resource.
    #[error("{}: {reason}", quoted(.origin))]
    #[diagnostic(code(source::not_a_resource))]
    NotAResource {
        /// The record.
        origin: Origin,
        /// What it lacks.
        reason: String,
        /// The keys that it has, and where the missing one comes from.
        #[help]
        help: String,
    },

    /// A record that was seen and cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Lost(LoadError),

    /// A result of which pages are missing.
    #[error("{} is not the whole result: {reason}", quoted(.origin))]
    #[diagnostic(
        code(source::partial_page),
        help(
            "export all pages, one after the other in one file; \
             `--allow-partial` scores what is here and says so"
        )
    )]
    PartialPage {
        /// The last page that is here.
        origin: Origin,
        /// How we know.
        reason: String,
    },

    /// A row of which values are missing that a policy would read.
    #[error("{}: `{id}` is not exported in full: {reason}", quoted(.origin))]
    #[diagnostic(code(source::incomplete_row))]
    IncompleteRow {
        /// The record.
        origin: Origin,
        /// The id of the resource.
        id: String,
        /// How we know.
        reason: String,
        /// How to export it in full.
        #[help]
        help: String,
    },
}

impl SourceError {
    /// Whether `--skip-invalid` leaves out what this is about: documents and records, never files.
    pub fn is_invalid_record(&self) -> bool {
        matches!(
            self,
            Self::BrokenJson { .. }
                | Self::DuplicateKey { .. }
                | Self::BadNumber { .. }
                | Self::LongLine { .. }
                | Self::LargeRecord { .. }
                | Self::AliasBomb { .. }
                | Self::BrokenYaml { .. }
                | Self::UnknownShape { .. }
                | Self::BadOwner { .. }
                | Self::NotAResource { .. }
        )
    }

    /// Whether `--allow-partial` tolerates it.
    pub fn is_partial(&self) -> bool {
        matches!(self, Self::PartialPage { .. } | Self::IncompleteRow { .. })
    }
}

/// A number of bytes, in the largest unit that leaves it whole.
fn size(bytes: u64) -> String {
    let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
    let mut units = units.iter();
    let unit = units.find(|(bits, _)| bytes > 0 && bytes.trailing_zeros() >= *bits);
    match unit {
        Some((bits, unit)) => format!("{} {unit}", bytes >> bits),
        None => format!("{bytes} bytes"),
    }
}

/// An origin with the user's words in backticks.
fn quoted(origin: &Origin) -> String {
    let file = &origin.file;
    match origin.place {
        Place::Whole => format!("`{file}`"),
        Place::Record(index) => format!("`{file}`, record {index}"),
        Place::Line(line) => format!("`{file}`, line {line}"),
        Place::LineColumn(line, column) => format!("`{file}:{line}:{column}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_in_the_largest_unit_that_leaves_it_whole() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (5, "5 bytes"),
            (1 << 10, "1 KiB"),
            (1536 << 10, "1536 KiB"),
            (500 << 20, "500 MiB"),
            ((4 << 30) + 1, "4294967297 bytes"),
            (4 << 30, "4 GiB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn an_error_names_its_place_and_has_a_code() {
        let error = SourceError::NotAResource {
            origin: Origin {
                file: "exports/vms.json".into(),
                place: Place::Record(3),
            },
            reason: "no `type`".to_owned(),
            help: String::new(),
        };
        assert_eq!(error.to_string(), "`exports/vms.json`, record 3: no `type`");
        let code = error.code().map(|code| code.to_string());
        assert_eq!(code.as_deref(), Some("source::not_a_resource"));
        assert!(error.is_invalid_record() && !error.is_partial());
    }
}
