package team.door_test

import data.team.door

test_healthy if door.healthy with input as {"properties": {"locked": true}}

test_unhealthy if not door.healthy with input as {"properties": {"locked": false}}

test_missing_attribute_is_unhealthy if not door.healthy with input as {}
