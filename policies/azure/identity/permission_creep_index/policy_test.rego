package azure.identity.permission_creep_index_test

import data.azure.identity.permission_creep_index
import data.lib.imported_sample_test as imported

subscription := {"id": "/subscriptions/0001", "type": "microsoft.resources/subscriptions"}

title := "Over-provisioned identities in subscriptions should be investigated to reduce the Permission Creep Index (PCI)"

verdict(inventory) := found if {
	found := imported.verdict(permission_creep_index) with input as subscription with data.inventory as inventory
}

test_healthy_when_defender_says_so if verdict(imported.by_title(subscription, title, {"code": "Healthy"})) == imported.healthy

test_unhealthy_by_the_title_of_the_assessment if {
	status := {"code": "Unhealthy", "cause": "HighIndex", "description": "The index of the subscription is 84"}
	verdict(imported.by_title(subscription, lower(title), status)) == imported.unhealthy("Unhealthy (HighIndex: The index of the subscription is 84)")
}

test_missing_status_is_unhealthy if verdict(imported.by_title(subscription, title, {})) == imported.unhealthy("not set")

test_not_applicable_without_a_verdict if not verdict(imported.by_title(subscription, title, {"code": "NotApplicable"})).applicable

test_not_applicable_without_an_assessment if not verdict(imported.nothing).applicable
