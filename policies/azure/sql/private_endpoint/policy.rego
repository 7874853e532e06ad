# METADATA
# title: Private endpoint connections on Azure SQL Database should be enabled
# description: >-
#   A public endpoint lets anyone on the internet reach the databases; a private endpoint keeps the traffic
#   on the Microsoft network. Evidence is a private endpoint connection in state Approved.
# custom:
#   severity: medium
#   resource_types: [microsoft.sql/servers]
#   remediation: >-
#     Create a private endpoint for the server in your virtual network and have its connection approved.
#   assessment_key: 75396512-3323-9be4-059d-32ecb113c3de
#   azure_policy: 7698e800-9299-47a6-b3b6-5a0fee576eed
package azure.sql.private_endpoint

import data.lib.private_endpoints

default healthy := false

healthy if private_endpoints.approved(input)

reasons contains private_endpoints.not_approved(input) if not healthy
