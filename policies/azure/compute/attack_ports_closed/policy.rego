# METADATA
# title: Machines should have ports closed that might expose attack vectors
# description: >-
#   Databases, file shares and old protocols are broken into, or misused to attack others, within hours of being
#   reachable. Microsoft does not publish its list of ports: the parameters hold one. The policy works out which
#   of them the network security groups of an internet-facing machine let through; without a group, all of them.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.network/networkinterfaces, microsoft.network/networksecuritygroups,
#     microsoft.network/virtualnetworks]
#   parameters:
#     tcpPorts:
#       type: array
#       default: [21, 23, 111, 135, 139, 389, 445, 512, 513, 514, 873, 1433, 1521, 2049, 2375, 3306, 4333, 5432,
#         5500, 5900, 5984, 6379, 7001, 8020, 9042, 9200, 9300, 11211, 27017]
#       description: The TCP ports that are often attacked.
#     udpPorts:
#       type: array
#       default: [17, 19, 53, 69, 111, 123, 137, 138, 161, 389, 1434, 1900, 5353, 11211]
#       description: The UDP ports that are often attacked, or whose answers amplify attacks on others.
#   remediation: Remove the inbound rules that admit these ports, or narrow their source to the addresses that need them.
#   assessment_key: bbff27d2-73db-4c2d-8b1a-5f20b1f1da7e
#   azure_policy: af99038c-02fd-4a2f-ac24-386b62bf32de
package azure.compute.attack_ports_closed

import data.lib.network

default healthy := false

listed := {
	"tcp": data.parameters.azure.compute.attack_ports_closed.tcpPorts,
	"udp": data.parameters.azure.compute.attack_ports_closed.udpPorts,
}

exposed := network.exposed_nics(input)

unknown := network.unknown_nics(input) | network.unknown_exposure(input)

applicable if count(exposed) + count(unknown) > 0

healthy if count(unknown) + count(open) == 0

open := [{"nic": nic, "protocol": protocol, "ports": ports} |
	some nic in exposed
	some protocol, wanted in listed
	ports := network.open_ports(nic, protocol, wanted)
	count(ports) > 0
]

reasons contains message if some message in unknown | union({network.unknown_groups(way.nic) | some way in open})

reasons contains network.open_reason(way.nic, sprintf("%s port %s", [way.protocol, shown])) if {
	some way in open
	count(network.unknown_groups(way.nic)) == 0
	shown := concat(", ", [sprintf("%d", [port]) | some port in sort(way.ports)])
}
