//! Options that several verbs share.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::calendar;
use crate::inventory::OnDuplicate;
use crate::rego::Limits;
use crate::resource::{Export, Owner};

/// What decides: policies, catalog, exemptions. Everything has its twin in `securescore.yaml`;
/// the command line wins.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "What decides")]
pub(super) struct DecisionArgs {
    /// The project file; else the nearest securescore.yaml in the inventory's directory, in the
    /// working directory or above it
    #[arg(long, value_name = "FILE")]
    pub(super) project: Option<PathBuf>,
    /// A catalog: a file, or the name of a built-in one
    #[arg(long, value_name = "NAME|FILE")]
    pub(super) catalog: Option<String>,
    /// A directory of policies, in addition to the built-in ones (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(super) policies: Vec<PathBuf>,
    /// Leave the built-in policies out
    #[arg(long)]
    pub(super) no_builtin_policies: bool,
    /// A file or directory of exemptions (repeatable)
    #[arg(long, value_name = "PATH")]
    pub(super) exemptions: Vec<PathBuf>,
    /// The instant of the run, a date or an RFC 3339 time; decides which exemptions have expired
    /// [default: now]
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub(super) as_of: Option<Timestamp>,
    /// Judge the policies that are not built in inside this process, rather than in workers that
    /// a bad one may bring down
    #[arg(long)]
    pub(super) trusted: bool,
    /// Milliseconds that a policy may take for one resource
    #[arg(long, value_name = "MS", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) time_limit: u64,
    /// Mebibytes that evaluation may take beyond the inventory
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(1..1 << 30))]
    pub(super) memory_limit: u64,
}

/// What is judged.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "What is judged")]
pub(super) struct InventoryArgs {
    /// Exported inventories: files, directories, or - for standard input
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// A further file, with what its objects belong to where they do not say it themselves: the
    /// id of a cluster, a vault, a repository, or `tenant` (repeatable)
    #[arg(long, value_name = "ID=PATH", value_parser = owned)]
    pub(super) of: Vec<Export>,
    /// A type that was exported, and found empty where there is none (repeatable)
    #[arg(long, value_name = "TYPE")]
    pub(super) collected: Vec<String>,
    /// Go on without pages and properties that an export left out; they are named, and the run
    /// ends with 2, for what is missing might lower the score
    #[arg(long)]
    pub(super) allow_partial: bool,
    /// Go on without records that cannot be read; they are named and counted, and the run ends
    /// with 2, for what is missing might lower the score
    #[arg(long)]
    pub(super) skip_invalid: bool,
    /// Trust a run that left out up to this many records and pages
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) max_left_out: usize,
    /// End with 2 unless exactly this many records of resources were read: an export that was cut
    /// off between two records looks whole, and only its count tells
    #[arg(long, value_name = "N")]
    pub(super) expect_resources: Option<usize>,
    /// Read what the links in directories lead to; without this, such a link is an error
    #[arg(long)]
    pub(super) follow_links: bool,
    /// The most that one file may hold, decompressed: 500MiB, 8GiB
    /// [default: 4GiB, and 250 times the compressed size]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(super) max_size: Option<u64>,
    /// Which of two records of one id counts, where they differ
    #[arg(long, value_name = "WHICH", value_parser = PossibleValuesParser::new(["first", "last"]))]
    pub(super) on_duplicate: Option<String>,
    /// Workers; 0 for one a core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) threads: usize,
}

/// How lists and reports are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Tables for a person.
    #[default]
    Table,
    /// JSON for a program.
    Json,
}

impl DecisionArgs {
    /// The instant of the run.
    pub(super) fn as_of(&self) -> Timestamp {
        #[allow(
            clippy::disallowed_methods,
            reason = "the one place that reads the clock"
        )]
        self.as_of.unwrap_or_else(Timestamp::now)
    }

    /// The instant that was asked for, or the first one of today: for what is kept.
    pub(super) fn day(&self) -> Timestamp {
        let today = TimeZone::UTC.to_datetime(self.as_of()).date();
        let midnight = TimeZone::UTC.to_timestamp(today.at(0, 0, 0, 0)).ok();
        self.as_of.or(midnight).unwrap_or_else(|| self.as_of())
    }

    /// What one evaluation may take.
    pub(super) fn limits(&self) -> Limits {
        Limits {
            time: Duration::from_millis(self.time_limit),
            memory: self.memory_limit << 20,
        }
    }
}

impl InventoryArgs {
    /// What is done with records that differ.
    pub(super) fn on_duplicate(&self) -> OnDuplicate {
        match self.on_duplicate.as_deref() {
            Some("first") => OnDuplicate::First,
            Some("last") => OnDuplicate::Last,
            _ => OnDuplicate::Error,
        }
    }
}

/// An export with its owner; ids hold no `=`, paths may.
pub(super) fn owned(text: &str) -> Result<Export, String> {
    let Some((owner, path)) = text.split_once('=') else {
        return Err("this needs both, as in `tenant=exports/entra.json`".to_owned());
    };
    if path.is_empty() {
        return Err("a path has to follow `=`".to_owned());
    }
    Ok(Export {
        path: path.into(),
        of: Some(Owner::new(owner)?),
    })
}

/// A number of bytes, perhaps in a larger unit.
fn size(text: &str) -> Result<u64, String> {
    let units = [("GiB", 30), ("MiB", 20), ("KiB", 10), ("", 0)];
    let split = |(unit, bits): (&str, u32)| Some((text.strip_suffix(unit)?, bits));
    let (digits, bits) = units.into_iter().find_map(split).unwrap_or((text, 0));
    let number = digits.trim_end().parse::<u64>().ok();
    let bytes = number.and_then(|number| number.checked_mul(1 << bits));
    bytes
        .filter(|&bytes| bytes > 0)
        .ok_or_else(|| "this is a size, as in 500MiB or 8GiB".to_owned())
}

/// A date, taken at its first instant in UTC, or an RFC 3339 time.
pub(super) fn instant(text: &str) -> Result<Timestamp, String> {
    let date = |text: &str| {
        let midnight = calendar::day(text)?.at(0, 0, 0, 0);
        TimeZone::UTC.to_timestamp(midnight).ok()
    };
    let time = text.parse().ok();
    time.or_else(|| date(text)).ok_or_else(|| {
        "neither a date such as 2027-01-31 nor a time such as 2027-01-31T12:00:00Z".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owned_export_names_both() {
        let export = owned("tenant=a=b.json").unwrap();
        assert_eq!(
            (export.path, export.of),
            ("a=b.json".into(), Some(Owner::Tenant))
        );
        for wrong in ["a.json", "tenant=", "contoso=a.json"] {
            assert!(owned(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_size_has_a_unit() {
        assert_eq!(size("500MiB"), Ok(500 << 20));
        assert_eq!(size("8 GiB"), Ok(8 << 30));
        assert_eq!(size("1000"), Ok(1000));
        for wrong in ["", "0", "GiB", "1.5GiB", "-1", "4GB", "99999999999GiB"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_instant_is_a_date_or_a_time() {
        let midnight: Timestamp = "2027-01-31T00:00:00Z".parse().unwrap();
        assert_eq!(instant("2027-01-31"), Ok(midnight));
        assert_eq!(instant("2027-01-31T00:00:00Z"), Ok(midnight));
        assert!(instant("2026-02-30").is_err());
        assert!(instant("tomorrow").is_err());
    }
}
