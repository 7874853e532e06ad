package azure.cosmosdb.firewall_test

import data.azure.cosmosdb.firewall

bare(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.documentdb/databaseaccounts/a",
	"type": "microsoft.documentdb/databaseaccounts",
	"properties": properties,
}

unprotected := {"publicNetworkAccess": "Enabled", "isVirtualNetworkFilterEnabled": false, "ipRules": []}

account(properties) := bare(object.union(unprotected, properties))

connection(status) := {"properties": {"privateLinkServiceConnectionState": {"status": status}}}

test_healthy_without_public_access if firewall.healthy with input as account({"publicNetworkAccess": "Disabled"})

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
	firewall.healthy with input as account({"privateEndpointConnections": [connection("Approved")]})
}

test_unhealthy_when_open if {
	open := account({"ipRangeFilter": "", "privateEndpointConnections": [connection("Pending")]})
	not firewall.healthy with input as open
	count(firewall.reasons) == 1 with input as open
}

test_missing_settings_are_unhealthy if {
	not firewall.healthy with input as bare({})
}
