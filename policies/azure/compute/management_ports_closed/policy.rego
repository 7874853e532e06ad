# METADATA
# title: Management ports should be closed on your virtual machines
# description: >-
#   Management ports that are open to the internet are attacked around the clock. The policy works out which of
#   them the network security groups of an internet-facing machine let through.
# custom:
#   severity: medium
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.network/networkinterfaces, microsoft.network/networksecuritygroups,
#     microsoft.network/virtualnetworks]
#   parameters:
#     ports:
#       type: array
#       default: [22, 3389, 5985, 5986]
#       description: The management ports.
#   remediation: >-
#     Change the inbound rules that admit management ports from any source to admit known addresses alone, or
#     reach the machine through Azure Bastion.
#   assessment_key: bc303248-3d14-44c2-96a0-55f5c326b5fe
#   azure_policy: 22730e10-96f6-4aac-ad84-9383d35b5917
package azure.compute.management_ports_closed

import data.lib.network

default healthy := false

ports := data.parameters.azure.compute.management_ports_closed.ports

exposed := network.exposed_nics(input)

unknown := network.unknown_nics(input) | network.unknown_exposure(input)

applicable if count(unknown) > 0

applicable if {
	some nic in exposed
	network.may_have_group(nic)
}

healthy if {
	count(unknown) == 0
	every nic in exposed {
		count(network.open_ports(nic, "tcp", ports)) == 0
	}
}

reasons contains message if {
	not healthy
	groups := union({network.unknown_groups(nic) | some nic in exposed})
	some message in unknown | groups | network.open_port_reasons(exposed, ports)
}
