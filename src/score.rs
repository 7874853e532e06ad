//! From votes to scores: arithmetic only, exact, rounded at the edge.
//!
//! Reproduces the secure score of Microsoft Defender for Cloud figure for figure. Counts are
//! kept, numbers derived: see [`Tally`] for the counts and [`Figures`] for the numbers.

mod figures;
mod fold;

use std::collections::BTreeMap;

use crate::assessment::Health;
use crate::catalog::{Catalog, Control, ExemptionMode};
use crate::exemption::Category;
use crate::points::{Exact, round};
use crate::recommendation::RecommendationId;
use crate::resource::Scope;

pub use figures::{Figures, Tally, overall};
use fold::Fold;

/// The answer of one counting recommendation about one resource, and the exemption that holds.
#[derive(Clone, Copy, Debug)]
pub struct Ballot {
    /// About what: a number of its own for each resource of the scope.
    pub resource: usize,
    /// The answer, before any exemption.
    pub health: Health,
    /// The exemption that holds for the pair: its number in the run, and its category.
    pub exemption: Option<(usize, Category)>,
}

/// The answers of the recommendations that count in one scope.
#[derive(Clone, Debug, Default)]
pub struct Ballots<'a>(BTreeMap<&'a RecommendationId, Vec<Ballot>>);

impl<'a> Ballots<'a> {
    /// Takes what a recommendation answered; in what order, does not matter.
    pub fn cast(
        &mut self,
        recommendation: &'a RecommendationId,
        ballots: impl IntoIterator<Item = Ballot>,
    ) {
        self.0.entry(recommendation).or_default().extend(ballots);
    }

    /// The ballots of each part by themselves; `part` says which one a resource is in.
    pub fn parted<P: Ord>(&self, part: impl Fn(usize) -> P) -> BTreeMap<P, Self> {
        let mut parts: BTreeMap<P, Self> = BTreeMap::new();
        for (&recommendation, ballots) in &self.0 {
            let mut parted: BTreeMap<P, Vec<Ballot>> = BTreeMap::new();
            for ballot in ballots {
                let of_part = parted.entry(part(ballot.resource)).or_default();
                of_part.push(*ballot);
            }
            for (part, ballots) in parted {
                parts.entry(part).or_default().cast(recommendation, ballots);
            }
        }
        parts
    }

    fn of(&self, recommendation: &RecommendationId) -> &[Ballot] {
        self.0.get(recommendation).map_or(&[], Vec::as_slice)
    }
}

impl Ballot {
    /// The health that counts, exemptions applied.
    pub fn effective(&self, mode: ExemptionMode) -> Health {
        match (self.exemption.map(|(_, category)| category), mode) {
            (None, _) => self.health,
            (Some(Category::Mitigated), ExemptionMode::Standard) => Health::Healthy,
            (Some(Category::Mitigated), ExemptionMode::Classic) | (Some(Category::Waiver), _) => {
                Health::NotApplicable
            }
        }
    }
}

/// A score under one reading of the same votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Exemptions honoured.
    Effective,
    /// As if there were no exemptions.
    Raw,
    /// Exemptions honoured and every indeterminate result taken as healthy: the upper bound.
    Upper,
}

/// A control of one scope: who voted how.
#[derive(Clone, Debug)]
pub struct ControlScore {
    /// The control, as the catalog has it.
    pub control: Control,
    effective: Tally,
    raw: Tally,
    /// For each recommendation, the resources that nothing but it keeps from being healthy.
    alone: BTreeMap<RecommendationId, u64>,
    /// For each exemption, the votes as they would be without it.
    without: BTreeMap<usize, Tally>,
}

/// All controls of one scope.
#[derive(Clone, Debug)]
pub struct ScopeScore {
    /// The scope.
    pub scope: Scope,
    /// Its controls, in catalog order; those in which nothing voted as well.
    pub controls: Vec<ControlScore>,
}

/// Scores one scope. `ballots` are the answers of the recommendations that count there.
pub fn score(catalog: &Catalog, scope: &Scope, ballots: &Ballots<'_>) -> ScopeScore {
    let controls = catalog.controls.iter();
    let control = |control| ControlScore::new(control, ballots, catalog.exemptions);
    ScopeScore {
        scope: scope.clone(),
        controls: controls.map(control).collect(),
    }
}

impl ControlScore {
    fn new(control: &Control, ballots: &Ballots<'_>, mode: ExemptionMode) -> Self {
        let ids = &control.recommendations;
        let ballots = ids.iter().map(|id| ballots.of(id));
        let folded = Fold::of(ballots, mode).folded();
        let alone = folded.alone.into_iter();
        let alone = alone.filter_map(|(number, count)| Some((ids.get(number)?.clone(), count)));
        Self {
            control: control.clone(),
            effective: folded.effective,
            raw: folded.raw,
            alone: alone.collect(),
            without: folded.without,
        }
    }

    /// Who voted how. Under [`Reading::Upper`], indeterminate ones have voted healthy.
    pub fn tally(&self, reading: Reading) -> Tally {
        match reading {
            Reading::Effective => self.effective,
            Reading::Raw => self.raw,
            Reading::Upper => self.effective.upper(),
        }
    }

    /// The control's numbers.
    pub fn figures(&self, reading: Reading) -> Figures {
        Figures::of_control(&self.control.max_score, self.tally(reading))
    }

    /// The points that wait where every unhealthy resource became healthy, unrounded.
    pub fn potential(&self) -> Exact {
        self.gain_of(self.effective.unhealthy)
    }

    /// The points that fixing everything one recommendation finds would bring, unrounded:
    /// only resources that no other recommendation of the control keeps down count.
    pub fn gain(&self, recommendation: &RecommendationId) -> Exact {
        self.gain_of(self.alone.get(recommendation).copied().unwrap_or_default())
    }

    fn gain_of(&self, resources: u64) -> Exact {
        let voters = self.effective.voters();
        if voters == 0 {
            return Exact::from(0);
        }
        self.control.max_score.exact() * Exact::new(resources.into(), voters.into())
    }

    /// The points that one exemption adds to this control's rounded current score; negative
    /// where it takes some.
    pub fn exempted(&self, exemption: usize) -> Exact {
        let Some(without) = self.without.get(&exemption) else {
            return Exact::from(0);
        };
        let with = self.figures(Reading::Effective).current;
        with - Figures::of_control(&self.control.max_score, *without).current
    }
}

impl ScopeScore {
    /// The scope's numbers: sums over its controls.
    pub fn figures(&self, reading: Reading) -> Figures {
        Figures::of_scope(self.controls.iter().map(|control| control.figures(reading)))
    }

    /// The points that fixing everything one recommendation finds would bring to the scope,
    /// each control's rounded to two decimals.
    pub fn gain(&self, recommendation: &RecommendationId) -> Exact {
        let controls = self.controls.iter();
        let controls = controls.filter(|control| control.alone.contains_key(recommendation));
        let gains = controls.map(|control| control.gain(recommendation));
        gains.map(|gain| round(gain, 2)).sum()
    }

    /// Whether an indeterminate result is in it, so that [`Reading::Upper`] says more.
    pub fn is_interval(&self) -> bool {
        self.controls
            .iter()
            .any(|control| control.effective.indeterminate > 0)
    }

    /// The points that one exemption adds to the scope.
    pub fn exempted(&self, exemption: usize) -> Exact {
        self.controls
            .iter()
            .map(|control| control.exempted(exemption))
            .sum()
    }
}
