# METADATA
# title: All network ports should be restricted on network security groups associated to your virtual machine
# description: >-
#   A rule that admits any source opens its ports to every scanner on the internet. The policy reads the inbound
#   rules of the security groups on the interfaces and subnets of the machine.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.network/networkinterfaces, microsoft.network/networksecuritygroups,
#     microsoft.network/virtualnetworks]
#   parameters:
#     exceptedPorts:
#       type: array
#       default: [22, 3389, 5985, 5986, 80, 1443]
#       description: Ports that may be open to any source, since other recommendations judge them.
#   remediation: Narrow the source of the inbound rules found to the addresses that need access.
#   assessment_key: 3b20e985-f71f-483b-b078-f30d73936d43
#   azure_policy: 9daedab3-fb2d-461e-b861-71790eead4f6
package azure.compute.network_ports_restricted

import data.lib.attributes
import data.lib.network
import data.lib.security_rules

default healthy := false

excepted := data.parameters.azure.compute.network_ports_restricted.exceptedPorts

unknown := network.unknown_nics(input) | union({network.unknown_groups(nic) | some nic in network.nics(input)})

applicable if count(network.unknown_nics(input)) > 0

applicable if {
	some nic in network.nics(input)
	network.may_have_group(nic)
}

healthy if count(unknown) + count(wide) == 0

wide contains sprintf("rule %s of group %s admits any source to ports %d-%d, wanted known addresses", array.concat([name, id], traffic.ports)) if {
	some nic in network.nics(input)
	some id in network.groups(nic)
	some rule in network.rules(id)
	some traffic in security_rules.admitted(rule, nic)
	not security_rules.ports_within(traffic.ports, excepted)
	security_rules.lets_through(rule, network.rules(id), traffic)
	name := attributes.shown(rule, "name")
}

reasons contains message if some message in unknown | wide
