package azure.kubernetes.privilege_escalation_test

import data.azure.kubernetes.privilege_escalation
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("privilege_escalation", {"forcePrivilegeEscalationToBeFalse": false})

outcome(cluster, objects, settings) := found if {
	found := {"applicable": privilege_escalation.applicable, "healthy": privilege_escalation.healthy, "reasons": privilege_escalation.reasons}
		with input as cluster
		with data.inventory as objects
		with data.parameters as settings
}

verdict(context) := outcome(sample.cluster, sample.cluster_of(sample.secured(context)), parameters)

test_healthy if verdict({"allowPrivilegeEscalation": false}) == verdicts.healthy

test_unhealthy if {
	not verdict({"allowPrivilegeEscalation": true, "runAsUser": 1000}).healthy
	reason := "shop/pod/web: container web securityContext.allowPrivilegeEscalation is true, wanted false"
	verdict({"allowPrivilegeEscalation": true}) == verdicts.unhealthy(reason)
}

test_missing_setting_is_unhealthy_unless_the_user_is_not_root if {
	verdict({}) == verdicts.unhealthy("shop/pod/web: container web securityContext.allowPrivilegeEscalation is not set, wanted false")
	not verdict({"runAsUser": 0}).healthy
	not verdict({"runAsUser": "web"}).healthy
	verdict({"runAsUser": 1}) == verdicts.healthy
}

# Kubernetes then lets privileges escalate whatever user runs the container.
test_missing_setting_of_a_powerful_container_is_unhealthy if {
	not verdict({"runAsUser": 1, "privileged": true}).healthy
	verdict({"runAsUser": 1, "privileged": false}) == verdicts.healthy
	not verdict({"runAsUser": 1, "capabilities": {"add": ["CAP_SYS_ADMIN"]}}).healthy
	not verdict({"runAsUser": 1, "capabilities": {"add": ["all"]}}).healthy
	verdict({"runAsUser": 1, "capabilities": {"add": ["NET_ADMIN"], "drop": ["ALL"]}}) == verdicts.healthy
}

test_missing_setting_is_unhealthy_where_it_is_asked_for if {
	inventory := sample.cluster_of(sample.secured({"runAsUser": 1000}))
	strict := sample.parameters("privilege_escalation", {"forcePrivilegeEscalationToBeFalse": true})
	not outcome(sample.cluster, inventory, strict).healthy
}

test_not_applicable_without_azure_policy if {
	not privilege_escalation.applicable
		with input as sample.ungoverned
		with data.inventory as sample.cluster_of(sample.secured({}))
		with data.parameters as parameters
}

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.secured({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
