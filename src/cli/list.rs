//! `securescore list`.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Number;

use super::args::{DecisionArgs, Format};
use super::console::{Console, Exit, Failure, unwritten};
use super::load::Decisions;
use crate::catalog::Activity;
use crate::format::json::pretty;
use crate::format::table::{Look, cell, table, write_lines};
use crate::points::to_number;
use crate::recommendation::Recommendation;
use crate::resource::Scope;

/// List the controls of the catalog and their recommendations.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    /// How the list is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    #[command(flatten)]
    decisions: DecisionArgs,
}

#[derive(Serialize)]
struct List<'a> {
    controls: Vec<ControlRow<'a>>,
    recommendations: Vec<RecommendationRow<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ControlRow<'a> {
    id: &'a str,
    title: &'a str,
    max_score: Number,
    recommendations: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RecommendationRow<'a> {
    id: &'a str,
    title: &'a str,
    severity: &'static str,
    controls: Vec<&'a str>,
    resource_types: Vec<&'a str>,
    state: &'static str,
    requires: Vec<&'a str>,
}

/// Lists the catalog.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let decisions = Decisions::load(&args.decisions, &[])?;
    let list = List::new(&decisions);
    for warning in &decisions.warnings {
        console.say(&format!("warning: {warning}"));
    }
    let look = console.look();
    let written = match args.format {
        Format::Table => list.table(look, &mut console.output),
        Format::Json => pretty(&list, &mut console.output),
    };
    written.map_err(unwritten)?;
    Ok(Exit::Done)
}

impl<'a> List<'a> {
    fn new(decisions: &'a Decisions) -> Self {
        let control = |control: &'a crate::catalog::Control| ControlRow {
            id: &control.id,
            title: &control.title,
            max_score: to_number(control.max_score.exact()),
            recommendations: control
                .recommendations
                .iter()
                .map(|id| id.as_str())
                .collect(),
        };
        let known = decisions.recommendations.values();
        Self {
            controls: decisions.catalog.controls.iter().map(control).collect(),
            recommendations: known
                .map(|known| RecommendationRow::new(known, decisions))
                .collect(),
        }
    }

    fn table(&self, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let headings = ["Control", "Points", "Recommendation", "Severity", "State"];
        let mut table = table(look, &headings);
        for control in &self.controls {
            let mut heading = (control.title, control.points());
            for id in &control.recommendations {
                let row = self.recommendations.iter().find(|row| row.id == *id);
                let (title, shown) = std::mem::take(&mut heading);
                table.add_row([
                    cell(title),
                    cell(&shown),
                    cell(id),
                    cell(row.map_or("", |row| row.severity)),
                    cell(row.map_or("", |row| row.state)),
                ]);
            }
            if control.recommendations.is_empty() {
                table.add_row([cell(heading.0), cell(&heading.1)]);
            }
        }
        write_lines(&table, out)
    }
}

impl ControlRow<'_> {
    fn points(&self) -> String {
        self.max_score.to_string()
    }
}

impl<'a> RecommendationRow<'a> {
    fn new(known: &'a Recommendation, decisions: &'a Decisions) -> Self {
        let settings = decisions
            .catalog
            .settings(known, &Scope::root(), decisions.as_of);
        let lists_it =
            |control: &&crate::catalog::Control| control.recommendations.contains(&known.id);
        let controls = decisions.catalog.controls.iter().filter(lists_it);
        Self {
            id: known.id.as_str(),
            title: &known.title,
            severity: settings.severity.as_str(),
            controls: controls.map(|control| control.id.as_str()).collect(),
            resource_types: known
                .resource_types
                .iter()
                .map(|kind| kind.as_str())
                .collect(),
            state: match settings.activity {
                Activity::Enabled => "scored",
                Activity::Preview { .. } => "preview",
                Activity::Disabled { .. } => "disabled",
            },
            requires: known.requires.iter().map(|kind| kind.as_str()).collect(),
        }
    }
}
