//! What a change does, as a comment on a pull request.
//!
//! Values are those of others: each stands between code tags, and of its characters all that
//! Markdown, HTML or the site that shows it might obey is written as a number. In code no site
//! looks for people to notify or things to link.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{
    Comparison, Counts, arrow, because, moved, percentage_points, point_arrow, signed, state,
};
use crate::impact::{Direction, Flip, Impact, PointShift, Reading};
use crate::text::escape::{cut, shown};

/// The most bytes of a list: there are five, and a comment on GitHub has at most 65,536 characters.
const LONGEST_LIST: usize = 12_000;

/// The most characters of one value.
const LONGEST_VALUE: usize = 240;

/// Writes a comparison as Markdown.
///
/// # Errors
/// The writer's own.
pub fn write(comparison: &Comparison<'_>, out: &mut dyn Write) -> io::Result<()> {
    let impact = comparison.impact;
    writeln!(out, "{}\n", summary(impact))?;
    let (base, head) = (&comparison.base.name(), &comparison.head.name());
    writeln!(out, "Base: {}, head: {}.", code(base), code(head))?;
    if impact.parts.is_empty() {
        return writeln!(out, "\nBoth sides decide alike: nothing flips.");
    }
    parts(impact, out)?;
    differences(impact, out)?;
    controls(impact, out)?;
    for (direction, title) in [
        (Direction::Worse, "to the worse"),
        (Direction::Better, "to the better"),
        (Direction::Other, "that leave the score as it is"),
    ] {
        let flips = impact.flips.iter();
        let flips: Vec<&Flip> = flips.filter(|flip| flip.direction() == direction).collect();
        list(&flips, title, out)?;
    }
    Ok(())
}

fn summary(impact: &Impact) -> String {
    let Reading { effective, raw } = impact.overall;
    format!(
        "**Secure score {} ({})**, without exemptions {} ({}). Flips: {}.",
        arrow(effective).replace("->", "→"),
        plain(&percentage_points(effective.rise())),
        arrow(raw).replace("->", "→"),
        plain(&percentage_points(raw.rise())),
        Counts::of(&impact.flips).sentence(),
    )
}

/// Our own words, in which `<` stands before small numbers.
fn plain(text: &str) -> String {
    text.replace('<', "&lt;")
}

/// A value of others: it can be seen, and means nothing.
fn code(value: &str) -> String {
    let value = shown(cut(value, LONGEST_VALUE).as_ref()).into_owned();
    let mut text = String::from("<code>");
    for character in value.chars() {
        let is_harmless = character.is_ascii_alphanumeric() || " ,/-".contains(character);
        match is_harmless || !character.is_ascii() {
            true => text.push(character),
            false => _ = write!(text, "&#{};", u32::from(character)),
        }
    }
    text.push_str("</code>");
    text
}

fn parts(impact: &Impact, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\n| Part | Change | Without exemptions |\n|---|--:|--:|"
    )?;
    for part in &impact.parts {
        let Reading { effective, raw } = part.overall;
        row(
            &moved(&part.moved),
            [effective, raw].map(percentage_points),
            out,
        )?;
    }
    let whole = [impact.overall.effective, impact.overall.raw];
    let whole = whole.map(|shift| percentage_points(shift.rise()));
    row("**together**", whole, out)
}

fn row(title: &str, figures: [String; 2], out: &mut dyn Write) -> io::Result<()> {
    let [effective, raw] = figures.map(|figure| plain(&figure));
    writeln!(out, "| {title} | {effective} | {raw} |")
}

fn differences(impact: &Impact, out: &mut dyn Write) -> io::Result<()> {
    let items = impact.differences.iter().map(|difference| {
        let place = moved(&[difference.axis]);
        let (subject, what) = (code(&difference.subject), code(&difference.what));
        format!("- {place}: {subject}, {what}")
    });
    items_below("What differs", "", items.collect(), out)
}

fn controls(impact: &Impact, out: &mut dyn Write) -> io::Result<()> {
    let rows = impact.scopes.iter().flat_map(|scope| {
        let controls = scope.controls.iter();
        controls.map(move |control| (scope, control))
    });
    let is_changed =
        |points: Reading<PointShift>| points.effective.is_changed() || points.raw.is_changed();
    let changed = rows.filter(|(_, control)| is_changed(control.points));
    let items = changed.map(|(scope, control)| {
        let points = control.points.effective;
        format!(
            "| {} | {} | {} | {} |",
            code(&scope.name),
            code(&control.title),
            point_arrow(points).replace("->", "→"),
            plain(&signed(points.rise())),
        )
    });
    let headings = "| Scope | Control | Points | Change |\n|---|---|--:|--:|\n";
    items_below("Controls that change", headings, items.collect(), out)
}

fn list(flips: &[&Flip], title: &str, out: &mut dyn Write) -> io::Result<()> {
    let items = flips.iter().map(|flip| item(flip));
    items_below(&format!("Flips {title}"), "", items.collect(), out)
}

/// A list that is opened by a click, as long as there is room.
fn items_below(
    title: &str,
    headings: &str,
    items: Vec<String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    let count = items.len();
    write!(
        out,
        "\n<details><summary>{title}: {count}</summary>\n\n{headings}"
    )?;
    let mut room = LONGEST_LIST;
    let mut listed = 0;
    for item in items {
        let Some(rest) = room.checked_sub(item.len()) else {
            break;
        };
        room = rest;
        writeln!(out, "{item}")?;
        listed += 1;
    }
    more(count - listed, out)?;
    writeln!(out, "\n</details>")
}

fn more(count: usize, out: &mut dyn Write) -> io::Result<()> {
    match count {
        0 => Ok(()),
        _ => writeln!(out, "\nAnd {count} more: `--format json` names them all."),
    }
}

fn item(flip: &Flip) -> String {
    let formerly = flip.formerly.as_ref();
    let formerly = formerly.map(|old| format!(" (formerly {})", code(old.as_str())));
    let allowed = if flip.is_allowed { " (allowed)" } else { "" };
    format!(
        "- {}{}{allowed} on {}: {} → {}, {}",
        code(flip.recommendation.as_str()),
        formerly.unwrap_or_default(),
        code(flip.resource.as_str()),
        code(&state(&flip.before)),
        code(&state(&flip.after)),
        code(&because(&flip.causes)),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_in_a_value_is_obeyed() {
        let value = "</code><img src=x>|`@all` [a](b) #1 *x* _y_ http://z\n- :+1: &amp; $1$";
        assert_eq!(
            code(value),
            "<code>&#60;/code&#62;&#60;img src&#61;x&#62;&#124;&#96;&#64;all&#96; &#91;a&#93;\
             &#40;b&#41; &#35;1 &#42;x&#42; &#95;y&#95; http&#58;//z&#92;u&#123;a&#125;- \
             &#58;&#43;1&#58; &#38;amp&#59; &#36;1&#36;</code>"
        );
    }

    proptest! {
        #[test]
        fn a_value_stays_between_its_tags(value in any::<String>()) {
            let text = code(&value);
            let inner = text.strip_prefix("<code>").and_then(|text| text.strip_suffix("</code>"));
            let inner = inner.unwrap();
            prop_assert!(!inner.contains(['<', '>', '|', '`', '\n', '\r', '[', '*', '_', '@', '!']));
        }
    }
}
