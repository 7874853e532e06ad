package lib.kubernetes_sample_test

# A small cluster that the tests of the policies on clusters share.
cluster := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.containerservice/managedclusters/a",
	"type": "microsoft.containerservice/managedclusters",
	"properties": {"addonProfiles": {"azurepolicy": {"enabled": true}}},
}

ungoverned := object.union(cluster, {"properties": {"addonProfiles": {"azurepolicy": {"enabled": false}}}})

arc_cluster := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.kubernetes/connectedclusters/a",
	"type": "microsoft.kubernetes/connectedclusters",
	"properties": {"distribution": "k3s"},
}

arc_extension(extension_type, state) := {"by_type": rows, "children": {arc_cluster.id: rows}} if {
	rows := {"microsoft.kubernetesconfiguration/extensions": [{
		"id": sprintf("%s/providers/microsoft.kubernetesconfiguration/extensions/a", [arc_cluster.id]),
		"type": "microsoft.kubernetesconfiguration/extensions",
		"properties": {"extensionType": extension_type, "provisioningState": state},
	}]}
}

# `fields` as the Kubernetes API has them, with metadata beyond namespace and name.
object_in(namespace, kind, name, fields) := object.union(
	{
		"id": sprintf("%s/providers/kubernetes/namespace/%s/%s/%s", [cluster.id, namespace, lower(kind), name]),
		"type": sprintf("kubernetes/%s", [lower(kind)]),
		"kind": kind,
		"metadata": {"namespace": namespace, "name": name},
	},
	fields,
)

pod(spec) := object_in("shop", "Pod", "web", {"spec": spec})

# A pod with one container.
pod_of(container) := pod({"containers": [object.union({"name": "web", "image": "registry.contoso.example/web:1"}, container)]})

secured(context) := pod_of({"securityContext": context})

inventory(objects) := {
	"by_id": {object.id: object | some object in objects},
	"children": {cluster.id: {kind: [object | some object in objects; object.type == kind] | kind := objects[_].type}},
}

cluster_of(object) := inventory([object])

defaults := {
	"excludedNamespaces": ["kube-system", "gatekeeper-*"],
	"excludedImages": ["registry.contoso.example/agent:*"],
	"labelSelector": {},
}

parameters(name, settings) := {"azure": {"kubernetes": {name: object.union(defaults, settings)}}}

not_collected := {"the Kubernetes objects of the cluster are not in the inventory"}
