package lib.network_groups_test

import data.lib.network_groups
import data.lib.network_sample_test as network

on_all(nics, records) if network_groups.on_all(nics) with data.inventory as network.inventory(records)

shortcomings(nics, records) := found if {
	found := network_groups.shortcomings(nics, "lacks a group", "may lack one") with data.inventory as network.inventory(records)
}

guarded := network.nic(network.guard, network.private)

bare := network.nic(null, network.private)

test_on_all if {
	on_all({guarded}, [network.vnet(null)])
	on_all({guarded}, [])
	on_all({bare, network.second(bare)}, [network.vnet(network.guard)])
	on_all(set(), [])
}

test_not_on_all if {
	not on_all({bare}, [network.vnet(null)])
	not on_all({bare}, [])
	not on_all({guarded, network.second(bare)}, [network.vnet(null)])
}

test_shortcomings if {
	shortcomings({guarded, network.second(bare)}, [network.vnet(null)]) == {"network interface /second lacks a group"}
	shortcomings({bare, network.second(bare)}, [network.vnet(null)]) == {
		"network interface /nic lacks a group",
		"network interface /second lacks a group",
	}
	shortcomings({bare}, [network.vnet(network.guard)]) == set()
}

test_unknown_subnets if {
	shortcomings({bare}, []) == {"network interface /nic may lack one, and the details of its subnet /vnet/subnets/a are not in the inventory"}
	shortcomings({guarded}, []) == set()
}
