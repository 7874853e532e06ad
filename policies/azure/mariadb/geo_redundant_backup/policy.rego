# METADATA
# title: Geo-redundant backup should be enabled for Azure Database for MariaDB
# description: A backup that is stored in the paired region as well survives the loss of the region.
# custom:
#   severity: low
#   resource_types: [microsoft.dbformariadb/servers]
#   remediation: >-
#     Geo-redundancy is chosen when a server is created. Create a server with geo-redundant backup, and move
#     the data to it.
#   assessment_key: 2ce368b5-7882-89fd-6645-885b071a2409
#   azure_policy: 0ec47710-77ff-4a3d-9181-6aa50af424d0
package azure.mariadb.geo_redundant_backup

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.storageProfile.geoRedundantBackup, "Enabled")

reasons contains attributes.mismatch(input, "properties.storageProfile.geoRedundantBackup", "Enabled") if not healthy
