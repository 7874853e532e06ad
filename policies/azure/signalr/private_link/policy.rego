# METADATA
# title: Azure SignalR Service should use private link
# description: >-
#   A public endpoint lets anyone on the internet reach the messaging service; a private endpoint keeps the
#   traffic on the Microsoft network. Evidence is a private endpoint connection in state Approved.
# custom:
#   severity: medium
#   resource_types: [microsoft.signalrservice/signalr]
#   remediation: >-
#     Create a private endpoint for the SignalR service in your virtual network and have its connection
#     approved.
#   assessment_key: b6f84d18-0137-3176-6aa1-f4d9ac95155c
#   azure_policy: 2393d2cf-a342-44cd-a2e2-fe0188fd1234
package azure.signalr.private_link

import data.lib.private_endpoints

default healthy := false

healthy if private_endpoints.approved(input)

reasons contains private_endpoints.not_approved(input) if not healthy
