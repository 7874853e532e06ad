//! A shell script for a person: the commands that repair what a run found unhealthy, and in
//! comments whatever has none.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::number::counted;
use crate::assessment::{Health, Standing};
use crate::fix::{Unfit, command};
use crate::inventory::ScopeInventory;
use crate::recommendation::{Fix, Recommendation, RecommendationId, Recommendations};
use crate::report::{Report, Row, Sink};
use crate::resource::{IdPattern, Resource, ResourceId};
use crate::text::escape::visible;

/// Which repairs are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// What should hold.
    pub recommendations: &'a Recommendations,
    /// The recommendations that are wanted; all where none is named.
    pub named: &'a BTreeSet<RecommendationId>,
    /// Patterns of the resources that are wanted; all where there is none.
    pub resources: &'a [IdPattern],
}

/// The repairs of a run, taken down while it goes on.
pub struct Script<'a> {
    wanted: Wanted<'a>,
    sections: Sections<'a>,
    /// The patterns that no resource matches.
    idle: Vec<&'a IdPattern>,
}

impl<'a> Script<'a> {
    /// A script that repairs nothing yet.
    pub fn new(wanted: Wanted<'a>) -> Self {
        Self {
            wanted,
            sections: Sections::new(),
            idle: wanted.resources.iter().collect(),
        }
    }

    /// The first of the patterns that no resource of the inventory matches.
    pub fn idle(&self) -> Option<&'a IdPattern> {
        self.idle.first().copied()
    }

    /// Writes the script.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let sections = &self.sections;
        head(report, sections, out)?;
        variables(sections, out)?;
        let (repaired, others): (Vec<&Section<'_>>, Vec<&Section<'_>>) = sections
            .values()
            .partition(|section| section.recommendation.fix.is_some());
        for section in repaired {
            section.write(out)?;
        }
        if !others.is_empty() {
            writeln!(out, "\n# No command repairs what follows.")?;
        }
        for section in others {
            section.write(out)?;
        }
        let named = self.wanted.named.iter();
        for id in named.filter(|id| !sections.contains_key(*id)) {
            writeln!(out, "\n# {id}: no resource that counts is unhealthy")?;
        }
        Ok(())
    }
}

impl Sink for Script<'_> {
    fn begin(&mut self) -> io::Result<()> {
        *self = Self::new(self.wanted);
        Ok(())
    }

    fn enter(&mut self, scope: &ScopeInventory) -> io::Result<()> {
        let names = |pattern: &IdPattern, id: &ResourceId| pattern.matches(id.as_str());
        self.idle.retain(|pattern| {
            let mut resources = scope.resources().iter();
            !resources.any(|resource| names(pattern, &resource.id))
        });
        Ok(())
    }

    fn take(&mut self, row: Row<'_>) -> io::Result<()> {
        let known = self.wanted.recommendations.get(row.recommendation);
        if let Some(recommendation) = known.filter(|_| self.wanted.takes(row)) {
            self.sections
                .entry(&recommendation.id)
                .or_insert_with(|| Section::of(recommendation))
                .add(row);
        }
        Ok(())
    }
}

/// What a script says of one recommendation.
struct Section<'a> {
    recommendation: &'a Recommendation,
    unhealthy: BTreeSet<ResourceId>,
    /// Each once: what one does for a whole subscription need not be done again.
    commands: BTreeSet<String>,
    unfit: Vec<(ResourceId, Unfit)>,
    exempted: usize,
    indeterminate: Vec<ResourceId>,
}

type Sections<'a> = BTreeMap<&'a RecommendationId, Section<'a>>;

impl Wanted<'_> {
    /// Whether a row is wanted and something is to be said of it.
    fn takes(self, row: Row<'_>) -> bool {
        *row.standing == Standing::Scored
            && row.raw_health.is_failing()
            && (self.named.is_empty() || self.named.contains(row.recommendation))
            && (self.resources.is_empty() || self.names(&row.resource.id))
    }

    fn names(self, id: &ResourceId) -> bool {
        let mut patterns = self.resources.iter();
        patterns.any(|pattern| pattern.matches(id.as_str()))
    }
}

impl<'a> Section<'a> {
    fn of(recommendation: &'a Recommendation) -> Self {
        Self {
            recommendation,
            unhealthy: BTreeSet::new(),
            commands: BTreeSet::new(),
            unfit: Vec::new(),
            exempted: 0,
            indeterminate: Vec::new(),
        }
    }

    fn add(&mut self, row: Row<'_>) {
        let id = &row.resource.id;
        if row.exemption.is_some() {
            self.exempted += 1;
        } else if row.raw_health == Health::Indeterminate {
            self.indeterminate.push(id.clone());
        } else {
            self.unhealthy.insert(id.clone());
            self.repair(row.resource);
        }
    }

    fn repair(&mut self, resource: &Resource) {
        let Some(fix) = &self.recommendation.fix else {
            return;
        };
        match command(fix, resource) {
            Ok(command) => {
                self.commands.insert(command);
            }
            Err(unfit) => self.unfit.push((resource.id.clone(), unfit)),
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Recommendation { id, title, .. } = self.recommendation;
        writeln!(out)?;
        comment(&format!("{id}: {title}"), out)?;
        if let Some(remediation) = &self.recommendation.remediation {
            comment(remediation.trim(), out)?;
        }
        for command in &self.commands {
            writeln!(out, "{command}")?;
        }
        self.notes().iter().try_for_each(|note| comment(note, out))
    }

    /// What no command is there for.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.recommendation.fix.is_none() && !self.unhealthy.is_empty() {
            let resources = counted(self.unhealthy.len(), "resource");
            notes.push(format!("unhealthy: {resources}"));
        }
        let unfit = self.unfit.iter();
        notes.extend(unfit.map(|(id, why)| format!("left out: {}: {why}", visible(id.as_str()))));
        if self.exempted > 0 {
            notes.push(format!(
                "exempted, left out: {}",
                counted(self.exempted, "resource")
            ));
        }
        let indeterminate = self.indeterminate.iter();
        notes.extend(indeterminate.map(|id| format!("indeterminate: {}", visible(id.as_str()))));
        notes
    }
}

fn head(report: &Report, sections: &Sections<'_>, out: &mut dyn Write) -> io::Result<()> {
    let commands = sections.values().map(|section| section.commands.len());
    let commands = counted(commands.sum(), "command");
    let unhealthy = sections.values().flat_map(|section| &section.unhealthy);
    let unhealthy: BTreeSet<_> = unhealthy.collect();
    let resources = counted(unhealthy.len(), "resource");
    let as_of = report.as_of;
    writeln!(out, "#!/usr/bin/env bash")?;
    writeln!(
        out,
        "# Repairs what securescore found unhealthy, as of {as_of}: {resources}, {commands}."
    )?;
    writeln!(out, "# Nothing was run. Read every line before you run it.")?;
    writeln!(out, "set -euo pipefail")
}

/// Demands each shell variable once, before the first command.
fn variables(sections: &Sections<'_>, out: &mut dyn Write) -> io::Result<()> {
    let users = users(sections);
    if !users.is_empty() {
        writeln!(out)?;
    }
    for (name, users) in users {
        let users = listed(&users);
        writeln!(out, ": \"${{{name}:?the commands for {users} take it}}\"")?;
    }
    Ok(())
}

/// The recommendations whose commands take each shell variable.
fn users<'a>(sections: &Sections<'a>) -> BTreeMap<&'a str, Vec<&'a RecommendationId>> {
    let mut users: BTreeMap<&str, Vec<&RecommendationId>> = BTreeMap::new();
    let with_commands = sections
        .values()
        .filter(|section| !section.commands.is_empty());
    for Recommendation { id, fix, .. } in with_commands.map(|section| section.recommendation) {
        for name in fix.iter().flat_map(Fix::variables) {
            users.entry(name).or_default().push(id);
        }
    }
    users
}

/// The first few of many, and how many more there are.
fn listed(ids: &[&RecommendationId]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<&str> = ids.iter().take(SHOWN).map(|id| id.as_str()).collect();
    match ids.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// A comment that holds what the text holds, a line for each of its lines.
fn comment(text: &str, out: &mut dyn Write) -> io::Result<()> {
    for line in text.split('\n') {
        writeln!(out, "{}", format!("# {}", visible(line)).trim_end())?;
    }
    Ok(())
}
