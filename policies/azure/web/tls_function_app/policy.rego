# METADATA
# title: TLS should be updated to the latest version for function apps
# description: >-
#   Versions of TLS before 1.2 have known weaknesses. The policy reads `minTlsVersion` of the configuration of the
#   app.
# custom:
#   severity: high
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Set the minimum inbound TLS version of the app to 1.2.
#   fix: az functionapp config set --ids {id} --min-tls-version 1.2
#   assessment_key: 15be5f3c-e0a4-c0fa-fbff-8e50339b4b22
#   azure_policy: f9d614c5-c173-4d56-95a7-b4437057d193
package azure.web.tls_function_app

import data.lib.web

default healthy := false

applicable if web.is_function_app(input)

healthy if web.tls_at_least(input, "1.2")

reasons contains web.mismatch(input, "minTlsVersion", "1.2 or higher") if not healthy
