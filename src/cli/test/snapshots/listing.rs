//! How fixtures fared, for a person: a line each, and under it what has changed.

use std::collections::BTreeMap;

use ::console::Style;
use serde::Serialize;

use super::trial::{Judged, Outcome, Trial};
use super::{Tally, fixtures};
use crate::cli::console::{Console, Failure, SHOWN, unwritten};
use crate::snapshot::{Change, Direction, FILE_NAME, Snapshot};
use crate::text::escape::shown;

/// What a line is coloured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli::test) enum Colour {
    /// All is well, or better.
    Good,
    /// Something is wrong, or worse.
    Bad,
    /// Somebody should look.
    Notable,
    /// None.
    Plain,
}

/// A text in colour, where the output may have some.
pub(in crate::cli::test) fn painted(text: &str, colour: Colour, console: &Console) -> String {
    let style = Style::new().force_styling(console.look().colour);
    let style = match colour {
        Colour::Good => style.green(),
        Colour::Bad => style.red(),
        Colour::Notable => style.yellow(),
        Colour::Plain => style,
    };
    style.apply_to(text).to_string()
}

/// Shows how one fixture fared.
pub(super) fn show(trial: &Trial, console: &mut Console) -> Result<(), Failure> {
    let (word, colour, note) = summary(trial);
    let word = painted(&format!("{word:<9}"), colour, console);
    let line = format!("{word} {}{note}", shown(&trial.case.name));
    line_out(line.trim_end(), console)?;
    let Outcome::Judged(judged) = &trial.outcome else {
        return Ok(());
    };
    if judged.found.is_blank() {
        line_out("  no policy looks at anything in it", console)?;
    }
    show_changes(&worth_showing(judged), SHOWN, console)?;
    if judged.is_doubtful() {
        line_out(
            "  a policy failed: mend it, or accept that it does with `--review`",
            console,
        )?;
    }
    Ok(())
}

/// How one fixture fared, for a program.
#[derive(Clone, Debug, Serialize)]
pub(in crate::cli::test) struct Told {
    /// The fixture.
    pub(in crate::cli::test) name: String,
    /// `passed`, `changed`, `new`, `orphaned` or `failed`.
    pub(in crate::cli::test) outcome: &'static str,
    /// Whether the run does not end with 0 for it.
    #[serde(skip)]
    pub(in crate::cli::test) is_failure: bool,
    /// What has changed, a sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::cli::test) changes: Vec<String>,
}

/// How one fixture fared, for a program.
pub(super) fn told(trial: &Trial, is_strict: bool) -> Told {
    let (outcome, ..) = summary(trial);
    let (changes, is_loose) = match &trial.outcome {
        Outcome::Judged(judged) => (worth_showing(judged), judged.found.is_blank()),
        _ => (Vec::new(), outcome == "orphaned"),
    };
    let is_well = outcome == "passed" || is_loose && outcome == "orphaned";
    Told {
        name: trial.case.name.clone(),
        outcome,
        is_failure: !is_well || is_strict && is_loose,
        changes: changes.iter().map(ToString::to_string).collect(),
    }
}

/// What a person has to know without a review: first where policies failed; of what is new, that
/// alone.
fn worth_showing(judged: &Judged) -> Vec<Change> {
    let (doubts, others): (Vec<_>, Vec<_>) =
        judged.changes().into_iter().partition(Change::is_doubt);
    let others = others.into_iter().filter(|_| judged.accepted.is_some());
    doubts.into_iter().chain(others).collect()
}

fn summary(trial: &Trial) -> (&'static str, Colour, String) {
    let plain = String::new();
    match &trial.outcome {
        Outcome::Failed(_) => ("failed", Colour::Bad, plain),
        Outcome::WithoutInventory => {
            let what = match trial.is_orphaned() {
                true => format!(": {FILE_NAME} stands there without an inventory"),
                false => ": no inventory stands there".to_owned(),
            };
            ("orphaned", Colour::Notable, what)
        }
        Outcome::Judged(judged) => match judged.as_ref() {
            judged if judged.is_doubtful() => ("failed", Colour::Bad, plain),
            Judged { accepted: None, .. } => ("new", Colour::Notable, overview(&judged.found)),
            judged if judged.is_same() => ("passed", Colour::Good, plain),
            _ => ("changed", Colour::Bad, plain),
        },
    }
}

/// `: 63.1 %, 3 healthy, 1 unhealthy`.
fn overview(snapshot: &Snapshot) -> String {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for (_, _, ruling) in snapshot.rulings() {
        *counts.entry(ruling.health).or_default() += 1;
    }
    let score = snapshot.overall.percent;
    let score = score.map_or_else(|| "no score".to_owned(), |percent| format!("{percent} %"));
    let counts = counts.iter();
    let counts = counts.map(|(health, count)| format!(", {count} {}", health.as_str()));
    format!(": {score}{}", counts.collect::<String>())
}

/// Shows changes, a line each: of verdicts `most`, of scores all.
pub(in crate::cli::test) fn show_changes(
    changes: &[Change],
    most: usize,
    console: &mut Console,
) -> Result<(), Failure> {
    let is_score =
        |change: &&Change| matches!(change, Change::Score { .. } | Change::Overall { .. });
    let (scores, verdicts): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(is_score);
    for change in verdicts.iter().take(most) {
        show_change(change, console)?;
    }
    if verdicts.len() > most {
        let more = verdicts.len() - most;
        line_out(
            &format!("  and {more} more: `--review` shows them all"),
            console,
        )?;
    }
    scores
        .iter()
        .try_for_each(|change| show_change(change, console))
}

fn show_change(change: &Change, console: &mut Console) -> Result<(), Failure> {
    let colour = match change.direction() {
        Direction::Better => Colour::Good,
        Direction::Worse => Colour::Bad,
        Direction::Aside => Colour::Plain,
    };
    let line = painted(&shown(&change.to_string()), colour, console);
    line_out(&format!("  {line}"), console)
}

fn line_out(line: &str, console: &mut Console) -> Result<(), Failure> {
    writeln!(console.output, "{line}").map_err(unwritten)
}

/// Says in one line how all fixtures fared, and what to do.
pub(super) fn sum_up(tally: &Tally, all: usize, console: &mut Console) -> Result<(), Failure> {
    if all == 0 {
        console.say("no fixtures: a folder with an inventory below `fixtures` is one");
        return Ok(());
    }
    let counts = [
        (tally.passed, "passed"),
        (tally.accepted, "accepted"),
        (tally.changed, "changed"),
        (tally.new, "new"),
        (tally.failed, "failed"),
        (tally.orphaned, "orphaned"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    line_out(
        &format!("{}: {}", fixtures(all), counts.join(", ")),
        console,
    )?;
    console.output.flush().map_err(unwritten)?;
    for reason in reasons(tally) {
        console.say(&reason);
    }
    Ok(())
}

/// Why the run does not end with 0.
pub(super) fn reasons(tally: &Tally) -> Vec<String> {
    let mut reasons = Vec::new();
    let pending = tally.changed + tally.new;
    if pending > 0 {
        let advice = "`securescore test --review` goes through them, `--accept` accepts them all";
        let what = format!("changed or new: {pending}");
        reasons.push(format!("failed: {what}; {advice}"));
    }
    if tally.failed > 0 {
        reasons.push(format!("failed: could not be evaluated: {}", tally.failed));
    }
    let word = if tally.is_strict { "failed" } else { "warning" };
    if tally.orphaned > 0 {
        let what = format!("without an inventory: {}", tally.orphaned);
        let advice = "`--accept --remove-orphans` removes their snapshots";
        reasons.push(format!("{word}: {what}; {advice}"));
    }
    if tally.blank > 0 {
        reasons.push(format!("{word}: no policy looks at: {}", tally.blank));
    }
    reasons
}
