package azure.kubernetes.https_ingress_test

import data.azure.kubernetes.https_ingress
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("https_ingress", {})

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(https_ingress) with input as cluster with data.inventory as objects with data.parameters as settings
}

ingress(fields) := sample.cluster_of(sample.object_in("shop", "Ingress", "web", fields))

verdict(tls, allowed) := outcome(sample.cluster, ingress(fields), parameters) if {
	fields := {"spec": {"tls": tls}, "metadata": {"annotations": {annotation: allowed}}}
}

annotation := "kubernetes.io/ingress.allow-http"

test_healthy if verdict([{"secretName": "web-tls"}], "false") == verdicts.healthy

test_unhealthy_without_tls if {
	not verdict([], "false").healthy
	verdict(null, "false") == verdicts.unhealthy("shop/ingress/web: spec.tls is not set, wanted TLS")
}

test_unhealthy_with_http if {
	verdict([{"secretName": "web-tls"}], "true") == verdicts.unhealthy(`shop/ingress/web: annotation kubernetes.io/ingress.allow-http is not "false"`)
}

test_missing_settings_are_unhealthy if {
	found := outcome(sample.cluster, ingress({"spec": {}}), parameters)
	not found.healthy
	count(found.reasons) == 2
}

test_not_applicable_without_an_ingress if not outcome(sample.cluster, sample.cluster_of(sample.pod({})), parameters).applicable

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, ingress({}), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, ingress({}), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
