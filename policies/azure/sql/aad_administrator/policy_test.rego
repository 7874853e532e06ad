package azure.sql.aad_administrator_test

import data.azure.sql.aad_administrator
import data.lib.resources_sample_test as sample

server(administrators) := sample.resource(
	"microsoft.sql/servers",
	{"administratorLogin": "dba", "administrators": administrators},
)

administrator := {
	"administratorType": "ActiveDirectory",
	"login": "fabrikam-dba",
	"sid": "7d0c2b1e-4a55-4f0e-9a31-5be0a2c6d914",
}

below(parent, records) := sample.children(parent, "administrators", records)

bare := server(null)

verdict(resource, inventory) := found if {
	found := {"healthy": aad_administrator.healthy, "reasons": aad_administrator.reasons}
		with input as resource
		with data.inventory as inventory
}

test_healthy_with_an_administrator_below_the_server if verdict(bare, below(bare, [administrator])) == sample.healthy

test_healthy_with_an_administrator_in_the_properties if {
	verdict(server(administrator), {}) == sample.healthy
	verdict(server({"administratorType": "activeDirectory"}), below(bare, [])) == sample.healthy
}

test_unhealthy_without_an_administrator if {
	verdict(bare, below(bare, [])) == sample.unhealthy("no Azure Active Directory administrator found, wanted one")
}

test_missing_attribute_is_unhealthy if {
	verdict(sample.shell("microsoft.sql/servers"), {}).healthy == false
	verdict(server({}), {}).healthy == false
}

test_the_administrator_of_another_server_does_not_count if {
	other := object.union(bare, {"id": "/s/b"})
	verdict(bare, below(other, [administrator])).healthy == false
}
