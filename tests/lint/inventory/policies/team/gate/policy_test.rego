package team.gate_test

import data.team.gate

test_healthy if gate.healthy with input as {"properties": {"locked": true}}

test_unhealthy if {
	not gate.healthy with input as {"properties": {"locked": false}}
	reasons := gate.reasons with input as {"properties": {"locked": false}}
	reasons == {"locked is false, wanted true"}
}

test_missing_attribute_is_unhealthy if not gate.healthy with input as {}
