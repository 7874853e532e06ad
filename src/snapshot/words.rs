//! A change between two snapshots in words: a line each.

use std::collections::BTreeSet;
use std::fmt;

use super::{Change, Decimal, Figure, Ruling};

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Verdict {
                recommendation,
                resource,
                before,
                after,
            } => {
                let turn = turn(before.as_ref(), after.as_ref());
                write!(formatter, "{recommendation} / {resource}: {turn}")
            }
            Self::NotCollected {
                scope,
                recommendation,
                before,
                after,
            } => {
                let (before, after) = (waiting(before), waiting(after));
                write!(
                    formatter,
                    "{recommendation} in {scope}: {before} -> {after}"
                )
            }
            Self::Name {
                scope,
                before,
                after,
            } => write!(formatter, "{scope}: called `{before}` -> `{after}`"),
            Self::Score {
                subject,
                before,
                after,
            } => write!(formatter, "{subject} {}", course(*before, *after)),
            Self::Overall {
                subject,
                before,
                after,
            } => write!(formatter, "{subject} {}", percents(*before, *after)),
        }
    }
}

fn turn(before: Option<&Ruling>, after: Option<&Ruling>) -> String {
    match (before, after) {
        (None, None) => "nothing".to_owned(),
        (None, Some(is)) => format!("new, {}{}", state(is), bracketed(&is.reasons)),
        (Some(was), None) => format!("{} -> gone", state(was)),
        (Some(was), Some(is)) if state(was) == state(is) => {
            let (was, reasons) = (told(&was.reasons), told(&is.reasons));
            format!("still {}, for other reasons: {was} -> {reasons}", state(is))
        }
        (Some(was), Some(is)) => {
            let reasons = bracketed(&is.reasons);
            format!("{} -> {}{reasons}", state(was), state(is))
        }
    }
}

/// A verdict but for its reasons: `unhealthy, preview, exempt by EX-1 (counts as notApplicable)`.
fn state(ruling: &Ruling) -> String {
    let preview = if ruling.is_preview { ", preview" } else { "" };
    let exempt = ruling.exempt.as_ref().map(|exempt| {
        let (id, health) = (&exempt.exemption, exempt.counts_as.as_str());
        format!(", exempt by {id} (counts as {health})")
    });
    let exempt = exempt.unwrap_or_default();
    format!("{}{preview}{exempt}", ruling.health.as_str())
}

fn bracketed(reasons: &[String]) -> String {
    match reasons {
        [] => String::new(),
        reasons => format!(" ({})", reasons.join("; ")),
    }
}

fn told(reasons: &[String]) -> String {
    match reasons {
        [] => "none".to_owned(),
        reasons => format!("({})", reasons.join("; ")),
    }
}

fn waiting(types: &BTreeSet<String>) -> String {
    let names: Vec<&str> = types.iter().map(String::as_str).collect();
    match names.as_slice() {
        [] => "no data missing".to_owned(),
        names => format!("not collected, for want of {}", names.join(", ")),
    }
}

fn course(before: Option<Figure>, after: Option<Figure>) -> String {
    match (before, after) {
        (Some(was), Some(is)) if was.percent == is.percent => {
            format!("{} -> {} points", of_points(was), of_points(is))
        }
        (Some(was), Some(is)) => percents(was.percent, is.percent),
        (was, is) => {
            let side = |side: Option<Figure>, absent: &str| {
                side.map_or_else(|| absent.to_owned(), |figure| percent(figure.percent))
            };
            format!("{} -> {}", side(was, "not there"), side(is, "gone"))
        }
    }
}

fn of_points(figure: Figure) -> String {
    format!("{} of {}", figure.points, figure.max)
}

fn percents(before: Option<Decimal>, after: Option<Decimal>) -> String {
    let difference = before.zip(after).map(|(before, after)| {
        let sign = if after > before { "+" } else { "" };
        format!(" ({sign}{})", after - before)
    });
    let difference = difference.unwrap_or_default();
    format!("{} -> {}{difference}", percent(before), percent(after))
}

fn percent(percent: Option<Decimal>) -> String {
    percent.map_or_else(|| "no score".to_owned(), |percent| format!("{percent} %"))
}
