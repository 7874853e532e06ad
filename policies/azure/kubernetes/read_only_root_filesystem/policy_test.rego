package azure.kubernetes.read_only_root_filesystem_test

import data.azure.kubernetes.read_only_root_filesystem
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("read_only_root_filesystem", {})

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(read_only_root_filesystem) with input as cluster with data.inventory as objects with data.parameters as settings
}

verdict(context) := outcome(sample.cluster, sample.cluster_of(sample.secured(context)), parameters)

test_healthy if verdict({"readOnlyRootFilesystem": true}) == verdicts.healthy

test_unhealthy if {
	reason := "shop/pod/web: container web securityContext.readOnlyRootFilesystem is false, wanted true"
	verdict({"readOnlyRootFilesystem": false}) == verdicts.unhealthy(reason)
}

test_missing_setting_is_unhealthy if {
	verdict({}) == verdicts.unhealthy("shop/pod/web: container web securityContext.readOnlyRootFilesystem is not set, wanted true")
}

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, sample.cluster_of(sample.secured({})), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.secured({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
