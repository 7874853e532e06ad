package team.door_test

import data.team.door

test_healthy if door.healthy with input as {"properties": {"locked": true}}

test_unhealthy if {
	not door.healthy with input as {"properties": {"locked": false}}
	reasons := door.reasons with input as {"properties": {"locked": false}}
	reasons == {"locked is false, wanted true"}
}

test_missing_attribute_is_unhealthy if not door.healthy with input as {}
