package lib.jit_test

import data.lib.jit

vm := {"id": "/subscriptions/0001/resourcegroups/rg/vm", "type": "microsoft.compute/virtualmachines"}

policies := {"by_type": {"microsoft.security/locations/jitnetworkaccesspolicies": [
	{"properties": {"virtualMachines": [
		{"id": "/subscriptions/0001/resourceGroups/rg/VM", "ports": [{"number": 22}, {"number": 3389}]},
		{"id": "/subscriptions/0001/resourceGroups/rg/other", "ports": [{"number": 5985}]},
	]}},
	{"properties": {}},
]}}

plan(holder, tier) := {
	"id": sprintf("%s/providers/microsoft.security/pricings/virtualmachines", [holder]),
	"type": "microsoft.security/pricings",
	"properties": {"pricingTier": tier},
}

plans(subscription_tier, own) := {
	"by_id": {row.id: row | row := plan("/subscriptions/0001", subscription_tier)},
	"children": {vm.id: {"microsoft.security/pricings": own}},
}

test_ports_of_the_machine if jit.ports(vm) == {22, 3389} with data.inventory as policies

test_no_ports if jit.ports(vm) == set() with data.inventory as {"by_type": {}}

test_defender_is_off if {
	free := plans("Free", [])
	jit.defender_is_off(vm) with data.inventory as free
}

test_defender_is_not_off if {
	not jit.defender_is_off(vm) with data.inventory as plans("Standard", [])
	not jit.defender_is_off(vm) with data.inventory as {"by_type": {}}
}

test_own_plan_outranks_that_of_the_subscription if {
	standard := plans("Free", [plan(vm.id, "Standard")])
	free := plans("Standard", [plan(vm.id, "Free")])
	not jit.defender_is_off(vm) with data.inventory as standard
	jit.defender_is_off(vm) with data.inventory as free
}

test_other_plans_of_the_machine_have_no_say if {
	other := {"id": sprintf("%s/providers/microsoft.security/pricings/other", [vm.id]), "properties": {"pricingTier": "Free"}}
	not jit.defender_is_off(vm) with data.inventory as plans("Standard", [other])
	off := plans("Free", [object.union(other, {"properties": {"pricingTier": "Standard"}})])
	jit.defender_is_off(vm) with data.inventory as off
}
