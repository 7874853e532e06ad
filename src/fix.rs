//! A fix with the values of one resource put in, quoted so that a shell reads them as they are.

use thiserror::Error;

use crate::recommendation::{Fix, FixPart, Placeholder};
use crate::resource::{Resource, ResourceId};
use crate::text::escape::{is_armed, is_visible};

/// Why there is no command for a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unfit {
    /// The resource does not say what the fix takes from it.
    #[error("it has no {}", spoken(*.0))]
    Missing(Placeholder),
    /// A person who reads the command could not see all of it.
    #[error("its {} holds characters that cannot be seen", spoken(*.0))]
    Invisible(Placeholder),
    /// A build server would obey it where the script is printed into a log.
    #[error("its {} holds what build servers take for a command, `##word[`", spoken(*.0))]
    Armed(Placeholder),
    /// A command would take the value for one of its options.
    #[error("its {} begins with a dash, as options do", spoken(*.0))]
    Option(Placeholder),
    /// `az` would put the content of a file in its place.
    #[error("its {} would be taken for the name of a file, for the `@` in it", spoken(*.0))]
    File(Placeholder),
}

/// The command of a fix for a resource.
///
/// # Errors
/// A value that the resource lacks, or that is no good in a command.
pub fn command(fix: &Fix, resource: &Resource) -> Result<String, Unfit> {
    let mut command = String::new();
    for part in fix.parts() {
        match part {
            FixPart::Text(text) => command.push_str(text),
            FixPart::Value {
                placeholder,
                starts_word,
            } => command.push_str(&word(*placeholder, *starts_word, resource)?),
        }
    }
    Ok(command)
}

fn word(placeholder: Placeholder, starts_word: bool, resource: &Resource) -> Result<String, Unfit> {
    let value = value(placeholder, resource).filter(|value| !value.is_empty());
    let value = value.ok_or(Unfit::Missing(placeholder))?;
    if !value.chars().all(is_visible) {
        return Err(Unfit::Invisible(placeholder));
    }
    if (0..value.len()).any(|at| value.is_char_boundary(at) && is_armed(&value, at)) {
        return Err(Unfit::Armed(placeholder));
    }
    if starts_word && value.starts_with('-') {
        return Err(Unfit::Option(placeholder));
    }
    if value.starts_with('@') || value.contains("=@") {
        return Err(Unfit::File(placeholder));
    }
    let quoted = shlex::try_quote(&value).map_err(|_| Unfit::Invisible(placeholder))?;
    Ok(quoted.into_owned())
}

fn value(placeholder: Placeholder, resource: &Resource) -> Option<String> {
    let id = &resource.id;
    let value = match placeholder {
        Placeholder::Id => id.as_str(),
        Placeholder::Location => resource.row.get("location")?.as_str()?,
        Placeholder::Name => name(resource),
        Placeholder::Parent => return parent_name(id),
        Placeholder::ResourceGroup => id.resource_group()?,
        Placeholder::Subscription => id.subscription()?,
    };
    Some(value.to_owned())
}

/// The name at the end of the id, spelt as the row spells it. A row of another name is not
/// believed: exemptions and patterns have looked at the id.
fn name(resource: &Resource) -> &str {
    let id = resource.id.as_str();
    // Some exports put the names of the parents before a child's own.
    let spelt = resource.name().rsplit('/').next().unwrap_or_default();
    let before = id.strip_suffix(&spelt.to_ascii_lowercase());
    match before.is_some_and(|before| before.ends_with(['/', ':'])) {
        true => spelt,
        false => resource.id.name(),
    }
}

/// The name of the resource that a child is under or an extension extends; the organisation of a
/// repository.
fn parent_name(id: &ResourceId) -> Option<String> {
    let parent = id.parents().pop()?;
    // Neither the group nor the subscription that a top-level resource stands in.
    let is_resource = ["/providers/", "//"].map(|sign| parent.as_str().contains(sign));
    is_resource
        .contains(&true)
        .then(|| parent.name().to_owned())
}

/// A placeholder in words.
fn spoken(placeholder: Placeholder) -> &'static str {
    match placeholder {
        Placeholder::Id => "id",
        Placeholder::Location => "location",
        Placeholder::Name => "name",
        Placeholder::Parent => "parent",
        Placeholder::ResourceGroup => "resource group",
        Placeholder::Subscription => "subscription",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;
    use crate::resource::{Origin, ResourceType};

    const GROUP: &str = "/subscriptions/S/resourceGroups/G/providers";

    fn resource(id: &str, name: &str) -> Resource {
        let row = Map::from_iter([("name".to_owned(), json!(name))]);
        let kind = ResourceType::new("m.x/y");
        Resource::new(ResourceId::new(id), kind, row, Origin::synthetic())
    }

    fn rendered(fix: &str, id: &str, name: &str) -> Result<String, Unfit> {
        command(&Fix::parse(fix).unwrap(), &resource(id, name))
    }

    /// The command for a resource of this name.
    fn named(fix: &str, name: &str) -> Result<String, Unfit> {
        rendered(fix, &format!("{GROUP}/m.x/y/{name}"), name)
    }

    #[test]
    fn values_come_from_the_resource() {
        let fix = "x {id} {name} {parent} {resourceGroup} {subscription}";
        let id = format!("{GROUP}/M.Sql/servers/Shop/databases/Orders");
        let found = rendered(fix, &id, "Shop/Orders").unwrap();
        let folded = id.to_lowercase();
        assert_eq!(found, format!("x {folded} Orders shop g s"));
    }

    #[test]
    fn a_name_is_the_one_in_the_id() {
        let id = format!("{GROUP}/m.x/y/My-Site");
        let name = |name: &str| rendered("{name}", &id, name).unwrap();
        assert_eq!(name("My-Site"), "My-Site");
        for other in ["site", "x/site", ""] {
            assert_eq!(name(other), "my-site");
        }
        assert_eq!(
            rendered("{name}", "arn:aws:s3:::Logs", "Logs").unwrap(),
            "Logs"
        );
    }

    #[test]
    fn a_parent_is_a_resource() {
        let parent = |id: &str| parent_name(&ResourceId::new(id));
        let machine = format!("{GROUP}/m.c/machines/v");
        let setting = format!("{machine}/providers/m.i/settings/d");
        assert_eq!(parent(&setting).as_deref(), Some("v"));
        assert_eq!(
            parent("//github.com/contoso/shop").as_deref(),
            Some("contoso")
        );
        for alone in [machine.as_str(), "/subscriptions/s", "arn:aws:s3:::b"] {
            assert_eq!(parent(alone), None, "{alone}");
        }
    }

    #[test]
    fn what_a_shell_would_read_is_quoted() {
        for (name, quoted) in [
            ("plain-1", "plain-1"),
            ("$(touch x)", "'$(touch x)'"),
            ("it's", "\"it's\""),
            ("a b;`c`", "'a b;`c`'"),
        ] {
            assert_eq!(named("x {name}", name), Ok(format!("x {quoted}")));
        }
    }

    #[test]
    fn what_quotes_cannot_help_is_refused() {
        let refused = |name: &str| named("x {name}", name).unwrap_err();
        for hidden in ["a\nb", "a\0", "\u{1b}[2J", "a\u{202e}b", "a\u{2028}b"] {
            assert_eq!(refused(hidden), Unfit::Invisible(Placeholder::Name));
        }
        assert_eq!(refused("a##vso[b]"), Unfit::Armed(Placeholder::Name));
        assert_eq!(refused("--debug"), Unfit::Option(Placeholder::Name));
        assert_eq!(named("x a{name}", "-b").unwrap(), "x a-b");
        for file in ["@passwords", "a=@b"] {
            assert_eq!(refused(file), Unfit::File(Placeholder::Name));
        }
        let missing = named("x {parent}", "z").unwrap_err();
        assert_eq!(missing, Unfit::Missing(Placeholder::Parent));
    }
}
