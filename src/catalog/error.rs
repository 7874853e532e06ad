//! What can be wrong with a catalog.

use miette::Diagnostic;
use thiserror::Error;

use crate::points::PointsError;
use crate::resource::PatternError;
use crate::text::yaml::YamlError;
use crate::text::{Placed, Warning};

/// One thing wrong with a catalog, with its place.
#[derive(Clone, Debug, Error, Diagnostic)]
pub enum CatalogError {
    /// A document that cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Yaml(#[from] YamlError),
    /// A document that can be read and says something impossible.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Complaint(#[from] Placed<CatalogComplaint>),
}

/// What a catalog may not say.
#[derive(Clone, Debug, Error, Diagnostic)]
pub enum CatalogComplaint {
    /// A key left out, or with a blank value.
    #[error("{whose} needs `{field}`")]
    #[diagnostic(code(catalog::missing_field))]
    MissingField {
        /// `a catalog`, ``the new control `x` `` …
        whose: String,
        /// The key.
        field: &'static str,
    },
    /// A list written without an element.
    #[error("the list of recommendations is empty")]
    #[diagnostic(
        code(catalog::empty_list),
        help("name at least one recommendation, or leave the list out")
    )]
    EmptyList,
    /// The extended catalog cannot be had.
    #[error("cannot extend `{name}`: {reason}")]
    #[diagnostic(code(catalog::cannot_extend))]
    CannotExtend {
        /// The name or path as written.
        name: String,
        /// What the loader says.
        reason: String,
    },
    /// A chain of extended catalogs that does not end.
    #[error("extending `{name}` never ends: {chain}")]
    #[diagnostic(
        code(catalog::endless_extends),
        help("a catalog cannot extend itself, nor one that extends it")
    )]
    EndlessExtends {
        /// The name or path as written.
        name: String,
        /// The files on the way.
        chain: String,
    },
    /// A control id of the wrong form.
    #[error("`{id}` is no id of a control")]
    #[diagnostic(
        code(catalog::bad_control_id),
        help("start with a small letter and go on with small letters, digits and `_`")
    )]
    BadControlId {
        /// The id.
        id: String,
    },
    /// A control that stands twice in one file.
    #[error("the control `{id}` stands here a second time; the first is in line {first}")]
    #[diagnostic(
        code(catalog::duplicate_control),
        help("put all its recommendations into one list")
    )]
    DuplicateControl {
        /// The id.
        id: String,
        /// The line of the first.
        first: usize,
    },
    /// An addition to a control that the extended catalog does not have.
    #[error("no extended catalog has a control `{id}`")]
    #[diagnostic(code(catalog::unknown_control))]
    UnknownControl {
        /// The id.
        id: String,
        /// The nearest id, or how to make a new control.
        #[help]
        advice: String,
    },
    /// A name that no recommendation has or had.
    #[error("no recommendation is called `{name}`")]
    #[diagnostic(code(catalog::unknown_recommendation))]
    UnknownRecommendation {
        /// The name.
        name: String,
        /// The nearest one.
        #[help]
        advice: Option<String>,
    },
    /// A recommendation that stands twice where it may stand once.
    #[error("`{name}` stands here a second time")]
    #[diagnostic(
        code(catalog::repeated_recommendation),
        help("leave one of the two out")
    )]
    RepeatedRecommendation {
        /// The name.
        name: String,
    },
    /// A max score that is no number of points.
    #[error("{reason}")]
    #[diagnostic(
        code(catalog::bad_max_score),
        help("write a number from 0 to 1000000 with at most 2 decimals")
    )]
    BadMaxScore {
        /// Why not.
        reason: PointsError,
    },
    /// A recommendation disabled without a word.
    #[error("`{name}` is disabled without a reason")]
    #[diagnostic(
        code(catalog::missing_reason),
        help("add `reason:` beside `enabled: false`; reports show it")
    )]
    MissingReason {
        /// The name.
        name: String,
    },
    /// A day that is not in the calendar.
    #[error("`{text}` is no day")]
    #[diagnostic(
        code(catalog::bad_date),
        help("write a day of the calendar in the form `2027-03-31`")
    )]
    BadDate {
        /// The text.
        text: String,
    },
    /// The end of a preview that never began.
    #[error("`{name}` has a `preview_until` and is no preview")]
    #[diagnostic(
        code(catalog::preview_until_without_preview),
        help("add `preview: true`, or leave `preview_until` out")
    )]
    PreviewUntilWithoutPreview {
        /// The name.
        name: String,
    },
    /// A parameter that the recommendation does not declare.
    #[error("`{name}` has no parameter `{parameter}`")]
    #[diagnostic(code(catalog::unknown_parameter))]
    UnknownParameter {
        /// The recommendation.
        name: String,
        /// The parameter.
        parameter: String,
        /// The nearest one.
        #[help]
        advice: Option<String>,
    },
    /// A parameter of the wrong kind.
    #[error("`{value}` is no {expected}, as the parameter `{parameter}` takes it")]
    #[diagnostic(code(catalog::wrong_parameter_type))]
    WrongParameterType {
        /// The parameter.
        parameter: String,
        /// The kind that it takes.
        expected: &'static str,
        /// The value as JSON.
        value: String,
    },
    /// A pattern of scopes that is none.
    #[error("{error}")]
    #[diagnostic(code(catalog::bad_match))]
    BadMatch {
        /// Why not.
        error: PatternError,
        /// What to write.
        #[help]
        advice: Option<String>,
    },
}

/// What reading a catalog brings to light.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) errors: Vec<CatalogError>,
    pub(super) warnings: Vec<Warning>,
}

impl Findings {
    pub(super) fn add(&mut self, complaint: Placed<CatalogComplaint>) {
        self.errors.push(complaint.into());
    }

    pub(super) fn add_yaml(&mut self, errors: Vec<YamlError>) {
        self.errors
            .extend(errors.into_iter().map(CatalogError::from));
    }

    /// The errors of one document, in the order of the document.
    pub(super) fn into_sorted_errors(mut self) -> Vec<CatalogError> {
        self.errors.sort_by_key(|error| {
            let first = error.labels().and_then(|mut labels| labels.next());
            first.map(|label| label.offset())
        });
        self.errors
    }
}
