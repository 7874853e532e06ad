//! One recommendation held against one resource.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::resource::ResourceType;

/// What a policy says of a resource.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Health {
    /// The policy is applicable and its `healthy` rule is true.
    Healthy,
    /// The policy is applicable and `healthy` is not true.
    Unhealthy,
    /// The resource is not the policy's concern.
    NotApplicable,
    /// The policy failed on this resource.
    Indeterminate,
}

impl Health {
    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::Unhealthy => "unhealthy",
            Self::NotApplicable => "notApplicable",
            Self::Indeterminate => "indeterminate",
        }
    }

    /// Whether it pulls its resource down: an error never counts for the better.
    pub fn is_failing(self) -> bool {
        matches!(self, Self::Unhealthy | Self::Indeterminate)
    }
}

/// A policy's answer for one resource, before any exemption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What it says.
    pub health: Health,
    /// What was found and what was wanted; for an indeterminate one, what went wrong.
    pub reasons: Vec<String>,
}

impl Verdict {
    /// No verdict could be reached, for this reason.
    pub fn indeterminate(reason: impl Into<String>) -> Self {
        Self {
            health: Health::Indeterminate,
            reasons: vec![reason.into()],
        }
    }
}

/// Of which verdicts somebody reads the reasons, from few to all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reasons {
    /// Of those that were not reached: everybody wants to know why.
    #[default]
    Indeterminate,
    /// Of those that pull their resources down.
    Failing,
    /// Of every one.
    All,
}

impl Reasons {
    /// Whether somebody reads the reasons of a verdict.
    pub fn are_read(self, health: Health) -> bool {
        match self {
            Self::Indeterminate => health == Health::Indeterminate,
            Self::Failing => health.is_failing(),
            Self::All => true,
        }
    }
}

/// Whether a recommendation is assessed and counted in a scope, and why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Assessed and counted.
    Scored,
    /// Assessed and shown, not counted.
    Preview,
    /// Switched off by the catalog, for this reason.
    Disabled(String),
    /// Not assessed: the inventory holds nothing of these types, which it needs.
    NotCollected(Vec<ResourceType>),
}

impl Standing {
    /// The word that reports use.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Scored => "scored",
            Self::Preview => "preview",
            Self::Disabled(_) => "disabled",
            Self::NotCollected(_) => "notCollected",
        }
    }
}
