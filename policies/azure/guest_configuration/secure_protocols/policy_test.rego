package azure.guest_configuration.secure_protocols_test

import data.azure.guest_configuration.secure_protocols
import data.lib.guest_configuration_sample_test as machines
import data.lib.resources_sample_test as sample

vm := machines.vm("Windows")

parameters(include, version) := machines.parameters("secure_protocols", {
	"IncludeArcMachines": include,
	"MinimumTLSVersion": version,
})

defaults := parameters("true", "1.2")

# The verdict on a machine by its guest assignment.
assigned(properties, settings) := verdict if {
	verdict := sample.verdict(secure_protocols)
		with input as vm
		with data.inventory as machines.assigned(vm, "AuditSecureProtocol", properties)
		with data.parameters as settings
}

# [SecureWebServer]s1;MinimumTLSVersion=1.2
expected_hash := "W1NlY3VyZVdlYlNlcnZlcl1zMTtNaW5pbXVtVExTVmVyc2lvbj0xLjI="

compliant := {"complianceStatus": "Compliant", "parameterHash": expected_hash}

test_healthy_when_compliant if assigned(compliant, defaults) == sample.healthy

test_unhealthy_when_not_compliant if {
	verdict := assigned({"complianceStatus": "NonCompliant", "parameterHash": expected_hash}, defaults)
	reason := "guest assignment AuditSecureProtocol: properties.complianceStatus is NonCompliant, wanted Compliant"
	verdict == sample.unhealthy(reason)
}

test_unhealthy_when_made_with_another_setting if {
	assigned(compliant, parameters("true", "1.1")) == sample.unhealthy(concat(" ", [
		"guest assignment AuditSecureProtocol: properties.parameterHash is",
		sprintf("%s,", [expected_hash]),
		"wanted W1NlY3VyZVdlYlNlcnZlcl1zMTtNaW5pbXVtVExTVmVyc2lvbj0xLjE=",
		"([SecureWebServer]s1;MinimumTLSVersion=1.1)",
	]))
}

test_missing_attributes_are_unhealthy if {
	every name in ["complianceStatus", "parameterHash"] {
		assigned(object.remove(compliant, [name]), defaults).healthy == false
	}
}

test_missing_assignment_is_unhealthy if {
	sample.verdict(secure_protocols) == sample.unhealthy("guest assignment AuditSecureProtocol is missing")
		with input as vm
		with data.inventory as {"children": {}}
		with data.parameters as defaults
}

test_applicable if {
	every machine in [vm, machines.arc_machine("windows")] {
		secure_protocols.applicable with input as machine with data.parameters as defaults
	}
}

test_not_applicable_to_other_systems if {
	image := {"publisher": "MicrosoftWindowsDesktop", "offer": "windows-11", "sku": "win11-23h2-pro"}
	every machine in [machines.vm_from(null, image), machines.arc_machine("linux")] {
		not secure_protocols.applicable with input as machine with data.parameters as defaults
	}
}

test_not_applicable_to_arc_machines_unless_included if {
	not secure_protocols.applicable
		with input as machines.arc_machine("windows")
		with data.parameters as parameters("false", "1.2")
}
