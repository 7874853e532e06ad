package lib.key_vault_sample_test

# A key or a secret as the vault lists it, and as the resource manager does; `kind` is `keys` or `secrets`.
listed(kind, attributes) := object.union(entry("microsoft.keyvault.data/vaults", kind), {"attributes": attributes})

managed(kind, attributes) := object.union(entry("microsoft.keyvault/vaults", kind), {"properties": {"attributes": attributes}})

# Without its attributes.
entry(vaults, kind) := {
	"id": sprintf("/subscriptions/0001/resourcegroups/shop/providers/microsoft.keyvault/vaults/kv-shop/%s/orders", [kind]),
	"type": sprintf("%s/%s", [vaults, kind]),
	"name": "orders",
}
