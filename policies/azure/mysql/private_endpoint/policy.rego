# METADATA
# title: Private endpoint should be enabled for MySQL servers
# description: >-
#   A public endpoint lets anyone on the internet reach the database server; a private endpoint keeps the
#   traffic on the Microsoft network. Evidence is a private endpoint connection in state Approved.
# custom:
#   severity: medium
#   resource_types: [microsoft.dbformysql/servers]
#   remediation: >-
#     Create a private endpoint for the server in your virtual network and have its connection approved.
#   assessment_key: cec4922b-1eb3-cb74-660b-ffad9b9ac642
#   azure_policy: 7595c971-233d-4bcf-bd18-596129188c49
package azure.mysql.private_endpoint

import data.lib.private_endpoints

default healthy := false

healthy if private_endpoints.approved(input)

reasons contains private_endpoints.not_approved(input) if not healthy
