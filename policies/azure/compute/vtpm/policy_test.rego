package azure.compute.vtpm_test

import data.azure.compute.vtpm
import data.lib.resources_sample_test as sample

machine(profile) := sample.resource("microsoft.compute/virtualmachines", {"securityProfile": profile})

trusted(settings) := machine({"securityType": "TrustedLaunch", "uefiSettings": settings})

test_healthy_with_a_vtpm if {
	sample.verdict(vtpm) == sample.healthy with input as trusted({"vTpmEnabled": true, "secureBootEnabled": false})
}

test_unhealthy_without_a_vtpm if {
	reason := "properties.securityProfile.uefiSettings.vTpmEnabled is false, wanted true"
	sample.verdict(vtpm) == sample.unhealthy(reason) with input as trusted({"vTpmEnabled": false})
}

test_missing_vtpm_is_unhealthy if {
	vtpm.applicable with input as trusted({})
	not vtpm.healthy with input as trusted({})
	not vtpm.healthy with input as trusted({"vTpmEnabled": "true"})
}

test_not_applicable_without_trusted_launch if {
	not vtpm.applicable
		with input as machine({"securityType": "ConfidentialVM", "uefiSettings": {"vTpmEnabled": false}})
	not vtpm.applicable with input as machine({"uefiSettings": {"vTpmEnabled": false}})
	not vtpm.applicable with input as machine({"securityType": "TrustedLaunch"})
	not vtpm.applicable with input as machine(null)
}
