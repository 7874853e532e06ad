package azure.service_fabric.cluster_protection_level_test

import data.azure.service_fabric.cluster_protection_level
import data.lib.resources_sample_test as sample

verdict(settings) := found if {
	found := {"healthy": cluster_protection_level.healthy, "reasons": cluster_protection_level.reasons}
		with input as sample.resource("microsoft.servicefabric/clusters", {"fabricSettings": settings})
}

section(name, level) := {"name": name, "parameters": [{"name": "ClusterProtectionLevel", "value": level}]}

test_healthy_when_encrypted_and_signed if {
	verdict([{"name": "Diagnostics", "parameters": []}, section("security", "encryptandsign")]) == sample.healthy
	verdict([section("Security", "EncryptAndSign")]) == sample.healthy
}

test_unhealthy_when_only_signed if {
	verdict([section("Security", "Sign")]) == sample.unhealthy("ClusterProtectionLevel is Sign, wanted EncryptAndSign")
}

test_unhealthy_in_another_section if verdict([section("Setup", "EncryptAndSign")]).healthy == false

test_unhealthy_with_another_parameter if {
	other := {"name": "Security", "parameters": [{"name": "ServerAuthCredentialType", "value": "EncryptAndSign"}]}
	verdict([other]).healthy == false
}

test_malformed_settings_are_unhealthy if {
	every odd in ["EncryptAndSign", 1, {}, {"a": section("Security", "EncryptAndSign")}, [null], ["Security"]] {
		verdict(odd).healthy == false
	}
	every odd in ["EncryptAndSign", 1, {}, [null], ["ClusterProtectionLevel"], [{"name": "ClusterProtectionLevel"}]] {
		verdict([{"name": "Security", "parameters": odd}]).healthy == false
	}
	every odd in [null, 1, ["EncryptAndSign"]] {
		verdict([section("Security", odd)]).healthy == false
	}
}

test_missing_level_is_unhealthy if {
	verdict([{"name": "Security", "parameters": []}]).healthy == false
	verdict(null).healthy == false
	not cluster_protection_level.healthy with input as {"properties": {}}
	cluster_protection_level.reasons == {"ClusterProtectionLevel is not set in section Security, wanted EncryptAndSign"}
		with input as {"properties": {}}
}
