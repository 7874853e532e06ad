# METADATA
# title: SQL servers should have an Azure Active Directory administrator provisioned
# description: >-
#   Only with such an administrator can users of the directory log in, in place of shared SQL passwords. Evidence
#   is an administrator below the server or in its own properties.
# custom:
#   severity: high
#   resource_types: [microsoft.sql/servers]
#   requires: [microsoft.sql/servers/administrators]
#   remediation: Make a user or, better, a group of Azure Active Directory the administrator of the server.
#   fix: az sql server ad-admin create --server {name} --resource-group {resourceGroup} --subscription {subscription} --display-name "$ADMIN_NAME" --object-id "$ADMIN_OBJECT_ID"
#   assessment_key: f0553104-cfdb-65e6-759c-002812e38500
#   azure_policy: 1f314764-cb73-4fc9-b863-8eca98ac36e9
package azure.sql.aad_administrator

import data.lib.text

default healthy := false

healthy if count(data.inventory.children[input.id]["microsoft.sql/servers/administrators"]) > 0

healthy if text.same(input.properties.administrators.administratorType, "ActiveDirectory")

reasons contains "no Azure Active Directory administrator found, wanted one" if not healthy
