package azure.kubernetes.host_namespaces_test

import data.azure.kubernetes.host_namespaces
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("host_namespaces", {})

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(host_namespaces) with input as cluster with data.inventory as objects with data.parameters as settings
}

verdict(spec) := outcome(sample.cluster, sample.cluster_of(sample.pod(object.union({"containers": [{"name": "web"}]}, spec))), parameters)

test_healthy if {
	verdict({"hostPID": false, "hostIPC": false, "hostNetwork": false}) == verdicts.healthy
	verdict({}) == verdicts.healthy
}

test_unhealthy if {
	verdict({"hostPID": true}) == verdicts.unhealthy("shop/pod/web: spec.hostPID is true, wanted false")
	verdict({"hostIPC": true}) == verdicts.unhealthy("shop/pod/web: spec.hostIPC is true, wanted false")
	verdict({"hostNetwork": true}) == verdicts.unhealthy("shop/pod/web: spec.hostNetwork is true, wanted false")
}

# Kubernetes takes an unset switch for false.
test_missing_setting_is_healthy if {
	verdict({}) == verdicts.healthy
	not verdict({"hostPID": "no"}).healthy
}

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, sample.cluster_of(sample.pod({"hostPID": true})), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.pod({"hostPID": true})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
