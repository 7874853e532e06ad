package azure.compute.guest_attestation_windows_test

import data.azure.compute.guest_attestation_windows
import data.lib.guest_attestation_sample_test as attestation
import data.lib.resources_sample_test as sample

windows_vm := attestation.vm("Windows", true)

# The verdict on a Windows machine with the extension for an operating system in some state.
windows_vm_with(system, state) := verdict if {
	extension := object.union(attestation.agent(system), {"provisioningState": state})
	verdict := sample.verdict(guest_attestation_windows)
		with input as windows_vm
		with data.inventory as sample.children(windows_vm, "extensions", [extension])
}

test_healthy_with_the_extension if windows_vm_with("Windows", "Succeeded") == sample.healthy

test_unhealthy_when_the_extension_failed if {
	windows_vm_with("Windows", "Failed") == sample.unhealthy("extension GuestAttestation is not in state Succeeded")
}

test_missing_extension_is_unhealthy if {
	windows_vm_with("Linux", "Succeeded") == sample.unhealthy("extension GuestAttestation is missing")
}

test_applicable_by_the_operating_system_or_the_image if {
	server := {"publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2"}
	every vm in [windows_vm, attestation.vm_from(server)] {
		guest_attestation_windows.applicable with input as vm
	}
}

test_not_applicable_to_other_machines if {
	every vm in [attestation.vm("Linux", true), attestation.vm("Windows", false), attestation.vm(null, true)] {
		not guest_attestation_windows.applicable with input as vm
	}
}
