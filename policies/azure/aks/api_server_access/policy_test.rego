package azure.aks.api_server_access_test

import data.azure.aks.api_server_access

cluster(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.containerservice/managedclusters/a",
	"type": "microsoft.containerservice/managedclusters",
	"properties": properties,
}

test_healthy_with_authorized_ranges if {
	api_server_access.healthy
		with input as cluster({"apiServerAccessProfile": {"authorizedIPRanges": ["203.0.113.0/24"]}})
}

test_healthy_as_a_private_cluster if {
	api_server_access.healthy with input as cluster({"apiServerAccessProfile": {"enablePrivateCluster": true}})
}

test_unhealthy_with_neither if {
	open := cluster({"apiServerAccessProfile": {"authorizedIPRanges": null, "enablePrivateCluster": false}})
	not api_server_access.healthy with input as open
	count(api_server_access.reasons) == 1 with input as open
}

test_missing_profile_is_unhealthy if {
	not api_server_access.healthy with input as cluster({})
	not api_server_access.healthy with input as cluster({"apiServerAccessProfile": null})
}
