package azure.kubernetes.privileged_containers_test

import data.azure.kubernetes.privileged_containers
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("privileged_containers", {})

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(privileged_containers) with input as cluster with data.inventory as objects with data.parameters as settings
}

verdict(context) := outcome(sample.cluster, sample.cluster_of(sample.secured(context)), parameters)

test_healthy if verdict({"privileged": false}) == verdicts.healthy

test_unhealthy if {
	verdict({"privileged": true}) == verdicts.unhealthy("shop/pod/web: container web securityContext.privileged is true, wanted false")
}

# Kubernetes takes an unset switch for false.
test_missing_setting_is_healthy if {
	verdict({}) == verdicts.healthy
	not verdict({"privileged": "no"}).healthy
}

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, sample.cluster_of(sample.secured({"privileged": true})), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.secured({"privileged": true})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
