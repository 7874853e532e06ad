package azure.machine_learning.customer_managed_key_test

import data.azure.machine_learning.customer_managed_key
import data.lib.resources_sample_test as sample

workspace(kind, encryption) := object.union(
	sample.resource("microsoft.machinelearningservices/workspaces", {"encryption": encryption}),
	{"kind": kind},
)

verdict(encryption) := found if {
	found := {"healthy": customer_managed_key.healthy, "reasons": customer_managed_key.reasons}
		with input as workspace("Default", encryption)
}

test_healthy_when_encryption_is_enabled if {
	verdict({"status": "Enabled"}) == sample.healthy
	verdict({"status": "enabled"}) == sample.healthy
}

test_unhealthy_when_encryption_is_disabled if {
	verdict({"status": "Disabled"}) == sample.unhealthy("properties.encryption.status is Disabled, wanted Enabled")
}

test_missing_encryption_is_unhealthy if verdict(null).healthy == false

test_not_applicable_to_projects if {
	not customer_managed_key.applicable with input as workspace("project", null)
	not customer_managed_key.applicable with input as workspace("Project", null)
}

test_applicable_to_other_workspaces if {
	customer_managed_key.applicable with input as workspace("Hub", null)
	customer_managed_key.applicable with input as object.remove(workspace("Hub", null), ["kind"])
}
