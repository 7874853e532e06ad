# METADATA
# title: Network security groups on network interfaces
# description: |
#   Which network interfaces have a group, on themselves or on all of their subnets, and why the others fall short.
package lib.network_groups

import data.lib.network

on_all(nics) if {
	every nic in nics {
		network.has_group(nic)
	}
}

# `lack` tells of a network interface that has no group, `doubt` of one whose subnets are unknown.
shortcomings(nics, lack, doubt) := {sprintf("network interface %s %s", [nic.id, remark]) |
	some nic in nics
	not network.has_group(nic)
	some remark in remarks(nic, lack, doubt)
}

remarks(nic, lack, _) := {lack} if count(network.unknown_subnets(nic)) == 0

remarks(nic, _, doubt) := {sprintf("%s, and the details of its subnet %s are not in the inventory", [doubt, id]) |
	some id in network.unknown_subnets(nic)
} if {
	count(network.unknown_subnets(nic)) > 0
}
