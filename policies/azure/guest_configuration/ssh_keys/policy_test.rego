package azure.guest_configuration.ssh_keys_test

import data.azure.guest_configuration.ssh_keys
import data.lib.guest_configuration_sample_test as machines
import data.lib.resources_sample_test as sample

vm := machines.vm("Linux")

arc_machines(include) := machines.parameters("ssh_keys", {"IncludeArcMachines": include})

# The verdict on a machine by its guest assignment.
assigned(properties) := verdict if {
	verdict := sample.verdict(ssh_keys)
		with input as vm
		with data.inventory as machines.assigned(vm, "LinuxNoPasswordForSSH", properties)
}

test_healthy_when_compliant if assigned({"complianceStatus": "compliant"}) == sample.healthy

test_unhealthy_when_not_compliant if {
	reason := "guest assignment LinuxNoPasswordForSSH: properties.complianceStatus is NonCompliant, wanted Compliant"
	assigned({"complianceStatus": "NonCompliant"}) == sample.unhealthy(reason)
}

test_missing_state_is_unhealthy if {
	reason := "guest assignment LinuxNoPasswordForSSH: properties.complianceStatus is not set, wanted Compliant"
	assigned({}) == sample.unhealthy(reason)
}

test_missing_assignment_is_unhealthy if {
	sample.verdict(ssh_keys) == sample.unhealthy("guest assignment LinuxNoPasswordForSSH is missing")
		with input as vm
		with data.inventory as {"children": {}}
}

test_applicable if {
	ssh_keys.applicable with input as vm with data.parameters as arc_machines("true")
	ssh_keys.applicable with input as machines.arc_machine("linux") with data.parameters as arc_machines("true")
}

test_not_applicable_to_other_systems if {
	centos := machines.vm_from("Linux", {"publisher": "OpenLogic", "offer": "CentOS", "sku": "6.9"})
	not ssh_keys.applicable with input as centos with data.parameters as arc_machines("true")
	not ssh_keys.applicable with input as machines.arc_machine("windows") with data.parameters as arc_machines("true")
}

test_not_applicable_to_arc_machines_unless_included if {
	not ssh_keys.applicable with input as machines.arc_machine("linux") with data.parameters as arc_machines("false")
}
