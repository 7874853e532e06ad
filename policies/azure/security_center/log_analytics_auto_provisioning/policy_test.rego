package azure.security_center.log_analytics_auto_provisioning_test

import data.azure.security_center.log_analytics_auto_provisioning as auto_provisioning
import data.lib.defender_sample_test as defender
import data.lib.resources_sample_test as sample

verdict(inventory) := found if {
	found := {"healthy": auto_provisioning.healthy, "reasons": auto_provisioning.reasons}
		with input as defender.subscription
		with data.inventory as inventory
}

settings(list) := {"by_type": {"microsoft.security/autoprovisioningsettings": [{"name": "default", "properties": properties} |
	some properties in list
]}}

test_healthy if verdict(settings([{"autoProvision": "Off"}, {"autoProvision": "on"}])) == sample.healthy

test_unhealthy if {
	verdict(settings([{"autoProvision": "Off"}])) == sample.unhealthy("properties.autoProvision is Off, wanted On")
}

test_missing_attribute_is_unhealthy if {
	verdict(settings([{}])) == sample.unhealthy("properties.autoProvision is not set, wanted On")
}

test_missing_setting_is_unhealthy if {
	verdict({}) == sample.unhealthy("no auto provisioning setting found, wanted autoProvision On")
}
