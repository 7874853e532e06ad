# METADATA
# title: API App should only be accessible over HTTPS
# description: >-
#   Plain HTTP exposes cookies, credentials and data to anyone on the path. The policy reads the setting that
#   redirects all HTTP requests to HTTPS.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   remediation: Turn on HTTPS Only (`httpsOnly`) for the app.
#   fix: az webapp update --ids {id} --set httpsOnly=true
#   assessment_key: bf82a334-13b6-ca57-ea75-096fc2ffce50
#   azure_policy: b7ddfbdc-1260-477d-91fd-98bd9be789a6
#   deprecated: true
package azure.web.https_only_api_app

import data.lib.defaults
import data.lib.web

default healthy := false

applicable if web.is_api_app(input)

healthy if input.properties.httpsOnly == true

# An app that does not state the setting is healthy; an app exported without any properties is not.
healthy if defaults.left_out(input, "properties.httpsOnly")

reasons contains defaults.mismatch(input, "app", "properties.httpsOnly", "true") if not healthy
