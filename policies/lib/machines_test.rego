package lib.machines_test

import data.lib.machines

vm := {"id": "/subscriptions/0001/resourcegroups/shop/vm", "type": "microsoft.compute/virtualmachines", "properties": {}}

in_state(code) := object.union(vm, {"properties": {"extended": {"instanceView": {"powerState": {"code": code}}}}})

plan(holder, properties) := {
	"id": sprintf("%s/providers/microsoft.security/pricings/virtualmachines", [holder]),
	"type": "microsoft.security/pricings",
	"properties": properties,
}

subscription_plan(properties) := {"by_id": {row.id: row | row := plan("/subscriptions/0001", properties)}}

plans(subscription_properties, own) := object.union(
	subscription_plan(subscription_properties),
	{"children": {vm.id: {"microsoft.security/pricings": own}}},
)

test_stopped if {
	machines.is_stopped(in_state("PowerState/deallocated"))
	machines.is_stopped(in_state("powerstate/STOPPED"))
}

test_not_stopped if {
	not machines.is_stopped(in_state("PowerState/running"))
	not machines.is_stopped(in_state("PowerState/starting"))
	not machines.is_stopped(in_state(null))
	not machines.is_stopped(vm)
}

defended(records) if machines.is_defended(vm) with data.inventory as records

lacks_plan_2(records) if machines.lacks_plan_2(vm) with data.inventory as records

test_plan_of_the_subscription if {
	plan_1 := subscription_plan({"pricingTier": "Standard", "subPlan": "P1"})
	plan_2 := subscription_plan({"pricingTier": "standard", "subPlan": "P2"})
	defended(plan_1)
	defended(plan_2)
	lacks_plan_2(plan_1)
	not lacks_plan_2(plan_2)
}

test_no_plan_of_the_subscription if {
	not defended(subscription_plan({"pricingTier": "Free"}))
	lacks_plan_2(subscription_plan({"pricingTier": "Free"}))
}

test_unknown_plan if {
	not defended({})
	not lacks_plan_2({})
	not lacks_plan_2(subscription_plan({"pricingTier": "Standard"}))
}

test_own_plan_outranks_that_of_the_subscription if {
	standard := {"pricingTier": "Standard", "subPlan": "P2"}
	free := {"pricingTier": "Free"}
	off := plans(standard, [plan(vm.id, free)])
	on := plans(free, [plan(vm.id, standard)])
	lacks_plan_2(off)
	not defended(off)
	not lacks_plan_2(on)
	defended(on)
}

test_other_plans_of_the_machine_do_not_count if {
	other := {"id": "/vm/providers/microsoft.security/pricings/containers", "properties": {"pricingTier": "Free"}}
	defended(plans({"pricingTier": "Standard"}, [other]))
}
