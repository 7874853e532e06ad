# METADATA
# title: Internet-facing virtual machines should be protected with network security groups
# description: >-
#   A machine that the internet reaches without a network security group has every port open to everyone. The
#   policy follows the machine to its network interfaces, load balancers and subnets.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.network/networkinterfaces, microsoft.network/virtualnetworks]
#   remediation: >-
#     Associate a network security group with the network interface or the subnet of the virtual machine, with
#     rules for the traffic that it needs.
#   assessment_key: 483f12ed-ae23-447e-a2de-a67a10db4353
#   azure_policy: f6de0be7-9a8a-4b8a-b349-43cf02d22f7c
package azure.compute.internet_facing_nsg

import data.lib.network
import data.lib.network_groups

default healthy := false

exposed := network.exposed_nics(input)

unknown := network.unknown_nics(input) | network.unknown_exposure(input)

applicable if count(exposed) + count(unknown) > 0

healthy if {
	count(unknown) == 0
	network_groups.on_all(exposed)
}

reasons contains message if {
	some message in unknown | network_groups.shortcomings(
		exposed,
		"faces the internet without a network security group",
		"faces the internet",
	)
}
