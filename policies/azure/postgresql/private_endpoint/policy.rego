# METADATA
# title: Private endpoint should be enabled for PostgreSQL servers
# description: >-
#   A public endpoint lets anyone on the internet reach the database server; a private endpoint keeps the
#   traffic on the Microsoft network. Evidence is a private endpoint connection in state Approved.
# custom:
#   severity: medium
#   resource_types: [microsoft.dbforpostgresql/servers]
#   remediation: >-
#     Create a private endpoint for the server in your virtual network and have its connection approved.
#   assessment_key: c5b83aed-f53d-5201-8ffb-1f9938de410a
#   azure_policy: 0564d078-92f5-4f97-8398-b9f58a51f70b
package azure.postgresql.private_endpoint

import data.lib.private_endpoints

default healthy := false

healthy if private_endpoints.approved(input)

reasons contains private_endpoints.not_approved(input) if not healthy
