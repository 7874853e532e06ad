package azure.compute.secure_boot_windows_test

import data.azure.compute.secure_boot_windows
import data.lib.resources_sample_test as sample

machine(system, profile) := sample.resource(
	"microsoft.compute/virtualmachines",
	{"storageProfile": {"osDisk": {"osType": system}}, "securityProfile": profile},
)

trusted(settings) := machine("Windows", {"securityType": "TrustedLaunch", "uefiSettings": settings})

test_healthy_with_secure_boot if {
	sample.verdict(secure_boot_windows) == sample.healthy with input as trusted({"secureBootEnabled": true})
}

test_unhealthy_without_secure_boot if {
	reason := "properties.securityProfile.uefiSettings.secureBootEnabled is false, wanted true"
	sample.verdict(secure_boot_windows) == sample.unhealthy(reason)
		with input as trusted({"secureBootEnabled": false})
}

test_missing_secure_boot_is_unhealthy if {
	secure_boot_windows.applicable with input as trusted({"vTpmEnabled": true})
	not secure_boot_windows.healthy with input as trusted({"vTpmEnabled": true})
	not secure_boot_windows.healthy with input as trusted({"secureBootEnabled": "true"})
}

test_applicable_to_confidential_machines if {
	secure_boot_windows.applicable
		with input as machine("windows", {"securityType": "ConfidentialVM", "uefiSettings": {}})
}

test_applicable_by_the_image if {
	profile := {"securityType": "TrustedLaunch", "uefiSettings": {}}
	image := {"imageReference": {"publisher": "MicrosoftWindowsServer", "offer": "WindowsServer"}}
	secure_boot_windows.applicable
		with input as object.union(machine(null, profile), {"properties": {"storageProfile": image}})
	not secure_boot_windows.applicable with input as machine(null, profile)
}

test_not_applicable_to_other_machines if {
	not secure_boot_windows.applicable
		with input as machine("Linux", {"securityType": "TrustedLaunch", "uefiSettings": {}})
	not secure_boot_windows.applicable with input as machine("Windows", {"uefiSettings": {}})
	not secure_boot_windows.applicable with input as machine("Windows", {"securityType": "TrustedLaunch"})
}
