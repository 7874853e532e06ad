package azure.kubernetes.least_privileged_capabilities_test

import data.azure.kubernetes.least_privileged_capabilities
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("least_privileged_capabilities", {"allowedCapabilities": ["CHOWN"], "requiredDropCapabilities": ["NET_RAW"]})

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(least_privileged_capabilities) with input as cluster with data.inventory as objects with data.parameters as settings
}

verdict(capabilities) := outcome(sample.cluster, sample.cluster_of(sample.secured({"capabilities": capabilities})), parameters)

test_healthy if {
	verdict({"drop": ["NET_RAW"]}) == verdicts.healthy
	verdict({"add": ["chown"], "drop": ["ALL"]}) == verdicts.healthy
	verdict({"drop": ["net_raw"]}) == verdicts.healthy
}

test_unhealthy_when_a_capability_is_added if {
	verdict({"add": ["NET_ADMIN"], "drop": ["ALL"]}) == verdicts.unhealthy("shop/pod/web: container web adds capability NET_ADMIN, which is not allowed")
}

test_missing_capabilities_are_unhealthy_where_some_must_be_dropped if {
	not verdict(null).healthy
	verdict({}) == verdicts.unhealthy("shop/pod/web: container web does not drop capability NET_RAW")
}

test_every_capability_may_be_allowed if {
	inventory := sample.cluster_of(sample.secured({"capabilities": {"add": ["NET_ADMIN"]}}))
	all := sample.parameters("least_privileged_capabilities", {"allowedCapabilities": ["*"], "requiredDropCapabilities": []})
	outcome(sample.cluster, inventory, all) == verdicts.healthy
}

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, sample.cluster_of(sample.secured({})), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.secured({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
