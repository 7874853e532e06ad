//! The reference of recommendations, as pages of Markdown: one for each folder of policies, and
//! an index by control and by type.

mod markdown;

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::Timestamp;

use super::number::{counted, points};
use crate::catalog::{Activity, Catalog, Control};
use crate::policy::Policy;
use crate::recommendation::{Parameter, Recommendation};
use crate::resource::{ResourceType, Scope};
use markdown::{code, fence, paragraphs, text};

/// What a reference is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The policies that have an entry, in the order of their ids.
    pub policies: &'a [&'a Policy],
    /// Where they count.
    pub catalog: &'a Catalog,
}

/// A file of the reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The path below the directory of the reference, with `/` between its parts.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// How every page begins: what begins otherwise was written by somebody.
pub const MARK: &str =
    "<!-- Written by `securescore docs`; changes belong into the policies and the catalog. -->\n";

/// The name of the index.
const INDEX: &str = "README.md";

/// The pages, the index first. They depend on no day: a preview is one to its end.
pub fn pages(input: Input<'_>) -> Vec<Page> {
    let mut folders: BTreeMap<&str, Vec<&Policy>> = BTreeMap::new();
    for policy in input.policies {
        folders
            .entry(place(&policy.recommendation).0)
            .or_default()
            .push(policy);
    }
    let page = |(folder, policies): (&str, Vec<&Policy>)| Page {
        path: format!("{}.md", folder.replace('.', "/")),
        text: input.page(folder, &policies),
    };
    let index = Page {
        path: INDEX.to_owned(),
        text: input.index(),
    };
    std::iter::once(index)
        .chain(folders.into_iter().map(page))
        .collect()
}

/// The folder of a recommendation, and its name in it.
fn place(recommendation: &Recommendation) -> (&str, &str) {
    let id = recommendation.id.as_str();
    id.rsplit_once('.').unwrap_or((id, id))
}

/// A line of the index.
fn link(recommendation: &Recommendation) -> String {
    let (folder, name) = place(recommendation);
    let file = folder.replace('.', "/");
    format!("- [{}]({file}.md#{name})", text(&recommendation.title))
}

impl Input<'_> {
    fn index(&self) -> String {
        let mut lines = vec![
            format!("{MARK}# Recommendations\n"),
            format!(
                "{} of the catalog {}.\n",
                counted(self.policies.len(), "recommendation"),
                code(&self.catalog.name)
            ),
            "## By control".to_owned(),
        ];
        for control in &self.catalog.controls {
            let worth = points(control.max_score.exact());
            let heading = format!("{} ({worth} points)", text(&control.title));
            section(
                &mut lines,
                &heading,
                self.recommendations().filter(|known| holds(control, known)),
            );
        }
        let is_nowhere = |known: &&Recommendation| self.controls(known).next().is_none();
        section(
            &mut lines,
            "In no control",
            self.recommendations().filter(is_nowhere),
        );
        lines.push("\n## By type".to_owned());
        let mut types: BTreeMap<&str, Vec<&Recommendation>> = BTreeMap::new();
        for known in self.recommendations() {
            for kind in &known.resource_types {
                types.entry(kind.as_str()).or_default().push(known);
            }
        }
        for (kind, known) in types {
            section(&mut lines, &code(kind), known.into_iter());
        }
        lines.push(String::new());
        lines.join("\n")
    }

    fn recommendations(&self) -> impl Iterator<Item = &Recommendation> {
        self.policies.iter().map(|policy| &policy.recommendation)
    }

    fn controls<'b>(&'b self, known: &'b Recommendation) -> impl Iterator<Item = &'b Control> {
        self.catalog
            .controls
            .iter()
            .filter(|control| holds(control, known))
    }

    fn page(&self, folder: &str, policies: &[&Policy]) -> String {
        let entries = policies.iter().map(|policy| self.entry(policy));
        let entries: Vec<String> = entries.collect();
        format!("{MARK}# {}\n\n{}", code(folder), entries.join("\n"))
    }

    fn entry(&self, policy: &Policy) -> String {
        let known = &policy.recommendation;
        let mut entry = format!(
            "## {}\n\n**{}**\n",
            place(known).1,
            text(known.title.trim())
        );
        for part in paragraphs(&known.description) {
            let _ = write!(entry, "\n{part}\n");
        }
        entry.push_str("\n| | |\n|---|---|\n");
        for (name, value) in self.facts(known) {
            let _ = writeln!(entry, "| {name} | {value} |");
        }
        entry.push_str(&parameters(known));
        for part in paragraphs(known.remediation.as_deref().unwrap_or_default()) {
            let _ = write!(entry, "\n{part}\n");
        }
        if let Some(fix) = &known.fix {
            let _ = write!(entry, "\n{}", fence("sh", &fix.to_string()));
        }
        let condition = fence("rego", condition(policy.source.text()));
        let _ = write!(
            entry,
            "\n<details><summary>The policy</summary>\n\n{condition}\n</details>\n"
        );
        entry
    }

    /// What is said of a recommendation in one line each.
    fn facts(&self, known: &Recommendation) -> Vec<(&'static str, String)> {
        let types = |types: &[ResourceType]| {
            let types: Vec<String> = types.iter().map(|kind| code(kind.as_str())).collect();
            types.join(", ")
        };
        let settings = self.catalog.settings(known, &Scope::root(), Timestamp::MIN);
        let former: Vec<String> = known.formerly.iter().map(|id| code(id.as_str())).collect();
        let key = |key: &Option<String>| key.as_deref().map(code).unwrap_or_default();
        let facts = [
            ("Id", code(known.id.as_str())),
            ("Severity", settings.severity.to_string()),
            ("Assesses", types(&known.resource_types)),
            ("Requires", types(&known.requires)),
            ("Controls", self.worth(known)),
            ("State", state(&settings.activity, known)),
            ("Formerly", former.join(", ")),
            ("Defender for Cloud", key(&known.assessment_key)),
            ("Azure Policy", key(&known.azure_policy)),
        ];
        facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    fn worth(&self, known: &Recommendation) -> String {
        let worth = |control: &Control| {
            let worth = points(control.max_score.exact());
            format!("{} ({worth} points)", text(&control.title))
        };
        let controls: Vec<String> = self.controls(known).map(worth).collect();
        match controls.is_empty() {
            true => "none: it counts for nothing".to_owned(),
            false => controls.join(", "),
        }
    }
}

fn holds(control: &Control, known: &Recommendation) -> bool {
    control.recommendations.contains(&known.id)
}

/// A heading and its list, unless that is empty.
fn section<'a>(
    lines: &mut Vec<String>,
    heading: &str,
    known: impl Iterator<Item = &'a Recommendation>,
) {
    let links: Vec<String> = known.map(link).collect();
    if !links.is_empty() {
        lines.push(format!("\n### {heading}\n\n{}", links.join("\n")));
    }
}

fn state(activity: &Activity, known: &Recommendation) -> String {
    let state = match activity {
        Activity::Enabled => String::new(),
        Activity::Preview { until: None } => "preview: shown, not counted".to_owned(),
        Activity::Preview { until: Some(day) } => {
            format!("preview through {day}: shown, not counted")
        }
        Activity::Disabled { reason } => format!("disabled: {}", text(reason)),
    };
    match (known.deprecated, state.is_empty()) {
        (false, _) => state,
        (true, true) => "deprecated".to_owned(),
        (true, false) => format!("deprecated; {state}"),
    }
}

fn parameters(known: &Recommendation) -> String {
    if known.parameters.is_empty() {
        return String::new();
    }
    let row = |(name, parameter): (&String, &Parameter)| {
        let default = code(&parameter.default.to_string());
        let about = text(parameter.description.trim());
        format!("| {} | {default} | {about} |\n", code(name))
    };
    let rows: String = known.parameters.iter().map(row).collect();
    format!("\n| Parameter | Default | |\n|---|---|---|\n{rows}")
}

/// What stands in a policy behind its package line.
fn condition(policy: &str) -> &str {
    let mut rest = policy;
    while let Some((line, next)) = rest.split_once('\n') {
        rest = next;
        if line.trim_start().starts_with("package") {
            break;
        }
    }
    rest.trim()
}

#[cfg(test)]
mod tests;
