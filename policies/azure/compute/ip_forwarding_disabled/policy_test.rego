package azure.compute.ip_forwarding_disabled_test

import data.azure.compute.ip_forwarding_disabled
import data.lib.network_sample_test as network
import data.lib.resources_sample_test as sample

nics(properties) := network.inventory([{"id": "/nic", "type": "microsoft.network/networkinterfaces", "properties": properties}])

test_healthy if {
	still := nics({"enableIPForwarding": false})
	sample.verdict(ip_forwarding_disabled) == sample.healthy with input as network.vm with data.inventory as still
}

test_unhealthy if {
	forwarding := nics({"enableIPForwarding": true})
	reason := "network interface /nic: properties.enableIPForwarding is true, wanted false"
	sample.verdict(ip_forwarding_disabled) == sample.unhealthy(reason)
		with input as network.vm
		with data.inventory as forwarding
}

test_one_forwarding_nic_is_enough if {
	two := network.machine(["/nic", "/other"])
	both := network.inventory([
		{"id": "/nic", "properties": {"enableIPForwarding": false}},
		{"id": "/other", "properties": {"enableIPForwarding": true}},
	])
	reason := "network interface /other: properties.enableIPForwarding is true, wanted false"
	sample.verdict(ip_forwarding_disabled) == sample.unhealthy(reason) with input as two with data.inventory as both
}

test_missing_attribute_is_unhealthy if {
	reason := "network interface /nic: properties.enableIPForwarding is not set, wanted false"
	sample.verdict(ip_forwarding_disabled) == sample.unhealthy(reason)
		with input as network.vm
		with data.inventory as nics({})
}

test_missing_nic_is_unhealthy if {
	sample.verdict(ip_forwarding_disabled) == sample.unhealthy("network interface /NIC is not in the inventory")
		with input as network.vm
		with data.inventory as network.inventory([])
}

test_malformed_attribute_is_unhealthy if {
	every odd in ["false", "", 0, [], {}, null] {
		broken := nics({"enableIPForwarding": odd})
		not ip_forwarding_disabled.healthy with input as network.vm with data.inventory as broken
	}
}

test_malformed_network_interfaces_are_unhealthy if {
	every odd in ["/nic", 1, {}, {"a": {"id": "/nic"}}, [null], ["/nic"], [{"id": 5}]] {
		broken := object.union(network.vm, {"properties": {"networkProfile": {"networkInterfaces": odd}}})
		ip_forwarding_disabled.applicable with input as broken
		not ip_forwarding_disabled.healthy with input as broken with data.inventory as nics({"enableIPForwarding": false})
	}
}

test_missing_network_profile_is_unhealthy if {
	ip_forwarding_disabled.applicable with input as network.shell with data.inventory as network.inventory([])
	not ip_forwarding_disabled.healthy with input as network.shell with data.inventory as network.inventory([])
}

test_applicable if ip_forwarding_disabled.applicable with input as network.vm

test_not_applicable if {
	not ip_forwarding_disabled.applicable with input as network.machine([])
	not ip_forwarding_disabled.applicable with input as network.classic
}
