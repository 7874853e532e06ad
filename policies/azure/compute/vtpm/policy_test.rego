package azure.compute.vtpm_test

import data.azure.compute.vtpm

machine(profile) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.compute/virtualmachines/a",
	"type": "microsoft.compute/virtualmachines",
	"properties": {"securityProfile": profile},
}

trusted(settings) := machine({"securityType": "TrustedLaunch", "uefiSettings": settings})

test_healthy_with_a_vtpm if vtpm.healthy with input as trusted({"vTpmEnabled": true, "secureBootEnabled": false})

test_unhealthy_without_a_vtpm if {
	not vtpm.healthy with input as trusted({"vTpmEnabled": false})
	vtpm.reasons == {"properties.securityProfile.uefiSettings.vTpmEnabled is false, wanted true"}
		with input as trusted({"vTpmEnabled": false})
}

test_missing_vtpm_is_unhealthy if {
	vtpm.applicable with input as trusted({})
	not vtpm.healthy with input as trusted({})
}

test_not_applicable_without_trusted_launch if {
	not vtpm.applicable
		with input as machine({"securityType": "ConfidentialVM", "uefiSettings": {"vTpmEnabled": false}})
	not vtpm.applicable with input as machine({"uefiSettings": {"vTpmEnabled": false}})
	not vtpm.applicable with input as machine({"securityType": "TrustedLaunch"})
	not vtpm.applicable with input as machine(null)
}
