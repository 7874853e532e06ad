# METADATA
# title: CORS should not allow every resource to access Function Apps
# description: >-
#   With the origin `*` any web site can call the function app from the browser of its visitor. The policy reads
#   the allowed origins in the configuration of the app.
# custom:
#   severity: low
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Remove `*` from the allowed origins and list the origins that need access.
#   fix: az functionapp cors remove --resource-group {resourceGroup} --subscription {subscription} --name {name} --allowed-origins '*'
#   assessment_key: 7b3d4796-9400-2904-692b-4a5ede7f0a1e
#   azure_policy: 0820b7b9-23aa-4725-a1ce-ae4558f718e5
package azure.web.cors_function_app

import data.lib.web

default healthy := false

applicable if web.is_function_app(input)

# A configuration without allowed origins admits no other origin.
healthy if web.cors_restricted(input)

reasons contains web.mismatch(input, "cors.allowedOrigins", "a list without *") if not healthy
