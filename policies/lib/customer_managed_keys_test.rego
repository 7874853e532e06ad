package lib.customer_managed_keys_test

import data.lib.customer_managed_keys

server := {"id": "/s/db", "type": "microsoft.dbformysql/servers"}

uri := "https://kv-fabrikam.vault.azure.net/keys/db/0123"

key(type, location) := {"properties": {"serverKeyType": type, "uri": location}}

keys(records) := {"children": {"/s/db": {"microsoft.dbformysql/servers/keys": records}}}

sql(properties) := {"type": "microsoft.sql/servers", "properties": properties}

protector(properties) := {"type": "microsoft.sql/servers/encryptionprotector", "properties": properties}

test_named if {
	customer_managed_keys.named({"properties": {"keyId": uri}}, "properties.keyId")
	every name in [null, "", " ", 7, true] {
		not customer_managed_keys.named({"properties": {"keyId": name}}, "properties.keyId")
	}
	not customer_managed_keys.named({}, "properties.keyId")
}

test_protected_by_a_key_in_a_vault if {
	customer_managed_keys.protected_by_child(server) with data.inventory as keys([key("AzureKeyVault", uri)])
	customer_managed_keys.protected_by_child(server)
		with data.inventory as keys([key("ServiceManaged", uri), key("azurekeyvault", uri)])
}

test_not_protected_by_other_keys if {
	not customer_managed_keys.protected_by_child(server) with data.inventory as keys([key("ServiceManaged", uri)])
	not customer_managed_keys.protected_by_child(server) with data.inventory as keys([key("AzureKeyVault", "")])
	not customer_managed_keys.protected_by_child(server) with data.inventory as keys([])
	not customer_managed_keys.protected_by_child(server) with data.inventory as {}
}

test_a_key_must_have_both_traits if {
	halves := [key("ServiceManaged", uri), key("AzureKeyVault", null)]
	not customer_managed_keys.protected_by_child(server) with data.inventory as keys(halves)
}

test_keys_of_another_server_do_not_count if {
	records := keys([key("AzureKeyVault", uri)])
	not customer_managed_keys.protected_by_child(object.union(server, {"id": "/s/other"})) with data.inventory as records
}

test_other_children_do_not_count if {
	children := {"/s/db": {"microsoft.dbformysql/servers/administrators": [key("AzureKeyVault", uri)]}}
	not customer_managed_keys.protected_by_child(server) with data.inventory as {"children": children}
}

test_reason_without_a_key if {
	wanted := "no key of type AzureKeyVault with a uri found among the keys of the server, wanted one"
	customer_managed_keys.not_protected_by_child == wanted
}

test_a_server_that_names_its_key_is_protected if {
	customer_managed_keys.protects_sql(sql({"keyId": uri}))
	not customer_managed_keys.protects_sql(sql({"keyId": ""}))
	not customer_managed_keys.protects_sql(sql({"serverKeyType": "AzureKeyVault"}))
}

test_a_protector_must_use_a_vault if {
	customer_managed_keys.protects_sql(protector({"serverKeyType": "azureKeyVault"}))
	not customer_managed_keys.protects_sql(protector({"serverKeyType": "ServiceManaged", "keyId": uri}))
	not customer_managed_keys.protects_sql(protector({}))
}

test_reasons_of_azure_sql if {
	customer_managed_keys.not_protecting_sql(sql({})) == "properties.keyId is not set, wanted the id of a key"
	managed := protector({"serverKeyType": "ServiceManaged"})
	customer_managed_keys.not_protecting_sql(managed) == "properties.serverKeyType is ServiceManaged, wanted AzureKeyVault"
}
