package azure.compute.classic_virtual_machines_test

import data.azure.compute.classic_virtual_machines
import data.lib.resources_sample_test as sample

test_healthy if {
	sample.verdict(classic_virtual_machines) == sample.healthy
		with input as {"type": "microsoft.compute/virtualmachines"}
}

test_unhealthy if {
	reason := "type is microsoft.classiccompute/virtualmachines, wanted microsoft.compute/virtualmachines"
	sample.verdict(classic_virtual_machines) == sample.unhealthy(reason)
		with input as {"type": "microsoft.classiccompute/virtualmachines"}
}

test_missing_type_is_unhealthy if not classic_virtual_machines.healthy with input as {"id": "/a"}
