package lib.ids_test

import data.lib.ids

test_letters_of_ascii_fold if {
	ids.folded("/Subscriptions/ABCDEFGHIJKLMNOPQRSTUVWXYZ/az-09_.") == "/subscriptions/abcdefghijklmnopqrstuvwxyz/az-09_."
}

test_other_letters_stay if ids.folded("/Ärzte/\u212a/\u0130") == "/Ärzte/\u212a/\u0130"

test_resource if {
	rows := {"by_id": {"/a/b": {"id": "/a/b"}}}
	ids.resource("/a/b") == {"id": "/a/b"} with data.inventory as rows
	ids.resource("/a/c") == {} with data.inventory as rows
}

test_same_ignores_case if ids.same("/a/B", "/A/b")

test_same_tells_ids_apart if {
	not ids.same("/a/b", "/a/c")
	not ids.same("/a/k", "/a/\u212a")
	not ids.same(null, "/a")
	not ids.same(1, 1)
}

test_is_under if {
	ids.is_under("/a/B/subnets/c", "/a/b/subnets")
	not ids.is_under("/a/b/subnets", "/a/b/subnets")
	not ids.is_under("/a/bc/subnets", "/a/b")
	not ids.is_under("/a/\u212a/c", "/a/k")
	not ids.is_under(null, "/a")
}
