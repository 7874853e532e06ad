package azure.kubernetes.trusted_registries_test

import data.azure.kubernetes.trusted_registries
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("trusted_registries", {"allowedContainerImagesRegex": `^registry\.contoso\.example/.+$`})

outcome(cluster, objects, settings) := found if {
	found := {"applicable": trusted_registries.applicable, "healthy": trusted_registries.healthy, "reasons": trusted_registries.reasons}
		with input as cluster
		with data.inventory as objects
		with data.parameters as settings
}

verdict(container) := outcome(sample.cluster, sample.cluster_of(sample.pod_of(container)), parameters)

test_healthy if verdict({"image": "registry.contoso.example/web:1"}) == verdicts.healthy

test_unhealthy if {
	verdict({"image": "docker.io/web"}) == verdicts.unhealthy("shop/pod/web: container web runs image docker.io/web, which is not allowed")
}

test_missing_image_is_unhealthy if {
	not verdict({"image": null}).healthy
	verdict({"image": ""}) == verdicts.unhealthy("shop/pod/web: container web runs image not set, which is not allowed")
}

unset := sample.parameters("trusted_registries", {"allowedContainerImagesRegex": "^(.+){0}$"})

test_no_image_is_allowed_until_the_parameter_is_set if {
	inventory := sample.cluster_of(sample.pod_of({"image": "a"}))
	outcome(sample.cluster, inventory, unset) == verdicts.unhealthy_for({
		"shop/pod/web: container web runs image a, which is not allowed",
		"the parameter allowedContainerImagesRegex has to be set to the images to trust",
	})
}

test_nothing_to_say_of_a_cluster_without_images if {
	inventory := sample.cluster_of(sample.object_in("kube-system", "Pod", "dns", {}))
	trusted_registries.reasons == set() with input as sample.cluster with data.inventory as inventory with data.parameters as unset
}

test_not_applicable_without_azure_policy if {
	not trusted_registries.applicable
		with input as sample.ungoverned
		with data.inventory as sample.cluster_of(sample.pod_of({}))
		with data.parameters as parameters
}

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.pod_of({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)

test_what_is_no_image_is_never_allowed if {
	anything := sample.parameters("trusted_registries", {"allowedContainerImagesRegex": ".*"})
	every odd in ["", null, 7, true, ["a"], {"a": "b"}] {
		inventory := sample.cluster_of(sample.pod_of({"image": odd}))
		not outcome(sample.cluster, inventory, anything).healthy
	}
}
