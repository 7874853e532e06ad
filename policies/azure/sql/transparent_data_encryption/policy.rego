# METADATA
# title: Transparent Data Encryption on SQL databases should be enabled
# description: >-
#   Without encryption at rest, whoever copies the files or a backup of the database reads its data. The
#   policy reads the current encryption setting of each database but `master`.
# custom:
#   severity: low
#   resource_types: [microsoft.sql/servers/databases]
#   requires: [microsoft.sql/servers/databases/transparentdataencryption]
#   remediation: Enable transparent data encryption of the database.
#   fix: az sql db tde set --database {name} --server {parent} --resource-group {resourceGroup} --subscription {subscription} --status Enabled
#   assessment_key: 651967bf-044e-4bde-8376-3e08e0600105
#   azure_policy: 17k78e20-9358-41c9-923c-fb736d382a12
package azure.sql.transparent_data_encryption

import data.lib.sql
import data.lib.text

default healthy := false

setting := "transparentDataEncryption/current"

applicable if not endswith(input.id, "/databases/master")

healthy if text.same(sql.value(input, setting, "properties.state"), "Enabled")

# Early API versions call the state `status`.
healthy if text.same(sql.value(input, setting, "properties.status"), "Enabled")

reasons contains sql.mismatch(input, setting, "properties.state", "Enabled") if not healthy
