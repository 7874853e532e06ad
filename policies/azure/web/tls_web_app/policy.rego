# METADATA
# title: TLS should be updated to the latest version for web apps
# description: >-
#   Versions of TLS before 1.2 have known weaknesses. The policy reads `minTlsVersion` of the configuration of the
#   app.
# custom:
#   severity: high
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Set the minimum inbound TLS version of the app to 1.2.
#   fix: az webapp config set --ids {id} --min-tls-version 1.2
#   assessment_key: 2a54c352-7ca4-4bae-ad46-47ecd9595bd2
#   azure_policy: f0e6e85b-9b9f-4a4b-b67b-f730d42f1b0b
package azure.web.tls_web_app

import data.lib.web

default healthy := false

applicable if web.is_web_app(input)

healthy if web.tls_at_least(input, "1.2")

reasons contains web.mismatch(input, "minTlsVersion", "1.2 or higher") if not healthy
