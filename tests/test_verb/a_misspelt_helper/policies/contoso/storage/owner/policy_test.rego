package contoso.storage.owner_test

import data.contoso.storage.owner

account(tags) := {"kind": "v2", "tags": tags}

test_healthy if owner.healthy with input as acount({"owner": "ann"})

test_unhealthy if not owner.helthy with input as account({"owner": "eve"})
