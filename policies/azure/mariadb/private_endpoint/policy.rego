# METADATA
# title: Private endpoint should be enabled for MariaDB servers
# description: >-
#   A public endpoint lets anyone on the internet reach the database server; a private endpoint keeps the
#   traffic on the Microsoft network. Evidence is a private endpoint connection in state Approved.
# custom:
#   severity: medium
#   resource_types: [microsoft.dbformariadb/servers]
#   remediation: >-
#     Create a private endpoint for the server in your virtual network and have its connection approved.
#   assessment_key: ca9b93fe-6f1f-676c-2f31-d20f88fdbe56
#   azure_policy: 0a1302fb-a631-4106-9753-f3d494733990
package azure.mariadb.private_endpoint

import data.lib.private_endpoints

default healthy := false

healthy if private_endpoints.approved(input)

reasons contains private_endpoints.not_approved(input) if not healthy
