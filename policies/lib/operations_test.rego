package lib.operations_test

import data.lib.operations

permission(actions, not_actions) := {"actions": actions, "notActions": not_actions, "dataActions": ["*"], "notDataActions": []}

reads(actions, not_actions) if operations.allows(permission(actions, not_actions), "read")

writes(actions, not_actions) if operations.allows(permission(actions, not_actions), "write")

test_reader if {
	reads(["*/read"], [])
	not writes(["*/read"], [])
	not writes(["Microsoft.Storage/storageAccounts/Read"], [])
}

test_owner if {
	reads(["*"], [])
	writes(["*"], [])
}

test_contributor if {
	taken := ["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write", "Microsoft.Authorization/elevateAccess/Action"]
	reads(["*"], taken)
	writes(["*"], taken)
}

test_every_operation_but_read_writes if {
	writes(["Microsoft.Compute/virtualMachines/write"], [])
	writes(["Microsoft.Compute/virtualMachines/delete"], [])
	writes(["Microsoft.Compute/virtualMachines/runCommand/action"], [])
	not reads(["Microsoft.Compute/virtualMachines/write"], [])
}

test_each_kind_has_to_be_taken_back if {
	not writes(["*"], ["*/write", "*/delete", "*/action"])
	writes(["*"], ["*/delete", "*/action"])
	writes(["*"], ["*/write", "*/action"])
	writes(["*"], ["*/write", "*/delete"])
	reads(["*"], ["*/write", "*/delete", "*/action"])
	not reads(["*"], ["*/READ"])
}

test_wildcard_at_the_end if {
	writes(["Microsoft.Support/*"], [])
	reads(["Microsoft.Support/*"], [])
	not writes(["Microsoft.Support/*"], ["microsoft.support/*"])
	not reads(["Microsoft.Support/*"], ["*"])
	not reads(["Microsoft.Support/*"], ["Microsoft.Support/*", "Microsoft.Storage/*"])
}

test_operation_of_the_resource_itself if {
	below := [sprintf("Microsoft.Storage/storageAccounts/*/%s", [name]) | some name in ["write", "delete", "action"]]
	writes(["Microsoft.Storage/storageAccounts/*"], below)
}

test_operation_below_the_resource if {
	own := [sprintf("Microsoft.Storage/storageAccounts/%s", [name]) | some name in ["write", "delete", "action"]]
	writes(["Microsoft.Storage/storageAccounts/*"], own)
}

test_operation_and_all_below_it if {
	taken := ["Microsoft.Storage/storageAccounts/*/read", "Microsoft.Storage/storageAccounts/read"]
	not reads(["Microsoft.Storage/storageAccounts/*"], taken)
}

test_part_taken_back_leaves_the_rest if reads(["Microsoft.Storage/*/w*"], ["*x/w*"])

test_part_of_a_segment if {
	not reads(["Microsoft.Storage/storageAccounts/w*"], ["Microsoft.Storage/storageAccounts/w*/read"])
	reads(["Microsoft.Storage/storageAccounts/re*"], ["Microsoft.Storage/storageAccounts/re*/read"])
	not reads(["Microsoft.Storage/*/rea*d"], ["Microsoft.Storage/*/read"])
}

test_patterns_are_text_but_for_the_asterisk if {
	operations.covers("a.b/*/read", "a.b/c/d/read")
	operations.covers("a(b/+", "a(b/+")
	operations.covers("a(b/*", "a(b/read")
	not operations.covers("a.b/*", "axb/read")
	not operations.covers("b/read", "a/b/read")
	not operations.covers("a/read", "a/readers")
}

test_nothing_is_permitted_without_actions if {
	not operations.allows({}, "read")
	not operations.allows({"actions": null, "dataActions": ["*"]}, "write")
}
