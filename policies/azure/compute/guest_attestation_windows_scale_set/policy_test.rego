package azure.compute.guest_attestation_windows_scale_set_test

import data.azure.compute.guest_attestation_windows_scale_set
import data.lib.guest_attestation_sample_test as attestation
import data.lib.resources_sample_test as sample

scale_set(image, vtpm, extensions) := attestation.scale_set("Windows", image, vtpm, extensions)

server := {"publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2"}

test_healthy_with_the_extension if {
	sample.verdict(guest_attestation_windows_scale_set) == sample.healthy
		with input as scale_set(server, true, attestation.profiled("windows"))
}

test_healthy_with_the_extension_as_a_child_resource if {
	bare := scale_set(server, true, null)
	sample.verdict(guest_attestation_windows_scale_set) == sample.healthy
		with input as bare
		with data.inventory as sample.children(bare, "extensions", [attestation.agent("windows")])
}

test_unhealthy_with_another_extension if {
	sample.verdict(guest_attestation_windows_scale_set) == sample.unhealthy("extension GuestAttestation is missing")
		with input as scale_set(server, true, attestation.profiled("linux"))
}

test_missing_extensions_are_unhealthy if {
	every none in [null, []] {
		sample.verdict(guest_attestation_windows_scale_set) == sample.unhealthy("extension GuestAttestation is missing")
			with input as scale_set(server, true, none)
	}
}

test_applicable if guest_attestation_windows_scale_set.applicable with input as scale_set(server, true, [])

test_not_applicable_to_other_scale_sets if {
	other := {"publisher": "MicrosoftSQLServer", "offer": "sql2022-ws2022", "sku": "standard-gen2"}
	every set in [scale_set(other, true, []), scale_set(null, true, []), scale_set(server, false, [])] {
		not guest_attestation_windows_scale_set.applicable with input as set
	}
}
