package azure.cosmosdb.firewall_test

import data.azure.cosmosdb.firewall
import data.lib.private_endpoints_sample_test as endpoints
import data.lib.resources_sample_test as sample

bare(properties) := sample.resource("microsoft.documentdb/databaseaccounts", properties)

unprotected := {"publicNetworkAccess": "Enabled", "isVirtualNetworkFilterEnabled": false, "ipRules": []}

account(properties) := bare(object.union(unprotected, properties))

test_healthy_without_public_access if {
	sample.verdict(firewall) == sample.healthy with input as account({"publicNetworkAccess": "Disabled"})
}

test_healthy_inside_a_security_perimeter if {
	firewall.healthy with input as account({"publicNetworkAccess": "SecuredByPerimeter"})
}

test_healthy_with_a_virtual_network_filter if {
	firewall.healthy with input as account({"isVirtualNetworkFilterEnabled": true})
}

test_healthy_with_ip_rules if {
	firewall.healthy with input as account({"ipRules": [{"ipAddressOrRange": "203.0.113.0/24"}]})
	firewall.healthy with input as account({"ipRangeFilter": "203.0.113.0/24"})
}

test_healthy_with_an_approved_private_endpoint if {
	firewall.healthy with input as account({"privateEndpointConnections": [endpoints.connection("Approved")]})
}

test_unhealthy_when_open if {
	open := account({"ipRangeFilter": "", "privateEndpointConnections": [endpoints.connection("Pending")]})
	reason := "open to every network, wanted public access disabled, or rules, or an approved private endpoint"
	sample.verdict(firewall) == sample.unhealthy(reason) with input as open
}

test_malformed_settings_are_unhealthy if {
	names := ["publicNetworkAccess", "isVirtualNetworkFilterEnabled", "ipRules", "ipRangeFilter", "privateEndpointConnections"]
	every name in names {
		every odd in [null, "", 1, false, [], {}, [null], [{}], {"ipAddressOrRange": "203.0.113.7"}] {
			not firewall.healthy with input as bare({name: odd})
		}
	}
	every odd in [{"publicNetworkAccess": true}, {"ipRules": [{"ipAddressOrRange": ""}]}, {"isVirtualNetworkFilterEnabled": "true"}] {
		not firewall.healthy with input as bare(odd)
	}
}

test_missing_settings_are_unhealthy if {
	not firewall.healthy with input as bare({})
}
