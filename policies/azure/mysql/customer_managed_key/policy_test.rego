package azure.mysql.customer_managed_key_test

import data.azure.mysql.customer_managed_key
import data.lib.resources_sample_test as sample

verdict(inventory) := found if {
	found := {"healthy": customer_managed_key.healthy, "reasons": customer_managed_key.reasons}
		with input as server
		with data.inventory as inventory
}

keys(properties) := sample.children(server, "keys", [properties])

server := sample.resource("microsoft.dbformysql/servers", {"sslEnforcement": "Enabled"})

uri := "https://kv-fabrikam.vault.azure.net/keys/mysql/0a1b2c3d"

unhealthy := sample.unhealthy("no key of type AzureKeyVault with a uri found among the keys of the server, wanted one")

test_healthy_with_a_key_in_a_vault if verdict(keys({"serverKeyType": "AzureKeyVault", "uri": uri})) == sample.healthy

test_unhealthy_with_another_key if verdict(keys({"serverKeyType": "ServiceManaged", "uri": uri})) == unhealthy

test_missing_uri_is_unhealthy if verdict(keys({"serverKeyType": "AzureKeyVault"})) == unhealthy

test_missing_key_is_unhealthy if verdict({}) == unhealthy
