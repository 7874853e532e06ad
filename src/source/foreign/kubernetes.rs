//! Objects of Kubernetes, as `kubectl get … -o json` writes them.

use serde_json::{Map, Value};

use super::{Identity, Unknown, below, text, without_owner};
use crate::resource::{Owner, ResourceId, ResourceType};

/// The types of clusters, as they stand in ids.
const CLUSTERS: [&str; 2] = [
    "/providers/microsoft.containerservice/managedclusters/",
    "/providers/microsoft.kubernetes/connectedclusters/",
];

/// Whether an object says that it is one of Kubernetes; a row of Azure may have a kind and a
/// version as well, but no metadata.
pub(in crate::source) fn is_object(object: &Map<String, Value>) -> bool {
    text(object, "apiVersion").is_some()
        && text(object, "kind").is_some()
        && object.get("metadata").is_some_and(Value::is_object)
}

/// `<cluster>/providers/kubernetes/namespace/<namespace>/pod/<name>`, of type `kubernetes/pod`.
pub(super) fn identify(object: &Map<String, Value>, owner: Option<&Owner>) -> Option<Identity> {
    is_object(object).then(|| identity(object, owner))
}

fn identity(object: &Map<String, Value>, owner: Option<&Owner>) -> Identity {
    let cluster = owner.and_then(Owner::resource).filter(|id| is_cluster(id));
    let cluster =
        cluster.ok_or_else(|| without_owner("objects of Kubernetes", "cluster", owner))?;
    let metadata = object.get("metadata").and_then(Value::as_object);
    let of_metadata = |key| metadata.and_then(|metadata| text(metadata, key));
    let name = of_metadata("name").ok_or_else(|| Unknown {
        reason: "an object of Kubernetes without `metadata.name`".to_owned(),
        help: "objects have names in what `kubectl get -o json` writes".to_owned(),
    })?;
    let kind = kind(object);
    let namespace = of_metadata("namespace").map(|name| format!("namespace/{name}/"));
    let namespace = namespace.unwrap_or_default();
    let path = format!("providers/kubernetes/{namespace}{kind}/{name}");
    let resource_type = ResourceType::new(&format!("kubernetes/{kind}"));
    Ok((below(cluster, &path), resource_type))
}

fn is_cluster(id: &ResourceId) -> bool {
    let is_one = |kind| {
        let name = id.as_str().split_once(kind).map(|(_, name)| name);
        name.is_some_and(|name| !name.is_empty() && !name.contains('/'))
    };
    CLUSTERS.into_iter().any(is_one)
}

/// The kind, with its group where that is not one of Kubernetes itself: somebody else's
/// `Service` is another thing.
fn kind(object: &Map<String, Value>) -> String {
    let kind = text(object, "kind").unwrap_or_default();
    let version = text(object, "apiVersion").unwrap_or_default();
    let group = version.split_once('/').map_or("", |(group, _)| group);
    if group.contains('.') && !group.ends_with(".k8s.io") {
        format!("{kind}.{group}")
    } else {
        kind.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const CLUSTER: &str = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/prod";

    fn found(object: Value, owner: Option<&str>) -> Result<String, String> {
        let owner = owner.map(|owner| Owner::new(owner).unwrap());
        let object = object.as_object().unwrap();
        let identity = identify(object, owner.as_ref()).unwrap();
        let show = |(id, kind): (ResourceId, ResourceType)| {
            let below = id.as_str()[CLUSTER.len()..].to_owned();
            format!("{below} {kind}")
        };
        identity.map(show).map_err(|unknown| unknown.reason)
    }

    #[test]
    fn an_object_stands_in_its_cluster() {
        let pod = json!({
            "apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web-1", "namespace": "shop"}
        });
        assert_eq!(
            found(pod, Some(CLUSTER)).unwrap(),
            "/providers/kubernetes/namespace/shop/pod/web-1 kubernetes/pod"
        );
        let node = json!({"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"}});
        assert_eq!(
            found(node, Some(CLUSTER)).unwrap(),
            "/providers/kubernetes/node/n kubernetes/node"
        );
    }

    #[test]
    fn a_kind_of_somebody_else_is_another_type() {
        let service = |version: &str| {
            let service = json!({
                "apiVersion": version, "kind": "Service", "metadata": {"name": "a"}
            });
            let found = found(service, Some(CLUSTER)).unwrap();
            found.split_once(' ').unwrap().1.to_owned()
        };
        assert_eq!(service("v1"), "kubernetes/service");
        assert_eq!(service("networking.k8s.io/v1"), "kubernetes/service");
        assert_eq!(
            service("serving.knative.dev/v1"),
            "kubernetes/service.serving.knative.dev"
        );
    }

    #[test]
    fn somebody_has_to_say_which_cluster() {
        let pod = || json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}});
        assert_eq!(
            found(pod(), None).unwrap_err(),
            "objects of Kubernetes do not say which cluster they belong to"
        );
        for other in [
            "tenant",
            "/subscriptions/s",
            &format!("{CLUSTER}/agentPools/a"),
        ] {
            assert!(found(pod(), Some(other)).is_err(), "{other}");
        }
        let nameless = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {}});
        assert!(found(nameless, Some(CLUSTER)).is_err());
        let row = json!({"apiVersion": "2023-01-01", "kind": "StorageV2"});
        assert!(!is_object(row.as_object().unwrap()));
    }
}
