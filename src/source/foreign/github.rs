//! Objects of the GitHub API, as `gh api` writes them.

use serde_json::{Map, Value};

use super::{Identity, below, text, without_owner};
use crate::resource::{Owner, ResourceId, ResourceType};

/// What follows a repository in the address of an object, with the type of that object; `*` is
/// a number.
const TYPES: [(&str, &str); 7] = [
    (
        "",
        "microsoft.security/securityconnectors/devops/githubowners/repos",
    ),
    ("code-scanning/default-setup", SETUP),
    ("vulnerability-alerts", "github/vulnerabilityalerts"),
    ("code-scanning/alerts/*", "github/codescanningalerts"),
    ("code-scanning/analyses/*", "github/codescanninganalyses"),
    ("dependabot/alerts/*", "github/dependabotalerts"),
    ("secret-scanning/alerts/*", "github/secretscanningalerts"),
];

/// The default setup of code scanning, which has no address.
const SETUP: &str = "github/codescanningdefaultsetup";

/// `//github.com/<owner>/<repository>`, and what is in a repository below that.
pub(super) fn identify(object: &Map<String, Value>, owner: Option<&Owner>) -> Option<Identity> {
    let by_address = text(object, "url").and_then(of_address);
    by_address.map(Ok).or_else(|| by_type(object, owner))
}

/// What an address of the API leads to.
fn of_address(url: &str) -> Option<(ResourceId, ResourceType)> {
    let (host, path) = url.strip_prefix("https://")?.split_once('/')?;
    let (host, path) = match host {
        "api.github.com" => ("github.com", path),
        // GitHub Enterprise: of a tenant of its own, or on a server of its own.
        host if host.starts_with("api.") => (&host["api.".len()..], path),
        host => (host, path.strip_prefix("api/v3/")?),
    };
    let mut words = path.strip_prefix("repos/")?.splitn(3, '/');
    let (owner, name) = (words.next()?, words.next()?);
    let rest = words.next().unwrap_or_default();
    let (_, kind) = TYPES.iter().find(|(pattern, _)| fits(pattern, rest))?;
    let repository = ResourceId::new(&format!("//{host}/{owner}/{name}"));
    let id = match rest {
        "" => repository,
        rest => below(&repository, rest),
    };
    Some((id, ResourceType::new(kind)))
}

fn fits(pattern: &str, path: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => path
            .strip_prefix(start)
            .is_some_and(|number| number.parse::<u64>().is_ok()),
        None => pattern == path,
    }
}

/// A setting of a repository that has no address: it says its type, or is told by a key that no
/// other has, and somebody says of which repository it is.
fn by_type(object: &Map<String, Value>, owner: Option<&Owner>) -> Option<Identity> {
    if object.contains_key("id") {
        return None;
    }
    let told = object.contains_key("query_suite").then_some(SETUP);
    let kind = text(object, "type").or(told)?;
    let (path, kind) = TYPES
        .iter()
        .find(|(path, known)| known.eq_ignore_ascii_case(kind) && !path.contains('*'))?;
    let repository = owner.and_then(Owner::resource);
    let repository = repository.filter(|id| id.as_str().starts_with("//"));
    let identity = repository
        .map(|repository| (below(repository, path), ResourceType::new(kind)))
        .ok_or_else(|| without_owner("settings of GitHub", "repository", owner));
    Some(identity)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(object: Value, owner: Option<&str>) -> Option<Result<String, String>> {
        let owner = owner.map(|owner| Owner::new(owner).unwrap());
        let identity = identify(object.as_object().unwrap(), owner.as_ref())?;
        Some(
            identity
                .map(|(id, kind)| format!("{id} {kind}"))
                .map_err(|unknown| unknown.reason),
        )
    }

    fn at(url: &str) -> Option<String> {
        found(json!({"id": 7, "url": url}), None).map(Result::unwrap)
    }

    #[test]
    fn the_address_says_what_an_object_is() {
        let repository = "https://api.github.com/repos/Contoso/Shop";
        assert_eq!(
            at(repository).unwrap(),
            "//github.com/contoso/shop microsoft.security/securityconnectors/devops/githubowners/repos"
        );
        for (path, kind) in [
            ("code-scanning/alerts/4", "github/codescanningalerts"),
            ("code-scanning/analyses/201", "github/codescanninganalyses"),
            ("dependabot/alerts/2", "github/dependabotalerts"),
            ("secret-scanning/alerts/1", "github/secretscanningalerts"),
            (
                "code-scanning/default-setup",
                "github/codescanningdefaultsetup",
            ),
        ] {
            let wanted = format!("//github.com/contoso/shop/{path} {kind}");
            assert_eq!(at(&format!("{repository}/{path}")), Some(wanted));
        }
    }

    #[test]
    fn servers_of_their_own_have_other_addresses() {
        let found = |url: &str| at(url).map(|found| found.split_once(' ').unwrap().0.to_owned());
        assert_eq!(
            found("https://ghe.contoso.example/api/v3/repos/o/r"),
            Some("//ghe.contoso.example/o/r".to_owned())
        );
        assert_eq!(
            found("https://api.contoso.ghe.com/repos/o/r"),
            Some("//contoso.ghe.com/o/r".to_owned())
        );
    }

    #[test]
    fn other_addresses_are_not_ours() {
        for url in [
            "https://api.github.com/users/octocat",
            "https://api.github.com/repos/o/r/issues/1",
            "https://api.github.com/repos/o/r/dependabot/alerts/latest",
            "https://contoso.example/repos/o/r",
        ] {
            assert_eq!(at(url), None, "{url}");
        }
    }

    #[test]
    fn a_setting_belongs_to_a_repository() {
        let setting = || json!({"type": "github/vulnerabilityAlerts", "enabled": true});
        let id = "//github.com/o/r/vulnerability-alerts github/vulnerabilityalerts";
        assert_eq!(
            found(setting(), Some("//github.com/o/r")),
            Some(Ok(id.to_owned()))
        );
        let setup = json!({"state": "configured", "languages": [], "query_suite": "default"});
        let id = "//github.com/o/r/code-scanning/default-setup github/codescanningdefaultsetup";
        assert_eq!(
            found(setup, Some("//github.com/o/r")),
            Some(Ok(id.to_owned()))
        );
        let reason = "settings of GitHub do not say which repository they belong to";
        assert_eq!(found(setting(), None), Some(Err(reason.to_owned())));
        assert!(found(setting(), Some("/subscriptions/s")).unwrap().is_err());
    }
}
