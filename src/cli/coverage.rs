//! `securescore coverage`.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::args::{DecisionArgs, Format, InventoryArgs};
use super::console::{Console, Exit, Failure, unwritten};
use super::gate::Gates;
use super::load::Decisions;
use super::run::Run;
use crate::collect::{quoted, recipe_for};
use crate::format::json::pretty;
use crate::format::number::counted;
use crate::format::table::listed;
use crate::recommendation::{RecommendationId, Recommendations};
use crate::report::{Coverage, Covered, Nobody};
use crate::resource::ResourceType;
use crate::text::escape::shown;

/// Explain what was assessed and what was not, and how to export what is missing.
///
/// For each recommendation of the catalog that an inventory says nothing about: why that is so,
/// the types of resources that it needs, and the command that exports them. A recommendation
/// that is assessed in one scope and lacks data in another is named under the data.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    #[command(flatten)]
    inventory: InventoryArgs,
    #[command(flatten)]
    decisions: DecisionArgs,
}

/// Explains the coverage of an inventory.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let decisions = Decisions::load(&args.decisions, &args.inventory.paths)?;
    let judges = decisions.compile(&args.decisions, console.program.as_deref())?;
    let run = Run::new(&decisions, &judges, &args.inventory, &mut Nobody, console)?;
    run.warn(console);
    let coverage = &run.report.coverage;
    let rows = Rows::new(coverage, &decisions.recommendations);
    let written = match args.format {
        Format::Table => rows.text(coverage, &mut console.output),
        Format::Json => pretty(&rows, &mut console.output),
    };
    written.map_err(unwritten)?;
    Ok(Gates::default().hold(&run.report, run.left_out, console))
}

/// Everything that was not assessed and counted.
#[derive(Serialize)]
struct Rows<'a> {
    recommendations: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    types: Vec<&'a str>,
    commands: BTreeSet<String>,
}

impl<'a> Rows<'a> {
    fn new(coverage: &'a Coverage, known: &'a Recommendations) -> Self {
        let row = |(id, covered): (&'a RecommendationId, &'a Covered)| {
            let title = known.get(id).map_or("", |known| known.title.as_str());
            Row::new(id, title, covered)
        };
        Self {
            recommendations: coverage.recommendations.iter().filter_map(row).collect(),
        }
    }

    fn text(&self, coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
        let assessed = coverage.counts().assessed;
        let all = counted(coverage.recommendations.len(), "recommendation");
        writeln!(out, "{assessed} of {all} assessed")?;
        for (state, heading) in HEADINGS {
            let rows = self.recommendations.iter();
            let mut rows = rows.filter(|row| row.state == state).peekable();
            if rows.peek().is_some() {
                writeln!(out, "\n{heading}")?;
            }
            rows.try_for_each(|row| row.text(out))?;
        }
        missing(coverage, out)
    }
}

const NOT_COLLECTED: &str = "notCollected";
const WITHOUT_RESOURCES: &str = "withoutResources";
const PREVIEW: &str = "preview";
const DISABLED: &str = "disabled";

const HEADINGS: [(&str, &str); 4] = [
    (
        NOT_COLLECTED,
        "Not collected: the inventory lacks what they need",
    ),
    (
        WITHOUT_RESOURCES,
        "Without a resource: the inventory holds none that they assess",
    ),
    (PREVIEW, "Preview: assessed and shown, not counted"),
    (
        DISABLED,
        "Disabled by the catalog: `enabled: true` in a catalog of your own switches one on",
    ),
];

impl<'a> Row<'a> {
    /// A row for each that was not assessed and counted.
    fn new(id: &'a RecommendationId, title: &'a str, covered: &'a Covered) -> Option<Self> {
        let (state, reason, types): (_, _, &[ResourceType]) = match covered {
            Covered::Assessed => return None,
            Covered::Preview => (PREVIEW, None, &[]),
            Covered::Disabled(reason) => (DISABLED, Some(reason.as_str()), &[]),
            Covered::NotCollected(types) => (NOT_COLLECTED, None, types),
            Covered::WithoutResources(types) => (WITHOUT_RESOURCES, None, types),
        };
        Some(Self {
            id: id.as_str(),
            title,
            state,
            reason,
            types: types.iter().map(ResourceType::as_str).collect(),
            commands: commands(id, types),
        })
    }

    fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "  {}\n    {}", self.id, shown(self.title))?;
        if let Some(reason) = self.reason {
            writeln!(out, "    {}", shown(reason))?;
        }
        if !self.types.is_empty() {
            writeln!(out, "    of type {}", shown(&self.types.join(", ")))?;
        }
        let mut commands = self.commands.iter();
        commands.try_for_each(|command| writeln!(out, "    $ {command}"))
    }
}

/// What exports the types; where data is not what is missing, what tells more.
fn commands(id: &RecommendationId, types: &[ResourceType]) -> BTreeSet<String> {
    if types.is_empty() {
        return BTreeSet::from([format!("securescore explain {id}")]);
    }
    types.iter().filter_map(recipe_for).map(quoted).collect()
}

/// What is missing in some scopes, with those who wait for it.
fn missing(coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
    let exports = coverage.missing_exports();
    if !exports.is_empty() {
        writeln!(
            out,
            "\nMissing in some scopes, with those who wait for it there"
        )?;
    }
    for export in exports {
        writeln!(out, "  {}", listed(&export.types))?;
        if let Some(command) = export.command {
            writeln!(out, "    $ {command}")?;
        }
        for id in export.waiting {
            writeln!(out, "    {id}")?;
        }
    }
    Ok(())
}
