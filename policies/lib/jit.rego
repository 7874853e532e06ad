# METADATA
# title: Just-in-time network access
# description: The ports of a virtual machine that just-in-time policies guard, and whether Defender for Servers is off.
package lib.jit

import data.lib.attributes
import data.lib.defender
import data.lib.ids
import data.lib.text

ports(vm) := {port | some port in ports_of[ids.folded(vm.id)]}

ports_of[id] contains port.number if {
	some policy in data.inventory.by_type["microsoft.security/locations/jitnetworkaccesspolicies"]
	some machine in attributes.objects(policy, "properties.virtualMachines")
	is_string(machine.id)
	id := ids.folded(machine.id)
	some port in attributes.objects(machine, "ports")
}

# A plan set on the machine itself outranks that of the subscription. Without a known plan nothing is off.
defender_is_off(vm) if text.same(own_tier(vm), "Free")

defender_is_off(vm) if {
	not own_tier(vm)
	text.same(defender.plan(subscription(vm), "VirtualMachines").properties.pricingTier, "Free")
}

own_tier(vm) := pricing.properties.pricingTier if {
	some pricing in data.inventory.children[vm.id]["microsoft.security/pricings"]
	text.ends_with(pricing.id, "/pricings/virtualmachines")
}

subscription(vm) := {"id": concat("/", array.slice(split(vm.id, "/"), 0, 3))}
