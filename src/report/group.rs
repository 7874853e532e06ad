//! Parts of an inventory, scored by themselves.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::GroupReport;
use super::build::{ballots, overall};
use crate::assess::{Rules, ScopeOutcomes};
use crate::inventory::{Inventory, LoadError};
use crate::resource::Resource;
use crate::score::{self, Ballot, Reading, ScopeScore};

/// What parts are made by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// The kind of place: Azure, AWS, …
    Environment,
    /// The Azure resource group, by its id.
    ResourceGroup,
    /// The value of a tag.
    Tag(String),
}

/// A word that names no way to make parts.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is none of environment, resource-group, tag:NAME")]
pub struct GroupByError(String);

impl FromStr for GroupBy {
    type Err = GroupByError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match (text, text.strip_prefix("tag:")) {
            ("environment", _) => Ok(Self::Environment),
            ("resource-group", _) => Ok(Self::ResourceGroup),
            (_, Some(name)) if !name.is_empty() => Ok(Self::Tag(name.to_owned())),
            _ => Err(GroupByError(text.to_owned())),
        }
    }
}

impl fmt::Display for GroupBy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Environment => formatter.write_str("environment"),
            Self::ResourceGroup => formatter.write_str("resource-group"),
            Self::Tag(name) => write!(formatter, "tag:{name}"),
        }
    }
}

impl GroupBy {
    fn name(&self, resource: &Resource) -> Option<String> {
        match self {
            Self::Environment => Some(resource.scope.environment().as_str().to_owned()),
            Self::ResourceGroup => {
                let group = resource.id.resource_group()?;
                Some(format!("{}/resourcegroups/{group}", resource.scope))
            }
            Self::Tag(name) => resource.tag(name).map(str::to_owned),
        }
    }
}

/// The score of each part: in each scope only its resources vote, and the scopes are put
/// together as they are for the overall score, those in which nothing of it counts left out.
///
/// # Errors
/// A scope cannot be loaded.
pub(super) fn reports(
    by: &GroupBy,
    rules: Rules<'_>,
    inventory: &Inventory,
    outcomes: &[ScopeOutcomes],
) -> Result<Vec<GroupReport>, LoadError> {
    let mut parts: BTreeMap<Option<String>, Vec<ScopeScore>> = BTreeMap::new();
    for scope in outcomes {
        let mut members: BTreeMap<Option<String>, Vec<Ballot<'_>>> = BTreeMap::new();
        for ballot in ballots(rules, scope) {
            let resource = inventory.get(ballot.resource)?;
            let name = resource.and_then(|resource| by.name(&resource));
            members.entry(name).or_default().push(ballot);
        }
        for (name, ballots) in members {
            let score = score::score(rules.catalog, &scope.scope, &ballots);
            parts.entry(name).or_default().push(score);
        }
    }
    let parts = parts.into_iter();
    Ok(parts
        .map(|(name, scores)| report(by, name, &scores))
        .collect())
}

fn report(by: &GroupBy, name: Option<String>, scores: &[ScopeScore]) -> GroupReport {
    let tallies = scores
        .iter()
        .flat_map(|score| &score.controls)
        .map(|control| control.tally(Reading::Effective));
    let references: Vec<&ScopeScore> = scores.iter().collect();
    GroupReport {
        by: by.to_string(),
        name,
        overall: overall(&references, true),
        healthy: tallies.clone().map(|tally| tally.healthy).sum(),
        unhealthy: tallies.map(|tally| tally.unhealthy).sum(),
    }
}
