package azure.aks.defender_profile_test

import data.azure.aks.defender_profile

resource(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.containerservice/managedclusters/a",
	"type": "microsoft.containerservice/managedclusters",
	"properties": properties,
}

test_healthy_when_security_monitoring_is_true if {
	defender_profile.healthy
		with input as resource({"securityProfile": {"defender": {"securityMonitoring": {"enabled": true}}}})
}

test_unhealthy_when_security_monitoring_is_false if {
	found := resource({"securityProfile": {"defender": {"securityMonitoring": {"enabled": false}}}})
	not defender_profile.healthy with input as found
	defender_profile.reasons == {"properties.securityProfile.defender.securityMonitoring.enabled is false, wanted true"}
		with input as found
}

test_missing_security_monitoring_is_unhealthy if {
	found := resource({})
	not defender_profile.healthy with input as found
	defender_profile.reasons == {"properties.securityProfile.defender.securityMonitoring.enabled is not set, wanted true"}
		with input as found
}
