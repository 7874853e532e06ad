//! Outcomes become a report, scope by scope: what a scope comes to is kept, its answers are not.

use std::collections::BTreeMap;
use std::io;

use super::coverage::Seen;
use super::group::{GroupBy, Parts};
use super::{
    ControlReport, ExemptionReport, Failures, Overall, RecommendationReport, Report, Row,
    ScopeReport, Sink, gain,
};
use crate::assess::{Answer, Listener, Outcome, Rules};
use crate::assessment::{Health, Standing};
use crate::exemption::{ExemptionError, ExemptionUses};
use crate::inventory::ScopeInventory;
use crate::recommendation::RecommendationId;
use crate::resource::Scope;
use crate::score::{self, Ballot, Ballots, ControlScore, Figures, Reading, ScopeScore};
use crate::text::Warning;

/// How a report is put together.
#[derive(Clone, Debug, Default)]
pub struct Arrangement {
    /// Whether scopes in which nothing counts are left out of the overall score.
    pub skip_empty: bool,
    /// Parts to score by themselves.
    pub group_by: Option<GroupBy>,
}

/// A report while it is made. Every assessment passes through it to its sink.
pub struct Ledger<'a> {
    rules: Rules<'a>,
    arrangement: &'a Arrangement,
    sink: &'a mut dyn Sink,
    entries: Entries,
}

/// What was taken down so far.
struct Entries {
    scopes: Vec<ScopeReport>,
    seen: Seen,
    uses: ExemptionUses,
    parts: Parts,
    failures: Failures,
    assessments: usize,
}

impl Entries {
    fn none(rules: Rules<'_>) -> Self {
        Self {
            scopes: Vec::new(),
            seen: Seen::nothing(rules),
            uses: ExemptionUses::none(rules.exemptions),
            parts: Parts::default(),
            failures: Failures::default(),
            assessments: 0,
        }
    }
}

impl<'a> Ledger<'a> {
    /// A report on nothing yet.
    pub fn new(rules: Rules<'a>, arrangement: &'a Arrangement, sink: &'a mut dyn Sink) -> Self {
        Self {
            rules,
            arrangement,
            sink,
            entries: Entries::none(rules),
        }
    }

    /// Takes down what came of one scope.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn add(&mut self, scope: &ScopeInventory, outcomes: &[Outcome]) -> io::Result<()> {
        self.sink.enter(scope)?;
        for outcome in outcomes {
            self.pass_on(scope, outcome)?;
        }
        self.entries.seen.add(self.rules, scope, outcomes);
        let ballots = ballots(self.rules, outcomes);
        let score = score::score(self.rules.catalog, scope.scope(), &ballots);
        if let Some(by) = &self.arrangement.group_by {
            let parts = &mut self.entries.parts;
            parts.add(by, self.rules.catalog, scope, &ballots);
        }
        // What stands above all scopes is one itself only where something was assessed there.
        let has_answers = outcomes.iter().any(|outcome| !outcome.answers.is_empty());
        if *scope.scope() != Scope::root() || has_answers {
            let report = scope_report(self.rules, scope, outcomes, score);
            self.entries.scopes.push(report);
        }
        Ok(())
    }

    fn pass_on(&mut self, scope: &ScopeInventory, outcome: &Outcome) -> io::Result<()> {
        for answer in &outcome.answers {
            let row = row(self.rules, scope, outcome, answer);
            if let Some(holding) = &answer.holding {
                self.entries.uses.record(holding);
            }
            self.entries.failures.count(row);
            self.sink.take(row)?;
        }
        self.entries.assessments += outcome.answers.len();
        Ok(())
    }

    /// The report. `warnings` are what earlier stages want the user to know, `skipped_records` how
    /// many were left out.
    ///
    /// # Errors
    /// Exemptions that matched more than their owners expect.
    pub fn close(
        self,
        mut warnings: Vec<Warning>,
        skipped_records: usize,
    ) -> Result<Report, Vec<ExemptionError>> {
        let (rules, entries) = (self.rules, self.entries);
        let (scopes, uses) = (entries.scopes, entries.uses);
        let excesses = rules.exemptions.excesses(&uses);
        if !excesses.is_empty() {
            return Err(excesses);
        }
        let skip_empty = self.arrangement.skip_empty;
        let scores: Vec<&ScopeScore> = scopes.iter().map(|scope| &scope.score).collect();
        warnings.extend(rules.exemptions.warnings(&uses, rules.as_of));
        warnings.sort();
        warnings.dedup();
        Ok(Report {
            as_of: rules.as_of,
            title: rules.catalog.title.clone(),
            overall: overall(&scores, skip_empty),
            coverage: entries.seen.coverage(),
            groups: entries.parts.reports(self.arrangement.group_by.as_ref()),
            gains: gain::gains(&scopes, skip_empty),
            failures: entries.failures,
            assessments: entries.assessments,
            exemptions: exemption_reports(rules, &uses, &scores),
            warnings,
            skipped_records,
            scopes,
        })
    }
}

impl Listener for Ledger<'_> {
    fn begin(&mut self) -> io::Result<()> {
        self.entries = Entries::none(self.rules);
        self.sink.begin()
    }

    fn hear(&mut self, scope: &ScopeInventory, outcomes: Vec<Outcome>) -> io::Result<()> {
        self.add(scope, &outcomes)
    }
}

/// An answer with its names.
fn row<'a>(
    rules: Rules<'a>,
    scope: &'a ScopeInventory,
    outcome: &'a Outcome,
    answer: &'a Answer,
) -> Row<'a> {
    let exemption = answer.exemption();
    let exemption = exemption.and_then(|number| rules.exemptions.get(number));
    Row {
        recommendation: &outcome.recommendation,
        resource: &scope.resources()[answer.resource],
        standing: &outcome.standing,
        severity: outcome.severity,
        health: ballot(rules, answer).effective(rules.catalog.exemptions),
        raw_health: answer.verdict.health,
        reasons: &answer.verdict.reasons,
        exemption: exemption.map(|exemption| exemption.id.as_str()),
    }
}

/// The counting answers of a scope.
fn ballots<'a>(rules: Rules<'_>, outcomes: &'a [Outcome]) -> Ballots<'a> {
    let mut ballots = Ballots::default();
    let counting = outcomes.iter();
    for outcome in counting.filter(|outcome| outcome.standing == Standing::Scored) {
        let answers = outcome.answers.iter();
        let cast = answers.map(|answer| ballot(rules, answer));
        ballots.cast(&outcome.recommendation, cast);
    }
    ballots
}

fn ballot(rules: Rules<'_>, answer: &Answer) -> Ballot {
    let exemption = answer.exemption();
    Ballot {
        resource: answer.resource,
        health: answer.verdict.health,
        exemption: exemption
            .and_then(|number| Some((number, rules.exemptions.get(number)?.category))),
    }
}

/// The overall score of several scopes, under each reading.
fn overall(scores: &[&ScopeScore], skip_empty: bool) -> Overall {
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

fn scope_report(
    rules: Rules<'_>,
    scope: &ScopeInventory,
    outcomes: &[Outcome],
    score: ScopeScore,
) -> ScopeReport {
    let rows: BTreeMap<&RecommendationId, RecommendationReport> = outcomes
        .iter()
        .map(|outcome| {
            let report = recommendation_report(rules, outcome);
            (&outcome.recommendation, report)
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
        id: scope.scope().clone(),
        name: scope.name().to_owned(),
        environment: scope.scope().environment(),
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
    let mut report = RecommendationReport {
        id: outcome.recommendation.clone(),
        title: title(rules, &outcome.recommendation),
        severity: outcome.severity,
        standing: outcome.standing.clone(),
        healthy: 0,
        unhealthy: 0,
        not_applicable: 0,
        indeterminate: 0,
        exempt: 0,
    };
    for answer in &outcome.answers {
        *match (answer.exemption(), answer.verdict.health) {
            (Some(_), _) => &mut report.exempt,
            (None, Health::Healthy) => &mut report.healthy,
            (None, Health::Unhealthy) => &mut report.unhealthy,
            (None, Health::NotApplicable) => &mut report.not_applicable,
            (None, Health::Indeterminate) => &mut report.indeterminate,
        } += 1;
    }
    report
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
