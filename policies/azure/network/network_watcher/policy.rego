# METADATA
# title: Network Watcher should be enabled
# description: >-
#   Network Watcher is what one diagnoses and records the traffic of a region with. The policy looks for a network
#   watcher in the region of the virtual network.
# custom:
#   severity: low
#   resource_types: [microsoft.network/virtualnetworks]
#   requires: [microsoft.network/networkwatchers]
#   parameters:
#     resourceGroupName:
#       type: string
#       default: NetworkWatcherRG
#       description: The resource group that holds the network watchers.
#   remediation: >-
#     Enable Network Watcher for the region of the virtual network, in the resource group that the parameter
#     names.
#   assessment_key: f1f2f7dc-7bd5-18bf-c403-cbbdb7ec3d68
#   azure_policy: b6e2945c-0b7b-40f5-9233-7a5323b5cdc6
package azure.network.network_watcher

import data.lib.text

default healthy := false

wanted_group := data.parameters.azure.network.network_watcher.resourceGroupName

# Azure writes a region as `West Europe` as well as `westeurope`.
region(resource) := name if {
	is_string(resource.location)
	name := replace(lower(resource.location), " ", "")
	name != ""
}

healthy if {
	some watcher in data.inventory.by_type["microsoft.network/networkwatchers"]
	text.same(split(watcher.id, "/")[4], wanted_group)
	region(watcher) == region(input)
}

reasons contains sprintf("no network watcher in region %s in group %s", [region(input), wanted_group]) if not healthy

reasons contains "the inventory does not say in which region the virtual network is" if not region(input)
