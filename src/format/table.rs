//! The report for a person at a terminal.

use std::cmp::Reverse;
use std::io::{self, Write};

use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Table, presets};

use super::number::{counted, gain, percent, points};
use crate::points::Exact;
use crate::report::{Coverage, Overall, Report, ScopeReport};
use crate::resource::ResourceType;
use crate::score::{ControlScore, Figures, Reading, Tally};
use crate::text::escape::{at_start, shown};

/// How a table looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether a terminal shows it: kept within its width, headings bold.
    pub terminal: bool,
    /// Whether that terminal may show colours.
    pub colour: bool,
}

/// Recommendations that are shown as worth doing first.
const WORTH_MOST: usize = 10;

/// Missing exports that are shown.
const EXPORTS_SHOWN: usize = 4;

/// Writes a report as tables.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", headline(&shown(&report.title), report.overall))?;
    section(out, "Scopes", &scopes(report, look))?;
    section(out, "Controls", &controls(report, look))?;
    if !report.groups.is_empty() {
        section(out, "Groups", &groups(report, look))?;
    }
    if !report.gains.is_empty() {
        section(out, "Worth most", &gains(report, look))?;
    }
    if !report.exemptions.is_empty() {
        section(out, "Exemptions", &exemptions(report, look))?;
    }
    coverage(report, out)
}

/// `Contoso secure score: 57% (54% without exemptions)`.
fn headline(title: &str, overall: Overall) -> String {
    let Some(effective) = overall.effective else {
        return format!("{title}: no score, for nothing in the inventory is applicable");
    };
    let mut notes = Vec::new();
    if let Some(raw) = overall.raw.filter(|raw| *raw != effective) {
        notes.push(format!("{} without exemptions", percent(raw)));
    }
    if let Some(upper) = overall.upper {
        notes.push(format!(
            "up to {} if what failed to evaluate is healthy",
            percent(upper)
        ));
    }
    let notes = if notes.is_empty() {
        String::new()
    } else {
        format!(" ({})", notes.join(", "))
    };
    format!("{title}: {}{notes}", percent(effective))
}

fn section(out: &mut dyn Write, title: &str, table: &Table) -> io::Result<()> {
    writeln!(out, "\n{title}")?;
    write_lines(table, out)
}

/// Writes a table. Where a long cell is broken into lines, any of its words may begin one.
///
/// # Errors
/// The writer's own.
pub fn write_lines(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = table.lines();
    lines.try_for_each(|line| writeln!(out, "{}", at_start(line.trim_end().into())))
}

/// An empty table with its headings, as all tables of the program look.
pub fn table(look: Look, headings: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !look.terminal {
        table.force_no_tty();
    }
    if look.colour {
        table.enforce_styling();
    }
    let heading = |text: &&str| match look.colour {
        true => cell(text).add_attribute(Attribute::Bold),
        false => cell(text),
    };
    table.set_header(headings.iter().map(heading).collect::<Vec<_>>());
    table
}

/// A value in a table.
pub fn cell(value: &str) -> Cell {
    Cell::new(shown(value))
}

/// A figure in a table, at the right end of its column.
pub(super) fn number(text: impl ToString) -> Cell {
    Cell::new(text.to_string()).set_alignment(CellAlignment::Right)
}

/// A ratio, coloured from bad to good; where nothing counts there is none.
fn ratio(value: Option<Exact>, look: Look) -> Cell {
    let Some(value) = value else {
        return number("-");
    };
    let colour = match value {
        value if value >= Exact::new(8, 10) => Color::Green,
        value if value >= Exact::new(5, 10) => Color::Yellow,
        _ => Color::Red,
    };
    let cell = number(percent(value));
    if look.colour { cell.fg(colour) } else { cell }
}

fn scopes(report: &Report, look: Look) -> Table {
    let mut table = table(
        look,
        &["Scope", "Environment", "Score", "Raw", "Current", "Max"],
    );
    for scope in &report.scopes {
        let figures = scope.score.figures(Reading::Effective);
        table.add_row(vec![
            cell(&scope.name),
            cell(scope.environment.as_str()),
            ratio(figures.ratio(), look),
            ratio(scope.score.figures(Reading::Raw).ratio(), look),
            number(points(figures.current)),
            number(points(figures.max)),
        ]);
    }
    table
}

fn controls(report: &Report, look: Look) -> Table {
    let headings = [
        "Control",
        "Score",
        "Current",
        "Max",
        "Potential",
        "Healthy",
        "Unhealthy",
    ];
    let mut table = table(look, &headings);
    let Some(first) = report.scopes.first() else {
        return table;
    };
    let scope_max: Exact = first
        .controls
        .iter()
        .enumerate()
        .map(|(position, _)| over_scopes(report, position).0.max)
        .sum();
    for (position, control) in first.controls.iter().enumerate() {
        let (figures, tally) = over_scopes(report, position);
        table.add_row(vec![
            cell(&control.score.control.title),
            ratio(figures.ratio(), look),
            number(points(figures.current)),
            number(points(figures.max)),
            number(potential(figures, scope_max)),
            number(tally.healthy),
            number(unhealthy(tally)),
        ]);
    }
    table
}

/// A control over all scopes: the resources of all of them vote together.
fn over_scopes(report: &Report, position: usize) -> (Figures, Tally) {
    let of_scope = |scope: &ScopeReport| scope.score.controls.get(position).cloned();
    let controls: Vec<ControlScore> = report.scopes.iter().filter_map(of_scope).collect();
    let tally = controls
        .iter()
        .map(|control| control.tally(Reading::Effective))
        .sum();
    let max_score = controls.first().map(|control| control.control.max_score);
    (
        max_score.map_or(Figures::NOTHING, |max| Figures::of_control(&max, tally)),
        tally,
    )
}

fn potential(figures: Figures, scope_max: Exact) -> String {
    let lost = figures.max - figures.current;
    if lost == Exact::from(0) || scope_max == Exact::from(0) {
        return "-".to_owned();
    }
    format!("+{} ({})", points(lost), gain(lost / scope_max))
}

fn unhealthy(tally: Tally) -> String {
    match tally.indeterminate {
        0 => tally.unhealthy.to_string(),
        failed => format!("{} ({failed} indeterminate)", tally.unhealthy),
    }
}

fn groups(report: &Report, look: Look) -> Table {
    let by = report.groups.first().map_or("", |group| group.by.as_str());
    let mut table = table(look, &[by, "Score", "Raw", "Healthy", "Unhealthy"]);
    for group in &report.groups {
        table.add_row(vec![
            cell(group.name.as_deref().unwrap_or("(none)")),
            ratio(group.overall.effective, look),
            ratio(group.overall.raw, look),
            number(group.healthy),
            number(group.unhealthy),
        ]);
    }
    table
}

fn gains(report: &Report, look: Look) -> Table {
    let mut table = table(look, &["Recommendation", "Severity", "Unhealthy", "Gain"]);
    for row in report.gains.iter().take(WORTH_MOST) {
        table.add_row(vec![
            Cell::new(format!("{}\n{}", shown(&row.title), row.id)),
            cell(row.severity.as_str()),
            number(row.unhealthy),
            number(format!("+{}", gain(row.ratio))),
        ]);
    }
    table
}

fn exemptions(report: &Report, look: Look) -> Table {
    let mut table = table(
        look,
        &["Exemption", "Status", "Matched", "Points", "Expires"],
    );
    for exemption in &report.exemptions {
        table.add_row(vec![
            cell(&exemption.id),
            cell(exemption.status),
            number(exemption.matched),
            number(points(exemption.points)),
            cell(exemption.expires.as_deref().unwrap_or("never")),
        ]);
    }
    table
}

fn coverage(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let coverage = &report.coverage;
    let counts = coverage.counts();
    writeln!(
        out,
        "\n{} recommendations assessed, {} without a resource, {} not collected, {} preview, {} disabled",
        counts.assessed,
        counts.without_resources,
        counts.not_collected,
        counts.preview,
        counts.disabled,
    )?;
    missing(coverage, out)?;
    let unassessed: usize = coverage.unassessed_types.values().sum();
    if unassessed > 0 {
        writeln!(
            out,
            "{} of {} that no recommendation looks at",
            counted(unassessed, "resource"),
            counted(coverage.unassessed_types.len(), "type"),
        )?;
    }
    if report.skipped_records > 0 {
        writeln!(
            out,
            "{} skipped, for they could not be read",
            counted(report.skipped_records, "record")
        )?;
    }
    Ok(())
}

/// The exports that most recommendations wait for.
fn missing(coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
    let mut exports = coverage.missing_exports();
    exports.sort_by_key(|export| Reverse(export.waiting.len()));
    let more = exports.len().saturating_sub(EXPORTS_SHOWN);
    for export in exports.into_iter().take(EXPORTS_SHOWN) {
        writeln!(
            out,
            "not collected everywhere: {}, needed by {}",
            listed(&export.types),
            counted(export.waiting.len(), "recommendation"),
        )?;
        if let Some(command) = export.command {
            writeln!(out, "  {command}")?;
        }
    }
    if more > 0 {
        let more = counted(more, "more export");
        writeln!(out, "and {more}: `securescore coverage` names them all")?;
    }
    Ok(())
}

/// Types with commas between them.
pub fn listed(types: &[ResourceType]) -> String {
    let names: Vec<&str> = types.iter().map(ResourceType::as_str).collect();
    shown(&names.join(", ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_cell_begins_no_line_with_a_command() {
        let mut table = table(Look::default(), &["Scope"]);
        table.add_row([cell("production ::error::x")]);
        table.set_width(16);
        let mut written = Vec::new();
        write_lines(&table, &mut written).unwrap();
        let text = String::from_utf8(written).unwrap();
        assert_eq!(text, " Scope\n production\n \\u{3a}:error::x\n");
    }
}
