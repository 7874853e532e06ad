//! `securescore explain`.

use std::io::{self, Write};

use super::args::{DecisionArgs, InventoryArgs};
use super::console::{Console, Exit, Failure, unwritten};
use super::gate::Gates;
use super::load::Decisions;
use super::run::Run;
use crate::assessment::{Reasons, Standing};
use crate::format::number::{gain, points};
use crate::format::table::listed;
use crate::inventory::ScopeInventory;
use crate::points::Exact;
use crate::recommendation::Recommendation;
use crate::report::{AssessmentReport, ControlReport, Row, ScopeReport, Sink};
use crate::resource::{Resource, ResourceId};
use crate::score::Reading;
use crate::text::escape::{lines, shown};

/// Explain a recommendation, or every verdict on one resource.
///
/// With the id of a recommendation: what should hold, why, how to repair it and where it counts.
/// With the id of a resource and an inventory: every verdict on it with its reasons, the controls
/// it votes in, and what fixing it would bring.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    /// The id of a recommendation or of a resource
    #[arg(value_name = "RECOMMENDATION|RESOURCE")]
    subject: String,
    #[command(flatten)]
    inventory: InventoryArgs,
    #[command(flatten)]
    decisions: DecisionArgs,
}

/// Explains one thing.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    if args.subject.contains(['/', ':']) {
        explain_resource(args, console)
    } else {
        explain_recommendation(args, console)
    }
}

fn explain_recommendation(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let decisions = Decisions::load(&args.decisions, &args.inventory.paths)?;
    let recommendation = decisions.recommendation(&args.subject)?;
    describe(recommendation, &decisions, &mut console.output).map_err(unwritten)?;
    Ok(Exit::Done)
}

fn describe(
    recommendation: &Recommendation,
    decisions: &Decisions,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "{}\n{} ({})",
        shown(&recommendation.title),
        recommendation.id,
        recommendation.severity
    )?;
    if !recommendation.description.is_empty() {
        writeln!(out)?;
        paragraph(&recommendation.description, out)?;
    }
    writeln!(
        out,
        "\nAssesses: {}",
        listed(&recommendation.resource_types)
    )?;
    if !recommendation.requires.is_empty() {
        writeln!(out, "Requires: {}", listed(&recommendation.requires))?;
    }
    for (name, parameter) in &recommendation.parameters {
        writeln!(
            out,
            "Parameter: {} = {} ({})",
            shown(name),
            shown(&parameter.default.to_string()),
            shown(parameter.description.trim())
        )?;
    }
    for control in decisions
        .catalog
        .controls
        .iter()
        .filter(|control| control.recommendations.contains(&recommendation.id))
    {
        let worth = points(control.max_score.exact());
        writeln!(out, "Control: {} ({worth} points)", shown(&control.title))?;
    }
    if let Some(remediation) = &recommendation.remediation {
        write!(out, "\nRemediation: ")?;
        paragraph(remediation.trim(), out)?;
    }
    if let Some(fix) = &recommendation.fix {
        writeln!(out, "\n  {}", shown(&fix.to_string()))?;
    }
    Ok(())
}

/// A text with its lines.
fn paragraph(text: &str, out: &mut dyn Write) -> io::Result<()> {
    lines(text).try_for_each(|line| writeln!(out, "{line}"))
}

fn explain_resource(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let decisions = Decisions::load(&args.decisions, &args.inventory.paths)?;
    let judges = decisions.compile(&args.decisions, console.program.as_deref())?;
    let mut one = One::of(ResourceId::new(&args.subject));
    let run = Run::new(&decisions, &judges, &args.inventory, &mut one, console)?;
    let One { id, verdicts, .. } = &one;
    let Some(resource) = &one.resource else {
        return Err(Failure::input(format!(
            "the inventory holds no resource `{id}`"
        )));
    };
    let mut scopes = run.report.scopes.iter();
    let scope = scopes.find(|scope| scope.id == id.scope());
    let out = &mut console.output;
    let written = writeln!(
        out,
        "{}\n{} ({})",
        shown(resource.name()),
        shown(id.as_str()),
        shown(resource.resource_type.as_str())
    )
    .and_then(|()| writeln!(out, "{}", shown(&origin(resource))))
    .and_then(|()| verdict_lines(verdicts, &decisions, out))
    .and_then(|()| scope.map_or(Ok(()), |scope| control_lines(scope, verdicts, out)));
    written.map_err(unwritten)?;
    Ok(Gates::default().hold(&run.report, run.left_out, console))
}

/// One resource, and every verdict on it.
struct One {
    id: ResourceId,
    resource: Option<Resource>,
    verdicts: Vec<AssessmentReport>,
}

impl One {
    fn of(id: ResourceId) -> Self {
        Self {
            id,
            resource: None,
            verdicts: Vec::new(),
        }
    }
}

impl Sink for One {
    fn reasons(&self) -> Reasons {
        Reasons::All
    }

    fn begin(&mut self) -> io::Result<()> {
        self.verdicts.clear();
        Ok(())
    }

    fn enter(&mut self, scope: &ScopeInventory) -> io::Result<()> {
        if let Some(resource) = scope.get(&self.id) {
            self.resource = Some(resource.clone());
        }
        Ok(())
    }

    fn take(&mut self, row: Row<'_>) -> io::Result<()> {
        if row.resource.id == self.id {
            self.verdicts.push(row.into());
        }
        Ok(())
    }
}

fn origin(resource: &Resource) -> String {
    let origin = resource.origin.to_string();
    if origin.is_empty() {
        return "known only from the ids of other resources".to_owned();
    }
    format!("read from {origin}")
}

fn verdict_lines(
    verdicts: &[AssessmentReport],
    decisions: &Decisions,
    out: &mut dyn Write,
) -> io::Result<()> {
    if verdicts.is_empty() {
        return writeln!(out, "\nNo recommendation assesses it.");
    }
    writeln!(out, "\nVerdicts")?;
    for row in verdicts {
        let known = decisions.recommendations.get(&row.recommendation);
        let title = known.map_or("", |known| known.title.as_str());
        let state = match &row.standing {
            Standing::Scored => String::new(),
            other => format!(", {}", other.as_str()),
        };
        writeln!(
            out,
            "  {:<14} {} ({}{state})",
            row.raw_health.as_str(),
            row.recommendation,
            row.severity
        )?;
        writeln!(out, "  {:<14} {}", "", shown(title))?;
        for reason in &row.reasons {
            writeln!(out, "  {:<14} - {}", "", shown(reason))?;
        }
        if let Some(exemption) = &row.exemption {
            writeln!(
                out,
                "  {:<14} exempted by {}: counts as {}",
                "",
                shown(exemption),
                row.health.as_str()
            )?;
        }
    }
    Ok(())
}

/// The controls in which the resource votes, and what its becoming healthy would bring.
fn control_lines(
    scope: &ScopeReport,
    verdicts: &[AssessmentReport],
    out: &mut dyn Write,
) -> io::Result<()> {
    let max = scope.score.figures(Reading::Effective).max;
    let votes = |control: &ControlReport, failing: bool| {
        verdicts.iter().any(|row| {
            control
                .score
                .control
                .recommendations
                .contains(&row.recommendation)
                && row.standing == Standing::Scored
                && (!failing || row.health.is_failing())
        })
    };
    writeln!(out, "\nControls")?;
    for control in scope
        .controls
        .iter()
        .filter(|control| votes(control, false))
    {
        let figures = control.score.figures(Reading::Effective);
        let voters = control.score.tally(Reading::Effective).voters();
        let title = shown(&control.score.control.title);
        let share = Exact::new(1, i128::from(voters.max(1))) * figures.max;
        match votes(control, true) {
            true if max > Exact::from(0) && share > Exact::from(0) => {
                let (worth, percent) = (points(share), gain(share / max));
                writeln!(
                    out,
                    "  {title}: fixing it brings {worth} points ({percent} of the scope's score)"
                )?;
            }
            true => writeln!(out, "  {title}: not healthy, worth no points")?,
            false => writeln!(out, "  {title}: nothing to gain")?,
        }
    }
    Ok(())
}
