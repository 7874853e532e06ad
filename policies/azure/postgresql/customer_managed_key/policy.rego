# METADATA
# title: "[Enable if required] PostgreSQL servers should use customer-managed keys to encrypt data at rest"
# description: >-
#   With a key of your own you decide who can decrypt the data, and can revoke access. Evidence is a key of the
#   single server that lies in a vault.
# custom:
#   severity: low
#   resource_types: [microsoft.dbforpostgresql/servers]
#   requires: [microsoft.dbforpostgresql/servers/keys]
#   remediation: >-
#     Give the managed identity of the server access to a key in your vault, then create it as a key of the
#     PostgreSQL server.
#   assessment_key: 19d45f8f-245c-852e-dbf9-d4aab4758b1f
#   azure_policy: 18adea5e-f416-4d0f-8aa8-d24321e3e274
package azure.postgresql.customer_managed_key

import data.lib.customer_managed_keys

default healthy := false

healthy if customer_managed_keys.protected_by_child(input)

reasons contains customer_managed_keys.not_protected_by_child if not healthy
