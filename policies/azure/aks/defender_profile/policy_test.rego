package azure.aks.defender_profile_test

import data.azure.aks.defender_profile
import data.lib.resources_sample_test as sample

cluster(properties) := sample.resource("microsoft.containerservice/managedclusters", properties)

test_healthy_when_security_monitoring_is_true if {
	sample.verdict(defender_profile) == sample.healthy
		with input as cluster({"securityProfile": {"defender": {"securityMonitoring": {"enabled": true}}}})
}

test_unhealthy_when_security_monitoring_is_false if {
	reason := "properties.securityProfile.defender.securityMonitoring.enabled is false, wanted true"
	sample.verdict(defender_profile) == sample.unhealthy(reason)
		with input as cluster({"securityProfile": {"defender": {"securityMonitoring": {"enabled": false}}}})
}

test_missing_security_monitoring_is_unhealthy if {
	reason := "properties.securityProfile.defender.securityMonitoring.enabled is not set, wanted true"
	sample.verdict(defender_profile) == sample.unhealthy(reason) with input as cluster({})
}
