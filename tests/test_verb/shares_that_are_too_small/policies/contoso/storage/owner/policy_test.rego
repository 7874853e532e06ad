package contoso.storage.owner_test

import data.contoso.storage.owner

test_healthy if owner.healthy with input as {"tags": {"owner": "ann"}}

test_unhealthy if not owner.healthy with input as {"tags": {"owner": "eve"}}
