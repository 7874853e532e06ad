package azure.guest_configuration.windows_baseline_test

import data.azure.guest_configuration.windows_baseline
import data.lib.guest_configuration_sample_test as machines
import data.lib.resources_sample_test as sample

vm := machines.vm("Windows")

parameters(include, baseline) := machines.parameters("windows_baseline", {
	"IncludeArcMachines": include,
	"BaselineSettings": baseline,
})

defaults := parameters("true", "")

# The verdict on a machine by its guest assignment.
assigned(properties, settings) := verdict if {
	verdict := sample.verdict(windows_baseline)
		with input as vm
		with data.inventory as machines.assigned(vm, "AzureWindowsBaseline", properties)
		with data.parameters as settings
}

# AzureWindowsBaseline;BaselineSettings=
expected_hash := "QXp1cmVXaW5kb3dzQmFzZWxpbmU7QmFzZWxpbmVTZXR0aW5ncz0="

compliant := {"complianceStatus": "Compliant", "parameterHash": expected_hash}

test_healthy_when_compliant if assigned(compliant, defaults) == sample.healthy

test_unhealthy_when_not_compliant if {
	verdict := assigned({"complianceStatus": "NonCompliant", "parameterHash": expected_hash}, defaults)
	reason := "guest assignment AzureWindowsBaseline: properties.complianceStatus is NonCompliant, wanted Compliant"
	verdict == sample.unhealthy(reason)
}

test_unhealthy_when_made_with_another_setting if {
	assigned(compliant, parameters("true", "{}")) == sample.unhealthy(concat(" ", [
		"guest assignment AzureWindowsBaseline: properties.parameterHash is",
		sprintf("%s,", [expected_hash]),
		"wanted QXp1cmVXaW5kb3dzQmFzZWxpbmU7QmFzZWxpbmVTZXR0aW5ncz17fQ==",
		"(AzureWindowsBaseline;BaselineSettings={})",
	]))
}

test_missing_attributes_are_unhealthy if {
	every name in ["complianceStatus", "parameterHash"] {
		assigned(object.remove(compliant, [name]), defaults).healthy == false
	}
}

test_missing_assignment_is_unhealthy if {
	sample.verdict(windows_baseline) == sample.unhealthy("guest assignment AzureWindowsBaseline is missing")
		with input as vm
		with data.inventory as {"children": {}}
		with data.parameters as defaults
}

test_applicable if {
	every machine in [vm, machines.arc_machine("windows")] {
		windows_baseline.applicable with input as machine with data.parameters as defaults
	}
}

test_not_applicable_to_other_systems if {
	image := {"publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2008-R2-SP1"}
	every machine in [machines.vm_from("Windows", image), machines.arc_machine("linux")] {
		not windows_baseline.applicable with input as machine with data.parameters as defaults
	}
}

test_not_applicable_to_arc_machines_unless_included if {
	not windows_baseline.applicable
		with input as machines.arc_machine("windows")
		with data.parameters as parameters("false", "")
}
