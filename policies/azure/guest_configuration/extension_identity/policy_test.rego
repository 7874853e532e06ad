package azure.guest_configuration.extension_identity_test

import data.azure.guest_configuration.extension_identity
import data.lib.guest_configuration_sample_test as machines
import data.lib.resources_sample_test as sample

vm(identity) := object.union(machines.vm("Windows"), {"identity": identity})

# In a state that is not judged.
agent(publisher) := {"publisher": publisher, "type": "ConfigurationforWindows", "provisioningState": "Failed"}

test_healthy_with_a_system_assigned_identity if {
	every identity_type in ["SystemAssigned", "systemAssigned, UserAssigned"] {
		sample.verdict(extension_identity) == sample.healthy with input as vm({"type": identity_type})
	}
}

test_unhealthy_with_another_identity if {
	sample.verdict(extension_identity) == sample.unhealthy("identity.type is UserAssigned, wanted SystemAssigned")
		with input as vm({"type": "UserAssigned"})
}

test_missing_identity_is_unhealthy if {
	every identity in [null, {}] {
		sample.verdict(extension_identity) == sample.unhealthy("identity.type is not set, wanted SystemAssigned")
			with input as vm(identity)
	}
}

test_applicable_with_the_extension if {
	extension_identity.applicable
		with input as vm(null)
		with data.inventory as sample.children(vm(null), "extensions", [agent("Microsoft.guestConfiguration")])
}

test_not_applicable_without_the_extension if {
	every agents in [[agent("Contoso")], []] {
		not extension_identity.applicable
			with input as vm(null)
			with data.inventory as sample.children(vm(null), "extensions", agents)
	}
	not extension_identity.applicable with input as vm(null) with data.inventory as {"children": {}}
}
