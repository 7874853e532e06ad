package azure.aks.api_server_access_test

import data.azure.aks.api_server_access
import data.lib.resources_sample_test as sample

cluster(properties) := sample.resource("microsoft.containerservice/managedclusters", properties)

test_healthy_with_authorized_ranges if {
	api_server_access.healthy
		with input as cluster({"apiServerAccessProfile": {"authorizedIPRanges": ["203.0.113.0/24"]}})
}

test_healthy_whatever_the_ranges_are if {
	sample.verdict(api_server_access) == sample.healthy
		with input as cluster({"apiServerAccessProfile": {"authorizedIPRanges": ["0.0.0.0/0"]}})
}

test_healthy_as_a_private_cluster if {
	api_server_access.healthy with input as cluster({"apiServerAccessProfile": {"enablePrivateCluster": true}})
}

test_unhealthy_with_neither if {
	open := cluster({"apiServerAccessProfile": {"authorizedIPRanges": null, "enablePrivateCluster": false}})
	reason := "the API server has no authorizedIPRanges and the cluster is not private, wanted either"
	sample.verdict(api_server_access) == sample.unhealthy(reason) with input as open
}

test_no_list_of_ranges_is_unhealthy if {
	every odd in [[], "", "203.0.113.0/24", false, 1, {}, {"a": "203.0.113.0/24"}] {
		not api_server_access.healthy with input as cluster({"apiServerAccessProfile": {"authorizedIPRanges": odd}})
	}
	not api_server_access.healthy with input as cluster({"apiServerAccessProfile": {"enablePrivateCluster": "true"}})
}

test_missing_profile_is_unhealthy if {
	not api_server_access.healthy with input as cluster({})
	not api_server_access.healthy with input as cluster({"apiServerAccessProfile": null})
}
