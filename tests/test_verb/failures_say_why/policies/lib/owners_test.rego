package lib.owners_test

import data.lib.owners

test_known[name] if {
	some name, case in {
		"plain": {"owner": "ann", "known": true},
		"stranger": {"owner": "eve", "known": true},
		"a\u001b[2Jb": {"owner": 7, "known": false},
	}
	is_string(case.owner)
	known := [1 | owners.known(case.owner)] != []
	known == case.known
}

test_nothing[name] if {
	some name, _ in {}
}
