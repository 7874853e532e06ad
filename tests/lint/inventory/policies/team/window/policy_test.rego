package team.window_test

import data.team.window

test_healthy if window.healthy with input as {"properties": {"locked": true}}

test_unhealthy if {
	not window.healthy with input as {"properties": {"locked": false}}
	reasons := window.reasons with input as {"properties": {"locked": false}}
	reasons == {"locked is false, wanted true"}
}

test_missing_attribute_is_unhealthy if not window.healthy with input as {}
