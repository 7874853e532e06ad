# METADATA
# title: "[Enable if required] SQL servers should use customer-managed keys to encrypt data at rest"
# description: >-
#   With a key of your own you decide who can decrypt the data, and can revoke access. The policy reads the
#   key that the server names, and the type of its encryption protector where the inventory holds one.
# custom:
#   severity: low
#   resource_types: [microsoft.sql/servers, microsoft.sql/servers/encryptionprotector]
#   requires: [microsoft.resources/subscriptions/resourcegroups]
#   remediation: >-
#     Give the managed identity of the server access to a key in your vault, then make the key its transparent data
#     encryption protector.
#   assessment_key: 1a93e945-3675-aef6-075d-c661498e1046
#   azure_policy: 0a370ff3-6cab-4e85-8995-295fd854c5b8
package azure.sql.customer_managed_key

import data.lib.customer_managed_keys
import data.lib.sql

default healthy := false

# The servers of a Synapse workspace are encrypted with the key of the workspace.
applicable if not sql.managed_by_synapse(input)

healthy if customer_managed_keys.protects_sql(input)

reasons contains customer_managed_keys.not_protecting_sql(input) if not healthy
