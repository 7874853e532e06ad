# METADATA
# title: Azure Event Grid topics should use private link
# description: >-
#   A public endpoint lets anyone on the internet reach the event topic; a private endpoint keeps the
#   traffic on the Microsoft network. Evidence is a private endpoint connection in state Approved.
# custom:
#   severity: medium
#   resource_types: [microsoft.eventgrid/topics]
#   remediation: >-
#     Create a private endpoint for the topic in your virtual network and have its connection approved.
#   assessment_key: bdac9c7b-b9b8-f572-0450-f161c430861c
#   azure_policy: 4b90e17e-8448-49db-875e-bd83fb6f804f
package azure.event_grid.topic_private_link

import data.lib.attributes
import data.lib.private_endpoints
import data.lib.text

default healthy := false

# Topics of kind AzureArc run outside Azure, where private endpoints do not exist.
applicable if not text.same(attributes.value(input, "kind"), "AzureArc")

healthy if private_endpoints.approved(input)

reasons contains private_endpoints.not_approved(input) if not healthy
