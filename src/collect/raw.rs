//! The recipes as their file has them.

use serde::Deserialize;

use super::{Each, Recipe, Tool};
use crate::resource::ResourceType;

const RECIPES: &str = include_str!("recipes.yaml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRecipe {
    id: String,
    title: String,
    types: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
    tool: Tool,
    #[serde(default)]
    each: Vec<String>,
    command: String,
    of: Option<String>,
    optional: Option<String>,
    script: Option<String>,
    needs: String,
    notes: Option<String>,
}

/// Reads the embedded file, which is tested to be readable.
pub(super) fn read() -> Result<Vec<Recipe>, serde_yaml::Error> {
    let recipes: Vec<RawRecipe> = serde_yaml::from_str(RECIPES)?;
    Ok(recipes.into_iter().map(Recipe::from).collect())
}

impl From<RawRecipe> for Recipe {
    fn from(raw: RawRecipe) -> Self {
        Self {
            id: raw.id,
            title: raw.title,
            types: types(&raw.types),
            beside: types(&raw.beside),
            tool: raw.tool,
            each: each(&raw.each),
            command: raw.command,
            of: raw.of,
            optional: raw.optional,
            script: raw.script,
            needs: raw.needs,
            notes: raw.notes,
        }
    }
}

fn types(names: &[String]) -> Vec<ResourceType> {
    names.iter().map(|name| ResourceType::new(name)).collect()
}

fn each(names: &[String]) -> Option<Each> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Some(match names.as_slice() {
        [] => return None,
        ["subscription"] => Each::Subscription,
        ["group"] => Each::Group,
        ["cluster"] => Each::Cluster,
        ["organisation"] => Each::Organisation,
        ["repository"] => Each::Repository,
        types => Each::Resources(types.iter().map(|name| ResourceType::new(name)).collect()),
    })
}
