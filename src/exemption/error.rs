//! What can be wrong with exemptions.

use miette::Diagnostic;
use thiserror::Error;

use crate::resource::PatternError;
use crate::text::yaml::YamlError;
use crate::text::{Placed, Warning};

/// One thing wrong with a file of exemptions, with its place.
#[derive(Clone, Debug, Error, Diagnostic)]
pub enum ExemptionError {
    /// A document that cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Yaml(#[from] YamlError),
    /// A document that can be read and says something impossible.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Complaint(#[from] Placed<ExemptionComplaint>),
}

/// What an exemption may not say or do.
#[derive(Clone, Debug, Error, Diagnostic)]
pub enum ExemptionComplaint {
    /// A key left out, or with a blank value.
    #[error("{whose} needs `{field}`")]
    #[diagnostic(code(exemption::missing_field))]
    MissingField {
        /// `an exemption`, or ``the exemption `EX-014` ``.
        whose: String,
        /// The key.
        field: &'static str,
        /// What to write.
        #[help]
        advice: &'static str,
    },
    /// An exemption from nothing in particular.
    #[error("the exemption `{id}` names neither `recommendations` nor `controls`")]
    #[diagnostic(
        code(exemption::no_recommendation),
        help("say what the resources are exempt from")
    )]
    NoRecommendation {
        /// The entry.
        id: String,
    },
    /// An exemption for everything there is.
    #[error("the exemption `{id}` names neither `resources` nor `tags`")]
    #[diagnostic(
        code(exemption::too_wide),
        help("say which resources are exempt; `resources: [\"**\"]` says all of them")
    )]
    TooWide {
        /// The entry.
        id: String,
    },
    /// A list or mapping written without an element.
    #[error("`{field}` is empty, which is neither all nor none")]
    #[diagnostic(
        code(exemption::empty_selector),
        help("name at least one, or leave the key out")
    )]
    EmptySelector {
        /// The key.
        field: &'static str,
    },
    /// An id given twice.
    #[error("the exemption id `{id}` is taken: {file}, line {line} has it too")]
    #[diagnostic(
        code(exemption::duplicate_id),
        help("give each exemption an id of its own, across all files")
    )]
    DuplicateId {
        /// The id.
        id: String,
        /// The file of the other one.
        file: String,
        /// The line of the other one.
        line: usize,
    },
    /// A name that no recommendation has or had.
    #[error("no recommendation is called `{name}`")]
    #[diagnostic(code(exemption::unknown_recommendation))]
    UnknownRecommendation {
        /// The name.
        name: String,
        /// The nearest one.
        #[help]
        advice: Option<String>,
    },
    /// A name that no control of the catalog has.
    #[error("the catalog has no control `{name}`")]
    #[diagnostic(code(exemption::unknown_control))]
    UnknownControl {
        /// The name.
        name: String,
        /// The nearest one.
        #[help]
        advice: Option<String>,
    },
    /// A pattern of resources that is none.
    #[error("{error}")]
    #[diagnostic(code(exemption::bad_resource_pattern))]
    BadResourcePattern {
        /// Why not.
        error: PatternError,
        /// What to write.
        #[help]
        advice: Option<String>,
    },
    /// An end that is neither a day nor an instant.
    #[error("`{text}` is neither a day nor an instant")]
    #[diagnostic(
        code(exemption::bad_expiry),
        help("write a day such as `2027-01-31`, its end included, or `2027-01-31T18:00:00Z`")
    )]
    BadExpiry {
        /// The text.
        text: String,
    },
    /// More matches than the owner of the exemption expects.
    #[error("the exemption `{id}` matches {matched} pairs, expected are at most {expected}")]
    #[diagnostic(
        code(exemption::too_many_matches),
        help(
            "narrow its `resources`, or raise `expected_matches` after a look at what it matches"
        )
    )]
    TooManyMatches {
        /// The entry.
        id: String,
        /// How many it matches.
        matched: u64,
        /// How many it may match.
        expected: u64,
    },
}

/// What reading exemptions brings to light.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) errors: Vec<ExemptionError>,
    pub(super) warnings: Vec<Warning>,
}

impl Findings {
    pub(super) fn add(&mut self, complaint: Placed<ExemptionComplaint>) {
        self.errors.push(complaint.into());
    }

    /// Takes over what one document brought to light, its errors in the order of the document.
    pub(super) fn append_document(&mut self, mut document: Findings) {
        document.errors.sort_by_key(|error| {
            let first = error.labels().and_then(|mut labels| labels.next());
            first.map(|label| label.offset())
        });
        self.errors.append(&mut document.errors);
        self.warnings.append(&mut document.warnings);
    }
}
