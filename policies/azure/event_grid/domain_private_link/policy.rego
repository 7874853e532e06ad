# METADATA
# title: Azure Event Grid domains should use private link
# description: >-
#   A public endpoint lets anyone on the internet reach the event domain; a private endpoint keeps the
#   traffic on the Microsoft network. Evidence is a private endpoint connection in state Approved.
# custom:
#   severity: medium
#   resource_types: [microsoft.eventgrid/domains]
#   remediation: >-
#     Create a private endpoint for the domain in your virtual network and have its connection approved.
#   assessment_key: bef092f5-bea7-3df3-1ee8-4376dd9c111e
#   azure_policy: 9830b652-8523-49cc-b1b3-e17dce1127ca
package azure.event_grid.domain_private_link

import data.lib.private_endpoints

default healthy := false

healthy if private_endpoints.approved(input)

reasons contains private_endpoints.not_approved(input) if not healthy
