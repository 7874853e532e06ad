# METADATA
# title: Container registries should use private link
# description: >-
#   A public endpoint lets anyone on the internet reach the images of the registry; a private endpoint keeps
#   the traffic on the Microsoft network. Evidence is a private endpoint connection in state Approved.
# custom:
#   severity: medium
#   resource_types: [microsoft.containerregistry/registries]
#   remediation: >-
#     Create a private endpoint for the registry in your virtual network and have its connection approved.
#   assessment_key: 13e7d036-6903-821c-6018-962938929bf0
#   azure_policy: e8eef0a8-67cf-4eb4-9386-14b0e78733d4
package azure.container_registry.private_link

import data.lib.private_endpoints

default healthy := false

healthy if private_endpoints.approved(input)

reasons contains private_endpoints.not_approved(input) if not healthy
