package azure.service_fabric.aad_client_authentication_test

import data.azure.service_fabric.aad_client_authentication
import data.lib.resources_sample_test as sample

verdict(cluster) := found if {
	found := {"healthy": aad_client_authentication.healthy, "reasons": aad_client_authentication.reasons}
		with input as cluster
}

cluster(properties) := sample.resource("microsoft.servicefabric/clusters", properties)

tenant(id) := verdict(cluster({"azureActiveDirectory": {"tenantId": id}}))

test_healthy_with_a_tenant if tenant("00000000-0000-0000-0000-000000000001") == sample.healthy

test_unhealthy_with_an_empty_tenant if {
	tenant("") == sample.unhealthy("properties.azureActiveDirectory.tenantId is not set, wanted the tenant of the clients")
}

test_a_tenant_that_is_no_text_is_unhealthy if {
	every odd in [false, true, 1, {}, ["00000000-0000-0000-0000-000000000001"]] {
		tenant(odd).healthy == false
	}
	verdict(cluster({"azureActiveDirectory": "odd"})).healthy == false
}

test_missing_tenant_is_unhealthy if {
	verdict(cluster({"azureActiveDirectory": {}})).healthy == false
	verdict(cluster({"azureActiveDirectory": null})).healthy == false
	verdict(cluster({})).healthy == false
	verdict(sample.shell("microsoft.servicefabric/clusters")).healthy == false
}
