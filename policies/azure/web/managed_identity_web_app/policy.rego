# METADATA
# title: Managed identity should be used in web apps
# description: >-
#   With an identity of its own the web app reaches other resources without stored passwords. Evidence is the
#   identity of the app, or the number of one in its configuration.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   remediation: Assign a system-assigned or a user-assigned managed identity to the web app.
#   fix: az webapp identity assign --resource-group {resourceGroup} --subscription {subscription} --name {name}
#   assessment_key: 4a3d7cd3-f17c-637a-1ffc-614a01dd03cf
#   azure_policy: 2b9ad585-36bc-4615-b300-fd4435808332
package azure.web.managed_identity_web_app

import data.lib.attributes
import data.lib.web

default healthy := false

applicable if web.is_web_app(input)

healthy if web.has_identity(input)

reasons contains attributes.mismatch(input, "identity.type", "SystemAssigned or UserAssigned") if not healthy
