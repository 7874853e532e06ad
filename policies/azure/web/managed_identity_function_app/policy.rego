# METADATA
# title: Managed identity should be used in function apps
# description: >-
#   With an identity of its own the function app reaches other resources without stored passwords. Evidence is
#   the identity of the app, or the number of one in its configuration.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   remediation: Assign a system-assigned or a user-assigned managed identity to the function app.
#   fix: az functionapp identity assign --resource-group {resourceGroup} --subscription {subscription} --name {name}
#   assessment_key: 23aa9cbe-c2fb-6a2f-6c97-885a6d48c4d1
#   azure_policy: 0da106f2-4ca3-48e8-bc85-c638fe6aea8f
package azure.web.managed_identity_function_app

import data.lib.attributes
import data.lib.web

default healthy := false

applicable if web.is_function_app(input)

healthy if web.has_identity(input)

reasons contains attributes.mismatch(input, "identity.type", "SystemAssigned or UserAssigned") if not healthy
