//! Results as text for a person: failures in full, and one line where something else is to be
//! said.

use std::collections::BTreeSet;
use std::io::{self, Write};

use ::console::Style;
use similar::{ChangeTag, TextDiff};

use super::milliseconds;
use super::outcome::{Counts, Outcomes};
use crate::format::number::counted;
use crate::format::table::Look;
use crate::rego::{Coverage, Failed, Mutant, Step, UnitTest};
use crate::text::escape::{lines, shown};

/// The most tests that are named for their time.
const SLOWEST: usize = 10;
/// The most lines that one test prints here.
const MOST_PRINTS: usize = 20;

/// Writes results.
///
/// # Errors
/// The writer's own.
pub(super) fn write(
    outcomes: &Outcomes,
    with_timings: bool,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let paint = Paint::of(look);
    for test in &outcomes.tests {
        if let Some(failed) = test.failure() {
            failure(test, failed, &paint, out)?;
        }
    }
    outcomes
        .coverage()
        .iter()
        .try_for_each(|file| missed(file, out))?;
    let mutants = outcomes.mutants.iter().flatten();
    for mutant in mutants.filter(|mutant| !mutant.noticed) {
        survivor(mutant, &paint, out)?;
    }
    if with_timings {
        slowest(&outcomes.tests, out)?;
    }
    summary(outcomes, &paint, out)
}

/// Colours for a person, or none.
struct Paint {
    bad: Style,
    good: Style,
    strong: Style,
}

impl Paint {
    fn of(look: Look) -> Self {
        let style = || Style::new().force_styling(look.colour);
        Self {
            bad: style().red(),
            good: style().green(),
            strong: style().bold(),
        }
    }
}

fn failure(test: &UnitTest, failed: &Failed, paint: &Paint, out: &mut dyn Write) -> io::Result<()> {
    let case = test.case.iter().map(|case| format!(" [{}]", shown(case)));
    let name = format!("{}{}", shown(&test.path()), case.collect::<String>());
    let (word, name) = (paint.bad.apply_to("failed"), paint.strong.apply_to(name));
    let place = format!("{}:{}", shown(&test.file), test.line);
    writeln!(out, "{word} {name} ({place})")?;
    writeln!(out, "  {}", shown(&failed.reason))?;
    failed.steps.iter().try_for_each(|one| step(one, out))?;
    for print in failed.prints.iter().take(MOST_PRINTS) {
        writeln!(out, "  printed: {}", shown(print))?;
    }
    let more = failed.prints.len().saturating_sub(MOST_PRINTS);
    if more > 0 {
        writeln!(out, "  printed: {} more", counted(more, "line"))?;
    }
    writeln!(out)
}

fn step(step: &Step, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  line {} {}:", step.line, step.result)?;
    for line in lines(&step.statement) {
        writeln!(out, "      {line}")?;
    }
    if step.ways > 1 && !step.values.is_empty() {
        writeln!(out, "    in the first of {} ways:", step.ways)?;
    }
    for (part, value) in &step.values {
        let mut parts = lines(part);
        let first = parts.next().unwrap_or_default();
        let more = if parts.next().is_some() { " …" } else { "" };
        writeln!(out, "    {first}{more} is {}", shown(value))?;
    }
    Ok(())
}

/// Says which lines no test reaches, if there are any.
fn missed(file: &Coverage, out: &mut dyn Write) -> io::Result<()> {
    if file.missed.is_empty() {
        return Ok(());
    }
    let (reached, all) = (file.reached.len(), counted(file.lines(), "line"));
    let never = spans(&file.missed);
    let name = shown(&file.package);
    writeln!(out, "{name}: {reached} of {all} reached, never {never}")
}

/// Numbers with those that follow each other put together: `1, 3-5`.
fn spans(numbers: &BTreeSet<usize>) -> String {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => spans.push((number, number)),
        }
    }
    let text = |(first, last): &(usize, usize)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    spans.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// A change that no test noticed.
fn survivor(mutant: &Mutant, paint: &Paint, out: &mut dyn Write) -> io::Result<()> {
    let file = shown(mutant.before.name());
    let title = format!("{file}:{}", mutant.line);
    let title = paint.strong.apply_to(title);
    writeln!(out, "{title} no test notices: {}", mutant.what)?;
    let diff = TextDiff::from_lines(mutant.before.text(), mutant.after.text());
    for change in diff.iter_all_changes() {
        let (sign, style) = match change.tag() {
            ChangeTag::Delete => ('-', &paint.bad),
            ChangeTag::Insert => ('+', &paint.good),
            ChangeTag::Equal => continue,
        };
        let line = format!(
            "{sign} {}",
            shown(&change.value().trim_end().replace('\t', "    "))
        );
        writeln!(out, "  {}", style.apply_to(line))?;
    }
    Ok(())
}

fn slowest(tests: &[UnitTest], out: &mut dyn Write) -> io::Result<()> {
    let mut tests: Vec<&UnitTest> = tests.iter().collect();
    tests.sort_by_key(|test| std::cmp::Reverse(test.time));
    tests.dedup_by_key(|test| test.path());
    for test in tests.into_iter().take(SLOWEST) {
        let time = milliseconds(test.time);
        writeln!(out, "{time:>12}  {}", shown(&test.path()))?;
    }
    Ok(())
}

fn summary(outcomes: &Outcomes, paint: &Paint, out: &mut dyn Write) -> io::Result<()> {
    if let Some(share) = outcomes.reached() {
        let lines = counted(share.whole, "line");
        let (part, percent) = (share.part, share.in_brackets());
        writeln!(out, "the tests reach {part} of {lines}{percent}")?;
    }
    if let Some(share) = outcomes.noticed() {
        let changes = counted(share.whole, "change");
        let (part, percent) = (share.part, share.in_brackets());
        writeln!(out, "the tests notice {part} of {changes}{percent}")?;
    }
    let Counts {
        passed,
        failed,
        skipped,
    } = outcomes.counts();
    let packages = counted(outcomes.packages, "package");
    let mut parts = vec![format!("{} passed", counted(passed, "test"))];
    parts.extend((failed > 0).then(|| format!("{failed} failed")));
    parts.extend((skipped > 0).then(|| format!("{skipped} skipped")));
    let line = format!("{} in {packages}", parts.join(", "));
    let style = if failed > 0 { &paint.bad } else { &paint.good };
    writeln!(out, "{}", style.apply_to(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_follow_each_other_are_put_together() {
        assert_eq!(spans(&BTreeSet::from([7, 1, 3, 4, 5])), "1, 3-5, 7");
        assert_eq!(spans(&BTreeSet::new()), "");
    }
}
