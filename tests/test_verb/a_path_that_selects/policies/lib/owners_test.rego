package lib.owners_test

import data.lib.owners

test_known[name] if {
	some name, case in {
		"plain": {"owner": "ann", "known": true},
		"capital": {"owner": "Bob", "known": true},
		"stranger": {"owner": "eve", "known": false},
	}
	known := [1 | owners.known(case.owner)] != []
	known == case.known
}

todo_test_groups if owners.known("group")
