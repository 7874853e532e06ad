//! The JSON report, version 1: a frozen shape of its own.

mod spool;
mod visible;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Number, Serializer};

use spool::{List, Shared};
use visible::Visible;

pub use spool::Spool;

use crate::assessment::Health;
use crate::collect::{quoted, recipe_for};
use crate::points::{Exact, round, to_number};
use crate::report::{
    ControlReport, Coverage, ExemptionReport, Gain, GroupReport, Overall, RecommendationReport,
    Report, Row, ScopeReport,
};
use crate::score::{Figures, Reading};
use crate::text::{Warning, schema};

/// Which assessments are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Assessments {
    /// Every one.
    All,
    /// Those that are unhealthy or indeterminate, before or after exemptions.
    #[default]
    Unhealthy,
    /// None.
    None,
}

/// The JSON Schema of a report.
pub fn json_schema() -> serde_json::Value {
    schema::written::<V1<'static>>()
}

/// Writes a report as JSON, with the rows that were taken down while it was made.
///
/// # Errors
/// The writer's own, and those of the rows' file.
pub fn write(report: &Report, rows: &mut Spool, out: &mut dyn Write) -> io::Result<()> {
    let mut out = out;
    let out: RefCell<&mut dyn Write> = RefCell::new(&mut out);
    let list = rows.list(&out)?;
    pretty(&V1::new(report, list), &mut Shared(&out))
}

/// Writes a value as indented JSON in which everything can be seen, so that a terminal and the
/// log of a build show it as it is: what cannot be seen is escaped, and means the same.
///
/// # Errors
/// The writer's own.
pub fn pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Visible::default());
    value.serialize(&mut serializer)?;
    writeln!(out)
}

/// The JSON report, version 1: a field may be added, none changes its meaning.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Report")]
struct V1<'a> {
    /// 1.
    version: u8,
    /// The instant of the run.
    as_of: String,
    /// The overall score, after exemptions.
    score: OverallV1,
    /// The overall score without exemptions.
    raw_score: OverallV1,
    /// What was assessed and what was not.
    coverage: CoverageV1<'a>,
    /// The scores of the scopes, with their controls.
    scopes: Vec<ScopeV1<'a>>,
    /// The scores of groups, where they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<GroupV1<'a>>,
    /// What would raise the overall score most.
    gains: Vec<GainV1<'a>>,
    /// The verdicts that were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Vec<AssessmentV1<'static>>>")]
    assessments: Option<List<'a>>,
    /// The exemptions and what they are worth.
    exemptions: Vec<ExemptionV1<'a>>,
    /// Records that could not be read and were left out.
    skipped_records: usize,
    /// What the user should know beside.
    warnings: Vec<WarningV1<'a>>,
}

/// A ratio from 0 to 1; null where nothing applies.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Overall")]
struct OverallV1 {
    percentage: Option<Number>,
    /// With every indeterminate result taken as healthy; null where there is none.
    upper: Option<Number>,
}

/// Recommendations by what became of them, and what is missing.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Coverage")]
struct CoverageV1<'a> {
    assessed: usize,
    not_collected: usize,
    without_resources: usize,
    disabled: usize,
    preview: usize,
    /// The recommendations that wait for a type in some scope.
    missing_types: BTreeMap<&'a str, Vec<&'a str>>,
    /// The command that exports a missing type.
    export_commands: BTreeMap<&'a str, String>,
    /// Resources of a type that no recommendation looks at.
    unassessed_types: BTreeMap<&'a str, usize>,
}

/// A subscription, account, project or organisation.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Scope")]
struct ScopeV1<'a> {
    id: &'a str,
    name: &'a str,
    environment: &'a str,
    score: IntervalV1,
    raw_score: ScoreV1,
    weight: Number,
    controls: Vec<ControlV1<'a>>,
}

/// Points, and the ratio of them; `upper` where some results are indeterminate.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Interval")]
struct IntervalV1 {
    max: Number,
    current: Number,
    percentage: Option<Number>,
    upper: Option<Number>,
}

/// Points, and the ratio of them.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Score")]
struct ScoreV1 {
    max: Number,
    current: Number,
    percentage: Option<Number>,
}

/// A control in one scope.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Control")]
struct ControlV1<'a> {
    id: &'a str,
    name: &'a str,
    max_score: Number,
    score: ScoreV1,
    potential_increase: PotentialV1,
    healthy_resource_count: u64,
    unhealthy_resource_count: u64,
    not_applicable_resource_count: u64,
    indeterminate_resource_count: u64,
    weight: Number,
    recommendations: Vec<RecommendationV1<'a>>,
}

/// What all of it would bring to its scope.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Potential")]
struct PotentialV1 {
    points: Number,
    percentage: Number,
}

/// A recommendation in one scope.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Recommendation")]
struct RecommendationV1<'a> {
    id: &'a str,
    name: &'a str,
    severity: &'a str,
    state: &'static str,
    healthy: u64,
    unhealthy: u64,
    not_applicable: u64,
    indeterminate: u64,
    exempt: u64,
}

/// The resources that have one value in common.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Group")]
struct GroupV1<'a> {
    by: &'a str,
    name: Option<&'a str>,
    score: OverallV1,
    #[serde(rename = "rawScore")]
    raw_score: OverallV1,
    healthy: u64,
    unhealthy: u64,
}

/// What a recommendation would bring to the overall score.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Gain")]
struct GainV1<'a> {
    recommendation: &'a str,
    severity: &'a str,
    unhealthy: u64,
    points: Number,
    percentage: Number,
}

/// A verdict on one resource.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Assessment")]
struct AssessmentV1<'a> {
    recommendation: &'a str,
    resource: &'a str,
    scope: &'a str,
    state: &'static str,
    /// What counts, after exemptions.
    health: Health,
    /// The answer of the policy.
    raw_health: Health,
    reasons: &'a [String],
    exemption: Option<&'a str>,
}

/// What became of an exemption.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Exemption")]
struct ExemptionV1<'a> {
    id: &'a str,
    status: &'static str,
    matched: u64,
    points: Number,
    expires: Option<&'a str>,
}

/// Something to know that stopped nothing.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Warning")]
struct WarningV1<'a> {
    code: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
}

impl<'a> V1<'a> {
    fn new(report: &'a Report, assessments: Option<List<'a>>) -> Self {
        Self {
            version: 1,
            as_of: report.as_of.to_string(),
            score: OverallV1::effective(report.overall),
            raw_score: OverallV1::raw(report.overall),
            coverage: CoverageV1::new(&report.coverage),
            scopes: report.scopes.iter().map(ScopeV1::new).collect(),
            groups: report.groups.iter().map(GroupV1::new).collect(),
            gains: report.gains.iter().map(GainV1::new).collect(),
            assessments,
            exemptions: report.exemptions.iter().map(ExemptionV1::new).collect(),
            skipped_records: report.skipped_records,
            warnings: report.warnings.iter().map(WarningV1::new).collect(),
        }
    }
}

/// A ratio, to four decimals.
fn ratio(value: Option<Exact>) -> Option<Number> {
    value.map(|value| to_number(round(value, 4)))
}

impl OverallV1 {
    fn effective(overall: Overall) -> Self {
        Self {
            percentage: ratio(overall.effective),
            upper: ratio(overall.upper),
        }
    }

    fn raw(overall: Overall) -> Self {
        Self {
            percentage: ratio(overall.raw),
            upper: None,
        }
    }
}

impl<'a> CoverageV1<'a> {
    fn new(coverage: &'a Coverage) -> Self {
        let missing = coverage.missing_types.iter().map(|(kind, ids)| {
            let ids = ids.iter().map(|id| id.as_str()).collect();
            (kind.as_str(), ids)
        });
        let commands = coverage
            .missing_types
            .keys()
            .filter_map(|kind| Some((kind.as_str(), quoted(recipe_for(kind)?))));
        let unassessed = coverage.unassessed_types.iter();
        let counts = coverage.counts();
        Self {
            assessed: counts.assessed,
            not_collected: counts.not_collected,
            without_resources: counts.without_resources,
            disabled: counts.disabled,
            preview: counts.preview,
            missing_types: missing.collect(),
            export_commands: commands.collect(),
            unassessed_types: unassessed
                .map(|(kind, count)| (kind.as_str(), *count))
                .collect(),
        }
    }
}

impl ScoreV1 {
    fn new(figures: Figures) -> Self {
        Self {
            max: to_number(figures.max),
            current: to_number(figures.current),
            percentage: ratio(figures.ratio()),
        }
    }
}

impl<'a> ScopeV1<'a> {
    fn new(scope: &'a ScopeReport) -> Self {
        let figures = scope.score.figures(Reading::Effective);
        let upper = scope.score.figures(Reading::Upper);
        let ScoreV1 {
            max,
            current,
            percentage,
        } = ScoreV1::new(figures);
        Self {
            id: scope.id.as_str(),
            name: &scope.name,
            environment: scope.environment.as_str(),
            score: IntervalV1 {
                max,
                current,
                percentage,
                upper: scope
                    .score
                    .is_interval()
                    .then(|| ratio(upper.ratio()))
                    .flatten(),
            },
            raw_score: ScoreV1::new(scope.score.figures(Reading::Raw)),
            weight: to_number(figures.weight),
            controls: scope
                .controls
                .iter()
                .map(|control| ControlV1::new(control, figures.max))
                .collect(),
        }
    }
}

impl<'a> ControlV1<'a> {
    fn new(report: &'a ControlReport, scope_max: Exact) -> Self {
        let score = &report.score;
        let figures = score.figures(Reading::Effective);
        let tally = score.tally(Reading::Effective);
        let zero = Exact::from(0);
        let share = if scope_max == zero {
            zero
        } else {
            score.potential() / scope_max
        };
        Self {
            id: &score.control.id,
            name: &score.control.title,
            max_score: to_number(score.control.max_score.exact()),
            score: ScoreV1 {
                // A control's percentage is 0, not null, where nothing can be had: as in the REST API.
                percentage: ratio(Some(figures.ratio().unwrap_or(zero))),
                ..ScoreV1::new(figures)
            },
            potential_increase: PotentialV1 {
                points: to_number(round(score.potential(), 2)),
                percentage: to_number(round(share, 4)),
            },
            healthy_resource_count: tally.healthy,
            unhealthy_resource_count: tally.unhealthy,
            not_applicable_resource_count: tally.not_applicable,
            indeterminate_resource_count: tally.indeterminate,
            weight: to_number(figures.weight),
            recommendations: report
                .recommendations
                .iter()
                .map(RecommendationV1::new)
                .collect(),
        }
    }
}

impl<'a> RecommendationV1<'a> {
    fn new(row: &'a RecommendationReport) -> Self {
        Self {
            id: row.id.as_str(),
            name: &row.title,
            severity: row.severity.as_str(),
            state: row.standing.as_str(),
            healthy: row.healthy,
            unhealthy: row.unhealthy,
            not_applicable: row.not_applicable,
            indeterminate: row.indeterminate,
            exempt: row.exempt,
        }
    }
}

impl<'a> GroupV1<'a> {
    fn new(group: &'a GroupReport) -> Self {
        Self {
            by: &group.by,
            name: group.name.as_deref(),
            score: OverallV1::effective(group.overall),
            raw_score: OverallV1::raw(group.overall),
            healthy: group.healthy,
            unhealthy: group.unhealthy,
        }
    }
}

impl<'a> GainV1<'a> {
    fn new(gain: &'a Gain) -> Self {
        Self {
            recommendation: gain.id.as_str(),
            severity: gain.severity.as_str(),
            unhealthy: gain.unhealthy,
            points: to_number(gain.points),
            percentage: to_number(round(gain.ratio, 4)),
        }
    }
}

impl<'a> AssessmentV1<'a> {
    fn new(row: Row<'a>) -> Self {
        Self {
            recommendation: row.recommendation.as_str(),
            resource: row.resource.id.as_str(),
            scope: row.resource.scope.as_str(),
            state: row.standing.as_str(),
            health: row.health,
            raw_health: row.raw_health,
            reasons: row.reasons,
            exemption: row.exemption,
        }
    }
}

impl<'a> ExemptionV1<'a> {
    fn new(row: &'a ExemptionReport) -> Self {
        Self {
            id: &row.id,
            status: row.status,
            matched: row.matched,
            points: to_number(row.points),
            expires: row.expires.as_deref(),
        }
    }
}

impl<'a> WarningV1<'a> {
    fn new(warning: &'a Warning) -> Self {
        Self {
            code: warning.code,
            message: &warning.message,
            file: warning.file.as_deref(),
            line: warning.line,
        }
    }
}
