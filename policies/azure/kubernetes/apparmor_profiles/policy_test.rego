package azure.kubernetes.apparmor_profiles_test

import data.azure.kubernetes.apparmor_profiles
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("apparmor_profiles", {"allowedProfiles": ["runtime/default", "localhost/shop-*"]})

outcome(cluster, objects, settings) := found if {
	found := {"applicable": apparmor_profiles.applicable, "healthy": apparmor_profiles.healthy, "reasons": apparmor_profiles.reasons}
		with input as cluster
		with data.inventory as objects
		with data.parameters as settings
}

verdict(profile) := outcome(sample.cluster, sample.cluster_of(sample.secured({"appArmorProfile": profile})), parameters)

test_healthy if {
	verdict({"type": "RuntimeDefault"}) == verdicts.healthy
	verdict({"type": "Localhost", "localhostProfile": "shop-web"}) == verdicts.healthy
}

test_unhealthy if {
	verdict({"type": "Unconfined"}) == verdicts.unhealthy("shop/pod/web: container web has AppArmor profile unconfined, which is not allowed")
}

test_missing_profile_is_unhealthy if {
	verdict(null) == verdicts.unhealthy("shop/pod/web: container web has AppArmor profile not set, which is not allowed")
}

test_not_applicable_without_azure_policy if {
	not apparmor_profiles.applicable
		with input as sample.ungoverned
		with data.inventory as sample.cluster_of(sample.secured({}))
		with data.parameters as parameters
}

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.secured({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
