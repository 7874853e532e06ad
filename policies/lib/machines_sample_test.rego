package lib.machines_sample_test

import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

# A machine of any kind in a power state; only those of today export it.
machine(kind, code) := sample.resource(kind, {"extended": {"instanceView": {"powerState": {"code": code}}}})

vm := machine("microsoft.compute/virtualmachines", "PowerState/running")

classic := machine("microsoft.classiccompute/virtualmachines", null)

arc := machine("microsoft.hybridcompute/machines", null)

stopped := [machine("microsoft.compute/virtualmachines", code) | some code in ["PowerState/deallocated", "PowerState/stopped"]]

# The properties of an extension, and the inventory of a machine with extensions.
extension(publisher, extension_type, state) := {"publisher": publisher, "type": extension_type, "provisioningState": state}

with_extensions(holder, extensions) := sample.children(holder, "extensions", extensions)

# The subscription of the machine with Defender for Servers.
with_plan(properties) := defender.pricings([defender.pricing("/subscriptions/0001", "VirtualMachines", properties)])
