# METADATA
# title: TLS should be updated to the latest version for API apps
# description: >-
#   Versions of TLS before 1.2 have known weaknesses. The policy reads `minTlsVersion` of the configuration of the
#   app.
# custom:
#   severity: high
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Set the minimum inbound TLS version of the app to 1.2.
#   fix: az webapp config set --ids {id} --min-tls-version 1.2
#   assessment_key: 5a659d57-117d-bb18-65f6-54e51da1bb9b
#   azure_policy: 8cb6aa8b-9e41-4f4e-aa25-089a7ac2581e
#   deprecated: true
package azure.web.tls_api_app

import data.lib.web

default healthy := false

applicable if web.is_api_app(input)

# The definition for API apps wants this very version: unlike those for other apps it knows no later one.
healthy if web.setting(input, "minTlsVersion") == "1.2"

reasons contains web.mismatch(input, "minTlsVersion", "1.2") if not healthy
