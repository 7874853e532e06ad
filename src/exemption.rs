//! Exemptions: pairs of a recommendation and a resource that somebody answers for.

mod error;
mod raw;
mod review;
mod selector;
#[cfg(test)]
mod tests;
mod validate;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use error::{ExemptionComplaint, ExemptionError};
pub use review::{ExemptionUse, ExemptionUses, Status};

use crate::recommendation::{RecommendationId, Recommendations};
use crate::resource::{Narrowness, Resource};
use crate::text::{Place, SourceText, Warning, schema};
use error::Findings;
use selector::Selectors;

/// What an exemption says of the pairs that it holds.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Resolved by other means.
    Mitigated,
    /// The risk is accepted.
    Waiver,
}

impl Category {
    /// The word that files and reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mitigated => "mitigated",
            Self::Waiver => "waiver",
        }
    }
}

/// One entry of an exemption file.
#[derive(Clone, Debug)]
pub struct Exemption {
    /// Its id, unique across all files.
    pub id: String,
    /// What it says of its pairs.
    pub category: Category,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Where it was decided.
    pub ticket: Option<String>,
    /// The instant from which it is no longer honoured.
    pub expires: Option<Timestamp>,
    /// The end as written.
    pub expires_text: Option<String>,
    /// More matches than this are an error.
    pub expected_matches: Option<u64>,
    /// The file that it is in.
    pub file: String,
    /// The line in which it starts, counted from 1.
    pub line: usize,
    selectors: Selectors,
    place: Place,
}

/// What exemptions may name.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The controls of the catalog and their recommendations.
    pub controls: &'a BTreeMap<String, BTreeSet<RecommendationId>>,
    /// All recommendations.
    pub known: &'a Recommendations,
    /// Whether exemptions may go without an end.
    pub open_ended: bool,
}

/// All exemptions of a run, in the order of their files' names.
#[derive(Clone, Debug, Default)]
pub struct Exemptions {
    list: Vec<Exemption>,
    by_recommendation: BTreeMap<RecommendationId, Vec<usize>>,
}

/// Which exemptions apply to a pair, by their places in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// The one that holds.
    pub winner: Option<usize>,
    /// Live ones that would hold if the winner were not there, the next first.
    pub shadowed: Vec<usize>,
    /// Ones that would match if they had not expired.
    pub expired: Vec<usize>,
}

impl Exemption {
    /// Whether it is honoured at `as_of`: until its end, and not at it.
    pub fn is_live(&self, as_of: Timestamp) -> bool {
        self.expires.is_none_or(|end| as_of < end)
    }

    /// Whether another one says the same, wherever it stands.
    pub fn says_what(&self, other: &Self) -> bool {
        let words = |one: &Self| {
            let texts = [&one.owner, &one.ticket, &one.expires_text].map(Clone::clone);
            (one.id.clone(), one.reason.clone(), texts)
        };
        words(self) == words(other)
            && self.category == other.category
            && self.expected_matches == other.expected_matches
            && self.selectors == other.selectors
    }

    /// The narrowest first; on a tie a waiver, which flatters the score less; then by id.
    fn rank(&self, narrowness: Narrowness) -> impl Ord + '_ {
        (Reverse(narrowness), Reverse(self.category), &self.id)
    }
}

impl Exemptions {
    /// All exemptions, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Exemption> {
        self.list.iter()
    }

    /// The exemption at a place of the list.
    pub fn get(&self, index: usize) -> Option<&Exemption> {
        self.list.get(index)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Which exemptions apply to a recommendation and a resource at `as_of`.
    pub fn holds(
        &self,
        recommendation: &RecommendationId,
        resource: &Resource,
        as_of: Timestamp,
    ) -> Holding {
        let mut live = Vec::new();
        let mut expired = Vec::new();
        for &index in self.about(recommendation) {
            let exemption = &self.list[index];
            match exemption.selectors.narrowness(resource) {
                Some(narrowness) if exemption.is_live(as_of) => live.push((narrowness, index)),
                Some(_) => expired.push(index),
                None => {}
            }
        }
        live.sort_by(|a, b| self.list[a.1].rank(a.0).cmp(&self.list[b.1].rank(b.0)));
        let mut live = live.into_iter().map(|(_, index)| index);
        Holding {
            winner: live.next(),
            shadowed: live.collect(),
            expired,
        }
    }

    fn about(&self, recommendation: &RecommendationId) -> &[usize] {
        self.by_recommendation
            .get(recommendation)
            .map_or(&[], Vec::as_slice)
    }

    fn of(list: Vec<Exemption>) -> Self {
        let mut by_recommendation: BTreeMap<RecommendationId, Vec<usize>> = BTreeMap::new();
        for (index, exemption) in list.iter().enumerate() {
            for id in &exemption.selectors.recommendations {
                by_recommendation.entry(id.clone()).or_default().push(index);
            }
        }
        Self {
            list,
            by_recommendation,
        }
    }
}

/// The JSON Schema of a file of exemptions.
pub fn json_schema() -> serde_json::Value {
    schema::of::<raw::RawFile>()
}

/// Reads exemption files, in the order of their names however they are given.
///
/// # Errors
/// All that is wrong with all files.
pub fn load(
    mut sources: Vec<SourceText>,
    context: &Context<'_>,
) -> Result<(Exemptions, Vec<Warning>), Vec<ExemptionError>> {
    sources.sort_by(|a, b| a.name().cmp(b.name()));
    let mut findings = Findings::default();
    let mut seen = validate::Seen::new();
    let mut list = Vec::new();
    for source in &sources {
        let mut found = Findings::default();
        let mut errors = Vec::new();
        let entries = raw::read(source, &mut errors);
        found
            .errors
            .extend(errors.into_iter().map(ExemptionError::from));
        for entry in entries {
            list.extend(validate::valid(entry, &mut seen, context, &mut found));
        }
        findings.append_document(found);
    }
    if findings.errors.is_empty() {
        Ok((Exemptions::of(list), findings.warnings))
    } else {
        Err(findings.errors)
    }
}
