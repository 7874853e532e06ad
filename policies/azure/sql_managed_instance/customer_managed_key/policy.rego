# METADATA
# title: "[Enable if required] SQL managed instances should use customer-managed keys to encrypt data at rest"
# description: >-
#   With a key of your own you decide who can decrypt the data, and can revoke access. The policy reads the
#   key that the instance names, and the type of its encryption protector where the inventory holds one.
# custom:
#   severity: low
#   resource_types: [microsoft.sql/managedinstances, microsoft.sql/managedinstances/encryptionprotector]
#   remediation: >-
#     Give the managed identity of the instance access to a key in your vault, then make the key its transparent data
#     encryption protector.
#   assessment_key: 06ac6ef4-1e66-1334-5418-6e79ab444ce0
#   azure_policy: ac01ad65-10e5-46df-bdd9-6b0cad13e1d2
package azure.sql_managed_instance.customer_managed_key

import data.lib.customer_managed_keys

default healthy := false

healthy if customer_managed_keys.protects_sql(input)

reasons contains customer_managed_keys.not_protecting_sql(input) if not healthy
