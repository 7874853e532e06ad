//! The script: the functions that every part uses, and a part for each recipe.

use std::collections::BTreeSet;

use super::{Each, Recipe, Tool, recipe_for, recipes};
use crate::resource::ResourceType;

const FUNCTIONS: &str = include_str!("functions.sh");

/// The errors that only say that a resource is gone since it was listed.
const GONE: &str = "ResourceNotFound|ResourceGroupNotFound";

/// What differs each time a command runs: `{name}` in a recipe, `$name` in the script.
const PLACEHOLDERS: [&str; 8] = [
    "id",
    "name",
    "subscription",
    "group",
    "certificate",
    "context",
    "organisation",
    "repository",
];

/// A bash script that exports these types, and what they are judged with.
pub fn script(types: &BTreeSet<ResourceType>) -> String {
    let parts = recipes().iter().filter_map(|recipe| {
        let exported = exported(recipe, types);
        (!exported.is_empty()).then(|| part(recipe, &exported))
    });
    let parts: String = parts.collect();
    format!("{FUNCTIONS}{parts}\nfinish\n")
}

/// The types that a recipe exports for those who want these types: its own, or all that fall to
/// it because no other names them.
fn exported<'a>(recipe: &'a Recipe, wanted: &'a BTreeSet<ResourceType>) -> Vec<&'a str> {
    let falls_to_it =
        |kind: &&ResourceType| recipe_for(kind).is_some_and(|found| found.id == recipe.id);
    let is_wanted = || {
        recipe
            .types
            .iter()
            .chain(&recipe.beside)
            .any(|kind| wanted.contains(kind))
    };
    let types: Vec<&ResourceType> = match recipe.types.as_slice() {
        [] => wanted.iter().filter(falls_to_it).collect(),
        named if is_wanted() => named.iter().collect(),
        _ => Vec::new(),
    };
    types.into_iter().map(ResourceType::as_str).collect()
}

fn part(recipe: &Recipe, types: &[&str]) -> String {
    let (title, needs) = (&recipe.title, &recipe.needs);
    let function = format!("export_{}", recipe.id.replace('-', "_"));
    let body = indented(&looped(recipe));
    let call = call(recipe, types);
    format!("\n# {title}. Needs: {needs}.\n{function}() {{\n{body}}}\n{call}")
}

/// The call of a part, which names the types that it exports.
fn call(recipe: &Recipe, types: &[&str]) -> String {
    let collect = format!("collect {} {}\n", recipe.id, continued(types));
    let variable = match recipe.tool {
        Tool::Az => return collect,
        Tool::Kubectl => "SECURESCORE_CLUSTERS \"$clusters\"",
        Tool::Gh => "SECURESCORE_GITHUB \"$organisations\"",
    };
    let id = &recipe.id;
    format!("if given {variable} {id}; then\n{}fi\n", indented(&collect))
}

/// What runs, once for each thing that the recipe names.
fn looped(recipe: &Recipe) -> String {
    let command = command(recipe);
    let Some(each) = &recipe.each else {
        return command;
    };
    let (found, variable, values) = values(each);
    let settings = settings(each, &command);
    let inside = indented(&format!("{settings}{command}"));
    format!("{found}for {variable} in {values}; do\n{inside}done\n")
}

/// How the things are found, the variable that holds one, and the one that holds all.
fn values(each: &Each) -> (String, &'static str, &'static str) {
    let found = |line: &str| format!("{line}\n");
    match each {
        Each::Resources(types) => {
            let types: Vec<&str> = types.iter().map(ResourceType::as_str).collect();
            let line = format!("ids=$(resource_ids {})", continued(&types));
            (found(&line), "id", "$ids")
        }
        Each::Subscription => {
            let line = found("subscriptions=$(subscription_ids)");
            (line, "subscription", "$subscriptions")
        }
        Each::Group => (found("groups=$(relevant_groups)"), "group", "$groups"),
        Each::Cluster => (String::new(), "cluster", "$clusters"),
        Each::Organisation => (String::new(), "organisation", "$organisations"),
        Each::Repository => {
            let line = found("repositories=$(repositories)");
            (line, "repository", "$repositories")
        }
    }
}

/// The variables that follow from the one of the loop.
fn settings(each: &Each, command: &str) -> &'static str {
    match each {
        Each::Resources(_) if command.contains("$name") => "name=${id##*/}\n",
        Each::Cluster => "context=${cluster%%=*}\nid=${cluster#*=}\n",
        _ => "",
    }
}

/// The command of a recipe, under the functions that make its output whole.
fn command(recipe: &Recipe) -> String {
    let plain = filled(&recipe.command);
    if let Some(script) = &recipe.script {
        return format!("{}\n", script.trim_end().replace("COMMAND", &plain));
    }
    let wrapped = recipe.of.as_ref();
    let wrapped = wrapped.map(|of| format!("wrapped \"{}\" ", filled(of)));
    let tolerant = tolerated(recipe).map(|errors| format!("unless '{errors}' "));
    let paged = (recipe.tool == Tool::Az).then(|| "pages ".to_owned());
    let before: String = [wrapped, tolerant, paged].into_iter().flatten().collect();
    format!("{before}{plain}\n")
}

/// The errors of a command that are no failure.
fn tolerated(recipe: &Recipe) -> Option<String> {
    let gone = match recipe.each {
        Some(Each::Resources(_)) => Some(GONE),
        _ => None,
    };
    let errors: Vec<&str> = recipe.optional.as_deref().into_iter().chain(gone).collect();
    (!errors.is_empty()).then(|| errors.join("|"))
}

fn filled(text: &str) -> String {
    let fill =
        |text: String, word: &&str| text.replace(&format!("{{{word}}}"), &format!("${word}"));
    PLACEHOLDERS.iter().fold(text.to_owned(), fill)
}

/// Words of a command, on lines of their own if they are many.
fn continued(words: &[&str]) -> String {
    const ONE_LINE: usize = 3;
    if words.len() <= ONE_LINE {
        return words.join(" ");
    }
    let lines = words.iter().map(|word| format!("\\\n    {word} "));
    lines.collect::<String>().trim_end().to_owned()
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script_of(kind: &str) -> String {
        let script = script(&BTreeSet::from([ResourceType::new(kind)]));
        script.strip_prefix(FUNCTIONS).unwrap().to_owned()
    }

    #[test]
    fn a_part_runs_the_plain_command() {
        assert_eq!(
            script_of("microsoft.sql/servers/administrators"),
            r#"
# Microsoft Entra administrators of SQL servers. Needs: Reader.
export_sql_administrators() {
    ids=$(resource_ids microsoft.sql/servers)
    for id in $ids; do
        unless 'ResourceNotFound|ResourceGroupNotFound' pages az rest --method get --url "https://management.azure.com$id/administrators?api-version=2023-08-01"
    done
}
collect sql-administrators microsoft.sql/servers/administrators

finish
"#
        );
    }

    #[test]
    fn types_of_one_recipe_need_one_part() {
        let types = ["microsoft.a/b", "microsoft.c/d"].map(ResourceType::new);
        let script = script(&BTreeSet::from(types));
        let part = script.strip_prefix(FUNCTIONS).unwrap();
        assert!(
            part.contains("collect resources microsoft.a/b microsoft.c/d\n"),
            "{part}"
        );
        assert_eq!(part.matches("export_").count(), 1);
    }

    #[test]
    fn what_helps_to_judge_comes_along() {
        let script = script_of("microsoft.security/securityconnectors/devops/githubowners/repos");
        assert!(script.contains("collect github-dependabot-alerts github/dependabotalerts\n"));
        assert!(!script_of("kubernetes/pod").contains("gh api"));
    }

    #[test]
    fn nothing_is_exported_for_nothing() {
        assert_eq!(script(&BTreeSet::new()), format!("{FUNCTIONS}\nfinish\n"));
    }
}
