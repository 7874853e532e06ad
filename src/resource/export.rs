//! Where exported objects stand, and what they belong to.

use std::fmt;
use std::path::PathBuf;

use super::ResourceId;

/// A file or directory of exported objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The path; `-` for standard input.
    pub path: PathBuf,
    /// What its objects belong to, where they do not say so themselves.
    pub of: Option<Owner>,
}

impl From<PathBuf> for Export {
    fn from(path: PathBuf) -> Self {
        Self { path, of: None }
    }
}

/// What objects belong to that carry no scope of their own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// The tenant: accounts, groups and settings of Microsoft Entra ID.
    Tenant,
    /// A resource: the cluster of Kubernetes objects, the vault of keys, a repository.
    Resource(ResourceId),
}

/// How people write [`Owner::Tenant`].
const TENANT: &str = "tenant";

impl Owner {
    /// Reads `tenant` or the id of a resource.
    ///
    /// # Errors
    /// A text that is neither.
    pub fn new(text: &str) -> Result<Self, String> {
        match text {
            TENANT => Ok(Self::Tenant),
            id if ResourceId::is_id(id) => Ok(Self::Resource(ResourceId::new(id))),
            other => Err(format!(
                "`{other}` is neither `{TENANT}` nor the id of a resource, which starts with `/`, `arn:` or `//`"
            )),
        }
    }

    /// The resource, if it is one.
    pub fn resource(&self) -> Option<&ResourceId> {
        match self {
            Self::Tenant => None,
            Self::Resource(id) => Some(id),
        }
    }

    /// Whether an object of this id may belong to it.
    pub fn owns(&self, id: &ResourceId) -> bool {
        let Some(owner) = self.resource() else {
            return true;
        };
        let rest = id.as_str().strip_prefix(owner.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tenant => formatter.write_str(TENANT),
            Self::Resource(id) => write!(formatter, "{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_the_tenant_or_a_resource() {
        assert_eq!(Owner::new("tenant"), Ok(Owner::Tenant));
        let cluster = Owner::new("/Subscriptions/s/").unwrap();
        assert_eq!(cluster.to_string(), "/subscriptions/s");
        for wrong in ["", "Contoso", "subscriptions/s"] {
            assert!(Owner::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_owner_owns_itself_and_what_is_below() {
        let owner = Owner::new("/subscriptions/s").unwrap();
        let owns = |id: &str| owner.owns(&ResourceId::new(id));
        assert!(owns("/subscriptions/S") && owns("/subscriptions/s/resourceGroups/g"));
        assert!(!owns("/subscriptions/s2") && !owns("/"));
        assert!(Owner::Tenant.owns(&ResourceId::new("/subscriptions/s2")));
    }
}
