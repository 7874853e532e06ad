package azure.kubernetes.resource_limits_test

import data.azure.kubernetes.resource_limits
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("resource_limits", {"cpuLimit": "2", "memoryLimit": "4Gi"})

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(resource_limits) with input as cluster with data.inventory as objects with data.parameters as settings
}

verdict(limits) := outcome(sample.cluster, sample.cluster_of(sample.pod_of({"resources": {"limits": limits}})), parameters)

test_healthy if {
	verdict({"cpu": "2000m", "memory": "4Gi"}) == verdicts.healthy
	verdict({"cpu": "500m", "memory": "1Gi"}) == verdicts.healthy
}

test_unhealthy if {
	not verdict({"cpu": "3", "memory": "1Gi"}).healthy
	verdict({"cpu": "3", "memory": "5Gi"}) == verdicts.unhealthy_for({
		"shop/pod/web: container web resources.limits.cpu is 3, wanted at most 2",
		"shop/pod/web: container web resources.limits.memory is 5Gi, wanted at most 4Gi",
	})
}

test_missing_limits_are_unhealthy if {
	not verdict({"cpu": "1"}).healthy
	not verdict({"memory": "1Gi"}).healthy
	verdict(null) == verdicts.unhealthy_for({
		"shop/pod/web: container web resources.limits.cpu is not set, wanted at most 2",
		"shop/pod/web: container web resources.limits.memory is not set, wanted at most 4Gi",
	})
}

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, sample.cluster_of(sample.pod_of({})), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.pod_of({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
