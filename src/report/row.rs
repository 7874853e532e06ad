//! Assessments, one by one: a report counts them, and whoever wants to have them takes them down.

use std::io;

use crate::assessment::{Health, Reasons, Standing};
use crate::inventory::ScopeInventory;
use crate::recommendation::{RecommendationId, Severity};
use crate::resource::{Resource, ResourceId, Scope};

/// One recommendation x one resource, while its scope is there.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// What should hold.
    pub recommendation: &'a RecommendationId,
    /// What it was held against.
    pub resource: &'a Resource,
    /// Whether it counts.
    pub standing: &'a Standing,
    /// How much it matters.
    pub severity: Severity,
    /// The health that counts, exemptions applied.
    pub health: Health,
    /// The policy's answer.
    pub raw_health: Health,
    /// What was found and what was wanted.
    pub reasons: &'a [String],
    /// The exemption that holds.
    pub exemption: Option<&'a str>,
}

/// One recommendation x one resource.
#[derive(Clone, Debug)]
pub struct AssessmentReport {
    /// What should hold.
    pub recommendation: RecommendationId,
    /// What it was held against.
    pub resource: ResourceId,
    /// Where the resource lives.
    pub scope: Scope,
    /// Whether it counts.
    pub standing: Standing,
    /// How much it matters.
    pub severity: Severity,
    /// The health that counts, exemptions applied.
    pub health: Health,
    /// The policy's answer.
    pub raw_health: Health,
    /// What was found and what was wanted.
    pub reasons: Vec<String>,
    /// The exemption that holds.
    pub exemption: Option<String>,
}

/// Who takes down the assessments of a run, which nobody else keeps.
pub trait Sink: Send {
    /// Of which assessments it wants the reasons.
    fn reasons(&self) -> Reasons {
        Reasons::Indeterminate
    }

    /// A run begins, or begins anew: what was taken down counts for nothing.
    ///
    /// # Errors
    /// The system's own, where a file takes it; they end the run.
    fn begin(&mut self) -> io::Result<()>;

    /// A scope is there; its rows follow.
    ///
    /// # Errors
    /// As [`Self::begin`].
    fn enter(&mut self, _: &ScopeInventory) -> io::Result<()> {
        Ok(())
    }

    /// Takes a row. They come in the order of scopes, recommendations and resources.
    ///
    /// # Errors
    /// As [`Self::begin`].
    fn take(&mut self, row: Row<'_>) -> io::Result<()>;
}

/// Nobody wants the assessments.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

/// All assessments, held in memory.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// The assessments of the run.
    pub assessments: Vec<AssessmentReport>,
    reasons: Reasons,
}

impl Held {
    /// None yet; these reasons will be there.
    pub fn with(reasons: Reasons) -> Self {
        Self {
            assessments: Vec::new(),
            reasons,
        }
    }
}

impl Sink for Nobody {
    fn begin(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn take(&mut self, _: Row<'_>) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for Held {
    fn reasons(&self) -> Reasons {
        self.reasons
    }

    fn begin(&mut self) -> io::Result<()> {
        self.assessments.clear();
        Ok(())
    }

    fn take(&mut self, row: Row<'_>) -> io::Result<()> {
        self.assessments.push(row.into());
        Ok(())
    }
}

impl From<Row<'_>> for AssessmentReport {
    fn from(row: Row<'_>) -> Self {
        Self {
            recommendation: row.recommendation.clone(),
            resource: row.resource.id.clone(),
            scope: row.resource.scope.clone(),
            standing: row.standing.clone(),
            severity: row.severity,
            health: row.health,
            raw_health: row.raw_health,
            reasons: row.reasons.to_vec(),
            exemption: row.exemption.map(str::to_owned),
        }
    }
}
