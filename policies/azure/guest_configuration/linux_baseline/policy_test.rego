package azure.guest_configuration.linux_baseline_test

import data.azure.guest_configuration.linux_baseline
import data.lib.guest_configuration_sample_test as machines
import data.lib.resources_sample_test as sample

vm := machines.vm("Linux")

parameters(include, baseline) := machines.parameters("linux_baseline", {
	"IncludeArcMachines": include,
	"BaselineSettings": baseline,
})

defaults := parameters("true", "")

# The verdict on a machine by its guest assignment.
assigned(properties, settings) := verdict if {
	verdict := sample.verdict(linux_baseline)
		with input as vm
		with data.inventory as machines.assigned(vm, "AzureLinuxBaseline", properties)
		with data.parameters as settings
}

# AzureLinuxBaseline;BaselineSettings=
expected_hash := "QXp1cmVMaW51eEJhc2VsaW5lO0Jhc2VsaW5lU2V0dGluZ3M9"

compliant := {"complianceStatus": "Compliant", "parameterHash": expected_hash}

test_healthy_when_compliant if assigned(compliant, defaults) == sample.healthy

test_unhealthy_when_not_compliant if {
	verdict := assigned({"complianceStatus": "NonCompliant", "parameterHash": expected_hash}, defaults)
	reason := "guest assignment AzureLinuxBaseline: properties.complianceStatus is NonCompliant, wanted Compliant"
	verdict == sample.unhealthy(reason)
}

test_unhealthy_when_made_with_another_setting if {
	assigned(compliant, parameters("true", "{}")) == sample.unhealthy(concat(" ", [
		"guest assignment AzureLinuxBaseline: properties.parameterHash is",
		sprintf("%s,", [expected_hash]),
		"wanted QXp1cmVMaW51eEJhc2VsaW5lO0Jhc2VsaW5lU2V0dGluZ3M9e30=",
		"(AzureLinuxBaseline;BaselineSettings={})",
	]))
}

test_missing_attributes_are_unhealthy if {
	every name in ["complianceStatus", "parameterHash"] {
		assigned(object.remove(compliant, [name]), defaults).healthy == false
	}
}

test_missing_assignment_is_unhealthy if {
	sample.verdict(linux_baseline) == sample.unhealthy("guest assignment AzureLinuxBaseline is missing")
		with input as vm
		with data.inventory as {"children": {}}
		with data.parameters as defaults
}

test_applicable if {
	every machine in [vm, machines.arc_machine("linux")] {
		linux_baseline.applicable with input as machine with data.parameters as defaults
	}
}

test_not_applicable_to_other_systems if {
	image := {"publisher": "Canonical", "offer": "UbuntuServer", "sku": "12.04.5-LTS"}
	every machine in [machines.vm_from("Linux", image), machines.arc_machine("windows")] {
		not linux_baseline.applicable with input as machine with data.parameters as defaults
	}
}

test_not_applicable_to_arc_machines_unless_included if {
	not linux_baseline.applicable
		with input as machines.arc_machine("linux")
		with data.parameters as parameters("false", "")
}
