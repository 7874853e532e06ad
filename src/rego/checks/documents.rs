//! Paths into `data`: to rules, to the inventory, to declared parameters.

use regorus::unstable::Span;

use super::{Checker, near_path};
use crate::recommendation::RecommendationId;
use crate::rego::RegoError;

/// What stands under `data.inventory`.
const INVENTORY: [&str; 3] = ["by_id", "by_type", "children"];

impl Checker<'_> {
    /// A path into `data` must lead to a rule, the inventory or a declared parameter.
    pub(super) fn document(&self, path: &str, span: &Span) -> Option<RegoError> {
        let words: Vec<&str> = path.split('.').collect();
        let message = match words.as_slice() {
            ["input", ..] | ["data"] | ["data", "inventory"] | ["data", "parameters"] => {
                return None;
            }
            ["data", "inventory", index, ..] if INVENTORY.contains(index) => return None,
            ["data", "inventory", ..] => format!(
                "`{path}` does not exist: the inventory has {}",
                INVENTORY.join(", ")
            ),
            ["data", "parameters", id @ ..] if self.is_parameter(id) => return None,
            ["data", "parameters", ..] => {
                format!("`{path}` is no parameter that a policy declares")
            }
            words if self.leads_to_rule(words) => return None,
            _ => format!("`{path}` does not exist"),
        };
        let help = near_path(path, self.documents()).or_else(|| {
            let is_parameter = words.starts_with(&["data", "parameters"]);
            is_parameter.then(|| "declare it in METADATA, under `custom.parameters`".to_owned())
        });
        Some(self.complain("rego::unknown_document", span, message, help))
    }

    /// The paths that lead somewhere: rules, the inventory, declared parameters.
    fn documents(&self) -> Vec<String> {
        let parameters = self.policies.policies.iter().flat_map(|(id, policy)| {
            let names = policy.recommendation.parameters.keys();
            names.map(move |name| format!("data.parameters.{id}.{name}"))
        });
        let inventory = INVENTORY.map(|index| format!("data.inventory.{index}"));
        let rules = self.rules.paths.iter().cloned();
        rules.chain(inventory).chain(parameters).collect()
    }

    fn is_parameter(&self, words: &[&str]) -> bool {
        (1..=words.len()).any(|length| {
            let id = RecommendationId::new(words[..length].join("."));
            let policy = self.policies.policies.get(&id);
            policy.is_some_and(|policy| match words.get(length) {
                Some(name) => policy.recommendation.parameters.contains_key(*name),
                None => !policy.recommendation.parameters.is_empty(),
            })
        })
    }

    /// A path to a package, to a rule, or to something inside the value of a rule.
    fn leads_to_rule(&self, words: &[&str]) -> bool {
        let whole = words.join(".");
        let inside_rule = (1..words.len()).any(|length| {
            let (package, rule) = (words[..length].join("."), words[length]);
            package
                .strip_prefix("data.")
                .is_some_and(|package| self.rules.has(package, rule))
        });
        self.rules.paths.contains(&whole) || inside_rule
    }
}
