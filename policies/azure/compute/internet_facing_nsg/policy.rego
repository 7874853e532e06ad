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

default healthy := false

exposed := network.exposed_nics(input)

unknown := network.unknown_nics(input) | network.unknown_exposure(input)

applicable if {
	network.may_have_nics(input)
	count(exposed) + count(unknown) > 0
}

healthy if {
	count(unknown) == 0
	every nic in exposed {
		network.has_group(nic)
	}
}

reasons contains message if {
	not healthy
	some message in unknown
}

reasons contains sprintf("network interface %s faces the internet without a network security group", [nic.id]) if {
	some nic in exposed
	not network.has_group(nic)
	count(network.unknown_subnets(nic)) == 0
}

reasons contains sprintf("network interface %s faces the internet, and the details of its subnet %s are not in the inventory", [nic.id, id]) if {
	some nic in exposed
	not network.has_group(nic)
	some id in network.unknown_subnets(nic)
}
