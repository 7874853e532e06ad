package azure.aks.rbac_test

import data.azure.aks.rbac
import data.lib.resources_sample_test as sample

cluster(properties) := sample.resource("microsoft.containerservice/managedclusters", properties)

test_healthy_when_rbac_is_enabled if {
	sample.verdict(rbac) == sample.healthy with input as cluster({"enableRBAC": true})
}

test_unhealthy_when_rbac_is_disabled if {
	sample.verdict(rbac) == sample.unhealthy("properties.enableRBAC is false, wanted true")
		with input as cluster({"enableRBAC": false})
}

test_missing_rbac_is_healthy if {
	rbac.healthy with input as cluster({})
	rbac.healthy with input as cluster({"enableRBAC": null})
}

test_malformed_rbac_is_unhealthy if {
	every odd in ["true", "false", "", 1, [], {}] {
		not rbac.healthy with input as cluster({"enableRBAC": odd})
	}
}

test_missing_properties_are_unhealthy if {
	every odd in [null, [], "x"] {
		not rbac.healthy with input as cluster(odd)
	}
	not rbac.healthy with input as sample.shell("microsoft.containerservice/managedclusters")
}
