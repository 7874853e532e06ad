# METADATA
# title: "[Enable if required] MySQL servers should use customer-managed keys to encrypt data at rest"
# description: >-
#   With a key of your own you decide who can decrypt the data, and can revoke access. Evidence is a key of the
#   single server that lies in a vault.
# custom:
#   severity: low
#   resource_types: [microsoft.dbformysql/servers]
#   requires: [microsoft.dbformysql/servers/keys]
#   remediation: >-
#     Give the managed identity of the server access to a key in your vault, then create it as a key of the
#     MySQL server.
#   assessment_key: 6b51b7f7-cbed-75bf-8a02-43384bf47562
#   azure_policy: 83cef61d-dbd1-4b20-a4fc-5fbc7da10833
package azure.mysql.customer_managed_key

import data.lib.customer_managed_keys

default healthy := false

healthy if customer_managed_keys.protected_by_child(input)

reasons contains customer_managed_keys.not_protected_by_child if not healthy
