//! A stage with its rows by pair, under the names that the head has for recommendations.

use std::collections::BTreeMap;

use super::{Absence, Stage, State};
use crate::assessment::Standing;
use crate::catalog::Settings;
use crate::exemption::Exemption;
use crate::recommendation::{RecommendationId, named};
use crate::report::AssessmentReport;
use crate::resource::{ResourceId, Scope};

/// A recommendation, by its name at the head where it has one, and a resource.
pub(super) type Pair<'a> = (&'a RecommendationId, &'a ResourceId);

pub(super) struct View<'a> {
    pub(super) stage: Stage<'a>,
    pub(super) rows: BTreeMap<Pair<'a>, &'a AssessmentReport>,
    /// The names of this stage, by those of the head, where they differ.
    former: BTreeMap<&'a RecommendationId, &'a RecommendationId>,
    /// The other way round.
    current: BTreeMap<&'a RecommendationId, &'a RecommendationId>,
    exemptions: BTreeMap<&'a str, &'a Exemption>,
}

/// The views of all stages.
pub(super) fn views<'a>(stages: &[Stage<'a>], head: &Stage<'a>) -> Vec<View<'a>> {
    stages.iter().map(|stage| View::new(*stage, head)).collect()
}

impl<'a> View<'a> {
    fn new(stage: Stage<'a>, head: &Stage<'a>) -> Self {
        let current: BTreeMap<&RecommendationId, &RecommendationId> = stage
            .recommendations
            .keys()
            .filter_map(|id| Some((id, renamed(id, &stage, head)?)))
            .collect();
        let pair = |row: &'a AssessmentReport| {
            let id = &row.recommendation;
            let id = current.get(id).copied().unwrap_or(id);
            ((id, &row.resource), row)
        };
        let exemptions = stage.exemptions.iter();
        Self {
            rows: stage.assessments.iter().map(pair).collect(),
            former: current.iter().map(|(own, head)| (*head, *own)).collect(),
            exemptions: exemptions
                .map(|exemption| (exemption.id.as_str(), exemption))
                .collect(),
            current,
            stage,
        }
    }

    /// The name that the head has for a recommendation of this stage.
    pub(super) fn current<'b>(&self, own: &'b RecommendationId) -> &'b RecommendationId
    where
        'a: 'b,
    {
        self.current.get(own).copied().unwrap_or(own)
    }

    /// The name that this stage has for a recommendation.
    pub(super) fn own<'b>(&self, id: &'b RecommendationId) -> &'b RecommendationId
    where
        'a: 'b,
    {
        self.former.get(id).copied().unwrap_or(id)
    }

    /// What holds for a pair.
    pub(super) fn state(&self, pair: Pair<'_>, scope: &Scope) -> State {
        match self.rows.get(&pair) {
            Some(row) => State::Assessed {
                is_preview: row.standing == Standing::Preview,
                health: row.health,
                raw_health: row.raw_health,
                exemption: row.exemption.as_deref().and_then(|id| {
                    let exemption = self.exemption(id)?;
                    Some((id.to_owned(), exemption.category))
                }),
            },
            None => State::Absent(self.absence(pair.0, scope)),
        }
    }

    fn absence(&self, id: &RecommendationId, scope: &Scope) -> Absence {
        let own = self.own(id);
        if !self.stage.recommendations.contains_key(own) {
            return Absence::NoPolicy;
        }
        if self.controls(id).is_empty() {
            return Absence::NoControl;
        }
        let mut scopes = self.stage.report.scopes.iter();
        let scope = scopes.find(|known| known.id == *scope);
        let controls = scope.into_iter().flat_map(|scope| &scope.controls);
        let mut rows = controls.flat_map(|control| &control.recommendations);
        match rows.find(|row| row.id == *own).map(|row| &row.standing) {
            Some(Standing::Disabled(_)) => Absence::Disabled,
            Some(Standing::NotCollected(_)) => Absence::NotCollected,
            _ => Absence::OtherType,
        }
    }

    pub(super) fn exemption(&self, id: &str) -> Option<&'a Exemption> {
        self.exemptions.get(id).copied()
    }

    /// What the catalog says of a recommendation in a scope.
    pub(super) fn settings(&self, id: &RecommendationId, scope: &Scope) -> Option<Settings> {
        let recommendation = self.stage.recommendations.get(self.own(id))?;
        let (catalog, as_of) = (self.stage.catalog, self.stage.as_of);
        Some(catalog.settings(recommendation, scope, as_of))
    }

    /// The controls that have a recommendation.
    pub(super) fn controls(&self, id: &RecommendationId) -> Vec<&'a str> {
        let own = self.own(id);
        let controls = self.stage.catalog.controls.iter();
        let having = controls.filter(|control| control.recommendations.contains(own));
        having.map(|control| control.id.as_str()).collect()
    }
}

/// The head's name for a recommendation that has another one in a stage.
fn renamed<'a>(
    id: &RecommendationId,
    stage: &Stage<'a>,
    head: &Stage<'a>,
) -> Option<&'a RecommendationId> {
    let found = named(head.recommendations, id.as_str())?;
    let current = &found.recommendation.id;
    let is_free = !stage.recommendations.contains_key(current);
    (found.formerly && is_free).then_some(current)
}
