# METADATA
# title: Web Application should only be accessible over HTTPS
# description: >-
#   Plain HTTP exposes cookies, credentials and data to anyone on the path. The policy reads the setting that
#   redirects all HTTP requests to HTTPS.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   remediation: Turn on HTTPS Only (`httpsOnly`) for the app.
#   fix: az webapp update --ids {id} --set httpsOnly=true
#   assessment_key: 1b351b29-41ca-6df5-946c-c190a56be5fe
#   azure_policy: a4af4a39-4135-47fb-b175-47fbdf85311d
package azure.web.https_only_web_app

import data.lib.attributes
import data.lib.web

default healthy := false

applicable if web.is_web_app(input)

healthy if input.properties.httpsOnly == true

reasons contains attributes.mismatch(input, "properties.httpsOnly", "true") if not healthy
