# METADATA
# title: Managed identity should be used in API apps
# description: >-
#   With an identity of its own the API app reaches other resources without stored passwords. Evidence is the
#   identity of the app, or the number of one in its configuration.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   remediation: Assign a system-assigned or a user-assigned managed identity to the API app.
#   fix: az webapp identity assign --resource-group {resourceGroup} --subscription {subscription} --name {name}
#   assessment_key: cc6d1865-7617-3cb2-cf7d-4cfc01ece1df
#   azure_policy: c4d441f8-f9d9-4a9e-9cef-e82117cb3eef
#   deprecated: true
package azure.web.managed_identity_api_app

import data.lib.attributes
import data.lib.web

default healthy := false

applicable if web.is_api_app(input)

healthy if web.has_identity(input)

reasons contains attributes.mismatch(input, "identity.type", "SystemAssigned or UserAssigned") if not healthy
