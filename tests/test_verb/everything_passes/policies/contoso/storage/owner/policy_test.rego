package contoso.storage.owner_test

import data.contoso.storage.owner

account(tags) := {"kind": "v2", "tags": tags}

test_healthy if owner.healthy with input as account({"owner": "ann"})

test_shared_is_healthy if owner.healthy with input as account({"shared": true, "owners": ["ann", "eve"]})

test_unhealthy if {
	not owner.healthy with input as account({"owner": "eve"})
	count(owner.reasons) == 1 with input as account({"owner": "eve"})
}

test_missing if not owner.healthy with input as account({})

test_legacy_is_not_applicable if not owner.applicable with input as {"kind": "legacy"}
