//! Parts of an inventory, scored by themselves.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::{GroupReport, Overall};
use crate::catalog::Catalog;
use crate::inventory::ScopeInventory;
use crate::resource::Resource;
use crate::score::{self, Ballots, Figures, Reading, ScopeScore, Tally};

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
#[derive(Debug, Default)]
pub(super) struct Parts(BTreeMap<Option<String>, Part>);

/// What a part comes to in the scopes so far.
#[derive(Debug, Default)]
struct Part {
    effective: Vec<Figures>,
    raw: Vec<Figures>,
    upper: Vec<Figures>,
    is_interval: bool,
    healthy: u64,
    unhealthy: u64,
}

impl Parts {
    /// Adds the ballots of a scope, each to the part of its resource.
    pub(super) fn add(
        &mut self,
        by: &GroupBy,
        catalog: &Catalog,
        scope: &ScopeInventory,
        ballots: &Ballots<'_>,
    ) {
        let names = scope.resources().iter().map(|resource| by.name(resource));
        let names: Vec<Option<String>> = names.collect();
        for (name, ballots) in ballots.parted(|resource| &names[resource]) {
            let score = score::score(catalog, scope.scope(), &ballots);
            self.0.entry(name.clone()).or_default().add(&score);
        }
    }

    /// One report a part.
    pub(super) fn reports(self, by: Option<&GroupBy>) -> Vec<GroupReport> {
        let by = by.map(ToString::to_string).unwrap_or_default();
        let report = |(name, part): (Option<String>, Part)| part.report(&by, name);
        self.0.into_iter().map(report).collect()
    }
}

impl Part {
    fn add(&mut self, score: &ScopeScore) {
        self.effective.push(score.figures(Reading::Effective));
        self.raw.push(score.figures(Reading::Raw));
        self.upper.push(score.figures(Reading::Upper));
        self.is_interval |= score.is_interval();
        let controls = score.controls.iter();
        let tally: Tally = controls
            .map(|control| control.tally(Reading::Effective))
            .sum();
        self.healthy += tally.healthy;
        self.unhealthy += tally.unhealthy;
    }

    fn report(&self, by: &str, name: Option<String>) -> GroupReport {
        let overall = |figures: &[Figures]| score::overall(figures, true);
        GroupReport {
            by: by.to_owned(),
            name,
            overall: Overall {
                effective: overall(&self.effective),
                raw: overall(&self.raw),
                upper: self.is_interval.then(|| overall(&self.upper)).flatten(),
            },
            healthy: self.healthy,
            unhealthy: self.unhealthy,
        }
    }
}
