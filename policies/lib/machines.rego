# METADATA
# title: Virtual machines and Azure Arc-enabled machines
# description: Power state and Defender for Servers plan of a machine.
package lib.machines

import data.lib.attributes
import data.lib.defender
import data.lib.jit
import data.lib.text

# Resource Graph alone shows the power state. A machine without one is taken to run.
is_stopped(machine) if {
	code := attributes.value(machine, "properties.extended.instanceView.powerState.code")
	text.one_of(code, ["PowerState/deallocated", "PowerState/stopped"])
}

# A plan set on the machine itself outranks that of the subscription.
own_plans(machine) := [pricing |
	some pricing in data.inventory.children[machine.id]["microsoft.security/pricings"]
	text.ends_with(pricing.id, "/pricings/virtualmachines")
]

servers_plan(machine) := own_plans(machine)[0] if {
	count(own_plans(machine)) > 0
} else := defender.plan(jit.subscription(machine), "VirtualMachines")

is_defended(machine) if text.same(servers_plan(machine).properties.pricingTier, "Standard")

# Without a known plan nothing is off.
lacks_plan_2(machine) if text.same(servers_plan(machine).properties.pricingTier, "Free")

lacks_plan_2(machine) if text.same(servers_plan(machine).properties.subPlan, "P1")
