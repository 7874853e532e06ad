//! What counts against a gate, and what policies failed on: counted, and the first named.

use std::collections::BTreeMap;

use super::Row;
use crate::assessment::{Health, Standing};
use crate::recommendation::{RecommendationId, Severity};
use crate::resource::ResourceId;

/// How many assessments fail, and which ones policies failed on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    failing: BTreeMap<Severity, usize>,
    indeterminate: usize,
    first: Vec<FailedAssessment>,
    all: usize,
}

/// An assessment that a policy failed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedAssessment {
    /// What should hold.
    pub recommendation: RecommendationId,
    /// What it was held against.
    pub resource: ResourceId,
    /// What went wrong.
    pub reasons: Vec<String>,
}

/// Those that a policy failed on are named up to here.
const NAMED: usize = 20;

impl Failures {
    /// Counts a row.
    pub(crate) fn count(&mut self, row: Row<'_>) {
        if *row.standing == Standing::Scored && row.health.is_failing() {
            *self.failing.entry(row.severity).or_default() += 1;
            self.indeterminate += usize::from(row.health == Health::Indeterminate);
        }
        if row.raw_health == Health::Indeterminate {
            self.name(row);
        }
    }

    fn name(&mut self, row: Row<'_>) {
        self.all += 1;
        if self.first.len() < NAMED {
            self.first.push(FailedAssessment {
                recommendation: row.recommendation.clone(),
                resource: row.resource.id.clone(),
                reasons: row.reasons.to_vec(),
            });
        }
    }

    /// Counted assessments that fail, of a severity or above.
    pub fn failing(&self, severity: Severity) -> usize {
        self.failing.range(severity..).map(|(_, count)| count).sum()
    }

    /// Counted assessments on which a policy failed and that no exemption takes out.
    pub fn indeterminate(&self) -> usize {
        self.indeterminate
    }

    /// The first few assessments that policies failed on, whether they count or not.
    pub fn named(&self) -> &[FailedAssessment] {
        &self.first
    }

    /// How many more there are than [`Self::named`] are.
    pub fn unnamed(&self) -> usize {
        self.all - self.first.len()
    }
}
