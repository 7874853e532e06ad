//! Snapshots written: sorted, a line a verdict where it fits, so that a difference reads well.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::{Decimal, Figure, Overall, Ruling, ScopeSnapshot, Snapshot};
use crate::text::escape::is_visible;

/// The first line of each snapshot.
const HEADING: &str = "# What the policies say of this fixture, as somebody accepted it: `securescore test --review`.";

/// The most characters of a line that may be broken into several.
const WIDTH: usize = 120;

/// The most characters of a key that stands before its colon: readers of YAML allow 1024.
const LONGEST_KEY: usize = 500;

/// Words that readers of YAML take for something else than text.
const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

impl Snapshot {
    /// Writes it as YAML.
    ///
    /// # Errors
    /// The writer's own.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{HEADING}")?;
        writeln!(out, "as_of: {}", self.as_of)?;
        writeln!(out, "overall: {}", overall(self.overall))?;
        if !self.scopes.is_empty() {
            writeln!(out, "scopes:")?;
        }
        for (id, scope) in &self.scopes {
            writeln!(out, "{}", lead("  ", id))?;
            write_scope(scope, out)?;
        }
        if !self.verdicts.is_empty() {
            writeln!(out, "verdicts:")?;
        }
        for (id, rulings) in &self.verdicts {
            writeln!(out, "{}", lead("  ", id.as_str()))?;
            for (resource, ruling) in rulings {
                write_ruling(resource, ruling, out)?;
            }
        }
        Ok(())
    }
}

fn overall(overall: Overall) -> String {
    let (score, raw) = (overall.percent, overall.without_exemptions);
    let (score, raw) = (optional(score), optional(raw));
    format!("{{percent: {score}, without_exemptions: {raw}}}")
}

fn write_scope(scope: &ScopeSnapshot, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    name: {}", scalar(&scope.name))?;
    writeln!(out, "    score: {}", figure(scope.score))?;
    let raw = figure(scope.without_exemptions);
    writeln!(out, "    without_exemptions: {raw}")?;
    if !scope.controls.is_empty() {
        writeln!(out, "    controls:")?;
    }
    for (id, score) in &scope.controls {
        writeln!(out, "{} {}", lead("      ", id), figure(*score))?;
    }
    let waiting: BTreeMap<_, _> = scope.not_collected.iter().collect();
    if !waiting.is_empty() {
        writeln!(out, "    not_collected:")?;
    }
    for (id, types) in waiting {
        writeln!(out, "{} {}", lead("      ", id.as_str()), list(types))?;
    }
    Ok(())
}

fn figure(figure: Figure) -> String {
    let percent = optional(figure.percent);
    let (points, max) = (figure.points, figure.max);
    format!("{{percent: {percent}, points: \"{points}\", max: \"{max}\"}}")
}

/// Quoted, so that no reader makes a binary fraction of it.
fn optional(number: Option<Decimal>) -> String {
    number.map_or_else(|| "null".to_owned(), |number| format!("\"{number}\""))
}

fn list(types: &BTreeSet<String>) -> String {
    let names: Vec<String> = types.iter().map(|name| scalar(name)).collect();
    format!("[{}]", names.join(", "))
}

fn write_ruling(resource: &str, ruling: &Ruling, out: &mut dyn Write) -> io::Result<()> {
    let lead = lead("    ", resource);
    let health = ruling.health.as_str();
    let mut fields = vec![format!("health: {health}")];
    if ruling.is_preview {
        fields.push("preview: true".to_owned());
    }
    if let Some(exempt) = &ruling.exempt {
        fields.push(format!("exemption: {}", scalar(&exempt.exemption)));
        fields.push(format!("counts_as: {}", exempt.counts_as.as_str()));
    }
    let reasons: Vec<String> = ruling.reasons.iter().map(|reason| quoted(reason)).collect();
    if fields.len() == 1 && reasons.is_empty() {
        return writeln!(out, "{lead} {health}");
    }
    let mut all = fields.clone();
    if !reasons.is_empty() {
        all.push(format!("reasons: [{}]", reasons.join(", ")));
    }
    let line = format!("{lead} {{{}}}", all.join(", "));
    if line.chars().count() <= WIDTH {
        return writeln!(out, "{line}");
    }
    writeln!(out, "{lead}")?;
    for field in fields {
        writeln!(out, "      {field}")?;
    }
    if !reasons.is_empty() {
        writeln!(out, "      reasons:")?;
    }
    reasons
        .iter()
        .try_for_each(|reason| writeln!(out, "        - {reason}"))
}

/// A key up to its colon.
fn lead(indent: &str, key: &str) -> String {
    let key = scalar(key);
    if key.chars().count() <= LONGEST_KEY {
        return format!("{indent}{key}:");
    }
    format!("{indent}? {key}\n{indent}:")
}

/// A text, without quotes where it cannot be taken for anything else.
fn scalar(text: &str) -> String {
    let is_start = |start: char| start.is_ascii_alphabetic() || start == '/';
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/_.@()- ".contains(letter);
    let is_word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    if text.starts_with(is_start) && !text.ends_with(' ') && text.chars().all(is_plain) && !is_word
    {
        return text.to_owned();
    }
    quoted(text)
}

/// A text between quotes, on one line, all of it to be seen.
fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for character in text.chars() {
        match (character, u32::from(character)) {
            ('"' | '\\', _) => written.extend(['\\', character]),
            _ if is_visible(character) => written.push(character),
            (_, number @ ..=0xff) => written.push_str(&format!("\\x{number:02x}")),
            (_, number @ ..=0xffff) => written.push_str(&format!("\\u{number:04x}")),
            (_, number) => written.push_str(&format!("\\U{number:08x}")),
        }
    }
    written.push('"');
    written
}
