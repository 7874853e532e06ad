//! Ids, types and scopes, folded to lower case: Azure compares them without regard to case.

use std::fmt;
use std::sync::Arc;

/// The id of a resource, in lower case, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(Arc<str>);

/// The type of a resource, in lower case: `microsoft.storage/storageaccounts`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceType(Arc<str>);

/// The smallest unit that related resources never leave: an Azure subscription, an AWS account,
/// a GCP project; `/` holds what stands above subscriptions.
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
}

impl Environment {
    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Azure => "azure",
            Self::Aws => "aws",
            Self::Gcp => "gcp",
        }
    }
}

const GCP: &str = "//";
const ARN: &str = "arn:";

impl ResourceId {
    /// Folds an id to lower case and takes a slash off its end.
    pub fn new(id: &str) -> Self {
        let folded = id.trim_end_matches('/').to_lowercase();
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
        let project = self
            .0
            .strip_prefix(GCP)
            .and_then(|rest| rest.split_once("/projects/"));
        match (account, project) {
            (Some(account), _) if !account.is_empty() => Scope::new(&format!("arn:aws::{account}")),
            (_, Some((_, rest))) => {
                let project = rest.split('/').next().unwrap_or_default();
                Scope::new(&format!("//projects/{project}"))
            }
            _ => Scope::root(),
        }
    }

    /// The ids that this one is under: for a child its parents up to the top-level resource,
    /// for an extension what it extends, for a top-level resource its group or subscription.
    ///
    /// An extension of a resource is not counted among what is under that resource's parents:
    /// a subscription's own diagnostic settings are not those of everything in it.
    pub fn parents(&self) -> Vec<ResourceId> {
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
}

impl ResourceType {
    /// Folds a type to lower case.
    pub fn new(resource_type: &str) -> Self {
        Self(resource_type.trim_matches('/').to_lowercase().into())
    }

    /// The type of an Azure subscription.
    pub fn subscription() -> Self {
        Self::new("microsoft.resources/subscriptions")
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Scope {
    /// A scope by its id.
    pub fn new(id: &str) -> Self {
        Self(id.to_lowercase().into())
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

    /// The kind of place that it is in.
    pub fn environment(&self) -> Environment {
        match &*self.0 {
            id if id.starts_with(ARN) => Environment::Aws,
            id if id.starts_with(GCP) => Environment::Gcp,
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
