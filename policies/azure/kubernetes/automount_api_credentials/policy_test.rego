package azure.kubernetes.automount_api_credentials_test

import data.azure.kubernetes.automount_api_credentials
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("automount_api_credentials", {})

account(name, fields) := sample.object_in("shop", "ServiceAccount", name, fields)

inventory(spec, fields) := sample.inventory([
	sample.pod(object.union({"containers": [{"name": "web"}]}, spec)),
	account("web", fields),
	account("default", {"automountServiceAccountToken": false}),
])

outcome(cluster, objects, settings) := found if {
	found := {"applicable": automount_api_credentials.applicable, "healthy": automount_api_credentials.healthy, "reasons": automount_api_credentials.reasons}
		with input as cluster
		with data.inventory as objects
		with data.parameters as settings
}

verdict(spec, fields) := outcome(sample.cluster, inventory(spec, fields), parameters)

test_healthy if verdict({"automountServiceAccountToken": false}, {}) == verdicts.healthy

test_healthy_when_the_service_account_says_so if {
	verdict({"serviceAccountName": "web"}, {"automountServiceAccountToken": false}) == verdicts.healthy
	verdict({}, {}) == verdicts.healthy
}

test_unhealthy if {
	verdict({"automountServiceAccountToken": true}, {}) == verdicts.unhealthy("shop/pod/web: automountServiceAccountToken is true, wanted false")
	not verdict({"serviceAccountName": "web"}, {"automountServiceAccountToken": true}).healthy
}

test_the_pod_comes_before_its_service_account if {
	not verdict({"serviceAccountName": "web", "automountServiceAccountToken": true}, {"automountServiceAccountToken": false}).healthy
}

test_missing_setting_is_unhealthy if {
	verdict({"serviceAccountName": "web"}, {}) == verdicts.unhealthy("shop/pod/web: automountServiceAccountToken is not set, wanted false")
}

test_missing_service_account_is_unhealthy if not verdict({"serviceAccountName": "other"}, {}).healthy

test_not_applicable_without_azure_policy if {
	not automount_api_credentials.applicable
		with input as sample.ungoverned
		with data.inventory as sample.cluster_of(sample.pod({}))
		with data.parameters as parameters
}

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.pod({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
