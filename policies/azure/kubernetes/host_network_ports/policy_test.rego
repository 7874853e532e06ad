package azure.kubernetes.host_network_ports_test

import data.azure.kubernetes.host_network_ports
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("host_network_ports", {"allowHostNetwork": false, "allowedHostPorts": ["8080"], "minPort": 0, "maxPort": 0})

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(host_network_ports) with input as cluster with data.inventory as objects with data.parameters as settings
}

verdict(port, network) := outcome(sample.cluster, sample.cluster_of(sample.pod(spec)), parameters) if {
	spec := object.union({"containers": [{"name": "web", "ports": [port]}]}, network)
}

test_healthy if {
	verdict({"containerPort": 80}, {}) == verdicts.healthy
	verdict({"containerPort": 80, "hostPort": 8080}, {"hostNetwork": false}) == verdicts.healthy
	verdict({"containerPort": 80, "hostPort": 0}, {}) == verdicts.healthy
}

test_unhealthy_in_the_network_of_the_host if {
	verdict({"containerPort": 80}, {"hostNetwork": true}) == verdicts.unhealthy("shop/pod/web: spec.hostNetwork is true, wanted false")
}

test_unhealthy_on_a_port_of_the_host if {
	verdict({"containerPort": 80, "hostPort": 80}, {}) == verdicts.unhealthy("shop/pod/web: container web uses host port 80, which is not allowed")
}

test_the_network_of_the_host_may_be_allowed if {
	inventory := sample.cluster_of(sample.pod({"containers": [{"name": "web"}], "hostNetwork": true}))
	allowing := sample.parameters("host_network_ports", {"allowHostNetwork": true})
	outcome(sample.cluster, inventory, allowing) == verdicts.healthy
}

# Kubernetes takes what is unset for no use of the host.
test_missing_settings_are_healthy if verdict({}, {}) == verdicts.healthy

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, sample.cluster_of(sample.pod({})), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, sample.cluster_of(sample.pod({})), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
