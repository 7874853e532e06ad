//! What a change does, for a person at a terminal.

use std::io::{self, Write};

use comfy_table::{Cell, Color, Table};

use super::{
    Comparison, Counts, arrow, because, causes, moved, percentage_points, point_arrow, signed,
    state,
};
use crate::format::table::{Look, cell, number, table, write_lines};
use crate::impact::{Direction, Flip, Impact, PointShift, Reading};
use crate::text::escape::shown;

/// Writes a comparison as tables.
///
/// # Errors
/// The writer's own.
pub fn write(comparison: &Comparison<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let impact = comparison.impact;
    writeln!(out, "{}", headline(impact))?;
    let sides = [
        ("base", &comparison.base, impact.base_as_of),
        ("head", &comparison.head, impact.head_as_of),
    ];
    for (side, origin, as_of) in sides {
        writeln!(out, "{side}: {}, as of {as_of}", shown(&origin.name()))?;
    }
    if impact.parts.is_empty() {
        return writeln!(out, "\nboth sides decide alike: nothing flips");
    }
    section(out, "What differs", &differences(impact, look))?;
    section(out, "Parts of the change", &parts(impact, look))?;
    section(out, "Scopes", &scopes(impact, look))?;
    section(out, "Controls that change", &controls(impact, look))?;
    if impact.flips.is_empty() {
        return writeln!(out, "\nnothing flips");
    }
    section(out, "What flips them", &by_cause(impact, look))?;
    section(out, "Flips", &flips(impact, look))?;
    writeln!(out, "\n{}", Counts::of(&impact.flips).sentence())
}

fn headline(impact: &Impact) -> String {
    let Reading { effective, raw } = impact.overall;
    format!(
        "{}: {} ({}), without exemptions {} ({})",
        shown(&impact.title),
        arrow(effective),
        percentage_points(effective.rise()),
        arrow(raw),
        percentage_points(raw.rise()),
    )
}

fn section(out: &mut dyn Write, title: &str, table: &Table) -> io::Result<()> {
    if table.row_count() == 0 {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    write_lines(table, out)
}

/// A difference, coloured by whether it is one for the better.
fn difference(text: String, look: Look) -> Cell {
    let colour = match text.chars().next() {
        Some('-') => Color::Red,
        Some('+') => Color::Green,
        _ => return number(text),
    };
    match look.colour {
        true => number(text).fg(colour),
        false => number(text),
    }
}

fn differences(impact: &Impact, look: Look) -> Table {
    let mut table = table(look, &["Where", "What", "How"]);
    for difference in &impact.differences {
        table.add_row([
            cell(&moved(&[difference.axis])),
            cell(&difference.subject),
            cell(&difference.what),
        ]);
    }
    table
}

fn parts(impact: &Impact, look: Look) -> Table {
    let mut table = table(look, &["Exchanged", "Change", "Without exemptions"]);
    for part in &impact.parts {
        table.add_row([
            cell(&moved(&part.moved)),
            difference(percentage_points(part.overall.effective), look),
            difference(percentage_points(part.overall.raw), look),
        ]);
    }
    table.add_row([
        cell("together"),
        difference(percentage_points(impact.overall.effective.rise()), look),
        difference(percentage_points(impact.overall.raw.rise()), look),
    ]);
    table
}

fn scopes(impact: &Impact, look: Look) -> Table {
    let headings = [
        "Scope",
        "Score",
        "Change",
        "Points",
        "Change",
        "Without exemptions",
    ];
    let mut table = table(look, &headings);
    for scope in &impact.scopes {
        let Reading { effective, raw } = scope.points;
        table.add_row([
            cell(&scope.name),
            number(arrow(effective.ratio())),
            difference(percentage_points(effective.ratio().rise()), look),
            number(point_arrow(effective)),
            difference(signed(effective.rise()), look),
            difference(signed(raw.rise()), look),
        ]);
    }
    table
}

fn controls(impact: &Impact, look: Look) -> Table {
    let headings = ["Scope", "Control", "Points", "Change", "Without exemptions"];
    let mut table = table(look, &headings);
    for scope in &impact.scopes {
        let changed = scope.controls.iter().filter(|control| {
            let Reading { effective, raw } = control.points;
            [effective, raw].into_iter().any(PointShift::is_changed)
        });
        for control in changed {
            let Reading { effective, raw } = control.points;
            table.add_row([
                cell(&scope.name),
                cell(&control.title),
                number(point_arrow(effective)),
                difference(signed(effective.rise()), look),
                difference(signed(raw.rise()), look),
            ]);
        }
    }
    table
}

fn by_cause(impact: &Impact, look: Look) -> Table {
    let headings = ["Recommendation", "Cause", "Worse", "Better", "Other"];
    let mut table = table(look, &headings);
    for ((recommendation, because_of), counts) in causes(impact) {
        table.add_row([
            cell(recommendation.as_str()),
            cell(&because(because_of)),
            number(counts.worse),
            number(counts.better),
            number(counts.other),
        ]);
    }
    table
}

fn flips(impact: &Impact, look: Look) -> Table {
    let headings = ["Recommendation", "Resource", "Before", "After", "Cause"];
    let mut table = table(look, &headings);
    for flip in &impact.flips {
        table.add_row([
            Cell::new(name(flip)),
            cell(flip.resource.as_str()),
            cell(&state(&flip.before)),
            after(flip, look),
            cell(&because(&flip.causes)),
        ]);
    }
    table
}

fn name(flip: &Flip) -> String {
    let id = shown(flip.recommendation.as_str());
    let formerly = flip.formerly.as_ref();
    let formerly = formerly.map(|old| format!(" (formerly {})", shown(old.as_str())));
    let allowed = if flip.is_allowed { " (allowed)" } else { "" };
    format!("{id}{}{allowed}", formerly.unwrap_or_default())
}

fn after(flip: &Flip, look: Look) -> Cell {
    let after = cell(&state(&flip.after));
    match flip.direction() {
        Direction::Worse if look.colour => after.fg(Color::Red),
        Direction::Better if look.colour => after.fg(Color::Green),
        _ => after,
    }
}
