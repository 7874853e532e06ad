package azure.network.network_watcher_test

import data.azure.network.network_watcher

vnet(location) := {"id": "/v/vnet", "type": "microsoft.network/virtualnetworks", "location": location, "properties": {}}

watchers(group, location) := {"by_type": {"microsoft.network/networkwatchers": [{
	"id": lower(sprintf("/subscriptions/0001/resourceGroups/%s/providers/Microsoft.Network/networkWatchers/w", [group])),
	"type": "microsoft.network/networkwatchers",
	"location": location,
}]}}

default_group := {"resourceGroupName": "NetworkWatcherRG"}

verdict(network, inventory, parameters) if {
	network_watcher.healthy with input as network
		with data.inventory as inventory
		with data.parameters.azure.network.network_watcher as parameters
}

test_healthy if {
	verdict(vnet("westeurope"), watchers("NetworkWatcherRG", "westeurope"), default_group)
	verdict(vnet("westeurope"), watchers("NetworkWatcherRG", "West Europe"), default_group)
	reasons := network_watcher.reasons with input as vnet("westeurope")
		with data.inventory as watchers("NetworkWatcherRG", "westeurope")
		with data.parameters.azure.network.network_watcher as default_group
	count(reasons) == 0
}

test_unhealthy_in_another_region if {
	not verdict(vnet("westeurope"), watchers("NetworkWatcherRG", "northeurope"), default_group)
	reasons := network_watcher.reasons with input as vnet("westeurope")
		with data.inventory as {"by_type": {}}
		with data.parameters.azure.network.network_watcher as default_group
	reasons == {"no network watcher in region westeurope in group NetworkWatcherRG"}
}

test_unhealthy_in_another_resource_group if {
	not verdict(vnet("westeurope"), watchers("other", "westeurope"), default_group)
}

test_resource_group_is_a_parameter if {
	verdict(vnet("westeurope"), watchers("other", "westeurope"), {"resourceGroupName": "Other"})
}

test_missing_location_is_unhealthy if {
	network := {"id": "/v/vnet", "type": "microsoft.network/virtualnetworks", "properties": {}}
	not verdict(network, watchers("NetworkWatcherRG", "westeurope"), default_group)
	reasons := network_watcher.reasons with input as network
		with data.inventory as watchers("NetworkWatcherRG", "westeurope")
		with data.parameters.azure.network.network_watcher as default_group
	reasons == {"the inventory does not say in which region the virtual network is"}
}

test_malformed_location_is_unhealthy if {
	every odd in [null, "", " ", 1, ["westeurope"], {"a": "westeurope"}] {
		every other in [odd, "westeurope"] {
			not verdict(vnet(odd), watchers("NetworkWatcherRG", other), default_group)
			not verdict(vnet(other), watchers("NetworkWatcherRG", odd), default_group)
		}
		reasons := network_watcher.reasons with input as vnet(odd)
			with data.inventory as watchers("NetworkWatcherRG", odd)
			with data.parameters.azure.network.network_watcher as default_group
		reasons == {"the inventory does not say in which region the virtual network is"}
	}
}

test_a_malformed_watcher_hides_no_other if {
	both := array.concat(
		watchers("NetworkWatcherRG", null).by_type["microsoft.network/networkwatchers"],
		watchers("NetworkWatcherRG", "westeurope").by_type["microsoft.network/networkwatchers"],
	)
	verdict(vnet("westeurope"), {"by_type": {"microsoft.network/networkwatchers": both}}, default_group)
}

test_no_watcher_is_unhealthy if not verdict(vnet("westeurope"), {"by_type": {}}, default_group)
