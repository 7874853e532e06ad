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
package azure.web.https_only_api_app

import data.lib.attributes
import data.lib.web

default healthy := false

applicable if web.is_api_app(input)

# An app that does not state the setting is healthy; an app exported without any properties is not.
healthy if {
	is_object(input.properties)
	attributes.value(input, "properties.httpsOnly") in {true, null}
}

reasons contains "the inventory holds no properties of the app" if {
	not healthy
	attributes.absent(input, "properties")
}

reasons contains attributes.mismatch(input, "properties.httpsOnly", "true") if {
	not healthy
	not attributes.absent(input, "properties")
}
