package azure.storage.secure_transfer_test

import data.azure.storage.secure_transfer
import data.lib.resources_sample_test as sample

verdict(account) := found if {
	found := {"healthy": secure_transfer.healthy, "reasons": secure_transfer.reasons} with input as account
}

account(properties) := sample.resource("microsoft.storage/storageaccounts", properties)

exported(properties, version) := object.union(account(properties), {"apiVersion": version})

test_healthy if verdict(account({"supportsHttpsTrafficOnly": true})) == sample.healthy

test_unhealthy if {
	open := account({"supportsHttpsTrafficOnly": false})
	verdict(open) == sample.unhealthy("properties.supportsHttpsTrafficOnly is false, wanted true")
}

test_unhealthy_in_any_api_version if verdict(exported({"supportsHttpsTrafficOnly": false}, "2023-01-01")).healthy == false

test_missing_attribute_is_unhealthy if {
	verdict(account({})).healthy == false
	verdict(sample.shell("microsoft.storage/storageaccounts")).healthy == false
	verdict(exported({}, "2018-11-01")).healthy == false
	verdict(exported({}, null)).healthy == false
}

test_missing_attribute_is_unhealthy_in_what_is_no_api_version if {
	every odd in ["", "latest", "20230101", "x2023-01-01", 2023, ["2023-01-01"]] {
		verdict(exported({}, odd)).healthy == false
	}
}

test_malformed_attribute_is_unhealthy if {
	every odd in ["true", 1, "", {}, []] {
		verdict(exported({"supportsHttpsTrafficOnly": odd}, "2023-01-01")).healthy == false
	}
}

test_malformed_properties_are_unhealthy if {
	every odd in [null, "odd", []] {
		verdict(exported(odd, "2023-01-01")).healthy == false
	}
}

test_missing_attribute_is_healthy_in_api_versions_with_that_default if {
	verdict(exported({}, "2019-04-01")) == sample.healthy
	verdict(exported({}, "2023-01-01")) == sample.healthy
}
