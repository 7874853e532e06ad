# METADATA
# title: Customer-managed keys of databases
# description: |
#   A key is named by a text that is not blank. MySQL and PostgreSQL single servers hold their keys as child
#   resources; Azure SQL names the key in the server and says in its encryption protector where the key lies.
package lib.customer_managed_keys

import data.lib.attributes
import data.lib.text

named(resource, path) if {
	name := attributes.value(resource, path)
	is_string(name)
	trim_space(name) != ""
}

in_vault(resource) if text.same(attributes.value(resource, "properties.serverKeyType"), "AzureKeyVault")

protected_by_child(server) if {
	type := sprintf("%s/keys", [server.type])
	some key in data.inventory.children[server.id][type]
	in_vault(key)
	named(key, "properties.uri")
}

not_protected_by_child := "no key of type AzureKeyVault with a uri found among the keys of the server, wanted one"

is_protector(resource) if endswith(resource.type, "/encryptionprotector")

protects_sql(resource) if {
	is_protector(resource)
	in_vault(resource)
}

protects_sql(resource) if {
	not is_protector(resource)
	named(resource, "properties.keyId")
}

# Why a server, a managed instance or an encryption protector falls short.
not_protecting_sql(resource) := attributes.mismatch(resource, "properties.serverKeyType", "AzureKeyVault") if {
	is_protector(resource)
} else := attributes.mismatch(resource, "properties.keyId", "the id of a key")
