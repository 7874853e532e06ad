package azure.kubernetes.sys_admin_capability_test

import data.azure.kubernetes.sys_admin_capability
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("sys_admin_capability", {})

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(sys_admin_capability) with input as cluster with data.inventory as objects with data.parameters as settings
}

verdict(added) := outcome(sample.cluster, sample.cluster_of(sample.secured({"capabilities": {"add": added}})), parameters)

test_healthy if verdict(["NET_ADMIN"]) == verdicts.healthy

test_unhealthy if {
	not verdict(["NET_ADMIN", "SYS_ADMIN"]).healthy
	verdict(["NET_ADMIN", "cap_sys_admin"]) == verdicts.unhealthy("shop/pod/web: container web adds capability SYS_ADMIN, wanted no SYS_ADMIN")
	verdict(["ALL"]) == verdicts.unhealthy("shop/pod/web: container web adds capability ALL, wanted no SYS_ADMIN")
}

# Kubernetes grants it to no container that does not ask for it.
test_missing_capabilities_are_healthy if verdict(null) == verdicts.healthy

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, sample.cluster_of(sample.secured({})), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.secured({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
