# METADATA
# title: Geo-redundant backup should be enabled for Azure Database for MySQL
# description: A backup that is stored in the paired region as well survives the loss of the region.
# custom:
#   severity: low
#   resource_types: [microsoft.dbformysql/servers]
#   remediation: >-
#     Geo-redundancy is chosen when a server is created. Create a server with geo-redundant backup, and move
#     the data to it.
#   assessment_key: 8ad68a2f-c6b1-97b5-41b5-174359a33688
#   azure_policy: 82339799-d096-41ae-8538-b108becf0970
package azure.mysql.geo_redundant_backup

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.storageProfile.geoRedundantBackup, "Enabled")

reasons contains attributes.mismatch(input, "properties.storageProfile.geoRedundantBackup", "Enabled") if not healthy
