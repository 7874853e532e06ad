//! The page of the documentation that shows every recipe.

use super::{Each, Recipe, recipes};
use crate::resource::ResourceType;

const BEGINNING: &str = r#"# Export what is judged

`securescore` talks to no cloud. You export, it reads; and what it reads is a directory of JSON files that
anyone can look into. This page names for each type of resource the exact command that exports it. All of them
only read. `securescore collect --print` writes them as one script:

```sh
securescore collect --print > collect.sh
less collect.sh
bash collect.sh exports
securescore score exports/
```

`--type` and `--recommendation` restrict the script to what one question needs:

```sh
securescore collect --print --recommendation azure.diagnostics.key_vault > collect.sh
```

## What the script needs

- Bash on Linux, macOS, WSL or in Azure Cloud Shell, and the tools whose data you want.
- `az`, signed in by `az login`, with the extension `resource-graph` (`az extension add --name resource-graph`)
  and the roles named below on all subscriptions. Directory.Read.All and Policy.Read.All are permissions of Microsoft
  Graph. The sign-in of a person to `az` does not carry the second: use an app registration that was granted it.
- `kubectl`, where objects in clusters are judged. The variable `SECURESCORE_CLUSTERS` says which cluster each
  context leads to: `shop=/subscriptions/…/managedClusters/shop`, with spaces between several.
- `gh`, where repositories on GitHub are judged. `SECURESCORE_GITHUB` names the organisations: `contoso fabrikam`.

## What it writes

One file a part, in the shape in which the tool wrote it, page after page. A part that fails leaves no file and stops
no other; it is named at the end, and the exit code is 1. `collected.json` lists the types that were exported, so that
a type of which nothing was found is not taken for one that nobody asked for.

Where objects do not tell what they belong to, they are wrapped: `{"of": "…", "content": …}`, with the id of the
cluster, vault, hub or repository, or `tenant`, and the document as the tool wrote it.

What is secret stays where it is: the values of secrets and variables, the keys of devices and the secrets in alerts are
not written to any file.

## The commands
"#;

/// The text of `docs/collect.md`.
pub fn page() -> String {
    let sections: String = recipes().iter().map(section).collect();
    format!("{BEGINNING}{sections}")
}

fn section(recipe: &Recipe) -> String {
    let (title, types, command) = (&recipe.title, exported(recipe), &recipe.command);
    let remarks = remarks(recipe);
    format!("\n### {title}\n\n{types}\n\n{remarks}\n\n```sh\n{command}\n```\n")
}

fn exported(recipe: &Recipe) -> String {
    match recipe.types.as_slice() {
        [] => "All types of Azure Resource Manager that are not named below.".to_owned(),
        types => listed(types),
    }
}

/// What it needs, for what it runs, how it is wrapped, and what else there is to know.
fn remarks(recipe: &Recipe) -> String {
    let needs = format!("Needs: {}.", recipe.needs);
    let each = recipe.each.as_ref().map(|each| match each {
        Each::Resources(types) => format!("Once for each {}.", listed(types)),
        other => format!("Once for each {other}."),
    });
    let wrapped = recipe.of.as_ref();
    let wrapped = wrapped.map(|of| format!("Wrapped, with `{of}` in `of`."));
    let remarks = [Some(needs), each, wrapped, recipe.notes.clone()];
    remarks.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn listed(types: &[ResourceType]) -> String {
    let names: Vec<String> = types.iter().map(|kind| format!("`{kind}`")).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_every_command() {
        let page = page();
        for recipe in recipes() {
            assert!(page.contains(&recipe.command), "{}", recipe.id);
        }
    }
}
