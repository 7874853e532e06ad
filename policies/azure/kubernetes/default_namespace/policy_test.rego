package azure.kubernetes.default_namespace_test

import data.azure.kubernetes.default_namespace
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("default_namespace", {})

built_in := [
	sample.object_in("default", "Service", "kubernetes", {}),
	sample.object_in("default", "ServiceAccount", "default", {}),
]

inventory(namespace, kind, name) := sample.inventory(array.concat(built_in, [
	sample.object_in("shop", "Pod", "web", {"spec": {"containers": [{"name": "web"}]}}),
	sample.object_in(namespace, kind, name, {"spec": {}}),
]))

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(default_namespace) with input as cluster with data.inventory as objects with data.parameters as settings
}

verdict(namespace, kind, name) := outcome(sample.cluster, inventory(namespace, kind, name), parameters)

test_healthy if verdict("shop", "Service", "web") == verdicts.healthy

test_unhealthy if {
	verdict("default", "Pod", "web") == verdicts.unhealthy("default/pod/web is in the namespace default, wanted one of its own")
	verdict("default", "Service", "web") == verdicts.unhealthy("default/service/web is in the namespace default, wanted one of its own")
	verdict("default", "ServiceAccount", "web") == verdicts.unhealthy("default/serviceaccount/web is in the namespace default, wanted one of its own")
}

test_only_the_built_in_objects_of_their_kind_may_stay if {
	not verdict("default", "Pod", "kubernetes").healthy
	not verdict("default", "Service", "default").healthy
}

test_missing_namespace_is_the_default_one if not verdict(null, "Pod", "web").healthy

test_not_applicable_without_an_object if {
	found := sample.cluster_of(sample.object_in("shop", "Pod", "web", {}))
	labels := sample.parameters("default_namespace", {"labelSelector": {"matchLabels": {"app": "web"}}})
	not outcome(sample.cluster, found, labels).applicable
}

test_applicable_with_services_alone if {
	found := sample.inventory([sample.object_in("shop", "Service", "web", {}), sample.object_in("kube-system", "Pod", "dns", {})])
	outcome(sample.cluster, found, parameters).applicable
}

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, sample.cluster_of(sample.pod({})), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.pod({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
