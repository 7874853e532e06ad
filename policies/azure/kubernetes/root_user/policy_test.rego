package azure.kubernetes.root_user_test

import data.azure.kubernetes.root_user
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("root_user", {
	"runAsUserRule": "MustRunAsNonRoot",
	"runAsUserRanges": {"ranges": []},
	"runAsGroupRule": "MustRunAs",
	"runAsGroupRanges": {"ranges": [{"min": 1, "max": -1}]},
	"supplementalGroupsRule": "MayRunAs",
	"supplementalGroupsRanges": {"ranges": [{"min": 1, "max": -1}]},
	"fsGroupRule": "MayRunAs",
	"fsGroupRanges": {"ranges": [{"min": 1, "max": -1}]},
})

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(root_user) with input as cluster with data.inventory as objects with data.parameters as settings
}

verdict(context) := outcome(sample.cluster, sample.cluster_of(sample.secured(context)), parameters)

test_healthy if {
	verdict({"runAsUser": 1000, "runAsGroup": 1000}) == verdicts.healthy
	verdict({"runAsNonRoot": true, "runAsGroup": 1000}) == verdicts.healthy
}

test_unhealthy if {
	wanted := "shop/pod/web: container web may run as root: runAsUser is 0, wanted MustRunAsNonRoot"
	verdict({"runAsUser": 0, "runAsGroup": 1000}) == verdicts.unhealthy(wanted)
}

test_missing_settings_are_unhealthy if {
	wanted := concat("", [
		"shop/pod/web: container web may run as root: runAsUser is not set, wanted MustRunAsNonRoot",
		"; runAsGroup is not set, wanted MustRunAs 1 and above",
	])
	verdict({}) == verdicts.unhealthy(wanted)
}

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, sample.cluster_of(sample.secured({})), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.secured({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)

# Two pods, one after the other in either order.
two(first, second) := outcome(sample.cluster, sample.inventory([api, sample.secured(second)]), parameters) if {
	api := sample.object_in("shop", "Pod", "api", {"spec": {"containers": [{"name": "api", "securityContext": first}]}})
}

test_one_of_several_containers if {
	good := {"runAsUser": 1000, "runAsGroup": 1000}
	bad := {"runAsUser": 0, "runAsGroup": 1000}
	two(good, good) == verdicts.healthy
	two(good, bad) == verdicts.unhealthy("shop/pod/web: container web may run as root: runAsUser is 0, wanted MustRunAsNonRoot")
	two(bad, good) == verdicts.unhealthy("shop/pod/api: container api may run as root: runAsUser is 0, wanted MustRunAsNonRoot")
	count(two(bad, bad).reasons) == 2
}
