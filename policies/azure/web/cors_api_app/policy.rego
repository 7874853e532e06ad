# METADATA
# title: CORS should not allow every resource to access API Apps
# description: >-
#   With the origin `*` any web site can call the API app from the browser of its visitor. The policy reads the
#   allowed origins in the configuration of the app.
# custom:
#   severity: low
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Remove `*` from the allowed origins and list the origins that need access.
#   fix: az webapp cors remove --resource-group {resourceGroup} --subscription {subscription} --name {name} --allowed-origins '*'
#   assessment_key: e40df93c-7a7c-1b0a-c787-9987ceb98e54
#   azure_policy: 358c20a6-3f9e-4f0e-97ff-c6ce485e2aac
#   deprecated: true
package azure.web.cors_api_app

import data.lib.web

default healthy := false

applicable if web.is_api_app(input)

# A configuration without allowed origins admits no other origin.
healthy if web.cors_restricted(input)

reasons contains web.mismatch(input, "cors.allowedOrigins", "a list without *") if not healthy
