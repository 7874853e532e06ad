package azure.kubernetes.host_paths_test

import data.azure.kubernetes.host_paths
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("host_paths", {"allowedHostPaths": {"paths": [{"pathPrefix": "/var/log", "readOnly": true}]}})

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(host_paths) with input as cluster with data.inventory as objects with data.parameters as settings
}

verdict(volume) := outcome(sample.cluster, mounting([web], volume), parameters)

mounting(containers, volume) := sample.cluster_of(sample.pod({"containers": containers, "volumes": [volume]}))

web := {"name": "web", "volumeMounts": [{"name": "a", "readOnly": true}]}

test_healthy if {
	verdict({"name": "a", "hostPath": {"path": "/var/log/pods"}}) == verdicts.healthy
	verdict({"name": "a", "emptyDir": {}}) == verdicts.healthy
}

test_unhealthy if {
	verdict({"name": "a", "hostPath": {"path": "/etc"}}) == verdicts.unhealthy("shop/pod/web: volume a mounts host path /etc, which is not allowed")
}

test_missing_path_is_unhealthy if {
	verdict({"name": "a", "hostPath": {}}) == verdicts.unhealthy("shop/pod/web: volume a mounts host path not set, which is not allowed")
}

test_excluded_images_may_write if {
	sidecar := {"name": "agent", "image": "registry.contoso.example/agent:1", "volumeMounts": [{"name": "a"}]}
	inventory := mounting([{"name": "web"}, sidecar], {"name": "a", "hostPath": {"path": "/var/log"}})
	outcome(sample.cluster, inventory, parameters) == verdicts.healthy
}

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, sample.cluster_of(sample.pod({})), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.pod({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
