//! The one immutable value that formats see: scores, coverage, exemptions and warnings.

mod coverage;
mod failed;
mod gain;
mod group;
mod ledger;
mod row;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::assessment::Standing;
use crate::points::Exact;
use crate::recommendation::{RecommendationId, Severity};
use crate::resource::{Environment, ResourceType, Scope};
use crate::score::ControlScore;
use crate::text::Warning;

pub use failed::{FailedAssessment, Failures};
pub use group::{GroupBy, GroupByError};
pub use ledger::{Arrangement, Ledger};
pub use row::{AssessmentReport, Held, Nobody, Row, Sink};

/// Everything a run found out.
#[derive(Clone, Debug)]
pub struct Report {
    /// The instant of the run.
    pub as_of: Timestamp,
    /// The catalog's title.
    pub title: String,
    /// All scopes together.
    pub overall: Overall,
    /// What was looked at, and what was not.
    pub coverage: Coverage,
    /// One a scope, in the order of their ids.
    pub scopes: Vec<ScopeReport>,
    /// Parts of the inventory, where the user asked for them.
    pub groups: Vec<GroupReport>,
    /// What fixing each recommendation would bring, the most first.
    pub gains: Vec<Gain>,
    /// What counts against a gate.
    pub failures: Failures,
    /// How many assessments were made.
    pub assessments: usize,
    /// One an exemption, in the order of files and entries.
    pub exemptions: Vec<ExemptionReport>,
    /// What the user should know.
    pub warnings: Vec<Warning>,
    /// Records that were left out because they could not be read.
    pub skipped_records: usize,
}

/// The score of several scopes, exact ratios; none where nothing counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overall {
    /// Exemptions honoured.
    pub effective: Option<Exact>,
    /// As if there were no exemptions.
    pub raw: Option<Exact>,
    /// Every indeterminate result taken as healthy; only where there is one.
    pub upper: Option<Exact>,
}

/// What was looked at, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// What became of each recommendation of the catalog.
    pub recommendations: BTreeMap<RecommendationId, Covered>,
    /// The types that some scope has not collected, with what waits for them there.
    pub missing_types: BTreeMap<ResourceType, Vec<RecommendationId>>,
    /// Types that no recommendation looks at, with their number of resources.
    pub unassessed_types: BTreeMap<ResourceType, usize>,
}

/// What became of a recommendation in all scopes together; the best of them counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Covered {
    /// The catalog disables it everywhere, for this reason.
    Disabled(String),
    /// Enabled, and nothing of these types occurs, which it assesses.
    WithoutResources(Vec<ResourceType>),
    /// Enabled, and not assessed anywhere for want of these types.
    NotCollected(Vec<ResourceType>),
    /// Shown, not counted.
    Preview,
    /// Assessed somewhere, and counted.
    Assessed,
}

/// Data that some scope lacks, and how to export it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MissingExport {
    /// The command; none where nobody knows how to export the types.
    pub command: Option<String>,
    /// The types that it exports.
    pub types: Vec<ResourceType>,
    /// The recommendations that wait for them.
    pub waiting: BTreeSet<RecommendationId>,
}

/// How many recommendations there are of each [`Covered`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoverageCounts {
    /// Assessed somewhere.
    pub assessed: usize,
    /// Assessed nowhere for want of data.
    pub not_collected: usize,
    /// Those whose resource types do not occur.
    pub without_resources: usize,
    /// Disabled everywhere.
    pub disabled: usize,
    /// Shown, not counted.
    pub preview: usize,
}

/// One scope.
#[derive(Clone, Debug)]
pub struct ScopeReport {
    /// Its id.
    pub id: Scope,
    /// Its name for people.
    pub name: String,
    /// The kind of place that it is in.
    pub environment: Environment,
    /// Its score.
    pub score: crate::score::ScopeScore,
    /// One a control, in catalog order.
    pub controls: Vec<ControlReport>,
}

/// One control of one scope.
#[derive(Clone, Debug)]
pub struct ControlReport {
    /// Its score.
    pub score: ControlScore,
    /// One a recommendation, in catalog order.
    pub recommendations: Vec<RecommendationReport>,
}

/// One recommendation in one scope.
#[derive(Clone, Debug)]
pub struct RecommendationReport {
    /// Its id.
    pub id: RecommendationId,
    /// What should hold.
    pub title: String,
    /// How much it matters there.
    pub severity: Severity,
    /// Whether it counts, and why not.
    pub standing: Standing,
    /// Healthy resources that no exemption covers.
    pub healthy: u64,
    /// Unhealthy resources that no exemption covers.
    pub unhealthy: u64,
    /// Resources that are not its concern and that no exemption covers.
    pub not_applicable: u64,
    /// Resources on which the policy failed and that no exemption covers.
    pub indeterminate: u64,
    /// Resources that an exemption covers, whatever their health.
    pub exempt: u64,
}

/// One exemption.
#[derive(Clone, Debug)]
pub struct ExemptionReport {
    /// Its id.
    pub id: String,
    /// `active`, `expired`, `unused` or `shadowed`.
    pub status: &'static str,
    /// Pairs that it selects.
    pub matched: u64,
    /// Points that it adds to the sum of all scopes.
    pub points: Exact,
    /// When it ends, as written.
    pub expires: Option<String>,
}

/// What fixing everything that one recommendation finds would bring.
#[derive(Clone, Debug)]
pub struct Gain {
    /// The recommendation.
    pub id: RecommendationId,
    /// What should hold.
    pub title: String,
    /// How much it matters.
    pub severity: Severity,
    /// Resources that fail it.
    pub unhealthy: u64,
    /// Points over all scopes and controls, each rounded to two decimals.
    pub points: Exact,
    /// What the overall ratio would rise by.
    pub ratio: Exact,
}

/// Part of an inventory, such as the resources with one value of a tag.
#[derive(Clone, Debug)]
pub struct GroupReport {
    /// What the parts are made by, as the user wrote it.
    pub by: String,
    /// The value that the resources share; none where they have none.
    pub name: Option<String>,
    /// The score of that part.
    pub overall: Overall,
    /// Resources that count in it.
    pub healthy: u64,
    /// Resources that count against it.
    pub unhealthy: u64,
}
