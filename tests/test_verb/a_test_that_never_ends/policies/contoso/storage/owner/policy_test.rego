package contoso.storage.owner_test

test_never_ends if {
	many := numbers.range(1, 10000)
	count([1 | some a in many; some b in many; some c in many; a + b + c == 0]) == 1
}

test_ends if true
