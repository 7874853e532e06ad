//! What counting preview recommendations today would do: for a person, and as JSON.

use std::io::{self, Write};

use comfy_table::Cell;
use serde::Serialize;

use super::json::figures::{PointShiftV1, ShiftV1};
use super::{arrow, percentage_points, point_arrow, signed};
use crate::assessment::Health;
use crate::format::json::pretty;
use crate::format::number::counted;
use crate::format::table::{Look, cell, number, table, write_lines};
use crate::impact::{Promotion, Reading, ScopePromotion};
use crate::text::escape::shown;

/// Resources that are named of those that a recommendation would hit.
const NAMED: usize = 5;

/// Writes promotions as tables.
///
/// # Errors
/// The writer's own.
pub fn write(promotions: &[Promotion], look: Look, out: &mut dyn Write) -> io::Result<()> {
    if promotions.is_empty() {
        return writeln!(out, "no recommendation is a preview");
    }
    for (number, promotion) in promotions.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        one(promotion, look, out)?;
    }
    Ok(())
}

fn one(promotion: &Promotion, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let until = promotion.until;
    let until = until.map_or("without an end".to_owned(), |day| format!("until {day}"));
    let Reading { effective, raw } = promotion.overall;
    writeln!(out, "{}", shown(&promotion.title))?;
    writeln!(
        out,
        "{} ({}), preview {until}",
        shown(promotion.id.as_str()),
        promotion.severity
    )?;
    writeln!(
        out,
        "counted today: {} ({}), without exemptions {} ({})",
        arrow(effective),
        percentage_points(effective.rise()),
        arrow(raw),
        percentage_points(raw.rise()),
    )?;
    let headings = [
        "Scope",
        "Score",
        "Change",
        "Points",
        "Change",
        "Unhealthy",
        "Preview until",
    ];
    let mut table = table(look, &headings);
    for scope in &promotion.scopes {
        table.add_row(row(scope));
    }
    write_lines(&table, out)?;
    hit(promotion, out)
}

fn row(scope: &ScopePromotion) -> Vec<Cell> {
    let points = scope.points.effective;
    let unhealthy = match scope.is_waiting {
        true => "not collected".to_owned(),
        false => scope.hit.len().to_string(),
    };
    let until = scope.until;
    vec![
        cell(&scope.name),
        number(arrow(points.ratio())),
        number(percentage_points(points.ratio().rise())),
        number(point_arrow(points)),
        number(signed(points.rise())),
        number(unhealthy),
        number(until.map_or("no end".to_owned(), |day| day.to_string())),
    ]
}

fn hit(promotion: &Promotion, out: &mut dyn Write) -> io::Result<()> {
    let hit = promotion.scopes.iter().flat_map(|scope| &scope.hit);
    for (resource, health) in hit.clone().take(NAMED) {
        let health = match health {
            Health::Indeterminate => " (indeterminate)",
            _ => "",
        };
        writeln!(out, "  {}{health}", shown(resource.as_str()))?;
    }
    match hit.count().saturating_sub(NAMED) {
        0 => Ok(()),
        more => writeln!(out, "  and {}", counted(more, "more resource")),
    }
}

/// Writes promotions as JSON.
///
/// # Errors
/// The writer's own.
pub fn write_json(promotions: &[Promotion], out: &mut dyn Write) -> io::Result<()> {
    let previews = promotions.iter().map(PromotionV1::new).collect();
    pretty(
        &V1 {
            version: 1,
            previews,
        },
        out,
    )
}

#[derive(Serialize)]
struct V1<'a> {
    version: u8,
    previews: Vec<PromotionV1<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PromotionV1<'a> {
    recommendation: &'a str,
    title: &'a str,
    severity: &'static str,
    preview_until: Option<String>,
    score: ShiftV1,
    raw_score: ShiftV1,
    scopes: Vec<ScopeV1<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ScopeV1<'a> {
    id: &'a str,
    name: &'a str,
    preview_until: Option<String>,
    not_collected: bool,
    score: PointShiftV1,
    raw_score: PointShiftV1,
    unhealthy: Vec<HitV1<'a>>,
}

#[derive(Serialize)]
struct HitV1<'a> {
    resource: &'a str,
    health: Health,
}

impl<'a> PromotionV1<'a> {
    fn new(promotion: &'a Promotion) -> Self {
        Self {
            recommendation: promotion.id.as_str(),
            title: &promotion.title,
            severity: promotion.severity.as_str(),
            preview_until: promotion.until.map(|day| day.to_string()),
            score: ShiftV1::new(promotion.overall.effective),
            raw_score: ShiftV1::new(promotion.overall.raw),
            scopes: promotion.scopes.iter().map(ScopeV1::new).collect(),
        }
    }
}

impl<'a> ScopeV1<'a> {
    fn new(scope: &'a ScopePromotion) -> Self {
        let hit = |(resource, health): &'a (crate::resource::ResourceId, Health)| HitV1 {
            resource: resource.as_str(),
            health: *health,
        };
        Self {
            id: scope.id.as_str(),
            name: &scope.name,
            preview_until: scope.until.map(|day| day.to_string()),
            not_collected: scope.is_waiting,
            score: PointShiftV1::new(scope.points.effective),
            raw_score: PointShiftV1::new(scope.points.raw),
            unhealthy: scope.hit.iter().map(hit).collect(),
        }
    }
}
