//! How each type of resource is exported: commands that only read, for people to look at and run.
//!
//! A recipe is one command, written down once. The script, the page in the documentation and the
//! advice in messages are all made of it; nothing here runs it.

mod page;
mod raw;
mod script;

use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;

pub use page::page;
pub use script::script;

use crate::resource::ResourceType;

/// The recipe of Azure Resource Graph's table `resources`, for all types that no other names.
const FALLBACK: &str = "resources";

static RECIPES: LazyLock<Vec<Recipe>> = LazyLock::new(|| raw::read().unwrap_or_default());

/// How one kind of data is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Its short name, and that of the file it becomes.
    pub id: String,
    /// What it exports, in one line.
    pub title: String,
    /// The types of what it exports.
    pub types: Vec<ResourceType>,
    /// Types that are judged with its help: whoever exports those exports this as well.
    pub beside: Vec<ResourceType>,
    /// The program that it calls.
    pub tool: Tool,
    /// For what the command runs once; without it, it runs once.
    pub each: Option<Each>,
    /// The command, with placeholders such as `{id}` for what is different each time.
    pub command: String,
    /// The id of what the output belongs to, for objects that do not tell.
    pub of: Option<String>,
    /// Part of an error that only says that there is nothing to export.
    pub optional: Option<String>,
    /// What the script runs where the plain command is not enough.
    pub script: Option<String>,
    /// The permissions that it needs.
    pub needs: String,
    /// What else there is to know.
    pub notes: Option<String>,
}

/// The programs that recipes call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tool {
    /// The Azure CLI.
    Az,
    /// The command line of Kubernetes.
    Kubectl,
    /// The command line of GitHub.
    Gh,
}

/// For what a command runs once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Each {
    /// Resources of these types.
    Resources(Vec<ResourceType>),
    /// Azure subscriptions.
    Subscription,
    /// Groups of Microsoft Entra ID.
    Group,
    /// Kubernetes clusters.
    Cluster,
    /// Organisations on GitHub.
    Organisation,
    /// Repositories on GitHub.
    Repository,
}

/// All recipes, in the order in which they run.
pub fn recipes() -> &'static [Recipe] {
    &RECIPES
}

/// How a type is exported, if it is known.
pub fn recipe_for(kind: &ResourceType) -> Option<&'static Recipe> {
    let named = recipes().iter().find(|recipe| recipe.types.contains(kind));
    if named.is_some() || !is_in_resource_manager(kind) {
        return named;
    }
    recipes().iter().find(|recipe| recipe.id == FALLBACK)
}

/// Whether the namespace is one of Azure Resource Manager: those of GCP are hosts, and what
/// Microsoft Graph or a vault holds has recipes of its own or none.
fn is_in_resource_manager(kind: &ResourceType) -> bool {
    let Some((space, _)) = kind.as_str().split_once('/') else {
        return false;
    };
    space.contains('.')
        && space != "microsoft.graph"
        && !space.ends_with(".data")
        && !space.ends_with(".com")
}

/// The command as a message shows it, after what it is run for.
pub fn quoted(recipe: &Recipe) -> String {
    match &recipe.each {
        Some(each) => format!("for each {each}: {}", recipe.command),
        None => recipe.command.clone(),
    }
}

impl fmt::Display for Each {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Resources(types) => return formatter.write_str(&abridged(types)),
            Self::Subscription => "subscription",
            Self::Group => "group",
            Self::Cluster => "cluster",
            Self::Organisation => "organisation",
            Self::Repository => "repository",
        })
    }
}

/// The first types of several, and how many more there are.
fn abridged(types: &[ResourceType]) -> String {
    const SHOWN: usize = 2;
    let names: Vec<&str> = types.iter().map(ResourceType::as_str).collect();
    match names.len().checked_sub(SHOWN) {
        None | Some(0) => names.join(" and "),
        Some(more) => format!("{} and {more} more types", names[..SHOWN].join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn recipe(kind: &str) -> Option<&'static str> {
        recipe_for(&ResourceType::new(kind)).map(|recipe| recipe.id.as_str())
    }

    #[test]
    fn the_recipes_can_be_read() {
        let recipes = raw::read().unwrap();
        let ids: BTreeSet<&str> = recipes.iter().map(|recipe| recipe.id.as_str()).collect();
        assert_eq!(ids.len(), recipes.len(), "an id stands twice");
        assert!(ids.contains(FALLBACK));
    }

    #[test]
    fn a_type_has_the_recipe_that_names_it() {
        let settings = "Microsoft.Insights/diagnosticSettings";
        assert_eq!(recipe(settings), Some("diagnostic-settings"));
        assert_eq!(recipe("kubernetes/pod"), Some("kubernetes"));
    }

    #[test]
    fn other_types_of_azure_are_in_the_table_of_resources() {
        assert_eq!(recipe("microsoft.contoso/gadgets"), Some("resources"));
        for unknown in [
            "kubernetes/gadget",
            "gadget",
            "microsoft.graph/devices",
            "microsoft.keyvault.data/vaults/gadgets",
            "compute.googleapis.com/instance",
        ] {
            assert_eq!(recipe(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_command_is_quoted_with_what_it_runs_for() {
        let shown = |kind| quoted(recipe_for(&ResourceType::new(kind)).unwrap());
        assert!(shown("microsoft.storage/storageaccounts").starts_with("az graph query "));
        assert!(
            shown("microsoft.web/sites/config")
                .starts_with("for each microsoft.web/sites: az rest ")
        );
        assert!(shown("microsoft.security/pricings").starts_with("for each subscription: "));
        assert!(shown("microsoft.insights/diagnosticsettings").starts_with(
            "for each microsoft.batch/batchaccounts, microsoft.containerservice/managedclusters \
             and 9 more types: az rest "
        ));
    }
}
