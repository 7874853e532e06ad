package contoso.storage.owner_test

import data.contoso.storage.owner

account(tags) := {"kind": "v2", "tags": tags}

test_passes if owner.healthy with input as account({"owner": "ann"})

test_a_comparison if {
	stranger := account({"owner": "eve"})
	print("the stranger is", stranger.tags.owner)
	owner.healthy == true with input as stranger
}

test_a_negation if {
	not owner.healthy with input as account({"owner": "ann"})
}

test_every_one_of_many if {
	every name in ["ann", "eve"] {
		owner.healthy with input as account({"owner": name})
	}
}

test_an_error_in_the_policy if {
	some tags in [{}, {"owner": null}]
	owner.reasons == {"x"} with input as account(tags)
}

test_a_value := owner.reasons if true

test_nothing_is_given if input.kind == "v2"

test_what_would_command_a_terminal if {
	bad := "a\u001b[31m\n::error::x"
	print(bad)
	bad == "b"
}
