//! Outcomes become a report.

use std::collections::BTreeMap;

use super::coverage::coverage;
use super::gain;
use super::group::{self, GroupBy};
use super::{
    AssessmentReport, ControlReport, ExemptionReport, Overall, RecommendationReport, Report,
    ScopeReport,
};
use crate::assess::{Answer, Outcome, Rules, ScopeOutcomes};
use crate::assessment::{Health, Standing};
use crate::exemption::{ExemptionError, ExemptionUses};
use crate::inventory::{Inventory, LoadError};
use crate::recommendation::RecommendationId;
use crate::resource::Scope;
use crate::score::{self, Ballot, ControlScore, Figures, Reading, ScopeScore};
use crate::text::Warning;

/// Everything that a report is made of.
#[derive(Debug)]
pub struct Input<'a> {
    /// What decided the run.
    pub rules: Rules<'a>,
    /// What was judged.
    pub inventory: &'a Inventory,
    /// What came of it.
    pub outcomes: &'a [ScopeOutcomes],
    /// What earlier stages want the user to know.
    pub warnings: Vec<Warning>,
    /// Records that were left out.
    pub skipped_records: usize,
    /// Whether scopes in which nothing counts are left out of the overall score.
    pub skip_empty: bool,
    /// Parts to score by themselves.
    pub group_by: Option<&'a GroupBy>,
}

/// Why there is no report.
#[derive(Debug)]
pub enum ReportError {
    /// Exemptions that matched more than their owners expect.
    Exemptions(Vec<ExemptionError>),
    /// A scope that cannot be loaded.
    Inventory(LoadError),
}

impl From<LoadError> for ReportError {
    fn from(error: LoadError) -> Self {
        Self::Inventory(error)
    }
}

/// Builds the report.
///
/// # Errors
/// Exemptions that matched more than their owners expect; a scope that cannot be loaded.
pub fn build(input: Input<'_>) -> Result<Report, ReportError> {
    let uses = uses(input.rules, input.outcomes);
    let excesses = input.rules.exemptions.excesses(&uses);
    if !excesses.is_empty() {
        return Err(ReportError::Exemptions(excesses));
    }
    let mut scopes: Vec<ScopeReport> = input
        .outcomes
        .iter()
        .map(|scope| scope_report(&input, scope))
        .collect();
    // What stands above all scopes is one itself only where something was assessed there.
    scopes.retain(|scope| scope.id != Scope::root() || has_answers(&input, scope));
    let scores: Vec<&ScopeScore> = scopes.iter().map(|scope| &scope.score).collect();
    let exemptions = exemption_reports(input.rules, &uses, &scores);
    let mut warnings = input.warnings;
    warnings.extend(input.rules.exemptions.warnings(&uses, input.rules.as_of));
    warnings.sort();
    warnings.dedup();
    let parts = input.group_by;
    let parts = parts.map(|by| group::reports(by, input.rules, input.inventory, input.outcomes));
    Ok(Report {
        as_of: input.rules.as_of,
        title: input.rules.catalog.title.clone(),
        overall: overall(&scores, input.skip_empty),
        coverage: coverage(input.rules, input.inventory, input.outcomes),
        groups: parts.transpose()?.unwrap_or_default(),
        gains: gain::gains(&scopes, input.skip_empty),
        assessments: assessments(input.rules, input.outcomes),
        exemptions,
        warnings,
        skipped_records: input.skipped_records,
        scopes,
    })
}

fn has_answers(input: &Input<'_>, scope: &ScopeReport) -> bool {
    let mut outcomes = input
        .outcomes
        .iter()
        .filter(|outcomes| outcomes.scope == scope.id);
    outcomes.any(|outcomes| {
        outcomes
            .outcomes
            .iter()
            .any(|outcome| !outcome.answers.is_empty())
    })
}

/// The counting answers of a scope, as ballots.
pub(super) fn ballots<'a>(rules: Rules<'a>, scope: &'a ScopeOutcomes) -> Vec<Ballot<'a>> {
    let counting = scope
        .outcomes
        .iter()
        .filter(|outcome| outcome.standing == Standing::Scored);
    counting
        .flat_map(|outcome| &outcome.answers)
        .map(|answer| ballot(rules, answer))
        .collect()
}

fn ballot<'a>(rules: Rules<'a>, answer: &'a Answer) -> Ballot<'a> {
    Ballot {
        recommendation: &answer.assessment.recommendation,
        resource: &answer.assessment.resource,
        health: answer.assessment.verdict.health,
        exemption: answer
            .holding
            .winner
            .and_then(|number| Some((number, rules.exemptions.get(number)?.category))),
    }
}

/// The overall score of several scopes, under each reading.
pub(super) fn overall(scores: &[&ScopeScore], skip_empty: bool) -> Overall {
    let reading = |reading| {
        let figures: Vec<Figures> = scores.iter().map(|score| score.figures(reading)).collect();
        score::overall(&figures, skip_empty)
    };
    let is_interval = scores.iter().any(|score| score.is_interval());
    Overall {
        effective: reading(Reading::Effective),
        raw: reading(Reading::Raw),
        upper: is_interval.then(|| reading(Reading::Upper)).flatten(),
    }
}

fn scope_report(input: &Input<'_>, scope: &ScopeOutcomes) -> ScopeReport {
    let ballots = ballots(input.rules, scope);
    let score = score::score(input.rules.catalog, &scope.scope, &ballots);
    let rows: BTreeMap<&RecommendationId, RecommendationReport> = scope
        .outcomes
        .iter()
        .map(|outcome| {
            (
                &outcome.recommendation,
                recommendation_report(input.rules, outcome),
            )
        })
        .collect();
    let control = |control: &ControlScore| ControlReport {
        score: control.clone(),
        recommendations: control
            .control
            .recommendations
            .iter()
            .filter_map(|id| rows.get(id).cloned())
            .collect(),
    };
    ScopeReport {
        id: scope.scope.clone(),
        name: scope.name.clone(),
        environment: scope.scope.environment(),
        controls: score.controls.iter().map(control).collect(),
        score,
    }
}

fn title(rules: Rules<'_>, id: &RecommendationId) -> String {
    let recommendation = rules.recommendations.get(id);
    recommendation
        .map(|known| known.title.clone())
        .unwrap_or_default()
}

fn recommendation_report(rules: Rules<'_>, outcome: &Outcome) -> RecommendationReport {
    let (exempt, open): (Vec<&Answer>, Vec<&Answer>) = outcome
        .answers
        .iter()
        .partition(|answer| answer.holding.winner.is_some());
    let count = |health| {
        let of_health = |answer: &&&Answer| answer.assessment.verdict.health == health;
        open.iter().filter(of_health).count() as u64
    };
    RecommendationReport {
        id: outcome.recommendation.clone(),
        title: title(rules, &outcome.recommendation),
        severity: outcome.severity,
        standing: outcome.standing.clone(),
        healthy: count(Health::Healthy),
        unhealthy: count(Health::Unhealthy),
        not_applicable: count(Health::NotApplicable),
        indeterminate: count(Health::Indeterminate),
        exempt: exempt.len() as u64,
    }
}

fn assessments(rules: Rules<'_>, outcomes: &[ScopeOutcomes]) -> Vec<AssessmentReport> {
    let outcomes = outcomes.iter().flat_map(|scope| &scope.outcomes);
    let answers =
        outcomes.flat_map(|outcome| outcome.answers.iter().map(move |answer| (outcome, answer)));
    answers
        .map(|(outcome, answer)| {
            let assessment = &answer.assessment;
            AssessmentReport {
                recommendation: assessment.recommendation.clone(),
                resource: assessment.resource.clone(),
                scope: assessment.scope.clone(),
                standing: outcome.standing.clone(),
                severity: outcome.severity,
                health: ballot(rules, answer).effective(rules.catalog.exemptions),
                raw_health: assessment.verdict.health,
                reasons: assessment.verdict.reasons.clone(),
                exemption: answer
                    .holding
                    .winner
                    .and_then(|number| Some(rules.exemptions.get(number)?.id.clone())),
            }
        })
        .collect()
}

/// How each exemption was used over all answers.
fn uses(rules: Rules<'_>, outcomes: &[ScopeOutcomes]) -> ExemptionUses {
    let mut uses = ExemptionUses::none(rules.exemptions);
    let answers = outcomes
        .iter()
        .flat_map(|scope| &scope.outcomes)
        .flat_map(|outcome| &outcome.answers);
    for answer in answers {
        uses.record(&answer.holding);
    }
    uses
}

fn exemption_reports(
    rules: Rules<'_>,
    uses: &ExemptionUses,
    scores: &[&ScopeScore],
) -> Vec<ExemptionReport> {
    let exemptions = rules.exemptions.iter().enumerate();
    exemptions
        .map(|(number, exemption)| ExemptionReport {
            id: exemption.id.clone(),
            status: exemption.status(uses.get(number), rules.as_of).as_str(),
            matched: uses.get(number).matched,
            points: scores.iter().map(|score| score.exempted(number)).sum(),
            expires: exemption.expires_text.clone(),
        })
        .collect()
}
