package lib.kubernetes_test

import data.lib.kubernetes
import data.lib.kubernetes_sample_test as sample

addon(name, enabled) := {"id": "/c", "properties": {"addonProfiles": {name: {"enabled": enabled}, "omsagent": {"enabled": true}}}}

test_governed_by_the_addon if {
	kubernetes.is_governed(addon("azurePolicy", true)) with data.inventory as {}
	kubernetes.is_governed(addon("azurepolicy", true)) with data.inventory as {}
	not kubernetes.is_governed(addon("azurepolicy", false)) with data.inventory as {}
	not kubernetes.is_governed(addon("other", true)) with data.inventory as {}
}

test_governed_by_the_extension if {
	cluster := sample.arc_cluster
	installed := sample.arc_extension("Microsoft.PolicyInsights", "Succeeded")
	kubernetes.is_governed(cluster) with data.inventory as installed
	failed := sample.arc_extension("microsoft.policyinsights", "Failed")
	not kubernetes.is_governed(cluster) with data.inventory as failed
	other := sample.arc_extension("microsoft.flux", "Succeeded")
	not kubernetes.is_governed(cluster) with data.inventory as other
	elsewhere := {"by_type": other.by_type, "children": {}}
	not kubernetes.is_governed(cluster) with data.inventory as elsewhere
}

test_governed_where_the_cluster_has_no_details if {
	every odd in [{}, {"properties": null}, {"properties": "x"}, {"properties": []}] {
		bare := object.union({"id": "/c", "type": "microsoft.containerservice/managedclusters"}, odd)
		kubernetes.is_governed(bare) with data.inventory as {}
	}
	not kubernetes.is_governed({"id": "/c", "type": "microsoft.containerservice/managedclusters", "properties": {}}) with data.inventory as {}
	bare := object.remove(sample.arc_cluster, ["properties"])
	flux := sample.arc_extension("microsoft.flux", "Succeeded")
	not kubernetes.is_governed(bare) with data.inventory as flux
}

test_governed_where_no_extension_was_exported if {
	kubernetes.is_governed(sample.arc_cluster) with data.inventory as {"by_type": {}, "children": {}}
	not kubernetes.is_governed(sample.ungoverned) with data.inventory as {"by_type": {}, "children": {}}
}

kinds := {"kubernetes/service"}

service(namespace, name) := sample.object_in(namespace, "Service", name, {"spec": {}})

one := sample.cluster_of(service("shop", "web"))

test_concerns_clusters_with_objects if {
	cluster := sample.cluster
	kubernetes.concerns(cluster, kinds, [1]) with data.inventory as one
	not kubernetes.concerns(cluster, kinds, []) with data.inventory as one
}

test_concerns_clusters_without_any_object_in_the_inventory if {
	cluster := sample.cluster
	kubernetes.concerns(cluster, kinds, []) with data.inventory as {}
	kubernetes.concerns(cluster, {"kubernetes/pod"}, []) with data.inventory as one
}

test_does_not_concern_clusters_that_azure_policy_does_not_see if {
	cluster := sample.ungoverned
	not kubernetes.concerns(cluster, kinds, [1]) with data.inventory as one
	not kubernetes.concerns(cluster, kinds, []) with data.inventory as {}
}

test_findings_without_any_object if {
	cluster := sample.cluster
	found := kubernetes.findings(cluster, kinds, {"a"}) with data.inventory as {}
	found == sample.not_collected
}

test_findings_are_the_offences if {
	cluster := sample.cluster
	found := kubernetes.findings(cluster, kinds, {"a", "b"}) with data.inventory as one
	found == {"a", "b"}
}

test_findings_name_ten_offences if {
	cluster := sample.cluster
	ten := {sprintf("offence %d", [i]) | some i in numbers.range(10, 19)}
	all_ten := kubernetes.findings(cluster, kinds, ten) with data.inventory as one
	all_ten == ten
	twelve := {sprintf("offence %d", [i]) | some i in numbers.range(10, 21)}
	found := kubernetes.findings(cluster, kinds, twelve) with data.inventory as one
	found == ten | {"and 2 more"}
}

test_objects_outside_the_excluded_namespaces if {
	services := [service("shop", "web"), service("kube-system", "dns"), service("gatekeeper-a", "hook"), service("azure-arc", "x")]
	settings := {"excludedNamespaces": ["kube-system", "gatekeeper-*", "*-arc"], "labelSelector": {}}
	inventory := sample.inventory(services)
	cluster := sample.cluster
	found := kubernetes.objects(cluster, "kubernetes/service", settings) with data.inventory as inventory
	found == [service("shop", "web")]
}

test_objects_that_the_labels_select if {
	labelled := object.union(service("shop", "web"), {"metadata": {"labels": {"app": "web"}}})
	inventory := sample.inventory([labelled, service("shop", "api")])
	cluster := sample.cluster
	settings := {"labelSelector": {"matchLabels": {"app": "web"}}}
	found := kubernetes.objects(cluster, "kubernetes/service", settings) with data.inventory as inventory
	found == [labelled]
}

test_namespace if {
	kubernetes.namespace({"metadata": {"namespace": "shop"}}) == "shop"
	kubernetes.namespace({"metadata": {}}) == "default"
}

test_namespace_patterns if {
	kubernetes.namespace_like("shop", "shop")
	kubernetes.namespace_like("my-shop", "*-shop")
	not kubernetes.namespace_like("shops", "shop")
	not kubernetes.namespace_like("shop-a", "*-shop")
	not kubernetes.namespace_like("my-shop", "-shop")
}

test_begins_like if {
	kubernetes.begins_like("a/b:1", "a/b:1")
	kubernetes.begins_like("a/b:1", "a/*")
	not kubernetes.begins_like("a/b:1", "a/")
	not kubernetes.begins_like("b/b:1", "a/*")
}

test_title if {
	kubernetes.title(service("shop", "web")) == "shop/service/web"
	kubernetes.title({"type": "kubernetes/pod"}) == "default/pod/not set"
}

test_has_known_ports if {
	kubernetes.has_known_ports({"spec": {"ports": [{"port": 443}]}})
	not kubernetes.has_known_ports({"spec": {"ports": [{"port": 443}, null]}})
	every odd in [{}, {"spec": {}}, {"spec": {"ports": []}}, {"spec": {"ports": {"port": 443}}}, {"spec": "x"}] {
		not kubernetes.has_known_ports(odd)
	}
	every bare in [null, []] {
		kubernetes.has_known_ports({"spec": {"type": "ExternalName", "ports": bare}})
		kubernetes.has_known_ports({"spec": {"clusterIP": "None", "ports": bare}})
		not kubernetes.has_known_ports({"spec": {"type": "ClusterIP", "ports": bare}})
	}
	not kubernetes.has_known_ports({"spec": {"clusterIP": "None", "ports": "443"}})
}

test_service_account if {
	account := sample.object_in("shop", "ServiceAccount", "web", {"automountServiceAccountToken": false})
	inventory := sample.cluster_of(account)
	cluster := sample.cluster
	own := kubernetes.service_account(cluster, "shop", "web") with data.inventory as inventory
	own == account
	elsewhere := kubernetes.service_account(cluster, "other", "web") with data.inventory as inventory
	elsewhere == {}
	other := kubernetes.service_account(cluster, "shop", "api") with data.inventory as inventory
	other == {}
}
