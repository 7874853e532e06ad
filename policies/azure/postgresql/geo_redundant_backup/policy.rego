# METADATA
# title: Geo-redundant backup should be enabled for Azure Database for PostgreSQL
# description: A backup that is stored in the paired region as well survives the loss of the region.
# custom:
#   severity: low
#   resource_types: [microsoft.dbforpostgresql/servers]
#   remediation: >-
#     Geo-redundancy is chosen when a server is created. Create a server with geo-redundant backup, and move
#     the data to it.
#   assessment_key: 95592ab0-ddc8-660d-67f3-6df1fadfe7ec
#   azure_policy: 48af4db5-9b8b-401c-8e74-076be876a430
package azure.postgresql.geo_redundant_backup

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.storageProfile.geoRedundantBackup, "Enabled")

reasons contains attributes.mismatch(input, "properties.storageProfile.geoRedundantBackup", "Enabled") if not healthy
