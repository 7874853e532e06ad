package lib.guest_attestation_sample_test

import data.lib.resources_sample_test as sample

# Secure Boot and a virtual TPM, where they are on.
security(secure_boot, vtpm) := {
	"securityType": "TrustedLaunch",
	"uefiSettings": {"secureBootEnabled": secure_boot, "vTpmEnabled": vtpm},
}

vm(system, secure_boot) := sample.resource("microsoft.compute/virtualmachines", {
	"storageProfile": {"osDisk": {"osType": system}},
	"securityProfile": security(secure_boot, true),
})

vm_from(image) := object.union(vm(null, true), {"properties": {"storageProfile": {"imageReference": image}}})

scale_set(system, image, vtpm, extensions) := sample.resource("microsoft.compute/virtualmachinescalesets", {"virtualMachineProfile": {
	"storageProfile": {"osDisk": {"osType": system}, "imageReference": image},
	"securityProfile": security(true, vtpm),
	"extensionProfile": {"extensions": extensions},
}})

# The extension for an operating system; in a scale set it has no state.
agent(system) := {
	"publisher": sprintf("Microsoft.Azure.Security.%sAttestation", [system]),
	"type": "GuestAttestation",
}

profiled(system) := [{"name": "attestation", "properties": agent(system)}]
