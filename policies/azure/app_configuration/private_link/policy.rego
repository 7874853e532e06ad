# METADATA
# title: App Configuration should use private link
# description: >-
#   A public endpoint lets anyone on the internet reach the configuration of your applications; a private
#   endpoint keeps the traffic on the Microsoft network. Evidence is a private endpoint connection in state
#   Approved.
# custom:
#   severity: medium
#   resource_types: [microsoft.appconfiguration/configurationstores]
#   remediation: >-
#     Create a private endpoint for the configuration store in your virtual network and have its connection
#     approved.
#   assessment_key: 8318c3a1-fcac-2e1d-9582-50912e5578e5
#   azure_policy: ca610c1d-041c-4332-9d88-7ed3094967c7
package azure.app_configuration.private_link

import data.lib.private_endpoints

default healthy := false

healthy if private_endpoints.approved(input)

reasons contains private_endpoints.not_approved(input) if not healthy
