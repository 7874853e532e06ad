# METADATA
# title: CORS should not allow every resource to access Web Applications
# description: >-
#   With the origin `*` any web site can call the web app from the browser of its visitor. The policy reads the
#   allowed origins in the configuration of the app.
# custom:
#   severity: low
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Remove `*` from the allowed origins and list the origins that need access.
#   fix: az webapp cors remove --resource-group {resourceGroup} --subscription {subscription} --name {name} --allowed-origins '*'
#   assessment_key: df4d1739-47f0-60c7-1706-3731fea6ab03
#   azure_policy: 5744710e-cc2f-4ee8-8809-3b11e89f4bc9
package azure.web.cors_web_app

import data.lib.web

default healthy := false

applicable if web.is_web_app(input)

# A configuration without allowed origins admits no other origin.
healthy if web.cors_restricted(input)

reasons contains web.mismatch(input, "cors.allowedOrigins", "a list without *") if not healthy
