package lib.defender_test

import data.lib.defender

subscription := {"id": "/subscriptions/0001", "type": "microsoft.resources/subscriptions"}

pricing(scope, name) := {"id": sprintf("%s/providers/microsoft.security/pricings/%s", [scope, name]), "name": name}

inventory := {"by_type": {"microsoft.security/pricings": [
	pricing("/subscriptions/0001", "storageaccounts"),
	pricing("/subscriptions/0001/resourcegroups/a/providers/microsoft.compute/virtualmachines/b", "virtualmachines"),
]}}

test_plan_of_the_subscription if {
	defender.plan(subscription, "StorageAccounts").name == "storageaccounts" with data.inventory as inventory
}

test_plan_of_a_resource_is_left_out if {
	not defender.plan(subscription, "VirtualMachines") with data.inventory as inventory
}

test_no_plan if not defender.plan(subscription, "StorageAccounts") with data.inventory as {}
