//! The snapshot of what a fixture means: its scores, every verdict on it, and what was not
//! collected. A person accepts it once; from then on it is held against what the policies say.

mod change;
mod decimal;
mod read;
mod words;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Deserialize;

use crate::assessment::{Health, Standing};
use crate::points::{Exact, round};
use crate::recommendation::RecommendationId;
use crate::report::{AssessmentReport, ControlReport, Report, ScopeReport};
use crate::resource::ResourceType;
use crate::score::{Figures, Reading};

pub use change::{Change, Direction};
pub use decimal::Decimal;
pub use read::RulingError;

/// The name under which a snapshot stands beside its inventory.
pub const FILE_NAME: &str = "expected.yaml";

/// What a report means, without what only shows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The instant of the run. A snapshot keeps it, so that it means the same on any day.
    pub as_of: Timestamp,
    /// All scopes together.
    pub overall: Overall,
    /// Each scope by its id.
    #[serde(default)]
    pub scopes: BTreeMap<String, ScopeSnapshot>,
    /// The verdicts, recommendation by recommendation. Within one, a resource has its own name
    /// where no other has it too, else its id.
    #[serde(default)]
    pub verdicts: BTreeMap<RecommendationId, BTreeMap<String, Ruling>>,
}

/// The score of all scopes, as percentages; none where nothing counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overall {
    /// Exemptions honoured.
    #[serde(deserialize_with = "Option::deserialize")]
    pub percent: Option<Decimal>,
    /// As if there were no exemptions.
    #[serde(deserialize_with = "Option::deserialize")]
    pub without_exemptions: Option<Decimal>,
}

/// One scope.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeSnapshot {
    /// Its name for people.
    pub name: String,
    /// Its score, exemptions honoured.
    pub score: Figure,
    /// Its score as if there were no exemptions.
    pub without_exemptions: Figure,
    /// The score of each control in which points can be had.
    #[serde(default)]
    pub controls: BTreeMap<String, Figure>,
    /// The recommendations that wait for data, each with the types that it waits for.
    #[serde(default)]
    pub not_collected: BTreeMap<RecommendationId, BTreeSet<String>>,
}

/// A score in percent and in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Of the points that can be had; none where none can be.
    #[serde(deserialize_with = "Option::deserialize")]
    pub percent: Option<Decimal>,
    /// The points that there are.
    pub points: Decimal,
    /// The points that can be had.
    pub max: Decimal,
}

/// A verdict with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The policy's answer, whatever exemptions say.
    pub health: Health,
    /// Whether it is shown and does not count.
    pub is_preview: bool,
    /// The exemption that holds.
    pub exempt: Option<Exempt>,
    /// What was found and what was wanted.
    pub reasons: Vec<String>,
}

/// What an exemption makes of a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exempt {
    /// The exemption's id.
    pub exemption: String,
    /// The health that counts.
    pub counts_as: Health,
}

impl Snapshot {
    /// What a report and the assessments behind it mean.
    pub fn of(report: &Report, assessments: &[AssessmentReport]) -> Self {
        let mut rows: BTreeMap<&RecommendationId, Vec<&AssessmentReport>> = BTreeMap::new();
        for row in assessments {
            rows.entry(&row.recommendation).or_default().push(row);
        }
        let verdicts = rows
            .into_iter()
            .map(|(id, rows)| (id.clone(), rulings(&rows)));
        let scope = |scope: &ScopeReport| (scope.id.to_string(), ScopeSnapshot::of(scope));
        Self {
            as_of: report.as_of,
            overall: Overall {
                percent: report.overall.effective.map(percent),
                without_exemptions: report.overall.raw.map(percent),
            },
            scopes: report.scopes.iter().map(scope).collect(),
            verdicts: verdicts.collect(),
        }
    }

    /// The same without a path in what is said of policies that failed: that of the directory
    /// from which their own are taken, which is another one for each who asks.
    #[must_use]
    pub fn without_path(mut self, path: &str) -> Self {
        let rulings = self.verdicts.values_mut().flat_map(BTreeMap::values_mut);
        for ruling in rulings.filter(|ruling| ruling.health == Health::Indeterminate) {
            for reason in &mut ruling.reasons {
                *reason = reason.replace(path, "");
            }
        }
        self
    }

    /// The snapshot of an inventory of which nothing is known: what a new one is new against.
    pub fn nothing(as_of: Timestamp) -> Self {
        Self {
            as_of,
            overall: Overall {
                percent: None,
                without_exemptions: None,
            },
            scopes: BTreeMap::new(),
            verdicts: BTreeMap::new(),
        }
    }

    /// Whether no policy looks at anything: nothing is assessed, and nothing waits for data.
    pub fn is_blank(&self) -> bool {
        let mut scopes = self.scopes.values();
        self.verdicts.is_empty() && scopes.all(|scope| scope.not_collected.is_empty())
    }

    /// Every verdict, with its recommendation and its resource.
    pub fn rulings(&self) -> impl Iterator<Item = (&RecommendationId, &str, &Ruling)> {
        let rulings = self.verdicts.iter();
        rulings.flat_map(|(id, of)| {
            let of = of.iter();
            of.map(move |(resource, ruling)| (id, resource.as_str(), ruling))
        })
    }
}

impl ScopeSnapshot {
    fn of(report: &ScopeReport) -> Self {
        let figure = |control: &ControlReport| {
            let figure = Figure::of(&control.score.figures(Reading::Effective));
            (control.score.control.id.clone(), figure)
        };
        let controls = report.controls.iter().map(figure);
        let controls = controls.filter(|(_, figure)| figure.percent.is_some());
        let rows = report
            .controls
            .iter()
            .flat_map(|control| &control.recommendations);
        let waiting = rows.filter_map(|row| match &row.standing {
            Standing::NotCollected(types) => Some((row.id.clone(), names(types))),
            Standing::Scored | Standing::Preview | Standing::Disabled(_) => None,
        });
        Self {
            name: report.name.clone(),
            score: Figure::of(&report.score.figures(Reading::Effective)),
            without_exemptions: Figure::of(&report.score.figures(Reading::Raw)),
            controls: controls.collect(),
            not_collected: waiting.collect(),
        }
    }
}

impl Figure {
    fn of(figures: &Figures) -> Self {
        Self {
            percent: figures.ratio().map(percent),
            points: Decimal::rounded(figures.current),
            max: Decimal::rounded(figures.max),
        }
    }
}

impl Ruling {
    fn of(row: &AssessmentReport) -> Self {
        let exempt = |exemption: &String| Exempt {
            exemption: exemption.clone(),
            counts_as: row.health,
        };
        Self {
            health: row.raw_health,
            is_preview: row.standing == Standing::Preview,
            exempt: row.exemption.as_ref().map(exempt),
            reasons: row.reasons.clone(),
        }
    }

    /// Whether a policy failed here and that counts.
    pub fn is_doubtful(&self) -> bool {
        let counts_as = self
            .exempt
            .as_ref()
            .map_or(self.health, |exempt| exempt.counts_as);
        counts_as == Health::Indeterminate && !self.is_preview
    }
}

/// A ratio as reports have it, four digits of it, in percent.
fn percent(ratio: Exact) -> Decimal {
    Decimal::rounded(round(ratio, 4) * Exact::from(100))
}

fn names(types: &[ResourceType]) -> BTreeSet<String> {
    types.iter().map(ToString::to_string).collect()
}

/// The verdicts of one recommendation.
fn rulings(rows: &[&AssessmentReport]) -> BTreeMap<String, Ruling> {
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        *bearers.entry(row.resource.name()).or_default() += 1;
    }
    let label = |row: &AssessmentReport| {
        let name = row.resource.name();
        // A mapping with the key `<<` is refused by readers of YAML.
        let is_clear = bearers.get(name) == Some(&1) && !["", "<<"].contains(&name);
        let label = if is_clear {
            name
        } else {
            row.resource.as_str()
        };
        label.to_owned()
    };
    rows.iter()
        .map(|row| (label(row), Ruling::of(row)))
        .collect()
}

#[cfg(test)]
mod tests;
