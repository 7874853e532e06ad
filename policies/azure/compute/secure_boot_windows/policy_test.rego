package azure.compute.secure_boot_windows_test

import data.azure.compute.secure_boot_windows

machine(system, profile) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.compute/virtualmachines/a",
	"type": "microsoft.compute/virtualmachines",
	"properties": {"storageProfile": {"osDisk": {"osType": system}}, "securityProfile": profile},
}

trusted(settings) := machine("Windows", {"securityType": "TrustedLaunch", "uefiSettings": settings})

test_healthy_with_secure_boot if secure_boot_windows.healthy with input as trusted({"secureBootEnabled": true})

test_unhealthy_without_secure_boot if {
	not secure_boot_windows.healthy with input as trusted({"secureBootEnabled": false})
	count(secure_boot_windows.reasons) == 1 with input as trusted({"secureBootEnabled": false})
}

test_missing_secure_boot_is_unhealthy if {
	secure_boot_windows.applicable with input as trusted({"vTpmEnabled": true})
	not secure_boot_windows.healthy with input as trusted({"vTpmEnabled": true})
}

test_applicable_to_confidential_machines if {
	secure_boot_windows.applicable
		with input as machine("windows", {"securityType": "ConfidentialVM", "uefiSettings": {}})
}

test_not_applicable_to_other_machines if {
	not secure_boot_windows.applicable
		with input as machine("Linux", {"securityType": "TrustedLaunch", "uefiSettings": {}})
	not secure_boot_windows.applicable with input as machine("Windows", {"uefiSettings": {}})
	not secure_boot_windows.applicable with input as machine("Windows", {"securityType": "TrustedLaunch"})
}
