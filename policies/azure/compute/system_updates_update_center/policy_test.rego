package azure.compute.system_updates_update_center_test

import data.azure.compute.system_updates_update_center
import data.lib.machines_sample_test as machines
import data.lib.resources_sample_test as sample
import data.lib.updates_sample_test as updates

test_healthy if {
	every machine in [machines.vm, machines.classic] {
		sample.verdict(system_updates_update_center) == sample.healthy
			with input as machine
			with data.inventory as updates.inventory(machine, updates.lacking(0, 0))
	}
}

# With missing updates, with an assessment that is not finished, and with one that lacks the counts.
test_unhealthy if {
	every case in updates.shortcomings {
		sample.verdict(system_updates_update_center) == {"healthy": false, "reasons": case.reasons}
			with input as case.machine
			with data.inventory as updates.inventory(case.machine, case.assessment)
	}
}

test_applicable if {
	every machine in [machines.vm, machines.classic] {
		system_updates_update_center.applicable with input as machine with data.inventory as updates.inventory(machine, {})
	}
}

test_not_applicable_to_stopped_machines if {
	every machine in machines.stopped {
		not system_updates_update_center.applicable with input as machine with data.inventory as updates.inventory(machine, updates.lacking(0, 0))
	}
}

test_not_applicable_without_an_assessment if {
	not system_updates_update_center.applicable with input as machines.vm with data.inventory as {"children": {}}
	not system_updates_update_center.healthy with input as machines.vm with data.inventory as {"children": {}}
}
