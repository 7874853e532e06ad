//! Ids, types and scopes, folded to lower case: Azure compares them without regard to case.
//!
//! Only the letters of ASCII fold. Beyond them lower case merges what is not the same: the sign
//! for kelvin has the lower case of `K`, and is no `K`.

use std::fmt;
use std::sync::Arc;

/// The id of a resource, in lower case, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(Arc<str>);

/// The type of a resource, in lower case: `microsoft.storage/storageaccounts`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceType(Arc<str>);

/// The smallest unit that related resources never leave: an Azure subscription, an AWS account,
/// a GCP project, an organisation of GitHub or Azure DevOps; `/` holds what stands above
/// subscriptions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope(Arc<str>);

/// The kind of place that a scope is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Environment {
    /// Microsoft Azure.
    Azure,
    /// Amazon Web Services.
    Aws,
    /// Google Cloud.
    Gcp,
    /// GitHub.
    Github,
    /// Azure DevOps.
    AzureDevOps,
}

impl Environment {
    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Azure => "azure",
            Self::Aws => "aws",
            Self::Gcp => "gcp",
            Self::Github => "github",
            Self::AzureDevOps => "azuredevops",
        }
    }
}

/// How ids begin that name their service: Google's, and the hosts of organisations.
const SERVICE: &str = "//";
const GOOGLE: &str = "googleapis.com";
const GCP_SCOPE: &str = "//projects/";
const AZURE_DEVOPS: &str = "//dev.azure.com/";
const ARN: &str = "arn:";

impl ResourceId {
    /// Whether a text begins as the ids of Azure, AWS and services do.
    pub fn is_id(text: &str) -> bool {
        let beginning = text.get(..ARN.len()).unwrap_or_default();
        text.starts_with('/') || beginning.eq_ignore_ascii_case(ARN)
    }

    /// Folds an id to lower case and takes a slash off its end.
    pub fn new(id: &str) -> Self {
        let folded = id.trim_end_matches('/').to_ascii_lowercase();
        Self(if folded.is_empty() {
            "/".into()
        } else {
            folded.into()
        })
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment: the name as the id has it.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The type that an Azure id spells out: `m.sql/servers/keys` of `…/m.sql/servers/s/keys/k`.
    pub fn spelled_type(&self) -> Option<ResourceType> {
        let (_, path) = self.0.rsplit_once("/providers/")?;
        let (namespace, rest) = path.split_once('/')?;
        let words: Vec<&str> = rest.split('/').collect();
        let kinds: Vec<&str> = words.iter().copied().step_by(2).collect();
        let is_whole = words.len().is_multiple_of(2) && namespace.contains('.');
        is_whole.then(|| ResourceType::new(&format!("{namespace}/{}", kinds.join("/"))))
    }

    /// The Azure subscription in it.
    pub fn subscription(&self) -> Option<&str> {
        self.after("subscriptions")
    }

    /// The Azure resource group in it.
    pub fn resource_group(&self) -> Option<&str> {
        self.subscription()?;
        self.after("resourcegroups")
    }

    fn after(&self, keyword: &str) -> Option<&str> {
        let mut segments = self.0.strip_prefix('/')?.split('/');
        match keyword {
            "resourcegroups" => segments.nth(1)?,
            _ => "",
        };
        (segments.next()? == keyword).then(|| segments.next())?
    }

    /// The scope it belongs to.
    pub fn scope(&self) -> Scope {
        if let Some(subscription) = self.subscription() {
            return Scope::new(&format!("/subscriptions/{subscription}"));
        }
        let account = self
            .0
            .strip_prefix(ARN)
            .and_then(|rest| rest.split(':').nth(3));
        match account {
            Some(account) if !account.is_empty() => Scope::new(&format!("arn:aws::{account}")),
            _ => self.service_scope().unwrap_or_else(Scope::root),
        }
    }

    /// The project or organisation of an id that begins with the host of its service.
    fn service_scope(&self) -> Option<Scope> {
        let (host, path) = self.0.strip_prefix(SERVICE)?.split_once('/')?;
        let first = |path: &str| path.split('/').next().map(str::to_owned);
        if host.ends_with(GOOGLE) {
            let (_, rest) = self.0.split_once("/projects/")?;
            let project = first(rest)?;
            return Some(Scope::new(&format!("{GCP_SCOPE}{project}")));
        }
        let organisation = first(path)?;
        Some(Scope::new(&format!("{SERVICE}{host}/{organisation}")))
    }

    /// The ids that this one is under: for a child its parents up to the top-level resource,
    /// for an extension what it extends, for a top-level resource its group or subscription.
    ///
    /// An extension of a resource is not counted among what is under that resource's parents:
    /// a subscription's own diagnostic settings are not those of everything in it.
    pub fn parents(&self) -> Vec<ResourceId> {
        if self.scope().is_organisation() {
            return self.parents_in_organisation();
        }
        let Some((owner, path)) = self.0.rsplit_once("/providers/") else {
            let parent = self.0.rfind("/resourcegroups/").map(|end| &self.0[..end]);
            return parent.map(ResourceId::new).into_iter().collect();
        };
        let mut parents = Vec::new();
        if !owner.is_empty() {
            parents.push(ResourceId::new(owner));
        }
        let base = self.0.len() - path.len();
        let slashes: Vec<usize> = path.match_indices('/').map(|(at, _)| at).collect();
        // namespace/type/name(/type/name)*: a parent ends before each further type.
        for slash in slashes.iter().skip(2).step_by(2) {
            parents.push(ResourceId::new(&self.0[..base + slash]));
        }
        parents
    }

    /// Of `//host/organisation/repository/…`: the organisation, and the repository.
    fn parents_in_organisation(&self) -> Vec<ResourceId> {
        let slashes = self.0.match_indices('/').map(|(at, _)| at);
        let ends = slashes.skip(3).take(2);
        ends.map(|end| ResourceId::new(&self.0[..end])).collect()
    }
}

impl ResourceType {
    /// Folds a type to lower case.
    pub fn new(resource_type: &str) -> Self {
        Self(resource_type.trim_matches('/').to_ascii_lowercase().into())
    }

    /// The type of an Azure subscription.
    pub fn subscription() -> Self {
        Self::new("microsoft.resources/subscriptions")
    }

    /// Whether its objects stand under those of another type: `m.sql/servers/keys` under
    /// `m.sql/servers`.
    pub fn is_child_of(&self, parent: &Self) -> bool {
        let rest = self.0.strip_prefix(parent.as_str());
        rest.is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether its objects belong to a tenant as a whole, and are the same for each of its
    /// subscriptions: those of Microsoft Graph, and role definitions, of which the built-in ones
    /// stand in no subscription.
    pub fn is_of_tenant(&self) -> bool {
        self.is_of_directory() || &*self.0 == "microsoft.authorization/roledefinitions"
    }

    /// Whether its objects are those of a directory: accounts, groups, what they sign in under.
    pub fn is_of_directory(&self) -> bool {
        self.0.starts_with("microsoft.graph/")
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Scope {
    /// A scope by its id.
    pub fn new(id: &str) -> Self {
        Self(id.to_ascii_lowercase().into())
    }

    /// What stands above all subscriptions: tenants and management groups.
    pub fn root() -> Self {
        Self("/".into())
    }

    /// The id of the scope.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is an Azure subscription.
    pub fn is_subscription(&self) -> bool {
        self.0.starts_with("/subscriptions/")
    }

    /// Whether it is an organisation of GitHub or Azure DevOps.
    fn is_organisation(&self) -> bool {
        matches!(
            self.environment(),
            Environment::Github | Environment::AzureDevOps
        )
    }

    /// The kind of place that it is in.
    pub fn environment(&self) -> Environment {
        match &*self.0 {
            id if id.starts_with(ARN) => Environment::Aws,
            id if id.starts_with(GCP_SCOPE) => Environment::Gcp,
            id if id.starts_with(AZURE_DEVOPS) => Environment::AzureDevOps,
            id if id.starts_with(SERVICE) => Environment::Github,
            _ => Environment::Azure,
        }
    }
}

impl fmt::Display for ResourceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for ResourceType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parents(id: &str) -> Vec<String> {
        let parents = ResourceId::new(id).parents();
        parents.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ids_fold() {
        let id = ResourceId::new("/subscriptions/A/resourceGroups/G/providers/X.Y/z/Name/");
        assert_eq!(
            id.as_str(),
            "/subscriptions/a/resourcegroups/g/providers/x.y/z/name"
        );
        assert_eq!(id.subscription(), Some("a"));
        assert_eq!(id.resource_group(), Some("g"));
    }

    #[test]
    fn only_letters_of_ascii_fold() {
        // Their lower cases are k, å and i with a dot.
        for sign in ["\u{212a}", "\u{212b}", "\u{130}", "Ä"] {
            let id = format!("/subscriptions/{sign}/A");
            let folded = format!("/subscriptions/{sign}/a");
            assert_eq!(ResourceId::new(&id).as_str(), folded);
            assert_eq!(Scope::new(&id).as_str(), folded);
            assert_eq!(
                ResourceType::new(&format!("X.{sign}/Y")).as_str(),
                format!("x.{sign}/y")
            );
        }
        assert_ne!(ResourceId::new("/\u{212a}"), ResourceId::new("/K"));
    }

    #[test]
    fn an_id_spells_its_type_out() {
        let spelled = |id: &str| {
            let kind = ResourceId::new(id).spelled_type();
            kind.map(|kind| kind.to_string())
        };
        let server = "/subscriptions/s/resourceGroups/g/providers/M.Sql/servers/a";
        assert_eq!(spelled(server).as_deref(), Some("m.sql/servers"));
        let key = format!("{server}/keys/k");
        assert_eq!(spelled(&key).as_deref(), Some("m.sql/servers/keys"));
        let setting = format!("{server}/providers/M.Insights/diagnosticSettings/d");
        assert_eq!(
            spelled(&setting).as_deref(),
            Some("m.insights/diagnosticsettings")
        );
        for other in [
            "/subscriptions/s",
            "/subscriptions/s/providers/M.Sql/servers",
            "/x",
        ] {
            assert_eq!(spelled(other), None);
        }
    }

    #[test]
    fn each_id_has_one_scope() {
        let scope = |id: &str| ResourceId::new(id).scope().to_string();
        assert_eq!(scope("/subscriptions/A"), "/subscriptions/a");
        assert_eq!(
            scope("/providers/Microsoft.Management/managementGroups/m"),
            "/"
        );
        assert_eq!(
            scope("arn:aws:ec2:eu-west-1:123:instance/i-1"),
            "arn:aws::123"
        );
        assert_eq!(
            scope("//compute.googleapis.com/projects/p/zones/z"),
            "//projects/p"
        );
        assert_eq!(
            scope("//cloudresourcemanager.googleapis.com/folders/1"),
            "/"
        );
        assert_eq!(
            scope("//GitHub.com/Contoso/projects/x"),
            "//github.com/contoso"
        );
        assert_eq!(scope("//dev.azure.com/contoso"), "//dev.azure.com/contoso");
    }

    #[test]
    fn each_scope_has_one_environment() {
        let environment = |id: &str| Scope::new(id).environment().as_str();
        assert_eq!(environment("/subscriptions/s"), "azure");
        assert_eq!(environment("/"), "azure");
        assert_eq!(environment("arn:aws::123"), "aws");
        assert_eq!(environment("//projects/p"), "gcp");
        assert_eq!(environment("//github.com/contoso"), "github");
        assert_eq!(environment("//github.contoso.example/shop"), "github");
        assert_eq!(environment("//dev.azure.com/contoso"), "azuredevops");
    }

    #[test]
    fn what_is_in_a_repository_is_under_it() {
        assert_eq!(
            parents("//github.com/contoso/shop/code-scanning/alerts/1"),
            ["//github.com/contoso", "//github.com/contoso/shop"]
        );
        assert_eq!(
            parents("//github.com/contoso/shop"),
            ["//github.com/contoso"]
        );
        assert!(parents("//github.com/contoso").is_empty());
        assert!(parents("//compute.googleapis.com/projects/p/zones/z").is_empty());
    }

    #[test]
    fn a_child_is_under_each_of_its_parents() {
        assert_eq!(
            parents(
                "/subscriptions/s/resourceGroups/g/providers/m.s/accounts/a/services/b/boxes/c"
            ),
            [
                "/subscriptions/s/resourcegroups/g",
                "/subscriptions/s/resourcegroups/g/providers/m.s/accounts/a",
                "/subscriptions/s/resourcegroups/g/providers/m.s/accounts/a/services/b",
            ]
        );
    }

    #[test]
    fn an_extension_is_under_what_it_extends_alone() {
        let machine = "/subscriptions/s/resourcegroups/g/providers/m.c/vms/v";
        assert_eq!(
            parents(&format!("{machine}/providers/m.i/settings/d")),
            [machine]
        );
        assert_eq!(
            parents("/subscriptions/s/providers/m.sec/pricings/p"),
            ["/subscriptions/s"]
        );
        assert_eq!(
            parents("/subscriptions/s/resourceGroups/g"),
            ["/subscriptions/s"]
        );
        assert!(parents("/subscriptions/s").is_empty());
    }
}
