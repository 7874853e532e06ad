package azure.sql.transparent_data_encryption_test

import data.azure.sql.transparent_data_encryption
import data.lib.resources_sample_test as sample

database(name) := {
	"id": sprintf("/s/a/databases/%s", [name]),
	"type": "microsoft.sql/servers/databases",
	"name": name,
	"properties": {"status": "Online"},
}

orders(inventory) := found if {
	found := {"healthy": transparent_data_encryption.healthy, "reasons": transparent_data_encryption.reasons}
		with input as database("orders")
		with data.inventory as inventory
}

encryption(properties) := {"by_id": {
	"/s/a/databases/orders/transparentdataencryption/current": {"properties": properties},
}}

test_healthy_when_encrypted if {
	orders(encryption({"state": "Enabled"})) == sample.healthy
	orders(encryption({"state": "enabled"})) == sample.healthy
	orders(encryption({"status": "Enabled"})) == sample.healthy
}

test_unhealthy_when_not_encrypted if {
	reason := "transparentDataEncryption/current: properties.state is Disabled, wanted Enabled"
	orders(encryption({"state": "Disabled"})) == sample.unhealthy(reason)
}

test_missing_state_is_unhealthy if orders(encryption({})).healthy == false

test_missing_setting_is_unhealthy if {
	reason := "the inventory holds no transparentDataEncryption/current, wanted properties.state Enabled"
	orders({}) == sample.unhealthy(reason)
}

test_not_applicable_to_the_master_database if {
	not transparent_data_encryption.applicable with input as database("master")
	transparent_data_encryption.applicable with input as database("webmaster")
}
