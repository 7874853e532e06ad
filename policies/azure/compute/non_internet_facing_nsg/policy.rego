# METADATA
# title: Non-internet-facing virtual machines should be protected with network security groups
# description: >-
#   An intruder inside the network reaches every port of a machine without a network security group. It concerns
#   machines without a network interface that is known to face the internet; evidence is a group on each network
#   interface or on its subnets.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.network/networkinterfaces, microsoft.network/virtualnetworks]
#   remediation: >-
#     Associate a network security group with the network interface or the subnet of the virtual machine, with
#     rules for the traffic that it needs.
#   assessment_key: a9341235-9389-42f0-a0bf-9bfb57960d44
#   azure_policy: bb91dfba-c30d-4263-9add-9c2384e659a6
package azure.compute.non_internet_facing_nsg

import data.lib.network
import data.lib.network_groups

default healthy := false

nics := network.nics(input)

unknown := network.unknown_nics(input)

applicable if {
	network.may_have_nics(input)
	count(network.exposed_nics(input)) == 0
}

healthy if {
	count(unknown) == 0
	network_groups.on_all(nics)
}

reasons contains message if {
	some message in unknown | network_groups.shortcomings(
		nics,
		"has no network security group, wanted one on it or on its subnets",
		"has no network security group",
	)
}
