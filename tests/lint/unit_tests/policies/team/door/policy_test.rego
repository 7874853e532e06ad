package team.door_test

import data.team.door

test_healthy if {
	found := door.healthy with input as {"properties": {"locked": true}}
}

tst_unhealthy if not door.healthy with input as {"properties": {"locked": false}}

test_missing_attribute_is_unhealthy if not door.healthy with input as {}
