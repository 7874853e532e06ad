package azure.compute.guest_attestation_linux_test

import data.azure.compute.guest_attestation_linux
import data.lib.guest_attestation_sample_test as attestation
import data.lib.resources_sample_test as sample

linux_vm := attestation.vm("Linux", true)

# The verdict on a Linux machine with the extension for an operating system in some state.
linux_vm_with(system, state) := verdict if {
	extension := object.union(attestation.agent(system), {"provisioningState": state})
	verdict := sample.verdict(guest_attestation_linux)
		with input as linux_vm
		with data.inventory as sample.children(linux_vm, "extensions", [extension])
}

test_healthy_with_the_extension if linux_vm_with("Linux", "Succeeded") == sample.healthy

test_unhealthy_when_the_extension_failed if {
	linux_vm_with("Linux", "Failed") == sample.unhealthy("extension GuestAttestation is not in state Succeeded")
}

test_missing_extension_is_unhealthy if {
	linux_vm_with("Windows", "Succeeded") == sample.unhealthy("extension GuestAttestation is missing")
}

test_applicable_by_the_operating_system_or_the_image if {
	ubuntu := {"publisher": "Canonical", "offer": "0001-com-ubuntu-server-focal", "sku": "20_04-lts-gen2"}
	every vm in [linux_vm, attestation.vm_from(ubuntu)] {
		guest_attestation_linux.applicable with input as vm
	}
}

test_not_applicable_to_other_machines if {
	every vm in [attestation.vm("Windows", true), attestation.vm("Linux", false), attestation.vm(null, true)] {
		not guest_attestation_linux.applicable with input as vm
	}
}
