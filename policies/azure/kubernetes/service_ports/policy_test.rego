package azure.kubernetes.service_ports_test

import data.azure.kubernetes.service_ports
import data.lib.kubernetes_sample_test as sample
import data.lib.verdicts_sample_test as verdicts

parameters := sample.parameters("service_ports", {"allowedServicePortsList": ["443", "8443"]})

outcome(cluster, objects, settings) := found if {
	found := verdicts.of(service_ports) with input as cluster with data.inventory as objects with data.parameters as settings
}

service(fields) := sample.cluster_of(sample.object_in("shop", "Service", "web", fields))

verdict(ports) := verdict_of({"ports": ports})

verdict_of(spec) := outcome(sample.cluster, service({"spec": spec}), parameters)

test_healthy if {
	verdict([{"port": 443}, {"port": 8443}]) == verdicts.healthy
	verdict([{"port": 443}]) == verdicts.healthy
}

test_unhealthy if {
	verdict([{"port": 443}, {"port": 80}]) == verdicts.unhealthy("shop/service/web: port 80 is not allowed")
}

test_some_services_open_no_ports if {
	verdict_of({"type": "ExternalName", "externalName": "shop.contoso.example"}) == verdicts.healthy
	verdict_of({"clusterIP": "None", "ports": []}) == verdicts.healthy
}

test_missing_ports_are_unhealthy if {
	wanted := verdicts.unhealthy("shop/service/web: its ports are not in the inventory")
	every spec in [null, {}, "x", {"type": "ClusterIP"}, {"ports": []}, {"ports": "443"}, {"ports": [{"port": 443}, 443]}] {
		verdict_of(spec) == wanted
	}
	not verdict(null).healthy
}

test_missing_port_is_unhealthy if {
	verdict([{"targetPort": 443}]) == verdicts.unhealthy("shop/service/web: port not set is not allowed")
}

unset := sample.parameters("service_ports", {"allowedServicePortsList": ["-1"]})

test_no_port_is_allowed_until_the_parameter_is_set if {
	outcome(sample.cluster, service({"spec": {"ports": [{"port": 443}]}}), unset) == verdicts.unhealthy_for({
		"shop/service/web: port 443 is not allowed",
		"the parameter allowedServicePortsList has to be set to the ports to allow",
	})
}

test_the_service_of_the_api_server_is_not_judged if {
	inventory := sample.cluster_of(sample.object_in("default", "Service", "kubernetes", {"spec": {"ports": [{"port": 1}]}}))
	outcome(sample.cluster, inventory, unset) == verdicts.not_applicable
}

test_not_applicable_without_azure_policy if not outcome(sample.ungoverned, service({}), parameters).applicable

test_applicable_with_azure_policy if outcome(sample.cluster, service({}), parameters).applicable

test_objects_that_are_not_in_the_inventory_are_unhealthy if outcome(sample.cluster, {}, parameters) == verdicts.unhealthy_for(sample.not_collected)
