package azure.service_fabric.aad_client_authentication_test

import data.azure.service_fabric.aad_client_authentication

cluster(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.servicefabric/clusters/a",
	"type": "microsoft.servicefabric/clusters",
	"properties": properties,
}

test_healthy_with_a_tenant if {
	aad_client_authentication.healthy
		with input as cluster({"azureActiveDirectory": {"tenantId": "00000000-0000-0000-0000-000000000001"}})
}

test_unhealthy_with_an_empty_tenant if {
	not aad_client_authentication.healthy with input as cluster({"azureActiveDirectory": {"tenantId": ""}})
	count(aad_client_authentication.reasons) == 1 with input as cluster({"azureActiveDirectory": {"tenantId": ""}})
}

test_missing_tenant_is_unhealthy if {
	not aad_client_authentication.healthy with input as cluster({"azureActiveDirectory": {}})
	not aad_client_authentication.healthy with input as cluster({"azureActiveDirectory": null})
	not aad_client_authentication.healthy with input as cluster({})
}
