package azure.compute.ip_forwarding_disabled_test

import data.azure.compute.ip_forwarding_disabled

vm := {
	"id": "/vm",
	"type": "microsoft.compute/virtualmachines",
	"properties": {"networkProfile": {"networkInterfaces": [{"id": "/NIC"}]}},
}

bare_vm := object.union(vm, {"properties": {"networkProfile": {"networkInterfaces": []}}})

nics(properties) := {"by_id": {"/nic": {"id": "/nic", "type": "microsoft.network/networkinterfaces", "properties": properties}}}

test_healthy if ip_forwarding_disabled.healthy with input as vm with data.inventory as nics({"enableIPForwarding": false})

test_unhealthy if {
	forwarding := nics({"enableIPForwarding": true})
	not ip_forwarding_disabled.healthy with input as vm with data.inventory as forwarding
	reasons := ip_forwarding_disabled.reasons with input as vm with data.inventory as forwarding
	reasons == {"network interface /nic: properties.enableIPForwarding is true, wanted false"}
}

test_one_forwarding_nic_is_enough if {
	two := object.union(vm, {"properties": {"networkProfile": {"networkInterfaces": [{"id": "/nic"}, {"id": "/other"}]}}})
	both := {"by_id": {
		"/nic": {"id": "/nic", "properties": {"enableIPForwarding": false}},
		"/other": {"id": "/other", "properties": {"enableIPForwarding": true}},
	}}
	not ip_forwarding_disabled.healthy with input as two with data.inventory as both
}

test_missing_attribute_is_unhealthy if {
	not ip_forwarding_disabled.healthy with input as vm with data.inventory as nics({})
	reasons := ip_forwarding_disabled.reasons with input as vm with data.inventory as nics({})
	reasons == {"network interface /nic: properties.enableIPForwarding is not set, wanted false"}
}

test_missing_nic_is_unhealthy if {
	not ip_forwarding_disabled.healthy with input as vm with data.inventory as {"by_id": {}}
	reasons := ip_forwarding_disabled.reasons with input as vm with data.inventory as {"by_id": {}}
	reasons == {"network interface /NIC is not in the inventory"}
}

test_missing_network_profile_is_unhealthy if {
	shell := {"id": "/vm", "type": "microsoft.compute/virtualmachines"}
	ip_forwarding_disabled.applicable with input as shell with data.inventory as {"by_id": {}}
	not ip_forwarding_disabled.healthy with input as shell with data.inventory as {"by_id": {}}
}

test_applicable if ip_forwarding_disabled.applicable with input as vm

test_not_applicable if {
	not ip_forwarding_disabled.applicable with input as bare_vm
	not ip_forwarding_disabled.applicable with input as {"id": "/vm", "type": "microsoft.classiccompute/virtualmachines", "properties": {}}
}
